"""Figures that are more than one number by key: cohorts, funnels, distributions, a week's hours, payees."""

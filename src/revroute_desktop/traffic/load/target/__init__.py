"""Whose a target is: its names resolved, its ownership proved, before and during a run."""

"""Metrics: one catalogue of what is measured and its figures, for screens, terminal and reports alike."""

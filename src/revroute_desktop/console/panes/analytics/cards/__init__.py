"""One card: its form, its chart and what that is fed with, its dialog, and the grid that holds it."""

"""How the pane names the chips of its selection."""

SPAN = ""
"""Name of the chip of the span of time; the others are called by their dimension."""

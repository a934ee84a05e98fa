"""The analytics pane: how are we doing, why did it change, what comes next, what looks wrong."""

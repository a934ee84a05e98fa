"""Pictures of every pane and dialog, taken of the real window."""

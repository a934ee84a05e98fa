"""Pages of the window beside the panes: help and settings."""

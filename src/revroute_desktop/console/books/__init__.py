"""The open workspace in the window: how it is asked and followed, its panes, period, views and status."""

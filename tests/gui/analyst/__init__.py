"""An analyst at the window: open, compare, brush, ask why, forecast, acknowledge, report."""

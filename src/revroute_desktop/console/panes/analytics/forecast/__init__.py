"""What comes next: forecasts, capacity and what it costs."""

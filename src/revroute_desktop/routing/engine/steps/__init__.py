"""What each kind of step takes, for a column of events at once."""

"""Reports: made, scheduled and checked."""

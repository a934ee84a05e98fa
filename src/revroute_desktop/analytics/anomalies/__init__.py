"""What looks wrong in a series, as its figures come in."""

"""What looks wrong: alerts, rules by hand, checks of the routing."""

"""The overview: cards and key figures as the operator arranges them, what is selected, and why."""

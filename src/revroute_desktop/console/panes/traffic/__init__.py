"""The traffic pane: people and bots, visits, sources, revenue by where it came from, and load runs."""

"""Analytics: how it goes, why it changed, what comes next and what looks wrong."""

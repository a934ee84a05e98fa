"""Plans: their grammar, static check, versions, and how they differ."""

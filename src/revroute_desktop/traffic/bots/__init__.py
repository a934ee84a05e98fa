"""Bots: who is no person, why, and what was filtered out for it."""

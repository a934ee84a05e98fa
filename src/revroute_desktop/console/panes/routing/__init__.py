"""Routing: what came in, what was refused, where it went, under which plan."""

"""Traffic: what reaches the platform, and what its own services would stand."""

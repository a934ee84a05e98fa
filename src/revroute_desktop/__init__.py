"""RevRoute Desktop: revenue in, routed by versioned rules, posted, proved."""

__version__ = "0.1.0"

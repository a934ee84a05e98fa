"""Audit: the log, what is verified, what is signed."""

"""Threads beside the main one, and what keeps the main one quick."""

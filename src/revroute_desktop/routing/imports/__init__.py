"""Revenue files into events: profiles, mapping, import, quarantine, undo, erasure."""

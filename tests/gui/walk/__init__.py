"""The walk: an operator goes through every screen of the real window while work runs beside it."""

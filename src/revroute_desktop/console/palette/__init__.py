"""The palette: what it offers for what is typed, and where what is picked leads."""

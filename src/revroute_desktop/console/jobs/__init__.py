"""Work in processes of its own: what is started, what the window shows of it, and what came of it."""

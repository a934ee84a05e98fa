"""Reading of log files: blocks, lines, what is known already, and the fast way for the common formats."""

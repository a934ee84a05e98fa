"""The system pane: processes and jobs, what they bear, and what steers them."""

"""The panes: each a view (widgets only), a presenter (a frozen state and what it asks for) and its models."""

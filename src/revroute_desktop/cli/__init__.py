"""Every use case from a terminal. Commands call verbs and queries and decide nothing."""

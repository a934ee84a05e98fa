"""Revenue events, versioned plans, and the engine that routes the ones by the others."""

"""Load generation for one's own services: scenarios, the engine, its workers, a small server to try it on."""

"""How long hmi takes, as ratios to something that any machine can run."""

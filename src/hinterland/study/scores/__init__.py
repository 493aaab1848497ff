"""How near an ensemble comes to the claims, beside baselines."""

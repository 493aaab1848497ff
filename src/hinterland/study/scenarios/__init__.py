"""Scenarios: their TOML files, and one war of a scenario played."""

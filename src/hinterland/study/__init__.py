"""Scenarios, stores, comparison of claims with reports, hold-out."""

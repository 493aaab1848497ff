"""Causation: counterfactuals, rival explanations, and why one event of a run came about."""

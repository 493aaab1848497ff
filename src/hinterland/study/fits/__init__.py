"""Fits: which parameters and which biases agree with the claims, and which parameters carry the figures."""

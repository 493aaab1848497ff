"""Tests of ensembles: the qualitative claims as patterns, and the lines that say when a system works."""

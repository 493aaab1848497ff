"""The railways of a run: what could run between two junctions, and whether the railway war mattered."""

"""The words in which everything else is said: declarations, dates, chance, compiled kernels, paths, faults."""

"""Claims beside what runs would have said: of one run, and of an ensemble with the factor of each claim."""

"""Files of the user: what kind a file is, how its text is read, and how results are written so that nothing is lost."""

"""What is written for people to read: tables, figures, the report."""

"""A run on disk: its store and tables, opening it again, and what it says of itself where it is published."""

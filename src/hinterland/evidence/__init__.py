"""Claims in, questions answered, tables out."""

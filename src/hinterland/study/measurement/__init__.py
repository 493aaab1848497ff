"""What is read off a run: figures for the quantities of the ledger, and what must be recorded for them."""

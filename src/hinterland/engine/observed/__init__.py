"""Tables of everything that can be observed, by what it is about."""

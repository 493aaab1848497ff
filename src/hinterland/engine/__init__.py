"""The world, the day, the run, the record and the watch kept over them."""

"""The world, the schedule of a day, the run, its record, and the checks of conservation."""

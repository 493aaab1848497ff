"""What a party attacks at a railway line."""

TRAIN, RAILS, BRIDGE, STATION, TELEGRAPH = range(5)

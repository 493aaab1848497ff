"""`python -m hinterland.cli`, the same as `hinterland`."""

from hinterland.cli.main import main

main()

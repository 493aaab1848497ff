"""`python -m hinterland`, the same as `hinterland`."""

from hinterland.cli.main import main

if __name__ == "__main__":
    main()

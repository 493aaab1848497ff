"""The command line: `hinterland`, and `python -m hinterland`.

What the commands need is imported here and not above, so that Ctrl-C during the imports ends in one line.
"""

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from hinterland.cli.main import main as command_line
    except KeyboardInterrupt:
        sys.stderr.write("hinterland: stopped; nothing was begun\n")
        sys.exit(130)
    command_line()


if __name__ == "__main__":
    main()

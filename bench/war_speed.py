"""How fast the war is: the whole war of Hinterland, and a small war that Mesa plays too.

Run it with `make bench`; `--days` shortens the small war, `--whole` or `--small` runs one part only. It ends
with exit code 1 where a target is missed or the two engines of the small war disagree on any day.
"""

import argparse
import os
import platform
import sys

for name in ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")  # one core, before numpy wakes up


def main() -> int:
    """Run what was asked for and return the exit code."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--days", type=int, default=365, help="days of the small war, the same for both engines")
    ask.add_argument("--resolution", type=int, default=4, help="H3 resolution of the whole war")
    ask.add_argument("--small", action="store_true", help="only the small war")
    ask.add_argument("--whole", action="store_true", help="only the whole war")
    chosen = ask.parse_args()
    say(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, one core\n")
    held = True
    if not chosen.small:
        import whole_war

        held &= whole_war.measure(chosen.resolution, say)
    if not chosen.whole:
        import small_war

        held &= small_war.measure(chosen.days, say)
    return 0 if held else 1


def say(line: str) -> None:
    """Print one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

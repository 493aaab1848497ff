"""A process that writes without end, killed at random moments: run as a program, so that it forks without threads."""

import os
import random
import sys
import time
from itertools import count
from pathlib import Path
from types import SimpleNamespace

from hinterland.files import exchange, mark, output
from hinterland.files.stage import hidden

FILES = 12


def write_folder(place: Path, number: int) -> None:
    """Write a folder whose files all hold the same number."""
    with output.folder(place, "run") as made:
        (made / "run.zarr").mkdir()
        for k in range(FILES):
            (made / "run.zarr" / str(k)).write_text(f"{number}\n" * 200, encoding="utf-8")


def write_table(place: Path, number: int) -> None:
    """Write a table that holds a number."""
    lines = SimpleNamespace(to_csv=lambda **_: f"number\n{number}\n" * 200, columns=["number"])
    with output.table(place, "confront") as keep:
        keep(lines)  # type: ignore[arg-type]


def folder_is_whole(place: Path) -> bool:
    """Return whether a folder holds one result, all of it."""
    if not place.exists():
        place = exchange.aside(hidden(place))
    texts = {path.read_text(encoding="utf-8") for path in (place / "run.zarr").iterdir()}
    return len(texts) == 1 and len(list((place / "run.zarr").iterdir())) == FILES


def table_is_whole(place: Path) -> bool:
    """Return whether a table holds one result, all of it, that fits its description."""
    listed = mark.accepted(mark.read(place.with_name(place.name + "-metadata.json")))
    return mark.digest_of(place) in listed[place.name]


def main(top: Path, what: str, times: int, number: int) -> None:
    """Kill a writer so many times, and say after each kill what is wrong."""
    write, whole = (write_folder, folder_is_whole) if what == "folder" else (write_table, table_is_whole)
    place = top / ("x" if what == "folder" else "x.csv")
    write(place, 0)
    began = time.perf_counter()
    write(place, 1)
    one = time.perf_counter() - began
    chance = random.Random(1943)
    in_the_midst = 0
    for turn in range(times):
        child = os.fork()
        if not child:
            for n in count(turn * 1000):
                write(place, n)
        time.sleep(chance.uniform(0, 4 * one))
        os.kill(child, number)
        os.waitpid(child, 0)
        in_the_midst += hidden(place).exists() or exchange.aside(hidden(place)).exists()
        if not whole(place):
            sys.exit(f"after kill {turn} the result is not whole")
        if turn % 2:
            write(place, turn)
            if not whole(place) or hidden(place).exists() or exchange.aside(hidden(place)).exists():
                sys.exit(f"the write after kill {turn} has left something")
    write(place, -1)
    sys.stdout.write(f"{in_the_midst}\n")


if __name__ == "__main__":
    exchange.flush = output.settle = lambda _: (
        None
    )  # a process dies here, not the machine: what the disk holds is not asked
    if sys.argv[5] == "renames":
        exchange.swap = lambda *_: False  # type: ignore[assignment]
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))

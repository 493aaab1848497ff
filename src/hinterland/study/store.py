"""A run on disk: a Zarr store, tables by month and region, and the scenario that plays it again."""

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.engine.result import Run
from hinterland.study import months, shelf

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

MARK = "run.zarr"
PLAIN: dict[str, Any] = {"index": False, "lineterminator": "\n"}
ROOM = "give a folder that can be written, on a disk with some 40 MB to spare"


def save(run: Run, folder: Path | str) -> Path:
    """Write a run into a folder and return it; an earlier run there is replaced once the new one is whole.

    It gets `run.zarr` (see `shelf`), `monthly.csv`, `events.csv.gz`, `parameters.csv` and `scenario.toml`.
    Raises `Fault` where the folder cannot be written or holds something that is not a run.
    """
    place = Path(folder)
    with _whole_or_nothing(place) as made:
        whole = shelf.dataset(run)
        shelf.write(run, whole, made / MARK)
        months.table(whole).to_csv(made / "monthly.csv", float_format="%.6g", **PLAIN)
        with (made / "events.csv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
            packed.write(run.events.to_csv(float_format="%.6g", **PLAIN).encode())
        rules(run).to_csv(made / "parameters.csv", **PLAIN)
        (made / "scenario.toml").write_text(scenario(run), encoding="utf-8")
    return place


def load(folder: Path | str, group: str | None = None) -> "xr.Dataset":
    """Read a saved run back: every quantity by day and region, or the group `maps`, `lines` or `events`.

    Raises `Fault` where the folder holds no run.
    """
    return shelf.read(Path(folder) / MARK, group)


def rules(run: Run) -> "pd.DataFrame":
    """Return every parameter: name, value in this run, unit, range, default, meaning, what it cites."""
    import pandas as pd

    rows = [
        (name, value, p.unit, p.span.low, p.span.high, p.span.scale, p.default, p.doc, " ".join(p.cites))
        for name, p, value in shelf.chosen(run)
    ]
    columns = ["name", "value", "unit", "low", "high", "scale", "default", "meaning", "cites"]
    return pd.DataFrame(rows, columns=columns)


def scenario(run: Run) -> str:
    """Return the scenario of a run as TOML, with the command that plays it again in its first lines."""
    s = run.setting
    days = f"--from {date_of(s.start)} --to {date_of(s.end)}"
    lines = [
        "# To play this run again:",
        f"# hinterland run --scenario scenario.toml --seed {run.seed} --resolution {s.resolution} {days}",
        f"title = {_quoted(s.title)}",
        f"without = [{', '.join(_quoted(name) for name in sorted(s.without))}]",
    ]
    if s.rules:
        lines += ["", "[rules]"]
        lines += [f"{_quoted(name)} = {float(value)!r}" for name, value in sorted(s.rules.items())]
    for start, end, degrees in s.warmer:
        lines += ["", "[[warmer]]", f"from = {date_of(start)}", f"to = {date_of(end)}"]
        lines += [f"degrees = {float(degrees)!r}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escapes = {c: f"\\u{c:04x}" for c in (*range(32), 127)} | {ord('"'): '\\"', ord("\\"): "\\\\"}
    return f'"{text.translate(escapes)}"'


@contextmanager
def _whole_or_nothing(place: Path) -> Iterator[Path]:
    """Give a hidden folder beside `place`, put it there when all went well, and else leave all as it was."""
    if place.exists() and not _replaceable(place):
        raise Fault(place, 0, "holds something that is not a run", "give a new or empty folder")
    made = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        made = Path(mkdtemp(prefix=f".{place.name}-", dir=place.parent))
        yield made
        made.chmod(0o755)
        _exchange(made, place)
    except OSError as trouble:
        raise Fault(place, 0, f"cannot be written ({trouble.strerror or trouble})", ROOM) from None
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _exchange(made: Path, place: Path) -> None:
    """Rename the new folder to its place, and put the old one back where that fails."""
    old = made.with_name(made.name + "-old")
    if place.exists():
        place.rename(old)
    try:
        made.rename(place)
    except BaseException:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _replaceable(place: Path) -> bool:
    return place.is_dir() and ((place / MARK).is_dir() or not any(place.iterdir()))

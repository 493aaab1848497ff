"""A run on disk: a Zarr store with units and meanings, tables by month and region, and the scenario to play it again."""

import gzip
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.engine.begin import parameters
from hinterland.engine.result import Run
from hinterland.study import months, shelf

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

MARK = "run.zarr"
ROOM = "give a folder that can be written, on a disk with some 40 MB to spare"


def save(run: Run, folder: Path | str) -> Path:
    """Write a run into a folder and return it; an earlier run in its place is replaced once the new one is whole.

    The folder gets `run.zarr` (see `shelf`), `monthly.csv`, `events.csv.gz`, `parameters.csv` and `scenario.toml`.
    Raises `Fault` where the folder cannot be written or holds something that is not a run.
    """
    place = Path(folder)
    with _whole_or_nothing(place) as made:
        whole = shelf.dataset(run)
        shelf.write(run, whole, made / MARK)
        months.table(whole).to_csv(
            made / "monthly.csv", index=False, lineterminator="\n", float_format="%.6g"
        )
        with (made / "events.csv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
            packed.write(run.events.to_csv(index=False, lineterminator="\n", float_format="%.6g").encode())
        rules(run).to_csv(made / "parameters.csv", index=False, lineterminator="\n")
        (made / "scenario.toml").write_text(scenario(run), encoding="utf-8")
    return place


def load(folder: Path | str, group: str | None = None) -> "xr.Dataset":
    """Read a saved run back: every quantity by day and region, or the group `maps`, `lines` or `events`.

    Raises `Fault` where the folder holds no run.
    """
    return shelf.read(Path(folder) / MARK, group)


def rules(run: Run) -> "pd.DataFrame":
    """Return every parameter: name, value of this run, unit, range, default, meaning, what it cites."""
    import pandas as pd

    rows = []
    for name, spec in parameters().items():
        group, _, field = name.partition(".")
        value = float(getattr(getattr(run.rules, group), field))
        low, high, scale = spec.span
        rows.append((name, value, spec.unit, low, high, scale, spec.default, spec.doc, " ".join(spec.cites)))
    columns = ["name", "value", "unit", "low", "high", "scale", "default", "meaning", "cites"]
    return pd.DataFrame(rows, columns=columns)


def scenario(run: Run) -> str:
    """Return the scenario of a run as TOML, with the command that plays it again in its first lines."""
    s = run.setting
    first, last = date_of(s.start), date_of(s.end)
    lines = [
        "# To play this run again:",
        f"# hinterland run --scenario scenario.toml --seed {run.seed} --resolution {s.resolution} --from {first} --to {last}",
        f"title = {_quoted(s.title)}",
        f"without = [{', '.join(_quoted(name) for name in sorted(s.without))}]",
    ]
    if s.rules:
        lines += [
            "",
            "[rules]",
            *(f"{_quoted(name)} = {float(value)!r}" for name, value in sorted(s.rules.items())),
        ]
    for start, end, degrees in s.warmer:
        lines += [
            "",
            "[[warmer]]",
            f"from = {date_of(start)}",
            f"to = {date_of(end)}",
            f"degrees = {float(degrees)!r}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escapes = {c: f"\\u{c:04x}" for c in (*range(32), 127)} | {ord('"'): '\\"', ord("\\"): "\\\\"}
    return f'"{text.translate(escapes)}"'


@contextmanager
def _whole_or_nothing(place: Path) -> Iterator[Path]:
    """Give a hidden folder beside `place`; put it there when all went well, and else leave everything as it was."""
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
    """Rename the new folder to its place; put the old one back where that fails."""
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

"""A run on disk: a Zarr store, tables by month and region, and the scenario that plays it again."""

import gzip
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.engine.dataset import chosen
from hinterland.engine.result import Run
from hinterland.files import csv_rows, output
from hinterland.files.place import path_of
from hinterland.study.saved_runs import months, zarr_store

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

MARK, PARAMETERS, SCENARIO = "run.zarr", "parameters.csv", "scenario.toml"
FILES = (MARK, "monthly.csv", "events.csv.gz", PARAMETERS, SCENARIO)
PLAIN: dict[str, Any] = {"index": False, "lineterminator": "\n"}


def save(run: Run, folder: Path | str) -> Path:
    """Write a run into a folder and return it; an earlier result there is replaced once the new one is whole.

    It gets `run.zarr` (see `zarr_store`), `monthly.csv`, `events.csv.gz`, `parameters.csv` and `scenario.toml`.
    Raises `Fault` where the folder cannot be written or holds anything that the program did not write.
    """
    place = path_of(folder, "the folder")
    with output.folder(place, "hinterland.study.saved_runs.store.save") as made:
        fill(run, made)
    return place


def fill(run: Run, folder: Path) -> None:
    """Write what `save` writes into a folder; raises `Fault` where a file of such a name stands there."""
    for name in FILES:
        if (folder / name).exists():
            raise Fault(folder / name, 0, "stands there already", "give an empty folder, or use store.save")
    monthly = months.MonthlyTable(run)
    zarr_store.write(run, folder / MARK, monthly.add)
    with (folder / "monthly.csv").open("wb") as file:
        file.writelines(csv_rows.blocks(monthly.columns()))
    events = {str(name): values.to_numpy() for name, values in run.events.items()}
    with (folder / "events.csv.gz").open("wb") as raw, gzip.GzipFile("", "wb", 6, raw, mtime=0) as packed:
        packed.writelines(csv_rows.blocks(events))
    parameters(run).to_csv(folder / PARAMETERS, **PLAIN)
    (folder / SCENARIO).write_text(scenario(run), encoding="utf-8")


def load(folder: Path | str, group: str | None = None) -> "xr.Dataset":
    """Read a saved run back: every quantity by day and region, or the group `maps`, `lines` or `events`.

    Raises `Fault` where the folder holds no run.
    """
    return zarr_store.read(path_of(folder, "the folder") / MARK, group)


def parameters(run: Run) -> "pd.DataFrame":
    """Return every parameter: name, value in this run, unit, range, default, meaning, basis, what it cites."""
    import pandas as pd

    rows = [
        (name, value, p.unit, p.span.low, p.span.high, p.span.scale, p.default, p.doc, p.basis, " ".join(p.cites))
        for name, p, value in chosen(run)
    ]
    columns = ["name", "value", "unit", "low", "high", "scale", "default", "meaning", "basis", "cites"]
    return pd.DataFrame(rows, columns=columns)


def scenario(run: Run) -> str:
    """Return the scenario of a run as TOML, with the command that plays it again in its first lines."""
    s = run.scenario
    days = f"--from {date_of(s.start)} --to {date_of(s.end)}"
    lines = [
        "# To play this run again:",
        f"# hinterland run --scenario scenario.toml --seed {run.seed} --resolution {s.resolution} {days}",
        f"title = {_quoted(s.title)}",
        f"without = [{', '.join(_quoted(name) for name in sorted(s.without))}]",
    ]
    if s.parameters:
        lines += ["", "[parameters]"]
        lines += [f"{_quoted(name)} = {float(value)!r}" for name, value in sorted(s.parameters.items())]
    if s.scaled:
        lines += ["", "[scaled]"]
        lines += [f"{_quoted(name)} = {float(factor)!r}" for name, factor in s.scaled]
    for start, end, degrees in s.warmer:
        lines += ["", "[[warmer]]", f"from = {date_of(start)}", f"to = {date_of(end)}"]
        lines += [f"degrees = {float(degrees)!r}"]
    for first, last in s.unheard:
        lines += ["", "[[unheard]]", f"from = {date_of(first)}", f"to = {date_of(last)}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escapes = {c: f"\\u{c:04x}" for c in (*range(32), 127)} | {ord('"'): '\\"', ord("\\"): "\\\\"}
    return f'"{text.translate(escapes)}"'

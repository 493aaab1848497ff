"""The runs of an ensemble on disk: what was read off each, in batches that are written whole and never changed.

A folder holds `ensemble.json`, which says of what war the runs are and what was read, `indicators.csv` with one
line for each figure, and `runs/` with Parquet files of run, seed, draw, key, indicator, value. A file is named by
the digest of its bytes: one that is damaged is found. A program that is killed loses only what it held in memory, and
what it had not finished to write is cleared by the next. One program at a time writes to a folder.
"""

import csv
import hashlib
import io
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.user_cache import settle, write_whole
from hinterland.files import mark, place
from hinterland.files.stage import held
from hinterland.study.measurement.indicators import Indicator

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DESCRIPTION, INDICATORS, RUNS = "ensemble.json", "indicators.csv", "runs"
PART = ".hinterland-part"
"""Begins the name of a file that is being written."""
BATCH, WAIT = 32, 60.0
"""Runs that are written together, and seconds after which fewer are."""
COLUMNS = "run INTEGER, seed BIGINT, draw INTEGER, key VARCHAR, indicator INTEGER, value DOUBLE"
REPLAY = "remove it, and repeat the command that played its runs: they are played again"


class PlayedRun(NamedTuple):
    """A run that has been played: its number, seed and draw, the key of its task, and its figures (indicators,)."""

    run: int
    seed: int
    draw: int
    key: str
    figures: np.ndarray


class RunStore:
    """A folder of runs that is open for writing."""

    def __init__(self, folder: Path) -> None:
        """Take a folder that holds a description."""
        self.folder = folder
        self._held: list[PlayedRun] = []
        self._since = time.monotonic()

    def keys(self) -> set[str]:
        """Return the keys of all runs that are on disk; raise `Fault` where a batch is damaged."""
        files = batches(self.folder)
        if not files:
            return set()
        with _database() as base:
            return {key for (key,) in _ask(base, "SELECT DISTINCT key FROM read_parquet($files)", files)}

    def add(self, played: PlayedRun) -> None:
        """Keep a run; it is on disk after `WAIT` seconds at the latest, while others are added."""
        self._held.append(played)
        if len(self._held) >= BATCH or time.monotonic() - self._since > WAIT:
            self.write()

    def write(self) -> None:
        """Write what is held back."""
        if self._held:
            _write_batch(self.folder / RUNS, self._held)
        self._held, self._since = [], time.monotonic()


@contextmanager
def open_store(folder: Path, description: Mapping[str, Any], indicators: Sequence[Indicator]) -> Iterator[RunStore]:
    """Open a folder for the runs of an ensemble, or make it; what is held back is written in the end, however it ends.

    Raises `Fault` where the folder holds anything else, or runs of an ensemble that is described otherwise, where
    another program writes to it, and where it cannot be written.
    """
    with _faults_of(folder):
        target = place.resolve(folder)
        _make(folder, target, {**description, "indicators": [list(one) for one in indicators]}, indicators)
    with held(folder, target):
        for left in (target / RUNS).glob(f"{PART}*"):
            left.unlink(missing_ok=True)
        store = RunStore(target)
        try:
            yield store
        finally:
            with _faults_of(folder):
                store.write()


@contextmanager
def _faults_of(folder: Path) -> Iterator[None]:
    """Report trouble of the system as a `Fault` of the folder."""
    try:
        yield
    except OSError as trouble:
        message = f"cannot be written ({trouble.strerror or trouble})"
        raise Fault(folder, 0, message, "give a folder that can be written, on a disk with room") from None


def described(folder: Path) -> dict[str, Any]:
    """Return the description of an ensemble, its indicators as `Indicator`; raise `Fault` where a folder holds none."""
    path = folder / DESCRIPTION
    if not folder.is_dir():
        raise Fault(folder, 0, "there is no such folder", "give the folder of an ensemble")
    if not path.is_file():
        raise Fault(folder, 0, "holds no ensemble", "give the folder that hinterland ensemble wrote")
    if mark.read(path) is None:
        raise Fault(path, 0, "was changed or is damaged", "play the ensemble again, to another folder")
    found: dict[str, Any] = json.loads(path.read_bytes())
    found.pop(mark.KEY)
    try:
        return found | {"indicators": [Indicator(*one) for one in found["indicators"]]}
    except (KeyError, TypeError):
        raise Fault(path, 0, "describes no ensemble", "give the folder that hinterland ensemble wrote") from None


def other_than(there: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """Return the names under which a description that was read has not what is wanted."""
    return [name for name, value in json.loads(json.dumps(wanted)).items() if there.get(name) != value]


def batches(folder: Path) -> list[str]:
    """Return the files of runs in a folder; raise `Fault` for one that is damaged or no batch."""
    files = sorted(path for path in (folder / RUNS).glob("*.parquet") if not path.name.startswith(PART))
    for path in files:
        if mark.digest_of(path)[:16] != path.stem:
            raise Fault(path, 0, "is damaged: its bytes do not fit its name", REPLAY)
    return [str(path) for path in files]


def read_runs(folder: Path, indicators: int) -> dict[str, PlayedRun]:
    """Return every run of a folder by its key; raise `Fault` for a damaged batch, and for a key with two results."""
    found: dict[str, PlayedRun] = {}
    with _database() as base:
        for file in batches(folder):
            for one in _runs_of(base, file, indicators):
                if one.key in found and not np.array_equal(found[one.key].figures, one.figures, equal_nan=True):
                    message = f"run {one.run} has other figures than in another file"
                    raise Fault(file, 0, message, "remove both files")
                found[one.key] = one
    return found


def _runs_of(base: "DuckDBPyConnection", file: str, indicators: int) -> Iterator[PlayedRun]:
    """Yield the runs of a batch in the order of their keys; raise `Fault` where one has not all figures."""
    query = "SELECT run, seed, draw, key, count(*) FROM read_parquet($files) GROUP BY ALL ORDER BY key"
    runs = _ask(base, query, [file])
    if any(count != indicators for *_, count in runs):
        raise Fault(file, 0, f"holds a run without {indicators} figures", REPLAY)
    table = _values(base, file).reshape(len(runs), indicators)
    for (run, seed, draw, key, _), figures in zip(runs, table, strict=True):
        yield PlayedRun(run, seed, draw, key, figures)


@contextmanager
def _database() -> Iterator["DuckDBPyConnection"]:
    """Open a database in memory. To open one takes longer than to read a batch: open one for all."""
    import duckdb

    with duckdb.connect() as base:
        yield base


def _ask(base: "DuckDBPyConnection", query: str, files: Sequence[str]) -> list[tuple[Any, ...]]:
    with _asking(base, query, files) as answer:
        return list(answer.fetchall())


def _values(base: "DuckDBPyConnection", file: str) -> np.ndarray:
    """Return all figures of a batch in the order of keys and indicators; NaN where there is none."""
    with _asking(base, "SELECT value FROM read_parquet($files) ORDER BY key, indicator", [file]) as answer:
        return np.ma.filled(answer.fetchnumpy()["value"].astype(float), np.nan)


@contextmanager
def _asking(base: "DuckDBPyConnection", query: str, files: Sequence[str]) -> Iterator["DuckDBPyConnection"]:
    import duckdb

    try:
        yield base.execute(query, {"files": list(files)})
    except duckdb.Error as trouble:
        message = str(trouble).splitlines()[0]
        raise Fault(files[0], 0, f"cannot be read as runs of an ensemble ({message})", REPLAY) from None


def _make(folder: Path, target: Path, description: Mapping[str, Any], indicators: Sequence[Indicator]) -> None:
    """Make a folder with its description, or check the one that it has.

    Raises `Fault` where the folder holds anything else.
    """
    if (target / DESCRIPTION).exists():
        there = described(target)
        there["indicators"] = [list(one) for one in there["indicators"]]
        if other := other_than(there, description):
            raise Fault(folder, 0, f"holds runs of another ensemble (other {', '.join(other)})", "give another folder")
    elif target.is_dir() and any(p.name != RUNS and not p.name.startswith(PART) for p in target.iterdir()):
        raise Fault(folder, 0, "holds what is no ensemble", "give a new or an empty folder")
    (target / RUNS).mkdir(parents=True, exist_ok=True)
    if not (target / DESCRIPTION).exists():
        write_whole(target / DESCRIPTION, mark.marked(description, {"command": "ensemble"}), PART, lasting=True)
    if not (target / INDICATORS).exists():
        write_whole(target / INDICATORS, _table(indicators), PART, lasting=True)


def _table(indicators: Sequence[Indicator]) -> bytes:
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(["indicator", "quantity", "region", "first_day", "last_day", "said_by", "take", "unit"])
    table.writerows([number, *indicator] for number, indicator in enumerate(indicators))
    return lines.getvalue().encode()


def _write_batch(folder: Path, runs: Sequence[PlayedRun]) -> None:
    """Write runs into a new file."""
    import duckdb
    import pandas as pd

    count = runs[0].figures.size
    lines = pd.DataFrame({
        **{name: np.repeat([getattr(one, name) for one in runs], count) for name in ("run", "seed", "draw", "key")},
        "indicator": np.tile(np.arange(count), len(runs)),
        "value": np.concatenate([one.figures for one in runs]),
    })  # fmt: skip
    part = folder / f"{PART}-{os.getpid()}"
    with duckdb.connect() as base:
        base.execute(f"CREATE TABLE batch ({COLUMNS})")
        base.register("lines", lines)
        base.execute("INSERT INTO batch SELECT * FROM lines")
        base.execute(f"COPY batch TO {_quoted(part)} (FORMAT parquet, COMPRESSION zstd)")
    with part.open("rb") as file:
        os.fsync(file.fileno())
        digest = hashlib.file_digest(file, "sha256").hexdigest()[:16]
    part.replace(folder / f"{digest}.parquet")
    settle(folder)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"

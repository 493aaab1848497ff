"""The runs that a fit rests on: played by the fit itself, or taken from the folder of an earlier fit.

Both give a bank of runs on draws of the prior, and the bank with a second wave behind it. Runs of an earlier fit serve
another ledger, other sizes and other code of inference without a war being played.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np

from hinterland.core.fault import Fault
from hinterland.files import place
from hinterland.files.csv_lines import lines_of
from hinterland.inference.emulators import shares_of
from hinterland.study.claims.question import Question
from hinterland.study.ensembles.claims_ensemble import asked_of_ledger
from hinterland.study.ensembles.code_version import code_version
from hinterland.study.ensembles.drawn_table import DrawnTable, TableMembers, read_table, table_of
from hinterland.study.ensembles.draws import SPREADS, Members, members, spans_drawn
from hinterland.study.ensembles.ensemble import Jobs, OnProgress, indicator_values
from hinterland.study.ensembles.run_store import PlayedRun, described, read_runs
from hinterland.study.fits.fit_claims import parameters_drawn, scores_of
from hinterland.study.fits.fit_file import FitFile
from hinterland.study.fits.fit_stages import FitFolder, bank_of, description_of
from hinterland.study.measurement.indicators import Indicator
from hinterland.theatre.assemble import load as theatre

RUNS, SECOND_WAVE, WINDOWS, GROUNDS = "runs", "second_wave.csv", "windows.csv", "grounds.csv"
HEADS = {WINDOWS: ("parameter", "low", "high", "scale"), GROUNDS: ("region", "cells")}
SAME = ("scenario", "resolution", "seed", "draws", "bank_runs", "second_runs")
"""What the file of a fit must have as the fit had whose runs are taken."""
DONE = "give the folder of a fit that is done"


class Wave(NamedTuple):
    """Runs of a fit: figures (runs, indicators), normal scores (runs, P), and the number of the draw of each."""

    figures: np.ndarray
    scores: np.ndarray
    draw: np.ndarray


class FitRuns(Protocol):
    """Where the runs of a fit come from."""

    names: tuple[str, ...]
    """The P parameters that are sought."""
    questions: tuple[Question, ...]
    indicators: tuple[Indicator, ...]

    def bank(self) -> Wave:
        """Return the runs on draws of the prior."""

    def both(self, points: np.ndarray) -> Wave:
        """Return the bank and behind it the second wave, for which normal scores (points, P) are asked."""


class NewRuns:
    """Runs that are played, and kept in the folder of the fit."""

    def __init__(
        self, asked: FitFile, folder: FitFolder, workers: int, scheduler: str | None, on_progress: OnProgress | None
    ) -> None:
        """Take what is asked for, where runs are kept, and who plays them."""
        self._asked, self._folder, self._workers = asked, folder, workers
        self._scheduler, self._on_progress = scheduler, on_progress
        self._spread = SPREADS[asked.draws]
        self.names = parameters_drawn(tuple(asked.scenario.parameters))
        _, self.questions, self.indicators = asked_of_ledger(asked.resolution)
        folder.put(WINDOWS, _text(WINDOWS, _windows(self._spread)).encode())
        folder.put(GROUNDS, _text(GROUNDS, _grounds(self.indicators, asked.resolution)).encode())

    def bank(self) -> Wave:
        """Play the bank, as far as the folder does not hold it."""
        return self._wave(_members(self._asked))

    def both(self, points: np.ndarray) -> Wave:
        """Play the second wave, as far as the folder does not hold it."""
        table = table_of(shares_of(points), self.names, self._spread)
        self._folder.put(SECOND_WAVE, table.text().encode())
        return self._wave(_members(self._asked, table))

    def _wave(self, runs: Members) -> Wave:
        figures = indicator_values(
            self._asked.scenario,
            runs,
            self.indicators,
            self._workers,
            self._on_progress,
            scheduler=self._scheduler,
            out=self._folder.runs,
        )
        return Wave(figures, scores_of(runs, self.names, self._spread), runs.draws())


class EarlierRuns:
    """Runs of an earlier fit, read from its folder.

    Parameters that are newer than these runs, and those whose window has changed, are not sought. Claims are left out
    of which nothing was read, or of other ground than their region has now. `notes` say so.
    """

    def __init__(self, asked: FitFile, folder: Path) -> None:
        """Read the runs; raise `Fault` for a folder of no fit, of another fit, or of one that is not done."""
        _refuse_another(asked, folder)
        self.folder = folder = place.resolve(bank_of(folder))
        self._asked, spread = asked, SPREADS[asked.draws]
        about = described(folder / RUNS)
        self.indicators = tuple(about.pop("indicators"))
        _, questions, _ = asked_of_ledger(asked.resolution)
        grounds = _unchanged(folder / GROUNDS, _grounds(self.indicators, asked.resolution))
        kept = {one for one in self.indicators if one.unit or not one.region or one.region in grounds}
        self.questions = tuple(q for q in questions if {q.said, q.true} <= kept)
        windows = _unchanged(folder / WINDOWS, _windows(spread))
        sought = parameters_drawn(tuple(asked.scenario.parameters))
        self.names = tuple(name for name in sought if name in windows)
        self.notes = tuple(_notes(about["code"], len(questions) - len(self.questions), len(sought) - len(self.names)))
        runs = _members(asked, read_table(folder / SECOND_WAVE) if asked.second_runs else None)
        self.about, self.runs = about, self._read(folder, runs, about["code"])
        """What the folder says of its runs, and the runs that this fit takes, in their order."""
        figures = np.stack([one.figures for one in self.runs])
        self._wave = Wave(figures, scores_of(runs, self.names, spread), runs.draws())

    def bank(self) -> Wave:
        """Return the bank."""
        return Wave(*(one[: self._asked.bank_runs] for one in self._wave))

    def both(self, points: np.ndarray) -> Wave:
        """Return the bank and the second wave, which was played where the earlier fit asked for it."""
        return self._wave

    def _read(self, folder: Path, runs: Members, code: str) -> list[PlayedRun]:
        keys = Jobs(self._asked.scenario, runs, self.indicators, code).keys()
        kept = read_runs(folder / RUNS, len(self.indicators))
        if lacking := sum(key not in kept for key in keys):
            raise Fault(folder, 0, f"holds not all of {len(keys)} runs: {lacking} are lacking", DONE)
        return [kept[key] for key in keys]


def _refuse_another(asked: FitFile, folder: Path) -> None:
    """Raise `Fault` where a folder is not that of a fit of the same war, prior and runs."""
    theirs, wanted = description_of(folder)["file"], asked._asdict() | {"scenario": asked.scenario.name}
    for name in SAME:
        if theirs.get(name) != wanted[name]:
            message = f"is of a fit with {name} = {theirs.get(name)!r}, and {wanted[name]!r} is asked for"
            raise Fault(folder, 0, message, f"write {name} into the file of the fit as it was")


def _members(asked: FitFile, table: DrawnTable | None = None) -> Members:
    """Return the runs of the bank, and those of a table of the second wave behind them."""
    spread, unchanged = SPREADS[asked.draws], asked.scenario.parameters
    if table is None:
        return members(asked.bank_runs, asked.seed, spread, unchanged)
    return TableMembers(table, asked.second_runs, asked.seed, unchanged, asked.bank_runs, spread)


def _notes(code: str, claims: int, parameters: int) -> list[str]:
    """Return what must be said of runs of an earlier fit."""
    said = {
        "the runs were played by another version of the program": code != code_version(),
        f"{claims} claims are newer than the runs, or of other ground now, and are left out": claims > 0,
        f"{parameters} parameters are newer than the runs, or have other ranges, and keep their values": parameters > 0,
    }
    return [text for text, so in said.items() if so]


def _windows(spread: float) -> dict[str, tuple[str, ...]]:
    """Return from which window each parameter is drawn, as the cells of a table."""
    return {name: (repr(one.low), repr(one.high), one.scale) for name, one in spans_drawn(spread).items()}


def _grounds(indicators: Iterable[Indicator], resolution: int) -> dict[str, tuple[str, ...]]:
    """Return of each region of figures a digest of its cells."""
    regions = theatre(resolution).regions
    names = sorted({one.region for one in indicators if one.region and not one.unit})
    return {name: (hashlib.sha256(regions.cells(name).astype("<i8").tobytes()).hexdigest()[:16],) for name in names}


def _text(name: str, rows: Mapping[str, Sequence[str]]) -> str:
    """Return a table of the folder of a fit as CSV."""
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(HEADS[name])
    table.writerows((first, *rest) for first, rest in rows.items())
    return lines.getvalue()


def _unchanged(path: Path, now: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the first cells of those rows of a table that are as they would be written now; raise `Fault` for none."""
    (_, header), *rows = lines_of(path)
    if tuple(header) != HEADS[path.name]:
        raise Fault(path, 1, f"has not the columns {', '.join(HEADS[path.name])}", DONE)
    return {row[0] for _, row in rows if now.get(row[0]) == tuple(row[1:])}

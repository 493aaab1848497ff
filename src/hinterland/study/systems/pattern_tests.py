"""Patterns tested on ensembles: the share of the runs that passes each, by claim and by system."""

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.engine.result import Run
from hinterland.engine.scenario import Scenario
from hinterland.evidence.ledger import Ledger
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.related import scenario_named
from hinterland.study.claims.verdict import worded
from hinterland.study.ensembles.drawn_table import drawn_members
from hinterland.study.ensembles.draws import members
from hinterland.study.ensembles.ensemble import Job, OnProgress, perform
from hinterland.study.measurement.indicators import Indicator, IndicatorReader
from hinterland.study.scenarios.scenario_files import scenario_at
from hinterland.study.systems.patterns import Pattern, passes

if TYPE_CHECKING:
    import pandas as pd

HOLDS, FAILS = 0.8, 0.2
"""Shares of runs from which a pattern counts as holding, and up to which it counts as failing."""


class Outcome(NamedTuple):
    """Which patterns each run passes; both arrays have the shape (runs, patterns).

    `passed` says whether a run passes; `change` is by how much its figure is above that of the scenario that the
    pattern is set against, on the same seed, as a share of the latter; NaN where there is no scenario.
    """

    passed: np.ndarray
    change: np.ndarray

    def __repr__(self) -> str:
        """Say in short what it is."""
        runs, patterns = self.passed.shape
        return f"<Outcome: {patterns} patterns in {runs} runs>"


class PatternTests(NamedTuple):
    """The results of patterns: a line for each claim, and one for each system."""

    claims: "pd.DataFrame"
    systems: "pd.DataFrame"
    members: int

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<PatternTests: {len(self.claims)} claims of {len(self.systems)} systems, {self.members} runs>"


def scenario_of(against: str, base: Scenario) -> Scenario:
    """Return the scenario that a pattern is set against: its name, or `without:SWITCH` of the decisions."""
    kind, _, switch = against.partition(":")
    if kind == "without" and switch:
        return base._replace(name=against, without=base.without | {switch})
    return scenario_named(against, base)


def hold(
    patterns: Sequence[Pattern],
    runs: int = 6,
    *,
    scenario: str | Scenario = "history",
    seed: int = 1,
    spread: float = 0.0,
    draws: str | None = None,
    resolution: int = 4,
    workers: int = 1,
    on_progress: OnProgress | None = None,
) -> Outcome:
    """Play what the patterns need and return what each run makes of each.

    Parameters have the values set by hand, are drawn from windows as wide as `spread` (0 to 1) about these, or come
    from `draws` (see `draws.kind_of`), where these are given. Patterns that do not run are never passed. Scenarios are
    played on the seeds and draws of history. Raises `Fault` for draws that are given beside a spread.
    """
    if draws and spread:
        raise Fault(None, 0, f"a spread is given with {draws} draws", "leave one of them out")
    base = scenario_at(scenario, resolution)
    wanted: dict[str, dict[Indicator, None]] = {"": {}}
    for p in patterns:
        if p.left is not None:
            wanted[""][p.left] = None
            wanted.setdefault(p.against, {}).update(dict.fromkeys(r for r in p.right if r.take != "day"))
    kept = base.parameters
    played = drawn_members(draws, runs, seed, kept) if draws else members(runs, seed, spread, kept)
    scenarios = {name: scenario_of(name, base) if name else base for name in wanted}
    jobs = [Job(scenarios[name], one, tuple(indicators)) for name, indicators in wanted.items() for one in played]
    figures = perform(jobs, workers, on_progress)
    by_run: list[dict[tuple[str, Indicator], float]] = [{} for _ in played]
    for n, (job, row) in enumerate(zip(jobs, figures, strict=True)):
        name = list(wanted)[n // len(played)]
        by_run[n % len(played)].update(((name, r), v) for r, v in zip(job.indicators, row, strict=True))
    return Outcome(
        np.array([[_passed(p, one) for p in patterns] for one in by_run]),
        np.array([[_change(p, one) for p in patterns] for one in by_run]),
    )


def of_run(patterns: Sequence[Pattern], run: Run) -> dict[str, bool]:
    """Return whether one run passes every line of each claim.

    Claims that need other runs, or days that the run did not record, are left out.
    """
    reader = IndicatorReader(run)
    passed: dict[str, bool] = {}
    missing: set[str] = set()
    for p in patterns:
        try:
            one = _alone(p, reader)
        except Fault:
            one = None
        if one is None:
            missing.add(p.claim)
        else:
            passed[p.claim] = passed.get(p.claim, True) and one
    return {claim: held for claim, held in passed.items() if claim not in missing}


def _alone(p: Pattern, reader: IndicatorReader) -> bool | None:
    """Return whether a run passes a pattern, None where it needs other runs; raises `Fault` for days not recorded."""
    if p.left is None or p.against:
        return None
    figures = {("", r): reader.read(r) for r in (p.left, *p.right) if r.take != "day"}
    return _passed(p, figures)


def _passed(p: Pattern, figures: Mapping[tuple[str, Indicator], float]) -> bool:
    if p.left is None:
        return False
    right = [float(r.first) if r.take == "day" else figures[p.against, r] for r in p.right]
    return passes(p.form, figures["", p.left], right, p.value)


def _change(p: Pattern, figures: Mapping[tuple[str, Indicator], float]) -> float:
    if p.left is None or not p.against:
        return math.nan
    without = figures[p.against, p.right[0]]
    return figures["", p.left] / without - 1.0 if without else math.nan


def table_of(patterns: Sequence[Pattern], passed: np.ndarray, ledger: Ledger | None = None) -> PatternTests:
    """Return the results by claim and by system; a run passes a claim of several lines if it passes all of them."""
    import pandas as pd

    ledger = ledger or ledger_of_package()
    lines: dict[str, list[int]] = {}
    for n, p in enumerate(patterns):
        lines.setdefault(p.claim, []).append(n)
    rows = []
    for claim_id, of in lines.items():
        claim = ledger.by_id[claim_id]
        status = max((patterns[n].status for n in of), key=("runs", "waits", "no").index)
        rate = float(passed[:, of].all(axis=1).mean()) if status == "runs" else math.nan
        word = "holds" if rate >= HOLDS else "fails" if rate <= FAILS else "mixed"
        word = worded(word, any(patterns[n].dead for n in of))
        why = "; ".join(dict.fromkeys(patterns[n].why for n in of if patterns[n].why))
        rows.append(
            (claim_id, claim.system, claim.quantity_in_record, status, rate, word if status == "runs" else "",
             " ".join(patterns[n].reading for n in of), why)
        )  # fmt: skip
    claims = pd.DataFrame(rows, columns=["claim", "system", "pattern", "status", "rate", "verdict", "reading", "why"])
    first = claims.assign(system=claims["system"].str.split().str[0])
    systems = first.groupby("system").agg(
        patterns=("claim", "size"),
        run=("status", lambda s: int((s == "runs").sum())),
        wait=("status", lambda s: int((s == "waits").sum())),
        not_tested=("status", lambda s: int((s == "no").sum())),
        rate=("rate", "mean"),
    )
    return PatternTests(claims, systems.reset_index(), len(passed))

"""The figures of the essays: claims of the ledger and what the shipped runs say to each, read anew.

Bands are where nine of ten of the shipped runs lie. What a speaker *would report* is what the model has that side say.
"""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from docs.making.layout import table

from hinterland.core.paths import FITTED
from hinterland.engine import catalogue
from hinterland.evidence import disputes
from hinterland.evidence.model import Claim
from hinterland.evidence.registry import of_victims, plural
from hinterland.inference.scores import scores
from hinterland.report.drawing import THIN, number
from hinterland.study.claims.holdout import held_out
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.observed_claims import filled, logarithms, observations
from hinterland.study.claims.question import Question
from hinterland.study.ensembles.claims_ensemble import ClaimsEnsemble, read_for_claims
from hinterland.study.ensembles.shipped import RUNS
from hinterland.theatre.assemble import load as theatre

DOCS = Path(__file__).parents[1]
BAND = (0.05, 0.5, 0.95)
LEDGER = ledger_of_package()
ABOVE = ("claim", "who", "where", "when", "says", "the model, as it was", "as that side would report it")
SPOKEN = {"soviet": "the Soviet side", "german": "the German side", "finnish": "the Finnish side"}


class Band(NamedTuple):
    """A figure of the runs: the values below which 5, 50 and 95 per cent of them lie."""

    low: float
    middle: float
    high: float

    def __str__(self) -> str:
        """Write the median, with the band behind it."""
        return f"{figure(self.middle)} ({figure(self.low)} to {figure(self.high)})"


def figure(value: float) -> str:
    """Return a figure as it stands in a text: three digits that mean something, commas between thousands."""
    return number(value).replace(THIN, ",")


def times(more: float, less: float) -> str:
    """Return by what factor one figure is more than another."""
    return f"{more / less:.2g}" if more / less < 10 else f"{more / less:.0f}"


def per_cent(part: float, whole: float) -> str:
    """Return one figure in per cent of another."""
    return figure(100.0 * part / whole)


@cache
def runs() -> ClaimsEnsemble:
    """Return the runs that ship, with the claims that they can be asked."""
    return read_for_claims(RUNS)


@cache
def _rows() -> dict[str, int]:
    return {q.claim.id: n for n, q in enumerate(runs().questions)}


@cache
def _inside() -> dict[str, bool | None]:
    """Return of each claim that is judged whether the band of its speaker's report reaches it."""
    questions = runs().questions
    samples, can = filled(logarithms(runs().said(), questions))
    claimed = observations(questions, theatre(int(runs().about["resolution"])))
    inside = scores(samples, claimed.low, claimed.best, claimed.high).inside_90
    return {q.claim.id: bool(one) if ok else None for q, one, ok in zip(questions, inside, can, strict=True)}


def answered(name: str) -> bool:
    """Return whether the runs can be asked a claim."""
    return name in _rows()


def claim(name: str) -> Claim:
    """Return a claim of the ledger."""
    return LEDGER.by_id[name]


def says(name: str) -> str:
    """Return what a claim says, as number and unit."""
    return disputes.number(claim(name))


def value(name: str) -> float:
    """Return the figure of a claim: its best, or the bound that it gives."""
    found = claim(name)
    return next(one for one in (found.best, found.low, found.high) if one is not None)


def question(name: str) -> Question:
    """Return a claim as it is asked of the runs."""
    return runs().questions[_rows()[name]]


def members(name: str, *, reported: bool) -> np.ndarray:
    """Return the figures of all runs that answer a claim, in the unit of the claim."""
    found = runs().said() if reported else runs().true()
    return np.asarray(found[_rows()[name]] / question(name).scale)


def band_of(values: np.ndarray) -> Band:
    """Return the band of figures of runs."""
    return Band(*np.quantile(values[np.isfinite(values)], BAND).tolist())


def was(name: str) -> Band:
    """Return what was so in the runs of what a claim speaks of, in its unit."""
    return band_of(members(name, reported=False))


def reported(name: str) -> Band:
    """Return what the speaker of a claim would report in the runs, in its unit."""
    return band_of(members(name, reported=True))


def verdict(name: str) -> str:
    """Return in words where a claim lies beside the band of what its speaker would report; victims are not judged."""
    if of_victims(claim(name).quantity, claim(name).said_by):
        raise ValueError(f"{name} counts victims, who are not judged")
    band, found = reported(name), claim(name)
    if _inside()[name]:
        return "inside the band"
    low, high = (found.best if one is None else one for one in (found.low, found.high))
    if low is not None and low > band.high:
        return f"at {times(low, band.high)} times the upper end of the band"
    if high is not None and high < band.low:
        return f"below the band, whose lower end is {times(band.low, high)} times as high"
    return "outside the band"


def since(holds: bool, what: str) -> str:
    """Return nothing where a statement of the text holds; raise `ValueError` with the statement where it does not."""
    if not holds:
        raise ValueError(f"the text says that {what}; that no longer holds: rewrite it")
    return ""


def beside(names: str) -> str:
    """Return a table of claims and what the runs say to each."""
    return "\n".join(table(ABOVE, [_line(name) for name in names.split()])).strip("\n")


def _line(name: str) -> tuple[str, ...]:
    found = claim(name)
    runs_say = ("not asked of the runs", "")
    if answered(name):
        runs_say = (str(was(name)), str(reported(name)) if question(name).said.said_by else "")
    return (name, who(name) + found.mark, _where(found), _when(found), says(name), *runs_say)


def _where(found: Claim) -> str:
    """Return the names of the regions of a claim."""
    parts = found.region.split("+")
    return ", ".join(LEDGER.regions[one].name if one in LEDGER.regions else one for one in parts)


def who(name: str) -> str:
    """Return who makes a claim."""
    found = claim(name)
    side = SPOKEN.get(found.said_by, f"a {found.said_by}" if found.said_by == "historian" else f"the {found.said_by}")
    return f"{side} ({found.author})" if found.author else side


def _when(found: Claim) -> str:
    days = dict.fromkeys(f"{one.day} {one:%b %Y}" for one in (found.date_from, found.date_to) if one)
    return " to ".join(days)


def sources(names: str) -> str:
    """Return a list of claims with the publication of each and how it is known."""
    return "\n".join(f"- **{name}**{claim(name).mark}: {_published(claim(name))}" for name in names.split())


def _published(found: Claim) -> str:
    source = LEDGER.sources[found.source]
    seen = f"{source.author}, *{source.title}* ({source.year})"
    return f"“{found.publication}”, read in: {seen}" if found.publication else seen


def parameter(name: str) -> str:
    """Return the value of a parameter as it stands, with its unit."""
    (found,) = (one for one in catalogue.parameters() if one["name"] == name)
    unit = "" if found["unit"] == "1" else " " + plural(found["unit"])
    return f"{found['default']:g}{unit}"


def speaker(side: str, about: str) -> Band:
    """Return by what factor a speaker says too much of somebody, beside what the model's own reports make (the fit)."""
    (row,) = (one for one in read(FITTED / "speakers.csv") if one["speaker"] == f"{side} of {about}")
    return Band(*(float(row[key]) for key in ("factor_05", "factor_50", "factor_95")))


def share(value: float) -> str:
    """Return a share as it stands in a text."""
    return f"{value:.2f}" if value >= 0.005 else "less than 0.01"


@cache
def read(path: Path) -> tuple[dict[str, str], ...]:
    """Return the rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def part(name: str) -> str:
    """Return in words whether the fit was shown a claim."""
    return "held out of" if held_out(claim(name)) else "shown to"

"""Claims as rows of a table: what was said, by whom and where it stands, and what this run has of it."""

import math
from typing import Any, NamedTuple

import pandas as pd

from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import Claim
from hinterland.evidence.registry import of_the_dead, of_victims
from hinterland.report.drawing import between, number, span
from hinterland.report.place_names import Spelled, of_region
from hinterland.report.system_figures import in_words
from hinterland.study.claims.holdout import held_out
from hinterland.study.claims.verdict import CLAIM_HIGHER, MODEL_HIGHER, worded
from hinterland.study.systems.pattern_tests import of_run
from hinterland.study.systems.patterns import read_patterns

MILLION, MANY = 1e6, 1e7
"""From which number on a figure is written in millions."""
VERDICTS = {
    "agrees": ("=", "what the model has this speaker say lies within a factor of 1.5 of the claim"),
    CLAIM_HIGHER: ("▼", "the model has this speaker say less"),
    MODEL_HIGHER: ("▲", "the model has this speaker say more"),
    "cannot tell": ("?", "the run holds no figure"),
    "holds": ("✓", "what the test of the ledger asks of a claim in words, printed below, is so in this run"),
    "does not hold": ("✗", "it is not so in this run"),
}
"""The sign of each verdict, that stands beside its word, and its meaning; figures of the dead of any side have none."""


class Row(NamedTuple):
    """One claim: its words, figure and marks, the figures of the model, and the verdict.

    `why` says what was asked of the run, where that is not the claim's own figure, or why there is no verdict.
    """

    id: str
    words: str
    where: list[Spelled]
    when: str
    read_at: str
    by: str
    author: str
    sure: bool
    held: bool
    claimed: str
    true: str
    said: str
    channel: str
    factor: str
    victims: bool
    dead: bool
    verdict: str
    sign: str
    why: str


def rows(run: Run, ledger: Ledger, table: pd.DataFrame) -> dict[str, Row]:
    """Return every claim of the ledger as a row, by id; `table` is that of `compare` for the run."""
    compared = {row["claim"]: row for row in table.to_dict("records")}
    patterns = read_patterns(run.theatre, ledger=ledger)
    tested = of_run(patterns, run)
    victims, dead = {p.claim for p in patterns if p.victims}, {p.claim for p in patterns if p.dead}
    reasons = {p.claim: p.why or "asks for a war under other conditions beside this one" for p in patterns}
    found = {}
    for claim in ledger.judged:
        if claim.said_by == "house":
            continue
        if claim.id in compared:
            found[claim.id] = _figure(claim, ledger, compared[claim.id])
        else:
            word = ("holds" if tested[claim.id] else "does not hold") if claim.id in tested else ""
            word = worded(word, claim.id in dead)
            if word:
                why = "asked: " + " ".join(dict.fromkeys(p.reading for p in patterns if p.claim == claim.id))
            else:
                why = "kept out of comparison" if claim.id in ledger.barred else reasons.get(claim.id, "")
            found[claim.id] = _row(claim, ledger, claim.id in victims, claim.id in dead, verdict=word, why=why)
    return found


def _figure(claim: Claim, ledger: Ledger, compared: dict[str, Any]) -> Row:
    if compared["verdict"] == "not modelled":
        return _row(claim, ledger, *_marks(claim), why=compared["reason"])
    factor, note = compared["factor"], compared["note"]
    return _row(
        claim,
        ledger,
        *_marks(claim),
        true=_short(compared["model_true"]),
        said=_short(compared["model_said"]),
        channel=compared["channel"],
        factor=number(factor) if math.isfinite(factor) else "",
        verdict=compared["verdict"],
        why=note if isinstance(note, str) else "",
    )


def _marks(claim: Claim) -> tuple[bool, bool]:
    """Return whether a claim counts victims, and whether it counts the dead of any side or other victims."""
    return of_victims(claim.quantity), of_the_dead(claim.quantity)


def _short(value: float) -> str:
    """Return a figure as it is printed, many millions as millions."""
    return f"{number(value / MILLION)} million" if value >= MANY else number(value)


def _row(claim: Claim, ledger: Ledger, victims: bool, dead: bool, **given: str) -> Row:
    blank = dict.fromkeys(("true", "said", "channel", "factor", "verdict", "why"), "")
    figure = between(claim.low, claim.best, claim.high) + f" {in_words(claim.unit)}" if claim.numeric else ""
    return Row(
        id=claim.id,
        words=claim.note,
        where=of_region(claim.region, ledger.regions),
        when=span(claim.date_from, claim.date_to),
        read_at=read_at(claim, ledger),
        by=claim.said_by,
        author=claim.author,
        sure=claim.verified != "memory",
        held=claim.numeric and held_out(claim),
        claimed=figure.strip(),
        victims=victims,
        dead=dead,
        sign="" if dead else VERDICTS.get(given.get("verdict", ""), ("", ""))[0],
        **blank | given,
    )


def read_at(claim: Claim, ledger: Ledger) -> str:
    """Say where a claim was read: the publication that first gave it, or its source, with the page or section."""
    source = ledger.sources.get(claim.source)
    if claim.verified == "document":
        return ", ".join((source.title if source else claim.source, claim.page, claim.found_at))
    if claim.publication or source is None:
        return claim.publication or claim.source
    return ", ".join(filter(None, (source.author or source.title, source.year, claim.page)))

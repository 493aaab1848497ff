"""The decisions in force at a place on a day, of those that a kernel feels."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hinterland.core.calendar import date_of
from hinterland.engine.scenario import Scenario
from hinterland.theatre.decisions import EVENTS, Decision
from hinterland.theatre.forcing_series import LEVELS, NATIONWIDE, SPREAD
from hinterland.theatre.operation_names import described

OTHERS = {
    "press": ("press",), "tongue": ("press",), "sets": ("radio_programme",), "sorties": ("airlift",),
    "corridor_reach": ("corridor",), "corridor_tonnes": ("corridor",), "offensive": ("offensive",),
    "campaign": ("rail_campaign",), "campaign_number": ("rail_campaign",), "campaign_rails": ("rail_campaign",),
    "march_from": ("relocation", "raid"), "march_to": ("relocation", "raid"), "march_men": ("relocation", "raid"),
    "march_leader": ("relocation", "raid"), "chain": ("central_staff", "republic_staff"),
    "persecution_share": ("murder",),
}  # fmt: skip
"""Fields of `Forcing` that are worked out of decisions in ways of their own, and the switches that set them."""
UNDERTAKINGS = {*EVENTS, "radio_programme", "airlift", "press"}
"""Switches of which every decision in force counts."""
EVERYWHERE = {*NATIONWIDE.values(), "radio_programme", "airlift", "corridor", "press"}
"""Switches that are felt in every cell, wherever the decision holds."""


class Order(NamedTuple):
    """A decision in force: its id, switch, value and unit, dates, text, the claim it rests on and how it is known."""

    id: str
    switch: str
    value: float
    unit: str
    start: str
    end: str
    text: str
    claim: str
    verified: str


def orders_for(scenario: Scenario, reads: Sequence[str], cell: int, day: int) -> Iterator[Order]:
    """Yield the decisions of a scenario in force on a day in a cell whose effect is among what a kernel `reads`.

    `reads` are full names, such as `forcing.terror`. Of switches that stand at a level in each cell the last holds, of
    those that are one number for all land the highest.
    """
    felt = set(_switches(reads))
    series = scenario.prepared().series
    taken = [
        d
        for d in series.inputs.decisions
        if d.switch in felt and d.start <= day <= d.end and (d.switch in EVERYWHERE or series.masks[d.id][cell])
    ]
    holds = {d.switch: d.id for d in taken}
    holds |= {d.switch: d.id for d in sorted(taken, key=lambda d: float(d.value)) if d.switch in NATIONWIDE.values()}
    for d in taken:
        if d.switch in UNDERTAKINGS or holds[d.switch] == d.id:
            yield _order(d)


def _switches(reads: Sequence[str]) -> Iterator[str]:
    one = LEVELS | SPREAD | NATIONWIDE
    for name in reads:
        group, _, field = name.partition(".")
        if group == "forcing":
            yield from OTHERS.get(field, (one[field],) if field in one else ())


def _order(d: Decision) -> Order:
    dates = str(date_of(d.start)), str(date_of(d.end))
    text = described(d.text) if d.switch == "expedition" else d.text
    return Order(d.id, d.switch, float(d.value), d.unit, *dates, text, d.claim, d.verified)

"""Why an event of a run came about: the kernel, the orders, the detachment, the draws, the parameters, the claims.

An event is made by the model and says nothing about a place: it is given by its oblast. One in which people are killed,
taken or driven off is given by its month alone, without a place; their sums by oblast and month stand in the report.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from hinterland.core.calendar import day_of
from hinterland.core.chance import STREAMS
from hinterland.core.fault import Fault
from hinterland.core.given import whole
from hinterland.core.journal import Kind
from hinterland.engine.day import SCHEDULE
from hinterland.engine.detachment_histories import (
    BY_DETACHMENTS,
    OTHERS_BY_DETACHMENTS,
    detachment_of_events,
    detachments_of,
)
from hinterland.engine.event_figures import FIGURES
from hinterland.engine.origins import Origin, kernel, leading_to, preparing, recorders
from hinterland.engine.reading import streams, touched
from hinterland.engine.schedule import Step
from hinterland.evidence.ledger import Ledger
from hinterland.study.causation.orders_in_force import Order, orders_for
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.saved_runs.saved import SavedRun

if TYPE_CHECKING:
    import pandas as pd

OF_VICTIMS = frozenset(
    (Kind.expedition, Kind.reprisal, Kind.denunciation, Kind.disarming, Kind.terror, Kind.village_burned, Kind.arrest,
     Kind.execution, Kind.border_raid, Kind.raid_attack, Kind.camp, Kind.rescue, Kind.freed, Kind.uprising, Kind.clash,
     Kind.garrison_attack, Kind.pursuit, Kind.self_defence, Kind.ambush, Kind.police_raid, Kind.drop_lost)
)  # fmt: skip
"""Kinds of event in which people are killed, in fights too, taken or driven off: given by month, without a place."""
LAST = 10
"""The latest events of a detachment: so many are listed one by one."""


class Event(NamedTuple):
    """One line of a journal: its number, kind, date and oblast, and its figures.

    Of an event of victims `when` is a month and `oblast` is empty: no single killing of the model has a place or a day.

    `true` and `second` are what truly resulted and `counts` what each of them counts, `claimed` is what the Soviet side
    reported of it and `found` what the German side logged. `answers` is the kind of event that a reprisal follows.
    """

    number: int
    kind: str
    when: str
    oblast: str
    true: float
    second: float
    claimed: float
    found: float
    counts: tuple[str, str]
    answers: str = ""
    simulated: bool = True


class Support(NamedTuple):
    """A claim or an assumption that holds a parameter up: its id, who says it, and its text."""

    id: str
    said_by: str
    text: str
    verified: str


class HeldUp(NamedTuple):
    """A parameter that a kernel reads: its value in the run, unit, meaning and basis, and what holds it up."""

    name: str
    value: float
    unit: str
    meaning: str
    basis: str
    support: tuple[Support, ...]


class Maker(NamedTuple):
    """A kernel that leads to events of a kind: name, place, what it does, its draws, orders in force, parameters."""

    name: str
    declared_at: str
    meaning: str
    draws: tuple[tuple[str, str], ...]
    orders: tuple[Order, ...]
    parameters: tuple[HeldUp, ...]


class Agent(NamedTuple):
    """The detachment that acted: number, name and origin, when it was founded, how often it did what, and its last."""

    detachment: int
    name: str
    origin: str
    founded: str
    so_far: dict[str, int]
    latest: tuple[Event, ...]


class Why(NamedTuple):
    """All that led to an event.

    `makers` are the kernels that write events of its kind, `preparing` those that write what these read of single
    detachments and expeditions: who sets out, with what aim.
    """

    scenario: str
    seed: int
    event: Event
    agent: Agent | None
    makers: tuple[Maker, ...]
    preparing: tuple[Maker, ...]

    def __repr__(self) -> str:
        """Say in short which event is explained."""
        return f"<Why: event {self.event.number}, {self.event.kind}, {len(self.makers)} kernels>"


def why(run: SavedRun, number: int) -> Why:
    """Return what led to an event of a saved run; `number` is its line in `events.csv.gz`, from 0 below the header.

    Orders are those in force on the day of the event, where it happened. Where several kernels make events of a kind
    all are named: a journal does not say which of them wrote a line. Raises `Fault` for a number that no event has.
    """
    events = run.events
    if not len(events):
        raise Fault(run.folder, 0, "holds no events", "play more days")
    number = whole(number, "the event", 0, len(events) - 1)
    row = events.iloc[number]
    kind = Kind[str(row["kind"])]
    making = _steps(kind)
    before = {one.name: one for step in making for one in preparing(SCHEDULE, step)}
    for step in making:
        before.pop(step.name, None)
    makers, earlier = (
        tuple(_maker(run, step, int(row["cell"]), day_of(row["date"].date())) for step in steps)
        for steps in (making, before.values())
    )
    return Why(run.scenario.name, run.seed, _event(number, row), _agent(run, events, number), makers, earlier)


def _steps(kind: Kind) -> list[Step]:
    """Return the steps of the day that write events of a kind, in order, each once."""
    found = {step.name: step for _, fn in recorders(SCHEDULE, kind) for step in leading_to(SCHEDULE, fn)}
    return list(found.values())


def _event(number: int, row: "pd.Series") -> Event:
    kind = Kind[str(row["kind"])]
    when = f"{row['date']:%Y-%m}" if kind in OF_VICTIMS else f"{row['date']:%Y-%m-%d}"
    true, second, claimed, found = (float(row[name]) for name in ("true", "second", "claimed", "found"))
    answers = Kind(int(row["other"])).name if kind is Kind.reprisal else ""
    oblast = "" if kind in OF_VICTIMS else str(row["oblast"])
    return Event(number, kind.name, when, oblast, true, second, claimed, found, FIGURES[kind], answers)


def _agent(run: SavedRun, events: "pd.DataFrame", number: int) -> Agent | None:
    """Return the detachment that acts in an event, with its history up to then; None where none does.

    No killing of the model is shown of a unit by its name: the name is left out, or what the unit did of that kind.
    """
    units = run.scenario.prepared().series.inputs.units
    made = detachments_of(events, tuple(unit.name for unit in units))
    acts = detachment_of_events(events, (*BY_DETACHMENTS, *OTHERS_BY_DETACHMENTS))
    if (who := int(acts[number])) < 0:
        return None
    own_row = made.set_index("detachment").loc[who]
    own = events[(acts == who) & (events.index <= number)]
    name = str(own_row["name"]) if Kind[str(events.iloc[number]["kind"])] not in OF_VICTIMS else ""
    if name:
        own = own[~own["kind"].isin([kind.name for kind in OF_VICTIMS])]
    latest = tuple(_event(int(n), row) for n, row in own.tail(LAST).iterrows())  # type: ignore[call-overload]
    so_far = {str(kind): int(count) for kind, count in own["kind"].value_counts(sort=False).items()}
    return Agent(who, name, str(own_row["origin"]), f"{own_row['founded']:%Y-%m-%d}", so_far, latest)


def _maker(run: SavedRun, step: Step, cell: int, day: int) -> Maker:
    reads, _ = touched(step)
    fn: Callable[..., Any] = step.kernel.py_func
    at: Origin | None = kernel(SCHEDULE, step.name)
    meanings = dict(STREAMS.values())
    return Maker(
        step.name,
        at.path_and_line if at is not None else "",
        (fn.__doc__ or "").partition("\n")[0],
        tuple((name, meanings[name]) for name in streams(fn)),
        tuple(orders_for(run.scenario, reads, cell, day)),
        tuple(_parameters(run, set(reads))),
    )


def _parameters(run: SavedRun, reads: set[str]) -> Iterator[HeldUp]:
    ledger = ledger_of_package()
    for row in run.parameters.to_dict("records"):
        if row["name"] in reads:
            support = tuple(_support(ledger, one) for one in str(row["cites"]).split())
            yield HeldUp(row["name"], float(row["value"]), row["unit"], row["meaning"], row["basis"], support)


def _support(ledger: Ledger, name: str) -> Support:
    if (claim := ledger.by_id.get(name)) is None:
        return Support(name, "", "no longer in the ledger", "")
    text = claim.note or claim.quantity_in_record or claim.quantity
    return Support(name, claim.said_by, text, claim.verified)

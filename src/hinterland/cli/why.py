"""`hinterland why`: what led to an event of a run, from the kernel to the claims."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hinterland.cli import tables
from hinterland.evidence.model import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hinterland.study.causation.why import Agent, Event, Maker, Why

MANY = 10
"""Figures from this one up are printed without decimals."""
SOVIET, GERMAN = "the Soviet side reported", "the German side logged"


def why(
    event: Annotated[int, typer.Argument(help="The number of an event: its line in events.csv.gz, the first being 0.")],
    run: Annotated[Path, typer.Option(help="The folder of a run.")] = Path("out/history-1"),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what led to an event of a run: orders, detachment, draws, parameters, and the claims that hold them up."""
    from hinterland.study.causation.why import why as of
    from hinterland.study.saved_runs.saved import SavedRun

    found = of(SavedRun(run), event)
    if as_json:
        import json

        typer.echo(json.dumps(plain(found), ensure_ascii=False, indent=2))
        return
    for line in lines_of(found):
        tables.say(line, tables.INDENT)


def plain(value: Any) -> Any:
    """Return named tuples as objects of JSON, and all that they hold."""
    if hasattr(value, "_asdict"):
        return {name: plain(part) for name, part in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return value


def lines_of(found: "Why") -> list[str]:
    """Return the story of an event as lines."""
    lines = [f"simulated in {found.scenario}, seed {found.seed}: {of_event(found.event)}"]
    if found.event.answers:
        lines.append(f"  it answers an event of the kind {found.event.answers}")
    lines += of_agent(found.agent)
    if len(found.makers) > 1:
        lines.append(f"events of this kind are made by {len(found.makers)} kernels:")
    lines += [line for maker in found.makers for line in of_maker(maker)]
    if found.preparing:
        lines.append("they go by what these kernels set for each detachment or expedition:")
    lines += [line for maker in found.preparing for line in of_maker(maker)]
    return lines + of_support([*found.makers, *found.preparing])


def of_event(e: "Event") -> str:
    """Return an event in words."""
    known = [*zip(e.counts, (e.true, e.second), strict=True), (SOVIET, e.claimed), (GERMAN, e.found)]
    figures = ", ".join(f"{what} {_figure(value)}" for what, value in known if what and value)
    where = oblasts().get(e.oblast, e.oblast) if e.oblast else "given without a place"
    return f"event {e.number}, {e.kind}, {e.when}, {where}" + (f": {figures}" if figures else "")


@cache
def oblasts() -> dict[str, str]:
    """Return the name of every oblast by its id, as the report prints it."""
    from hinterland.report.phrasing import ground
    from hinterland.theatre.ground import read_oblasts

    return {one.id: ground(one) for one in read_oblasts()}


def of_agent(agent: "Agent | None") -> list[str]:
    """Return the history of a detachment in words."""
    if agent is None:
        return ["no detachment acts in it"]
    name = f" ({agent.name})" if agent.name else ""
    counts = ", ".join(f"{kind} {count}" for kind, count in agent.so_far.items())
    first = f"detachment {agent.detachment}{name}, {agent.origin}, founded {agent.founded}; up to then: {counts}"
    return [first, *(f"  {of_event(e)}" for e in agent.latest)]


def of_maker(maker: "Maker") -> list[str]:
    """Return a kernel, its orders, draws and parameters in words."""
    lines = [f"kernel {maker.name}  {maker.declared_at}", f"  {maker.meaning}"]
    for o in maker.orders:
        rests = f", rests on {o.claim}" if o.claim else ""
        lines.append(
            f"  order {o.id}: {o.switch} {o.value:g} {o.unit}, {o.start} to {o.end}: {o.text}{mark(o.verified)}{rests}"
        )
    if not maker.orders:
        lines.append("  it feels no order in force there and then")
    lines += [f"  draw {name}: {meaning}" for name, meaning in maker.draws]
    for p in maker.parameters:
        rests = f" [{', '.join(s.id for s in p.support)}]" if p.support else ""
        lines.append(f"  parameter {p.name} = {p.value:g} {p.unit}, {p.basis}: {p.meaning}{rests}")
    return lines


def of_support(makers: "Iterable[Maker]") -> list[str]:
    """Return the claims and assumptions that hold the parameters of kernels up, each once."""
    every = {s.id: s for maker in makers for p in maker.parameters for s in p.support}
    lines = [f"  {s.id}{mark(s.verified)}, {s.said_by}: {s.text}" for s in every.values()]
    return ["the parameters rest on these claims and assumptions:", *lines] if lines else []


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= MANY else f"{value:.3g}"

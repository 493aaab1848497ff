"""`hinterland explain`: what a name means, whether the model declares it or the ledger knows it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli import declared, tables
from hinterland.cli.remembered import Remembered
from hinterland.core.fault import Fault
from hinterland.core.names import Names, read_as
from hinterland.core.spelling import plain

if TYPE_CHECKING:
    from hinterland.evidence.explain import Explanation
    from hinterland.evidence.ledger import Ledger
    from hinterland.evidence.registry import Quantity

OF_VICTIMS = (
    "The model's own victims are shown only as sums by oblast and month, and are no finding about a place or a day; "
    "what sources say of a place and a day is listed by: hinterland documented"
)
"""What is said below quantities of victims."""


def explain(
    name: Annotated[str, typer.Argument(help="For example rail.guards_half, rail.step, no_airlift or Kovpak.")],
    cite: Annotated[bool, typer.Option("--cite", help="Print how to cite a claim, by its id, as BibTeX.")] = False,
) -> None:
    """Say what a name means, and what is claimed about it."""
    from hinterland.study.claims.ledger_of_package import ledger_of_package

    if cite:
        from hinterland.evidence.cite import bibtex, cite_claim

        typer.echo(bibtex(cite_claim(ledger_of_package(), name)), nl=False)
        return
    ledger, remembered = ledger_of_package(), Remembered()
    model = Names("name", remembered.get("names", declared.names))
    called = [] if model.meant(name) else remembered.get(f"called {name}", lambda: declared.called(name))
    if len(called) == 1 and not _bears_figures(ledger, name):
        tables.say(read_as(name, called[0]))
        name, called = called[0], []
    try:
        _explain(ledger, model, remembered, name)
    except Fault:
        if not called:
            raise
    if called:
        tables.say(f"Parameters called {name!r}, {len(called)} of them; each is explained by its whole name:")
        for line in remembered.get(f"briefly {name}", lambda: declared.briefly(called)):
            tables.say(f"  {line}", tables.INDENT)


def _bears_figures(ledger: "Ledger", name: str) -> bool:
    """Return whether a name is also that of quantities, or of something else that the ledger knows."""
    from hinterland.evidence.ranking import in_names

    try:
        return bool(ledger.explain(name))
    except Fault:
        return in_names(name, ledger.quantities.values())


def _explain(ledger: "Ledger", model: Names, remembered: Remembered, name: str) -> None:
    """Print what a name means in the model and in the ledger; raise `Fault` where it means nothing in either."""

    def lines_of(one: str) -> list[str]:
        return remembered.get(f"declared {one}", lambda: declared.lines_of(one))

    own = model.meant(name)[:1]
    lines = [line for one in own for line in lines_of(one)]
    for line in lines:
        tables.say(line, tables.INDENT)
    try:
        found = ledger.explain(name)
    except Fault as unknown:
        if not lines:
            _offer_or_refuse(ledger, model, name, unknown)
        elif own[0] not in ledger.quantities and "." not in own[0]:  # a name with its group means itself alone
            offer(ledger.names.fitting(name), name)
        return
    if not lines and _is_of_quantities(ledger, name, found):
        offer(ledger.names.fitting(name), name)
    if found.kind == "quantity" and not lines:  # named by its meaning, as the report has it
        lines = [line for one in model.meant(found.title)[:1] for line in lines_of(one)]
        for line in lines or remembered.get(f"not made {found.title}", lambda: [declared.not_made(found.title)]):
            tables.say(line, tables.INDENT)
    if not (lines and found.kind == "quantity"):  # of a quantity that is played, unit and meaning stand above
        tables.say(f"{found.kind} {found.title}" + (f"  [{found.unit}]" if found.unit else ""))
        tables.say(f"  {found.meaning}", tables.INDENT)
    if found.kind == "claim":
        for line in remembered.get(f"asked of {found.name}", lambda: _asked_of(found.name)):
            tables.say(f"  {line}", tables.INDENT)
    claimed(found)
    caution([found.title] if found.kind == "quantity" else [])


def _asked_of(claim: str) -> list[str]:
    """Return what the test of a pattern asks, as lines; none where a claim is no pattern."""
    from hinterland.study.systems.patterns import asked_of

    return list(asked_of(claim))


def offer(fitting: list["Quantity"], name: str) -> None:
    """Print quantities that a name fits, the best first, with their units and meanings."""
    if fitting:
        tables.say(f"Quantities that fit {name!r}, the best first:")
    for q in fitting:
        tables.say(f"  {q.name}  [{q.unit}]  {q.meaning}", tables.INDENT)
    caution(q.name for q in fitting)


def caution(names: Iterable[str]) -> None:
    """Say how the model shows victims, where one of some quantities counts them."""
    from hinterland.evidence.registry import of_victims

    if any(map(of_victims, names)):
        tables.say(OF_VICTIMS)


def _is_of_quantities(ledger: "Ledger", name: str, found: "Explanation") -> bool:
    """Return whether words that are part of the name of something else are also the name of quantities."""
    from hinterland.evidence.ranking import in_names

    whole = plain(name) in (plain(found.name), plain(found.title))
    return found.kind != "quantity" and not whole and in_names(name, ledger.quantities.values())


def _offer_or_refuse(ledger: "Ledger", model: Names, name: str, unknown: Fault) -> None:
    """Explain the one quantity that bears a name, or offer those that it fits; raise `Fault` where none does."""
    from hinterland.evidence.ranking import in_names

    if "more than one" in unknown.message:
        raise unknown
    fitting = ledger.names.fitting(name)
    if len(fitting) == 1 and in_names(name, fitting):
        tables.say(read_as(name, fitting[0].name))
        explain(fitting[0].name)
    elif fitting:
        offer(fitting, name)
    elif near := model.near(name):
        raise Fault(None, 0, f"nothing is called {name!r}", "perhaps you mean " + " or ".join(near)) from None
    else:
        raise unknown


def claimed(found: "Explanation") -> None:
    """Print who says which figures of a name, those in units that do not compare apart, and the claims."""
    from hinterland.evidence.model import RECALLED, mark
    from hinterland.evidence.registry import plural
    from hinterland.evidence.units import unit_of

    alike: list[str] = []
    apart: list[str] = []
    for side in found.by_side:
        span = f"{side.least:,.10g}" + (f" to {side.greatest:,.10g}" if side.least != side.greatest else "")
        recalled = f", {side.from_memory} of them {RECALLED}" if side.from_memory else ""
        counted = f"({side.numbers}{recalled})"
        line = f"{side.quantity}: {side.said_by} says {span} {plural(side.unit)} {counted}"
        compares = found.kind != "quantity" or unit_of(side.unit).thing == unit_of(found.unit).thing
        (alike if compares else apart).append(line)
    for line in alike:
        tables.say(f"  {line}", tables.INDENT)
    for line in apart:
        tables.say(f"  in another unit, not to be compared: {line}", tables.INDENT)
    for words, where in (("published in", found.published), ("read at", found.read_at)):
        if where:
            tables.say(f"  {words}: {where}", tables.INDENT)
    ids = [f"{claim.id}{mark(claim.verified)}" for claim in found.touching]
    tables.say(f"  claims: {' '.join(ids) or 'none'}", tables.INDENT)

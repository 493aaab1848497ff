"""`hinterland explain`: what a name means, whether the model declares it or the ledger knows it."""

from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli import declared, tables
from hinterland.core.fault import Fault
from hinterland.core.names import Names

if TYPE_CHECKING:
    from hinterland.evidence.explain import Explanation
    from hinterland.evidence.ledger import Ledger


def explain(
    name: Annotated[str, typer.Argument(help="For example rail.guards_half, rail.step, no_airlift or Kovpak.")],
    cite: Annotated[bool, typer.Option("--cite", help="Print how to cite a claim, by its id, as BibTeX.")] = False,
) -> None:
    """Say what a name means, and what is claimed about it."""
    from hinterland.evidence.cite import bibtex, cite_claim
    from hinterland.evidence.ledger import load

    if cite:
        typer.echo(bibtex(cite_claim(load(), name)), nl=False)
        return
    model = Names("name", declared.names())
    own = model.meant(name)
    told = [line for one in own[:1] for line in declared.told_of(one)]
    for line in told:
        tables.say(line, tables.INDENT)
    if (found := _known(load(), name, model, bool(told))) is None:
        return
    if found.kind == "quantity" and not told:  # named by its meaning, as the report has it
        told = [line for one in model.meant(found.title)[:1] for line in declared.told_of(one)]
        for line in told or ["The model makes no figure of it; it is claimed alone."]:
            tables.say(line, tables.INDENT)
    if not (told and found.kind == "quantity"):  # of a quantity that is played, unit and meaning stand above
        tables.say(f"{found.kind} {found.title}" + (f"  [{found.unit}]" if found.unit else ""))
        tables.say(f"  {found.meaning}", tables.INDENT)
    claimed(found)


def _known(ledger: "Ledger", name: str, model: Names, told: bool) -> "Explanation | None":
    """Return what the ledger knows of a name; raise `Fault` where neither ledger nor model know it."""
    try:
        return ledger.explain(name)
    except Fault as unknown:
        if told:
            return None
        near = model.near(name)
        if not near or "more than one" in unknown.message:
            raise
        raise Fault(None, 0, f"nothing is called {name!r}", "perhaps you mean " + " or ".join(near)) from None


def claimed(found: "Explanation") -> None:
    """Print who says which figures of a name, those in units that do not compare apart, and the claims."""
    from hinterland.evidence.model import RECALLED, mark
    from hinterland.evidence.registry import plural
    from hinterland.evidence.units import unit_of

    alike: list[str] = []
    apart: list[str] = []
    for side in found.sides.to_dict("records"):
        span = f"{side['least']:,.10g}" + (f" to {side['greatest']:,.10g}" if side["least"] != side["greatest"] else "")
        recalled = f", {side['from_memory']} of them {RECALLED}" if side["from_memory"] else ""
        counted = f"({side['numbers']}{recalled})"
        line = f"{side['quantity']}: {side['said_by']} says {span} {plural(side['unit'])} {counted}"
        compares = found.kind != "quantity" or unit_of(side["unit"]).thing == unit_of(found.unit).thing
        (alike if compares else apart).append(line)
    for line in alike:
        tables.say(f"  {line}", tables.INDENT)
    for line in apart:
        tables.say(f"  in another unit, not to be compared: {line}", tables.INDENT)
    for words, where in (("published in", found.published), ("read at", found.read_at)):
        if where:
            tables.say(f"  {words}: {where}", tables.INDENT)
    ids = [f"{name}{mark(how)}" for name, how in zip(found.claims["id"], found.claims["verified"], strict=True)]
    tables.say(f"  claims: {' '.join(ids) or 'none'}", tables.INDENT)

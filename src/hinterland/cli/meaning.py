"""`hinterland explain`: what a name means, whether the model declares it or the ledger knows it."""

from typing import Annotated

import typer

from hinterland.cli import tables
from hinterland.core.fault import Fault

FORMULAS = {"formula": "derived from", "at_least": "at least", "at_most": "at most"}
"""What stands before a formula of claims."""


def explain(name: Annotated[str, typer.Argument(help="For example rail.guards_half, or Kovpak.")]) -> None:
    """Say what a name means, and what is claimed about it."""
    from hinterland.core.names import Names
    from hinterland.evidence.ledger import load
    from hinterland.evidence.model import RECALLED, mark
    from hinterland.evidence.registry import plural

    model = Names("name", names())
    own = model.meant(name)
    told = [line for one in own[:1] for find in (declared, observed, chanced, placed) for line in find(one)]
    ledger = load()
    for line in told:
        tables.say(line, tables.INDENT)
    try:
        found = ledger.explain(name)
    except Fault as unknown:
        if told:
            return
        near = model.near(name)
        if not near or "more than one" in unknown.message:
            raise
        raise Fault(None, 0, f"nothing is called {name!r}", "perhaps you mean " + " or ".join(near)) from None
    if not (told and found.kind == "quantity"):  # of a quantity that is played, unit and meaning stand above
        tables.say(f"{found.kind} {found.title}" + (f"  [{found.unit}]" if found.unit else ""))
        tables.say(f"  {found.meaning}", tables.INDENT)
    for side in found.sides.to_dict("records"):
        span = f"{side['least']:,.10g}" + (f" to {side['greatest']:,.10g}" if side["least"] != side["greatest"] else "")
        recalled = f", {side['from_memory']} of them {RECALLED}" if side["from_memory"] else ""
        counted = f"({side['numbers']}{recalled})"
        told_by = f"  {side['quantity']}: {side['said_by']} says {span} {plural(side['unit'])} {counted}"
        tables.say(told_by, tables.INDENT)
    for words, where in (("published in", found.published), ("read at", found.read_at)):
        if where:
            tables.say(f"  {words}: {where}", tables.INDENT)
    ids = [f"{name}{mark(how)}" for name, how in zip(found.claims["id"], found.claims["verified"], strict=True)]
    tables.say(f"  claims: {' '.join(ids) or 'none'}", tables.INDENT)


def names() -> list[str]:
    """Return every name that the model declares."""
    from hinterland.core.chance import STREAMS
    from hinterland.engine import catalogue
    from hinterland.engine.quantities import NAMES

    own = [one["name"] for declared in (catalogue.params(), catalogue.fields()) for one in declared]
    return [*own, *NAMES, *(stream for stream, _ in STREAMS.values())]


def declared(name: str) -> list[str]:
    """Return what is declared under a name, as lines."""
    from hinterland.engine import catalogue

    told = []
    for p in (one for one in catalogue.params() if one["name"] == name):
        span = f"{p['span'].low:g} to {p['span'].high:g}" + (" (log)" if p["span"].scale == "log" else "")
        told += [
            f"parameter {name} = {p['default']:g} {p['unit']}, plausible {span}",
            f"  {p['doc']}; {p['basis']}, rests on {', '.join(p['cites'])}",
        ]
        told += [f"  {words} {p[key]}" for key, words in FORMULAS.items() if p[key]]
    for field in (one for one in catalogue.fields() if one["name"] == name):
        told += [f"state {name}  [{field['unit']}], one value per {field['place']}", f"  {field['doc']}"]
    return told


def observed(name: str) -> list[str]:
    """Return what the engine observes under a name, as lines."""
    from hinterland.engine.quantities import QUANTITIES, SHARES

    told = []
    for s in SHARES:
        if s.name == name:
            told += [f"quantity {s.name}  [{s.unit}]", f"  {s.doc}: {s.over} over {s.under}"]
    for q in QUANTITIES:
        if q.name == name:
            speakers = {"true": q.true, "as the Soviet side said": q.soviet, "as the German side said": q.german}
            told += [f"quantity {name}  [{q.unit}], a {q.kind}", f"  {q.doc}"]
            told += [f"  {words}: {' + '.join(paths)}" for words, paths in speakers.items() if paths]
    return told


def chanced(name: str) -> list[str]:
    """Return the source of chance of this name, as lines."""
    from hinterland.core.chance import STREAMS

    return [line for stream, doc in STREAMS.values() if stream == name for line in (f"chance {name}", f"  {doc}")]


def placed(name: str) -> list[str]:
    """Return where a number is declared, or which kernels produce an outcome, as lines with file and line number."""
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.origins import declaration, producers
    from hinterland.engine.quantities import NAMES

    told = []
    if (at := declaration(SCHEDULE, name)) is not None:
        told.append(f"  declared at {at.path_and_line}")
    if name in NAMES:
        told += [f"  produced by {one}" for one in producers(SCHEDULE, name)]
    return told

"""The page of disputes, written from the ledger: what disagrees with what, and how it is read."""

from typing import TYPE_CHECKING

from hinterland.evidence.correct import as_written
from hinterland.evidence.model import Claim
from hinterland.evidence.registry import plural

if TYPE_CHECKING:
    from hinterland.evidence.ledger import Ledger

HEAD = """# Disputes

Written from `conflicts.csv` and the claims; do not edit. Claims that do not agree stand side by side and are
never averaged. The conflicts inside and between the two documents come first, then those of the wider record.
"""
PARTS = (("documents", "Inside and between the documents"), ("record", "In the wider record"))


def page(ledger: "Ledger") -> str:
    """Return the page in Markdown."""
    parts = [HEAD]
    for where, title in PARTS:
        parts.append(f"## {title}\n")
        for conflict in (c for c in ledger.conflicts.values() if c.found_in == where):
            parts.append(f"### {conflict.name} (`{conflict.id}`)\n")
            parts.append(f"{conflict.what}. {conflict.reading}\n")
            parts.append("| claim | who | what | where | when | number |\n|---|---|---|---|---|---|")
            parts += [_line(c, ledger) for c in ledger.judged if conflict.id in c.conflict.split()]
            parts.append("")
    return "\n".join(parts)


def _line(claim: Claim, ledger: "Ledger") -> str:
    who = claim.said_by + (f", {claim.author}" if claim.author else "") + claim.mark
    days = [as_written(d) for d in (claim.date_from, claim.date_to) if d]
    when = " to ".join(dict.fromkeys(days)) or "undated"
    ground = ledger.regions.get(claim.region)
    where = ground.name if ground and ground.kind == "operation" else claim.region
    what = claim.quantity if claim.numeric else claim.note.split(" [")[0].replace("|", "/")
    return f"| {claim.id} | {who} | {what} | {where} | {when} | {number(claim)} |"


def number(claim: Claim) -> str:
    """Return the number of a claim in words: more than, up to, from and to; nothing if there is none."""
    low, best, high = (_grouped(n) for n in (claim.low, claim.best, claim.high))
    if best and (low or high):
        span = " to ".join(n for n in (low, high) if n and n != best)
        text = f"{best} ({span})" if span else best
    elif best:
        text = best
    elif low and high:
        text = f"{low} to {high}"
    elif low:
        text = f"more than {low}"
    else:
        text = f"up to {high}" if high else ""
    return f"{text} {plural(claim.unit)}".strip() if text else ""


def _grouped(value: float | None) -> str:
    """Return a number with its thousands set apart, empty for None."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:g}"

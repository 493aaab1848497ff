"""The named checks of the ledger, beyond what reading it refuses: `hinterland check ledger`."""

import json
from collections.abc import Callable
from pathlib import Path

from hinterland.core.fault import Fault, Faults
from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.evidence import counts, disputes, number_words, package
from hinterland.evidence.ledger import Ledger, load
from hinterland.evidence.model import FREE, NUMERIC
from hinterland.evidence.read import confrontable
from hinterland.evidence.registry import misspelled
from hinterland.files import output

Found = list[tuple[str, str]]
"""What is wrong, each with its remedy."""

RATES = ("", "/day", "/month", "/year")


def units_are_those_of_the_quantity(ledger: Ledger) -> Found:
    """Every number is in the unit of its quantity, or is a rate of it."""
    return [
        (f"{c.id} counts {c.unit!r} where {c.quantity} counts {q.unit!r}", "use the unit of the quantity")
        for c in ledger.raw
        if confrontable(c) and (q := ledger.quantities.get(c.quantity)) and c.unit not in [q.unit + r for r in RATES]
    ]


def units_are_spelled_alike(ledger: Ledger) -> Found:
    """Every unit of a quantity and of a claim is spelled as in units.csv."""
    spelled = [(q.name, q.unit) for q in ledger.quantities.values()] + [(c.id, c.unit) for c in ledger.raw]
    return [
        (f"{name} is counted in {unit!r}", f"spell {' and '.join(wrong)} as in units.csv, or add it there")
        for name, unit in spelled
        if unit and (wrong := misspelled(unit))
    ]


def quantities_have_a_meaning(ledger: Ledger) -> Found:
    """Every quantity has a meaning."""
    return [(f"the quantity {q.name} has no meaning", "say it") for q in ledger.quantities.values() if not q.meaning]


def sources_are_used(ledger: Ledger) -> Found:
    """Every source is one that a claim stands in or rests on."""
    used = {c.source for c in ledger.raw} | {one for c in ledger.raw for one in c.rests_on.split()} | {"house"}
    return [(f"no claim comes from {s}", "take the source out") for s in ledger.sources if s not in used]


def conflicts_have_two_sides(ledger: Ledger) -> Found:
    """Every conflict holds claims; one that holds a single claim is a conflict within its own range."""
    held = [one for c in ledger.raw for one in c.conflict.split()]
    return [
        (f"the conflict {one} holds no claim", "name it in the claims that disagree")
        for one in ledger.conflicts
        if one not in held
    ]


def dates_are_whole(ledger: Ledger) -> Found:
    """Every number has its dates, or says that it is undated."""
    return [
        (f"{c.id} gives a number without dates", "give dates, or when_prec 7")
        for c in ledger.raw
        if c.numeric and c.kind in NUMERIC and c.when_prec != 7 and not (c.date_from and c.date_to)
    ]


def what_is_verified_has_an_address(ledger: Ledger) -> Found:
    """What is verified says where it was found, and every claim in our own words says something."""
    bare = [c for c in ledger.raw if c.verified in ("yes", "document") and not c.found_at]
    dumb = [c for c in ledger.raw if not c.note]
    return [(f"{c.id} is verified without an address", "say where, or mark it as memory") for c in bare] + [
        (f"{c.id} has no note", "say what is claimed") for c in dumb
    ]


def events_keep_to_their_kind(ledger: Ledger) -> Found:
    """A claim whose quantity begins with event., relation. and so on is of that kind."""
    return [
        (f"{c.id} is of kind {c.kind} and speaks of {c.quantity}", "let the two agree")
        for c in ledger.raw
        if (head := c.quantity.split(".")[0]) in FREE and head != c.kind
    ]


def every_number_says_what_it_counts(ledger: Ledger) -> Found:
    """Every claim with a number says what it counts, in a word of time and a word of scope."""
    return [
        (f"{c.id} gives a number and does not say what it counts", "write two words of counts.csv into counts")
        for c in ledger.raw
        if c.numeric and not c.counts
    ]


def quantities_are_of_the_time_that_is_counted(ledger: Ledger) -> Found:
    """A number of a time is claimed of a stock, one of a period of a flow, a share of a share."""
    return [
        (f"{c.id} counts {c.counts!r} and names {c.quantity}, a {q.kind}", "name a quantity of that kind")
        for c in ledger.raw
        if confrontable(c)
        and (q := ledger.quantities.get(c.quantity))
        and counts.counted(c.counts).when not in counts.answers(q)
    ]


def words_for_numbers_follow_one_rule(ledger: Ledger) -> Found:
    """A number that a source gives as a word has the bounds of number_words.csv."""
    return [
        (f"{c.id}: {message}", "take the bounds of number_words.csv, and name the word in the note")
        for c in ledger.raw
        if confrontable(c) and (message := number_words.amiss(c))
    ]


def pairs_name_claims(ledger: Ledger) -> Found:
    """A claim is set beside claims that there are."""
    return [
        (f"{c.id} is set beside {one!r}, which is no claim", "name one in pair")
        for c in ledger.raw
        for one in c.pair.split()
        if one not in ledger.by_id
    ]


CHECKS: tuple[Callable[[Ledger], Found], ...] = (
    units_are_those_of_the_quantity,
    units_are_spelled_alike,
    quantities_have_a_meaning,
    sources_are_used,
    conflicts_have_two_sides,
    dates_are_whole,
    what_is_verified_has_an_address,
    events_keep_to_their_kind,
    every_number_says_what_it_counts,
    quantities_are_of_the_time_that_is_counted,
    words_for_numbers_follow_one_rule,
    pairs_name_claims,
)


def written(folder: Path, ledger: Ledger) -> dict[str, str]:
    """Return the files that are written from the tables: descriptors, and the page of disputes."""
    texts = {
        name: json.dumps(content, indent=1, ensure_ascii=False) + "\n"
        for name, content in package.files(folder).items()
    }
    return texts | {"disputes.md": disputes.page(ledger)}


def write(folder: Path = EVIDENCE, regions: Path | None = THEATRE / "regions.csv") -> None:
    """Write anew whatever is written from the tables of the folder."""
    output.renew({folder / name: text for name, text in written(folder, load(folder, regions)).items()})


def check(folder: Path = EVIDENCE, regions: Path | None = THEATRE / "regions.csv") -> list[str]:
    """Run every check and return their names; raises `Faults` with all that is wrong."""
    ledger = load(folder, regions)
    found = [pair for one in CHECKS for pair in one(ledger)]
    for name, text in written(folder, ledger).items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            found.append((f"{name} is not current", "say hinterland check ledger --write"))
    if found:
        raise Faults([Fault(folder, 0, message, remedy) for message, remedy in found])
    return ["the_ledger_can_be_read", *(one.__name__ for one in CHECKS), "what_is_written_is_current"]

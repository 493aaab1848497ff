"""Passages of text in which no figure is typed: each is named, and read from the ledger or from the run.

`{claim R061}` stands for what a claim says, `{event D091}` for a documented event, and `{run rails.cut USSR 1943-08}`
for what the run has in a month. `1941-06..1943-08` is all from one month to another, and `soviet` or `german` behind
the months asks what that side would have said. Paragraphs are set apart by an empty line.
"""

import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from hinterland.core.calendar import day_of, parse
from hinterland.core.fault import Fault
from hinterland.engine.observed.quantity import SIDES, Share
from hinterland.engine.quantities import find
from hinterland.engine.result import Run
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.number_words import number_words
from hinterland.report.drawing import DASH, MONTHS, month, number
from hinterland.report.system_figures import in_words
from hinterland.report.titles import title_of
from hinterland.study.claims.speakers import speaker
from hinterland.study.scenarios.toml_document import Document

NAMED = re.compile(r"\{([^{}]*)\}")
DATE = re.compile(rf"\b(\d{{1,2}} )?({'|'.join(MONTHS)})( 19\d\d)?\b|\b19[34]\d\b")
"""Dates, which may be typed."""
LARGE = ("hundred", "thousand", "million", "per cent", "percent", "dozen")
FORM = "write {claim ID}, {event ID} or {run QUANTITY REGION MONTH}, such as {run rails.cut USSR 1943-08}"
TYPED = "name the claim, the event or the figure of the run that says it, in braces"


class Asked(NamedTuple):
    """A figure that is asked of a run: from the first day of a month to the last day of another."""

    quantity: str
    region: str
    first: str
    last: str
    said_by: str | None


def named(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a passage names: the kind of each figure (claim, event, run), and which it is."""
    for found in NAMED.finditer(text):
        kind, _, which = found[1].strip().partition(" ")
        yield kind, which.strip()


def words_of(text: str) -> list[str]:
    """Return the words of a passage, without its figures."""
    return re.findall(r"[^\W\d_][\w'\u2019-]*", NAMED.sub(" ", text))


def asked(which: str) -> Asked:
    """Return what of a run a passage asks; raise `Fault` where it cannot be meant."""
    parts = which.split()
    if len(parts) not in (3, 4) or parts[3:] not in ([], *([side] for side in SIDES)):
        raise Fault(None, 0, f"{{run {which}}} is no figure of a run", FORM)
    first, _, last = parts[2].partition("..")
    for one in (first, last or first):
        parse(one, what="month")
    return Asked(find(parts[0]).name, parts[1], first, last or first, parts[3] if parts[3:] else None)


def check(document: Document, key: str, text: str, ledger: Ledger) -> str:
    """Return a passage as it is; raise `Fault` with its line where a figure is typed or named wrongly."""
    for kind, which in named(text):
        _check_named(document, key, kind, which, ledger)
    bare = DATE.sub(" ", NAMED.sub(" ", text))
    if "{" in bare or "}" in bare:
        raise document.fault(key, "a brace stands alone", FORM)
    if typed := re.search(r"\d[\d.,]*", bare):
        raise document.fault(key, f"the figure {typed[0]} is typed", TYPED)
    for word in (*number_words(), *LARGE):
        if re.search(rf"\b{word}\b", bare, re.IGNORECASE):
            raise document.fault(key, f"a figure is typed in words: {word}", TYPED)
    return text


def _check_named(document: Document, key: str, kind: str, which: str, ledger: Ledger) -> None:
    if kind == "claim":
        check_claim(document, key, which, ledger)
    elif kind == "event":
        if which not in ledger.documented:
            raise document.fault(key, f"there is no event {which}", "give an id of evidence/documented_events.csv")
    elif kind == "run":
        try:
            one = asked(which)
        except Fault as fault:
            raise document.fault(key, fault.message, fault.remedy) from None
        check_region(document, key, one.region, ledger)
    else:
        raise document.fault(key, f"{{{kind} {which}}} names nothing", FORM)


def check_claim(document: Document, key: str, which: str, ledger: Ledger) -> None:
    """Raise `Fault` with its line where the ledger has no such claim of a source."""
    if which not in ledger.by_id or ledger.by_id[which].said_by == "house":
        raise document.fault(key, f"there is no claim {which} of a source", "give an id of evidence/claims/")


def check_region(document: Document, key: str, region: str, ledger: Ledger) -> None:
    """Raise `Fault` with its line where there is no such region."""
    if region not in ledger.regions:
        raise document.fault(key, f"there is no region {region!r}", "give an id of theatre/regions.csv")


def parts_of(text: str, run: Run) -> list[list[Any]]:
    """Return the paragraphs of a passage, each as words and what stands between them.

    A claim and an event are named by their ids; a figure of the run is read now, and is empty where the run does not
    have all of its months. Raises `Fault` for victims of ground that holds no oblast.
    """
    return [list(_parts(" ".join(one.split()), run)) for one in re.split(r"\n\s*\n", text.strip())]


def _parts(paragraph: str, run: Run) -> Iterator[str | dict[str, Any]]:
    for k, part in enumerate(NAMED.split(paragraph)):
        if k % 2 == 0:
            if part:
                yield part
            continue
        kind, _, which = part.strip().partition(" ")
        yield {kind: which.strip() if kind != "run" else of_run(asked(which), run)}


def of_run(one: Asked, run: Run) -> dict[str, str]:
    """Return a figure of a run in words, with what it is, where and when; without a figure where the run is too short.

    A flow is summed over the months, a stock is their mean, a share is that of all their days.
    """
    q = find(one.quantity)
    first, last = parse(one.first), parse(one.last, end=True)
    known = run.first <= day_of(first) and day_of(last) < run.first + run.days
    months = dict.fromkeys((month(first), month(last)))
    return {
        "figure": f"{number(_value(one, q, run))} {in_words(q.unit)}".strip() if known else "",
        "what": title_of(q.name),
        "where": run.theatre.regions.table[one.region].name,
        "when": f" {DASH} ".join(months),
        "by": speaker(q.name, one.said_by) if one.said_by else "",
    }


def _value(one: Asked, q: Any, run: Run) -> float:
    if isinstance(q, Share):
        return run.ratio(q.name, one.region, one.first, one.last)
    if q.kind == "flow":
        return run.sum(q.name, one.region, one.first, one.last, one.said_by)
    value = run.mean(q.name, one.region, one.first, one.last, one.said_by)
    return value if math.isfinite(value) else math.nan

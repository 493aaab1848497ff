"""Files of the guided tour and of the lessons: plain TOML under `teaching/`, which hold texts and say what is shown.

A fault in one of them names its file, its line and what to do; `teaching/README.md` shows the form.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hinterland.core.paths import TEACHING
from hinterland.engine.quantities import NAMES
from hinterland.evidence.ledger import Ledger
from hinterland.files.text import TOML, read_text
from hinterland.page.fields import DEAD, FIELDS
from hinterland.page.passages import check, check_claim, check_region, words_of
from hinterland.study.scenarios.toml_document import Document, parsed

FORM = "see teaching/README.md for the form"
LAYERS = (*("railways", "front", "zones", "events", "frontiers", "axis", "units", "marches", "expeditions", "flights"),)
"""Layers of the map by name, as `page/src/map/layers.ts` has them."""
WORDS = (60, 120)
"""How many words the text of a stop has."""
QUESTIONS = (5, 7)
MINUTES = 45
OF_MAP, OF_CHART = ("date", "field", "layers", "around"), ("chart", "region")


class Show(NamedTuple):
    """What a stop of the tour shows: a map of a day with its field, layers and ground, or a chart of a region."""

    date: str = ""
    field: str = ""
    layers: tuple[str, ...] = ()
    around: str = ""
    chart: str = ""
    region: str = ""


class Stop(NamedTuple):
    """A stop of the tour: its text names every figure (see `passages`)."""

    name: str
    title: str
    text: str
    show: Show


class Side(NamedTuple):
    """One of the two sides of a lesson: its claim, its name, what it counted, and how it could know."""

    claim: str
    name: str
    counted: str
    known: str


class Question(NamedTuple):
    """A question for pupils; the answer that may be expected, and its reason, stand on the teacher's sheet alone."""

    ask: str
    answer: str
    reason: str


class Step(NamedTuple):
    """A step of the timetable: how many minutes, and what is done."""

    minutes: int
    what: str


class Lesson(NamedTuple):
    """A lesson on one contradiction: two sides, further claims, a chart, questions, timetable, teacher's sheet."""

    name: str
    title: str
    question: str
    text: str
    sides: tuple[Side, ...]
    further: tuple[str, ...]
    dispute: str
    chart: str
    region: str
    chart_note: str
    questions: tuple[Question, ...]
    timetable: tuple[Step, ...]
    aims: tuple[str, ...]
    background: str
    cautions: tuple[str, ...]
    reading: tuple[str, ...]


def tour(ledger: Ledger, folder: Path = TEACHING / "tour") -> list[Stop]:
    """Return the stops of the tour in the order of the names of their files; raise `Fault` for one that is none."""
    return [_stop(path, ledger) for path in sorted(folder.glob("*.toml"))]


def lessons(ledger: Ledger, folder: Path = TEACHING / "lessons") -> list[Lesson]:
    """Return the lessons in the order of the names of their files; raise `Fault` for one that is none."""
    return [_lesson(path, ledger) for path in sorted(folder.glob("*.toml"))]


def _name_of(path: Path) -> str:
    """Return the name of a stop or a lesson: that of its file, without the number that gives its place."""
    return path.stem.partition("_")[2]


def _opened(path: Path, what: str, keys: tuple[str, ...]) -> tuple[Document, dict[str, Any]]:
    text = read_text(path, TOML)
    document = Document(path, text)
    return document, _of_keys(document, parsed(path, text, what, FORM), keys)


def _of_keys(document: Document, table: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Return a table that has these keys and no other; raise `Fault` for any other."""
    document.refuse_unknown(table, keys)
    for key in keys:
        if key not in table:
            raise document.fault(key, f"{key} is missing", FORM)
    return table


def _stop(path: Path, ledger: Ledger) -> Stop:
    document, table = _opened(path, "a stop of the tour", ("title", "text", "show"))
    text = _passage(document, table, "text", ledger)
    many = len(words_of(text))
    if not WORDS[0] <= many <= WORDS[1]:
        raise document.fault("text", f"the text has {many} words", f"write {WORDS[0]} to {WORDS[1]}")
    shown = table["show"]
    if not isinstance(shown, dict):
        raise document.fault("show", "show is no table", "write [show] and its keys below")
    return Stop(_name_of(path), _passage(document, table, "title", ledger), text, _show(document, shown, ledger))


def _show(document: Document, table: dict[str, Any], ledger: Ledger) -> Show:
    if "chart" in table:
        _of_keys(document, table, OF_CHART)
        return Show(chart=_quantity(document, table, "chart"), region=_region(document, table, "region", ledger))
    _of_keys(document, table, OF_MAP)
    layers = tuple(document.names_of(table, "layers"))
    for name in layers:
        _one_of(document, "layers", name, LAYERS)
    field = document.text_of(table, "field", "")
    _one_of(document, "field", field, tuple(one.id for one in (*FIELDS, DEAD)))
    date = document.day("date", table["date"]).isoformat()
    return Show(date, field, layers, _region(document, table, "around", ledger))


def _one_of(document: Document, key: str, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise document.fault(key, f"{key} names {name!r}", "give of " + ", ".join(known))


def _quantity(document: Document, table: dict[str, Any], key: str) -> str:
    name = document.text_of(table, key, "")
    if name not in NAMES:
        raise document.fault(key, f"{name!r} is no quantity of the model", "hinterland quantities lists them")
    return name


def _region(document: Document, table: dict[str, Any], key: str, ledger: Ledger) -> str:
    name = document.text_of(table, key, "")
    check_region(document, key, name, ledger)
    return name


def _passage(document: Document, table: dict[str, Any], key: str, ledger: Ledger) -> str:
    text = check(document, key, document.text_of(table, key, ""), ledger)
    if not text.strip():
        raise document.fault(key, f"{key} is empty", FORM)
    return text.strip()


def _passages(document: Document, table: dict[str, Any], key: str, ledger: Ledger) -> tuple[str, ...]:
    return tuple(check(document, key, one, ledger) for one in document.names_of(table, key))


LISTS: Mapping[str, tuple[str, ...]] = {
    "side": Side._fields,
    "question": Question._fields,
    "timetable": Step._fields,
}
TEXTS, SEVERAL = ("title", "question_of_lesson", "text", "chart_note", "background"), ("aims", "cautions")
OF_LESSON = (*TEXTS, *SEVERAL, *LISTS, "further", "dispute", "chart", "region", "reading")


def _lesson(path: Path, ledger: Ledger) -> Lesson:
    document, table = _opened(path, "a lesson", OF_LESSON)
    texts = {key: _passage(document, table, key, ledger) for key in TEXTS}
    further, reading = document.names_of(table, "further"), document.names_of(table, "reading")
    for one in further:
        check_claim(document, "further", one, ledger)
    for one in reading:
        _one_of(document, "reading", one, tuple(ledger.sources))
    dispute = document.text_of(table, "dispute", "")
    _one_of(document, "dispute", dispute, tuple(ledger.conflicts))
    sides = tuple(_sides(document, table, ledger))
    questions = tuple(
        Question(*(_passage(at, one, key, ledger) for key in Question._fields))
        for at, one in _entries(document, table, "question")
    )
    if not QUESTIONS[0] <= len(questions) <= QUESTIONS[1]:
        raise document.fault("question", f"it has {len(questions)} questions", "give {} to {}".format(*QUESTIONS))
    steps = tuple(
        Step(int(at.number("minutes", "minutes", one["minutes"], "give minutes")), _passage(at, one, "what", ledger))
        for at, one in _entries(document, table, "timetable")
    )
    if (minutes := sum(one.minutes for one in steps)) != MINUTES:
        raise document.fault("timetable", f"its steps take {minutes} minutes", f"make them {MINUTES}")
    return Lesson(
        name=_name_of(path),
        title=texts["title"],
        question=texts["question_of_lesson"],
        text=texts["text"],
        sides=sides,
        further=tuple(further),
        dispute=dispute,
        chart=_quantity(document, table, "chart"),
        region=_region(document, table, "region", ledger),
        chart_note=texts["chart_note"],
        questions=questions,
        timetable=steps,
        aims=_passages(document, table, "aims", ledger),
        background=texts["background"],
        cautions=_passages(document, table, "cautions", ledger),
        reading=tuple(reading),
    )


def _sides(document: Document, table: dict[str, Any], ledger: Ledger) -> Iterator[Side]:
    entries = list(_entries(document, table, "side"))
    if len(entries) != 2:
        raise document.fault("side", f"it has {len(entries)} sides", "give two, each as [[side]]")
    for at, one in entries:
        claim = at.text_of(one, "claim", "")
        check_claim(at, "claim", claim, ledger)
        if not ledger.by_id[claim].numeric:
            raise at.fault("claim", f"claim {claim} has no figure", "give one that has")
        yield Side(claim, *(_passage(at, one, key, ledger) for key in Side._fields[1:]))


def _entries(document: Document, table: dict[str, Any], key: str) -> Iterator[tuple[Document, dict[str, Any]]]:
    """Yield the entries of a list of tables, each with the document as its lines are counted there.

    Raises `Fault` for what is no list of tables.
    """
    value = table[key]
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise document.fault(key, f"{key} is no list of tables", f"write [[{key}]] and its keys below")
    for n, one in enumerate(value):
        at = document._replace(nth=n)
        yield at, _of_keys(at, one, LISTS[key])

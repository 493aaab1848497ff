"""The forms of the JSON twins of places, named units, the tour and the lessons."""

from typing import Literal

from pydantic import Field

from hinterland.page.answers import Answer, Date, ModelBasis, Pair, RecordBasis
from hinterland.page.answers_of_events import Event, Whereabouts


class PlaceOfList(Answer):
    """A place of the gazetteer under its name of 1941."""

    id: str = Field(examples=["minsk"])
    name: str
    names: dict[str, str]
    today: str = ""
    people: int = Field(description="People of 1939; 0 for a place known from documented events alone")
    oblast: str


class Places(Answer):
    """All places that lie somewhere."""

    basis: RecordBasis
    places: list[PlaceOfList]


class PlaceInFull(PlaceOfList):
    """A place, where it lies, and how that is known."""

    degrees: Pair
    cell: int
    known: str


class GroundAbout(Answer):
    """A region of the record that holds a place."""

    id: str
    name: str
    kind: str
    area_km2: float


class Held(Answer):
    """Days on which an occupier held a town; an empty day is not known."""

    first: str
    freed: str
    occupier: str
    known: str


class UnitThere(Answer):
    """A unit that the record puts at a place, and as what."""

    id: str
    words: str


class OrderedExpedition(Answer):
    """An expedition of the occupier over the ground of a place, as the record has it."""

    id: str
    words: str
    when: str
    standing: str = ""
    claims: str = ""


class OnePlace(Answer):
    """What the record has of a place."""

    basis: RecordBasis
    place: PlaceInFull
    names_known: str
    ground: list[GroundAbout] = Field(description="The smallest first")
    held: list[Held]
    events: list[Event]
    units: list[UnitThere]
    expeditions: list[OrderedExpedition]
    claims: list[str] = Field(description="Ids of claims that name it")


class Person(Answer):
    """An entry of the ledger on a unit or a person."""

    name: str
    role: str = ""
    when: str = ""
    note: str = ""
    sure: bool = False


class Entry(Answer):
    """An entry of a diary: a founding, an order, a documented day."""

    from_: Date = Field(alias="from")
    to: Date = ""
    when: str
    words: str
    sure: bool = False
    known: str
    place_km: Pair | None = None
    order_km: list[Pair] = []
    march: str = ""
    events: str = ""
    claims: str = ""
    url: str = ""
    note: str = ""


class UnitOfRecord(Answer):
    """What the record has of a named unit and its commander."""

    basis: RecordBasis
    id: str
    name: str
    level: str
    commander: str = ""
    commissar: str = ""
    formed: Date
    men: float | None = None
    spot: str = Field("", description="The id of the place near which it was set up")
    based: bool = False
    sure: bool = False
    note: str = ""
    entry: Person | None = None
    leader: Person | None = None
    led: list[str] = []
    oblast: str
    diary: list[Entry]
    events: list[Event]
    claims: list[str]


class PeopleOfWeek(Answer):
    """People of a unit on the last day of a week."""

    week: Date
    people: int


class Deed(Answer):
    """What a unit did in a week; no killing is among it."""

    week: Date
    what: str
    number: int


class UnitOfModel(Answer):
    """What the run has of a unit; it is no finding about where the unit lay."""

    basis: ModelBasis
    way: list[Whereabouts]
    last: Date | None
    people: list[PeopleOfWeek]
    deeds: list[Deed]


class OneUnit(Answer):
    """The biography of a named unit, record and model apart."""

    record: UnitOfRecord
    model: UnitOfModel


class OfClaim(Answer):
    """Stands for the figure of a claim."""

    claim: str


class OfEvent(Answer):
    """Stands for the figure of a documented event."""

    event: str


class RunFigure(Answer):
    """A figure of the run, empty where the run does not have its months."""

    figure: str
    what: str
    where: str
    when: str
    by: str


class OfRun(Answer):
    """Stands for a figure of the run."""

    run: RunFigure


Passage = list[list[str | OfClaim | OfEvent | OfRun]]
"""Paragraphs of words, and of what stands for a figure."""


class OnMap(Answer):
    """A map of a day."""

    view: Literal["map"]
    date: Date
    field: str
    layers: list[str]
    at: str


class InCharts(Answer):
    """A chart of a region."""

    view: Literal["charts"]
    chart: str
    region: str


class Stop(Answer):
    """A stop of the tour."""

    name: str
    title: str
    text: Passage
    show: OnMap | InCharts


class Counted(Answer):
    """What the number of a claim counts, and upon what it rests."""

    counts: str
    rests_on: list[str]


class Tour(Answer):
    """The tour, with the documented events and claims of all its texts."""

    stops: list[Stop]
    events: dict[str, Event]
    claims: dict[str, Counted]


class LessonOfList(Answer):
    """A lesson in the list."""

    name: str = Field(examples=["rails_cut"])
    title: str
    question: str


class Lessons(Answer):
    """Which lessons there are."""

    lessons: list[LessonOfList]


class Side(Answer):
    """One of the two sides of a lesson."""

    claim: str
    name: str
    counted: Passage
    known: Passage


class Question(Answer):
    """A question with an answer that may be expected, and why."""

    ask: Passage
    answer: Passage
    reason: Passage


class Step(Answer):
    """A step of the timetable."""

    minutes: int
    what: Passage


class Reading(Answer):
    """A source for further reading."""

    title: str
    author: str
    year: str
    trust: str


class Lesson(LessonOfList):
    """A lesson in full."""

    text: Passage
    sides: list[Side]
    further: list[str]
    dispute: str
    chart: str
    region: str
    chart_note: Passage
    questions: list[Question]
    timetable: list[Step]
    aims: list[Passage]
    background: Passage
    cautions: list[Passage]
    reading: list[Reading]


class OneLesson(Answer):
    """A lesson with its sheet for the teacher, and the documented events and claims of the teaching texts."""

    lesson: Lesson
    events: dict[str, Event]
    claims: dict[str, Counted]

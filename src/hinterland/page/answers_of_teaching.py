"""The forms of the JSON twins of the tour and the lessons."""

from typing import Literal

from pydantic import Field

from hinterland.page.answers import Answer, Date
from hinterland.page.answers_of_events import Event


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

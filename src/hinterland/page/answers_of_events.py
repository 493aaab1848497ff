"""The forms of the JSON twins of events, weeks, units and causes, and of answers to claims of a reader's own."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from hinterland.page.answers import Answer, Date, ModelBasis, Pair, Place, RecordBasis, Side

Band = Annotated[list[float | None], Field(min_length=3, max_length=3)]
"""What 5, 50 and 95 in a hundred of the runs lie below."""
State = Literal["waiting", "playing", "done", "cancelled", "failed"]


class Event(Answer):
    """A documented event, as its source gives it."""

    id: str
    when: str
    place: Place
    spot: str = Field("", description="The id of its place among places")
    what: str
    figure: str = ""
    victims: str = ""
    perpetrators: str = ""
    survivors: str = ""
    source: str = ""
    sure: bool = False
    whole: bool = False
    note: str = ""
    crime: bool = False
    precision: int = 0
    url: str = ""
    from_: Date = Field(alias="from")
    to: Date


class Documented(Answer):
    """All documented events of the days of the run."""

    basis: RecordBasis
    events: list[Event]


class Week(Answer):
    """A week and the partisans under arms in it, the mean of the week."""

    first: Date
    last: Date
    strength: float


class Weeks(Answer):
    """All weeks of the run."""

    basis: ModelBasis
    weeks: list[Week]


class WeekOfModel(Answer):
    """What the model has of a week; the dead are those of the whole land up to the end of a month."""

    strength: float
    civilians_killed_up_to: Date
    civilians_killed: float


class OneWeek(Answer):
    """What the page says of a week: figures of the model, and what is documented of four weeks."""

    first: Date
    last: Date
    model: WeekOfModel
    record: list[Event]


class AxisUnit(Answer):
    """A stay of an Axis unit in a rear area."""

    name: str
    kind: str
    first: Date
    last: Date
    men: float
    radius_km: float


class Whereabouts(Answer):
    """Where a unit lay in the run from a day on, and its men."""

    date: Date
    cell: int
    men: float | None


class PartisanUnit(Answer):
    """A named partisan unit of the record, and its way in the model."""

    id: str
    name: str
    level: str
    commander: str
    commissar: str
    formed: Date
    men: float | None
    model: list[Whereabouts]


class Units(Answer):
    """Axis units and named partisan units."""

    axis: list[AxisUnit]
    partisans: list[PartisanUnit]


class Expedition(Answer):
    """An expedition of the run."""

    first: Date
    last: Date
    men: int
    so_called_by_the_occupier: str
    cells: list[int]


class Expeditions(Answer):
    """All expeditions of the run."""

    basis: ModelBasis
    expeditions: list[Expedition]


class Parameter(Answer):
    """A cause that can be changed."""

    name: str
    usual: float
    span: Pair
    log: bool
    units: str
    doc: str
    basis: str
    cites: list[str]
    formulas: list[str]


class Parameters(Answer):
    """All causes, the assumptions on which they rest, and what each basis promises."""

    parameters: list[Parameter]
    assumptions: dict[str, list[str]]
    bases: dict[str, str]


class Scenario(Answer):
    """A war as a difference from history."""

    name: str
    title: str
    question: str
    text: str
    without: list[str]
    parameters: dict[str, float]
    scaled: dict[str, float]
    warmer: list[dict[str, Any]]
    unheard: list[dict[str, Any]]


class Scenarios(Answer):
    """The war of the page, and those that lack one of its causes."""

    scenarios: list[Scenario]
    seed: int


class Column(Answer):
    """A column of a file of claims."""

    name: str
    meaning: str
    needed: bool
    figure: bool


class FormOfClaims(Answer):
    """What a file of claims may hold, and a template of one."""

    template: str
    most_bytes: int = Field(description="Size of a file that is handed in, at most")
    columns: list[Column]
    speakers: list[str]
    takes: dict[str, str]
    quantities: list[dict[str, str]]
    regions: list[dict[str, str]]


class Remark(Answer):
    """A fault of a file, or what is used otherwise than it stands: its line (0 for the file), and what to do."""

    line: int
    message: str
    remedy: str

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {
        "line": 2,
        "message": "date_from '1943-02-30' is no day",
        "remedy": "write a day of the calendar",
    }})  # fmt: skip


class Checked(Answer):
    """What is wrong with a file of claims; without faults it can be set beside runs."""

    claims: int = Field(description="Claims that can be asked")
    faults: list[Remark]
    cautions: list[Remark]


class Verdict(Answer):
    """A claim of a reader's own beside the runs, in the unit of the claim; bands are of 5, 50 and 95 in a hundred runs.

    Of victims there is no factor and no word on how well they fit.
    """

    claim: str
    quantity: str
    title: str
    asked: str
    region: str
    first: Date = ""
    last: Date = ""
    said_by: str
    speakers: dict[Side, str] = Field(description="Who speaks for each side")
    unit: str
    low: float | None
    best: float | None
    high: float | None
    true: Band | None = Field(description="As it was in the runs")
    said: Band | None = Field(description="As the speaker of the claim would say it")
    soviet: Band | None
    german: Band | None
    verdict: str
    factor: float | None = Field(description="How far the median run lies outside the claim, 1 or more")
    exaggeration: Band | None = Field(description="The claim over what was so")
    victims: bool
    channel: str
    reason: str
    note: str


class Asked(Answer):
    """A file of claims that was handed in: how far it is, and its verdicts in the end."""

    id: str
    name: str
    state: State
    played: int
    runs: int
    trouble: str = ""
    scenario: str
    verdicts: list[Verdict] = []


class AllAsked(Answer):
    """Files of claims that were handed in, the latest first, without their verdicts."""

    files: list[Asked]

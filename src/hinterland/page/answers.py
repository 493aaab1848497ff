"""The forms of the JSON twins, by which the description of the interface and its tests know them.

A figure of the model stands under `basis: model`, what a source says under `basis: record`; None is no figure.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Date = str
Period = Annotated[list[Date], Field(min_length=2, max_length=2)]
Pair = Annotated[list[float], Field(min_length=2, max_length=2)]
Ends = Annotated[list[float], Field(min_length=4, max_length=4)]
Figures = list[list[float | None]]
ModelBasis = Literal["model"]
RecordBasis = Literal["record"]
Side = Literal["soviet", "german"]


class Answer(BaseModel):
    """What an answer holds, and nothing else."""

    model_config = ConfigDict(extra="forbid")


class RunBeside(Answer):
    """What another run, which the page compares with its own on the map, is a function of."""

    title: str
    scenario: str = Field(examples=["no_airlift"])
    seed: int
    changes: int = Field(description="Parameters that are not as declared")
    killed: list[float] = Field(description="Civilians killed by action against partisans, by month, in the whole land")


class About(Answer):
    """What the run is a function of."""

    title: str
    scenario: str = Field(examples=["history"])
    seed: int
    first: Date = Field(description="First day of the run", examples=["1941-06-22"])
    days: int
    resolution: int = Field(description="H3 resolution of the cells")
    cells: int
    changes: int = Field(description="Parameters that are not as declared")
    version: str
    runs: int = Field(description="Runs of the ensemble beside it, 0 for none")
    plays: bool = Field(description="Whether the page plays the war by itself")
    beside: list[RunBeside]
    months: list[Period]
    strength: list[float] = Field(description="Partisans under arms by week")
    killed: list[float] = Field(description="Civilians killed by action against partisans, by month, in the whole land")


class Cell(Answer):
    """A cell of the ground; its middle in km east and north of the middle of the projection."""

    cell: int
    oblast: str
    area_km2: float
    middle_km: Pair


class Oblast(Answer):
    """An oblast."""

    id: str
    name: str
    republic: str
    abroad: bool


class Town(Answer):
    """A town under its name of 1941, with its names in other languages; its id is that of its page."""

    id: str = Field(examples=["minsk"])
    name: str
    people: float
    names: dict[str, str]
    today: str | None = None
    place_km: Pair


class Ground(Answer):
    """Cells, oblasts and towns."""

    resolution: int
    middle_degrees: Pair
    cells: list[Cell]
    oblasts: list[Oblast]
    towns: list[Town]
    languages: dict[str, str]


class MapField(Answer):
    """A field of the map."""

    id: str = Field(examples=["strength"])
    name: str
    unit: str
    doc: str
    quantity: str
    steps: list[float]
    power: float
    place: Literal["cell", "oblast"]
    top: float


class Map(Answer):
    """What the map can show, and its weeks and months."""

    basis: ModelBasis
    fields: list[MapField]
    weeks: list[Period]
    months: list[Period]


class MapValues(Answer):
    """A field by week and cell; of victims by month and oblast alone."""

    basis: ModelBasis
    field: MapField
    periods: list[Period]
    places: Literal["cells"] | list[str]
    values: Figures = Field(description="One row for each period, one figure for each place")


class Lines(Answer):
    """Railway lines by week: the share of capacity lost, and rails destroyed up to the end of the week."""

    basis: ModelBasis
    lines: list[str]
    ends_km: list[Ends]
    weeks: list[Period]
    capacity_lost: Figures
    rails_cut: list[list[int]]


class Quantity(Answer):
    """A quantity of the charts."""

    name: str = Field(examples=["partisans.strength"])
    title: str
    unit: str
    units: str
    kind: str
    doc: str
    said: list[Side]
    speakers: dict[Side, str] = Field(description="Who speaks for each side")
    victims: bool


class Named(Answer):
    """An id and a name."""

    id: str
    name: str


class Charts(Answer):
    """Which charts there are."""

    basis: ModelBasis
    quantities: list[Quantity]
    regions: list[Named]
    months: list[Period]
    runs: int


class Series(Answer):
    """A quantity by month in a region, as it was (said_by is null) or as a side reports it."""

    region: str
    said_by: Side | None
    values: list[float | None]


class Band(Answer):
    """Below which values the shares of the runs of an ensemble lie, one row for each share."""

    region: str
    said_by: Side | None
    values: Figures


class Chart(Answer):
    """A quantity in all regions of the charts, and the ids of the claims that stand on them."""

    basis: ModelBasis
    quantity: Quantity
    months: list[Period]
    series: list[Series]
    band_shares: list[float]
    bands: list[Band]
    runs: int
    claims: list[str]


NamedThere = Annotated[list[str], Field(min_length=3, max_length=3)]


class Place(Answer):
    """A name of a place, and those in languages of the land."""

    name: str
    names: dict[str, str] = {}
    called: str = Field("", description="The occupier's own name, which pages quote")


class Claim(Answer):
    """A claim of the ledger in words, with what the run has beside it; what is empty is left out."""

    id: str = Field(examples=["R045"])
    words: str = ""
    where: list[Place] = []
    when: str = ""
    read_at: str = ""
    by: str
    author: str = ""
    sure: bool = False
    held: bool = False
    claimed: str = ""
    true: str = Field("", description="What was so in the run")
    said: str = Field("", description="What the run has this speaker say")
    channel: str = ""
    factor: str = ""
    victims: bool = False
    dead: bool = Field(False, description="Whether it counts the dead of any side, or other victims")
    verdict: str = ""
    sign: str = ""
    why: str = ""
    quantity: str
    region: str = ""
    from_: Date = Field("", alias="from")
    to: Date = ""
    figures: list[float | None] = []
    unit: str = ""
    about: str = ""
    source: str = ""
    url: str = ""
    conflict: str = ""
    mark: list[float | None] | None = None
    named: list[NamedThere] = Field([], description="Places and units that its words name: kind, id, name")


class Source(Answer):
    """A source."""

    title: str
    author: str
    year: str
    trust: str


class Claims(Answer):
    """All claims."""

    basis: RecordBasis
    claims: list[Claim]
    sources: dict[str, Source]
    titles: dict[str, str]
    verdicts: dict[str, list[str]]
    state: str = Field(description="Digest of the ledger")


class OneClaim(Answer):
    """One claim in full."""

    basis: RecordBasis
    claim: Claim
    title: str
    source: Source | None
    disputes: list[str]
    shares: list[float] | None = Field(description="Of what the band is made: chance, parameters, reporting, the rest")
    bibtex: str
    csl: dict[str, Any]
    state: str

"""The forms of the JSON twins of places and named units."""

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


class Action(Answer):
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
    actions: list[Action]


class OneUnit(Answer):
    """The biography of a named unit, record and model apart."""

    record: UnitOfRecord
    model: UnitOfModel

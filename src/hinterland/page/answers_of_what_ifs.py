"""What a what-if that is played as an ensemble may ask, and the forms of its answers."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from hinterland.page.answers import Answer, Figures, ModelBasis, Period
from hinterland.page.answers_of_events import State

MOST_PAIRS = 100
MOST_CHANGES = 200
HIGHEST_SEED = 1_000_000
Draws = Literal["none", "posterior"]
CHANCE: Draws = "none"
Name = Annotated[str, Field(max_length=80)]


class Wanted(Answer):
    """A what-if: the causes that are changed, and how many pairs of wars are played."""

    scenario: Name = Field("", description="A war that lacks a cause, from scenarios.json; none if left out")
    changes: dict[Name, float] = Field(
        {}, max_length=MOST_CHANGES, description="Parameters that are set otherwise, from parameters.json"
    )
    runs: int = Field(10, ge=1, le=MOST_PAIRS, description="Pairs of wars")
    draws: Draws = Field(
        CHANCE, description="Whether pairs differ by chance alone, or also by draws of the posterior that is shipped"
    )
    seed: int = Field(1, ge=0, le=HIGHEST_SEED, description="Seed of the first pair; the next has the next one")

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, json_schema_extra={"example": {
        "scenario": "no_airlift",
        "changes": {"rail.guards_half": 30.0},
        "runs": 10,
        "draws": "none",
        "seed": 1,
    }})  # fmt: skip


class WhatIfAsked(Answer):
    """A what-if that was asked for, and how far it is."""

    id: str
    scenario: str
    changes: dict[str, float]
    runs: int
    draws: Draws
    seed: int
    state: State
    played: int = Field(description="Wars that are played, of `wars`")
    wars: int
    seconds_left: float | None = Field(description="By the pace so far; null before there is one")
    trouble: str


class AllWhatIfs(Answer):
    """What-ifs that were asked for, the latest first."""

    what_ifs: list[WhatIfAsked]


class PairedQuantity(Answer):
    """A quantity in pairs of wars of one seed: without the change, with it, and the difference of the two.

    `before` and `after` are by pair, region and month, `difference` by band, region and month; those over the whole war
    lack the month. All are in the unit that `charts.json` has for the quantity, with six digits. Null is a figure that
    is not told: of victims on ground without a whole oblast, or of part of a month.
    """

    basis: ModelBasis
    quantity: str
    regions: list[str]
    months: list[Period]
    seeds: list[int]
    draws: list[int] = Field(description="The draw of parameters of each pair")
    before: list[Figures]
    after: list[Figures]
    band_shares: list[float]
    difference: list[Figures]
    whole_before: Figures
    whole_after: Figures
    whole_difference: Figures

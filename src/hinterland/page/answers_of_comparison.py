"""The forms of the JSON twins of the view that compares two runs."""

from typing import Literal

from pydantic import Field

from hinterland.page.answers import Answer, Figures, MapField, ModelBasis, Period, RunBeside


class ComparedRun(RunBeside):
    """A run that can be compared, and how the address of the page names it."""

    id: str = Field(examples=["beside-1"])


class ComparedRuns(Answer):
    """The run of the page and those beside it, and what is compared."""

    basis: ModelBasis
    runs: list[ComparedRun]
    fields: list[str] = Field(description="Fields of the map, by which the two runs are compared")
    weeks: list[Period]
    months: list[Period]


class Compared(Answer):
    """A field of two runs by week and cell, and the right less the left; of victims both by month and oblast."""

    basis: ModelBasis
    left: str
    right: str
    field: MapField
    periods: list[Period]
    places: Literal["cells"] | list[str]
    left_values: Figures = Field(description="One row for each period, one figure for each place")
    right_values: Figures
    difference: Figures | None = Field(None, description="Left out of victims: no difference of them is mapped")

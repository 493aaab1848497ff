"""What a run is a function of, beside the seed: what is left out of history, what is set otherwise, how fine it is."""

from collections.abc import Mapping
from typing import NamedTuple

from hinterland.core.calendar import DAYS


class Setting(NamedTuple):
    """A scenario as the engine needs it.

    `without` names switches or ids of `decisions.csv` that are dropped, `rules` gives parameters as
    `subsystem.name`, `warmer` holds (first day, last day, degrees Celsius) to be added to the weather, `scaled`
    the factors by which decisions of a switch or an id are made larger or smaller.
    """

    name: str = "history"
    title: str = "The war as it was decided"
    without: frozenset[str] = frozenset()
    rules: Mapping[str, float] = {}
    warmer: tuple[tuple[int, int, float], ...] = ()
    scaled: tuple[tuple[str, float], ...] = ()
    resolution: int = 4
    start: int = 0
    end: int = DAYS - 1

"""What a run is a function of, beside the seed: what is left out of history, what is set otherwise, how fine it is."""

from collections.abc import Mapping
from typing import NamedTuple

from hinterland.core.calendar import DAYS, date_of
from hinterland.core.declare import choose
from hinterland.core.given import shortened, shown
from hinterland.core.notebook import SHORT, card
from hinterland.theatre.assemble import Theatre, load
from hinterland.theatre.forcing_series import Prepared, prepare
from hinterland.theatre.parameters import GROUPS, TheatreParameters


class Scenario(NamedTuple):
    """A scenario as the engine needs it.

    `without` names switches or ids of `decisions.csv` that are dropped, `parameters` gives changes as
    `group.name`, `warmer` holds (first day, last day, degrees Celsius) to be added to the weather, `scaled`
    the factors by which decisions of a switch or an id are made larger or smaller, `unheard` the first and the last day
    of spells in which no news comes: it stands as it did on the eve. With `before` the war is that of another scenario
    until the day `since`, on which this one begins to hold.
    """

    name: str = "history"
    title: str = "The war with its historical decisions"
    without: frozenset[str] = frozenset()
    parameters: Mapping[str, float] = {}
    warmer: tuple[tuple[int, int, float], ...] = ()
    scaled: tuple[tuple[str, float], ...] = ()
    unheard: tuple[tuple[int, int], ...] = ()
    resolution: int = 4
    start: int = 0
    end: int = DAYS - 1
    since: int = 0
    before: "Scenario | None" = None

    def drawing(self, parameters: Mapping[str, float]) -> "Scenario":
        """Return the scenario with drawn parameters, but for those that it sets itself; so too the one before it."""
        before = self.before and self.before.drawing(parameters)
        return self._replace(parameters={**parameters, **self.parameters}, before=before)

    def parameters_of_theatre(self) -> TheatreParameters:
        """Return the parameters of the parts of the theatre; raise `Fault` as `choose` does."""
        chosen: dict[str, dict[str, float]] = {group: {} for group in GROUPS}
        for full, value in self.parameters.items():
            group, _, name = full.partition(".")
            if group in chosen:
                chosen[group][name] = value
        return TheatreParameters(*(choose(cls, chosen[group], f"{group}.") for group, cls in GROUPS.items()))

    def theatre(self) -> Theatre:
        """Return the theatre on which the scenario is played."""
        return load(self.resolution, self.parameters_of_theatre())

    def prepared(self) -> Prepared:
        """Return what the scenario needs of the tables: the forcing of each day, the order of battle, named units."""
        parameters = self.parameters_of_theatre()
        return prepare(self.resolution, self.without, self.warmer, self.scaled, parameters, self.unheard)

    def __repr__(self) -> str:
        """Say in short how the war differs from history."""
        counts = [f"{len(many)} {what}" for what, many in self._differences().items()]
        differs = f", differs in {', '.join(counts)}" if counts else ""
        differs += f", from {date_of(self.since)} on" if self.before else ""
        return f"<Scenario {shown(self.name)}: resolution {self.resolution}, {self._dates()}{differs}>"

    def _repr_html_(self) -> str:
        """Show in a notebook how the war differs from history, item by item."""
        rows: dict[str, object] = {"Title": self.title, "Dates": self._dates(), "Resolution": self.resolution}
        rows |= {what: shortened(", ".join(many), SHORT) for what, many in self._differences().items()}
        if self.before:
            rows["since"] = f"{date_of(self.since)}; until then {self.before.name}"
        return card(f"Scenario {self.name}", rows, "Play it with hinterland.run(...)")

    def _differences(self) -> dict[str, list[str]]:
        """Return in words what is set otherwise than in history, by the field that sets it."""
        said = {
            "without": sorted(self.without),
            "parameters": [f"{name} = {value:g}" for name, value in self.parameters.items()],
            "warmer": [f"{date_of(start)} to {date_of(end)}: {by:+g} °C" for start, end, by in self.warmer],
            "scaled": [f"{name} times {by:g}" for name, by in self.scaled],
            "unheard": [f"{date_of(start)} to {date_of(end)}" for start, end in self.unheard],
        }
        return {field: many for field, many in said.items() if many}

    def _dates(self) -> str:
        return f"{date_of(self.start)} to {date_of(self.end)}"

"""What-ifs: the war of a page as WebAssembly, with which the page itself plays it anew under other causes.

Beside the module and the memory of the war on its eve there are scenarios that lack a cause, as differences, and a
form: every parameter with its range, unit, value, basis and evidence. Each file is made when it is asked for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

from hinterland.core.calendar import date_of
from hinterland.core.declare import Param, specs
from hinterland.engine.catalogue import formulas_in_words
from hinterland.engine.day import SCHEDULE
from hinterland.engine.result import Run
from hinterland.engine.scenario import Scenario
from hinterland.evidence.ledger import Ledger
from hinterland.report.parameters import PROMISES
from hinterland.report.system_figures import in_words
from hinterland.study.causation import counterfactual_files
from hinterland.theatre.parameters import GROUPS
from hinterland.web import module
from hinterland.web.differences import difference
from hinterland.web.image import Image, functions_of, image_of, module_of, parts_of
from hinterland.web.indicators import figures_of
from hinterland.web.pack import packed, packed_image, packed_readings
from hinterland.web.site import hashes_of

OTHER = "scenario-{}"
"""The name of the file of another scenario."""
FIRST = ("rail.guards_half", "recruitment.stragglers_joining_per_week", "population.initial_support_soviet")
"""Parameters that the form shows before anything is searched for."""
WATCHED = {"strength": "detachments.men_in_cell", "held": "zones.area", "garrisons": "security.garrison"}
"""State arrays by cell whose means of a week are fields of the map, by the field."""


class WhatIf:
    """What a page needs to play the war of a run anew."""

    def __init__(self, run: Run, ledger: Ledger, regions: Sequence[str]) -> None:
        """Take a run, the ledger, and the regions of the charts."""
        self.scenario, self.seed, self.ledger = run.scenario, run.seed, ledger
        self._parts = parts_of(run.scenario, SCHEDULE)
        self._regions = [name for name in regions if not self._parts.theatre.cut(name).size]

    @property
    def can_be_played(self) -> bool:
        """Whether the module was built: to build it takes some minutes, which no page is kept waiting for."""
        key = module.key_of(functions_of(self._parts), tuple(self._parts.slots))
        return module.at_hand(key) is not None

    def files(self) -> dict[str, Callable[[], bytes]]:
        """Return by name what makes each packed file.

        Where the module was not built there is the form alone, of whose causes a server can play.
        """
        if not self.can_be_played:
            return {"form": self._form}
        others = {OTHER.format(one.name): partial(self._difference, one) for _, _, one in self._others}
        return {
            **others,
            "form": self._form,
            "readings": lambda: packed_readings(self._image, figures_of(self._parts, self._regions) | {"claims": []}),
            "module": lambda: packed({}, module_of(self._parts).code),
            "image": lambda: packed_image(self._image, module_of(self._parts)),
            "native": lambda: packed(hashes_of(self.scenario, self.seed, SCHEDULE), b""),
        }

    @cached_property
    def _image(self) -> Image:
        return image_of(self._parts, module_of(self._parts).free)

    def _difference(self, other: Scenario) -> bytes:
        return difference(self._image, self._parts, other)

    @cached_property
    def _others(self) -> list[tuple[str, str, Scenario]]:
        """The scenarios that lack one cause of the war of the run, each with the question that it answers."""
        return list(lacking_a_cause(self.scenario))

    def _form(self) -> bytes:
        """Return the form of all causes."""
        scenarios = [_described(self.scenario, "", ""), *(_described(one, *words) for *words, one in self._others)]
        rows = list(parameters(self.scenario))
        cited = {name for row in rows for name in row["cites"]}
        assumed = {key: one for key, one in self.ledger.assumptions.items() if key in cited}
        form = {
            "parameters": rows,
            "assumptions": {key: [one.statement, one.reason] for key, one in assumed.items()},
            "bases": PROMISES,
            "first": FIRST,
            "scenarios": scenarios,
            "watched": WATCHED,
            "seed": self.seed,
        }
        return packed(form, b"")


def lacking_a_cause(own: Scenario) -> Iterator[tuple[str, str, Scenario]]:
    """Yield a question, its text and the scenario that answers it, of every counterfactual on a scenario."""
    for name in counterfactual_files.names():
        asked = counterfactual_files.load(name)
        if asked.first.name == own.name and not own.before:
            both = {**own.parameters, **asked.second.parameters}
            second = asked.second._replace(parameters=both, resolution=own.resolution, start=own.start, end=own.end)
            yield asked.question, asked.text, second


def _described(one: Scenario, question: str, text: str) -> dict[str, Any]:
    """Return a scenario as the page offers it, and what a file of it says."""
    return {
        "name": one.name,
        "title": one.title,
        "question": question,
        "text": text,
        "without": sorted(one.without),
        "parameters": dict(one.parameters),
        "scaled": dict(one.scaled),
        "warmer": [{"from": _date(a), "to": _date(b), "degrees": warmth} for a, b, warmth in one.warmer],
        "unheard": [{"from": _date(a), "to": _date(b)} for a, b in one.unheard],
    }


def _date(day: int) -> str:
    return date_of(day).isoformat()


def parameters(scenario: Scenario) -> Iterable[dict[str, Any]]:
    """Yield every parameter of a subsystem as the form has it, with its value in a scenario."""
    for group, kind in SCHEDULE.parameters.items():
        if group not in GROUPS:
            for name, one in specs(kind).items():
                yield _parameter(f"{group}.{name}", one, scenario)


def _parameter(full: str, one: Param, scenario: Scenario) -> dict[str, Any]:
    return {
        "name": full,
        "usual": float(scenario.parameters.get(full, one.default)),
        "span": [one.span.low, one.span.high],
        "log": one.span.scale == "log",
        "units": "" if one.unit == "1" else in_words(one.unit),
        "doc": one.doc,
        "basis": one.basis,
        "cites": list(one.cites),
        "formulas": formulas_in_words(one._asdict()),
    }

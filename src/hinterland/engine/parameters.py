"""The parameters of a run: declared by subsystems and parts of the theatre, changed by name, checked against ranges."""

from collections.abc import Iterator, Mapping
from typing import Any

from hinterland.core.declare import Param, choose, specs
from hinterland.core.fault import Fault
from hinterland.core.given import number, shown
from hinterland.core.names import Names
from hinterland.engine.day import SCHEDULE
from hinterland.engine.schedule import Schedule


class ParameterSet:
    """The value of every parameter of a run, a group for each subsystem or part: `parameters.rail.guards_half`."""

    def __init__(self, groups: Mapping[str, Any]) -> None:
        """Take the groups by the names of their subsystems and parts of the theatre."""
        self.groups = dict(groups)
        self.__dict__.update(self.groups)

    def __getattr__(self, name: str) -> Any:
        """Refuse a name that no group bears; those that one bears are attributes."""
        raise AttributeError(f"no group of parameters is called {name!r}")

    def __iter__(self) -> Iterator[Any]:
        """Yield the groups in the order of the schedule."""
        return iter(self.groups.values())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as the groups."""
        return ParameterSet, (self.groups,)

    def __repr__(self) -> str:
        """Say how many there are."""
        count = sum(len(group) for group in self)
        return f"<ParameterSet: {count} parameters in {len(self.groups)} groups, such as .rail.guards_half>"


def named_parameters(given: Any, schedule: Schedule = SCHEDULE) -> dict[str, float]:
    """Return changes of parameters with each name as it is declared, and each value a number.

    Raises `Fault` for what is no mapping, a name that is not known or stands twice, and a value that is no number.
    """
    if not isinstance(given, Mapping):
        raise Fault(None, 0, f"parameters are {shown(given)}", 'give a mapping, such as {"rail.guards_half": 9}')
    names = Names("parameter", parameters(schedule))
    made: dict[str, float] = {}
    for asked, value in given.items():
        name = names.find(asked)
        if name in made:
            raise Fault(None, 0, f"the parameter {name} is given twice", "give it once")
        made[name] = number(value, name)
    return made


def choose_parameters(given: Mapping[str, float] = {}, schedule: Schedule = SCHEDULE) -> ParameterSet:
    """Return the parameters of a run, `parameters.group.name`: the defaults, with changes by full name.

    Raises `Fault` for a name that is not declared or a value out of its range.
    """
    by_group: dict[str, dict[str, float]] = {}
    for full, value in named_parameters(given, schedule).items():
        group, _, name = full.partition(".")
        by_group.setdefault(group, {})[name] = value
    groups = schedule.parameters.items()
    return ParameterSet({name: choose(cls, by_group.get(name, {}), f"{name}.") for name, cls in groups})


def parameters(schedule: Schedule = SCHEDULE) -> dict[str, Param]:
    """Return the declaration of every parameter by its full name, `group.name`."""
    return {f"{group}.{name}": spec for group, cls in schedule.parameters.items() for name, spec in specs(cls).items()}

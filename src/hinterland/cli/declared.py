"""What the model declares under a name, as lines for `hinterland explain`."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.engine.scenario import Scenario

FORMULAS = {"formula": "derived from", "at_least": "at least", "at_most": "at most"}
"""What stands before a formula of claims."""
SPEAKERS = {None: "true", "soviet": "as the Soviet side said", "german": "as the German side said"}


def names() -> list[str]:
    """Return every name that the model declares, and the names of the scenarios."""
    from hinterland.core.chance import STREAMS
    from hinterland.engine import catalogue
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.quantities import NAMES
    from hinterland.study import scenario_files
    from hinterland.study.measure import MADE

    own = [one["name"] for declared in (catalogue.parameters(), catalogue.fields()) for one in declared]
    acting = dict.fromkeys(step.name for step in SCHEDULE)
    return [
        *own,
        *acting,
        *SCHEDULE.subsystems,
        *NAMES,
        *(m.name for m in MADE),
        *(stream for stream, _ in STREAMS.values()),
        *scenario_files.names(),
    ]


def lines_of(name: str) -> list[str]:
    """Return all that the model declares under a name, as lines; none where it declares nothing."""
    kinds = (parameter, state, quantity, share, measure, chance, kernel, subsystem, scenario)
    return [line for kind in kinds for line in kind(name)]


def parameter(name: str) -> list[str]:
    """Return what a parameter is, on what it rests and where it is declared."""
    from hinterland.engine import catalogue

    lines = []
    for p in _named(catalogue.parameters(), name):
        span = f"{p['span'].low:g} to {p['span'].high:g}" + (" (log)" if p["span"].scale == "log" else "")
        lines += [
            f"parameter {name} = {_with_unit(p['default'], p['unit'])}, plausible {span}",
            f"  {p['doc']}; {p['basis']}, rests on {', '.join(p['cites'])}",
        ]
        lines += [f"  {words} {p[key]}" for key, words in FORMULAS.items() if p[key]]
        lines.append(f"  declared at {_declared_at(name)}")
    return lines


def state(name: str) -> list[str]:
    """Return what a state array holds and where it is declared."""
    from hinterland.engine import catalogue

    lines = []
    for field in _named(catalogue.fields(), name):
        lines += [f"state {name}  [{field['unit']}], one value per {field['place']}", f"  {field['doc']}"]
        lines.append(f"  declared at {_declared_at(name)}")
    return lines


def quantity(name: str) -> list[str]:
    """Return what a quantity is; for each speaker the arrays that hold it and the kernels that produce it."""
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.observed.own_books import reason
    from hinterland.engine.origins import producers
    from hinterland.engine.quantities import QUANTITIES

    lines = []
    for q in (one for one in QUANTITIES if one.name == name):
        lines += [f"quantity {name}  [{q.unit}], a {q.kind}", f"  {q.doc}"]
        for said_by, words in SPEAKERS.items():
            paths = q.sources(said_by)
            lines += [f"  {words}: {' + '.join(paths)}"] if paths else []
            lines += [f"    produced by {one}" for one in producers(SCHEDULE, name, said_by)]
            why = reason(name, said_by) if said_by else ""
            lines += [f"    equal to what was so: {why[0].lower()}{why[1:]}"] if why else []
    return lines


def share(name: str) -> list[str]:
    """Return which quantities a share divides, and the kernels that produce the one above."""
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.origins import producers
    from hinterland.engine.quantities import SHARES

    lines = []
    for s in (one for one in SHARES if one.name == name):
        lines += [f"quantity {s.name}  [{s.unit}]", f"  {s.doc}: {s.over} over {s.under}"]
        lines += [f"  {s.over} is produced by {one}" for one in producers(SCHEDULE, name)]
    return lines


def measure(name: str) -> list[str]:
    """Return how the study works a quantity out from others, and the kernels that produce each of these."""
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.origins import producers
    from hinterland.evidence.registry import quantities
    from hinterland.study.measure import MADE
    from hinterland.study.worked_out import made_of, worked_out

    lines = []
    for m in (one for one in MADE if one.name == name):
        lines += [f"quantity {name}  [{m.unit}], a {m.kind}"]
        lines += [f"  {quantities()[name].meaning}"] if name in quantities() else []
        lines.append(f"  worked out from a run: {worked_out(m)}")
        lines += [f"    {part} is produced by {one}" for part in made_of(m) for one in producers(SCHEDULE, part)]
    return lines


def not_made(name: str) -> str:
    """Return why the model makes no figure of a quantity that is claimed."""
    from hinterland.study.measure import OTHER

    return f"The model makes no figure of it: {OTHER.get(name, 'it is claimed alone')}."


def chance(name: str) -> list[str]:
    """Return what the source of chance of this name decides."""
    from hinterland.core.chance import STREAMS

    return [line for stream, doc in STREAMS.values() if stream == name for line in (f"chance {name}", f"  {doc}")]


def kernel(name: str) -> list[str]:
    """Return where a kernel of the schedule is defined, when it acts, and what it reads and writes."""
    from hinterland.engine import catalogue, origins
    from hinterland.engine.day import SCHEDULE

    lines = []
    parameters = {p["name"] for p in catalogue.parameters()}
    for k in catalogue.kernels(name):
        lines += [f"kernel {origins.kernel(SCHEDULE, name)}", f"  {k['doc']}", f"  phase: {'; '.join(k['phases'])}"]
        arrays = [one for one in k["reads"] if one not in parameters]
        lines += [
            f"  {words} {' '.join(these) or 'nothing'}" for words, these in (("reads", arrays), ("writes", k["writes"]))
        ]
        used = [one for one in k["reads"] if one in parameters]
        lines += [f"  parameters: {' '.join(used)}"] if used else []
    return lines


def subsystem(name: str) -> list[str]:
    """Return where a subsystem begins, its kernels with their phases, what they read and write, and its parameters."""
    from hinterland.cli.schedule import groups
    from hinterland.engine import catalogue, origins
    from hinterland.engine.day import SCHEDULE

    lines = []
    parameters = {p["name"]: p for p in catalogue.parameters()}
    for one in _named(catalogue.subsystems() if name in SCHEDULE.subsystems else (), name):
        lines += [f"subsystem {origins.subsystem(SCHEDULE, name)}", f"  {one['doc']}"]
        lines += [f"  kernel {k['name']} in phase {'; '.join(k['phases'])}" for k in one["kernels"]]
        for way in ("reads", "writes"):
            touched = {array for k in one["kernels"] for array in k[way]} - parameters.keys()
            lines.append(f"  {way} {groups(sorted(touched), name)}")
        own = [
            f"{p['name']} = {_with_unit(p['default'], p['unit'])}"
            for p in parameters.values()
            if _group(p["name"]) == name
        ]
        lines += [f"  parameters: {', '.join(own)}"] if own else []
    return lines


def scenario(name: str) -> list[str]:
    """Return the title of a scenario, its file, and what it changes."""
    from hinterland.core.paths import SCENARIOS
    from hinterland.engine.origins import Origin
    from hinterland.study import scenario_files

    if name not in scenario_files.names():
        return []
    played = scenario_files.load(name)
    at = Origin(name, SCENARIOS / f"{name}.toml", 1)
    return [f"scenario {at}", f"  {played.title}", *(f"  {line}" for line in changes(played) or ["changes nothing"])]


def changes(played: "Scenario") -> list[str]:
    """Return how a scenario differs from history, a line for each change."""
    from hinterland.core.calendar import date_of
    from hinterland.engine import catalogue

    known = {p["name"]: p for p in catalogue.parameters()}
    lines = [f"leaves out {' '.join(sorted(played.without))}"] if played.without else []
    for name, value in played.parameters.items():
        lines.append(
            f"sets {name} to {_with_unit(value, known[name]['unit'])}, where history has {known[name]['default']:g}"
        )
    lines += [f"scales {what} by {factor:g}" for what, factor in played.scaled]
    for first, last, degrees in played.warmer:
        lines.append(f"changes the weather from {date_of(first)} to {date_of(last)} by {degrees:+g} degrees Celsius")
    lines += [f"lets no news come from {date_of(first)} to {date_of(last)}" for first, last in played.unheard]
    return lines


def _named(listed: Iterable[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [one for one in listed if one["name"] == name]


def _group(name: str) -> str:
    return name.partition(".")[0]


def _with_unit(value: float, unit: str) -> str:
    """Return a value with its unit, and without one where it is a pure number or a switch."""
    from hinterland.core.declare import SWITCH

    return f"{value:g}" if unit in {"1", SWITCH} else f"{value:g} {unit}"


def _declared_at(name: str) -> str:
    """Return the file and line at which a parameter or a state array is declared."""
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.origins import declaration

    at = declaration(SCHEDULE, name)
    return at.path_and_line if at is not None else "no known place"

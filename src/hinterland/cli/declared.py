"""What the model declares under a name, as lines for `hinterland explain`."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hinterland.engine.scenario import Scenario

MANY = 6
"""So many kernels that write one quantity, or more, are introduced by the order in which they stand."""
ORDER = (
    "first those that raise it, then those that only take from it or set it, each in the order of the day, not of size"
)
REPORTING = "reporting"
"""The part of the war whose arrays hold reports; those of a side begin with its name."""
BY_UNITS = "_by_units"
"""Names of quantities end so that units report and their staffs have not yet taken up."""


def names() -> list[str]:
    """Return every name that the model declares, and the names of the scenarios."""
    from hinterland.core.chance import STREAMS
    from hinterland.engine import catalogue
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.quantities import NAMES
    from hinterland.study.measurement.measure import MADE
    from hinterland.study.scenarios import scenario_files

    own = [one["name"] for declared in (catalogue.parameters(), catalogue.fields()) for one in declared]
    acting = dict.fromkeys(step.name for step in SCHEDULE)
    return [
        *own,
        *acting,
        *SCHEDULE.subsystems,
        *(one.part for one in SCHEDULE.subsystems.values()),
        *NAMES,
        *(m.name for m in MADE),
        *(stream for stream, _ in STREAMS.values()),
        *scenario_files.names(),
    ]


def lines_of(name: str) -> list[str]:
    """Return all that the model declares under a name, as lines; none where it declares nothing."""
    kinds = (parameter, quantity, share, measure, state, chance, kernel, subsystem, part, scenario)
    return [line for kind in kinds for line in kind(name)]


def parameter(name: str) -> list[str]:
    """Return what a parameter is, on what it rests and where it is declared."""
    from hinterland.engine import catalogue

    lines = []
    for p in _named(catalogue.parameters(), name):
        kind = catalogue.UNITLESS.get(p["unit"], "")
        value = catalogue.with_unit(p["default"], p["unit"]) + (f" ({kind})" if kind else "")
        span = "" if p["basis"] == "switch" else f", plausible {catalogue.range_in_words(*p['span'])}"
        lines += [
            f"parameter {name} = {value}{span}",
            f"  {p['doc']}; {p['basis']}, rests on {', '.join(p['cites'])}",
        ]
        lines += [f"  {formula}" for formula in catalogue.formulas_in_words(p)]
        lines.append(f"  declared at {_declared_at(name)}")
    return lines


def called(name: str) -> list[str]:
    """Return the parameters that bear a name without their group."""
    from hinterland.study.catalogue.listing import parameters_called

    return parameters_called(name)


def briefly(names: Collection[str]) -> list[str]:
    """Return a line for each of some parameters: its name, value and meaning."""
    from hinterland.engine import catalogue

    known = [p for p in catalogue.parameters() if p["name"] in names]
    return [f"{p['name']} = {catalogue.with_unit(p['default'], p['unit'])}  {p['doc']}" for p in known]


def state(name: str) -> list[str]:
    """Return what a state array holds and where it is declared."""
    from hinterland.engine import catalogue
    from hinterland.engine.observed.columns import COLUMNS

    lines = []
    for field in _named(catalogue.fields(), name):
        unit = "a number without unit" if field["unit"] == catalogue.PURE else f"[{field['unit']}]"
        columns = f": {', '.join(COLUMNS[name])}" if name in COLUMNS else ""
        values = f"{field['wide']} values" if field["wide"] else "one value"
        lines += [f"state {name}  {unit}, {values} per {field['place']}{columns}", f"  {field['doc']}"]
        lines.append(f"  declared at {_declared_at(name)}")
    return lines


def quantity(name: str) -> list[str]:
    """Return what a quantity is; for each speaker the arrays that hold it and the kernels that produce it."""
    from hinterland.engine.observed.columns import in_words
    from hinterland.engine.observed.own_books import reason
    from hinterland.engine.quantities import QUANTITIES
    from hinterland.engine.sums_by_region import SPEAKERS

    lines = []
    for q in (one for one in QUANTITIES if one.name == name):
        lines += [f"quantity {name}  [{q.unit}], a {q.kind}", f"  {q.doc}"]
        for said_by in SPEAKERS:
            paths = q.sources(said_by)
            if said_by and paths == q.sources(None) and only_reported(paths):
                continue
            lines += [f"  {words_of(name, paths, said_by)}: {in_words(paths)}"] if paths else []
            lines += [f"    {made}" for made in _made(name, said_by)]
            why = reason(name, said_by) if said_by else ""
            lines += [f"    equal to what was so: {why[0].lower()}{why[1:]}"] if why else []
    return lines


def only_reported(paths: Sequence[str]) -> bool:
    """Whether arrays hold what somebody reported, so that no figure of what was so lies behind them."""
    from hinterland.engine.day import SCHEDULE

    groups = {_group(path) for path in paths}
    return all(group in SCHEDULE.subsystems and SCHEDULE.subsystems[group].part == REPORTING for group in groups)


def words_of(name: str, paths: Sequence[str], said_by: str | None) -> str:
    """Return in words who says the figure that arrays hold: nobody, where it is what was so."""
    from hinterland.study.claims.speakers import speaker

    side = said_by
    if side is None:
        if not paths or not only_reported(paths):
            return "true"
        side = paths[0].partition(".")[2].partition("_")[0]
        if name.endswith(BY_UNITS):
            return f"as {side.capitalize()} units reported"
    return f"as the {speaker(name, side).capitalize()} side said"


def share(name: str) -> list[str]:
    """Return which quantities a share divides, and the kernels that produce the one above."""
    from hinterland.engine.quantities import SHARES

    lines = []
    for s in (one for one in SHARES if one.name == name):
        lines += [f"quantity {s.name}  [{s.unit}]", f"  {s.doc}: {s.over} over {s.under}"]
        lines += [f"  {s.over} is {made}" for made in _made(name)]
    return lines


def measure(name: str) -> list[str]:
    """Return how the study works a quantity out from others, and the kernels that produce each of these."""
    from hinterland.evidence.registry import quantities
    from hinterland.study.catalogue.worked_out import made_of, worked_out
    from hinterland.study.measurement.measure import MADE

    lines = []
    for m in (one for one in MADE if one.name == name):
        lines += [f"quantity {name}  [{m.unit}], a {m.kind}"]
        lines += [f"  {quantities()[name].meaning}"] if name in quantities() else []
        lines.append(f"  worked out from a run: {worked_out(m)}")
        lines += [f"    {part} is {made}" for part in made_of(m) for made in _made(part)]
    return lines


def _made(name: str, said_by: str | None = None) -> list[str]:
    """Return the kernels that write a quantity, those that raise it first; a list of many says how it is ordered."""
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.origins import producers

    found = producers(SCHEDULE, name, said_by)
    lines = [f"produced by {one}" for one in found.raising]
    lines += [f"{'lowered or set' if lines else 'set'} by {one}" for one in found.others]
    return lines if len(lines) < MANY else [f"written by {len(lines)} kernels; {ORDER}", *lines]


def not_made(name: str) -> str:
    """Return why the model makes no figure of a quantity that is claimed."""
    from hinterland.study.measurement.measure import OTHER

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
            f"{p['name']} = {catalogue.with_unit(p['default'], p['unit'])}"
            for p in parameters.values()
            if _group(p["name"]) == name
        ]
        lines += [f"  parameters: {', '.join(own)}"] if own else []
    return lines


def part(name: str) -> list[str]:
    """Return the subsystems of a part of the war, a folder of `war/`, each with its meaning and its file."""
    from hinterland.engine import catalogue, origins
    from hinterland.engine.day import SCHEDULE

    own = [one for one in catalogue.subsystems() if one["part"] == name]
    lines = [f"  {origins.subsystem(SCHEDULE, one['name'])}  {one['doc']}" for one in own]
    return [f"part of the war {name}, {len(own)} subsystems", *lines] if own else []


def scenario(name: str) -> list[str]:
    """Return the title of a scenario, its file, and what it changes."""
    from hinterland.core.paths import SCENARIOS
    from hinterland.engine.origins import Origin
    from hinterland.study.scenarios import scenario_files

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
        chosen, usual = catalogue.with_unit(value, known[name]["unit"]), known[name]["default"]
        lines.append(f"sets {name} to {chosen}, where history has {usual:g}")
    lines += [f"scales {what} by {factor:g}" for what, factor in played.scaled]
    for first, last, degrees in played.warmer:
        lines.append(f"changes the weather from {date_of(first)} to {date_of(last)} by {degrees:+g} degrees Celsius")
    lines += [f"lets no news come from {date_of(first)} to {date_of(last)}" for first, last in played.unheard]
    return lines


def _named(listed: Iterable[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [one for one in listed if one["name"] == name]


def _group(name: str) -> str:
    return name.partition(".")[0]


def _declared_at(name: str) -> str:
    """Return the file and line at which a parameter or a state array is declared."""
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.origins import declaration

    at = declaration(SCHEDULE, name)
    return at.path_and_line if at is not None else "no known place"

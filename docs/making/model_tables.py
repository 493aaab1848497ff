"""Tables of the model for its description: schedule, state, groups of parameters, systems and submodels."""

import ast
import inspect
import math
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import h3
from docs.making.layout import code, head, parameters_of, sentence, table

from hinterland.core.declare import BASES
from hinterland.core.paths import THEATRE
from hinterland.engine import catalogue
from hinterland.engine.begin import CAPACITY
from hinterland.engine.day import SCHEDULE
from hinterland.report.systems import KINDS, read
from hinterland.study.systems.works import read_systems
from hinterland.theatre.forcing import Forcing

DOCS = Path(__file__).parents[1]
PARTS = {
    "civilians": "Civilians",
    "partisans": "Partisans",
    "command": "Command, contact and persuasion",
    "lines": "Across the front and the frontier",
    "sabotage": "Sabotage and attacks",
    "railway": "The railway",
    "occupier": "The occupier",
    "rivals": "National movements",
    "reporting": "Reports",
}
"""Folders of `war/`, with the titles of the pages on their submodels."""
PLACES = {
    "cell": "a hexagon of the H3 grid",
    "atom": "a smallest piece into which the regions divide the map; holds counts that no kernel reads",
    "detachment": "a detachment of partisans, an agent",
    "brigade": "a brigade: detachments under one staff",
    "formation": "brigades of a district under one staff",
    "named": "a unit that documents name",
    "waypoint": "a stage of a documented march",
    "unit": "a unit of the Axis order of battle",
    "expedition": "an expedition against a district",
    "swept": "a cell of an expedition that troops have gone over",
    "line": "a railway line between two junctions",
    "junction": "a junction of the railway",
    "railhead": "a station to which trains for the front go",
    "span": "a large bridge of the railway",
    "group": "an army group, with its rear command",
    "republic": "a republic, with its own staff",
    "country": "a foreign country beyond the map",
    "order": "a marching order on its way",
    "campaign": "a campaign order",
    "report": "a report of intelligence on its way",
    "event": "a line of the journal of the day",
    "one": "a single value for the whole theatre",
}
"""What each value of a state array belongs to."""


def phases(_: str) -> Iterator[str]:
    """Yield the phases of a day and the kernels of each in order."""
    acting: dict[str, list[str]] = {}
    for step in SCHEDULE:
        acting.setdefault(step.phase, []).append(code(step.name))
    rows = [(str(n), phase, ", ".join(names)) for n, (phase, names) in enumerate(acting.items(), 1)]
    yield from table(("", "phase", "kernels, in order"), rows)


def entities(_: str) -> Iterator[str]:
    """Yield what values of the state belong to, how many arrays there are of each, and how many rows are made."""
    fields = list(catalogue.fields())
    many = Counter(f["place"] for f in fields)
    held: dict[str, Counter[str]] = {}
    for f in fields:
        held.setdefault(f["place"], Counter())[f["name"].partition(".")[0]] += 1
    rows = []
    for place in sorted(many, key=lambda p: list(PLACES).index(p)):
        most = ", ".join(name for name, _ in held[place].most_common(4))
        room = f"{CAPACITY[place]:,}" if place in CAPACITY else "as the theatre has"
        rows.append((place, PLACES[place], str(many[place]), room, most))
    yield from table(("entity", "what it is", "state variables", "rows", "most of them in"), rows)


def groups(_: str) -> Iterator[str]:
    """Yield every group of parameters, how many it has and on what they rest."""
    known: dict[str, list[str]] = {}
    for p in catalogue.parameters():
        known.setdefault(p["name"].partition(".")[0], []).append(p["basis"])
    rows = []
    for group in sorted(known):
        count = Counter(known[group])
        doc = (inspect.getdoc(SCHEDULE.parameters[group]) or "").partition("\n")[0]
        rows.append((parameters_of(group), doc, str(len(known[group])), *(str(count[b] or "") for b in BASES)))
    yield from table(("group", "what it holds", "numbers", *BASES), rows)


def systems(_: str) -> Iterator[str]:
    """Yield the systems of the documents, the subsystems that make each, and what leaves it out."""
    rows = [
        (f"{s.id} {s.name}", sentence(s.what), ", ".join(code(f) for f in s.files), code(s.off) or "given from outside")
        for s in read_systems().values()
    ]
    yield from table(("system", "what it does", "subsystems", "left out by"), rows)


def submodels(part: str) -> Iterator[str]:
    """Yield the subsystems of one part of the war: kernels, size of the state, parameters."""
    counted = Counter(f["name"].partition(".")[0] for f in catalogue.fields())
    numbers = Counter(p["name"].partition(".")[0] for p in catalogue.parameters())
    rows = [
        (
            f"[{s['name']}](#{s['name']})",
            ", ".join(code(k["name"].partition(".")[2]) for k in s["kernels"]),
            str(counted[s["name"]] or ""),
            f"{parameters_of(s['name'], '../')} ({numbers[s['name']]})" if numbers[s["name"]] else "",
        )
        for s in catalogue.subsystems()
        if s["part"] == part
    ]
    yield from table(("submodel", "kernels", "state variables", "parameters"), rows)


def schedule() -> Iterator[str]:
    """Yield the page of the schedule: every kernel in order, with what it reads and writes."""
    known = {k["name"]: k for k in catalogue.kernels()}
    numbers = {p["name"] for p in catalogue.parameters()}
    yield from head(
        "The schedule of a day",
        "The kernels of a day in the order in which they act. In brackets stands how many arrays of a group are",
        "touched; `hinterland schedule --arrays` names each, `hinterland schedule --time` measures what each costs.",
    )
    phase = ""
    rows: list[tuple[str, ...]] = []
    above = ("kernel", "what it does", "reads", "writes")
    for step in SCHEDULE:
        if step.phase != phase:
            yield from table(above, rows) if rows else ()
            phase, rows = step.phase, []
            yield from ("", f"## {phase}")
        k = known[step.name]
        read = [name for name in k["reads"] if name not in numbers]
        rows.append((code(step.name), k["doc"], _grouped(read), _grouped(k["writes"])))
    yield from table(above, rows)


def _grouped(names: list[str]) -> str:
    count = Counter(name.partition(".")[0] for name in names)
    return ", ".join(f"{group} ({many})" for group, many in sorted(count.items()))


def state() -> Iterator[str]:
    """Yield the page of state variables, by subsystem."""
    every = list(catalogue.fields())
    docs = {s["name"]: s["doc"] for s in catalogue.subsystems()}
    yield from head(
        "State variables",
        f"The {len(every)} arrays that the model changes. *Per* says what a value belongs to, *daily* that the array",
        "counts what happens today and starts each day at zero.",
    )
    for group in SCHEDULE.states:
        mine = [f for f in every if f["name"].partition(".")[0] == group]
        yield from ("", f"## {group}", "", docs.get(group, "The events of the day, as kernels write them down."))
        rows = [
            (
                code(f["name"].partition(".")[2]),
                f["place"] + (f" x {f['wide']}" if f["wide"] else ""),
                f["unit"],
                f["dtype"],
                "daily" if f["daily"] else "",
                f["doc"],
            )
            for f in mine
        ]
        yield from table(("name", "per", "unit", "type", "", "meaning"), rows)


def extent(_: str) -> Iterator[str]:
    """Yield how many cells there are at each resolution, and how large one is on average."""
    rows = []
    for path in sorted(THEATRE.glob("cells_res*.csv")):
        resolution = int(path.stem.removeprefix("cells_res"))
        cells = len(path.read_text(encoding="utf-8").splitlines()) - 1
        area = h3.average_hexagon_area(resolution, unit="km^2")
        rows.append((str(resolution), f"{cells:,}", f"{area:,.0f}", f"{math.sqrt(area):,.0f}"))
    yield from table(("resolution", "cells", "mean area of a cell of H3, km2", "its square root, km"), rows)


def forcing(_: str) -> Iterator[str]:
    """Yield what is given to the model each day, with what the letters of the shapes mean."""
    (body,) = ast.parse(inspect.getsource(Forcing)).body
    assert isinstance(body, ast.ClassDef)
    rows = [
        (code(field.target.id), doc.value.value)
        for field, doc in pairwise(body.body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(doc, ast.Expr)
        and isinstance(doc.value, ast.Constant)
        and isinstance(doc.value.value, str)
    ]
    yield from table(("given each day", "what it is"), rows)


def not_holding(_: str) -> Iterator[str]:
    """Yield the lines of the systems that do not hold, from the last count (`docs/systems.csv`)."""
    found = read(DOCS)
    lines = found[(found["status"] == "runs") & ~found["holds"].astype(bool)]
    rows = [
        (f"{row['system']} {row['line']}", KINDS[row["kind"]], f"{100 * float(row['rate']):.0f} %", row["reading"])
        for row in lines.to_dict("records")
    ]
    yield from table(("line", "kind", "passes", "how it is tested"), rows)

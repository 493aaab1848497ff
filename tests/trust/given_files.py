"""Every kind of file that a user can give: a small valid one, and the function that a command reads it with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hinterland.core.fault import Fault
from hinterland.core.paths import COUNTERFACTUALS, EVIDENCE, EXPLANATIONS, FITTED, SCENARIOS, THEATRE
from hinterland.evidence.read import read_file
from hinterland.study.causation import counterfactual_files, explanation_files
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.ensembles import drawn_table
from hinterland.study.fits import fit_file
from hinterland.study.scenarios import scenario_files
from hinterland.study.systems import patterns
from hinterland.theatre import assemble, decisions, ground, local_names, staffs
from hinterland.theatre.front import read_spells, read_towns

RING = [[27, 53], [29, 53], [29, 55], [27, 55], [27, 53]]
MAP = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [RING]}},
        {"type": "Feature", "properties": {}, "geometry": {"type": "MultiPolygon", "coordinates": [[RING]]}},
    ],
}
SCENARIO = """title = "mine"
text = "x"
without = ["airlift"]
[parameters]
"rail.guards_half" = 9.0
[scaled]
airlift = 0.5
[[warmer]]
from = 1941-12-01
to = "1942-02"
degrees = 5.0
[[unheard]]
from = "1943-01"
to = "1943-03-01"
"""
CLAIMS = """id,quantity,region,date_from,date_to,low,best,high,unit,said_by,when_prec,note
A1,rails.cut,USSR_occupied,1943-08-03,1943-09-15,100000,214705,300000,rails,soviet,1,n
A2,partisans.strength,Belarus,1943-01,1943-01,,50000,,persons,german,,n
A3,zones.area_share,Belarus+Ukraine,1943,1943,,60,,percent,soviet:Ponomarenko,,"a, note"
"""


class GivenFile(NamedTuple):
    """A kind of file: how its name ends, the bytes of a valid one, what reads it."""

    ending: str
    valid: bytes
    read: Callable[[Path], object]


def first_lines(path: Path, lines: int, cells: int | None = None) -> bytes:
    """Return the first lines of a file, and of each the first cells."""
    kept = path.read_text(encoding="utf-8").splitlines()[:lines]
    return ("\n".join(",".join(line.split(",")[:cells]) for line in kept) + "\n").encode()


def claims(path: Path) -> object:
    return read_file(path, ledger_of_package().known(taken=True))


def table_of_patterns(path: Path) -> object:
    return patterns.read_patterns(assemble.load(3), path, ledger_of_package(), warn=lambda _: None)


def drawn_ground(path: Path) -> object:
    return assemble.load(3).regions.mask(str(path))


def query(path: Path) -> object:
    """Read a query of ground, as `--region` takes it: what stands in the file, where it is text."""
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        raise Fault(path, 0, "is no text", "an argument is text") from None
    return assemble.load(3).regions.mask(text)


def of_theatre(read: Callable[[Path], object]) -> Callable[[Path], object]:
    """Return a reader of a table of a theatre folder, where the other tables are links to those of the package."""

    def act(path: Path) -> object:
        for table in THEATRE.glob("*.csv"):
            there = path.parent / table.name
            if there != path and not there.exists() and not there.is_symlink():
                there.symlink_to(table)
        return read(path.parent)

    return act


def small(name: str, lines: int = 40) -> bytes:
    return first_lines(THEATRE / name, lines)


GIVEN: dict[str, GivenFile] = {
    "scenario": GivenFile("mine.toml", SCENARIO.encode(), scenario_files.load),
    "fit": GivenFile("fit.toml", (SCENARIOS / "fits" / "history.toml").read_bytes(), fit_file.read_fit_file),
    "counterfactual": GivenFile("c.toml", (COUNTERFACTUALS / "airlift.toml").read_bytes(), counterfactual_files.load),
    "explanations": GivenFile("e.toml", (EXPLANATIONS / "why_people_joined.toml").read_bytes(), explanation_files.load),
    "claims": GivenFile("mine.csv", CLAIMS.encode(), claims),
    "patterns": GivenFile("p.csv", first_lines(EVIDENCE / "patterns.csv", 20), table_of_patterns),
    "map": GivenFile("mine.geojson", json.dumps(MAP, indent=0).encode(), drawn_ground),
    "outline": GivenFile("q", b"POLYGON((27 53, 29 53, 29 55, 27 55, 27 53))", query),
    "query": GivenFile("q", b"(Belarus|around:Minsk,50km)&!oblast:minsk+circle:53.9,27.57,50|towns:Minsk,Orsha", query),
    "strips": GivenFile("q", b"railway:Minsk-Smolensk,30km|strip:53,27,54,28,30|strip:Minsk-Gomel,9km", query),
    "draws": GivenFile("d.csv", first_lines(FITTED / "posterior.csv", 6, 6), drawn_table.read_table),
    "towns": GivenFile("towns.csv", small("towns.csv"), lambda path: read_towns(path)),
    "spells": GivenFile(
        "occupations.csv",
        small("occupations.csv"),
        lambda path: read_spells(path, read_towns(THEATRE / "towns.csv")),
    ),
    "oblasts": GivenFile("oblasts.csv", small("oblasts.csv"), of_theatre(ground.read_oblasts)),
    "decisions": GivenFile("decisions.csv", small("decisions.csv"), of_theatre(decisions.read_decisions)),
    "staffs": GivenFile("staffs.csv", small("staffs.csv"), of_theatre(staffs.read_staffs)),
    "places": GivenFile("local_names.csv", small("local_names.csv"), of_theatre(local_names.read_places)),
}
HEAVY = {"counterfactual", "explanations", "patterns", "query", "strips", "claims"}
"""Files that take longer to read."""

"""A folder that plays the war: module, image, scenarios, readings, the JavaScript library, and a page that proves it.

The page is one file that holds everything and opens from disk. The files beside it are for pages of others: a server
sends them as they are.
"""

import base64
import gzip
import re
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from hinterland.core.fault import Fault
from hinterland.engine.day import SCHEDULE
from hinterland.engine.fingerprint import hash_of_record, hash_of_world
from hinterland.engine.run import play
from hinterland.engine.scenario import Scenario
from hinterland.engine.schedule import Schedule
from hinterland.web.differences import difference
from hinterland.web.ground import ground_of
from hinterland.web.image import image_of, module_of, parts_of
from hinterland.web.indicators import indicators_of
from hinterland.web.pack import packed_image, packed_readings

IN_WORKER = (
    *("lacking.js", "days.js", "files.js", "hash.js", "recorder.js", "engine.js"),
    *("reader.js", "tables.js", "worker.js"),
)
LIBRARY = (*IN_WORKER, "war.js", "war.d.ts")
BY_ALL = ("lacking.js",)
"""What an old browser must be able to read."""
IN_PAGE = ("days.js", "words.js", "files.js", "war.js", "map.js", "curve.js", "page.js")
LEVERS = ("rail.guards_half", "population.initial_support_soviet", "recruitment.stragglers_joining_per_week")
"""Parameters that the page lets a reader change; the second shapes the state of the world before the first day."""


class Written(NamedTuple):
    """What was written: a file, and its bytes as they lie and as a server sends them."""

    name: str
    size: int
    sent: int


def write(
    folder: Path,
    scenarios: Sequence[Scenario],
    seeds: Sequence[int],
    schedule: Schedule = SCHEDULE,
    said: Callable[[str], None] = lambda readings: None,
) -> list[Written]:
    """Write the war of the first scenario into a folder, and the others as differences from it; return what it holds.

    The wars of `seeds` are played here too, so that the page can set its hashes beside them. Raises `Fault` where two
    scenarios have one name, and as `difference` does.
    """
    names = [one.name for one in scenarios]
    if len(set(names)) < len(names):
        raise Fault(None, 0, "two scenarios have one name", "name each once")
    first, *others = scenarios
    parts = parts_of(first, schedule)
    said("the module: some minutes, where it is not built yet")
    module = module_of(parts)
    said("the image")
    image = image_of(parts, module.free)
    made = {"hinterland.wasm": module.code, "image.war": packed_image(image, module)}
    for one in others:
        said(f"the scenario {one.name}")
        made[f"{one.name}.war"] = difference(image, parts, one)
    said("wars to compare with: some minutes, where the kernels are not compiled yet")
    readings = indicators_of(parts) | {
        "ground": ground_of(parts.theatre),
        "levers": LEVERS,
        "scenarios": {one.name: one.title for one in scenarios},
        "native": {one.name: {str(seed): hashes_of(one, seed, schedule) for seed in seeds} for one in scenarios},
        "resolution": first.resolution,
    }
    made["readings.war"] = packed_readings(image, readings)
    made |= {name: _source(name).encode() for name in LIBRARY}
    made["index.html"] = page(made, names[1:]).encode()
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [Written(name, len(data), len(gzip.compress(data, 9))) for name, data in made.items()]


def hashes_of(scenario: Scenario, seed: int, schedule: Schedule) -> dict[str, str]:
    """Return the hashes of a war that is played here."""
    played = play(scenario, seed, schedule)
    return {"world": hash_of_world(played.world), "record": hash_of_record(played.record)}


def _source(name: str) -> str:
    return (files("hinterland.web") / "js" / name).read_text(encoding="utf-8")


def joined(names: Sequence[str]) -> str:
    """Return modules of the library as one text: each after those that it takes from, nothing imported or exported."""
    text = "\n".join(_source(name) for name in names)
    text = re.sub(r"^(import .*|export \{.*)$", "", text, flags=re.MULTILINE)
    return re.sub(r"^export ", "", text, flags=re.MULTILINE)


def page(made: dict[str, bytes], others: Sequence[str]) -> str:
    """Return the page with everything that it needs in it."""
    held = {"module": gzip.compress(made["hinterland.wasm"], 9, mtime=0), "image": made["image.war"]}
    held |= {"readings": made["readings.war"]} | {f"scenario-{name}": made[f"{name}.war"] for name in others}
    data: list[Any] = [
        f'<script type="text/plain" id="{name}">{base64.b64encode(content).decode()}</script>'
        for name, content in held.items()
    ]
    parts = {
        "STYLE": _source("page.css"),
        "DATA": "\n".join(data),
        "OLD": joined(BY_ALL),
        "WORKER": joined(IN_WORKER),
        "PAGE": joined(IN_PAGE),
    }
    return re.sub(r"<!--([A-Z]+)-->", lambda found: parts[found[1]], _source("page.html"))

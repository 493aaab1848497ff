"""Names of regions in `region_names.csv`: in the languages of the land, and the occupier's own of his districts.

The kind of a region says whether it has names. Lands, oblasts, forests and zones have them. Ground that is drawn about
an operation or along a line has none. Of the rest, those have them that bear a name of their own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hinterland.core.once import once
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import read
from hinterland.theatre.local_names import LANGUAGES, gazetteer
from hinterland.theatre.regions import Region, read_regions

NAMED = frozenset({"country", "republic", "region", "oblast", "forest", "zone"})
"""Kinds of regions that have names in the languages of the land, every one of them."""
DRAWN = frozenset({"operation", "section"})
"""Kinds of regions that are only ground drawn about something, and have none."""


class RegionNames(NamedTuple):
    """The names of a region by language, in their own scripts, and what the occupier called it, where it was his.

    `verified` says how they are known; it is empty where there is none.
    """

    names: Mapping[str, str]
    occupier: str
    verified: str


NONE = RegionNames({}, "", "")


def read_region_names(folder: Path = THEATRE) -> dict[str, RegionNames]:
    """Return the names of each region of `regions.csv` that has any, by id.

    A region without a row of its own takes the names of the place that it is called after, else those of a region with
    the same rule (an oblast under another name). Raises `Fault` on the first row out of order.
    """
    regions, rows = read_regions(folder), dict[str, RegionNames]()
    for line in read(folder, "region_names.csv", " ".join(("id", *LANGUAGES, "occupier", "verified"))):
        key, names = line.text("id"), {code: line.text(code) for code in LANGUAGES if line.text(code)}
        if key not in regions:
            raise line.fault(f"there is no region {key!r}", "give the id of a row of regions.csv")
        if regions[key].kind in DRAWN:
            raise line.fault(f"{key} is of kind {regions[key].kind}, which has no names", "remove the row")
        if not names or not line.text("verified"):
            raise line.fault(f"{key} has no name, or does not say how it is known", "fill in both, or remove the row")
        rows[key] = RegionNames(names, line.text("occupier"), line.text("verified"))
    own = rows | {key: of for key, region in regions.items() if key not in rows and (of := _of_place(region))}
    lent = [(_ground(regions[key], regions), names) for key, names in own.items() if regions[key].kind in NAMED]
    same = dict(reversed(lent))
    known = {key: own.get(key) or same.get(_ground(region, regions)) for key, region in regions.items()}
    return {key: one for key, one in known.items() if one and (key in own or regions[key].kind in NAMED)}


@once()
def region_names() -> dict[str, RegionNames]:
    """Return the names of the regions of the theatre, read once."""
    return read_region_names()


def names_of(region: str) -> RegionNames:
    """Return the names of a region by its id; none for one that has no name in the languages of the land."""
    return region_names().get(region, NONE)


def _of_place(region: Region) -> RegionNames | None:
    """Return the names of the place that a region is called after, where there is one."""
    place = None if region.kind in DRAWN else gazetteer().named(region.name.removesuffix(" city"), "")
    return RegionNames(place.names, "", place.verified) if place and place.names else None


def _ground(region: Region, regions: Mapping[str, Region]) -> str:
    """Return the rule of a region; where that is another region and no more, the rule of that one."""
    kind, _, other = region.rule.partition(":")
    return _ground(regions[other], regions) if kind == "region" and other in regions else region.rule

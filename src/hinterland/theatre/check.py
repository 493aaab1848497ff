"""Named checks of the theatre tables: whether each holds, the figure found and the figure expected."""

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hinterland.core.calendar import FIRST, LAST, months
from hinterland.core.fault import Fault, Faults
from hinterland.core.paths import THEATRE
from hinterland.theatre.bridges import read_bridges
from hinterland.theatre.check_history import HISTORY
from hinterland.theatre.csv_table import read
from hinterland.theatre.ground import NATIONS, Ground, cell_at, read_ground, within_km
from hinterland.theatre.persecution_arithmetic import differences
from hinterland.theatre.railheads import served
from hinterland.theatre.railway import read_railway
from hinterland.theatre.regions import Regions

LAND_KM2 = {
    "BSSR": 223_000,
    "UkSSR": 556_000,
    "MSSR": 33_300,
    "LSSR": 61_500,
    "LaSSR": 64_000,
    "ESSR": 45_500,
    "KFSSR": 160_000,
}
"""Land without lakes in the borders of June 1941, from published areas (memory)."""
MARSH = {"BSSR": (0.12, 0.16), "ESSR": (0.18, 0.25)}
SPANS = ("occupations", "axis", "decisions", "demand")
SHOWN = 6
"""How many faults of a kind are shown."""
BORDER_KM = 40.0
"""How far from a cell of its oblast a named town may lie: half the width of a cell and a crooked frontier."""

FAR_KM = 150.0
"""A place farther than this from every cell lies outside the theatre."""


class Check(NamedTuple):
    """One check: its name, whether it holds, the figure found, and what was expected."""

    name: str
    ok: bool
    figure: str
    expected: str


def check(folder: Path = THEATRE, resolution: int = 4) -> list[Check]:
    """Run every check; a table that cannot be read is a check that fails, with its Fault."""
    try:
        ground = read_ground(resolution, folder)
    except Fault as fault:
        return [Check("the ground can be read", False, str(fault), "no fault")]
    found = [
        cells_have_oblasts(ground),
        oblasts_have_cells(ground),
        peoples_add_up(ground),
        ground_hangs_together(ground),
        *people_by_republic(ground),
        *land_by_republic(ground),
        *marsh_by_republic(ground),
    ]
    return [*found, *(outcome(one, folder, ground) for one in LATER), *history(folder, ground)]


def outcome(one: Callable[[Path, Ground], Check], folder: Path, ground: Ground) -> Check:
    """Return what a check finds; where a table cannot be read, one that fails and names the fault."""
    try:
        return one(folder, ground)
    except (Fault, Faults) as fault:
        return Check(one.__name__.replace("_", " "), False, str(fault), "no fault")


def history(folder: Path, ground: Ground) -> Iterator[Check]:
    """Yield the checks of who stood where and when (`check_history`), with what is wrong first."""
    for one in HISTORY:
        try:
            name, wrong, rows = one(folder, ground)
        except (Fault, Faults) as fault:
            name, wrong, rows = one.__name__.replace("_", " "), [str(fault)], 0
        yield Check(name, not wrong, "; ".join(wrong[:SHOWN]) or f"{rows} rows", "no fault")


def cells_have_oblasts(ground: Ground) -> Check:
    """Every cell lies in an oblast that the table knows, and has land."""
    bad = int(((ground.oblast < 0) | (ground.oblast >= len(ground.oblasts)) | (ground.area <= 0)).sum())
    return Check("every cell has an oblast and land", bad == 0, f"{bad} without", "0")


def oblasts_have_cells(ground: Ground) -> Check:
    """No oblast has lost its last cell; on the coarsest cells up to eight of the smallest may."""
    lost = [oblast.id for i, oblast in enumerate(ground.oblasts) if not (ground.oblast == i).any()]
    allowed = 8 if ground.resolution == 3 else 0
    figure = ", ".join(lost) or "all"
    return Check("every oblast has a cell", len(lost) <= allowed, figure, f"at most {allowed} lost")


def peoples_add_up(ground: Ground) -> Check:
    """The shares of the nationalities add up to one in every cell."""
    worst = float(np.abs(ground.nations.sum(axis=1) - 1).max())
    name = f"shares of {len(NATIONS)} nationalities add up to one"
    return Check(name, worst < 1e-9, f"off by {worst:.1g}", "0")


def ground_hangs_together(ground: Ground) -> Check:
    """Nearly all cells can be reached from one another over land; islands are few."""
    seen = np.zeros(len(ground.h3), bool)
    front = [int(ground.area.argmax())]
    seen[front] = True
    while front:
        near = np.unique(ground.neighbours[front])
        front = [int(cell) for cell in near if cell >= 0 and not seen[cell]]
        seen[front] = True
    share = float(ground.area[seen].sum() / ground.area.sum())
    return Check("the land hangs together", share > 0.99, f"{share:.4f} of the land", "above 0.99")


def people_by_republic(ground: Ground) -> Iterator[Check]:
    """People of the cells agree with the census totals of the oblasts, republic by republic."""
    home = np.array([oblast.republic for oblast in ground.oblasts])
    people = ground.rural + ground.urban
    within = 0.08 if ground.resolution == 3 else 0.03
    for republic in [*sorted(LAND_KM2), "RSFSR"]:
        held = people[(home == republic)[ground.oblast]].sum()
        census = math.fsum(oblast.people for oblast in ground.oblasts if oblast.republic == republic)
        name, figure = f"people of {republic}", f"{held:,.0f}"
        yield Check(name, abs(held / census - 1) <= within, figure, f"{census:,.0f} within {within:.0%}")


def land_by_republic(ground: Ground) -> Iterator[Check]:
    """Land of the cells agrees with the published land of each republic that lies wholly in the theatre."""
    home = np.array([oblast.republic for oblast in ground.oblasts])
    within = {3: 0.3, 4: 0.05, 5: 0.03}[ground.resolution]
    for republic, published in LAND_KM2.items():
        held = ground.area[(home == republic)[ground.oblast]].sum()
        good = abs(held / published - 1) <= within
        yield Check(f"land of {republic}", good, f"{held:,.0f} km2", f"{published:,} within {within:.0%}")


def marsh_by_republic(ground: Ground) -> Iterator[Check]:
    """The hand list of mires gives the share of marsh that is known for the whole republic."""
    home = np.array([oblast.republic for oblast in ground.oblasts])
    for republic, (low, high) in MARSH.items():
        here = (home == republic)[ground.oblast]
        share = float(np.average(ground.marsh[here], weights=ground.area[here]))
        yield Check(f"marsh of {republic}", low <= share <= high, f"{share:.3f}", f"{low:.2f} to {high:.2f}")


def regions_hold_cells(folder: Path, ground: Ground) -> Check:
    """Every region inside the theatre can be read and has a cell."""
    regions = Regions(ground, folder)
    empty = [name for name, row in regions.table.items() if row.rule and not regions.mask(name).any()]
    figure = ", ".join(empty) or f"{len(regions.table)} regions"
    return Check("every region has a cell", not empty, figure, "none empty")


def border_of_1939(folder: Path, ground: Ground) -> Check:
    """Towns on both sides of the frontiers of 1938 lie in cells of the right state, or one cell away at most.

    The towns were chosen on the frontier itself, where one cell holds land of both states, so a share is
    allowed to fall on the wrong side; none may be surrounded by the wrong state.
    """
    state = np.array([oblast.sovereign for oblast in ground.oblasts])[ground.oblast]
    right, astray, count = 0, [], 0
    for line in read(folder, "border_1939.csv", "town lat lon sovereign"):
        count += 1
        cell = cell_at(ground, *line.anywhere())
        near = ground.neighbours[cell][ground.neighbours[cell] >= 0]
        right += state[cell] == line.text("sovereign")
        if line.text("sovereign") not in {state[cell], *state[near]}:
            astray.append(line.text("town"))
    share, least = right / max(count, 1), {3: 0.6, 4: 0.75, 5: 0.88}[ground.resolution]
    figure = f"{share:.3f} of {count} towns, astray: {', '.join(astray) or 'none'}"
    expected = f"at least {least}, none astray"
    return Check("towns beside the border of 1939", share >= least and not astray, figure, expected)


def towns_in_oblasts(folder: Path, ground: Ground) -> Check:
    """Every town names a known oblast and lies in it or near; every spell of occupation names a town."""
    reach = BORDER_KM * {3: 2.6, 4: 1.0, 5: 0.6}[ground.resolution]
    index, held = {oblast.id: i for i, oblast in enumerate(ground.oblasts)}, set(ground.oblast.tolist())
    wrong, towns = [], read(folder, "towns.csv", "id lat lon oblast")
    for line in towns:
        own = index[line.choice("oblast", index, "see oblasts.csv")]
        place = line.anywhere()
        in_theatre = within_km(ground, *place, BORDER_KM).size > 0
        if in_theatre and own in held and own not in ground.oblast[within_km(ground, *place, reach)]:
            wrong.append(line.text("id"))
    known = {line.text("id") for line in towns}
    for line in read(folder, "occupations.csv", "town"):
        line.choice("town", known, "see towns.csv")
    share = len(wrong) / max(len(known), 1)
    figure = f"{len(wrong)} of {len(known)} far off" + (f": {', '.join(wrong[:8])}" if wrong else "")
    return Check("towns lie in their oblasts", share <= 0.02, figure, "at most 2%")


def dates_in_order(folder: Path, ground: Ground) -> Check:
    """Check that every dated row begins before it ends and touches the war; raise `Fault` at one that does not."""
    count = 0
    for name in SPANS:
        for line in read(folder, f"{name}.csv", "from to"):
            count += 1
            start, end = line.when("from"), line.when("to")
            if start > end or start > LAST or end < FIRST:
                raise line.fault(f"{start} to {end}", f"order them, and touch {FIRST} to {LAST}")
    return Check("dates are in order", count > 0, f"{count} rows", "no fault")


def months_follow(folder: Path, ground: Ground) -> Check:
    """Weather of every zone and stores stand for every month of the war, once."""
    zones = [line.text("zone") for line in read(folder, "weather_zones.csv", "zone")]
    weather = read(folder, "weather.csv", "zone month")
    found = sorted((line.text("zone"), line.text("month")) for line in weather)
    wanted = sorted((zone, month) for month in months() for zone in zones)
    missing, spare = len(set(wanted) - set(found)), len(found) - len(set(found))
    figure = f"{missing} lack, {spare} twice"
    return Check("weather for every zone and month", missing + spare == 0, figure, "0 and 0")


def places_in_theatre(folder: Path, ground: Ground) -> Check:
    """Bases, units and junctions lie on or near a cell; units of the last months far to the west may not."""
    far, count = [], 0
    places = {"axis": ("base_lat", "base_lon"), "partisan_units": ("lat", "lon"), "junctions": ("lat", "lon")}
    for name, (lat, lon) in places.items():
        for line in read(folder, f"{name}.csv", f"id {lat} {lon}"):
            count += 1
            if not within_km(ground, *line.anywhere(lat, lon), FAR_KM).size:
                far.append(line.text("id"))
    figure = f"{len(far)} of {count} far off" + (f": {', '.join(far[:6])}" if far else "")
    return Check("places lie in the theatre", len(far) <= 0.03 * count, figure, "at most 3%")


def railway_reaches(folder: Path, ground: Ground) -> Check:
    """A train from the western entries reaches every junction, were all of them held."""
    railway = read_railway(folder)
    reached = served(railway, np.ones(railway.lat.size, bool))
    cut_off = [railway.junction[i] for i in np.flatnonzero(~reached)]
    figure = f"{reached.sum()} of {reached.size} junctions, cut off: {', '.join(cut_off[:6]) or 'none'}"
    return Check("the railway hangs together", not cut_off, figure, "all")


def bridges_on_their_lines(folder: Path, ground: Ground) -> Check:
    """Sixty main bridges or more can be read, each near a line that exists, over many rivers."""
    bridges = read_bridges(read_railway(folder), folder)
    rivers = len(set(bridges.river))
    good = 60 <= len(bridges.id) <= 150 and rivers >= 30
    return Check(
        "bridges lie on their lines", good, f"{len(bridges.id)} over {rivers} rivers", "60 to 150 over 30 or more"
    )


def great_rivers_are_bridged(folder: Path, ground: Ground) -> Check:
    """The rivers that no army crossed without a bridge each have one of the long ones."""
    bridges = read_bridges(read_railway(folder), folder)
    long = {river for river, size in zip(bridges.river, bridges.spans.size, strict=True) if size > 1.5}
    lacking = sorted({"Dnieper", "Daugava", "Neman", "Vistula", "Don", "Pripyat", "Berezina"} - long)
    return Check("great rivers have long bridges", not lacking, f"lacking: {', '.join(lacking) or 'none'}", "none")


def murder_of_the_jews_adds_up(folder: Path, ground: Ground) -> Check:
    """Every figure of the murder of the Jews by region is what its formula gives."""
    wrong = differences(folder)
    return Check("the murder of the Jews adds up", not wrong, "; ".join(wrong[:3]) or "every figure", "every figure")


LATER = (
    *(regions_hold_cells, border_of_1939, towns_in_oblasts, dates_in_order),
    *(months_follow, places_in_theatre, railway_reaches),
    *(bridges_on_their_lines, great_rivers_are_bridged),
    murder_of_the_jews_adds_up,
)
"""Checks that read tables of their own."""

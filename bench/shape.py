"""The shape of the war in the model, mean and range of many seeds, beside what the ledger claims.

python bench/shape.py [seeds] [resolution]        writes docs/shape.md
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import fmean

import numpy as np

import hinterland
from hinterland.engine.quantities import find
from hinterland.engine.result import Run

WAR = ("1941-06-22", "1945-05-09")
LAND = "USSR_occupied"
HALF_YEARS = ("1941-12", "1942-06", "1942-12", "1943-06", "1943-12", "1944-06")
SPANS = (
    ("1941-07-01", "1941-12-31"), ("1942-01-01", "1942-06-30"), ("1942-07-01", "1942-12-31"),
    ("1943-01-01", "1943-06-30"), ("1943-07-01", "1943-12-31"), ("1944-01-01", "1944-06-30"),
)  # fmt: skip
ZONES = (
    "Polotsk_Lepel", "Ushachi", "Osveya_Rossony", "Borisov_Begoml", "Klichev", "Oktyabrsky", "Polesia", "Bryansk",
)  # fmt: skip
TRAINS = ("trains.needed", "trains.run", "trains.arrived", "trains.cancelled")
CLAIMED = {
    "held, largest, thousand km2, Belarus": "100 to 108 at the end of 1943 (S069, R137)",
    "held, thousand km2, Belarus, 1942-12": "50 on 1 January 1943 (R136)",
    "police, 1941-12": "45,000 (R205, a lower bound)",
    "unsafe ground in German eyes, per cent, 1941-08": "10 (S181)",
    "unsafe ground in German eyes, per cent, 1942-10": "75 (S182)",
    "detachments, 1941-12": "2,000 (S033, a lower bound)",
    "strength, 1941-12": "30,000 to 90,000 (S519, R106, S034)",
    "strength, 1942-12": "100,000 to 120,000 (S520, R111), 250,000 (N055)",
    "strength, 1943-12": "250,000 (S522); 550,000 at some time of 1943 (S461)",
    "strength as the German side has it, 1943-06": "100,000 usual, 1943 to 1944 (R114)",
    "strength, W_Belarus, 1942-12": "11,000 (S091)",
    "strength, W_Belarus, 1943-12": "36,000 (S109)",
    "strength, Belarus, 1942-12": "56,000 to 58,000 (S090, R123)",
    "strength, Belarus, 1943-12": "153,000 (R127)",
    "strength, Osveya_Rossony, 1942-12": "5,800 in January 1943 (N134)",
    "people killed as enemies, German reports, Belarus": "150,000 dead of operations (R239)",
    "deported from Belarus": "380,000 (R234)",
}
"""What the ledger says of a line."""


def month(name: str) -> tuple[str, str]:
    """Return the first and the 28th day of a month."""
    return f"{name}-01", f"{name}-28"


def figures(run: Run) -> dict[str, float]:
    """Return the figures of one war by the name of their line."""
    return dict([*fighting(run), *ground(run), *people(run), *trains(run)])


def fighting(run: Run) -> Iterator[tuple[str, float]]:
    """Tell what expeditions and reprisals killed, and how large single fights and reprisals were."""

    def total(name: str, side: str | None = None, region: str | None = None) -> float:
        return run.sum(name, region, *WAR, said_by=side)

    partisans = total("expeditions.partisans_killed")
    others = total("civilians.killed_in_expeditions") + total("expeditions.jews_killed")
    reported = total("expeditions.enemy_killed", "german")
    lost = partisans + total("expeditions.captured")
    yield "others killed for each partisan in expeditions", others / partisans
    yield "lost of those whom a ring enclosed, per cent", 100.0 * lost / total("expeditions.enclosed")
    yield "own dead of the dead reported, per cent", 100.0 * total("expeditions.own_dead", "german") / reported
    yield "weapons of the dead reported, per cent", 100.0 * total("expeditions.weapons", "german") / reported
    yield "people killed as enemies, German reports, Belarus", total("expeditions.enemy_killed", "german", "Belarus")
    yield "civilians killed in expeditions, Slovakia", total("civilians.killed_in_expeditions", region="Slovakia")
    yield "deported from Belarus", total("people.deported", region="Belarus")
    kinds = {"an ambush or an attack on a post": ["ambush", "garrison_attack"], "a reprisal": ["reprisal"]}
    for name, of in kinds.items():
        sizes = run.events.loc[run.events["kind"].isin(of), "true"].to_numpy(float)
        for share in (0.5, 0.9, 0.99, 1.0):
            size = float(np.quantile(sizes[sizes > 0], share))
            yield f"dead of {name}, {100 * share:g}th of 100", size


def ground(run: Run) -> Iterator[tuple[str, float]]:
    """Tell what ground was held, and what the occupier held to be unsafe."""
    for region in ("Belarus", LAND):
        where = "Belarus" if region == "Belarus" else "all"
        held = run.values("zones.area", region) / 1000.0
        yield f"held, least from December 1941 to March 1942, thousand km2, {where}", float(held[162:283].min())
        yield f"held, largest, thousand km2, {where}", float(held.max())
        for when in HALF_YEARS:
            yield f"held, thousand km2, {where}, {when}", run.mean("zones.area", region, *month(when)) / 1000.0
    for when in ("1941-08", *HALF_YEARS[:2], "1942-10", *HALF_YEARS[3:]):
        unsafe = run.mean("zones.unsafe", None, *month(when)) / run.mean("land.occupied", None, *month(when))
        yield f"unsafe ground in German eyes, per cent, {when}", 100.0 * unsafe


def people(run: Run) -> Iterator[tuple[str, float]]:
    """Tell how many police, detachments and partisans there were."""
    for when in HALF_YEARS:
        span = month(when)
        yield f"police, {when}", run.mean("police.strength", None, *span)
        yield f"native units, {when}", run.mean("natives.strength", None, *span)
        yield f"detachments, {when}", run.mean("detachments.count", None, *span)
        yield f"strength, {when}", run.mean("partisans.strength", None, *span)
        for side, name in (("soviet", "Soviet staffs have"), ("german", "the German side has")):
            yield f"strength as {name} it, {when}", run.mean("partisans.strength", None, *span, said_by=side)
        yield f"waiting unarmed, {when}", run.mean("partisans.reserve", None, *span)
        for region in ("Belarus", "W_Belarus", "Ukraine", *ZONES):
            yield f"strength, {region}, {when}", run.mean("partisans.strength", region, *span)


def trains(run: Run) -> Iterator[tuple[str, float]]:
    """Tell how many trains a day were asked for, ran and arrived, by half-year."""
    for name in TRAINS:
        for start, end in SPANS:
            yield f"{name} a day, {start} to {end}", a_day(run, name, start, end)


def a_day(run: Run, name: str, start: str, end: str) -> float:
    """Return the mean of a quantity on a day, whether it is a stock or a flow."""
    if find(name).kind != "flow":
        return run.mean(name, None, start, end)
    first, last = run.span(start, end)
    return run.sum(name, None, start, end) / (last - first + 1)


def play(seed: int, resolution: int) -> dict[str, float]:
    """Play one war and return its figures."""
    return figures(hinterland.run("history", seed=seed, resolution=resolution))


def page(found: list[dict[str, float]], resolution: int) -> Iterator[str]:
    """Write the table: mean and range of every line beside what is claimed."""
    yield "# The shape of the war\n"
    yield (
        f"Mean and range of {len(found)} seeds of `history` at resolution {resolution}, beside the ledger. "
        "Strength is what stood, but where a side is named.\nWritten by `bench/shape.py`.\n"
    )
    yield "| what | mean | range | the ledger |"
    yield "|---|---|---|---|"
    for name in found[0]:
        values = [one[name] for one in found]
        digits = 1 if abs(fmean(values)) < 100 else 0
        low, mean, high = (f"{x:,.{digits}f}" for x in (min(values), fmean(values), max(values)))
        yield f"| {name} | {mean} | {low} to {high} | {CLAIMED.get(name, '')} |"


def main() -> None:
    """Play the seeds in two processes and write the page."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    resolution = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    with ProcessPoolExecutor(max_workers=2) as pool:
        found = list(pool.map(play, range(1, seeds + 1), [resolution] * seeds))
    out = Path(__file__).parents[1] / "docs" / "shape.md"
    out.write_text("\n".join(page(found, resolution)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

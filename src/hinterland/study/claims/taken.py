"""How a claim's figure is taken from a run: which figure of its days, in which unit, of which whole, beside what."""

from pathlib import Path
from typing import NamedTuple

from hinterland.core.fault import Fault, parted
from hinterland.evidence.model import Claim
from hinterland.evidence.units import EVERY, unit_of
from hinterland.evidence.wanted import Wanted
from hinterland.study.claims.counted import usual_take
from hinterland.study.measurement.measure import Measure, apart, convert, parts
from hinterland.study.measurement.measure import find as measure
from hinterland.study.scenarios.scenario_files import load, names
from hinterland.theatre.assemble import Theatre

PURE = ("ratio", "1")
"""Units of one figure over another of its own unit."""


class Taken(NamedTuple):
    """How days are taken together (see `Indicator`), what a unit of the claim is in that of the run, and that unit."""

    take: str
    scale: float
    unit: str


def taken_of(claim: Claim, m: Measure, wanted: Wanted, days: int) -> Taken:
    """Return how the figure of a claim is taken over so many days; raise `Fault` where unit or `take` does not fit."""
    if wanted.of or (m.under and " / " in m.name):
        unit, scale, every = *_of_quotient(claim.unit, [] if wanted.of else _sides(m)), ""
    else:
        unit = m.unit or _one_unit(m.over)
        compared = convert(claim.unit, unit)
        if compared is None:
            raise _fault(apart(claim.unit, unit))
        scale, every = compared
    if every and m.kind != "flow":
        raise _fault(f"{m.name} is a {m.kind} and has no rate a {every}")
    take = _chosen(m, wanted.take, every) if wanted.take else usual_take(claim, m, days, bool(every))
    return Taken(take, scale / EVERY[every] if every else scale, unit)


def whole_of(part: str, whole: str, m: Measure, theatre: Theatre) -> str:
    """Return the larger region of a claim of a share; raise `Fault` where it does not contain that of the claim."""
    if m.kind not in ("flow", "stock"):
        raise Fault(None, 0, f"{m.name} is a {m.kind}, which does not add up over land", "leave `of` empty")
    regions = theatre.regions
    if (regions.mask(part) & ~regions.mask(whole)).any():
        raise Fault(None, 0, "its region does not lie in that of `of`", "name a larger region in `of`")
    return whole


def scenario_without(name: str, folder: Path | None) -> str:
    """Return a scenario by name, or the path of its file; raise `Fault` where there is none."""
    known = name in names()
    asked = name if known or folder is None or not name.endswith(".toml") else str(folder / name)
    try:
        load(asked)
    except Fault as fault:
        raise Fault(fault.path, fault.line, fault.message, fault.remedy.partition("; there are")[0]) from None
    return asked


def _chosen(m: Measure, take: str, every: str) -> str:
    """Return how the days are taken together as the file asks; raise `Fault` where the quantity has no such figure."""
    if take == "sum" and (m.kind != "flow" or every):
        what = f"{m.name} is a {m.kind}, which" if m.kind != "flow" else f"a rate a {every}"
        raise Fault(None, 0, f"{what} has no sum over days", "write mean or max into `take`, or leave it empty")
    if take == "night" and m.kind != "flow":
        raise Fault(None, 0, f"{m.name} is a {m.kind}, of which a night makes nothing", "write max, first or last")
    if every not in ("", "day") and take not in ("mean", "sum"):
        raise Fault(None, 0, f"a single day has no rate a {every}", "give the unit without it, or write mean")
    if take == "mean":
        return {"flow": "rate", "ratio": "ratio"}.get(m.kind, "mean")
    return "max" if take == "night" else take


def _of_quotient(unit: str, sides: list[str]) -> tuple[str, float]:
    """Return the unit of one figure over another, and what one unit of the claim is in it.

    Raises `Fault` for a unit that is none.
    """
    whole = unit_of(unit)
    alike = len(set(sides)) <= 1
    if alike and whole.thing == "percent" and not whole.every:
        return "ratio", whole.times / 100.0
    named = "/".join(sides) if not alike else "percent"
    if unit.strip() in (*PURE, named):
        return named if not alike else "ratio", 1.0
    raise Fault(None, 0, f"{unit} is no unit of one figure over another", f"write {named} or ratio into unit")


def _sides(m: Measure) -> list[str]:
    return [_one_unit(names) for names in (m.over, m.under)]


def _one_unit(names: tuple[str, ...]) -> str:
    """Return the unit of quantities that are added up; raise `Fault` where they differ."""
    found = {name: made.unit for name in names for part in parts(name) if (made := measure(part))}
    if len(set(found.values())) > 1:
        units = " and ".join(f"{name} in {unit}" for name, unit in found.items())
        raise Fault(None, 0, f"quantities of two units are added up: {units}", "add up what is counted alike")
    return next(iter(found.values()), "")


def _fault(reason: str) -> Fault:
    return Fault(None, 0, *parted(reason, "change the claim, or leave it out"))

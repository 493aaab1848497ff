"""The numbers of a claim with their unit: whether they rise, what they count, and what is not clear in them."""

from collections.abc import Callable
from typing import NamedTuple

from hinterland.evidence.model import FREE
from hinterland.evidence.numerals import THOUSANDS_POINT
from hinterland.evidence.registry import Quantity, plural
from hinterland.evidence.units import unit_of, unsure

Wrong = Callable[[str, str], None]
"""Notes what is wrong, or what to beware of, with the remedy."""
NUMBERS = ("low", "best", "high")


class Note(NamedTuple):
    """How the line of a claim is noted: as a fault, or as a caution."""

    wrong: Wrong
    caution: Wrong


def check_numbers(given: dict[str, str], numbers: list[float | None], measured: Quantity | None, note: Note) -> None:
    """Check that low, best and high rise, and that numbers have a unit and a meaning; complete the unit."""
    some = [n for n in numbers if n is not None]
    if some:
        _complete_unit(given, max(some), measured, note)
    elif not given["unit"] and measured:
        given["unit"] = measured.unit
    if some != sorted(some):
        least, most = (f"{n:g}" for n in (min(some), max(some)))
        note.wrong(f"low, best and high do not rise, from {least} to {most}", "put them in this order")
    if some and given["unit"]:
        _check_meaning(given, numbers, note)
    if not some and given["kind"] in FREE and not given["note"]:
        note.wrong("the claim says nothing", "put into note, in your own words, what is claimed")


def _complete_unit(given: dict[str, str], most: float, measured: Quantity | None, note: Note) -> None:
    """Take the unit that a claim leaves out from its quantity, or ask for it where it may be one of several."""
    unit = given["unit"]
    if not unit and measured and unit_of(measured.unit).thing == "percent":
        message = "a share stands without its unit"
        if most > 1:
            note.wrong(message, "write percent into unit")
        else:
            rule = f"write percent ({most:g} of a hundred) or share ({most:g} of one, {100 * most:g} percent) into unit"
            note.wrong(message, rule)
        return
    if not unit and not measured:
        note.wrong("a number stands without its unit", "name what is counted, such as person, km2 or percent")
    elif not unit and measured:
        given["unit"] = measured.unit
        note.caution(
            f"no unit is given, and {measured.unit} is taken", f"write into unit what is counted of {measured.name}"
        )
    elif not unit_of(unit).thing:
        if measured is None or unit_of(measured.unit).thing in ("percent", "ratio"):
            note.wrong(f"the unit {unit!r} does not say what is counted", "write it behind, such as thousand person")
            return
        given["unit"] = f"{unit} {measured.unit}"
        message = f"{most:g} {unit} is read as {most:g} {unit} {plural(measured.unit)}"
        note.caution(message, "write what is counted behind it")
    own = measured is not None and given["unit"] == measured.unit
    if not own and (rule := unsure(given["unit"])):
        note.wrong(f"the unit {given['unit']!r} is not clear", rule)


def _check_meaning(given: dict[str, str], numbers: list[float | None], note: Note) -> None:
    """Check that a share is no more than the whole, and that what is counted is whole."""
    unit = unit_of(given["unit"])
    most = max(n for n in numbers if n is not None)
    if unit.thing == "percent" and most * unit.times > 100:
        remedy = "give a share from 0 to 1, or write percent" if unit.times == 100 else "give a share from 0 to 100"
        note.wrong(f"{most:g} {given['unit']} is more than the whole", f"{remedy}, or another unit")
    for column, value in zip(NUMBERS, numbers, strict=True):
        text = given[column]
        grouped, joined = THOUSANDS_POINT.fullmatch(text), text.replace(".", "")
        if value is None:
            continue
        if grouped and unit.counts and unit.times == 1:
            remedy = f"what is counted is whole; perhaps {joined} (a point between thousands?)"
            note.wrong(f"{column} is {text} {given['unit']}", remedy)
        elif grouped and not unit.counts and unit.thing not in ("percent", "ratio"):
            note.caution(f"{column} {text} is read as {value:g}", f"write {joined} if the point parts thousands")
        elif unit.counts and not _whole(value * unit.times):
            note.caution(f"{column} is {text} {given['unit']}, and what is counted is whole", "look the figure up")


def _whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-6

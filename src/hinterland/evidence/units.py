"""Units as people write them: which unit of `units.csv` is meant, what it is worth, and which may be more than one."""

import difflib
import functools
import re
from typing import NamedTuple

from hinterland.evidence.registry import units

PREFIXES = {"thousand": 1e3, "million": 1e6, "hundred": 1e2, "dozen": 12.0}
SIZES = {
    "tonne": ("t", 1.0), "metric ton": ("t", 1.0), "metric tonne": ("t", 1.0), "t": ("t", 1.0),
    "kg": ("t", 1e-3), "kilogram": ("t", 1e-3), "kilogramme": ("t", 1e-3), "short ton": ("t", 0.90718474),
    "long ton": ("t", 1.0160469088), "km2": ("km2", 1.0), "ha": ("km2", 0.01), "hectare": ("km2", 0.01),
    "hour": ("h", 1.0), "h": ("h", 1.0), "hr": ("h", 1.0), "percent": ("percent", 1.0), "share": ("percent", 100.0),
    "permille": ("percent", 0.1), "people": ("person", 1.0), "person": ("person", 1.0), "men": ("person", 1.0),
    "man": ("person", 1.0), "fighter": ("person", 1.0), "soldier": ("person", 1.0), "partisan": ("person", 1.0),
    "civilian": ("person", 1.0), "inhabitant": ("person", 1.0), "blast": ("attack", 1.0),
    "operation": ("expedition", 1.0), "ratio": ("ratio", 1.0), "1": ("1", 1.0), "kilometre": ("km", 1.0),
    "kilometer": ("km", 1.0), "metre": ("m", 1.0), "meter": ("m", 1.0),
}  # fmt: skip
"""Units by their name in small letters and the singular: the unit that they are turned into, and what one is of it."""
UNSURE = {
    "ton": "a ton may be short, long or metric; write tonnes (metric), short tons or long tons",
    "centner": "a centner may be 50 or 100 kg; write kg or tonnes",
    "cwt": "a hundredweight may be 45, 50 or 51 kg; write kg or tonnes",
    "k": "k may be a thousand or another unit; write thousand and what is counted",
    "m": "m may be metres, men or million; write which",
    "sq mile": "write km2",
}
EVERY = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
RATES = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "d": "day", "24h": "day"}


class Unit(NamedTuple):
    """A unit: the unit it is turned into, what one is of it, and the time that it is a rate over, if any.

    A unit with no thing is a multiple alone, such as thousand.
    """

    thing: str
    times: float
    every: str

    @property
    def counts(self) -> bool:
        """Whether it counts what is whole, so that no fraction of one can be meant."""
        known = units().get(self.thing)
        return known is not None and known.whole == "yes" and not self.every


@functools.lru_cache(1024)
def unit_of(text: str) -> Unit:
    """Return the unit that a text means; one that is not known means itself."""
    thing, every = _rate(_plain(text))
    times = 1.0
    first, _, rest = thing.partition(" ")
    multiple = PREFIXES.get(_one(first))
    if multiple:
        times, thing = multiple, rest.removeprefix("of ").strip()
    name, size = SIZES.get(_one(thing), (_one(thing), 1.0))
    return Unit(name, times * size, every)


@functools.lru_cache(1024)
def unsure(text: str) -> str:
    """Return why a unit may mean more than one thing and what to write, or nothing."""
    thing, _ = _rate(_plain(text))
    first, _, rest = thing.partition(" ")
    if PREFIXES.get(_one(first)):
        thing = rest.removeprefix("of ")
    return UNSURE.get(_one(thing), "")


def near(text: str, wanted: str) -> str:
    """Return the unit that a text that does not compare may be a slip of, or nothing."""
    known = [*SIZES, wanted]
    close = difflib.get_close_matches(unit_of(text).thing, known, 1, 0.75)
    return close[0] if close and close[0] != unit_of(text).thing else ""


def _plain(text: str) -> str:
    """Return a unit in small letters with one form of its signs."""
    word = re.sub(r"\s+", " ", text.strip().casefold())
    word = re.sub(r"\bper ?cents?\b|\bpct\b\.?|\bpercents\b|\bpercentages?\b|^%$|\bp\. ?c\.", "percent", word)
    word = re.sub(r"^per ?mill?e$|^‰$", "permille", word)
    word = word.replace("²", "2").replace("^2", "2")
    word = re.sub(r"\b(sq|square)\b\.? ?(km|kms|kilomet(re|er)s?)\b\.?|\bkm ?2|\bqkm\b", "km2", word)
    word = re.sub(r"\b(sq|square)\b\.? ?miles?\b", "sq mile", word)
    word = re.sub(r"^(hrs|hr|kg|km|t|h)\.$", r"\1", word)
    return re.sub(r"^(fraction|proportion)s?$", "share", word)


def _rate(word: str) -> tuple[str, str]:
    """Return what is counted, and the time over which a rate is counted."""
    found = re.fullmatch(r"(.+?)\s*(?:/|\bper\b|\ba\b|\ban\b|\beach\b)\s*(\w+)", word)
    if found and RATES.get(found[2], found[2]) in EVERY:
        return found[1].strip(), RATES.get(found[2], found[2])
    thing, _, last = word.rpartition(" ")
    return (thing, RATES[last]) if thing and last in RATES else (word, "")


def _one(word: str) -> str:
    """Return a word in the singular."""
    if word in SIZES or word in units():
        return word
    return _plurals().get(word) or (word[:-1] if word.endswith("s") and len(word) > 2 else word)


@functools.cache
def _plurals() -> dict[str, str]:
    """Return every unit by its plural."""
    return {one.plural.casefold(): name for name, one in units().items()}

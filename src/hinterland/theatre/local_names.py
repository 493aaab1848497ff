"""Names of places, in `local_names.csv`: the name by the rule of the theatre, and what its languages called the place.

The rule (`theatre/README.md`): a place has the name that it had in June 1941 under the state that then ruled it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from hinterland.core.once import once
from hinterland.core.paths import THEATRE
from hinterland.theatre.csv_table import read

LANGUAGES = {
    "be": "Belarusian",
    "uk": "Ukrainian",
    "ru": "Russian",
    "pl": "Polish",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "et": "Estonian",
    "fi": "Finnish",
    "ro": "Romanian",
    "yi": "Yiddish",
}
"""The languages of the land by their codes in ISO 639-1, each with its name in English."""


class Place(NamedTuple):
    """A place: `name` by the rule, its oblast, and `names` by language where they are known, in their own scripts.

    `verified` says how the names by language are known; it is empty where there is none.
    """

    id: str
    name: str
    oblast: str
    names: Mapping[str, str]
    verified: str


class Gazetteer:
    """The places of the table, found by their id, or by their name by the rule."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        """Take the places."""
        self.places = places
        self.by_id = {place.id: place for place in places}
        self._by_name: dict[str, list[Place]] = {}
        for place in places:
            self._by_name.setdefault(place.name, []).append(place)

    def named(self, name: str, oblast: str) -> Place | None:
        """Return the place of a name by the rule: the one in the oblast, else the only one of the name, else None."""
        found = self._by_name.get(name, [])
        here = [place for place in found if place.oblast == oblast]
        for those in (here, found):
            if len(those) == 1:
                return those[0]
        return None


def read_places(folder: Path = THEATRE) -> Gazetteer:
    """Return the places of `local_names.csv`; raise `Fault` on the first row out of order."""
    made: dict[str, Place] = {}
    columns = ("id", "name", "oblast", *LANGUAGES, "verified")
    for line in read(folder, "local_names.csv", " ".join(columns)):
        names = {code: line.text(code) for code in LANGUAGES if line.text(code)}
        place = Place(line.text("id"), line.text("name"), line.text("oblast"), names, line.text("verified"))
        if place.id in made or not place.name:
            raise line.fault(f"the id {place.id!r} stands twice, or has no name", "give every place an id and a name")
        if bool(names) != bool(place.verified):
            raise line.fault(
                f"{place.name} does not say how its names are known", "fill in verified, or leave both out"
            )
        made[place.id] = place
    return Gazetteer(tuple(made.values()))


@once()
def gazetteer() -> Gazetteer:
    """Return the places of the theatre, read once."""
    return read_places()

"""Names that a user gives: found whatever their spelling, or refused as unknown, with the nearest that are known.

Every command and every call that takes a name looks it up here, so there is one rule. A name is taken as it is written,
or else by its plain spelling (see `spelling`), or by another name that means the same (Belorussia, Belarus), or, for
names of places and people, by how it sounds. What could mean two things is refused, with both.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping

from hinterland.core.fault import Fault
from hinterland.core.given import shown
from hinterland.core.spelling import plain, sound

NEAR = 0.6
"""How much of two spellings must agree before one is held out for the other."""
CHOICES = 3
"""Names that are held out at most."""
SHORTEST = 4
"""Letters below which how a name sounds says too little."""


def alike(one: str, two: str) -> bool:
    """Whether two names are spelled alike, without regard to case and signs."""
    return plain(one) == plain(two)


class Names:
    """The known names of one kind: `kind` is the word for it in a fault, `known` the names in order of preference.

    `other` gives further names and what each means: one name that is known, or several of which the user must choose.
    `by_sound` is for names of places and people. `instead` is the remedy where nothing is near. `same` says whether
    two known names are one thing; without it they are where they are spelled alike.
    """

    def __init__(
        self,
        kind: str,
        known: Iterable[str],
        *,
        other: Mapping[str, tuple[str, ...]] | None = None,
        by_sound: bool = False,
        instead: str = "",
        same: Callable[[str, str], bool] | None = None,
    ) -> None:
        """Make the names ready to be asked for."""
        self.kind, self.known, self.instead, self.by_sound = kind, tuple(dict.fromkeys(known)), instead, by_sound
        self.same = same or alike
        self._exact = frozenset(self.known)
        self._plain: dict[str, list[str]] = {}
        self._written: dict[str, list[str]] = {}
        self._other: dict[str, list[str]] = {}
        self._sound: dict[str, list[str]] = {}
        self._other_sound: dict[str, list[str]] = {}
        for name in self.known:
            _note(self._plain, plain(name), name)
        for name, means in (other or {}).items():
            for one in means:
                _note(self._written, name.casefold(), one)
                _note(self._other, plain(name), one)
        for spelled, sounded in ((self._plain, self._sound), (self._other, self._other_sound)) if by_sound else ():
            for name, several in spelled.items():
                for one in several:
                    _note(sounded, sound(name), one)

    def __repr__(self) -> str:
        """Say of what kind the names are, and how many."""
        return f"<Names of {self.kind}: {len(self.known)}>"

    def meant(self, asked: str) -> list[str]:
        """Return the known names that a name can mean: none, one, or several of which the user must choose."""
        if asked in self._exact:
            return [asked]
        # Letter for letter first: in another script the short name of one republic (УССР) can look like another (USSR).
        key, written = plain(asked), asked.strip().casefold()
        found = self._written.get(written, []) if written != key else []
        found = found or self._plain.get(key) or self._other.get(key) or []
        if not found and self.by_sound and len(key) >= SHORTEST:
            found = self._sound.get(sound(asked)) or self._other_sound.get(sound(asked), [])
        alike = all(self.same(found[0], one) for one in found[1:])
        return found[:1] if alike else found

    def find(self, asked: object) -> str:
        """Return the known name that is meant; raise `Fault` for none, for several, and for what is no text."""
        if not isinstance(asked, str):
            raise Fault(None, 0, f"the {self.kind} {shown(asked)} is not a name", "give one name as text")
        found = self.meant(asked)
        if not found:
            raise self.unknown(asked)
        if len(found) > 1:
            choice = " or ".join(found)
            raise Fault(None, 0, f"the {self.kind} {asked!r} can mean more than one", f"give {choice}")
        return found[0]

    def near(self, asked: str) -> list[str]:
        """Return the known names that are most like a name, the most like first."""
        spelled: dict[str, list[str]] = {**self._other, **self._plain}
        key, found = plain(asked), list[str]()
        keys = difflib.get_close_matches(key, spelled, 2 * CHOICES, NEAR)
        if self.by_sound:
            keys += [k for k in spelled if len(key) >= SHORTEST and sound(k) == sound(asked)]
        keys += [k for k in spelled if len(key) >= SHORTEST and set(key.split()) <= set(k.split())]
        for one in (one for k in keys for one in spelled[k]):
            if not any(plain(one) == plain(other) for other in found):
                found.append(one)
        return found[:CHOICES]

    def unknown(self, asked: str) -> Fault:
        """Return the fault of a name that nothing bears, with the nearest that something does."""
        if not asked.strip():
            return Fault(None, 0, f"the name of the {self.kind} is empty", self.instead or self._some())
        near = self.near(asked)
        remedy = "perhaps you mean " + " or ".join(near) if near else self.instead or self._some()
        return Fault(None, 0, f"there is no {self.kind} {shown(asked)}", remedy)

    def _some(self) -> str:
        """Return a remedy that names what there is."""
        some = ", ".join(self.known[: 4 * CHOICES])
        return f"give one of {some}" + (" ..." if len(self.known) > 4 * CHOICES else "")


def nearest(asked: str, known: Iterable[str]) -> list[str]:
    """Return the known names that are most like a name, the most like first, `CHOICES` at most."""
    return Names("", known).near(asked)


def read_as(asked: str, name: str) -> str:
    """Return in words that a name was read as another; nothing where it is that very name."""
    return "" if asked.strip() == name else f"{asked.strip()} is read as {name}"


def _note(spelled: dict[str, list[str]], key: str, name: str) -> None:
    if name not in spelled.setdefault(key, []):
        spelled[key].append(name)

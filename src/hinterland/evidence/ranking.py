"""Which quantities fit some words best, by their names, their older names and their meanings."""

import functools
from collections.abc import Iterable, Mapping

from hinterland.core.spelling import plain
from hinterland.evidence.registry import Quantity

SHOWN = 5
"""Quantities that are offered at most."""
SMALL = {"a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "who", "with"}
"""Words that say nothing about a quantity."""
ENDINGS = ("ings", "ing", "ied", "ies", "ed", "es", "e", "s")
"""Endings that are left off, the longest first, so that one word in several forms is one."""
SHORTEST = 3
"""Letters that must be left of a word."""
ALIKE = {
    "burnt": "burned", "casualties": "losses", "crop": "harvest", "crops": "harvest", "death": "dead",
    "deportation": "deported", "deportations": "deported", "died": "dead", "flights": "sorties",
    "ghettos": "ghetto", "ground": "land", "area": "land", "territory": "land", "hid": "hiding", "hidden": "hiding",
    "fallen": "dead", "internees": "interned", "jewish": "jews", "jew": "jews", "killed": "dead", "labor": "labour",
    "massacre": "murdered", "massacres": "murdered", "murder": "murdered", "newspapers": "papers",
    "pow": "prisoners", "pows": "prisoners", "press": "presses", "recruits": "joined", "recruited": "joined",
    "tracks": "rails", "wires": "telegraph",
}  # fmt: skip
"""Other words for what names and meanings say."""
THE_DEAD = {
    "reprisals": ("civilians.killed_in_reprisals", "civilians.killed", "villages.burned", "civilians.killed_hostages"),
    "murdered": ("jews.murdered", "civilians.killed", "expeditions.jews_killed", "villages.burned_with_people"),
    "hostages": ("civilians.hostages", "civilians.killed_hostages"),
    "villages burned": ("villages.burned", "villages.burned_with_people", "villages.burned_by_partisans"),
    "shot": ("civilians.killed", "jews.murdered", "expeditions.suspects_killed", "partisans.executed"),
    "executed": ("partisans.executed", "civilians.killed", "civilians.killed_hostages"),
    "victims": ("civilians.killed", "jews.murdered", "civilians.killed_by_partisans", "villages.burned"),
    "genocide": ("jews.murdered", "jews.confined", "jews.escaped", "jews.hiding"),
}
"""Common words about the dead, and the quantities that stand first for them: people, before acts and reports."""
NOUN, NAMED, OLDER, MEANT = 5, 4, 2, 1
"""How much a word counts that is the noun before the point, or stands in the name, an older name or the meaning."""


def ranked(asked: str, known: Iterable[Quantity], claims: Mapping[str, int]) -> list[Quantity]:
    """Return the quantities that words fit, the best first, `SHOWN` at most; none where most of the words fit none.

    For a word about the dead alone, its quantities of `THE_DEAD` come before all others. Else a quantity with more of
    the words comes first, then one that bears them in its name, then one whose name says less beside them, then one
    with more claims; `claims` says how many each has.
    """
    sought, found = _roots(asked), []
    by_name = {q.name: q for q in known}
    for q in by_name.values():
        named = _roots(q.name)
        places = ((NOUN, q.name.partition(".")[0]), (NAMED, q.name), (OLDER, " ".join(q.aliases)), (MEANT, q.meaning))
        fit = {word: weight for weight, text in reversed(places) for word in sought & _roots(text)}
        if 2 * len(fit) > len(sought):
            found.append(((-len(fit), -sum(fit.values()), len(named - sought), -claims.get(q.name, 0)), q))
    most = min((order[0] for order, _ in found), default=0)
    best = [q for _, q in sorted((one for one in found if one[0][0] == most), key=lambda one: one[0])]
    first = [by_name[name] for name in _of_the_dead(sought) if name in by_name]
    return list(dict.fromkeys((*first, *best)))[:SHOWN]


def _of_the_dead(sought: frozenset[str]) -> tuple[str, ...]:
    """Return the quantities that stand first for words, where they are a word about the dead and nothing more."""
    return next((names for words, names in THE_DEAD.items() if sought == _roots(words)), ())


def in_names(asked: str, known: Iterable[Quantity]) -> bool:
    """Return whether a quantity bears all the words in its name."""
    return any(_roots(asked) <= _roots(q.name) for q in known)


@functools.cache
def _roots(text: str) -> frozenset[str]:
    """Return the words of a text without their endings, and words that mean the same as one."""
    return frozenset(_root(ALIKE.get(word, word)) for word in plain(text).split()) - SMALL


def _root(word: str) -> str:
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word.removesuffix(ending)
    return word

"""Liberation: the front comes back, and most of the forest goes into the Army."""

from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array, f8, param, per
from hinterland.core.jit import daily
from hinterland.core.journal import Kind, note

LIBERATION = np.int64(Kind.liberation)


class Disposal(NamedTuple):
    """Where partisans went when the front had passed them."""

    to_army: Array = per("cell", f8, "person", "Partisans taken into the Army today", daily=True)
    to_home: Array = per("cell", f8, "person", "Partisans sent home or to rebuild today", daily=True)


class DisposalRules(NamedTuple):
    """What becomes of partisans at liberation."""

    army: float = param(0.78, "1", (0.3, 1), "Share of fit partisans taken into the Army", "S451", "S457")


@daily
def step(disposal, detachments, people, stores, journal, outside, rules, today):
    """Detachments that find themselves on free ground are disbanded; the empty rows fade before the day is out."""
    for i in range(detachments.used[0]):
        if detachments.alive[i] == 0:
            continue
        c = detachments.cell[i]
        if outside.occupied[c] == 1 or detachments.base[i] >= 0:
            continue
        men = detachments.men[i]
        army = float(int(rules.army * men))
        home = men - army + detachments.wounded[i]
        people.army[c] += army
        people.rural[c] += home
        disposal.to_army[c] += army
        disposal.to_home[c] += home
        detachments.here[c] -= men
        stores.scattered[c] += detachments.rifles[i]
        stores.explosive_used[c] += detachments.explosive[i]
        people.food[c] += detachments.food[i]
        detachments.people[i, :] = 0.0
        detachments.men[i] = 0.0
        detachments.wounded[i] = 0.0
        detachments.rifles[i] = 0.0
        detachments.explosive[i] = 0.0
        detachments.food[i] = 0.0
        detachments.known[i] = 0.0
        note(journal, LIBERATION, c, i, -1, army, home, army, 0.0)
    for c in range(people.stragglers.size):
        if outside.occupied[c] == 0 and people.stragglers[c] > 0.0:
            people.army[c] += people.stragglers[c]
            people.stragglers[c] = 0.0

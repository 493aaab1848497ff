"""Composition returns: who stands on the lists of Soviet staffs, by origin and kind, with their rifles and wounded.

A detachment on the lists counts there as strong as it last said, and its people by origin, sex and nationality in the
parts in which they are. One that never reported is not listed. Of the rifles and the wounded of a detachment, and of
the people in a camp that it protects, staffs know while it is in contact. Lists do not change the war.
"""

from typing import NamedTuple

from hinterland.core.calendar import SATURDAY
from hinterland.core.declare import Array, f8, per
from hinterland.core.jit import kernel, weekly
from hinterland.core.membership import living
from hinterland.core.nationality import COLUMNS
from hinterland.core.origin import ORIGINS
from hinterland.core.stock import held


class State(NamedTuple):
    """People and rifles on the lists of Soviet staffs."""

    by_origin: Array = per(
        "atom", f8, "person", "Partisans on the lists: stragglers, cadres, local people, defectors", wide=ORIGINS
    )
    by_kind: Array = per(
        "atom",
        f8,
        "person",
        "On the lists: women; Jews, Poles, Belarusians, Russians, Ukrainians, others",
        wide=COLUMNS,
    )
    rifles: Array = per("atom", f8, "rifle", "Rifles of detachments in contact")
    wounded: Array = per("atom", f8, "person", "Wounded of detachments in contact")
    protected: Array = per("atom", f8, "person", "People of family camps whose detachment is in contact")


@weekly(SATURDAY)
def count(composition_returns, detachments, composition, family_camps, land, today):
    """Write the lists anew."""
    composition_returns.by_origin[:] = 0.0
    composition_returns.by_kind[:] = 0.0
    composition_returns.rifles[:] = 0.0
    composition_returns.wounded[:] = 0.0
    composition_returns.protected[:] = 0.0
    for i in living(detachments):
        if detachments.alive[i] == 1:
            count_detachment(composition_returns, detachments, composition, land, i)
    for c in range(family_camps.camp_exists.size):
        i = family_camps.protecting_detachment[c]
        if family_camps.camp_exists[c] == 1 and i >= 0 and detachments.alive[i] == 1 and detachments.contact[i] == 1:
            composition_returns.protected[land.atom[c]] += family_camps.jews[c] + family_camps.villagers[c]


@kernel
def count_detachment(composition_returns, detachments, composition, land, i):
    """List the people of one detachment."""
    a = land.atom[detachments.cell[i]]
    if detachments.contact[i] == 1:
        composition_returns.rifles[a] += detachments.rifles[i]
        composition_returns.wounded[a] += detachments.wounded[i]
    people = held(detachments.people, i)
    if people <= 0.0:
        return
    said_of_one = detachments.reported_strength[i] / people
    for k in range(detachments.people.shape[1]):
        composition_returns.by_origin[a, k] += said_of_one * detachments.people[i, k]
    for k in range(composition.people.shape[1]):
        composition_returns.by_kind[a, k] += said_of_one * composition.people[i, k]

"""Checks of a run: the laws of conservation that must hold every day."""

import numpy as np

from hinterland.engine.world import World


class LawBrokenError(AssertionError):
    """A law of the model does not hold: a fault of ours, not of the user."""


PEOPLE = {
    "population": "rural urban stragglers prisoners evacuated conscripted deported "
    "civilians_killed partisans_dead red_army",
    "recruitment": "organised forming",
    "reserves": "waiting",
    "detachments": "people wounded",
    "dispersal": "people",
    "security": "police police_fallen",
    "forces": "native_men native_fallen",
    "collaboration": "officials village_guards",
    "terror": "victims guard_fallen executed",
    "defection": "executed",
    "reprisals": "hostages",
    "national_movements": "strength fallen",
    "quarrels": "civilians_killed",
    "village_burnings": "civilians_killed",
    "underground": "stay_behind members executed",
    "persecution": "confined murdered died_in_hiding in_hiding",
    "murder_of_the_jews": "in_transit taken_out",
    "family_camps": "jews villagers died",
    "demobilisation": "in_filtration arrested in_hospital",
    "abroad": "armed_off_map",
    "uprisings": "insurgents fallen taken",
    "border_raids": "men_across",
    "raid_attacks": "civilians_killed",
    "internment": "interned dead",
}
"""Every account in which people are, by group: everyone is in just one of them."""


def people_of(w: World) -> float:
    """Return everyone, the living and the dead, in all their accounts, less those brought from abroad."""
    total = sum(getattr(getattr(w, group), name).sum() for group, names in PEOPLE.items() for name in names.split())
    return float(total - w.murder_of_the_jews.brought.sum())


def rifles_of(w: World) -> float:
    """Return every rifle in the forest, the fields, in depots or lost, less those won or hidden in 1939."""
    s = w.supply
    return float(
        w.detachments.rifles.sum()
        + w.dispersal.rifles.sum()
        + w.national_movements.rifles.sum()
        + s.scattered.sum()
        + s.lost.sum()
        + s.moscow_rifles.sum()
        - s.captured.sum()
        - w.national_movements.rifles_acquired.sum()
    )


def explosives_of(w: World) -> float:
    """Return all explosives held, used and in depots, in kg, less those melted out of shells."""
    s = w.supply
    return float(
        w.detachments.explosive.sum() + s.explosive_used.sum() + s.moscow_explosive.sum() - s.explosive_found.sum()
    )


def food_of(w: World) -> float:
    """Return all grain of villages and camps, eaten, taken, spoilt and burned, in tonnes, less what was grown."""
    p, o = w.population, w.requisition
    gone = p.grain_eaten.sum() + p.grain_taken.sum() + o.spoilt.sum() + o.burned.sum()
    return float(p.food.sum() + w.caches.food.sum() + w.detachments.food.sum() + gone - p.grain_harvested.sum())


def locomotives_of(w: World) -> float:
    """Return all locomotives in service, in repair or destroyed, less those supplied."""
    e = w.rolling_stock
    return float(e.in_service.sum() + e.in_repair.sum() + e.destroyed_in_total.sum() - e.supplied_in_total.sum())


LAWS = {
    "people": people_of,
    "rifles": rifles_of,
    "explosives": explosives_of,
    "food": food_of,
    "locomotives": locomotives_of,
}


REFUSED = "refused"
"""Field of a state, one for the world, that counts what found no room in a table of fixed size."""


def full_tables(world: World) -> list[str]:
    """Return, for every table of fixed size that ran full, what it turned away since the war began."""
    return [
        f"the table of {name.partition('.')[0].replace('_', ' ')} had no room for {float(values[0]):,.0f}"
        for name, _, values in world.arrays()
        if name.endswith(f".{REFUSED}") and values[0] > 0.0
    ]


class Watch:
    """Remembers the totals of the first day and checks every later one against them."""

    def __init__(self, world: World) -> None:
        """Take the totals that must be kept."""
        self.first = {name: law(world) for name, law in LAWS.items()}

    def check(self, world: World, day: int) -> None:
        """Raise `LawBrokenError` where a total has moved, a table is full, or a number is negative or none."""
        for name, law in LAWS.items():
            now = law(world)
            if abs(now - self.first[name]) > 1e-12 * abs(self.first[name]) + 1e-6:
                raise LawBrokenError(f"day {day}: {name} are not conserved: {self.first[name]!r} became {now!r}")
        if full := full_tables(world):
            raise LawBrokenError(f"day {day}: {' and '.join(full)}")
        for name, spec, values in world.arrays():
            if np.issubdtype(values.dtype, np.floating):
                if not np.isfinite(values).all():
                    raise LawBrokenError(f"day {day}: {name} holds a number that is none")
                if not spec.signed and values.min(initial=0.0) < -1e-9:
                    raise LawBrokenError(f"day {day}: {name} is negative: {values.min()}")

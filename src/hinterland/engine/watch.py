"""The watch kept over a run: the laws that must hold every day, whatever the war does."""

from typing import Any

import numpy as np

from hinterland.core.declare import specs
from hinterland.engine.world import World


class LawBrokenError(AssertionError):
    """A law of the model does not hold: a fault of ours, not of the user."""


def people_of(w: World) -> float:
    """Return everyone: civilians, stragglers, called up, deported, evacuated, dead, partisans, police, the Red Army."""
    p = w.people
    accounts = (
        p.rural,
        p.urban,
        p.stragglers,
        p.prisoners,
        p.evacuated,
        p.army,
        p.deported,
        p.dead,
        p.fallen,
        p.red_army,
    )
    forest = (
        w.detachments.people.sum() + w.detachments.wounded.sum() + w.recruits.organised.sum() + w.recruits.forming.sum()
    )
    risen = w.abroad.gone.sum() + w.abroad.insurgents.sum() + w.abroad.fallen.sum() + w.abroad.taken.sum()
    across = w.forays.out.sum() + w.internment.interned.sum() + w.internment.dead.sum() + w.forays.civilians.sum()
    police = w.security.police.sum() + w.security.police_fallen.sum()
    return float(sum(a.sum() for a in accounts) + forest + police + risen + across)


def rifles_of(w: World) -> float:
    """Return every rifle in the forest, in the fields, in depots or lost, less those taken from the enemy."""
    s = w.stores
    return float(
        w.detachments.rifles.sum() + s.scattered.sum() + s.lost.sum() + s.moscow_rifles.sum() - s.captured.sum()
    )


def explosives_of(w: World) -> float:
    """Return all explosives held, used and in depots, in kg, less those melted out of shells."""
    s = w.stores
    return float(
        w.detachments.explosive.sum() + s.explosive_used.sum() + s.moscow_explosive.sum() - s.explosive_found.sum()
    )


def food_of(w: World) -> float:
    """Return all grain in barns and camps, eaten and taken, in tonnes, less what was grown."""
    p = w.people
    return float(
        p.food.sum() + w.caches.laid.sum() + w.detachments.food.sum() + p.eaten.sum() + p.taken.sum() - p.grown.sum()
    )


LAWS = {"people": people_of, "rifles": rifles_of, "explosives": explosives_of, "food": food_of}


class Watch:
    """Remembers the totals of the first day and checks every later one against them."""

    def __init__(self, world: World) -> None:
        """Take the totals that must be kept."""
        self.first = {name: law(world) for name, law in LAWS.items()}

    def check(self, world: World, day: int) -> None:
        """Raise `LawBrokenError` where a total has moved, a stock is negative or a number is not one."""
        for name, law in LAWS.items():
            now = law(world)
            if abs(now - self.first[name]) > 1e-12 * abs(self.first[name]) + 1e-6:
                raise LawBrokenError(f"day {day}: {name} are not conserved: {self.first[name]!r} became {now!r}")
        if world.journal.used[0] > world.journal.kind.size:
            raise LawBrokenError(f"day {day}: the journal is full at {world.journal.kind.size} lines")
        for group, cls in World.__annotations__.items():
            for field, spec in specs(cls).items():
                values: Any = getattr(getattr(world, group), field)
                if np.issubdtype(values.dtype, np.floating):
                    if not np.isfinite(values).all():
                        raise LawBrokenError(f"day {day}: {group}.{field} holds a number that is none")
                    if not spec.signed and values.min(initial=0.0) < -1e-9:
                        raise LawBrokenError(f"day {day}: {group}.{field} is negative: {values.min()}")

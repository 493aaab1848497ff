"""Scenes in which the ring of the named expedition stands around camps of the small theatre."""

import numpy as np
from tests import small

from hinterland.core.origin import STRAGGLER
from hinterland.war.occupier import cordon, expeditions

UNITS = small.order_of_battle()
DAY = int(UNITS.named_from[0])


def begun(camps: int = 7, men: float = 6000.0, km: float = 40.0, command: int = 1, seed: int = 1, **changes: object):
    """Return a scene in which the named expedition has begun, with camps in every cell, and nobody hears of it."""
    parameters = changes.pop("parameters", None) or small.parameters_with(cordon={"leak_per_day": 0.01})
    scene = small.scene(day=DAY, camps=camps, seed=seed, parameters=parameters, **changes)
    units = UNITS._replace(
        named_men=np.array([men]), named_km=np.array([km]), named_command=np.array([command], np.int32)
    )
    small.call(expeditions.launch, scene, order_of_battle=units)
    return scene


def on_day(scene: small.Scene, day: int) -> small.Scene:
    """Return the scene on a later day, with the troops on the ground."""
    now = small.later(scene, day - scene.today.day)
    small.call(expeditions.place_troops, now)
    return now


def closed(**changes: object) -> small.Scene:
    """Return a scene on the day on which the ring stands, when it has enclosed whom it could."""
    scene = begun(**changes)
    now = on_day(scene, int(scene.world.expeditions.close_day[0]))
    small.call(cordon.close, now)
    return now


def enclose_all(scene: small.Scene, men: float = 80.0, skill: float = 0.0, ring: float = 20.0, troops: float = 600.0):
    """Put every camp, of so many raw or skilled soldiers, into a ring of so many men on a km."""
    w, n = scene.world, int(scene.world.detachments.used[0])
    d = w.detachments
    d.alive[:n] = 1
    d.people[:n] = 0.0
    d.people[:n, STRAGGLER] = d.men[:n] = d.rifles[:n] = men
    d.skill[:n], d.wounded[:n], d.hungry[:n], d.brigade[:n] = skill, 0.0, 0.0, -1
    w.cordon.enclosed[:n], w.cordon.men_per_km[0] = 0, ring
    w.concealment.share[:] = 0.0
    w.expeditions.troops[:] = troops * scene.land.area / 1000.0
    return n

"""What comes by air and through the corridor."""

import numpy as np
from tests import small

from hinterland.war.lines import airlift, corridor


def flights(scene: small.Scene) -> dict[str, float]:
    """Fly for a week, and return sorties, tonnes and people dropped."""
    total = dict.fromkeys(("sorties", "tonnes", "dropped"), 0.0)
    for days in range(7):
        now = small.later(scene, days)
        w = now.world
        small.call(airlift.step, now)
        for name in total:
            total[name] += getattr(w.airlift, name).sum()
    return total


def test_that_no_more_is_flown_than_there_are_aircraft():
    scene = small.scene(camps=3, sorties=20.0, flying=np.array([1.0]))
    told = flights(scene)
    assert 0.0 < told["sorties"] <= 7 * 20.0 + 1e-9
    assert round(told["tonnes"], 6) == round(told["sorties"] * scene.forcing.sortie_kg / 1000.0, 6)


def test_that_nothing_is_flown_to_those_who_cannot_be_reached():
    scene = small.scene(camps=3, sorties=20.0)
    scene.world.detachments.contact[:] = 0
    assert flights(scene) == dict.fromkeys(("sorties", "tonnes", "dropped"), 0.0)
    scene = small.scene(camps=3, sorties=20.0)
    scene.world.detachments.contact[1:108:2] = 0
    flights(scene)
    d = scene.world.detachments
    assert (d.explosive[1:108:2] == 100.0).all()
    assert (d.explosive[0:108:2] >= 100.0).all()
    assert d.explosive.sum() > 108 * 100.0


def test_that_held_airfields_are_flown_to_first():
    scene = small.scene(camps=3, sorties=20.0)
    scene.world.zones.control[:18] = 1.0
    flights(scene)
    d = scene.world.detachments
    held = d.cell[:108] < 18
    assert d.explosive[:108][held].sum() > 2 * d.explosive[:108][~held].sum() - 108 * 50.0


def test_that_the_corridor_arms_those_whom_it_reaches_and_nobody_else():
    gate = np.zeros(small.CELLS)
    gate[:6] = 1.0
    scene = small.scene(camps=3, gate=gate, gate_tonnes=4.0)
    w = scene.world
    w.detachments.rifles[:] = 0.0
    small.call(corridor.step, scene)
    armed = w.detachments.rifles > 0
    assert armed.any()
    assert (w.detachments.cell[armed] < 6).all()
    assert w.detachments.rifles.sum() == w.corridor.rifles.sum()
    assert w.population.evacuated[6:].sum() == 0.0
    assert w.population.evacuated[:6].sum() > 0.0

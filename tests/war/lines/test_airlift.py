"""What comes by air."""

import numpy as np
import pytest
from tests import small

from hinterland.war.lines import airlift

NOBODY_FLIES = small.parameters_with(airlift={"people_per_sortie": 0.0})
"""Nobody is flown in, so that the shares of detachments in the cargo stay as they are."""


def flights(scene: small.Scene, days: int = 7) -> dict[str, float]:
    """Fly for some days, and return sorties, tonnes and people dropped."""
    total = dict.fromkeys(("sorties", "tonnes", "dropped"), 0.0)
    for n in range(days):
        now = small.later(scene, n)
        now.world.journal.used[0] = 0
        small.call(airlift.step, now)
        for name in total:
            total[name] += getattr(now.world.airlift, name).sum()
    return total


def test_that_no_more_is_flown_than_there_are_aircraft():
    scene = small.scene(camps=3, sorties=20.0, flying=np.array([1.0]), parameters=NOBODY_FLIES)
    flown = flights(scene)
    assert flown["sorties"] == pytest.approx(7 * 20.0), "every night is fair, and every sortie flies"
    assert flown["tonnes"] == pytest.approx(flown["sorties"] * scene.forcing.sortie_kg / 1000.0)


@pytest.mark.parametrize("flying", [0.3, 0.62, 0.84])
def test_that_the_weather_lets_its_share_of_sorties_fly(flying):
    days = 1400
    scene = small.scene(camps=3, sorties=20.0, flying=np.array([flying]), parameters=NOBODY_FLIES)
    # The share of a night is even within min(f, 1 - f) of f; detachments of one batch of seven get all of it.
    error = min(flying, 1 - flying) / np.sqrt(3 * days)
    assert flights(scene, days)["sorties"] == pytest.approx(20.0 * days * flying, abs=4 * 1.1 * 20.0 * days * error)


@pytest.mark.parametrize("sorties", [0.5, 5.0, 200.0])
def test_that_rifles_and_people_are_as_many_as_declared_for_few_flights_and_for_many(sorties):
    days = 700
    scene = small.scene(camps=3, sorties=sorties, flying=np.array([1.0]))
    w, p = scene.world, scene.parameters.airlift
    before = w.supply.moscow_rifles[0], w.supply.moscow_explosive[0]
    flown = flights(scene, days)
    assert flown["sorties"] == pytest.approx(sorties * days, rel=0.05)
    error = 4 * np.sqrt(0.25 * days * 3 * small.CELLS / 7)
    tonnes = flown["tonnes"]
    assert flown["dropped"] == pytest.approx(p.people_per_sortie * flown["sorties"], abs=error)
    assert before[0] - w.supply.moscow_rifles[0] == pytest.approx(0.86 * 45 * tonnes, abs=error)
    assert before[1] - w.supply.moscow_explosive[0] == pytest.approx(140 * tonnes)


def test_that_nothing_is_flown_to_those_who_cannot_be_reached():
    scene = small.scene(camps=3, sorties=20.0)
    scene.world.detachments.contact[:] = 0
    assert flights(scene) == dict.fromkeys(("sorties", "tonnes", "dropped"), 0.0)
    scene = small.scene(camps=3, sorties=20.0)
    scene.world.detachments.contact[1:108:2] = 0
    flights(scene)
    d = scene.world.detachments
    assert (d.explosive[1:108:2] == 100.0).all()
    assert (d.explosive[0:108:2] > 100.0).all()


def test_that_held_airfields_get_their_declared_weight():
    scene = small.scene(camps=3, sorties=20.0, flying=np.array([1.0]))
    scene.world.zones.held[:18] = 1.0
    flights(scene)
    d = scene.world.detachments
    held = d.cell[:108] < 18
    flown = d.explosive[:108] - 100.0
    # An airfield on half of the ground that is held adds 2.0 x 0.5 to a weight of 0.3.
    assert flown[held].sum() / flown[~held].sum() == pytest.approx(1.3 / 0.3, rel=0.05)

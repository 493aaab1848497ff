"""A user's own subsystem plugs into a run without a change of the package."""

import importlib.util
import sys
from typing import NamedTuple

import pytest

import hinterland as hl
from hinterland.engine.day import SCHEDULE

MINE = '''
"""Rumours: how much the people of a cell speak of partisans."""

from typing import NamedTuple

from hinterland.subsystem import Array, daily, f8, living, observed, assumed, per, stream, uniform

HEAR = stream("rumours.hear", "whether a cell hears of partisans today")


class State(NamedTuple):
    """What people speak of."""

    heard: Array = per("cell", f8, "1", "How much people speak of partisans, 0 to 1")


class Parameters(NamedTuple):
    """How rumours spread."""

    chance: float = assumed(1.0, "1/day", (0, 1), "Chance that a cell with partisans hears of them", "house-0001")
    forgotten: float = assumed(0.01, "1/day", (0, 1), "Share of rumours forgotten in a day", "house-0001")


QUANTITIES = (observed("rumours.heard", "1", "stock", "How much people speak of partisans", "rumours.heard"),)


@daily(after="movement.step")
def spread(rumours, detachments, parameters, today):
    """Rumours spread where detachments are, and are forgotten elsewhere."""
    for c in range(rumours.heard.size):
        rumours.heard[c] *= 1.0 - parameters.forgotten
    for i in living(detachments):
        if detachments.alive[i] == 1 and uniform(today, HEAR, detachments.key[i]) < parameters.chance:
            rumours.heard[detachments.cell[i]] = 1.0
'''
END = "1941-08-31"
SHORT = {"seed": 1, "resolution": 3, "end": END}


@pytest.fixture(scope="module")
def rumours(tmp_path_factory):
    """Return a module in a folder outside the package."""
    path = tmp_path_factory.mktemp("mine") / "rumours.py"
    path.write_text(MINE, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("rumours", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["rumours"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["rumours"]


@pytest.fixture(scope="module")
def run(rumours):
    """Return a short run with the subsystem."""
    return hl.run("history", subsystems=[rumours], **SHORT)


def test_that_its_quantity_is_asked_for_like_any_other(run):
    series = run.series("rumours.heard")
    assert series.iloc[0] <= series.iloc[-1]
    assert 0.0 < run.mean("rumours.heard", "Belarus") <= series.max()
    data = run.to_dataset(["rumours.heard"])
    assert float(data["rumours_heard"].sel(region="USSR", said_by="truth")[-1]) == pytest.approx(series.iloc[-1])


def test_that_nearly_every_cell_with_a_detachment_has_heard(run):
    """With a chance of one; a detachment of the same day may have come after the kernel acted."""
    world = run.played.world
    used = int(world.detachments.used[0])
    alive = world.detachments.alive[:used] == 1
    assert alive.sum() > 50
    assert (world.rumours.heard[world.detachments.cell[:used][alive]] > 0.9).mean() > 0.9


def test_that_its_parameters_are_set_by_name_and_checked(rumours):
    silent = hl.run("history", subsystems=[rumours], parameters={"rumours.chance": 0.0}, **SHORT)
    assert silent.series("rumours.heard").max() == 0.0
    with pytest.raises(hl.Fault, match=r"rumours\.chance = 2 lies outside its range"):
        hl.run("history", subsystems=[rumours], parameters={"rumours.chance": 2}, **SHORT)
    with pytest.raises(hl.Fault, match=r"no parameter 'rumours\.chance'"):
        hl.run("history", parameters={"rumours.chance": 0.5}, **SHORT)


def test_that_a_subsystem_that_writes_nothing_of_others_leaves_the_war_as_it_was(run):
    plain = hl.run("history", **SHORT)
    for name in ("partisans.strength", "rails.cut", "civilians.killed"):
        assert (plain.values(name) == run.values(name)).all()


def test_that_subsystems_must_be_a_list_of_modules(rumours):
    with pytest.raises(hl.Fault, match="give a list"):
        hl.run("history", subsystems=rumours, **SHORT)
    with pytest.raises(hl.Fault, match="is no subsystem"):
        hl.run("history", subsystems=["rumours"], **SHORT)
    with pytest.raises(hl.Fault, match="a part of the model is called 'rumours' already"):
        hl.run("history", subsystems=[rumours, rumours], **SHORT)


def test_that_what_a_subsystem_does_not_declare_rightly_is_told_before_anything_is_compiled(rumours):
    own = rumours.QUANTITIES[0]
    wrong = {
        "rumours.State is 5; write it as a NamedTuple": {"State": 5},
        "rumours.Parameters.chance is not declared; write": {"Parameters": NamedTuple("P", [("chance", float)])},
        "rumours.QUANTITIES is 5; write": {"QUANTITIES": 5},
        "rumours.QUANTITIES is .'rumours.heard',.; write": {"QUANTITIES": ("rumours.heard",)},
        "a quantity is called 'rumours.heard' already": {"QUANTITIES": (own, own)},
        "a quantity is called 'rails.cut' already": {"QUANTITIES": (own._replace(name="rails.cut"),)},
        "is read off 'rumours.none', which is no array": {"QUANTITIES": (own._replace(true=("rumours.none",)),)},
    }
    for words, changed in wrong.items():
        spoiled = type("rumours", (), {**vars(rumours), **changed})
        with pytest.raises(hl.Fault, match=words):
            SCHEDULE.with_subsystems(spoiled)

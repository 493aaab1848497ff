"""Ground that cuts through what a run has recorded: exact where it was asked for before, apportioned and told after."""

import warnings

import numpy as np
import pytest

import hinterland as hl
from hinterland.engine.apportion import WEIGHTS, Apportioning, weight_of
from hinterland.engine.quantities import QUANTITIES, find
from hinterland.engine.result import Run
from hinterland.evidence.registry import of_victims
from hinterland.files.caution import Caution

GROUND = "around:Smolensk,120km"
END = "1942-06-30"
PLAYED = {"seed": 1, "resolution": 3, "end": END}
ASKED = ("partisans.strength", "rails.cut", "civilians.killed", "axis.garrisons", "zones.area", "loyalty.soviet")


@pytest.fixture(scope="module")
def before() -> Run:
    """A run that was told of the ground before its first day."""
    return hl.run(regions=[GROUND], **PLAYED)


@pytest.fixture(scope="module")
def finest() -> Run:
    """The same war, of which every cell is recorded."""
    return hl.run(by_cell=True, **PLAYED)


def quiet(run: Run, name: str, region: str) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Caution)
        return run.every_day(name, region)


def test_that_what_is_recorded_changes_nothing_of_the_war(coarse: Run, before: Run, finest: Run) -> None:
    days = before.days
    for name in ASKED:
        for region in ("USSR", "Belarus", "oblast:smolensk"):
            whole = coarse.every_day(name, region)[:days]
            assert np.allclose(before.every_day(name, region), whole, rtol=1e-6, atol=1e-6)
            assert np.allclose(finest.every_day(name, region), whole, rtol=1e-6, atol=1e-6)
    early = coarse.events["date"] <= END
    assert coarse.events[early].equals(before.events)


def test_that_ground_asked_for_before_the_run_is_exact_and_without_a_word(before: Run, finest: Run) -> None:
    for name in ASKED:
        assert np.allclose(before.every_day(name, GROUND), finest.every_day(name, GROUND), rtol=1e-6, atol=1e-6)
    assert GROUND in before.to_dataset(["rails.cut"])["region"].to_numpy()


def test_that_ground_asked_for_afterwards_is_told_with_the_share_that_is_apportioned(coarse: Run) -> None:
    message = (
        r"Smolensk,120km cuts through what is recorded: \d+% of axis.garrisons is apportioned by where garrisons lay"
    )
    with pytest.warns(Caution, match=message):
        coarse.every_day("axis.garrisons", GROUND)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert coarse.every_day("axis.garrisons", GROUND).sum() > 0.0  # it is told once


def test_that_ground_and_the_rest_make_the_whole_however_it_is_apportioned(coarse: Run) -> None:
    for name in ("partisans.strength", "rails.cut", "civilians.killed", "axis.garrisons", "zones.area"):
        both = quiet(coarse, name, f"USSR&{GROUND}") + quiet(coarse, name, f"USSR&!{GROUND}")
        assert np.allclose(both, coarse.every_day(name, "USSR"), rtol=1e-9, atol=1e-6), name


def test_that_what_the_journal_holds_is_exact_even_afterwards(coarse: Run, finest: Run) -> None:
    journalled = [q for q in QUANTITIES if all(path.startswith("journal.") for path in q.true)]
    assert len(journalled) > 3
    for q in journalled:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert np.allclose(coarse.every_day(q.name, GROUND)[: finest.days], finest.every_day(q.name, GROUND)), (
                q.name
            )


def test_that_a_polygon_around_the_cells_of_a_region_has_its_series_to_the_bit(coarse: Run) -> None:
    import h3
    import shapely

    ground = coarse.theatre.ground
    cells = [ground.h3[k] for k in coarse.theatre.regions.cells("Latvia")]
    outline = shapely.union_all([shapely.Polygon([p[::-1] for p in h3.cell_to_boundary(cell)]) for cell in cells]).wkt
    for name in ASKED:
        for said_by in (None, "german") if find(name).sources("german") else (None,):
            drawn, named = (coarse.every_day(name, region, said_by) for region in (outline, "Latvia"))
            assert np.array_equal(drawn, named), name


def test_that_every_quantity_is_shared_out_by_a_weight_that_is_known(coarse: Run) -> None:
    assert {weight_of(q, coarse.played) for q in QUANTITIES} == set(WEIGHTS)
    found = {name: weight_of(find(name), coarse.played) for name in ASKED}
    assert found == {
        "partisans.strength": "strength",
        "rails.cut": "lines",
        "civilians.killed": "people",
        "axis.garrisons": "garrison",
        "zones.area": "area",
        "loyalty.soviet": "people",
    }


def test_that_an_atom_is_shared_out_by_weight_and_by_area_where_it_has_none(coarse: Run) -> None:
    shares, theatre = Apportioning(coarse.played), coarse.theatre
    mask = theatre.regions.mask(GROUND)
    atom = theatre.cut(GROUND)[0]
    here = theatre.land.atom == atom
    people = theatre.land.rural + theatre.land.urban
    assert shares._share("people", mask)[atom] == pytest.approx(people[here & mask].sum() / people[here].sum())
    shares.weights["people"] = np.zeros(people.size)
    area = theatre.land.area
    assert shares._share("people", mask)[atom] == pytest.approx(area[here & mask].sum() / area[here].sum())


def test_that_a_dataset_tells_drawn_ground_as_the_series_do(coarse: Run) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Caution)
        asked = [name for name in ASKED if not of_victims(name)]
        dataset = coarse.to_dataset(asked, [GROUND, "Belarus"])
        for name in asked:
            for region in (GROUND, "Belarus"):
                series = dataset[name.replace(".", "_")].sel(region=region, said_by="truth").to_numpy()
                assert np.allclose(series, coarse.every_day(name, region), rtol=1e-5), (name, region)
        with pytest.raises(hl.Fault, match="holds no whole oblast"):
            coarse.to_dataset(list(ASKED), [GROUND])


@pytest.mark.parametrize(
    "region", ["around:Minks,50km", "circle:48.85,2.35,60", "POLYGON((27 53, 28 53, 28 54, 27 54))"]
)
def test_that_ground_that_cannot_be_meant_is_refused_before_anything_is_played(
    region: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hinterland.study.scenarios import play

    monkeypatch.setattr(play.engine, "play", lambda *_, **__: pytest.fail("a war was played"))
    with pytest.raises(hl.Fault):
        hl.run(regions=[region], **PLAYED)

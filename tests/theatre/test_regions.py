"""Regions: the names that documents use, as rules over cells."""

import shutil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.ground import cell_at, read_ground
from hinterland.theatre.regions import Regions, read_regions

NAMED = (
    *("USSR_occupied", "Belarus", "E_Poland", "USSR", "Ukraine", "W_Belarus", "Lithuania", "Baltic"),
    *("Karelia", "W_Ukraine", "Bryansk", "Latvia", "Slovakia", "Poland", "Moldova", "Finland"),
    *("pre1939_USSR", "E_Karelia", "Crimea", "Russia", "AGC_rear", "AGN_rear", "AGS_rear"),
    *("RSFSR_occupied", "German_rear", "Estonia", "Latgale", "Smolensk", "Leningrad", "Kalinin"),
    *("Orel", "C_Ukraine", "NE_Ukraine", "E_Finland", "Czechoslovakia", "Concert_area"),
    *("RailWar_area", "Ushachi", "Naliboki", "Polotsk_Lepel", "Borisov_Begoml", "Osveya_Rossony"),
    *("GVD_Osten", "GB_Weissruthenien", "Vitebsk_oblast", "Orel_oblast", "Surazh_gate"),
    *("Ilmen_Peipus", "Saburov_area", "Nowogrodek", "Lokot", "Kovel", "Zhlobin_Bobruisk"),
    *("Krichev_Unecha", "Cottbus", "Hermann", "Karlsbad", "Dorogobuzh", "Katyn", "Znamianka"),
    *("Novomoskovsk", "Koniuchy", "Banska_Bystrica", "Eastern_front"),
)


@pytest.fixture(scope="module")
def regions():
    return Regions(read_ground(4))


@pytest.fixture
def folder(tmp_path):
    shutil.copy(THEATRE / "regions.csv", tmp_path)
    return tmp_path


def land(regions, query):
    return regions.ground.area[regions.mask(query)].sum()


def add(folder, *rows):
    with (folder / "regions.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)


@pytest.mark.parametrize("resolution", [3, 4])
def test_that_every_name_of_the_documents_has_cells(resolution):
    regions = Regions(read_ground(resolution))
    assert [name for name in NAMED if not regions.mask(name).any()] == []


def test_that_the_two_belaruses_make_one(regions):
    east, west = regions.mask("E_Belarus"), regions.mask("W_Belarus")
    assert not (east & west).any()
    assert np.array_equal(east | west, regions.mask("Belarus"))


def test_that_old_and_annexed_land_make_the_union(regions):
    old, new = regions.mask("pre1939_USSR"), regions.mask("annexed_1939_40")
    assert not (old & new).any()
    assert np.array_equal(old | new, regions.mask("USSR"))
    assert np.array_equal(regions.mask("USSR"), regions.ground.abroad == 0)


def test_that_eastern_poland_has_its_published_size(regions):
    assert land(regions, "E_Poland") == pytest.approx(201_000, rel=0.05)


def test_that_plus_is_a_union(regions):
    both = regions.mask("Smolensk") | regions.mask("Orel") | regions.mask("vitebsk")
    assert np.array_equal(regions.mask("Smolensk+Orel+vitebsk"), both)


def test_that_a_colon_takes_the_part_within_the_whole(regions):
    assert np.array_equal(regions.mask("Belarus:Vitebsk"), regions.mask("oblast:vitebsk"))
    assert not regions.mask("Ukraine:Vitebsk").any()


def test_that_and_binds_tighter_than_or(regions):
    found = regions.mask("oblast:smolensk|republic:UkSSR&sovereign:Poland")
    expected = regions.mask("Smolensk") | (regions.mask("Ukraine") & regions.mask("E_Poland"))
    assert np.array_equal(found, expected)


@pytest.mark.parametrize("term", ["occupier:romanian", "administration:rku", "group:centre", "region:Bryansk"])
def test_that_a_term_of_a_kind_is_read(regions, term):
    assert 0 < regions.mask(term).sum() < len(regions.ground.h3)


@given(lat=st.floats(47, 60), lon=st.floats(26, 36), km=st.floats(1, 200), more=st.floats(1, 100))
def test_that_a_wider_circle_never_holds_less(regions, lat, lon, km, more):
    small, large = regions._rule(f"circle:{lat},{lon},{km}"), regions._rule(f"circle:{lat},{lon},{km + more}")
    assert small.sum() <= large.sum()
    if small.sum() > 1:
        assert not (small & ~large).any()


@pytest.mark.parametrize("resolution", [3, 4, 5])
def test_that_a_small_forest_is_never_lost(resolution):
    regions = Regions(read_ground(resolution))
    found = regions.cells("circle:54.25,25.10,2")
    assert found.tolist() == [cell_at(regions.ground, 54.25, 25.10)]


def test_that_a_circle_beyond_the_theatre_is_empty(regions):
    assert not regions.mask("circle:48.85,2.35,60").any()


def test_that_a_strip_runs_from_end_to_end(regions):
    strip = regions.mask("strip:53.9,27.56,52.1,23.7,30")
    for lat, lon in ((53.9, 27.56), (53.13, 26.01), (52.1, 23.7)):
        assert strip[cell_at(regions.ground, lat, lon)]
    assert not strip[cell_at(regions.ground, 55.19, 30.2)]


def test_that_a_region_outside_has_no_cells(regions):
    assert regions.table["France"].kind == "outside"
    assert not regions.mask("France").any()
    assert np.array_equal(regions.mask("France+Slovakia"), regions.mask("Slovakia"))


def test_that_another_name_of_an_oblast_is_taken(regions):
    assert np.array_equal(regions.mask("oblast:bialystok"), regions.mask("oblast:belostok"))


def test_that_rear_areas_lie_behind_their_army_groups(regions):
    assert regions.mask("AGC_rear")[cell_at(regions.ground, 54.5, 30.4)]
    assert regions.mask("AGN_rear")[cell_at(regions.ground, 57.8, 28.4)]
    assert not regions.mask("AGN_rear")[cell_at(regions.ground, 52.4, 31.0)]
    both = regions.mask("AGC_area") & regions.mask("AGS_area")
    assert not (both & ~regions.mask("Brest+Pinsk+Polesie")).any()  # the Polesian railways served both


def test_that_masks_are_kept_and_cannot_be_written(regions):
    mask = regions.mask("Belarus")
    assert regions.mask(" Belarus ") is mask
    with pytest.raises(ValueError, match="read-only"):
        mask[0] = True


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("Belorus", "Belarus"),
        ("oblast:vitebsc", "vitebsk"),
        ("occupier:rumanian", "romanian"),
        ("Kalinine", "Kalinin"),
    ],
)
def test_that_an_unknown_name_is_answered_with_the_nearest(regions, query, nearest):
    with pytest.raises(Fault, match=f"perhaps you mean.*{nearest}"):
        regions.mask(query)


@pytest.mark.parametrize("rule", ["circle:54,28", "circle:54,28,0", "strip:54,28,30", "circle:a,b,c"])
def test_that_a_shape_that_cannot_be_read_is_refused(regions, rule):
    with pytest.raises(Fault, match="cannot read"):
        regions.mask(rule)


def test_that_a_bad_rule_is_told_with_its_line(folder):
    add(folder, "Nowhere,Nowhere,region,oblast:nowhere,")
    regions = Regions(read_ground(4), folder)
    line = len((folder / "regions.csv").read_text(encoding="utf-8").splitlines())
    with pytest.raises(Fault, match="Nowhere: there is no oblast 'nowhere'") as caught:
        regions.mask("Nowhere")
    assert caught.value.line == line


def test_that_rules_in_a_circle_are_told(folder):
    add(folder, "Hen,Hen,region,region:Egg,", "Egg,Egg,region,region:Hen,")
    with pytest.raises(Fault, match="Hen > Egg > Hen"):
        Regions(read_ground(4), folder).mask("Hen")


def test_that_a_region_stands_in_the_table_once(folder):
    add(folder, "Belarus,Belarus,republic,republic:BSSR,")
    with pytest.raises(Fault, match="twice"):
        read_regions(folder)


@pytest.mark.parametrize("row", ["Mars,Mars,outside,oblast:minsk,", "Mars,Mars,region,,"])
def test_that_only_a_region_outside_goes_without_a_rule(folder, row):
    add(folder, row)
    with pytest.raises(Fault, match="only one outside has no rule"):
        read_regions(folder)

"""Ground that a user draws: by distance, by outline, from a file; how large it is, and what is refused."""

import json
import math
from pathlib import Path

import h3
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.core.fault import Fault
from hinterland.theatre import drawn, polygons
from hinterland.theatre.assemble import load
from hinterland.theatre.ground import cell_at, read_ground
from hinterland.theatre.regions import Regions
from hinterland.theatre.sphere import EARTH_KM

EDGE = h3.average_hexagon_edge_length(4)
SQUARE = "POLYGON((27 53, 29 53, 29 55, 27 55, 27 53))"
RING = [[27, 53], [29, 53], [29, 55], [27, 55], [27, 53]]


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions(read_ground(4))


def area(regions: Regions, query: str) -> float:
    return float(regions.ground.area[regions.mask(query)].sum())


def written(folder: Path, held: object) -> str:
    (folder / "mine.geojson").write_text(json.dumps(held), encoding="utf-8")
    return str(folder / "mine.geojson")


@settings(deadline=None)
@given(km=st.floats(30, 250))
def test_that_a_circle_is_as_large_as_it_is_to_a_cells_edge_along_its_rim(km: float) -> None:
    regions = Regions(read_ground(4))
    found = float(regions.ground.area[drawn.mask(regions.ground, f"circle:53.9,27.57,{km:.4f}")].sum())
    assert abs(found - math.pi * km**2) < math.tau * km * EDGE


def test_that_the_area_of_a_polygon_is_that_of_the_globe() -> None:
    exact = EARTH_KM**2 * math.radians(2) * (math.sin(math.radians(55)) - math.sin(math.radians(53)))
    assert polygons.km2(polygons.read_text(SQUARE)) == pytest.approx(exact, rel=1e-6)


@pytest.mark.parametrize("ground", ["around:Minsk,80km", SQUARE, "strip:Minsk-Smolensk,40km", "Belarus"])
def test_that_ground_and_all_that_it_is_not_make_the_whole(regions: Regions, ground: str) -> None:
    inside, outside = regions.mask(ground), regions.mask(f"!({ground})")
    assert inside.any()
    assert outside.any()
    assert np.array_equal(inside, ~outside)
    assert area(regions, f"USSR&{ground}") + area(regions, f"USSR&!{ground}") == pytest.approx(area(regions, "USSR"))


@pytest.mark.parametrize("region", ["Belarus", "Latvia", "oblast:smolensk", "Crimea"])
def test_that_the_outline_of_a_regions_cells_is_that_region(regions: Regions, region: str) -> None:
    cells = [regions.ground.h3[k] for k in regions.cells(region)]
    outline = shapely.union_all([shapely.Polygon([p[::-1] for p in h3.cell_to_boundary(cell)]) for cell in cells])
    assert np.array_equal(regions.mask(outline.wkt), regions.mask(region))


@pytest.mark.parametrize("name", ["Minsk", "minsk", "Минск", "Mińsk"])
def test_that_a_town_is_found_however_it_is_written(regions: Regions, name: str) -> None:
    assert regions.named(f"around:{name},50 km") == regions.named("around:Minsk,50")
    assert regions.mask(f"around:{name},50km")[cell_at(regions.ground, 53.9, 27.57)]


def test_that_a_name_read_as_another_is_told(regions: Regions) -> None:
    assert "Belostok is read as Bialystok" in regions.note("around:Belostok,60km")


def test_that_drawn_ground_that_fits_no_cells_is_told_with_both_areas(regions: Regions) -> None:
    assert regions.note("circle:53.9,27.57,50").startswith("the 7,854 km2 drawn are taken as 4 cells with ")
    assert regions.note("circle:53.9,27.57,200") == ""


def test_that_a_strip_holds_its_ends_and_what_lies_between(regions: Regions) -> None:
    for query in ("strip:Minsk-Smolensk,40km", "strip:Minsk-Orsha-Smolensk,40km", "railway:Minsk-Smolensk,40km"):
        mask = regions.mask(query)
        assert all(mask[cell_at(regions.ground, *place)] for place in ((53.9, 27.57), (54.51, 30.4), (54.78, 32.05)))
        assert not mask[cell_at(regions.ground, 55.19, 30.2)]


def test_that_a_name_with_a_hyphen_is_one_place(regions: Regions) -> None:
    mask = regions.mask("strip:Naro-Fominsk-Kamenets-Podolsky,30km")
    assert mask[cell_at(regions.ground, 55.39, 36.73)]
    assert mask[cell_at(regions.ground, 48.68, 26.58)]


def test_that_a_railway_holds_every_cell_that_the_line_runs_through(regions: Regions) -> None:
    railway = load(4).railway
    narrow = regions.mask("railway:Brest-Minsk,1km")
    stations = ("brest", "zhabinka", "ivatsevichi", "baranovichi", "minsk")
    at = [railway.junction.index(name) for name in stations]
    assert all(narrow[cell_at(regions.ground, railway.lat[j], railway.lon[j])] for j in at)
    assert not (narrow & ~regions.mask("railway:Brest-Minsk,60km")).any()


def test_that_towns_are_the_cells_that_hold_them(regions: Regions) -> None:
    found = regions.cells("towns:Minsk,Orsha,Mogilev").tolist()
    assert found == sorted(cell_at(regions.ground, *at) for at in ((53.9, 27.57), (54.51, 30.4), (53.91, 30.34)))


def test_that_a_file_means_what_its_outline_means_wherever_it_lies(regions: Regions, tmp_path: Path) -> None:
    path = written(
        tmp_path, {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [RING]}}
    )
    assert np.array_equal(regions.mask(path), regions.mask(SQUARE))
    assert regions.named("mine.geojson", tmp_path) == regions.named(SQUARE)
    assert regions.named(f"Belarus&{path}") == f"Belarus&{regions.named(SQUARE)}"


def test_that_a_file_is_read_again_once_it_has_changed(regions: Regions, tmp_path: Path) -> None:
    path = written(tmp_path, {"type": "Polygon", "coordinates": [RING]})
    before = regions.mask(path)
    written(tmp_path, {"type": "Polygon", "coordinates": [[[x + 3, y] for x, y in RING]]})
    assert not np.array_equal(before, regions.mask(path))


def test_that_brackets_are_worked_out_first(regions: Regions) -> None:
    both, ground = regions.mask("Belarus") | regions.mask("Ukraine"), regions.mask("around:Gomel,100km")
    assert np.array_equal(regions.mask("(Belarus|Ukraine)&around:Gomel,100km"), both & ground)
    assert np.array_equal(regions.mask("Belarus|Ukraine&around:Gomel,100km"), regions.mask("Belarus") | ground & both)


BAD = {
    "around:Minsk": "gives no distance; write around:PLACE,KM",
    "around:Minsk,": "gives no distance; write around:PLACE,KM",
    "around:Minsk,50 miles": "gives the distance '50 miles'; write around:PLACE,KM",
    "around:Minsk,0km": "cannot read around:Minsk,0km",
    "around:Minks,50km": "there is no place 'Minks'; perhaps you mean Minsk",
    "around:Ivanovo,50km": "can mean more than one; give Ivanovo",
    "circle:53.9,27.57": "cannot read circle:53.9,27.57; write circle:LAT,LON,KM",
    "circle:190,27.57,50": "cannot read circle:190,27.57,50",
    "strip:Minsk,30km": "names 1 place; write two or more",
    "strip:Minsk-Smolensk": "gives no distance; write strip:PLACE-PLACE,KM",
    "railway:Minsk-Minsk,30km": "no railway leads from Minsk to Minsk",
    "towns:Minsk,Orshaa": "there is no place 'Orshaa'; perhaps you mean Orsha",
    "POLYGON((27 53, 29 53, 29 55, 27 55))": "is not closed; end it with the point that it begins with",
    "POLYGON((27 53, 29 55, 29 53, 27 55, 27 53))": "is no simple outline: Self-intersection at 28 54",
    "POLYGON((27 53, 29 55, 27 53))": "is no simple outline: Too few points",
    "POLYGON((27 53, 29 fifty))": "Expected number but encountered word",
    "POLYGON((27 53, 29 53": "a bracket opens in POLYGON((27 53, 29 53 without the other",
    "POLYGON((3000000 53, 4000000 53, 4000000 55, 3000000 53))": "coordinates that are no degrees",
    "LINESTRING(27 53, 29 55)": "is LINESTRING, which is no area; give a POLYGON",
    "Belarus&(Ukraine|Latvia": "a bracket opens",
    "Belarus)": "a bracket closes",
    "nowhere.geojson": "nowhere.geojson: cannot be read: there is no such file",
}


@pytest.mark.parametrize("query", BAD)
def test_that_ground_that_cannot_be_meant_is_refused_in_one_line(regions: Regions, query: str) -> None:
    with pytest.raises(Fault) as caught:
        regions.named(query)
    assert BAD[query] in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("query", ["circle:48.85,2.35,60", "POLYGON((53 27, 55 27, 55 29, 53 29, 53 27))"])
def test_that_ground_beyond_the_theatre_is_told_where_the_theatre_lies(query: str) -> None:
    with pytest.raises(Fault, match=r"holds no cell of the theatre; the theatre lies from 4. to .. degrees north"):
        load(3).something_inside(query)


FILES = {
    "no JSON": ("{", "the file is no JSON"),
    "no GeoJSON": ([1, 2], "is JSON and no GeoJSON"),
    "empty": ({"type": "FeatureCollection", "features": []}, "the file of GeoJSON is empty"),
    "empty polygon": ({"type": "Polygon", "coordinates": []}, "the polygon of the file is empty"),
    "a point": ({"type": "Point", "coordinates": [27, 53]}, "holds Point, which is no area"),
    "open": ({"type": "Polygon", "coordinates": [RING[:-1]]}, "a ring of the polygon of the file is not closed"),
    "crossed": (
        {"type": "Polygon", "coordinates": [[RING[0], RING[2], RING[1], RING[3], RING[0]]]},
        "Self-intersection",
    ),
    "metres": ({"type": "Polygon", "coordinates": [[[x * 1e5, y * 1e5] for x, y in RING]]}, "are no degrees"),
    "words": ({"type": "Polygon", "coordinates": [[["a", "b"]]]}, "cannot read the polygon of the file"),
    "another system": (
        {"type": "Polygon", "coordinates": [RING], "crs": {"type": "name", "properties": {"name": "EPSG:28409"}}},
        "its coordinates are of the system EPSG:28409; save it in degrees",
    ),
}


@pytest.mark.parametrize("case", FILES)
def test_that_a_file_of_no_use_is_refused_by_name(regions: Regions, case: str, tmp_path: Path) -> None:
    held, message = FILES[case]
    path = tmp_path / "mine.geojson"
    path.write_text(held if isinstance(held, str) else json.dumps(held), encoding="utf-8")
    with pytest.raises(Fault) as caught:
        regions.named("mine.geojson", tmp_path)
    assert caught.value.path == path
    assert message in str(caught.value)


def test_that_atoms_are_refined_until_no_ground_cuts_through_them() -> None:
    whole, asked = load(3), ["around:Smolensk,120km", "around:Orel,100km", "around:Pskov,110km"]
    finer = whole.recording(asked)
    assert all(whole.cut(ground).size for ground in asked)
    assert not any(finer.cut(ground).size for ground in [*asked, *whole.regions.table])
    for atom in range(whole.foreign.first):
        inside = whole.land.atom == atom
        assert not np.isin(finer.land.atom[inside], finer.land.atom[~inside]).any()
    assert whole.recording(["Belarus", "France", "oblast:minsk"]) is whole
    assert whole.by_cell().all_atoms == whole.land.atom.size + len(whole.foreign.id)

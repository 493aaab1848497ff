"""Every region that is a land, an oblast, a forest or a zone has its names in the languages of the land."""

import unicodedata

import pytest

from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.files.other_names import other_names
from hinterland.report.place_names import of_region
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.theatre.local_names import LANGUAGES
from hinterland.theatre.region_names import DRAWN, NAMED, NONE, names_of, read_region_names
from hinterland.theatre.regions import read_regions

REGIONS = read_regions()
OFFICIAL = {"BSSR": "be", "UkSSR": "uk", "RSFSR": "ru", "LSSR": "lt", "LaSSR": "lv", "ESSR": "et", "MSSR": "ro"}
WITHOUT = {
    "pre1939_USSR", "annexed_1939_40", "pre1939_occupied", "Baltic_annexed", "any", "RailWar_area", "Concert_area",
    "RSFSR_NE_Ukraine", "AGC_area", "AGN_area", "AGS_area", "AGC_security", "Himmler_area", "German_rear",
    "German_forces_in_Russia", "Eastern_front", "German_Army", "Abroad", "Europe_ex_USSR",
    "Moscow-London", "Abroad_west",
}  # fmt: skip
"""Figures of speech and unions that are no names of a place."""


def republics_of(region: str, ground, masks) -> set[str]:
    held = masks.mask(region)
    return {ground.oblasts[i].republic for i in set(ground.oblast[held])}


@pytest.fixture(scope="module")
def ground():
    from hinterland.theatre.ground import read_ground

    return read_ground(4)


@pytest.fixture(scope="module")
def masks(ground):
    from hinterland.theatre.regions import Regions

    return Regions(ground)


def test_that_all_lands_oblasts_forests_and_zones_have_names_and_drawn_ground_has_none():
    named = {key for key in REGIONS if names_of(key) != NONE}
    assert {key for key, one in REGIONS.items() if one.kind in NAMED} <= named
    assert named.isdisjoint(key for key, one in REGIONS.items() if one.kind in DRAWN)
    rest = {key for key, one in REGIONS.items() if one.kind not in NAMED | DRAWN}
    assert rest - named == WITHOUT
    places = len(REGIONS) - len(WITHOUT) - sum(one.kind in DRAWN for one in REGIONS.values())
    assert len(named) == places == 224


@pytest.mark.parametrize(
    ("asked", "means"),
    [
        ("Мінская вобласць", "Minsk"),
        ("Valgevene", "Belarus"),
        ("Reichskommissariat Ostland", "RK_Ostland"),
        ("Округ Белосток", "Bezirk_Bialystok"),
        ("Kijeva", "Kiev"),
        ("Гомель", "Gomel"),
    ],
)
def test_that_a_region_is_asked_by_its_name_in_any_language(asked, means, masks):
    assert masks.named(asked) == means
    assert ledger_of_package().names.regions.find(asked) == means


def test_that_every_name_of_a_region_means_one_and_what_two_regions_are_called_is_refused_with_both(masks):
    of_ledger = ledger_of_package().names.regions
    for key in REGIONS:
        for name in names_of(key).names.values():
            assert masks.names.meant(name), name
            assert of_ledger.meant(name), name
    with pytest.raises(Fault, match="can mean more than one; give USSR_occupied or occupied_USSR"):
        of_ledger.find(names_of("USSR_occupied").names["ru"])


def test_that_the_names_are_in_the_language_of_the_republic_and_in_russian(ground, masks):
    for key, region in REGIONS.items():
        if region.kind not in ("oblast", "republic", "forest"):
            continue
        republics = republics_of(key, ground, masks)
        if len(republics) != 1 or not (wanted := OFFICIAL.get(republics.pop())):
            continue
        assert {wanted, "ru"} <= names_of(key).names.keys(), key


def test_that_each_language_is_written_in_its_own_script():
    scripts = {"be": "CYRILLIC", "uk": "CYRILLIC", "ru": "CYRILLIC", "yi": "HEBREW"}
    for key in REGIONS:
        for code, name in names_of(key).names.items():
            letters = [letter for letter in name if letter.isalpha()]
            assert letters
            assert all(unicodedata.name(one).startswith(scripts.get(code, "LATIN")) for one in letters), (key, name)


def test_that_an_oblast_under_another_name_has_the_names_of_the_oblast():
    assert names_of("bialystok") == names_of("Belostok")
    assert names_of("Leningrad_oblast") == names_of("Leningrad")
    assert names_of("lithuania") == names_of("Lithuania")
    assert names_of("German_Army") == NONE, "it lies on the ground of a region with names, and is no place"


def test_that_a_district_of_the_occupier_bears_his_name_beside_ours():
    (told,) = of_region("GB_Weissruthenien", REGIONS)
    assert told.name == "General District White Ruthenia"
    assert told.called == "Generalbezirk Weißruthenien"
    assert ("be", "ltr", "Генеральная акруга Беларусь") in told.names
    (oblast,) = of_region("Vitebsk", REGIONS)
    assert oblast.called == ""


def test_that_every_row_says_how_its_names_are_known():
    assert {names_of(key).verified for key in REGIONS if names_of(key) != NONE} == {"memory"}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Nowhere,,,X,,,,,,,,,memory", "no region 'Nowhere'"),
        ("Cottbus,,,Котбус,,,,,,,,,memory", "of kind operation"),
        ("Vitebsk,,,,,,,,,,,,memory", "has no name"),
        ("Vitebsk,,,Витебская область,,,,,,,,,", "does not say how"),
    ],
)
def test_that_a_row_out_of_order_is_refused_with_its_line(row, words, tmp_path):
    head = "id," + ",".join(LANGUAGES) + ",occupier,verified"
    (tmp_path / "regions.csv").write_bytes((THEATRE / "regions.csv").read_bytes())
    (tmp_path / "region_names.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    with pytest.raises(Fault, match=words) as caught:
        read_region_names(tmp_path)
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("table", "lacking"), [("regions.csv", "id, name"), ("local_names.csv", "name"), ("region_names.csv", "id")]
)
def test_that_a_table_of_names_without_its_column_is_a_fault_of_its_header(tmp_path, table, lacking):
    (tmp_path / table).write_text("be,ru\nMinsk,Minsk\n")
    with pytest.raises(Fault, match=f"{table}:1: the header lacks {lacking}"):
        other_names(tmp_path, "region")

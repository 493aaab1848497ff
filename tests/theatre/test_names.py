"""Regions by their older and local names, in any spelling and script; case never changes what is meant."""

import csv

import numpy as np
import pytest

from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.study.railways.railway import group_of, junction
from hinterland.theatre.assemble import load

KNOWN = {
    "Belarus": "Belorussia Byelorussia Белоруссия Беларусь BELARUS belarus White_Russia white-russia Białoruś",
    "Lvov": "Lwow Lwów Lvov Lemberg Львів Львов lvov",
    "Vilnius": "Wilno Vilna Вильнюс Wilna",
    "lithuania_kaunas": "Kowno Kovno Kaunas",
    "Stalino": "Сталино STALINO",
    "Voroshilovgrad": "Luhansk Ворошиловград",
    "Leningrad": "Petersburg St_Petersburg Ленинград Petrograd leningrad",
    "Kharkov": "Kharkiv Харків Charkow",
    "Kiev": "Kyiv Київ Kiew Kijów",
    "Minsk": "Mensk Мінск Mińsk minsk",
    "Kalinin": "Tver Тверь",
    "Orel": "Орёл Orjol",
    "RK_Ostland": "Reichskommissariat_Ostland Ostland",
    "RK_Ukraine": "Reichskommissariat_Ukraine",
    "Poland_GG": "General_Government Generalgouvernement",
    "Bessarabia": "Bessarabien Бессарабия",
    "Transnistria": "Transnistrien",
    "Karelia": "Karelo-Finnish_SSR KARELIA karelia",
    "Latvia": "Lettland Łotwa Латвия",
    "Ukraine": "УССР Україна",
    "USSR": "СССР Soviet_Union",
}


@pytest.fixture(scope="module")
def theatre():
    return load(3)


@pytest.mark.parametrize(("means", "spelled"), [(m, s) for m, many in KNOWN.items() for s in many.split()])
def test_that_a_region_is_found_by_its_other_names(theatre, means, spelled):
    asked = spelled.replace("_", " ")
    assert np.array_equal(theatre.regions.mask(asked), theatre.regions.mask(means))
    assert np.array_equal(theatre.inside(asked), theatre.inside(means))
    assert theatre.inside(asked).size


def test_that_what_is_read_otherwise_is_told_in_words(theatre):
    assert theatre.regions.note("Belorussia") == "Belorussia is read as Belarus"
    assert theatre.regions.note("Belorussia+Lwów") == "Belorussia is read as Belarus, Lwów is read as Lvov"
    assert theatre.regions.note("Belarus+Lvov") == ""
    rule = "Belorussia:Witebsk|oblast:Lemberg&region:Ostland"
    assert theatre.regions.named(rule) == "Belarus:Vitebsk|oblast:Lvov&region:RK_Ostland"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Belaruss", "perhaps you mean Belarus"),
        ("Belarus/Leningrad", "write Belarus+Leningrad for the land of all together"),
        ("Belorussia, Lwów", "write Belarus+Lvov for the land of all together"),
        ("Belarus and Minsk", "write Belarus+Minsk"),
        ("Moldavia", "can mean more than one; give Moldova or romania_moldavia"),
        ("Podolia", "give Vinnitsa or Kamenets_Podolsk"),
        ("Army Group Centre", "give AGC_rear or AGC_area or AGC_security"),
        ("Weissruthenien", "give Belarus or GB_Weissruthenien"),
        ("Xanadu", "there is no region 'Xanadu'; towns are asked as towns:Minsk or around:Minsk,50km"),
        ("", "is empty"),
        ("oblast:Atlantis", "there is no oblast 'Atlantis'"),
        (5, "the region 5 is not a name"),
        (None, "the region None is not a name"),
        (["Belarus", "Ukraine"], "the region ['Belarus', 'Ukraine'] is not a name"),
    ],
)
def test_that_what_is_no_region_or_several_is_refused_with_the_choice(theatre, asked, words):
    for find in (theatre.regions.mask, theatre.inside, theatre.something_inside):
        with pytest.raises(Fault) as caught:
            find(asked)
        assert words in str(caught.value)


def test_that_case_alone_never_changes_the_place(theatre):
    """`Karelia` is the republic and the oblast `karelia` a part of it: who means the part says so."""
    regions = theatre.regions
    for name in regions.table:
        if not name.islower():
            assert np.array_equal(regions.mask(name), regions.mask(name.lower())), name
            assert np.array_equal(regions.mask(name), regions.mask(name.upper())), name
    assert regions.mask("oblast:karelia").sum() < regions.mask("Karelia").sum()


def test_that_every_other_name_means_what_there_is_and_is_told_as_such(theatre):
    with (THEATRE / "other_names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 350
    assert {row["verified"] for row in rows} == {"memory"}
    assert len({(row["kind"], row["name"]) for row in rows}) == len(rows)
    regions = theatre.regions
    places = {*regions.table, *(o.id for o in regions.ground.oblasts), *(o.republic for o in regions.ground.oblasts)}
    assert {one for row in rows if row["kind"] == "region" for one in row["means"].split()} <= places
    for row in (row for row in rows if row["kind"] == "region"):
        means = row["means"].split()
        if len(means) > 1:
            with pytest.raises(Fault, match="can mean more than one"):
                regions.named(row["name"])
        else:
            assert np.array_equal(regions.mask(row["name"]), regions.mask(means[0])), row


@pytest.mark.parametrize(
    ("asked", "key"),
    [("Brest-Litovsk", "brest"), ("Смоленск", "smolensk"), ("Lwów", "lvov"), ("Kowel", "kovel"), ("Wilno", "vilnius")],
)
def test_that_a_junction_is_found_by_its_other_names(theatre, asked, key):
    assert theatre.railway.junction[junction(theatre.railway, asked)] == key


def test_that_a_junction_that_is_none_is_refused_with_the_nearest(theatre):
    with pytest.raises(Fault, match="there is no junction 'smolesnk'; perhaps you mean smolensk"):
        junction(theatre.railway, "smolesnk")
    with pytest.raises(Fault, match="the junction None is not a name"):
        junction(theatre.railway, None)


def test_that_an_army_group_is_found_by_its_names_in_both_languages():
    asked = ["north", "AGN", "Mitte", "Army Group Center", "heeresgruppe süd", "CENTRE"]
    assert [group_of(name) for name in asked] == [0, 0, 1, 1, 2, 1]
    with pytest.raises(Fault, match="there is no army group 'west'; give one of north, centre, south"):
        group_of("west")

"""Pages of places and units: what is the record's, what the model's, and that no killing of the model is there."""

import json

import pandas as pd
import pytest
from tests.page.test_data import opened

from hinterland.core.calendar import date_of
from hinterland.engine.result import Run
from hinterland.page import mentions, places, tracks
from hinterland.page.spots import spots
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.theatre.inputs import read_units
from hinterland.theatre.local_names import gazetteer

KILLINGS = {
    *("clash", "pursuit", "expedition", "reprisal", "terror", "execution", "village_burned", "arrest", "denunciation"),
    *(
        "garrison_attack",
        "ambush",
        "raid_attack",
        "border_raid",
        "self_defence",
        "police_raid",
        "uprising",
        "drop_lost",
    ),
    *("disarming", "defection", "dissolution"),
}
"""Kinds of event of the journal that count dead of any side, or whose people are lost or taken."""


@pytest.fixture(scope="module")
def told(data) -> dict:
    """The header of the file of places."""
    return opened(data["places"])[0]


@pytest.fixture(scope="module")
def units(data) -> dict[str, dict]:
    """What the file of units says of each, by id."""
    return {one["id"]: one for one in opened(data["units"])[0]["units"]}


def test_that_every_place_of_the_gazetteer_that_lies_somewhere_has_a_page_with_all_its_names(told):
    known = {one["id"]: one for one in told["places"]}
    assert known.keys() == {spot.place.id for spot in spots()}
    assert len(known) > 950
    for place in gazetteer().places:
        if place.id in known:
            assert known[place.id].get("names", {}) == place.names
            assert known[place.id]["name"] == place.name
    assert known["minsk"]["names"]["be"] == "Мінск"
    assert (known["bialystok"]["name"], known["bialystok"]["today"]) == ("Belostok", "Bialystok")


def test_that_a_place_without_a_page_is_a_whole_land(told):
    known = {one["id"] for one in told["places"]}
    left_out = {place.name for place in gazetteer().places if place.id not in known}
    assert {"Belarus", "Ukraine", "Finland"} <= left_out
    assert len(left_out) < 15


def test_that_a_place_has_the_days_of_its_occupation_as_the_table_gives_them(told):
    known = {one["id"]: one for one in told["places"]}
    assert known["slutsk"]["held"] == [["1941-06-27", "1944-06-30", "german", "record"]]
    assert "held" not in known["moscow"]
    assert sum("held" in one for one in told["places"]) > 700


def test_that_the_ground_about_a_place_goes_from_the_smallest_to_the_largest_and_holds_it(told):
    known = {one["id"]: one for one in told["places"]}
    for one in told["places"]:
        areas = [told["ground"][k][3] for k in one.get("ground", [])]
        assert areas == sorted(areas)
    assert {key for key, one in known.items() if "ground" not in one} == {"danzig"}, "no region of the record has it"
    names = [told["ground"][k][0] for k in known["minsk"]["ground"]]
    assert names.index("Minsk_city") < names.index("Belarus") < names.index("USSR")
    assert "Ukraine" not in names


def test_that_a_place_has_the_units_that_documents_put_there_with_the_day_in_words(told):
    known = {one["id"]: one for one in told["places"]}
    assert ["people_s_avengers_brigade_voronyansky", "parade, 16 July 1944"] in known["minsk"]["units"]
    assert not [words for one in told["places"] for _, words in one.get("units", []) if "-0" in words]


def test_that_nothing_of_a_place_is_made_by_the_run(run, told):
    """The file is made anew, the same, of a run whose journal and figures cannot be asked."""

    class WithoutFigures:
        first, days, theatre = run.first, run.days, run.theatre

    again = opened(places.file_of(WithoutFigures(), ledger_of_package()))[0]
    assert again == told


def test_that_who_was_killed_at_a_place_is_said_by_the_ledger_alone(told):
    ledger = ledger_of_package()
    assert not [word for one in told["places"] for word in one if "kill" in word or "dead" in word or "victim" in word]
    for one in told["events"]:
        assert one["source"] == ledger.documented[one["id"]].source
    assert "killed" not in json.dumps([told["places"], told["ground"], told["expeditions"]])


def test_that_every_name_that_the_occupier_gave_to_an_operation_stands_in_quotation_marks(told):
    named = [one["words"] for one in told["expeditions"] if "so called by the occupier" in one["words"]]
    assert len(named) > 40
    assert all("\u201c" in words and "\u201d" in words for words in named)
    others = [one["words"] for one in told["expeditions"] if "so called" not in one["words"]]
    assert all(words.startswith("an operation of the occupier ") for words in others)
    assert not [one for one in told["ground"] if one[2] == "operation" and "so called by the occupier" not in one[1]]


def test_that_every_named_unit_of_the_theatre_has_a_biography_with_its_founding(units):
    table = read_units()
    assert units.keys() == {unit.id for unit in table}
    for unit in table:
        told = units[unit.id]
        assert told.get("commander", "") == unit.commander
        assert told["diary"][0]["from"] <= told["formed"]
        assert any(one["words"] in ("is set up", "comes from behind the front") for one in told["diary"])


def test_that_what_a_diary_has_of_the_record_says_how_it_is_known(units):
    entries = [one for unit in units.values() for one in unit["diary"]]
    assert len(entries) > 300
    for one in entries:
        assert one["basis"] in ("yes", "documents", "record", "memory", "house")
        assert one.get("sure", False) == (one["basis"] in ("yes", "documents", "record"))
    ledger = ledger_of_package()
    assert all(claim in ledger.by_id for one in entries for claim in one.get("claims", "").split())


def test_that_a_documented_march_has_its_days_places_and_sources_in_order(units):
    kovpak = [one for one in units["putivl_detachment_kovpak"]["diary"] if one.get("march") == "kovpak_1942"]
    assert [one["from"] for one in kovpak] == sorted(one["from"] for one in kovpak)
    assert len(kovpak) == 7
    assert kovpak[0]["words"] == "sets out: Staraya Guta, Bryansk forests"
    assert kovpak[1]["when"] == "about 3 November 1942"
    assert kovpak[1]["url"].startswith("https://")


def test_that_the_weeks_of_the_model_tell_no_killing_and_no_fight():
    assert not {one.kind for one in tracks.ACTIONS} & KILLINGS


def test_that_the_people_of_a_unit_are_those_with_whom_the_run_set_it_up(run: Run, data):
    header, found = opened(data["units"])
    formed = run.events[(run.events["kind"] == "formation") & (run.events["second"] == 1.0)]
    assert len(formed) > 5
    for unit, men in zip(formed["other"], formed["true"], strict=True):
        assert header["units"][unit]["way"][0][2] == round(men)
    told = found["people"] != tracks.NOBODY
    assert told.any(axis=1).sum() > 5
    assert (found["people"][told] < 20_000).all()
    assert found["people"].shape == (len(header["units"]), -(-run.days // 7))


def test_that_the_deeds_of_a_unit_are_those_of_its_detachment_in_the_journal(run: Run, data):
    header, found = opened(data["units"])
    kind = [one.kind for one in tracks.ACTIONS].index("rail_cut")
    told = {}
    for unit in range(len(header["units"])):
        rows = slice(found["action_starts"][unit], found["action_starts"][unit + 1])
        told[unit] = int(found["action_sum"][rows][found["action_kind"][rows] == kind].sum())
    cut = run.events[run.events["kind"] == "rail_cut"]
    days = (cut["date"] - pd.Timestamp(date_of(run.first))).dt.days
    theirs = dict.fromkeys(told, 0.0)
    for one in tracks.spells(run):
        mine = (cut["who"] == one.detachment) & (days >= one.first) & (days < one.last)
        theirs[one.unit] += cut["true"][mine].sum()
    assert told == theirs


def test_that_a_claim_names_the_places_and_units_that_its_words_name_and_no_namesake():
    named = mentions.named_by(ledger_of_package())
    assert ("place", "putivl", "Putivl") in named["S129"]
    assert ("unit", "putivl_detachment_kovpak", "Putivl detachment (Kovpak)") in named["S129"]
    assert {kind for kind, _, _ in named["S098"]} == {"place"}, "the general is not the leader of the brigade"
    assert not [one for one in named.get("S132", []) if one[0] == "place"], "a unit called after a town is no town"
    assert "S287" not in named, "a land is no place"


def test_that_a_named_claim_of_the_page_leads_to_a_page_that_is_there(data, told, units):
    known = {"place": {one["id"] for one in told["places"]}, "unit": units.keys()}
    led = [one for claim in opened(data["claims"])[0]["claims"] for one in claim.get("named", [])]
    assert len(led) > 100
    assert all(key in known[kind] for kind, key, _ in led)
    events = opened(data["documented"])[0]["events"]
    assert all(one["spot"] in known["place"] for one in events if "spot" in one and "at" in one)


def test_that_places_and_units_take_little_room_and_none_of_the_first_map(data):
    assert len(data["places"]) + len(data["units"]) < 150_000

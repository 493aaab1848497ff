"""What comes from outside: tables that are told when they are wrong, and skies that are right."""

import shutil
from datetime import date

import numpy as np
import pytest
from tests.theatre.spoiled import spoil
from tests.theatre.tables import table

from hinterland.core.calendar import DAYS, day_of
from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.daylight import nearest, night_hours
from hinterland.theatre.decisions import EVENTS, LEVELS, SWITCHES
from hinterland.theatre.inputs import COMMANDS, GROUPS, KINDS, Inputs, build
from hinterland.theatre.weather import foliage, zone_of

TABLES = ("weather", "weather_zones", "decisions", "axis", "expedition_commands", "partisan_units", "stores", "demand")


@pytest.fixture(scope="module")
def history() -> Inputs:
    return build()


@pytest.fixture
def folder(tmp_path):
    for name in TABLES:
        shutil.copy(THEATRE / f"{name}.csv", tmp_path)
    return tmp_path


def lose(folder, name, line):
    path = folder / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: line - 1] + lines[line:]), encoding="utf-8")


def days(first, last):
    return slice(day_of(date.fromisoformat(first)), day_of(date.fromisoformat(last)) + 1)


def test_that_every_day_and_zone_has_its_weather(history):
    fields = (history.temp_c, history.snow_cm, history.mud, history.flying, history.foliage, history.night_h)
    assert {field.shape for field in fields} == {(DAYS, 8)}
    assert all(np.isfinite(field).all() and field.dtype == np.float32 for field in fields)
    assert all(field.min() >= 0 for field in fields[1:])
    assert all(field.max() <= 1 for field in fields[2:5])


def test_that_the_first_winter_was_by_far_the_coldest_and_the_third_the_mildest(history):
    winters = ("1941-12-01", "1942-02-28"), ("1942-12-01", "1943-02-28"), ("1943-12-01", "1944-02-29")
    first, second, third = (history.temp_c[days(*winter)].mean(axis=0) for winter in winters)
    fourth = history.temp_c[days("1944-12-01", "1945-02-28")].mean(axis=0)
    inland = [0, 1, 2, 3, 4, 5, 7]
    assert (first[inland] < second[inland] - 3).all()
    assert (second < fourth).all()
    assert (fourth < third).all()


def test_that_snow_lies_deepest_in_the_first_winter_and_never_in_summer(history):
    depth = history.snow_cm
    first, third = depth[days("1942-01-15", "1942-03-15")], depth[days("1944-01-15", "1944-03-15")]
    assert (first.mean(axis=0) > third.mean(axis=0)).all()
    assert depth[days("1943-06-15", "1943-09-01")].max() == 0


def test_that_central_russia_drowns_in_mud_in_october_1941(history):
    central = history.mud[:, zone_of(53.3, 34.4)]
    assert central[days("1941-10-01", "1941-10-31")].mean() > 0.7
    assert central[days("1942-01-01", "1942-02-28")].max() < 0.1
    assert central[days("1943-07-01", "1943-07-31")].max() == 0


def test_that_the_nights_of_concert_were_worse_for_flying_than_those_of_the_autumn_before(history):
    concert = history.flying[days("1943-09-19", "1943-11-01"), 2].mean()
    assert concert < 0.75 * history.flying[days("1942-09-19", "1942-11-01"), 2].mean()


@pytest.mark.parametrize(
    ("lat", "day", "daylight"),
    [
        (59.94, "1943-06-21", 18 + 51 / 60),
        (55.75, "1943-06-21", 17 + 34 / 60),
        (50.45, "1943-06-21", 16 + 27 / 60),
        (59.94, "1943-12-22", 5 + 53 / 60),
        (55.75, "1943-12-22", 7.0),
        (50.45, "1943-12-22", 8.0),
    ],
)
def test_that_a_solstice_night_is_right_to_five_minutes(lat, day, daylight):
    assert night_hours(lat, day_of(date.fromisoformat(day))) == pytest.approx(24 - daylight, abs=5 / 60)


def test_that_the_far_north_has_no_night_at_midsummer_and_no_day_at_midwinter():
    summer, winter = night_hours(69.5, [day_of(date(1942, 6, 21)), day_of(date(1942, 12, 21))])
    assert (summer, winter) == (0, 24)


def test_that_leaves_come_from_the_south_in_april_and_fall_from_the_north_in_october():
    lat = np.array([46.0, 54.0, 60.0])
    assert (np.diff(foliage(lat, day_of(date(1943, 5, 5)))) < 0).all()
    assert (np.diff(foliage(lat, day_of(date(1943, 10, 10)))) < 0).all()
    assert (foliage(lat, day_of(date(1943, 7, 1))) == 1).all()
    assert (foliage(lat, day_of(date(1943, 4, 5))) == 0).all()


def test_that_a_cell_takes_the_weather_of_the_nearest_zone():
    lat = np.array([59.9, 56.9, 53.9, 53.2, 49.8, 50.0, 45.0, 64.5])
    lon = np.array([30.3, 24.1, 27.6, 34.4, 24.0, 36.2, 34.1, 34.8])
    assert zone_of(lat, lon).tolist() == list(range(8))


def test_that_decisions_are_causes_in_order_of_their_dates(history):
    assert len(history.decisions) >= 150
    starts = [decision.start for decision in history.decisions]
    assert starts == sorted(starts)
    assert {decision.switch for decision in history.decisions} == set(SWITCHES) == set(LEVELS) | set(EVENTS)
    assert all(0 <= d.start <= d.end < DAYS and d.text for d in history.decisions)


def test_that_the_central_staff_and_the_gate_stand_on_their_days(history):
    staff = [d for d in history.decisions if d.switch == "central_staff"]
    assert (staff[0].start, staff[-1].end) == (day_of(date(1942, 5, 30)), day_of(date(1944, 1, 13)))
    gates = [d for d in history.decisions if d.switch == "corridor" and d.claim == "S075"]
    assert [(g.start, g.end) for g in gates] == [(day_of(date(1942, 2, 10)), day_of(date(1942, 9, 28)))]


def test_that_both_dates_of_the_founding_directive_are_told(history):
    organising = [d for d in history.decisions if d.switch == "party_organising"]
    founding = [d.text for d in organising if d.claim in ("S483", "S019")]
    assert len(founding) == 2
    assert all("S019" in text and "S483" in text for text in founding)


def test_that_what_a_scenario_drops_is_gone_and_nothing_else(history):
    gate = next(d.id for d in history.decisions if d.switch == "corridor")
    less = build(drop={"central_staff", gate})
    gone = set(history.decisions) - set(less.decisions)
    assert {d.id for d in gone if d.switch != "central_staff"} == {gate}
    assert not [d for d in less.decisions if d.switch == "central_staff"]
    assert not set(less.decisions) - set(history.decisions)


def test_that_dropping_what_is_not_there_is_a_fault():
    with pytest.raises(Fault, match="there is no switch or decision 'central_stuff'; perhaps you mean central_staff"):
        build(drop={"central_stuff"})


def test_that_a_mild_winter_warms_its_days_only_and_thins_their_snow(history):
    mild = build(warmer=(("1941-11-01", date(1942, 3, 31), 6.0),))
    inside = days("1941-11-01", "1942-03-31")
    warmed = mild.temp_c - history.temp_c
    assert warmed[inside] == pytest.approx(6.0, abs=1e-4)
    assert (np.delete(warmed, np.r_[inside], axis=0) == 0).all()
    deep = history.snow_cm[inside] > 1
    assert (mild.snow_cm[inside][deep] < 0.7 * history.snow_cm[inside][deep]).all()


@pytest.mark.parametrize("change", [("1942-03-31", "1941-11-01", 6.0), ("1940-01-01", "1941-11-01", 6.0)])
def test_that_a_weather_change_that_does_not_fit_the_war_is_a_fault(change):
    with pytest.raises(Fault, match="war"):
        build(warmer=(change,))


def test_that_every_stay_of_an_axis_unit_can_be_placed(history):
    axis = history.axis
    assert len(axis.id) >= 120
    assert len(set(axis.id)) == len(axis.id)
    assert set(axis.kind.tolist()) == set(range(len(KINDS)))
    assert set(axis.group.tolist()) == set(range(len(GROUPS)))
    assert (axis.start <= axis.end).all()
    assert (axis.men > 0).all()


def test_that_a_unit_is_never_in_two_places(history):
    stays, aggregated = {}, {"landesschutz", "rail_guard", "schuma", "gendarmerie"}
    for name, kind, start, end in zip(*[history.axis[i] for i in (1, 2, 4, 5)], strict=True):
        if KINDS[kind] not in aggregated:
            stays.setdefault(name, []).append((start, end))
    moves = [pair for spans in stays.values() for pair in zip(sorted(spans), sorted(spans)[1:], strict=False)]
    assert len(moves) > 50
    assert all(before[1] < after[0] for before, after in moves)


def test_that_axis_units_stand_on_ground_that_is_occupied(history):
    axis, spells = history.axis, {}
    for row in table("occupations"):
        span = day_of(date.fromisoformat(row["from"])), day_of(date.fromisoformat(row["to"]))
        spells.setdefault(row["town"], []).append(span)
    towns = [row for row in table("towns") if row["id"] in spells]
    names, lat, lon = (np.array([row[name] for row in towns]) for name in ("id", "lat", "lon"))
    lat, lon = lat.astype(float), lon.astype(float)
    town = nearest(axis.lat, axis.lon, lat, lon)
    close = np.hypot(axis.lat - lat[town], (axis.lon - lon[town]) * 0.6) < 0.05
    close &= axis.group != GROUPS.index("finland")  # half of those towns are Finnish, and never changed hands
    held = [
        any(first <= start and end <= last for first, last in spells[name])
        for name, start, end in zip(names[town], axis.start, axis.end, strict=True)
    ]
    assert close.sum() > 300
    assert [axis.id[i] for i in np.flatnonzero(close & ~np.array(held))] == []


def test_that_army_group_centre_has_the_security_forces_that_claims_s066_and_s067_name(history):
    axis, day = history.axis, day_of(date(1941, 12, 20))
    here = (axis.start <= day) & (day <= axis.end) & (axis.group == GROUPS.index("centre"))
    kinds = [KINDS[kind] for kind in axis.kind[here]]
    assert kinds.count("security_division") == 4
    assert kinds.count("ss_brigade") == 2


def test_that_the_units_of_the_documents_can_be_found(history):
    assert len(history.units) >= 60
    formed = {unit.commander: unit.formed for unit in reversed(history.units) if unit.commander}
    assert formed["Dorodnykh"] == day_of(date(1941, 6, 23))
    assert formed["Vasily Korzh"] == day_of(date(1941, 6, 26))
    assert {"Sydir Kovpak", "Alexander Saburov", "Oleksiy Fedorov", "Dmitry Medvedev"} <= set(formed)
    assert {"Sergei Grishin", "Tuvia Bielski", "E.K. Chekhov", "P. Zuchenko", "Vilis Samsons"} <= set(formed)


def test_that_the_commands_of_expeditions_are_known_for_most_that_are_ordered_by_name(history):
    named = {d.id for d in history.decisions if d.switch == "expedition"}
    assert set(history.commands) <= named
    assert len(history.commands) > 0.6 * len(named)
    assert set(history.commands.values()) <= set(range(len(COMMANDS)))


def test_that_aircraft_and_trains_are_planned_for_every_day(history):
    assert history.sorties.sum() == pytest.approx(200_000, rel=0.02)
    assert (history.sorties * history.sortie_kg).sum() / 1000 == pytest.approx(33_000, rel=0.05)
    early = history.sorties[days("1941-07-01", "1942-05-31")].mean()
    late = history.sorties[days("1943-01-01", "1943-12-31")].mean()
    assert early < 0.2 * late
    assert history.demand.shape == (DAYS, len(GROUPS))


@pytest.mark.parametrize(
    ("table", "line", "changes", "said"),
    [
        ("decisions", 5, {"from": "1941-13-01"}, "from '1941-13-01' is not a day of the calendar"),
        ("decisions", 5, {"from": "1940-07-01"}, "lies outside the war"),
        ("decisions", 5, {"to": "1941-06-22", "from": "1941-06-23"}, "before it begins"),
        ("decisions", 5, {"switch": "weather_magic"}, "switch 'weather_magic' is not known"),
        ("decisions", 5, {"value": "much"}, "value 'much' is not a number"),
        ("decisions", 5, {"value": "-7"}, "value -7 is out of range"),
        ("decisions", 5, {"unit": "bushel"}, "unit 'bushel' is not known"),
        ("decisions", 5, {"region": "circle:55,31"}, "region has the term 'circle:55,31'"),
        ("decisions", 5, {"to_region": "Belarus"}, "with to_region 'Belarus'"),
        ("decisions", 5, {"id": ""}, "is empty or stands twice"),
        ("axis", 9, {"kind": "dragoons"}, "kind 'dragoons' is not known"),
        ("axis", 9, {"men": "0"}, "men 0 is out of range"),
        ("axis", 9, {"base_lat": "5"}, "base_lat 5 is out of range"),
        ("expedition_commands", 3, {"command": "navy"}, "command 'navy' is not known"),
        ("expedition_commands", 3, {"decision": "raid_001"}, "decision 'raid_001' is not known"),
        ("partisan_units", 4, {"level": "horde"}, "level 'horde' is not known"),
        ("weather", 3, {"month": "1941-06"}, "zone 1 has 1941-06 twice"),
        ("weather", 3, {"temp_c": "nan"}, "temp_c nan is out of range"),
        ("stores", 3, {"month": "1939-09"}, "month '1939-09' is not known"),
        ("demand", 3, {"from": "1941-08-01"}, "north asks twice on some day"),
    ],
)
def test_that_a_bad_row_gives_one_clear_fault(folder, table, line, changes, said):
    spoil(folder / f"{table}.csv", line, **changes)
    with pytest.raises(Fault) as caught:
        build(folder)
    assert said in caught.value.message
    assert caught.value.line == line
    assert caught.value.path.name == f"{table}.csv"
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("table", "said"),
    [("weather", "zone 1 lacks 1941-07"), ("stores", "1941-07 is"), ("demand", "nothing on 1941-08-16")],
)
def test_that_a_row_that_is_missing_is_missed(folder, table, said):
    lose(folder, table, 3)
    with pytest.raises(Fault, match=said):
        build(folder)


def test_that_a_table_that_is_missing_is_missed(folder):
    (folder / "axis.csv").unlink()
    with pytest.raises(Fault, match=r"axis\.csv: the table is missing"):
        build(folder)


def test_that_a_column_that_is_missing_is_missed(folder):
    path = folder / "stores.csv"
    path.write_text(path.read_text().replace("kg_per_sortie", "load"))
    with pytest.raises(Fault, match="header lacks kg_per_sortie"):
        build(folder)

"""What the page reads is what the run holds, to within what its numbers can say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.page.codes import error_of
from tests.report import made_up_folders

from hinterland.core.calendar import day_of
from hinterland.core.fault import Fault
from hinterland.engine.result import Run
from hinterland.evidence.documented import CRIMES
from hinterland.evidence.registry import of_victims
from hinterland.page import fields, series, site
from hinterland.page.arrays import TYPES, Arrays
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.ensembles.courses import read_courses
from hinterland.web.pack import unpacked

MB = 1e6


def opened(data: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    """Return header and arrays of a packed file, as the page reads them."""
    header, content = unpacked(data)
    found = {}
    for name, (kind, at, *shape) in header.get("arrays", {}).items():
        found[name] = np.frombuffer(content, TYPES[kind], int(np.prod(shape)), at).reshape(shape)
    return header, found


def read_field(data: dict[str, bytes], field: dict) -> np.ndarray:
    """Return a field as the page reads it: rows of upper bytes added up, with the lower ones."""
    (_, upper), (_, lower) = opened(data["map"]), opened(data["figures"])
    name = field["id"]
    code = np.cumsum(upper[name], axis=0, dtype=np.uint8).astype(int) * 256 + lower[name]
    return np.where(code == fields.NONE, np.nan, field["top"] * (code / fields.WHOLE) ** field["power"])


@given(
    st.floats(1e-3, 1e7), st.sampled_from([1.0, 2.0]), st.lists(st.floats(0, 1), min_size=1, max_size=30), st.booleans()
)
def test_that_a_code_gives_its_value_back_to_within_what_is_stated(top, power, shares, none):
    values = np.array([*shares, np.nan if none else 0.0]) * top
    code = fields.codes(values, top, power).astype(int)
    back = np.where(code == fields.NONE, np.nan, top * (code / fields.WHOLE) ** power)
    assert (np.isnan(back) == np.isnan(values)).all()
    known = ~np.isnan(values)
    assert (np.abs(back - values)[known] <= error_of(values, top, power)[known] + 1e-12 * top).all()
    assert (fields.codes(np.zeros(3), top, power) == 0).all()


def test_that_every_cell_of_every_week_is_read_as_the_run_has_it(run, data):
    described = {one["id"]: one for one in opened(data["map"])[0]["fields"]}
    for field in fields.FIELDS:
        held, read = fields.values_of(run, field), read_field(data, described[field.id])
        assert (np.isnan(held) == np.isnan(read)).all()
        known = ~np.isnan(held)
        error = error_of(held, described[field.id]["top"], field.power)
        assert (np.abs(held - read)[known] <= error[known]).all()
        assert np.nanmax(error) < 2e-4 * described[field.id]["top"]


def test_that_a_field_adds_up_to_what_the_run_says_of_the_whole_land(run, data):
    strength = {one["id"]: one for one in opened(data["map"])[0]["fields"]}["strength"]
    read = read_field(data, strength)
    week = np.flatnonzero(fields.weeks(run) == 140)[0]
    whole = np.nansum(read[week] * run.theatre.land.area / fields.AREA)
    everywhere = run.by_atom("partisans.strength", fields.EVERYWHERE)[140:147].sum(axis=1).mean()
    assert 0.9 * everywhere < whole <= 1.001 * everywhere


def test_that_no_field_by_cell_and_nothing_by_week_counts_victims(run, data):
    for field in opened(data["map"])[0]["fields"]:
        if of_victims(field["quantity"]):
            assert field["place"] == "oblast"
            assert len(read_field(data, field)) == len(series.month_ends(run)) < len(fields.weeks(run))
        else:
            assert field["place"] == "cell"


def test_that_the_dead_of_an_oblast_are_those_of_the_run_by_month(run, data):
    killed = next(one for one in opened(data["map"])[0]["fields"] if one["id"] == "killed")
    ground, land = run.theatre.ground, run.theatre.land
    k = next(n for n, one in enumerate(ground.oblasts) if one.id == "minsk")
    people = (land.rural + land.urban)[ground.oblast == k].sum()
    read = read_field(data, killed)[:, k] * people / 1000.0
    assert read[-1] == pytest.approx(run.sum("civilians.killed", "oblast:minsk"), rel=1e-3)
    until_october = run.sum("civilians.killed", "oblast:minsk", "1941-06-22", "1941-10-31")
    assert read[-3] == pytest.approx(until_october, rel=1e-3)


def test_that_a_chart_holds_sums_means_and_ratios_of_the_run(run, data):
    header, found = opened(data["charts"])
    row = [name for name, _ in header["regions"]].index("Belarus")
    k = [first for first, _ in header["months"]].index("1941-10-01")
    days = ("Belarus", "1941-10-01", "1941-10-31")
    assert found["rails.cut"][row, k] == pytest.approx(run.sum("rails.cut", *days), rel=1e-5)
    assert found["rails.cut:german"][row, k] == pytest.approx(run.sum("rails.cut", *days, said_by="german"), rel=1e-5)
    assert found["partisans.strength"][row, k] == pytest.approx(run.mean("partisans.strength", *days), rel=1e-5)
    assert found["zones.area_share"][row, k] == pytest.approx(run.ratio("zones.area_share", *days), rel=1e-5)
    assert found["civilians.killed"][row, k] == pytest.approx(run.sum("civilians.killed", *days), rel=1e-5)


def test_that_the_bands_of_an_ensemble_are_those_of_its_runs(run, tmp_path):
    courses = read_courses(made_up_folders.ensemble(tmp_path / "ensemble", runs=3))
    header, found = opened(series.file_of(run, series.regions_of(run, ledger_of_package()), courses))
    bands = {
        (series.name_of(one.followed.name, one.followed.said_by), one.followed.region): one for one in courses.courses
    }
    assert len(header["bands"]) > 10
    assert header["runs"] == 3
    for name, region in header["bands"]:
        assert found[f"band {name} {region}"] == pytest.approx(bands[name, region].bands(), rel=1e-6)


def test_that_every_claim_has_its_words_its_source_and_its_citation(data):
    ledger = ledger_of_package()
    header, _ = opened(data["claims"])
    citations, _ = opened(data["citations"])
    described = {one["id"]: one for one in header["claims"]}
    spoken = {claim.id: claim for claim in ledger.judged if claim.said_by != "house"}
    assert described.keys() == spoken.keys() == citations.keys()
    for name, one in described.items():
        assert one["by"] == spoken[name].said_by
        assert one["source"] in header["sources"]
        assert one.get("sure", False) == (spoken[name].verified != "memory")
        text, item = citations[name]
        assert text.startswith("@")
        assert name in text
        assert item["id"] == f"hinterland-{name}"
        assert header["titles"][one["quantity"]]


def test_that_a_claim_of_victims_has_no_factor_and_no_sign(data):
    victims = [one for one in opened(data["claims"])[0]["claims"] if one.get("victims")]
    assert len(victims) > 20
    assert not [one["id"] for one in victims if "factor" in one or "sign" in one]


def test_that_a_mark_stands_at_the_days_and_the_figures_of_its_claim(run, data):
    ledger = ledger_of_package()
    marked = [one for one in opened(data["claims"])[0]["claims"] if "mark" in one]
    assert len(marked) > 10
    for one in marked:
        claim = ledger.by_id[one["id"]]
        first, last, low, best, high = one["mark"]
        assert first == day_of(claim.date_from) - run.first
        assert last >= first
        assert [v is None for v in (low, best, high)] == [v is None for v in (claim.low, claim.best, claim.high)]


def test_that_documented_events_are_those_of_the_ledger_and_carry_their_source(run, data):
    ledger = ledger_of_package()
    events = opened(data["documented"])[0]["events"]
    assert len(events) > 50
    assert [one["first"] for one in events] == sorted(one["first"] for one in events)
    for one in events:
        documented = ledger.documented[one["id"]]
        assert one.get("crime", False) == (documented.kind in CRIMES)
        assert one["source"] == documented.source
        assert one["last"] >= 0
        assert one["first"] < run.days


def test_that_the_files_are_small_and_the_same_for_the_same_run(run, data):
    assert sum(map(len, data.values())) < 6 * MB
    assert sum(len(data[name]) for name in site.FIRST) < 1.5 * MB
    assert fields.files_of(run) == (data["map"], data["figures"])


def test_that_a_run_without_cells_or_lines_is_refused(run):
    class WithoutLines:
        played = run.played._replace(record=type("Nothing", (), {"lines": {}}))
        theatre = run.theatre

    with pytest.raises(Fault, match="by_cell=True and lines=True"):
        site.data_of(WithoutLines())


def test_that_numbers_which_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="does not fit"):
        Arrays().add("wide", np.array([40_000]), "i2")


def test_that_a_region_without_cells_has_no_chart(run):
    names = series.regions_of(run, ledger_of_package())
    assert names[: len(series.LANDS)] == list(series.LANDS)
    assert len(names) <= series.MOST
    assert isinstance(run, Run)
    assert all(run.theatre.inside(name).size for name in names)

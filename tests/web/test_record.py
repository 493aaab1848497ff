"""What the library tells of a record is what the program recorded; of a stopped war, as far as it was played."""

import shutil

import numpy as np
import pytest
from tests.web import node
from tests.web.conftest import BRIEF, LAST, LATE

from hinterland.core.calendar import FIRST
from hinterland.engine.event_figures import FIGURES
from hinterland.engine.result import Run
from hinterland.engine.run import play
from hinterland.web.pack import packed, unpacked

pytestmark = node.needed
PLAY = "for await (const day of war.play()) void day;"
STOP = "for await (const { day } of war.play()) if (day === 20) break;"
ENDS = "a war is being played: wait for its end, or stop it"
COLUMNS = ("cell", "who", "other", "true", "second", "claimed", "found")


@pytest.fixture(scope="module")
def run() -> Run:
    """The brief war as the program plays it."""
    return Run(play(BRIEF, 1))


@pytest.fixture(scope="module")
def told(short):
    """The brief war as the library tells it."""
    some = '{ kinds: ["rail_cut", "reprisal"], from: 30, to: 50 }'
    asked = {"events": "events()", "some": f"events({some})", "lines": "lines()", "record": "record()"}
    answers = ", ".join(f"{name}: await war.{one}" for name, one in asked.items())
    return node.ask(short, f"{PLAY} return {{ {answers} }};")


def test_that_the_events_are_those_of_the_program_and_are_called_simulated(told, run):
    events, native = told["events"], run.events
    assert events["simulated"] is True
    assert len(native) > 500
    assert events["kind"] == native["kind"].tolist()
    assert events["day"] == [day.days for day in native["date"].dt.date - FIRST]
    for name in COLUMNS:
        np.testing.assert_array_equal(events[name], native[name], err_msg=name)
    assert {one["true"] for one in events["figures"].values()} == {first for first, _ in FIGURES.values()}


def test_that_events_are_given_of_some_kinds_and_days(told, run):
    some, native = told["some"], run.events
    day = np.array([one.days for one in native["date"].dt.date - FIRST])
    wanted = native["kind"].isin(["rail_cut", "reprisal"]).to_numpy() & (day >= 30) & (day <= 50)
    assert 0 < wanted.sum() < len(native) / 2
    assert some["kind"] == native["kind"][wanted].tolist()
    assert some["day"] == day[wanted].tolist()
    assert some["true"] == native["true"][wanted].tolist()


def test_that_lines_are_told_by_name_and_month(told, run):
    lines, record = told["lines"], run.played.record
    assert lines["line"] == list(run.theatre.railway.line)
    assert lines["day"] == record.map_days
    np.testing.assert_array_equal(np.reshape(lines["closed"], (len(record.map_days), -1)), np.stack(record.line_closed))
    assert max(lines["closed"]) > 0.0, "no line was closed, so that nothing is tested"


def test_that_the_record_lies_as_that_of_the_program(told, run):
    here, record = told["record"], run.played.record
    starts, atoms, figures = record.table.kept()
    assert figures.size > len(record.series) * run.theatre.all_atoms, "it is one piece, so that nothing is joined"
    assert (here["first"], here["days"], here["series"]) == (record.first, record.days, list(record.series))
    assert here["starts"] == starts[: record.days].ravel().tolist()
    np.testing.assert_array_equal(here["atoms"], atoms)
    np.testing.assert_array_equal(here["figures"], figures)
    assert here["mapDays"] == record.map_days
    for name, maps in record.maps.items():
        np.testing.assert_array_equal(here["maps"][name], np.stack(maps), err_msg=name)


def test_that_a_war_that_was_stopped_has_no_hashes_and_tells_the_days_that_were_played(short, run):
    said = "const refused = await war.hashes().then(() => null, ({ message }) => message);"
    values = 'const values = await war.values("partisans.strength", "Belarus");'
    here = node.ask(short, f"{STOP} {said} {values} return {{ refused, values, record: await war.record() }};")
    played = len(here["values"])
    assert 20 < played <= LAST
    assert here["record"]["days"] == played
    assert here["refused"] == f"the war has hashes once it is over: {played} of its {LAST + 1} days were played"
    native = run.values("partisans.strength", "Belarus")[:played]
    np.testing.assert_allclose(here["values"], native, rtol=1e-9)


def test_that_a_war_says_what_it_lacks_where_a_table_was_full(short):
    script = f"""
    const {{ Engine }} = await import(given.library + "/engine.js");
    {PLAY}
    const whole = await war.cautions();
    const read_ = async (name) => new Uint8Array(await read(name));
    const engine = await Engine.load(await read_("hinterland.wasm"), await read_("image.war"));
    engine.begin();
    engine.array("brigades.refused")[0] = 1234;
    return [whole, engine.cautions()];
    """
    assert node.ask(short, script) == [[], ["the table of brigades had no room for 1,234"]]


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("await war.values('partisans.strength')", "no war of this scenario has been played yet"),
        (f"{PLAY} await war.scenario(await read('{LATE}.war')); await war.events()", "no war of this scenario has"),
        (f"{STOP} await war.events({{ kinds: ['rail_cuts'] }})", "no kind of event is called rail_cuts"),
        ("await war.claims('nothing')", "no quantity is called nothing"),
        ("await war.claims('partisans.strength', 'Atlantis')", "no region is called Atlantis"),
        ("await war.set('rail.guards_half', '12')", "rail.guards_half is set to what is no number"),
        ("await war.seed(NaN)", "seed NaN is no whole number from 0 on"),
        ("for await (const day of war.play({ every: 0 })) void day", "every 0 is no whole number of days from 1 on"),
        ("for await (const { day } of war.play()) if (day === 5) for await (const one of war.play()) void one", ENDS),
        ("war.close(); await war.hashes()", "the war was closed"),
        ("await war.scenario(await read('readings.war'))", "given as the scenario is no such file of a war"),
        ("await war.scenario(new TextEncoder().encode('<html>').buffer)", "given as the scenario is no such file"),
    ],
)
def test_that_what_has_no_answer_is_refused_in_words(short, script, why):
    told = node.ask(short, f"try {{ {script}; }} catch ({{ message }}) {{ return message; }}")
    assert why in told


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (f"{LATE}.war", "as the scenario was written with another image: take all files from one folder of export-web"),
        ("readings.war", "as the readings was written with another image"),
        ("image.war", "the module is not that of the image"),
        ("hinterland.wasm", "the module is not that of the image"),
    ],
)
def test_that_files_of_two_exports_are_not_taken_together(short, tmp_path, name, why):
    folder = shutil.copytree(short, tmp_path / "mixed")
    content = (folder / name).read_bytes()
    if name.endswith(".war"):
        header, memory = unpacked(content)
        content = packed(header | {"of": "0" * 16, "module": "0" * 16}, memory)
    else:
        content += b"\0"
    (folder / name).write_bytes(content)
    with pytest.raises(AssertionError, match=why):
        node.ask(folder, f"await war.scenario(await read('{LATE}.war'))")

"""What-ifs as ensembles: what may be asked, one after another, and figures that are those of the wars themselves."""

import json
import re
import threading
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.page.conftest import TOP
from tests.page.test_own_claims import GOOD, MadeUp, own

import hinterland
from hinterland.core.calendar import day_of
from hinterland.core.fault import Fault
from hinterland.engine.quantities import QUANTITIES, SHARES
from hinterland.page import pairs_process, requests, what_if_ensembles
from hinterland.page.answers_of_what_ifs import PairedQuantity, Wanted, WhatIfAsked
from hinterland.page.arrays import Arrays
from hinterland.page.requests import MOST_OPEN, Queue, TooMany
from hinterland.page.server import PageServer
from hinterland.page.what_if import parameters
from hinterland.page.what_if_ensembles import FOLLOWED, WARS, WhatIfEnsembles, played_in_process
from hinterland.study.ensembles.run_store import read_runs
from hinterland.study.scenarios.scenario_files import load as scenario_named

END = "1941-07-31"
WAR = scenario_named("history")._replace(resolution=3, end=day_of(date(1941, 7, 31)))
REGIONS = ("USSR", "Belarus")
GUARDS = {"rail.guards_half": 30.0}


class MadeUpPairs:
    """Stands for the process: writes pairs whose changed war has one more of everything, when it is allowed to."""

    def __init__(self) -> None:
        """Begin with none that may be played."""
        self.may_go_on, self.jobs = threading.Event(), []

    def __call__(self, job: Any, request: requests.Request) -> None:
        """Play as many wars as were asked for."""
        self.jobs.append(job)
        for done in range(request.wars + 1):
            request.progress(done)
            assert self.may_go_on.wait(600)
        shape = (job["runs"], len(job["quantities"]), len(job["regions"]))
        arrays = Arrays()
        for more, side in enumerate(("before", "after")):
            arrays.add(side, np.full((*shape, 7), 1.0 + more), "f4")
            arrays.add(f"whole_{side}", np.full(shape, 7.0 * (1 + more)), "f4")
        seeds = [job["seed"] + n for n in range(job["runs"])]
        months = [[f"1941-{n:02}-01", f"1941-{n:02}-28"] for n in range(6, 13)]
        header = {"quantities": job["quantities"], "regions": job["regions"], "months": months}
        packed = arrays.packed({**header, "seeds": seeds, "draws": seeds})
        (request.folder / pairs_process.PAIRS).write_bytes(packed)


def ensembles(folder: Path, play: Any = None, queue: Queue | None = None) -> WhatIfEnsembles:
    """Return what takes what-ifs of a short war, played for the test or by the real process."""
    return WhatIfEnsembles(WAR, REGIONS, folder, queue, play or played_in_process)


def wanted(**given: Any) -> Wanted:
    """Return a what-if with a changed parameter."""
    return Wanted(**{"changes": GUARDS, "runs": 2, **given})


def state_of(asked: WhatIfEnsembles, key: str, *states: str) -> dict[str, Any]:
    """Wait until a what-if is in one of some states, and return it."""
    end = time.monotonic() + 600
    while (found := asked.one(key)) is None or found["state"] not in states:
        assert time.monotonic() < end, found
        time.sleep(0.02)
    return found


def test_that_what_is_read_off_a_war_are_quantities_of_its_charts_and_the_table_of_the_page_is_among_them():
    assert set(FOLLOWED) <= {q.name for q in (*QUANTITIES, *SHARES)}
    source = (TOP / "page" / "src" / "charts" / "data.ts").read_text(encoding="utf-8")
    often = re.findall(r'"([a-z_]+\.[a-z_]+)"', source.partition("export const OFTEN")[2].partition("];")[0])
    assert tuple(often) == FOLLOWED[: len(often)]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"scenario": "no_such_war"}, "no what-if of this war"),
        ({"changes": {"rail.nothing": 1.0}}, "no parameter that can be changed"),
        ({"changes": {"rail.guards_half": 1e9}}, "its range is"),
        ({"changes": {}}, "nothing is changed"),
    ],
)
def test_that_what_cannot_be_played_is_refused_in_one_line(tmp_path, given, told):
    with pytest.raises(Fault, match=told) as found:
        ensembles(tmp_path, MadeUpPairs()).begin(wanted(**given))
    assert found.value.remedy
    assert not list(tmp_path.iterdir())


def test_that_the_same_is_played_once_and_found_by_a_server_that_is_started_anew(tmp_path):
    play = MadeUpPairs()
    play.may_go_on.set()
    asked = ensembles(tmp_path, play)
    key = asked.begin(wanted())["id"]
    done = state_of(asked, key, "done")
    WhatIfAsked.model_validate(done)
    assert (done["played"], done["wars"], done["runs"]) == (4, 4, 2)
    anew = ensembles(tmp_path, play)
    assert anew.every() == [done]
    assert anew.begin(wanted())["state"] == "done"
    assert len(play.jobs) == 1
    assert len({anew.begin(wanted(**one))["id"] for one in ({}, {"runs": 3}, {"seed": 2}, {"draws": "posterior"})}) == 4


@pytest.mark.parametrize(
    "other",
    [
        (WAR._replace(resolution=4), REGIONS),
        (WAR._replace(end=WAR.end + 31), REGIONS),
        (WAR._replace(name="mine"), REGIONS),
        (WAR, REGIONS[:1]),
    ],
)
def test_that_a_page_of_another_war_lists_its_own_what_ifs_alone(tmp_path, other):
    play = MadeUpPairs()
    play.may_go_on.set()
    first, second = ensembles(tmp_path, play), WhatIfEnsembles(*other, tmp_path, play=play)
    keys = [one.begin(wanted())["id"] for one in (first, second)]
    for one, key in zip((first, second), keys, strict=True):
        state_of(one, key, "done")
    anew = ensembles(tmp_path, play), WhatIfEnsembles(*other, tmp_path, play=play)
    assert [[one["id"] for one in asked.every()] for asked in anew] == [[key] for key in keys]
    assert play.jobs[0]["kept"] == play.jobs[1]["kept"], "the wars lie in one folder"


def test_that_what_ifs_of_an_older_program_are_not_shown(monkeypatch, tmp_path):
    play = MadeUpPairs()
    play.may_go_on.set()
    older = ensembles(tmp_path, play)
    state_of(older, older.begin(wanted())["id"], "done")
    monkeypatch.setattr(what_if_ensembles, "code_version", lambda: "of today")
    assert ensembles(tmp_path, play).every() == []


def test_that_a_parameter_at_its_usual_value_is_a_change_only_beside_draws(tmp_path):
    asked = ensembles(tmp_path, MadeUpPairs())
    usual = {one["name"]: one["usual"] for one in parameters(WAR) if one["name"] in GUARDS}
    with pytest.raises(Fault, match="nothing is changed"):
        asked.begin(wanted(changes=usual))
    assert asked.begin(wanted(changes=usual, draws="posterior"))["changes"] == usual
    plain, same = (asked.begin(wanted(scenario="no_airlift", changes=changes)) for changes in ({}, usual))
    assert plain == same


def test_that_the_war_of_the_page_has_no_name_among_what_ifs(tmp_path):
    asked = ensembles(tmp_path, MadeUpPairs())
    named, unnamed = (asked.begin(wanted(scenario=name)) for name in ("history", ""))
    assert (named["id"], named["scenario"]) == (unnamed["id"], "")


def test_that_the_war_without_the_change_is_one_for_all_what_ifs_of_a_first_seed(tmp_path):
    play = MadeUpPairs()
    play.may_go_on.set()
    asked = ensembles(tmp_path, play)
    for one in (
        wanted(),
        wanted(runs=3),
        wanted(changes={}, scenario="no_airlift"),
        wanted(draws="posterior"),
        wanted(seed=2),
    ):
        state_of(asked, asked.begin(one)["id"], "done")
    (guards, more, airlift, drawn, later) = (job["wars"] for job in play.jobs)
    assert guards == more
    assert guards[0] == airlift[0] != airlift[1]
    assert drawn[0][1] == guards[0][1]
    assert len({drawn[0][0], guards[0][0], later[0][0]}) == 3


def test_that_a_quantity_is_told_with_its_differences(tmp_path):
    play = MadeUpPairs()
    asked = ensembles(tmp_path, play)
    key = asked.begin(wanted())["id"]
    assert asked.quantity(key, "rails.cut") is None
    play.may_go_on.set()
    state_of(asked, key, "done")
    told = PairedQuantity.model_validate(asked.quantity(key, "rails.cut"))
    assert np.array(told.difference).tolist() == np.ones((5, 2, 7)).tolist()
    assert (told.seeds, told.whole_difference) == ([1, 2], [[7.0, 7.0]] * 5)
    assert asked.quantity(key, "rails.relaid") is None
    assert asked.quantity("0" * 16, "rails.cut") is None


def test_that_one_is_cancelled_and_asked_for_again_at_once(tmp_path):
    play = MadeUpPairs()
    asked = ensembles(tmp_path, play)
    key = asked.begin(wanted())["id"]
    state_of(asked, key, "playing")
    asked.cancel(key)
    assert asked.begin(wanted())["state"] == "waiting"
    play.may_go_on.set()
    state_of(asked, key, "done")
    assert asked.cancel("0" * 16) is None


def test_that_claims_and_what_ifs_wait_in_one_queue_of_ten(tmp_path):
    queue, runs, play = Queue(), MadeUp(), MadeUpPairs()
    claims = own(tmp_path / "own", runs, queue)
    asked = ensembles(tmp_path / "what-ifs", play, queue)
    claims.begin(GOOD.encode(), "mine.csv", 1)
    keys = [asked.begin(wanted(seed=seed))["id"] for seed in range(MOST_OPEN - 1)]
    with pytest.raises(TooMany):
        asked.begin(wanted(seed=99))
    assert not play.jobs, "the file of claims is played before them"
    asked.cancel(keys[0])
    play.may_go_on.set()
    runs.may_go_on.set()
    assert [state_of(asked, key, "done", "cancelled")["state"] for key in keys] == ["cancelled"] + ["done"] * 8
    assert len(list(asked.requests.folder.iterdir())) == MOST_OPEN - 1, "what was refused is not kept"


def test_that_a_server_closes_the_queue_of_all_that_it_plays_once(tmp_path):
    closed = []

    class Counted(Queue):
        def close(self) -> None:
            closed.append(self)
            super().close()

    queue = Counted()
    claims, asked = own(tmp_path / "own", MadeUp(), queue), ensembles(tmp_path / "what-ifs", MadeUpPairs(), queue)
    with PageServer({}, 0, claims, asked):
        pass
    assert closed == [queue]


def test_that_the_time_left_follows_the_pace_and_not_wars_that_were_found(monkeypatch, tmp_path):
    now = [100.0]
    monkeypatch.setattr(requests.time, "monotonic", lambda: now[0])
    one = requests.Request(tmp_path, {}, 20, "playing")
    one.progress(0)
    one.progress(10)
    assert one.seconds_left() is None
    for done in (11, 12):
        now[0] += 3.0
        one.progress(done)
    assert one.seconds_left() == 24.0


def test_that_trouble_of_the_process_is_told_in_one_line(tmp_path):
    asked = ensembles(tmp_path, lambda job, request: played_in_process({**job, "workers": 0}, request))
    told = state_of(asked, asked.begin(wanted())["id"], "failed")["trouble"]
    assert "workers" in told
    broken = ensembles(tmp_path / "b", lambda job, request: played_in_process({"wars": 1}, request))
    told = state_of(broken, broken.begin(wanted())["id"], "failed")["trouble"]
    assert told.startswith("the process that plays the wars ended with code 1 (TypeError")


def kept(folder: Path) -> int:
    """Return how many wars a folder of what-ifs keeps."""
    found = 0
    for war in (folder / WARS).iterdir():
        described = json.loads((war / "ensemble.json").read_bytes())
        found += len(read_runs(war, len(described["indicators"])))
    return found


@pytest.mark.slow
def test_that_pairs_are_those_of_the_wars_themselves_and_cancelled_ones_are_taken_up(tmp_path):
    asked = ensembles(tmp_path)
    key = asked.begin(wanted())["id"]
    end = time.monotonic() + 600
    while asked.one(key)["played"] < 1:
        assert time.monotonic() < end
        time.sleep(0.02)
    asked.cancel(key)
    state_of(asked, key, "cancelled", "done")
    assert not (asked.requests.folder / key / pairs_process.PAIRS).exists()
    assert kept(tmp_path) >= 1
    assert not [path for path in tmp_path.rglob("*") if "part" in path.name]
    asked = ensembles(tmp_path)
    assert asked.one(key)["state"] == "cancelled"
    asked.begin(wanted())
    state_of(asked, key, "done")
    assert kept(tmp_path) == 4
    told = asked.quantity(key, "partisans.strength")
    for side, given in (("before", {}), ("after", GUARDS)):
        run = hinterland.run("history", seed=2, end=END, resolution=3, parameters=given)
        assert told[side][1][1][1] == pytest.approx(
            run.mean("partisans.strength", "Belarus", "1941-07-01", END), rel=1e-5
        )
    dead = asked.quantity(key, "civilians.killed")
    assert [value is None for value in dead["before"][0][0]] == [True, False], "nine days are no month"
    assert dead["whole_before"][0][0] >= dead["before"][0][0][1] > 0

"""The runs of an ensemble on disk: whole, never doubled, and any damage is told in one line."""

import json
from pathlib import Path

import numpy as np
import pytest

from hinterland.core.fault import Fault
from hinterland.study.ensembles import run_store
from hinterland.study.ensembles.run_store import PlayedRun, described, open_store, read_runs
from hinterland.study.measurement.indicators import Indicator

INDICATORS = [Indicator("rails.cut", "USSR", 0, 9, None, "sum"), Indicator("rails.cut", "Belarus", 0, 9, "soviet")]
ABOUT = {"scenario": "history", "resolution": 3}


def run(number: int, *figures: float) -> PlayedRun:
    return PlayedRun(number, number + 1, number, f"key{number}", np.array(figures or (number, 0.5), float))


def stored(folder: Path, *runs: PlayedRun, indicators=INDICATORS, about=ABOUT) -> set[str]:
    with open_store(folder, about, indicators) as store:
        for one in runs:
            store.add(one)
    with open_store(folder, about, indicators) as store:
        return store.keys()


def test_that_runs_come_back_as_they_were_to_the_last_bit(tmp_path):
    figures = 1 / 3, np.nan
    assert stored(tmp_path / "e", run(0, *figures), run(7, -0.0, np.inf)) == {"key0", "key7"}
    found = read_runs(tmp_path / "e", 2)
    assert found["key0"][:4] == (0, 1, 0, "key0")
    assert np.array(figures).tobytes() == found["key0"].figures.tobytes()
    assert found["key7"].figures.tolist() == [0.0, np.inf]


def test_that_more_runs_are_added_and_those_that_are_there_stay(tmp_path):
    stored(tmp_path, run(0))
    before = {path: path.read_bytes() for path in (tmp_path / "runs").iterdir()}
    assert stored(tmp_path, run(1)) == {"key0", "key1"}
    assert {path: path.read_bytes() for path in before} == before
    assert len(list((tmp_path / "runs").iterdir())) == 2


def test_that_runs_are_written_in_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(run_store, "BATCH", 3)
    stored(tmp_path, *(run(n) for n in range(7)))
    assert len(list((tmp_path / "runs").iterdir())) == 3


def test_that_a_run_that_stands_twice_counts_once_unless_it_differs(tmp_path):
    stored(tmp_path, run(0))
    stored(tmp_path, run(0), run(1))
    assert set(read_runs(tmp_path, 2)) == {"key0", "key1"}
    stored(tmp_path, run(1, 5.0, 5.0))
    with pytest.raises(Fault, match="run 1 has other figures than in another file; remove both files"):
        read_runs(tmp_path, 2)


def test_that_a_damaged_file_is_told_in_one_line(tmp_path):
    stored(tmp_path, run(0))
    (path,) = (tmp_path / "runs").iterdir()
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"x")
    for ask in (lambda: read_runs(tmp_path, 2), lambda: stored(tmp_path)):
        with pytest.raises(Fault, match="is damaged: its bytes do not fit its name; remove it, and repeat"):
            ask()


def test_that_a_file_that_is_no_batch_is_told_in_one_line(tmp_path):
    stored(tmp_path, run(0))
    digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"[:16]
    (tmp_path / "runs" / f"{digest}.parquet").write_bytes(b"")
    with pytest.raises(Fault, match="cannot be read as runs of an ensemble") as caught:
        read_runs(tmp_path, 2)
    assert "\n" not in str(caught.value)


def test_that_a_run_of_other_indicators_is_refused(tmp_path):
    stored(tmp_path, run(0))
    with pytest.raises(Fault, match="holds a run without 3 figures"):
        read_runs(tmp_path, 3)


def test_that_the_description_comes_back_and_is_guarded(tmp_path):
    stored(tmp_path, run(0))
    assert described(tmp_path) == {**ABOUT, "indicators": INDICATORS}
    path = tmp_path / "ensemble.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"resolution": 4}))
    with pytest.raises(Fault, match="was changed or is damaged"):
        described(tmp_path)


def test_that_another_ensemble_is_not_mixed_in(tmp_path):
    stored(tmp_path, run(0))
    with pytest.raises(Fault, match=r"holds runs of another ensemble \(other resolution\)"):
        stored(tmp_path, about=ABOUT | {"resolution": 4})
    with pytest.raises(Fault, match=r"other indicators"):
        stored(tmp_path, indicators=INDICATORS[:1])


def test_that_nothing_of_a_users_is_written_over(tmp_path):
    (tmp_path / "indicators.csv").write_text("mine")
    with pytest.raises(Fault, match="holds what is no ensemble"):
        stored(tmp_path, run(0))
    assert (tmp_path / "indicators.csv").read_text() == "mine"
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Fault, match="cannot be written"):
        stored(tmp_path / "file", run(0))


def test_that_a_folder_without_an_ensemble_is_told(tmp_path):
    with pytest.raises(Fault, match="there is no such folder"):
        described(tmp_path / "none")
    with pytest.raises(Fault, match="holds no ensemble"):
        described(tmp_path)


def test_that_two_programs_do_not_write_at_once(tmp_path):
    with open_store(tmp_path, ABOUT, INDICATORS), pytest.raises(Fault, match="is being written by another process"):
        stored(tmp_path, run(0))
    assert stored(tmp_path, run(0)) == {"key0"}


def test_that_what_a_killed_program_left_is_cleared_and_its_beginning_finished(tmp_path):
    stored(tmp_path, run(0))
    (tmp_path / "runs" / ".hinterland-part-77").write_bytes(b"half")
    (tmp_path / "indicators.csv").unlink()
    assert stored(tmp_path, run(1)) == {"key0", "key1"}
    assert not list((tmp_path / "runs").glob(".*"))
    assert (tmp_path / "indicators.csv").read_text().splitlines()[1] == "0,rails.cut,USSR,0,9,,sum,"


def test_that_what_is_held_back_is_written_when_the_work_is_interrupted(tmp_path):
    def interrupted() -> None:
        with open_store(tmp_path, ABOUT, INDICATORS) as store:
            store.add(run(0))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert set(read_runs(tmp_path, 2)) == {"key0"}

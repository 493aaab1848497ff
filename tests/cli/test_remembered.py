"""What is kept of answers is never stale, never damaged, and never what another user wrote."""

import pytest

from hinterland.cli import remembered
from hinterland.cli.remembered import Remembered, sealed, unsealed


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """Keep answers in a folder of this test."""
    monkeypatch.setenv("HINTERLAND_CACHE", str(tmp_path))
    return tmp_path / remembered.FOLDER


def answered(lines: list[str]) -> list[str]:
    """Ask a new process, as it were: what is kept, or else these lines."""
    return Remembered().get("a name", lambda: lines)


def test_that_an_answer_is_kept_from_one_command_to_the_next():
    assert answered(["one"]) == ["one"]
    assert answered(["two"]) == ["one"]


@pytest.mark.parametrize("where", ["PACKAGE", "EVIDENCE", "SCENARIOS"])
def test_that_an_answer_is_worked_out_anew_when_a_file_changes_on_which_it_rests(where, tmp_path, monkeypatch):
    ending = {"PACKAGE": ".py", "EVIDENCE": ".csv", "SCENARIOS": ".toml"}[where]
    file = tmp_path / f"file{ending}"
    file.write_text("as it was", encoding="utf-8")
    monkeypatch.setattr(remembered, where, tmp_path)
    assert answered(["one"]) == ["one"]
    file.write_text("as it is!", encoding="utf-8")
    assert answered(["two"]) == ["two"]


def test_that_a_damaged_file_is_not_read_and_is_replaced(cache):
    answered(["one"])
    (file,) = cache.iterdir()
    file.write_bytes(file.read_bytes().replace(b"one", b"two"))
    assert answered(["three"]) == ["three"]
    assert unsealed(file.read_bytes()) == {"a name": ["three"]}


def test_that_a_folder_to_which_all_can_write_is_not_trusted(cache):
    answered(["one"])
    cache.chmod(0o777)
    assert answered(["two"]) == ["two"]
    assert answered(["three"]) == ["three"]


def test_that_where_nothing_can_be_kept_answers_are_worked_out(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("HINTERLAND_CACHE", str(tmp_path / "file" / "below"))
    assert answered(["one"]) == ["one"]
    assert answered(["two"]) == ["two"]


def test_that_few_versions_are_kept(cache, monkeypatch):
    for n in range(remembered.MOST + 3):
        monkeypatch.setattr(remembered, "version", lambda n=n: f"{n:016}")
        answered([str(n)])
    assert len(list(cache.iterdir())) == remembered.MOST


def test_that_text_goes_into_a_file_and_comes_back():
    known = {"names": ["Ko\u0432pak", "a\nb"], "": []}
    assert unsealed(sealed(known)) == known

"""`hinterland explanations` on the command line: a sentence, a table, a page, and one line for bad input."""

import pytest
from tests.study.causation.made_up_explanations import PAIR, made_up

from hinterland.cli import main
from hinterland.study.causation.explanations import weight_of_evidence


@pytest.fixture(scope="module")
def found():
    return weight_of_evidence(PAIR, {"joining_pushed": made_up(), "history": made_up(by_year=0.9)})


def test_that_the_command_tells_a_sentence_and_writes_tables_and_a_page(found, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hinterland.study.causation.explanations.explanations", lambda *_, **__: found)
    assert main.answer(["explanations", "--page", "docs/answer.md", "--resolution", "3"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "speak most for `joining_pushed`, and against `history`" in printed
    assert (tmp_path / "docs" / "answer.md").read_text(encoding="utf-8").startswith("# Why did people join")
    written = {path.name for path in (tmp_path / "out").glob("*.csv")}
    assert written == {"explanations-why_people_joined.csv", "explanations-why_people_joined-claims.csv"}


def test_that_the_table_of_the_page_may_be_the_one_that_is_asked_for(found, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hinterland.study.causation.explanations.explanations", lambda *_, **__: found)
    for _ in range(2):  # the second time over its own files
        assert main.answer(["explanations", "--page", "answer.md", "--out", str(tmp_path / "answer.csv")]) == 0
    written = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".")}
    assert written == {"answer.md", "answer.csv", "answer-claims.csv", "answer.csv-metadata.json"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["why_people_left"], "there is no question 'why_people_left'"),
        (["--runs", "7"], "the number of runs 7 is out of range"),
        (["--draws", "poster"], "perhaps you mean posterior"),
        (["--page", "docs"], "does not end in .md"),
        (["--resolution", "9"], "9"),
        (["--page", "x-claims.md", "--out", "x.csv"], "would overwrite the table of the page"),
    ],
)
def test_that_bad_input_is_refused_in_one_line(arguments, words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", lambda _: pytest.fail("a war was played"))
    assert main.answer(["explanations", *arguments]) == 2
    printed = capsys.readouterr().err.splitlines()
    assert words in printed[-1]
    assert not list(tmp_path.rglob("*.csv"))

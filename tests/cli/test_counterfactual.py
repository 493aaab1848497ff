"""`hinterland counterfactual` on the command line: a list of questions, and one line for bad input."""

import pytest

from hinterland.cli import main
from hinterland.study.causation.counterfactual_files import names


def test_that_without_a_name_the_questions_are_listed(capsys) -> None:
    assert main.answer(["counterfactual"]) == 0
    printed = capsys.readouterr().out
    assert all(name in printed for name in names())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["airlifts"], "perhaps you mean airlift"),
        (["history", "nowhere_at_all"], "there is no scenario 'nowhere_at_all'"),
        (["airlift", "--runs", "0"], "--runs 0 is no number of runs"),
        (["airlift", "--draws", "poster"], "perhaps you mean posterior"),
        (["airlift", "--quantity", "rails.cat"], "there is no quantity"),
        (["airlift", "--all"], "both airlift and --all are given"),
        (["--all", "--region", "Belarus"], "--all goes with no --out"),
    ],
)
def test_that_bad_input_is_refused_in_one_line(arguments, words, capsys, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", lambda _: pytest.fail("a war was played"))
    assert main.answer(["counterfactual", *arguments]) == 2
    printed = capsys.readouterr().err
    assert words in printed
    assert printed.count("\n") == 1
    assert not list(tmp_path.rglob("*.csv"))

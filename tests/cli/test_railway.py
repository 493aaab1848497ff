"""`hinterland railway` prints, writes its tables and charts, and refuses in one line what cannot be meant."""

import re

import pandas as pd
import pytest
import typer

from hinterland.cli import main, railway
from hinterland.study.railways import rail_war

COARSE = ["--resolution", "3", "--from", "1943-07-20", "--to", "1943-09-20"]
MOST_OPTIONS = 8


def test_that_a_way_leaves_a_table_by_day_and_a_page(tmp_path, capsys):
    asked = ["railway", "between", "brest", "smolensk", *COARSE, "--out", str(tmp_path / "r")]
    assert main.answer(asked) == 0
    table = pd.read_csv(tmp_path / "r" / "between.csv")
    assert len(table) == 63
    assert {"capacity", "whole", "trains", "closed_h"} <= set(table.columns)
    page = (tmp_path / "r" / "railway.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert re.search(r"https?:|<script| src=|<link", page) is None
    said = capsys.readouterr().out
    assert "brest to smolensk" in said
    assert "1943-08" in said


def test_that_the_lines_vital_to_an_army_group_follow_the_least_cut_before_its_railheads(tmp_path, capsys):
    asked = ["railway", "vital", "centre", "--resolution", "3", "--on", "1943-07-28", "--lines", "2"]
    asked += ["--out", str(tmp_path)]
    assert main.answer(asked) == 0
    for name in ("cut_whole.csv", "cut_damaged.csv"):
        assert len(pd.read_csv(tmp_path / name)) > 1
    assert len(pd.read_csv(tmp_path / "vital_lines.csv")) == 2
    assert len(re.findall(r"Least cut before the railheads of Army Group Centre", capsys.readouterr().out)) >= 2


def test_that_what_parts_a_junction_carries_no_more_as_lines_were_than_undamaged(tmp_path, capsys):
    asked = ["railway", "cut", "smolensk", "--resolution", "3", "--on", "1943-07-28", "--out", str(tmp_path)]
    assert main.answer(asked) == 0
    said = " ".join(capsys.readouterr().out.split())
    whole = pd.read_csv(tmp_path / "cut_whole.csv")
    assert f"Least cut before smolensk on 1943-07-28, were nothing damaged: {len(whole)} lines" in said
    undamaged, damaged = (float(size) for size in re.findall(r"([\d.]+) trains a day", said))
    assert 0.0 < damaged <= undamaged
    assert not (tmp_path / "vital_lines.csv").exists()


def test_that_the_overview_follows_the_summer_by_month(tmp_path, capsys):
    assert main.answer(["railway", "overview", *COARSE, "--out", str(tmp_path)]) == 0
    months = pd.read_csv(tmp_path / "months.csv")
    assert months["month"].tolist() == [m for m in ("1943-07", "1943-08", "1943-09") for _ in range(3)]
    fell = pd.read_csv(tmp_path / "where_cuts_fell.csv")
    assert fell["said_by"].tolist() == ["truth", "soviet", "german", "network, km"]
    said = capsys.readouterr().out
    assert "the Rail War took" in said
    assert not re.search(r"\b(nan|inf)\b", said)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["between", "bresst", "smolensk"], ["bresst", "brest"]),
        (["between", "brest"], ["other"]),
        (["overview", "--from", "1945-06-01"], ["1945-06-01"]),
        (["overview", "--from", "1943-08-01", "--to", "1943-07-01"], ["exchange"]),
        (["cut", "smolesnk"], ["smolesnk", "smolensk"]),
        (["vital", "west"], ["west", "centre"]),
        (["vital", "north", "pskov"], ["pskov"]),
        (["no_airlift"], ["no_airlift"]),
        (["compare"], ["scenarios"]),
        (["compare", "no_airlfit", "--members", "2"], ["no_airlfit", "no_airlift"]),
    ],
)
def test_that_what_cannot_be_meant_is_refused_in_one_line(tmp_path, capsys, arguments, words):
    assert main.answer(["railway", *arguments, "--resolution", "3", "--out", str(tmp_path / "r")]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    for word in words:
        assert word in said
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("name", ["overview", "between", "cut", "vital", "compare"])
def test_that_each_question_has_few_options_each_with_its_help(name):
    command = typer.main.get_command(railway.app).commands[name]
    assert len(command.params) <= MOST_OPTIONS
    assert command.help
    assert [one.name for one in command.params if not one.help] == []


def test_that_the_days_where_none_are_given_are_those_of_the_study():
    assert railway.SUMMER == rail_war.SUMMER

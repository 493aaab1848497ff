"""`hinterland railway` prints, writes its tables and charts, and refuses in one line what cannot be meant."""

import re

import pandas as pd
import pytest

from hinterland.cli import main

COARSE = ["railway", "--resolution", "3", "--from", "1943-07-20", "--to", "1943-09-20"]


def test_that_a_way_leaves_a_table_by_day_and_a_page(tmp_path, capsys):
    asked = [*COARSE, "--from-junction", "brest", "--to-junction", "smolensk", "--out", str(tmp_path / "r")]
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


def test_that_a_cut_before_an_army_group_is_told_whole_and_damaged(tmp_path, capsys):
    asked = [*COARSE, "--army-group", "centre", "--on", "1943-07-28", "--lines", "2", "--out", str(tmp_path)]
    assert main.answer(asked) == 0
    for name in ("cut_whole.csv", "cut_damaged.csv"):
        assert len(pd.read_csv(tmp_path / name)) > 1
    assert len(pd.read_csv(tmp_path / "vital_lines.csv")) == 2
    assert len(re.findall(r"Least cut before the railheads of Army Group Centre", capsys.readouterr().out)) >= 2


def test_that_without_a_question_the_whole_summer_is_told(tmp_path, capsys):
    assert main.answer([*COARSE, "--out", str(tmp_path)]) == 0
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
        (["--from-junction", "bresst", "--to-junction", "smolensk"], ["bresst", "brest"]),
        (["--from-junction", "brest"], ["two ends"]),
        (["--from", "1945-06-01"], ["1945-06-01"]),
        (["--from", "1943-08-01", "--to", "1943-07-01"], ["exchange"]),
        (["--cut", "smolesnk"], ["smolesnk", "smolensk"]),
        (["--army-group", "west"], ["west", "centre"]),
        (["--army-group", "north", "--cut", "pskov"], ["two cuts"]),
        (["no_airlift"], ["no_airlift", "--compare"]),
        (["--compare"], ["names no scenario"]),
        (["--compare", "no_airlfit", "--members", "2"], ["no_airlfit", "no_airlift"]),
    ],
)
def test_that_what_cannot_be_meant_is_refused_in_one_line(tmp_path, capsys, arguments, words):
    assert main.answer(["railway", "--resolution", "3", "--out", str(tmp_path / "r"), *arguments]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    for word in words:
        assert word in said
    assert not (tmp_path / "r").exists()

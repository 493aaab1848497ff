"""Tables and texts are whole at every width: no figure is cut, no line is too long, no text is taken for a command."""

import io
import math
import re
import sys

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hinterland.cli import confront, tables
from hinterland.core.paths import EVIDENCE
from hinterland.study.confrontation.confront import Confrontation, Score

WIDTHS = (60, 80, 120, 180)
DOCS = EVIDENCE.parent / "docs"
COLUMNS = (
    tables.Column("claim", lead=True),
    tables.Column("what is said of it"),
    tables.Column("rails told", figure=True),
    tables.Column("as a range", figure=True),
)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)
figures = st.floats(0, 1e12).map(lambda n: f"{n:,.0f}")


def check_lines(lines: list[str], wide: int) -> None:
    """Assert that no line is longer than it may be, and that only letters of the simplest terminal are added."""
    assert lines
    for line in lines:
        assert cell_len(line) <= wide, line
        assert line == line.rstrip()
        assert not re.search("[\x00-\x1f\x7f\u2500-\u257f\u2026]", line), line


def printed(capsys: pytest.CaptureFixture[str], wide: int) -> list[str]:
    """Return what was printed, each line of which must fit."""
    lines = capsys.readouterr().out.splitlines()
    check_lines(lines, wide)
    return lines


def whole(lines: list[str], figure: str) -> bool:
    """Say whether a figure stands somewhere as it is, with nothing before or after it that would change it."""
    return re.search(rf"(?<![\d.,-]){re.escape(figure)}(?![\d]|[.,]\d)", "\n".join(lines)) is not None


@given(st.lists(st.tuples(words, words, figures, figures), min_size=1, max_size=5), st.integers(40, 200))
def test_that_every_figure_is_whole_at_every_width(rows, wide):
    rows = [(name, text, one, f"{one} - {other}") for name, text, one, other in rows]
    lines = tables.table(COLUMNS, rows, wide)
    for _, _, one, both in rows:
        assert whole(lines, one)
        assert any(both in line for line in lines)


@given(words.map(lambda text: text + " and more words of it"), st.integers(40, 120))
def test_that_a_text_wraps_and_no_letter_of_it_is_lost(text, wide):
    lines = tables.wrapped(text, wide, tables.INDENT)
    assert all(cell_len(line) <= wide for line in lines)
    expected = tables.plain(text).replace(tables.BOUND, " ")
    assert "".join("".join(lines).split()) == "".join(expected.split())


def test_that_a_row_that_does_not_fit_goes_over_lines_under_the_names_of_its_figures():
    row = ("A1", "rails.cut USSR_occupied 1943-08-03 to 1943-09-15", "214,705", "126,000 - 202,000")
    assert tables.table(COLUMNS, [row], 40) == [
        "A1",
        "    rails.cut USSR_occupied 1943-08-03",
        "    to 1943-09-15",
        "    rails told: 214,705",
        "    as a range: 126,000 - 202,000",
    ]
    assert tables.table(COLUMNS, [row], 120) == [
        "claim  what is said of it                                rails told         as a range",
        "-----  ------------------------------------------------  ----------  -----------------",
        "A1     rails.cut USSR_occupied 1943-08-03 to 1943-09-15     214,705  126,000 - 202,000",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[red]a claim[/red] [1]", "[red]a claim[/red] [1]"),
        ("a\x1b[31mb\rc\x07", "a [31mb c "),
        ("a\u202eb\u200bc", "a b c"),
        ("two\nlines\tand a tab", "two lines and a tab"),
    ],
)
def test_that_a_text_is_printed_as_it_stands_and_commands_nothing(text, expected):
    assert tables.plain(text) == expected


def test_that_wide_letters_and_accents_stand_in_their_columns():
    rows = [("東京", "1"), ("Łwów", "22"), ("e\u0301", "3")]
    lines = tables.table((tables.Column("a", lead=True), tables.Column("b", figure=True)), rows, 60)
    assert {cell_len(line) for line in lines} == {4 + tables.GAP + 2}


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("ascii", "+5.2 % +- 0.6 - Lwow Lodz \\u043b\\u0435\\u0441"),
        ("latin-1", "+5.2 % \u00b1 0.6 - Lw\u00f3w Lodz \\u043b\\u0435\\u0441"),
        ("cp1252", "+5.2 % \u00b1 0.6 \u2013 Lw\u00f3w Lodz \\u043b\\u0435\\u0441"),
        ("utf-8", "+5.2 % \u00b1 0.6 \u2013 Lw\u00f3w \u0141odz \u043b\u0435\u0441"),
    ],
)
def test_that_what_an_encoding_lacks_is_spelt_and_nothing_breaks(monkeypatch, encoding, expected):
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    tables.say("+5.2 % \u00b1 0.6 \u2013 Lw\u00f3w \u0141odz \u043b\u0435\u0441")
    out.flush()
    assert out.buffer.getvalue().decode(encoding).rstrip("\n") in (expected, expected.replace("Lodz", "\\u0141odz"))


@pytest.mark.parametrize(
    ("columns", "expected"), [("80", 80), ("60", 60), ("5", tables.NARROWEST), ("0", 100), ("many", 100), ("", 100)]
)
def test_that_the_width_is_that_of_columns_and_else_of_a_log(monkeypatch, columns, expected):
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "__stdout__", io.StringIO())  # no terminal
    assert tables.width() == expected


def lines_of_claims() -> pd.DataFrame:
    """Return claims set beside a war as `confront` returns them, with figures of every size."""
    return pd.DataFrame(
        [
            {
                "claim": f"A{n}",
                "quantity": "rails.cut",
                "region": "USSR_occupied+oblast:vitebsk+AGC_rear",
                "from": "1943-08-03",
                "to": "1943-09-15",
                "said_by": "soviet",
                "verified": "memory" if n == 0 else "yes",
                "channel": "what was so: rails.cut" if n % 2 else "soviet",
                "adjusted": "its days are 1943-08-03 to 2043-09-15" if n == 1 else "",
                "low": 1.1 * size if n == 2 else math.nan,
                "best": math.nan if n == 2 else size,
                "high": 2.3 * size if n == 2 else math.nan,
                "predicted_05": 0.9 * size,
                "predicted_95": math.inf if n == 3 else 1.9 * size,
                "bound": n == 2,
                "rank": 0.25,
                "exaggeration_05": 2.5512,
                "exaggeration_95": 12.75,
                "verdict": "not modelled" if n == 4 else "claim higher",
                "reason": "the ledger holds no such quantity" if n == 4 else "",
            }
            for n, size in enumerate((214_705.0, 3.0, 1_234_567.0, 88_888_888.0, 5.0))
        ]
    )


@pytest.mark.parametrize("wide", WIDTHS)
def test_that_confront_prints_every_figure_whole(capsys, monkeypatch, wide):
    monkeypatch.setenv("COLUMNS", str(wide))
    score = Score(4, 3, 0.5, math.nan, 1.66, (1, 0, 0, 0, 2, 0, 0, 0, 0, 0))
    confront.show(Confrontation(lines_of_claims(), {"all": score}, 20, "history"))
    lines = printed(capsys, wide)
    asked = lines_of_claims().query("verdict != 'not modelled'")
    assert " ".join(" ".join(lines).split()).count("from memory") == 1
    for row in asked.to_dict("records"):
        for figure in (
            confront.claimed(row),
            f"{confront.figure(row['predicted_05'])} - {confront.figure(row['predicted_95'])}",
            f"{confront.figure(row['exaggeration_05'])} - {confront.figure(row['exaggeration_95'])}",
        ):
            assert any(whole([line], figure) for line in lines), figure
    text = " ".join(" ".join(lines).split())
    for word in ("214,705", "USSR_occupied", "1943-08-03", "1943-09-15", "not modelled: the ledger holds", "1.66"):
        assert word in text

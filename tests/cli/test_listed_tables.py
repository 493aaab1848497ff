"""The tables of each command are whole at every width of a terminal."""

import io
import re
from contextlib import redirect_stdout

import numpy as np
import pandas as pd
import pytest
from tests.cli.test_tables import WIDTHS, check_lines, printed, whole

from hinterland.cli import beside, confront, ledger, main, patterns, railway, systems, tables
from hinterland.core.paths import EVIDENCE
from hinterland.engine.parameters import parameters
from hinterland.report import systems as page
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.systems.pattern_tests import table_of
from hinterland.study.systems.patterns import read_patterns
from hinterland.study.systems.works import moved
from hinterland.theatre.assemble import load as theatre
from hinterland.theatre.check import check

DOCS = EVIDENCE.parent / "docs"


@pytest.fixture(scope="module")
def claims() -> pd.DataFrame:
    """Return the claims of the ledger beside a made-up war, as `run` writes them."""
    rows = []
    for n, claim in enumerate(c for c in ledger_of_package().judged if c.best is not None):
        rows.append(
            {
                "claim": claim.id,
                "quantity": claim.quantity,
                "region": claim.region,
                "from": "1943-08-03",
                "to": "1943-09-15",
                "model_true": 1.37 * claim.best + n,
                "model_said": 0.73 * claim.best + n,
                "low": claim.low,
                "best": claim.best,
                "high": claim.high,
                "said_by": claim.said_by,
                "verdict": "model higher",
                "verified": "yes",
            }
        )
    return pd.DataFrame(rows)


@pytest.mark.parametrize("wide", WIDTHS)
def test_that_the_table_of_a_run_tells_every_figure_whole(claims, wide):
    lines = beside.text(claims, wide).splitlines()
    check_lines([line for line in lines if line], wide)
    by_id = claims.set_index("claim")
    shown = [line.split()[0] for line in lines if line and line[0] in "NRS" and line.split()[0] in by_id.index]
    assert len(shown) == beside.SHOWN
    text = "\n".join(lines)
    for row in by_id.loc[shown].to_dict("records"):
        for value in (row["model_true"], row["model_said"], row["best"]):
            assert whole(lines, beside._n(value))
        assert row["quantity"][: tables.WORD // 2] in text


@pytest.mark.parametrize("wide", WIDTHS)
def test_that_systems_are_told_whole(capsys, monkeypatch, wide):
    monkeypatch.setenv("COLUMNS", str(wide))
    found = page.read(DOCS)
    systems.show(found)
    lines = printed(capsys, wide)
    starts = {line.split()[0] for line in lines if line.startswith("Y")}
    assert starts >= {f"{row.system}{row.line}" for row in found.itertuples()}
    for row in found.to_dict("records"):
        change = moved(row["change"], row["error"])
        assert any(change in line for line in lines), change


@pytest.mark.parametrize("wide", WIDTHS)
def test_that_patterns_are_told_whole(capsys, monkeypatch, wide):
    monkeypatch.setenv("COLUMNS", str(wide))
    read = read_patterns(theatre(3), EVIDENCE / "patterns.csv")
    found = table_of(read, np.arange(len(read) * 3).reshape(3, -1) % 2 == 0)
    patterns.show(found)
    lines = printed(capsys, wide)
    text = " ".join(" ".join(lines).split())
    for row in found.claims[found.claims["status"] == "runs"].to_dict("records"):
        assert row["claim"] in text
        assert any(re.search(rf"(?<!\d){confront.share(row['rate'])}", line) for line in lines)
    assert f"{len(found.claims)} patterns:" in text


@pytest.mark.parametrize("wide", WIDTHS)
def test_that_tables_of_the_railway_are_told_whole(capsys, monkeypatch, wide):
    monkeypatch.setenv("COLUMNS", str(wide))
    figures = {f"long_name_of_{n}": [12345.678 * 10**n, 0.001234 * 10**n] for n in range(7)}
    names = {"month": ["1943-08", "1943-09"], "army_group": ["centre", "south"]}
    table = pd.DataFrame({**names, **figures, "lines": [159, 8]})
    railway._show(table, "Trains a day needed, arrived and possible; per cent of capacity lost; rails as reported")
    lines = printed(capsys, wide)
    for values in figures.values():
        for value in values:
            assert whole(lines, confront.figure(value))
    assert whole(lines, "159")


@pytest.fixture(scope="module")
def answered():
    """Return a function that gives what a command prints, where the checks of the theatre are made once for all."""
    kept: dict[tuple[str, ...], str] = {}
    found = check(resolution=3)

    def answer(arguments: list[str], wide: int) -> str:
        key = (*arguments, str(wide))
        if key not in kept:
            with pytest.MonkeyPatch.context() as patch, io.StringIO() as out, redirect_stdout(out):
                patch.setattr("hinterland.theatre.check.check", lambda resolution: found)
                patch.setenv("COLUMNS", str(wide))
                assert main.answer(arguments) == 0
                kept[key] = out.getvalue()
        return kept[key]

    return answer


@pytest.mark.parametrize("wide", WIDTHS)
@pytest.mark.parametrize(
    "arguments",
    [
        ["scenarios"],
        ["explain", "rails.cut"],
        ["explain", "rail.guards_half"],
        ["claims", "--quantity", "rails.*"],
        ["check", "theatre", "--resolution", "3"],
        ["check", "ledger"],
    ],
    ids=" ".join,
)
def test_that_what_is_listed_fits_the_terminal_and_keeps_its_figures(answered, arguments, wide):
    expected = answered(arguments, 400)
    lines = answered(arguments, wide).splitlines()
    check_lines(lines, wide)
    assert " ".join(" ".join(lines).split()) == " ".join(expected.split())
    for figure in set(re.findall(r"\d[\d,]*\.?\d*", expected)):
        assert any(figure in line for line in lines), figure


@pytest.mark.parametrize("wide", WIDTHS)
def test_that_parameters_are_listed_whole_with_their_tally(capsys, monkeypatch, wide):
    monkeypatch.setenv("COLUMNS", str(wide))
    assert main.answer(["parameters", "radio.*"]) == 0
    lines = printed(capsys, wide)
    mine = {name: spec for name, spec in parameters().items() if name.startswith("radio.")}
    for name, spec in mine.items():
        assert whole(lines, name)
        assert any(f"{spec.default:g}" in line for line in lines), name
    assert f"{len(mine)} parameters: " in " ".join(lines)


def test_that_a_claim_is_found_by_its_first_word_at_sixty_columns(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    assert main.answer(["claims", "--quantity", "rails.cut"]) == 0
    lines = printed(capsys, 60)
    heads = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert len(heads) - 1 == int(lines[-1].split()[0])
    assert ledger.MARGIN == " " * 10

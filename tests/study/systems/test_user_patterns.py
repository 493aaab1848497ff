"""`patterns --table FILE` as a user runs it: causes, cautions and suggestions before anything is played."""

from pathlib import Path

import pytest

from hinterland.cli import main
from hinterland.cli import patterns as command
from hinterland.study.systems import pattern_tests

HEAD = "claim,form,quantity,where,from,to,value,reading"
ROW = "S034,above,partisans.strength,Belarus,1943-01-01,1943-12-31,1000,over a thousand in Belarus"


@pytest.fixture(autouse=True)
def stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop where wars would be played."""

    def hold(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pattern_tests, "hold", hold)
    assert command.patterns


def patterns(tmp_path: Path, raw: bytes) -> int:
    (tmp_path / "mine.csv").write_bytes(raw)
    given = ["patterns", "--table", str(tmp_path / "mine.csv"), "--resolution", "3", "--members", "1"]
    return main.answer([*given, "--out", str(tmp_path / "told.csv")])


def errors(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> list[str]:
    name = str(tmp_path / "mine.csv")
    return [
        line.removeprefix("hinterland: ").replace(name, "FILE")
        for line in capsys.readouterr().err.splitlines()
        if name in line
    ]


def test_that_a_good_table_is_read_and_a_column_that_is_not_used_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert patterns(tmp_path, f"{HEAD.title()},comment\n{ROW},mine\n".encode()) == main.INTERRUPTED
    (line,) = errors(capsys, tmp_path)
    assert line.startswith("caution: FILE:1: 1 column is not used: comment; rename what should be one of than_quantity")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (f"{HEAD}\n{ROW}\n".replace(",", ";").encode(), "FILE:1: the cells are parted by semicolons"),
        (f"{HEAD}\n{ROW}\n".encode("utf-16"), "FILE: the text looks like UTF-16"),
        (b"PK\x03\x04 and so on", "FILE: the file is a zip archive that is damaged"),
        (f"{HEAD}\n".encode(), "FILE: the table has a header and no patterns"),
        (f"{HEAD}\n{ROW}\n".replace("1000", "nan").encode(), "FILE:2: the value 'nan' is not a finite number"),
        (f"{HEAD}\n{ROW}\n".replace("1000", "1_000").encode(), "FILE:2: the value '1_000' is not a number; write 1000"),
        (
            f"{HEAD}\n{ROW}\n".replace("1000", '"3,5"').encode(),
            "FILE:2: the value '3,5' is not a number; write 3.5 (a decimal comma?) or 35",
        ),
        (f"{HEAD}\n{ROW}\n".replace("above", "abov").encode(), "FILE:2: there is no form 'abov'; perhaps above"),
        (
            f"{HEAD}\n{ROW}\n".replace("partisans.strength", "partisans.strenght").encode(),
            "FILE:2: there is no quantity 'partisans.strenght'; perhaps partisans.strength",
        ),
        (
            f"{HEAD}\n{ROW}\n".replace("Belarus,", "Belaruss,").encode(),
            "FILE:2: there is no region 'Belaruss'; perhaps",
        ),
        (f"{HEAD}\n{ROW}\n".replace("S034", "S34").encode(), "FILE:2: there is no claim 'S34'; perhaps"),
    ],
)
def test_that_a_table_at_fault_is_told_in_one_line(
    raw: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert patterns(tmp_path, raw) == 2
    (line,) = errors(capsys, tmp_path)
    assert line.startswith(message)

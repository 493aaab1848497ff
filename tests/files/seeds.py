"""What the tests of writes share: files of a user's own, how they look afterwards, and commands that do not play."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from hinterland.cli import main, playing, railway
from hinterland.evidence import publish
from hinterland.study.confrontation import confront
from hinterland.study.scores import score
from hinterland.study.systems import pattern_tests, patterns, works

LINES = pd.DataFrame({"claim": ["A1", "A2"], "low end": [1.5, 2.0]})
CLAIMS = (
    "id,quantity,region,date_from,date_to,best,unit,said_by\nA1,rails.cut,USSR,1943-08-03,1943-09-15,9,rail,soviet\n"
)
FOLDERS: dict[str, tuple[str, ...]] = {
    "run": ("run", "--quiet", "--out"),
    "publish": ("publish",),
    "railway": ("railway", "overview", "--out"),
    "compare": ("railway", "compare", "no_airlift", "--out"),
}
"""Commands that write a folder, up to its name."""
TABLES: dict[str, tuple[str, ...]] = {
    "confront": ("confront", "--out"),
    "score": ("score", "--out"),
    "patterns": ("patterns", "--resolution", "3", "--out"),
    "systems": ("systems", "--resolution", "3", "--only", "Y10", "--out"),
}
"""Commands that write a table, up to its name."""
BESIDE = {"confront": "-members.csv", "score": "-claims.csv"}
"""What the name of a further table ends in that a command writes beside the first."""


def look(top: Path) -> dict[str, tuple[str, int]]:
    """Return for everything under a folder what it holds or where it leads, and its mode."""
    found = {}
    for folder, names, files in os.walk(top):
        for name in (*names, *files):
            path = Path(folder, name)
            there = path.lstat()
            if path.is_symlink():
                content = f"-> {path.readlink()}"
            else:
                content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder or pipe"
            found[str(path.relative_to(top))] = (content, there.st_mode)
    return found


def seed(folder: Path) -> dict[str, tuple[str, int]]:
    """Lay files of a user's own into a folder: of our names and of others, nested, hidden, read-only, and links."""
    (folder / "notes" / "deep").mkdir(parents=True)
    for name in (
        "report.html",
        "claims.csv",
        "notes/deep/thesis.txt",
        ".hidden",
        "ledger.json",
        "systems.md",
        "locked",
    ):
        (folder / name).write_text(f"mine: {name}", encoding="utf-8")
    (folder / "locked").chmod(0o444)
    (folder / "link").symlink_to("claims.csv")
    (folder / "nowhere").symlink_to("absent")
    (folder / "other name").hardlink_to(folder / "claims.csv")
    return look(folder)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every command write small files of its own instead of what it would make of a war."""

    def fill(*given: Any) -> Any:
        folder = next(one for one in reversed(given) if isinstance(one, Path))
        (folder / "report.html").write_text("page", encoding="utf-8")
        (folder / "run.zarr" / "c").mkdir(parents=True)
        (folder / "run.zarr" / "c" / "0").write_text("0123", encoding="utf-8")
        return [folder / "report.html"] if given[0] is LEDGER else "text"

    monkeypatch.setattr(playing, "_play", lambda *given: fill(*given[:-1]))
    monkeypatch.setattr(publish, "_fill", lambda ledger, folder, page: fill(LEDGER, folder))
    monkeypatch.setattr(railway, "_play", lambda *_: None)
    monkeypatch.setattr(railway, "_whole", lambda *given: list(fill(*given)))
    monkeypatch.setattr(
        "hinterland.study.railways.rail_war.pairs", lambda *_, **__: LINES.rename(columns={"claim": "scenario"})
    )
    monkeypatch.setattr(confront, "confront", lambda *_, **__: Found())
    monkeypatch.setattr(score, "score", lambda *_, **__: Found())
    monkeypatch.setattr("hinterland.cli.score.tell_of_compiling", lambda: None)
    monkeypatch.setattr(patterns, "read_patterns", lambda *_, **__: [])
    monkeypatch.setattr(pattern_tests, "hold", lambda *_, **__: Found())
    monkeypatch.setattr(pattern_tests, "table_of", lambda *_: Found())
    monkeypatch.setattr(works, "table_of", lambda *_: LINES.assign(system="Y10", line=1))
    for name in ("confront", "score", "patterns", "systems"):
        monkeypatch.setattr(f"hinterland.cli.{name}.show", lambda *_: None)


LEDGER = object()


class Found:
    """An answer of an ensemble that nobody played."""

    lines = claims = figures = table = LINES
    passed = None


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Run a command that must be refused in one line, and return the line."""
    capsys.readouterr()
    assert main.answer([str(one) for one in arguments]) == 2
    printed = capsys.readouterr().err
    assert printed.startswith("hinterland: ")
    assert printed.count("\n") == 1, printed
    assert "Traceback" not in printed
    return printed


def answer(*arguments: object) -> int:
    """Run a command and return its exit code."""
    return main.answer([str(one) for one in arguments])


class Trouble:
    """Lets the call of that number to any function that writes fail, as on a full disk."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, error: Callable[..., BaseException], at: int) -> None:
        """Count the calls from now on."""
        self.calls, self.error, self.at = 0, error, at
        from hinterland.files import exchange

        for home, name in ((os, "fsync"), (os, "mkdir"), (os, "rename"), (os, "replace"), (os, "link")):
            monkeypatch.setattr(home, name, self.counted(getattr(home, name)))
        for name in ("swap", "flush"):
            monkeypatch.setattr(exchange, name, self.counted(getattr(exchange, name)))
        monkeypatch.setattr(Path, "write_bytes", self.counted(Path.write_bytes))

    def counted(self, of: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that fails when its turn has come."""

        def call(*given: Any, **named: Any) -> Any:
            self.calls += 1
            if self.calls == self.at:
                raise self.error(*given)
            return of(*given, **named)

        return call

"""The tutorials: every file, block of Python and command on them is run, and prints what they say."""

import contextlib
import doctest
import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from hinterland.cli import main

FOLDER = Path(__file__).parents[1] / "docs" / "tutorials"
PAGES = sorted(FOLDER.glob("*.md"))
BLOCK = re.compile(r"^```(?P<kind>pycon|console)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^```\w+ title=\"(?P<name>[\w.]+)\"\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (?P<words>.+)\n(?P<printed>(?:(?!\$ ).*\n)*)", re.MULTILINE)
HOW = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def as_python(text: str) -> str:
    """Return a page as examples of Python: a command becomes a call that prints what the command prints."""
    parts = []
    for block in BLOCK.finditer(text):
        if block["kind"] == "pycon":
            parts.append(block["text"])
            continue
        parts += [
            f">>> print(printed({command['words']!r}))\n{command['printed']}"
            for command in COMMAND.finditer(block["text"])
        ]
    return "\n\n".join(parts)


def printed(words: str) -> str:
    """Return what a command of `hinterland` prints."""
    program, *arguments = shlex.split(words)
    assert program == "hinterland"
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main.answer(arguments) == 0
    return out.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_that_a_tutorial_prints_what_it_says(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.syspath_prepend(tmp_path)
    text = page.read_text(encoding="utf-8")
    for file in FILE.finditer(text):
        (tmp_path / file["name"]).write_text(file["text"], encoding="utf-8")
    examples = doctest.DocTestParser().get_doctest(as_python(text), {"printed": printed}, page.name, str(page), 0)
    assert len(examples.examples) >= 5
    said = io.StringIO()
    try:
        result = doctest.DocTestRunner(optionflags=HOW).run(examples, out=said.write)
    finally:
        for file in FILE.finditer(text):
            sys.modules.pop(file["name"].removesuffix(".py"), None)
    assert result.failed == 0, said.getvalue()


def test_that_a_command_that_prints_something_else_is_noticed():
    text = "```console\n$ hinterland --version\nhinterland 9.9\n```\n"
    examples = doctest.DocTestParser().get_doctest(as_python(text), {"printed": printed}, "page", None, 0)
    result = doctest.DocTestRunner(optionflags=HOW).run(examples, out=io.StringIO().write)
    assert (result.attempted, result.failed) == (1, 1)

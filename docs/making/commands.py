"""The reference of the command line, read off the commands themselves."""

import inspect
from collections.abc import Iterator
from typing import Any

from docs.making.layout import code, head, sentence, table
from typer.main import get_command

from hinterland.cli.main import command_line

PROGRAM = "hinterland"


def page() -> Iterator[str]:
    """Yield the page: every command with its arguments and options."""
    program: Any = get_command(command_line([]))
    yield from head(
        "Commands",
        "Every command says the same with `--help`. Wrong input is refused in one line, with exit code 2,",
        "before anything is written.",
    )
    names = [(f"{PROGRAM} {name}", one) for name, one in program.commands.items()]
    yield from table(("command", "what it does"), [(f"[`{name}`](#{_anchor(name)})", _first(c)) for name, c in names])
    for name, command in names:
        yield from _command(name, command)


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def _first(command: Any) -> str:
    return inspect.cleandoc(command.help or "").partition("\n")[0]


def _meaning(text: str) -> str:
    """Return what an option means; its default stands in brackets behind the sentence."""
    said, bracket, default = text.partition("  [")
    return sentence(said) + (f" [{default}" if bracket else "")


def _command(name: str, command: Any, level: str = "##") -> Iterator[str]:
    yield from ("", f"{level} {name}", "", *inspect.cleandoc(command.help or "").splitlines())
    with command.make_context(name, [], resilient_parsing=True) as context:
        shown = [param.get_help_record(context) for param in command.params]
    if rows := [(code(left), _meaning(right)) for left, right in filter(None, shown)]:
        yield from table(("argument or option", "meaning"), rows)
    for inner, one in getattr(command, "commands", {}).items():
        yield from _command(f"{name} {inner}", one, level + "#")

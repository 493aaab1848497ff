"""The command `hinterland`: its groups, and what becomes of a fault.

The module of a command is imported when the command is called, and it imports what it needs only then.
"""

import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, TextIO

import typer

import hinterland
from hinterland.cli import leaving, streams
from hinterland.core.fault import Fault, Faults
from hinterland.files.caution import first_of

BAD_INPUT = 2
INTERRUPTED = 130
SIGNALLED = 128
"""Added to the number of the signal that ended the command, as a shell does."""

COMMANDS = {
    "run": "playing.run",
    "check": "checks.app",
    "claims": "ledger.claims",
    "documented": "documented.documented",
    "confront": "confront.confront",
    "ensemble": "ensemble.ensemble",
    "counterfactual": "counterfactual.counterfactual",
    "explanations": "explanations.explanations",
    "fit": "fit.fit",
    "score": "score.score",
    "sensitivity": "sensitivity.sensitivity",
    "report": "report.report",
    "patterns": "patterns.patterns",
    "systems": "systems.systems",
    "railway": "railway.app",
    "explain": "meaning.explain",
    "why": "why.why",
    "cite": "cite.cite",
    "scenarios": "scenes.scenarios",
    "parameters": "parameters.parameters",
    "schedule": "schedule.schedule",
    "publish": "ledger.publish",
    "export": "export.export",
    "export-web": "web.export_web",
    "film": "film.film",
    "publish-page": "page.publish_page",
    "serve": "page.serve",
    "cache": "cache.cache",
}
"""Every command in the order of the help, with the module beside this one and the function or group that it is."""


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"hinterland {hinterland.__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Take the options that belong to no command."""


def command_line(arguments: Sequence[str]) -> typer.Typer:
    """Return the command line with the command that the arguments name alone, or with all of them for the help."""
    app = typer.Typer(
        name="hinterland",
        help="The war behind the Eastern Front, 1941-45: run it, map it, test it against the record.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    for name in arguments[:1] if arguments and arguments[0] in COMMANDS else COMMANDS:
        module, _, attribute = COMMANDS[name].partition(".")
        found = getattr(import_module(f"hinterland.cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def main() -> None:
    """Run the command line and leave with its exit code."""
    streams.prepare()
    leaving.listen()
    warnings.showwarning = _warn
    code = answer(sys.argv[1:])
    try:
        streams.finish()
    except OSError as trouble:
        code = _no_room(trouble)
    leaving.deafen()
    sys.exit(code)


def answer(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0, 2 for bad input, 130 for Ctrl-C, 128 and more for a signal."""
    try:
        code = command_line(arguments)(list(arguments), prog_name="hinterland", standalone_mode=False)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Faults as faults:
        return refuse(*first_of(faults.faults))
    except Fault as fault:
        return refuse(str(fault))
    except typer.TyperException as misused:
        if type(misused).__name__ == "NoArgsIsHelpError":  # its message is the help
            sys.stderr.write(misused.format_message() + "\n")
            return BAD_INPUT
        return refuse(f"{misused.format_message().rstrip('.')}; see hinterland --help")
    except leaving.Ended as ended:
        sys.stderr.write(f"hinterland: ended by {ended}; nothing was left half-written\n")
        return SIGNALLED + ended.number
    except MemoryError:
        return refuse("memory ran out; ask for a coarser resolution, fewer days or fewer workers")
    except OSError as trouble:
        return _no_room(trouble)
    if code == INTERRUPTED:
        sys.stderr.write("hinterland: stopped; nothing was left half-written\n")
    return code if isinstance(code, int) else 0


def refuse(*lines: str) -> int:
    """Say what is wrong, one line for each fault, and return the exit code of bad input."""
    for line in lines:
        sys.stderr.write("hinterland: " + " ".join(line.split()) + "\n")
    return BAD_INPUT


def _no_room(trouble: OSError) -> int:
    place = trouble.filename or "a file"
    return refuse(f"{place}: {trouble.strerror or trouble}; give a place that can be read and written")


def _warn(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Print what the program itself has to warn of in one line, and nothing that its libraries say to programmers."""
    if category.__module__.startswith("hinterland."):
        sys.stderr.write("hinterland: " + " ".join(str(message).split()) + "\n")

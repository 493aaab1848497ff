"""The command `hinterland`: its groups, and what becomes of a fault.

Nothing heavy is imported here: every command imports what it needs when it is called, so that help is quick.
"""

import sys
from collections.abc import Sequence

import typer

from hinterland.cli import checks, confront, ledger, meaning, patterns, playing, railway, scenes, schedule, systems
from hinterland.core.fault import Fault, Faults
from hinterland.files.caution import first_of

BAD_INPUT = 2
INTERRUPTED = 130

app = typer.Typer(
    name="hinterland",
    help="The war behind the Eastern Front, 1941-45: run it, map it, test it against the record.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("run")(playing.run)
app.add_typer(checks.app, name="check")
app.command("claims")(ledger.claims)
app.command("confront")(confront.confront)
app.command("patterns")(patterns.patterns)
app.command("systems")(systems.systems)
app.command("railway")(railway.railway)
app.command("explain")(meaning.explain)
app.command("scenarios")(scenes.scenarios)
app.command("schedule")(schedule.schedule)
app.command("publish")(ledger.publish)


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(answer(sys.argv[1:]))


def answer(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0, 2 for bad input, 130 for Ctrl-C."""
    try:
        code = app(list(arguments), prog_name="hinterland", standalone_mode=False)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Faults as faults:
        return refuse(*first_of(faults.faults))
    except Fault as fault:
        return refuse(str(fault))
    except typer.TyperException as misused:
        if not misused.format_message():  # asked for nothing: the help is already printed
            return BAD_INPUT
        return refuse(f"{misused.format_message().rstrip('.')}; see hinterland --help")
    except BrokenPipeError:  # the reader of a pipe has seen enough
        sys.stderr.close()
        return 0
    except OSError as trouble:
        place = trouble.filename or "a file"
        return refuse(f"{place}: {trouble.strerror or trouble}; give a place that can be read and written")
    if code == INTERRUPTED:
        sys.stderr.write("hinterland: stopped; nothing was left half-written\n")
    return code if isinstance(code, int) else 0


def refuse(*lines: str) -> int:
    """Say what is wrong, one line for each fault, and return the exit code of bad input."""
    for line in lines:
        sys.stderr.write("hinterland: " + " ".join(line.split()) + "\n")
    return BAD_INPUT

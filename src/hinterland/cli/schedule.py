"""`hinterland schedule`: the kernels of a day in order, what each reads and writes, and the time that it takes."""

from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli.confront import Resolution, ScenarioName

if TYPE_CHECKING:
    from hinterland.engine.scenario import Scenario


def schedule(
    timed: Annotated[bool, typer.Option("--time", help="Play a war and add the time spent in each kernel.")] = False,
    arrays: Annotated[bool, typer.Option("--arrays", help="Name every array that a kernel reads and writes.")] = False,
    scenario: ScenarioName = "history",
    resolution: Resolution = 4,
) -> None:
    """Print the schedule of a day: phase, kernel, what it reads and writes, and with --time what it costs."""
    from hinterland.engine.day import SCHEDULE
    from hinterland.engine.reading import touched
    from hinterland.study.scenarios.scenario_files import load

    played = load(scenario)
    seconds = _seconds(played._replace(resolution=resolution)) if timed else []
    phase = ""
    for place, step in enumerate(SCHEDULE):
        if step.phase != phase:
            phase = step.phase
            typer.echo(f"\n{phase}")
        reads, writes = touched(step)
        cost = f"{1e3 * seconds[place]:8.1f} ms" if seconds else ""
        meaning = (step.kernel.py_func.__doc__ or "").partition("\n")[0]
        typer.echo(f"  {step.name:<28}{cost}  {meaning}")
        if arrays:
            typer.echo(f"      reads   {' '.join(reads)}\n      writes  {' '.join(writes)}")
        else:
            typer.echo(f"      reads   {groups(reads, step.subsystem.name)}\n      writes  {groups(writes, '')}")
    if seconds:
        typer.echo(f"\nall kernels of a war at resolution {resolution}: {sum(seconds):.2f} s")


def groups(names: list[str], own: str) -> str:
    """Return in words how many arrays of each group are named, the subsystem's own group first."""
    count: dict[str, int] = {}
    for name in names:
        group = name.partition(".")[0]
        count[group] = count.get(group, 0) + 1
    ordered = sorted(count, key=lambda group: (group != own, group))
    return ", ".join(f"{group} ({count[group]})" for group in ordered) or "nothing"


def _seconds(scenario: "Scenario") -> list[float]:
    """Play a war and return the time spent in each step of the schedule, in seconds."""
    from hinterland.engine.run import play

    seconds: list[float] = []
    play(scenario, 1, seconds=seconds)
    return seconds

"""What is seen while the war is played: the date, the strength, the rails, the dead.

A terminal gets one line that is rewritten; a file or a pipe gets a line for every half year.
"""

import sys
import time
from datetime import date
from types import TracebackType
from typing import Any, Protocol, Self, TextIO

from hinterland.core.calendar import date_of


class Glance(Protocol):
    """What the engine reports of a day that has just been played."""

    @property
    def day(self) -> int:
        """Return the number of the day."""

    @property
    def strength(self) -> float:
        """Return the partisans under arms."""

    @property
    def rails(self) -> float:
        """Return the rails cut so far."""

    @property
    def killed(self) -> float:
        """Return the civilians killed so far."""


class Progress:
    """The display of one run; call it with the glance of every day."""

    REWRITES = 12.0  # a second
    PATIENCE = 3.0  # seconds after which a user who waits is shown the reason

    def __init__(self, last: int, stream: TextIO, quiet: bool = False) -> None:
        """Watch the days up to day number `last`."""
        self.last, self.stream, self.quiet = last, stream, quiet
        self.live: Any = None
        self._drawn = 0.0
        self._began: float | None = None
        self._waiting_said = False

    def __enter__(self) -> Self:
        """Open the live line where there is a terminal to show it on."""
        if not self.quiet and self.stream.isatty():
            from rich.console import Console
            from rich.live import Live

            self.live = Live(console=Console(file=self.stream), auto_refresh=False, transient=True)
            self.live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the terminal back as it was."""
        if self.live is not None:
            self.live.stop()

    def __call__(self, glance: Glance) -> None:
        """Show a day."""
        if self.live is not None:
            now = time.monotonic()
            if now - self._drawn >= 1.0 / self.REWRITES or glance.day == self.last:
                self._drawn = now
                self.live.update(self._bar(glance), refresh=True)
        elif not self.quiet and (glance.day == self.last or _ends_half_year(date_of(glance.day))):
            self.stream.write(line(glance) + "\n")
            self.stream.flush()

    def prepare(self, done: int, of: int) -> None:
        """Show how many kernels are ready, where that takes long: they are compiled the first time."""
        if self._began is None:
            self._began = time.monotonic()
        waited = time.monotonic() - self._began > self.PATIENCE
        if waited and self.live is not None:
            self.say(f"compiling the model, once: kernel {done} of {of}")
        elif waited and not (self.quiet or self._waiting_said):
            self._waiting_said = True
            tell_that_it_compiles(self.stream)

    def say(self, what: str) -> None:
        """Show on a terminal what is being done while no day passes."""
        if self.live is not None:
            self.live.update(what + " ...", refresh=True)

    def _bar(self, glance: Glance) -> Any:
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        shown = Table.grid(padding=(0, 2))
        shown.add_row(ProgressBar(total=self.last + 1, completed=glance.day + 1, width=20), Text(line(glance)))
        return shown


class RunCount:
    """The display of many runs: how many are done, and how long the rest will take; call it with both numbers.

    A terminal gets one line that is rewritten; a file or a pipe one line for every tenth of the runs.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        """Write to a stream, the error stream if none is given."""
        self.stream = sys.stderr if stream is None else stream
        self._began: tuple[float, int] | None = None
        self._tenth = -1

    def __call__(self, done: int, runs: int) -> None:
        """Show how many of all runs are done."""
        now = time.monotonic()
        if self._began is None or done < self._began[1]:  # others begin: runs of another scenario
            self._began = now, done
            self._tenth = 10 * done // runs - 1
        tenth, live = 10 * done // runs, self.stream.isatty()
        if live or tenth > self._tenth:
            self._tenth = tenth
            text = f"played {done} of {runs} runs" + self._left(now, done, runs)
            self.stream.write(f"{text:<60}\r" if live and done < runs else f"{text.ljust(60) if live else text}\n")
            self.stream.flush()

    def _left(self, now: float, done: int, runs: int) -> str:
        """Return in words how long the rest takes at the pace so far."""
        assert self._began is not None
        since, before = self._began
        if done in (before, runs):
            return ""
        return f", {spent((now - since) / (done - before) * (runs - done))} left"


def tell_that_it_compiles(stream: TextIO) -> None:
    """Say why nothing is seen for a while."""
    stream.write("compiling the model, which is done once and takes some minutes\n")
    stream.flush()


def tell_of_compiling() -> None:
    """Say so on the error stream where most kernels are not in the cache."""
    from hinterland.engine.compile_ahead import is_needed

    if is_needed():
        tell_that_it_compiles(sys.stderr)


def spent(seconds: float) -> str:
    """Return a length of time in words: seconds, minutes, or hours and minutes."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


def line(glance: Glance) -> str:
    """Return one day in words and figures."""
    when = date_of(glance.day)
    return (
        f"{when.day:2d} {when:%b %Y}   partisans {glance.strength:>9,.0f}   "
        f"rails cut {glance.rails:>9,.0f}   civilians killed {glance.killed:>9,.0f}"
    )


def _ends_half_year(when: date) -> bool:
    return (when.month, when.day) in {(6, 30), (12, 31)}

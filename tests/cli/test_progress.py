"""What is seen while the war is played."""

import io
import itertools

from hinterland.cli.progress import Progress, line
from hinterland.core.calendar import DAYS


class Seen:
    """A glance as the engine gives it."""

    def __init__(self, day: int) -> None:
        """Make up the figures of a day."""
        self.day, self.strength, self.rails, self.killed = day, 90_000.0, 12_345.0, 1_000.4


def test_that_a_day_is_told_with_the_dead_beside_the_strength():
    text = " ".join(line(Seen(0)).split())
    assert text == "22 Jun 1941 partisans 90,000 rails cut 12,345 civilians killed 1,000"


def test_that_a_pipe_gets_a_line_for_every_half_year_and_the_last_day():
    pipe = io.StringIO()
    with Progress(DAYS - 1, pipe) as progress:
        for day in range(DAYS):
            progress(Seen(day))
    lines = pipe.getvalue().splitlines()
    assert [text.split("   ")[0].strip() for text in lines] == [
        *("30 Jun 1941", "31 Dec 1941", "30 Jun 1942", "31 Dec 1942"),
        *("30 Jun 1943", "31 Dec 1943", "30 Jun 1944", "31 Dec 1944", "9 May 1945"),
    ]


def test_that_a_quiet_run_says_nothing_at_all():
    pipe = io.StringIO()
    with Progress(3, pipe, quiet=True) as progress:
        progress.say("reading")
        progress(Seen(3))
    assert pipe.getvalue() == ""


def test_that_whoever_waits_for_the_compiler_is_told_once_and_nobody_else(monkeypatch):
    for seconds, times in ((0.01, 0), (2.0, 1)):
        clock = itertools.count(100.0, seconds)
        monkeypatch.setattr("hinterland.cli.progress.time.monotonic", lambda clock=clock: next(clock))
        pipe = io.StringIO()
        with Progress(10, pipe) as progress:
            for done in range(1, 91):
                progress.prepare(done, 90)
        assert pipe.getvalue().count("compiling the model") == times


def test_that_a_terminal_gets_its_line_back_when_the_run_breaks():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    try:
        with Progress(10, screen) as progress:
            progress(Seen(1))
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert progress.live is not None
    assert not progress.live.is_started
    assert "90,000" in screen.getvalue()

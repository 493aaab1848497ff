"""How a command leaves when it is asked to: by Ctrl-C, by `kill`, or because its terminal was closed.

Each becomes an exception, so that what was begun is cleaned away. A second signal while that is being done is not
heeded, for it would leave behind what the first one has cleared up only in part.
"""

import signal
import time
from types import FrameType

DEAF = 2.0
"""Seconds after a signal in which others are not heeded."""
HEEDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Ended(BaseException):
    """The command was asked to end by a signal other than Ctrl-C."""

    def __init__(self, number: int) -> None:
        """Keep the number of the signal."""
        self.number = number
        super().__init__(signal.Signals(number).name)


class _Ear:
    """Raises at the first signal and again after a while."""

    def __init__(self) -> None:
        self.last = float("-inf")

    def __call__(self, number: int, frame: FrameType | None) -> None:
        now = time.monotonic()
        if now - self.last < DEAF:
            return
        self.last = now
        raise KeyboardInterrupt if number == signal.SIGINT else Ended(number)


def listen() -> None:
    """Turn signals into exceptions, but for those that whoever started the command has it ignore (`nohup`)."""
    ear = _Ear()
    for number in HEEDED:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, ear)


def deafen() -> None:
    """Have signals end the command at once, when nothing is left to be done."""
    for number in HEEDED:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)

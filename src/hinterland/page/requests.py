"""What a server was asked to play: one after another, each kept in a folder of its own and found by the next server.

A folder is named by a digest of what was asked, so that the same is played once. What a server did not finish stands
as cancelled for the next one, and goes on where it was when it is asked for again.
"""

import hashlib
import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from hinterland.core.fault import Fault, Faults
from hinterland.core.user_cache import write_whole

MOST_OPEN = 10
"""Requests that may be open at once: those that wait, and the one that plays."""
WORKERS = 2
"""Processes that play for a server."""
ASKED = "asked.json"
"""The file in the folder of a request that says what was asked."""
KEY = re.compile(r"[0-9a-f]{16}")
OPEN = ("waiting", "playing")
WRITING_S = 5.0
"""Seconds in which what was played may be written when it is wanted no more, or when the server ends."""


def key_of(*held: Any) -> str:
    """Return the key of a request: a word of 16 letters that is the same for the same values."""
    return hashlib.sha256(repr(held).encode()).hexdigest()[:16]


class Stopped(Exception):
    """A reader no longer wants an answer, or the server ends."""


class TooMany(Exception):
    """As many are open as may be."""


@dataclass
class Request:
    """What was asked: where it lies, what the page says of it, how many wars it needs, and how far it is."""

    folder: Path
    about: Mapping[str, Any]
    wars: int
    state: str = "waiting"
    played: int = 0
    trouble: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    _began: tuple[float, int] | None = None

    def progress(self, done: int) -> None:
        """Note how many wars are played; raise `Stopped` where no more are wanted."""
        if self._began is None or done > self.played + 1:  # wars of an earlier time were found
            self._began = time.monotonic(), done
        self.played = done
        if self.stop.is_set():
            raise Stopped

    def seconds_left(self) -> float | None:
        """Return about how long it takes yet, by the wars that were played for it so far; None before there are any."""
        if self.state != "playing" or self._began is None:
            return None
        since, before = self._began
        made = self.played - before
        return round((time.monotonic() - since) / made * (self.wars - self.played), 1) if made else None

    def described(self) -> dict[str, Any]:
        """Return it as the page has it."""
        own = {name: getattr(self, name) for name in ("state", "played", "trouble")}
        return {"id": self.folder.name, **self.about, **own}


class Queue:
    """What is to be played, one after another, in a thread of its own."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._waiting: SimpleQueue[tuple[Request, Callable[[Request], None]] | None] = SimpleQueue()
        self._open: list[Request] = []
        self._changing = threading.Lock()
        self._player: threading.Thread | None = None

    def put(self, request: Request, play: Callable[[Request], None], keep: Callable[[], None]) -> None:
        """Let something be played after what was asked for before, and keep it once there is room for it.

        Raises `TooMany` where too many are open: then nothing is kept. What `keep` raises leaves the queue as it was.
        """
        with self._changing:
            self._open = [one for one in self._open if one.state in OPEN]
            if len(self._open) >= MOST_OPEN:
                raise TooMany
            keep()
            self._open.append(request)
            self._waiting.put((request, play))
            if self._player is None:
                self._player = threading.Thread(target=self._play, daemon=True)
                self._player.start()

    def close(self) -> None:
        """Stop all playing, and wait `WRITING_S` at most until what was played is written."""
        for one in self._open:
            one.stop.set()
        self._waiting.put(None)
        if self._player is not None:
            self._player.join(WRITING_S)

    def _play(self) -> None:
        while (given := self._waiting.get()) is not None:
            request, play = given
            if not request.stop.is_set():
                request.state = "playing"
                request.state = _ended(request, play)


def _ended(request: Request, play: Callable[[Request], None]) -> str:
    """Play for one and return the state in which that leaves it."""
    try:
        play(request)
    except Stopped:
        return "cancelled"
    except (Fault, Faults) as fault:
        request.trouble = str(fault).splitlines()[0]
        return "failed"
    except Exception as trouble:  # the thread plays for the next, whatever befell this one
        request.trouble = f"the runs could not be played ({type(trouble).__name__}: {trouble})"
        return "failed"
    return "done"


class Requests:
    """All that was asked for and lies in one folder, each by its key."""

    def __init__(
        self, folder: Path, found: str, read_back: Callable[[Any], tuple[Mapping[str, Any], int]], queue: Queue
    ) -> None:
        """Take the folder, the name of the file in which an answer ends, and the queue in which it is played.

        `read_back` returns of what was kept what the page says of it and how many wars it needs; it raises
        `ValueError`, `KeyError` or `TypeError` for what is none.
        """
        self.folder, self.found, self.queue = folder, found, queue
        self._known: dict[str, Request] = {}
        self._changing = threading.Lock()
        for path in sorted(folder.glob(f"*/{ASKED}"), key=lambda path: path.stat().st_mtime):
            if KEY.fullmatch(path.parent.name):
                self._remember(path.parent, read_back)

    def take(
        self,
        key: str,
        about: Mapping[str, Any],
        wars: int,
        play: Callable[[Request], None],
        files: Mapping[str, bytes] = {},
    ) -> Request:
        """Return what was asked for under a key, or begin it and keep some files with it.

        Raises `TooMany` where too many are open, and `Fault` where nothing can be kept.
        """
        with self._changing:
            known = self._known.get(key)
            if known is not None and (known.state == "done" or (known.state in OPEN and not known.stop.is_set())):
                return known
            request = Request(self.folder / key, about, wars)
            self.queue.put(request, play, lambda: _keep(request, files))
            self._known.pop(key, None)
            self._known[key] = request
            return request

    def every(self) -> list[Request]:
        """Return all of them, the latest first."""
        with self._changing:
            return list(reversed(self._known.values()))

    def one(self, key: str) -> Request | None:
        """Return one by its key; None where there is none."""
        return self._known.get(key)

    def answer(self, key: str) -> Path | None:
        """Return the file in which an answer stands; None where there is none."""
        request = self.one(key)
        return request.folder / self.found if request is not None and request.state == "done" else None

    def cancel(self, key: str) -> Request | None:
        """Stop playing for one; what was played is kept. None where there is none."""
        request = self.one(key)
        if request is not None:
            request.stop.set()
            if request.state == "waiting":
                request.state = "cancelled"
        return request

    def _remember(self, folder: Path, read_back: Callable[[Any], tuple[Mapping[str, Any], int]]) -> None:
        """Take up what an earlier server was asked; what it did not finish can be asked for again."""
        try:
            about, wars = read_back(json.loads((folder / ASKED).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError):
            return
        done = (folder / self.found).is_file()
        self._known[folder.name] = Request(folder, about, wars, "done" if done else "cancelled", wars if done else 0)


def _keep(request: Request, files: Mapping[str, bytes]) -> None:
    """Write what was asked and some files into the folder of a request; raise `Fault` where that cannot be."""
    try:
        request.folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_whole(request.folder / name, content)
        write_whole(request.folder / ASKED, json.dumps(request.about, ensure_ascii=False).encode())
    except OSError as trouble:
        message = f"{request.folder} cannot be written ({trouble.strerror or trouble})"
        raise Fault(None, 0, message, "start the server with --keep and a folder that can be written") from None

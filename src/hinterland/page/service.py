"""What a server plays for its readers, as the page has it: all requests of one kind, each by its key."""

from typing import Any

from hinterland.page.requests import Queue, Request, Requests


class Service:
    """Plays requests of one kind, which are kept in one folder."""

    def __init__(self, requests: Requests) -> None:
        """Take what was asked for so far."""
        self.requests = requests

    @property
    def queue(self) -> Queue:
        """Return the queue in which requests wait; several services may share it."""
        return self.requests.queue

    def every(self) -> list[dict[str, Any]]:
        """Return every request, the latest first."""
        return [self.shown(one) for one in self.requests.every()]

    def one(self, key: str) -> dict[str, Any] | None:
        """Return how far a request is; None where there is none."""
        request = self.requests.one(key)
        return None if request is None else self.shown(request)

    def answer(self, key: str) -> bytes | None:
        """Return the file in which the answer to a request stands; None where nothing was found yet."""
        found = self.requests.answer(key)
        return found.read_bytes() if found else None

    def cancel(self, key: str) -> dict[str, Any] | None:
        """Stop playing for a request; what was played to the end is kept. None where there is none."""
        request = self.requests.cancel(key)
        return None if request is None else self.shown(request)

    def shown(self, request: Request) -> dict[str, Any]:
        """Return a request as the page has it."""
        return request.described()

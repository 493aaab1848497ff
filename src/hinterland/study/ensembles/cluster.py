"""Runs of an ensemble on the workers of a Dask scheduler: the same jobs as in processes of this machine.

Dask is asked for nothing but to call a function somewhere. What it remembers is not relied upon: a scheduler that is
started anew knows of no task, so the caller keeps what was found (`run_store`) and asks again for what is missing.
"""

import socket
from asyncio import CancelledError as Cancelled
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlsplit

from hinterland.core.fault import Fault

AHEAD = 3
"""Jobs that are with the scheduler for each thread of a worker: one is done and others wait, so that no worker does."""
PATIENCE = 2.0
"""Seconds between two looks at whether the scheduler is still there, and how many workers it has."""
ANSWER = 20.0
"""Seconds in which a scheduler must answer at first."""


def share_out_over(
    do: Callable[[Any], Any], jobs: Sequence[Any], address: str
) -> Generator[tuple[int, Any], None, None]:
    """Do every job on the workers of a scheduler, and yield its number and what was found, whichever is done first.

    `do` is a function of a module that the workers have too; a job has a `key` that no other job has. Raises what `do`
    raises, and `Fault` where no scheduler answers at the address, or where it is lost. Close it to leave the scheduler.
    """
    with closing(_client(address)) as client:
        waiting: dict[Any, int] = {}
        done: SimpleQueue[Any] = SimpleQueue()
        given = 0
        while given < len(jobs) or waiting:
            room = AHEAD * max(1, _threads(client, address))
            while given < len(jobs) and len(waiting) < room:
                future = client.submit(do, jobs[given], key=jobs[given].key, pure=False)
                waiting[future] = given
                future.add_done_callback(done.put)
                given += 1
            with suppress(Empty):
                future = done.get(timeout=PATIENCE)
                yield waiting.pop(future), _found(future, address)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise Fault(
            None, 0, f"the scheduler {address} needs the package distributed", "install hinterland[cluster]"
        ) from None
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        socket.create_connection((parts.hostname or "", parts.port or 0), ANSWER).close()
        return Client(address, timeout=ANSWER, set_as_default=False)
    except (OSError, ValueError, TypeError) as trouble:  # a name that is no address, a machine that is not there
        reason = getattr(trouble, "strerror", None) or " ".join(str(trouble).split()) or "no answer"
        remedy = "give an address such as tcp://127.0.0.1:8786"
        raise Fault(None, 0, f"no Dask scheduler answers at {address} ({reason})", remedy) from None


def _threads(client: Any, address: str) -> int:
    """Return how many jobs the workers can do at once; raise `Fault` where the scheduler is lost."""
    try:
        if client.status == "running":
            return sum(client.nthreads().values())
    except OSError:
        pass
    raise _lost(address)


def _found(future: Any, address: str) -> Any:
    """Return the result of a task or raise its error; the scheduler runs a task again whose worker has died."""
    try:
        return future.result()
    except (Exception, Cancelled) as error:
        if type(error).__name__ == "KilledWorker":
            message = f"several workers died over one run ({' '.join(str(error).split())})"
            raise Fault(None, 0, message, "give the workers more memory") from None
        if future.status == "error":
            raise
        raise _lost(address) from None


def _lost(address: str) -> Fault:
    return Fault(None, 0, f"the scheduler at {address} is gone", "start it again and repeat the command: it goes on")

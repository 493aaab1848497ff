"""Processes that play runs for an ensemble, and end with it however it ends.

A worker is a Python of its own that is handed jobs through its input. It imports nothing of the user's program, so a
script needs no main guard, and it can be asked for from a notebook too. When its input ends, its parent is gone: killed
or done. It writes to no terminal; what it has to say, cautions too, is in its answers, and its last words are kept for
a fault.

Nothing heavy is imported here: a worker watches its parent before it reads the model.
"""

import os
import pickle
import selectors
import signal
import subprocess
import sys
import threading
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from itertools import islice
from queue import SimpleQueue
from tempfile import TemporaryFile
from typing import Any, NamedTuple

from hinterland.core.fault import Fault
from hinterland.files.caution import Caution

BEGIN = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); "
    "from hinterland.study.ensembles.workers import serve; serve(int(sys.argv[1]))"
)
PATIENCE = 0.5
"""Seconds between two looks at whether the parent is still there, where its end of the input was handed on."""
GRACE = 2.0
"""Seconds in which a worker without work ends by itself."""
LIFE = 200
"""Jobs after which a worker is replaced, so that what a library does not give back of the memory does not add up."""
TRIES = 3
"""Workers that may die over one job: by then it is the job that ends them."""


class Answer(NamedTuple):
    """What a worker found, or what stopped it, and the parts of the cautions that were given on the way."""

    value: Any
    error: Exception | None = None
    cautions: tuple[tuple[Any, int, str, str], ...] = ()


class WorkerDied(Fault):
    """A worker ended before it gave its answer."""


class Worker:
    """One process and the job that it is at."""

    def __init__(self) -> None:
        """Start a Python that finds what this one finds."""
        self.words = TemporaryFile()  # noqa: SIM115
        self.job = self.given = 0
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", BEGIN, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.words,
        )

    def begin(self) -> None:
        """Let it know where to look for modules."""
        self._tell(sys.path)

    def give(self, number: int, do: Callable[[Any], Any], job: Any) -> None:
        """Hand it a job."""
        self.job = number
        self.given += 1
        self._tell(pickle.dumps((do, job)))

    def _tell(self, what: Any) -> None:
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # it has died, which shows when its answer is read
            pickle.dump(what, self.process.stdin)
            self.process.stdin.flush()

    def answer(self, jobs: int) -> Any:
        """Return what it found, and give its cautions; raise what stopped it, and `Fault` where it has died."""
        assert self.process.stdout is not None
        try:
            reply = Answer(*pickle.load(self.process.stdout))
        except (EOFError, pickle.UnpicklingError, OSError):
            raise self._died(jobs) from None
        for path, line, message, remedy in reply.cautions:
            warnings.warn(Caution(path, line, f"run {self.job + 1} of {jobs}: {message}", remedy), stacklevel=4)
        if isinstance(reply.error, MemoryError):
            raise Fault(None, 0, f"memory ran out in run {self.job + 1} of {jobs}", "ask for fewer workers")
        if reply.error is not None:
            raise reply.error
        return reply.value

    def _died(self, jobs: int) -> WorkerDied:
        code = self.process.wait()
        self.words.seek(0)
        last = self.words.read().decode(errors="replace").strip().rpartition("\n")[2]
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        return WorkerDied(
            None,
            0,
            f"a worker {how} in run {self.job + 1} of {jobs}" + (f" ({last})" if last else ""),
            "where memory is short, ask for fewer workers: --workers 1",
        )

    def end(self, at_once: bool) -> None:
        """End it, with its work or without."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        if at_once:
            self.process.kill()
        with suppress(BrokenPipeError):
            self.process.stdin.close()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.words.close()


class Crew:
    """The workers that are at some job, and what waits for their answers."""

    def __init__(self, do: Callable[[Any], Any], jobs: Sequence[Any]) -> None:
        """Take what is to be done with every job."""
        self.do, self.jobs = do, jobs
        self.workers: list[Worker] = []
        self.deaths: Counter[int] = Counter()
        """How many workers died over each job."""
        self.answers = selectors.DefaultSelector()

    def hire(self, number: int) -> None:
        """Start a worker with a job."""
        worker = Worker()
        self.workers.append(worker)
        worker.begin()
        worker.give(number, self.do, self.jobs[number])
        assert worker.process.stdout is not None
        self.answers.register(worker.process.stdout, selectors.EVENT_READ, worker)

    def dismiss(self, worker: Worker, at_once: bool = False) -> None:
        """End a worker."""
        self.answers.unregister(worker.process.stdout)  # type: ignore[arg-type]
        self.workers.remove(worker)
        worker.end(at_once)

    def keep_busy(self, worker: Worker, number: int) -> None:
        """Give a worker its next job, or give it to a new one where it has done enough."""
        if worker.given < LIFE:
            worker.give(number, self.do, self.jobs[number])
        else:
            self.dismiss(worker)
            self.hire(number)

    def replace(self, worker: Worker, death: "WorkerDied") -> None:
        """Give the job of a worker that died to a new one; raise its death where others died over the job too."""
        self.dismiss(worker, at_once=True)
        self.deaths[worker.job] += 1
        if self.deaths[worker.job] >= TRIES:
            raise death
        self.hire(worker.job)

    def end(self) -> None:
        """End all workers at once."""
        for worker in self.workers:
            worker.end(at_once=True)
        self.answers.close()


def share_out(do: Callable[[Any], Any], jobs: Sequence[Any], workers: int) -> Generator[tuple[int, Any], None, None]:
    """Do every job in one of so many processes, and yield its number and what was found, whichever is done first.

    `do` is a function of a module; a job is asked for when a worker is free for it. A worker that dies is replaced and
    its job is done again. Raises what `do` raises, and `Fault` where `TRIES` workers die over one job. Close it to end
    all workers at once.
    """
    crew = Crew(do, jobs)
    coming = iter(range(len(jobs)))
    try:
        for number in islice(coming, workers):
            crew.hire(number)
        while crew.workers:
            for key, _ in crew.answers.select():
                worker: Worker = key.data
                number = worker.job
                try:
                    found = worker.answer(len(jobs))
                except WorkerDied as death:
                    crew.replace(worker, death)
                    continue
                following = next(coming, None)
                if following is None:
                    crew.dismiss(worker)
                else:
                    crew.keep_busy(worker, following)
                yield number, found
    finally:
        crew.end()


def serve(parent: int) -> None:
    """Do jobs in a worker process until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; the parent decides
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    jobs: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(jobs,), daemon=True).start()
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    while True:
        data = pickle.dumps(tuple(_do(jobs.get())))
        try:
            answers.write(data)
            answers.flush()
        except BrokenPipeError:
            os._exit(1)


def _do(job: bytes) -> Answer:
    try:
        do, given = pickle.loads(job)
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always", Caution)
            found = do(given)
        cautions = [one.message for one in heard if isinstance(one.message, Caution)]
        return Answer(found, None, tuple((one.path, one.line, one.message, one.remedy) for one in cautions))
    except Exception as error:
        error.add_note("In a worker: " + traceback.format_exc())
        try:
            pickle.loads(pickle.dumps(error))
        except Exception:  # it cannot travel, its words can
            return Answer(None, RuntimeError(f"{type(error).__name__}: {error}"))
        return Answer(None, error)


def _listen(jobs: "SimpleQueue[bytes]") -> None:
    """Take jobs from the input while others are done, and leave when it ends."""
    while True:
        try:
            jobs.put(pickle.load(sys.stdin.buffer))
        except (EOFError, pickle.UnpicklingError):
            os._exit(0)


def _watch(parent: int) -> None:
    """Leave when the parent is gone."""
    while os.getppid() == parent:
        time.sleep(PATIENCE)
    os._exit(1)

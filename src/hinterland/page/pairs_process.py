"""A process that plays the pairs of wars of one what-if for a server, and ends with it however it ends.

It is handed the job as a line of JSON; when its input ends, nobody wants the answer any more: it keeps what was played
and leaves. It says how far it is in lines of JSON. What was found is written whole, or not at all.
"""

import json
import os
import signal
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.core.user_cache import write_whole
from hinterland.page.arrays import Arrays
from hinterland.study.causation.counterfactual_files import Counterfactual
from hinterland.study.causation.paired_wars import WHOLE, PairedFigures, play_pairs
from hinterland.study.ensembles.ensemble import scenario_described

BLOCK = 1024
PAIRS = "pairs.war"
"""The packed file of what was found: figures of both wars of every pair by quantity, region and month."""


def play(job: Mapping[str, Any], folder: Path) -> None:
    """Play the pairs of a job, those that are kept already excepted, and write what was found into a folder.

    Raises `Fault` for pairs that cannot be played, see `play_pairs` of `hinterland.study`, and for a folder that holds
    other runs or cannot be written.
    """
    first, second = (scenario_described(one)._replace(name=name) for name, one in job["wars"])
    asked = Counterfactual("what-if", "", "", first, second, tuple(job["quantities"]), tuple(job["regions"]))
    (found,) = play_pairs(
        [asked],
        job["runs"],
        seed=job["seed"],
        draws=job["draws"],
        workers=job["workers"],
        out=Path(job["kept"]),
        on_progress=lambda done, of: _say(played=done),
    )
    write_whole(folder / PAIRS, packed_pairs(found, asked, job["seed"]), lasting=True)


def packed_pairs(found: PairedFigures, asked: Counterfactual, seed: int) -> bytes:
    """Return the figures of pairs as a packed file.

    It holds `before` and `after` (pairs, quantities, regions, months), and the same over the whole war as
    `whole_before` and `whole_after` (pairs, quantities, regions), each in the unit of its quantity; NaN where a figure
    is not told. They are 32-bit floats, of which some seven digits hold.
    """
    periods = [one.name for one in found.periods]
    months = [one for one in found.periods if one.is_month]
    at = [periods.index(one.name) for one in months]
    arrays = Arrays()
    for name, figures in (("before", found.first), ("after", found.second)):
        arrays.add(name, figures[..., at], "f4")
        arrays.add(f"whole_{name}", figures[..., periods.index(WHOLE)], "f4")
    return arrays.packed({
        "quantities": list(asked.quantities),
        "regions": list(asked.regions),
        "months": [[date_of(day).isoformat() for day in (one.first, one.last)] for one in months],
        "seeds": [seed + n for n in range(len(found.first))],
        "draws": np.asarray(found.draw).tolist(),
    })  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Read a job, play it into the folder that is named, and return 0 where it was played to the end."""
    signal.signal(signal.SIGINT, _leave_once)
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=_watch_input, daemon=True).start()
    try:
        play(job, Path(arguments[0]))
    except Fault as fault:
        _say(fault=[fault.message, fault.remedy])
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _leave_once(number: int, frame: object) -> NoReturn:
    """Raise `KeyboardInterrupt` at the first signal; what is written then is not cut off by another one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _watch_input() -> None:
    """Interrupt what is played when the input ends.

    It is read past the buffer of `sys.stdin`: a thread that holds that lets no process end in peace.
    """
    while os.read(0, BLOCK):
        pass
    main_thread = threading.main_thread().ident
    if hasattr(signal, "pthread_kill") and main_thread is not None:
        signal.pthread_kill(main_thread, signal.SIGINT)  # wakes it where it waits for a worker
    else:
        os.kill(os.getpid(), signal.SIGINT)


def _say(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

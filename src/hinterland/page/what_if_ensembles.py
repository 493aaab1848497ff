"""What-ifs as ensembles on this computer: many wars with other causes, each beside that of its seed without them.

They are played by the ensemble machinery of `study`, in another process, one what-if after another. Every war is kept
in a folder that is named by a digest of all that its figures depend on, so that the war without the change is played
once for all what-ifs, and what a server that was killed had finished is found by the next.
"""

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import numpy as np

from hinterland.core.fault import Fault
from hinterland.engine.scenario import Scenario
from hinterland.page.answers_of_what_ifs import CHANCE, Wanted
from hinterland.page.arrays import read
from hinterland.page.askings import GRACE_S, WORKERS, Asking, Askings, Line, Stopped
from hinterland.page.play_pairs import FOUND
from hinterland.page.twin_figures import plain
from hinterland.page.what_if import lacking_a_cause, parameters
from hinterland.study.ensembles.code_version import code_version
from hinterland.study.ensembles.drawn_table import drawn_members
from hinterland.study.ensembles.ensemble import described

FOLLOWED = (
    *("civilians.killed", "partisans.strength", "rails.cut", "trains.derailed"),
    *("railway.attacks", "railway.capacity_share", "axis.dead", "zones.area_share"),
    *("civilians.killed_in_reprisals", "civilians.killed_in_expeditions", "villages.burned", "people.deported"),
    *("partisans.dead", "partisans.joined_local", "partisans.in_contact", "police.strength"),
    *("loyalty.soviet", "defectors.count", "trains.arrived", "airlift.tonnes"),
)
"""Quantities that are read off each war; the dead stand first, as in the page."""
WARS = "wars"
"""The folder of all wars that were played, within that of the what-ifs."""
PATIENCE_S = 0.2
BANDS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of the pairs that lie below the lines of a band."""
Play = Callable[[Mapping[str, Any], Asking], None]


def played_apart(job: Mapping[str, Any], asking: Asking) -> None:
    """Play a job in another process, and follow how far it is; raise `Stopped` where it is wanted no more.

    Raises `Fault` where it cannot be played.
    """
    path = os.pathsep.join(one for one in sys.path if one)
    faults: list[list[str]] = []
    with TemporaryFile() as words:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "hinterland.page.play_pairs", str(asking.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            env=os.environ | {"PYTHONPATH": path},
        )
        assert process.stdin is not None
        assert process.stdout is not None
        listening = threading.Thread(target=_listen, args=(process.stdout, asking, faults), daemon=True)
        listening.start()
        with suppress(BrokenPipeError):  # it has died, which its code tells
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
        while process.poll() is None and not asking.stop.wait(PATIENCE_S):
            pass
        with suppress(BrokenPipeError):
            process.stdin.close()
        try:
            code = process.wait(GRACE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        listening.join(GRACE_S)
        process.stdout.close()
        words.seek(0)
        last = words.read().decode(errors="replace").strip().rpartition("\n")[2]
    if code == 0:
        return
    if asking.stop.is_set():
        raise Stopped
    if faults:
        raise Fault(None, 0, *faults[-1])
    message = f"the process that plays the wars ended with code {code}" + (f" ({last})" if last else "")
    raise Fault(None, 0, message, "ask again; what was played is kept")


def _listen(lines: IO[bytes], asking: Asking, faults: list[list[str]]) -> None:
    """Follow what a process says of its progress, and keep a fault that it tells."""
    for line in lines:
        said = json.loads(line)
        if "fault" in said:
            faults.append(said["fault"])
        else:
            with suppress(Stopped):
                asking.progress(said["played"])


class WhatIfEnsembles:
    """Takes what-ifs, and plays each as pairs of wars of one seed, one what-if after another."""

    def __init__(
        self,
        scenario: Scenario,
        regions: Sequence[str],
        folder: Path,
        line: Line | None = None,
        play: Play = played_apart,
    ) -> None:
        """Take the war, the regions of the charts, a folder in which what is played is kept, and a line to stand in."""
        self.scenario, self.regions, self.folder = scenario, tuple(regions), folder
        self._others = {one.name: one for _, _, one in lacking_a_cause(scenario)}
        self._spans = {one["name"]: one["span"] for one in parameters(scenario)}
        self._play = play
        self._askings = Askings(folder, FOUND, _taken_up, line or Line())

    def begin(self, wanted: Wanted) -> dict[str, Any]:
        """Take a what-if, or find it among those that were asked for.

        Raises `Fault` for a scenario or a parameter that is not known, for a value outside its range, where nothing is
        changed and where nothing can be kept, and `TooMany` where too many wait already.
        """
        job = self._job(wanted)
        key = hashlib.sha256(json.dumps([job["wars"], job["runs"]], sort_keys=True).encode()).hexdigest()[:16]
        about = wanted.model_dump()
        return _described(self._askings.take(key, about, 2 * wanted.runs, lambda asking: self._play(job, asking)))

    def every(self) -> list[dict[str, Any]]:
        """Return every what-if that was asked for, the latest first."""
        return [_described(one) for one in self._askings.every()]

    def one(self, key: str) -> dict[str, Any] | None:
        """Return how far a what-if is; None where there is none."""
        asking = self._askings.one(key)
        return None if asking is None else _described(asking)

    def pairs(self, key: str) -> bytes | None:
        """Return the packed file of what was found; None where it is not there."""
        found = self._askings.answer(key)
        return found.read_bytes() if found else None

    def quantity(self, key: str, name: str) -> dict[str, Any] | None:
        """Return what was found of one quantity as plain values; None where it is not there."""
        content = self.pairs(key)
        if content is None:
            return None
        header, arrays = read(content)
        if name not in header["quantities"]:
            return None
        n = header["quantities"].index(name)
        before, after = (arrays[side][:, n].astype(float) for side in ("before", "after"))
        whole = [arrays[f"whole_{side}"][:, n].astype(float) for side in ("before", "after")]
        named = {one: header[one] for one in ("regions", "months", "seeds", "draws")}
        return {
            "basis": "model",
            "quantity": name,
            **named,
            "before": plain(before, 6),
            "after": plain(after, 6),
            "band_shares": list(BANDS),
            "difference": plain(np.quantile(after - before, BANDS, axis=0), 6),
            "whole_before": plain(whole[0], 6),
            "whole_after": plain(whole[1], 6),
            "whole_difference": plain(np.quantile(whole[1] - whole[0], BANDS, axis=0), 6),
        }

    def cancel(self, key: str) -> dict[str, Any] | None:
        """Stop playing a what-if at once; wars that were played to the end are kept. None where there is none."""
        asking = self._askings.cancel(key)
        return None if asking is None else _described(asking)

    def close(self) -> None:
        """Stop all playing."""
        self._askings.line.close()

    def _job(self, wanted: Wanted) -> dict[str, Any]:
        """Return what is to be played for a what-if, and where its wars are kept."""
        other = {self.scenario.name: self.scenario, **self._others}.get(wanted.scenario or self.scenario.name)
        if other is None:
            known = ", ".join(sorted(self._others))
            raise Fault(None, 0, f"{wanted.scenario!r} is no what-if of this war", f"give one of {known}, or none")
        for name, value in wanted.changes.items():
            low, high = self._spans.get(name, (np.nan, np.nan))
            if not low <= value <= high:
                held = f"{name} is {value:g}, and its range is {low:g} to {high:g}"
                message = held if name in self._spans else f"{name!r} is no parameter that can be changed"
                raise Fault(None, 0, message, "see parameters.json for all of them with their ranges")
        changed = other._replace(parameters={**other.parameters, **wanted.changes})
        if described(changed) == described(self.scenario):
            raise Fault(None, 0, "nothing is changed", "choose a scenario, or change a parameter")
        draws = None if wanted.draws == CHANCE else wanted.draws
        return {
            "wars": [(self._kept(one, wanted.seed, draws), described(one)) for one in (self.scenario, changed)],
            "quantities": FOLLOWED,
            "regions": self.regions,
            "runs": wanted.runs,
            "seed": wanted.seed,
            "draws": draws,
            "workers": WORKERS,
            "kept": str(self.folder.absolute() / WARS),
        }

    def _kept(self, scenario: Scenario, seed: int, draws: str | None) -> str:
        """Return the name of the folder of a war: a digest of all that its figures depend on but the number of runs."""
        drawn = drawn_members(draws, 1, seed, scenario.parameters).drawn() if draws else seed
        asked = (code_version(), described(scenario), drawn, FOLLOWED, self.regions)
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


def _taken_up(asked: Any) -> tuple[dict[str, Any], int]:
    """Return what was kept of a what-if that an earlier server was asked, and the wars that it needs."""
    wanted = Wanted.model_validate(asked)
    return wanted.model_dump(), 2 * wanted.runs


def _described(asking: Asking) -> dict[str, Any]:
    return asking.described() | {"wars": asking.wars, "seconds_left": asking.seconds_left()}

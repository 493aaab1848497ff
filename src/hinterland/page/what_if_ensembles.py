"""What-ifs as ensembles on this computer: many wars with other causes, each beside that of its seed without them.

They are played by the ensemble machinery of `study`, in another process, one what-if after another. What was asked of
one war is kept apart from what was asked of others. Every set of wars is kept in a folder that is named by a digest of
all that its figures depend on, the first seed among them: what-ifs of the same first seed share the wars without the
change, and what a server that was killed had finished is found by the next.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

import numpy as np

from hinterland.core.fault import Fault
from hinterland.engine.scenario import Scenario
from hinterland.page.answers_of_what_ifs import CHANCE, Wanted
from hinterland.page.arrays import read
from hinterland.page.pairs_process import PAIRS
from hinterland.page.requests import WORKERS, WRITING_S, Queue, Request, Requests, Stopped, key_of
from hinterland.page.service import Service
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
"""The folder of all wars that were played, within that of the what-ifs; what-ifs of every page share it."""
PATIENCE_S = 0.2
DIGITS = 6
"""Digits that a figure is told with; of 32-bit floats some seven hold."""
BAND_SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of the pairs that lie below the lines of a band."""
Play = Callable[[Mapping[str, Any], Request], None]


def played_in_process(job: Mapping[str, Any], request: Request) -> None:
    """Play a job in another process, and follow how far it is; raise `Stopped` where it is wanted no more.

    Raises `Fault` where it cannot be played.
    """
    path = os.pathsep.join(one for one in sys.path if one)
    faults: list[list[str]] = []
    with TemporaryFile() as errors:
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "hinterland.page.pairs_process", str(request.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=os.environ | {"PYTHONPATH": path},
        )
        assert process.stdin is not None
        assert process.stdout is not None
        listening = threading.Thread(target=_listen, args=(process.stdout, request, faults), daemon=True)
        listening.start()
        with suppress(BrokenPipeError):  # it has died, which its code tells
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
        while process.poll() is None and not request.stop.wait(PATIENCE_S):
            pass
        with suppress(BrokenPipeError):
            process.stdin.close()
        try:
            code = process.wait(WRITING_S)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        listening.join(WRITING_S)
        process.stdout.close()
        errors.seek(0)
        last = errors.read().decode(errors="replace").strip().rpartition("\n")[2]
    if code == 0:
        return
    if request.stop.is_set():
        raise Stopped
    if faults:
        raise Fault(None, 0, *faults[-1])
    message = f"the process that plays the wars ended with code {code}" + (f" ({last})" if last else "")
    raise Fault(None, 0, message, "ask again; what was played is kept")


def _listen(lines: IO[bytes], request: Request, faults: list[list[str]]) -> None:
    """Follow what a process says of its progress, and keep a fault that it tells."""
    for line in lines:
        said = json.loads(line)
        if "fault" in said:
            faults.append(said["fault"])
        else:
            with suppress(Stopped):
                request.progress(said["played"])


class WhatIfEnsembles(Service):
    """Takes what-ifs of one war, and plays each as pairs of wars of one seed, one what-if after another."""

    def __init__(
        self,
        scenario: Scenario,
        regions: Sequence[str],
        folder: Path,
        queue: Queue | None = None,
        play: Play = played_in_process,
    ) -> None:
        """Take the war, the regions of the charts, a folder in which what is played is kept, and a queue.

        What was asked of this war over these days and regions lies in a folder of that, for this version of the code.
        """
        self.scenario, self.regions = scenario, tuple(regions)
        rows = list(parameters(scenario))
        self._spans = {one["name"]: one["span"] for one in rows}
        self._usual = {one["name"]: one["usual"] for one in rows}
        self._wars, self._play = folder.absolute() / WARS, play
        own = folder / key_of(code_version(), scenario.name, described(scenario), self.regions)
        super().__init__(Requests(own, PAIRS, _read_back, queue or Queue()))

    def begin(self, wanted: Wanted) -> dict[str, Any]:
        """Take a what-if, or find it among those that were asked for.

        Raises `Fault` for a scenario or a parameter that is not known, for a value outside its range, where nothing is
        changed and where nothing can be kept, and `TooMany` where too many are open.
        """
        asked, changed = self._asked_for(wanted)
        job = self._job(asked, changed)
        key = key_of(job["wars"], job["runs"])
        return self.shown(
            self.requests.take(key, asked.model_dump(), 2 * asked.runs, lambda request: self._play(job, request))
        )

    def quantity(self, key: str, name: str) -> dict[str, Any] | None:
        """Return what was found of one quantity as plain values in its own unit; None where it is not there.

        Figures are told with six digits; see `PairedQuantity` for their shapes.
        """
        content = self.answer(key)
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
            "before": plain(before, DIGITS),
            "after": plain(after, DIGITS),
            "band_shares": list(BAND_SHARES),
            "difference": plain(np.quantile(after - before, BAND_SHARES, axis=0), DIGITS),
            "whole_before": plain(whole[0], DIGITS),
            "whole_after": plain(whole[1], DIGITS),
            "whole_difference": plain(np.quantile(whole[1] - whole[0], BAND_SHARES, axis=0), DIGITS),
        }

    def shown(self, request: Request) -> dict[str, Any]:
        """Return a what-if as the page has it."""
        return request.described() | {"wars": request.wars, "seconds_left": request.seconds_left()}

    @cached_property
    def _others(self) -> dict[str, Scenario]:
        """The scenarios that lack one cause of this war, by name."""
        return {one.name: one for _, _, one in lacking_a_cause(self.scenario)}

    def _asked_for(self, wanted: Wanted) -> tuple[Wanted, Scenario]:
        """Return a what-if without what changes nothing, and the scenario of its causes; raise `Fault` as `begin`.

        A parameter that is given is not drawn: beside draws of the posterior its usual value is a change as well.
        """
        named = wanted.scenario and wanted.scenario != self.scenario.name
        other = self._others.get(wanted.scenario) if named else self.scenario
        if other is None:
            known = ", ".join(sorted(self._others))
            raise Fault(None, 0, f"{wanted.scenario!r} is no what-if of this war", f"give one of {known}, or none")
        for name, value in wanted.changes.items():
            low, high = self._spans.get(name, (np.nan, np.nan))
            if not low <= value <= high:
                held = f"{name} is {value:g}, and its range is {low:g} to {high:g}"
                message = held if name in self._spans else f"{name!r} is no parameter that can be changed"
                raise Fault(None, 0, message, "see parameters.json for all of them with their ranges")
        by_chance = wanted.draws == CHANCE
        usual = {**self._usual, **other.parameters}
        changes = {name: value for name, value in wanted.changes.items() if not (by_chance and value == usual[name])}
        changed = other._replace(parameters={**other.parameters, **changes})
        both = [
            described(one._replace(parameters={**self._usual, **one.parameters}) if by_chance else one)
            for one in (self.scenario, changed)
        ]
        if both[0] == both[1]:
            raise Fault(None, 0, "nothing is changed", "choose a scenario, or change a parameter")
        name = wanted.scenario if named else ""
        return wanted.model_copy(update={"scenario": name, "changes": changes}), changed

    def _job(self, asked: Wanted, changed: Scenario) -> dict[str, Any]:
        """Return what is to be played for a what-if, and where its wars are kept."""
        draws = None if asked.draws == CHANCE else asked.draws
        return {
            "wars": [(self._kept(one, asked.seed, draws), described(one)) for one in (self.scenario, changed)],
            "quantities": FOLLOWED,
            "regions": self.regions,
            "runs": asked.runs,
            "seed": asked.seed,
            "draws": draws,
            "workers": WORKERS,
            "kept": str(self._wars),
        }

    def _kept(self, scenario: Scenario, seed: int, draws: str | None) -> str:
        """Return the name of the folder of a war: a digest of all that its figures depend on but the number of runs."""
        drawn = drawn_members(draws, 1, seed, scenario.parameters).drawn() if draws else seed
        return key_of(code_version(), described(scenario), drawn, FOLLOWED, self.regions)


def _read_back(kept: Any) -> tuple[dict[str, Any], int]:
    """Return what was kept of a what-if that an earlier server was asked, and the wars that it needs."""
    wanted = Wanted.model_validate(kept)
    return wanted.model_dump(), 2 * wanted.runs

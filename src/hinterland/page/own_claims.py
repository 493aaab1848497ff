"""Claims of a reader's own, set beside runs that the server plays: one file after another, each in a folder of its own.

The same file beside the same runs of the same war is answered from what is there.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault, Faults
from hinterland.engine.scenario import Scenario
from hinterland.evidence.ledger import load
from hinterland.evidence.read import read_file
from hinterland.files.caution import Caution
from hinterland.files.output import table
from hinterland.page import verdicts
from hinterland.page.askings import WORKERS, Asking, Askings, Line
from hinterland.study.claims.question import Question
from hinterland.study.confrontation.asking import questions_of
from hinterland.study.confrontation.confront import confront
from hinterland.study.ensembles.code_version import code_version
from hinterland.study.ensembles.ensemble import described
from hinterland.study.scenarios.scenario_files import names, scenario_at
from hinterland.theatre.assemble import load as theatre

MOST_RUNS = 100
GIVEN, FOUND = "claims.csv", "verdicts.csv"
ON_DISK = re.compile(r"\.(geojson|json|toml)\b", re.IGNORECASE)
"""How a cell names a file of this machine."""
Confront = Callable[..., Any]


class Wrong(Exception):
    """A file of claims with faults: `checked` says which."""

    def __init__(self, checked: dict[str, Any]) -> None:
        """Keep what was found."""
        self.checked = checked
        super().__init__(f"{len(checked['faults'])} faults")


class OwnClaims:
    """Takes files of claims, and sets them beside runs of one war, one file after another."""

    def __init__(
        self, scenario: Scenario, seed: int, folder: Path, confront: Confront = confront, line: Line | None = None
    ) -> None:
        """Take the war, the seed of its first run, a folder in which what is played is kept, and a line to stand in."""
        self.scenario, self.seed = scenario, seed
        self._confront = confront
        self._askings = Askings(folder, FOUND, _taken_up, line or Line())

    def check(self, content: bytes) -> dict[str, Any]:
        """Return every fault and caution of a file, as `hinterland confront` prints them, and how many can be asked."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / GIVEN
            path.write_bytes(content)
            try:
                given = read_file(path, load().known())
                if named := _named_files(path, given):
                    raise Faults(named)
                asked, cautions = questions_of(path, load(), theatre(self.scenario.resolution))
            except Fault as fault:
                return {"claims": 0, "faults": [_remark(fault)], "cautions": []}
            except Faults as found:
                return {"claims": 0, "faults": [_remark(one) for one in found.faults], "cautions": []}
        claims = sum(isinstance(one, Question) for one in asked)
        return {"claims": claims, "faults": [], "cautions": [_remark(one) for one in cautions]}

    def begin(self, content: bytes, name: str, runs: int) -> dict[str, Any]:
        """Take a file, or find it among those that were handed in; raise `Wrong` for one with faults.

        Raises `TooMany` where too many wait already, and `Fault` where nothing can be kept.
        """
        checked = self.check(content)
        if checked["faults"]:
            raise Wrong(checked)
        about = {"name": name, "runs": runs, "scenario": self.scenario.title or self.scenario.name}
        files = {GIVEN: content}
        return _described(self._askings.take(self._key(content, runs), about, runs, self._play, files))

    def every(self) -> list[dict[str, Any]]:
        """Return every file that was handed in, the latest first, without verdicts."""
        return [_described(one) for one in self._askings.every()]

    def one(self, key: str) -> dict[str, Any] | None:
        """Return a file that was handed in, with its verdicts where it is done; None where there is none."""
        asking = self._askings.one(key)
        if asking is None:
            return None
        found = self._askings.answer(key)
        return _described(asking, verdicts.read(found) if found else [])

    def table(self, key: str) -> bytes | None:
        """Return the verdicts on a file as CSV; None where there are none."""
        found = self._askings.answer(key)
        return found.read_bytes() if found else None

    def cancel(self, key: str) -> dict[str, Any] | None:
        """Stop playing for a file, after the run that is being played; what was played is kept."""
        asking = self._askings.cancel(key)
        return None if asking is None else _described(asking)

    def close(self) -> None:
        """Stop all playing."""
        self._askings.line.close()

    def _key(self, content: bytes, runs: int) -> str:
        """Return the name of what is asked: a digest of all that the answer depends on."""
        asked = (code_version(), described(self.scenario), self.seed, runs, hashlib.sha256(content).hexdigest())
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]

    def _play(self, asking: Asking) -> None:
        """Play for one file and write its verdicts."""
        given = asking.folder / GIVEN
        with table(asking.folder / FOUND, "serve", [given]) as keep:
            found = self._confront(
                given,
                asking.wars,
                scenario=self.scenario,
                seed=self.seed,
                resolution=self.scenario.resolution,
                workers=WORKERS,
                on_progress=lambda done, of: asking.progress(done),
                warn=lambda cautions: None,
                keep=asking.folder,
            )
            keep(found.lines)


def own_claims_of(about: Mapping[str, Any], folder: Path, line: Line | None = None) -> OwnClaims | None:
    """Return what takes claims beside the war of a page that was written before; None where it cannot be played anew.

    Such a page names its scenario and no parameter, so it must be one that comes with the package, as it is declared.
    """
    if about["scenario"] not in names():
        return None
    scenario = scenario_at(about["scenario"], about["resolution"])
    same = about["changes"] == len(scenario.parameters)
    days = date_of(scenario.start).isoformat() == about["first"] and scenario.end - scenario.start + 1 == about["days"]
    return OwnClaims(scenario, about["seed"], folder, line=line) if same and days else None


def _taken_up(asked: Any) -> tuple[dict[str, Any], int]:
    """Return what was kept of a file that an earlier server was handed, and its runs."""
    runs = int(asked["runs"])
    return {"name": str(asked["name"]), "runs": runs, "scenario": str(asked["scenario"])}, runs


def _described(asking: Asking, verdicts: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
    return asking.described() | {"verdicts": list(verdicts)}


def _remark(one: Fault | Caution) -> dict[str, Any]:
    return {"line": one.line, "message": one.message, "remedy": one.remedy}


def _named_files(path: Path, given: Any) -> list[Fault]:
    """Return a fault for each claim that names a file of this machine: nobody else can hand in such a file."""
    found = []
    for claim in given.claims:
        wanted = given.wanted[claim.id]
        for column, cell in (("region", claim.region), ("of", wanted.of), ("without", wanted.without)):
            if ON_DISK.search(cell):
                remedy = "write the outline into the cell (POLYGON((27 53, ...))), or use hinterland confront FILE"
                found.append(
                    Fault(path, given.lines[claim.id], f"{column} names a file, which a page cannot read", remedy)
                )
    return found

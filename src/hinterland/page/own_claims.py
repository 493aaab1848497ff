"""Claims of a reader's own, set beside runs that the server plays: one file after another, each in a folder of its own.

The same file beside the same runs of the same war is answered from what is there.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault, Faults
from hinterland.engine.scenario import Scenario
from hinterland.evidence.read import read_file
from hinterland.files.caution import Caution
from hinterland.files.output import table
from hinterland.page import verdicts
from hinterland.page.requests import WORKERS, Queue, Request, Requests, key_of
from hinterland.page.service import Service
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.question import Question
from hinterland.study.confrontation.asking import questions_of
from hinterland.study.confrontation.confront import confront
from hinterland.study.ensembles.code_version import code_version
from hinterland.study.ensembles.ensemble import described
from hinterland.study.scenarios.scenario_files import names, scenario_at
from hinterland.theatre.assemble import load as theatre

MOST_RUNS = 100
GIVEN, VERDICTS = "claims.csv", "verdicts.csv"
"""The file that was handed in, and that of the verdicts on its claims, in the folder of a request."""
ON_DISK = re.compile(r"\.(geojson|json|toml)\b", re.IGNORECASE)
"""How a cell names a file of this machine."""
Confront = Callable[..., Any]


class Wrong(Exception):
    """A file of claims with faults: `checked` says which."""

    def __init__(self, checked: dict[str, Any]) -> None:
        """Keep what was found."""
        self.checked = checked
        super().__init__(f"{len(checked['faults'])} faults")


class OwnClaims(Service):
    """Takes files of claims, and sets them beside runs of one war, one file after another."""

    def __init__(
        self, scenario: Scenario, seed: int, folder: Path, confront: Confront = confront, queue: Queue | None = None
    ) -> None:
        """Take the war, the seed of its first run, a folder in which what is played is kept, and a queue."""
        self.scenario, self.seed = scenario, seed
        self._confront = confront
        super().__init__(Requests(folder, VERDICTS, _read_back, queue or Queue()))

    def check(self, content: bytes) -> dict[str, Any]:
        """Return every fault and caution of a file, as `hinterland confront` prints them, and how many can be asked."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / GIVEN
            path.write_bytes(content)
            try:
                given = read_file(path, ledger_of_package().known())
                if named := _named_files(path, given):
                    raise Faults(named)
                asked, cautions = questions_of(path, ledger_of_package(), theatre(self.scenario.resolution))
            except Fault as fault:
                return {"claims": 0, "faults": [_remark(fault)], "cautions": []}
            except Faults as found:
                return {"claims": 0, "faults": [_remark(one) for one in found.faults], "cautions": []}
        claims = sum(isinstance(one, Question) for one in asked)
        return {"claims": claims, "faults": [], "cautions": [_remark(one) for one in cautions]}

    def begin(self, content: bytes, name: str, runs: int) -> dict[str, Any]:
        """Take a file, or find it among those that were handed in; raise `Wrong` for one with faults.

        Raises `TooMany` where too many are open, and `Fault` where nothing can be kept.
        """
        checked = self.check(content)
        if checked["faults"]:
            raise Wrong(checked)
        about = {"name": name, "runs": runs, "scenario": self.scenario.title or self.scenario.name}
        key = self._key(content, runs)
        return self.shown(self.requests.take(key, about, runs, self._play, {GIVEN: content}))

    def one(self, key: str) -> dict[str, Any] | None:
        """Return a file that was handed in, with its verdicts where it is done; None where there is none."""
        request, found = super().one(key), self.requests.answer(key)
        return request | {"verdicts": verdicts.read(found)} if request and found else request

    def shown(self, request: Request) -> dict[str, Any]:
        """Return a file that was handed in, as the page has it in a list: without verdicts."""
        return request.described() | {"verdicts": []}

    def _key(self, content: bytes, runs: int) -> str:
        """Return the name of what is asked: a digest of all that the answer depends on."""
        digest = hashlib.sha256(content).hexdigest()
        return key_of(code_version(), described(self.scenario), self.seed, runs, digest)

    def _play(self, request: Request) -> None:
        """Play for one file and write its verdicts."""
        given = request.folder / GIVEN
        with table(request.folder / VERDICTS, "serve", [given]) as keep:
            found = self._confront(
                given,
                request.wars,
                scenario=self.scenario,
                seed=self.seed,
                resolution=self.scenario.resolution,
                workers=WORKERS,
                on_progress=lambda done, of: request.progress(done),
                warn=lambda cautions: None,
                keep=request.folder,
            )
            keep(found.lines)


def own_claims_of(about: Mapping[str, Any], folder: Path, queue: Queue | None = None) -> OwnClaims | None:
    """Return what takes claims beside the war of a page that was written before; None where it cannot be played anew.

    Such a page names its scenario and no parameter, so it must be one that comes with the package, as it is declared.
    """
    if about["scenario"] not in names():
        return None
    scenario = scenario_at(about["scenario"], about["resolution"])
    same = about["changes"] == len(scenario.parameters)
    days = date_of(scenario.start).isoformat() == about["first"] and scenario.end - scenario.start + 1 == about["days"]
    return OwnClaims(scenario, about["seed"], folder, queue=queue) if same and days else None


def _read_back(asked: Any) -> tuple[dict[str, Any], int]:
    """Return what was kept of a file that an earlier server was handed, and its runs."""
    runs = int(asked["runs"])
    return {"name": str(asked["name"]), "runs": runs, "scenario": str(asked["scenario"])}, runs


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

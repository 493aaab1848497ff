"""Claims of a reader's own, set beside runs that the server plays: one file after another, each in a folder of its own.

A folder is named by what was asked: the same file beside the same runs of the same war is answered from what is there.
What was played stays when the server is stopped or killed, and a file that is handed in again goes on where it was.
"""

import hashlib
import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault, Faults
from hinterland.core.user_cache import write_whole
from hinterland.engine.scenario import Scenario
from hinterland.evidence.ledger import load
from hinterland.evidence.read import read_file
from hinterland.files.caution import Caution
from hinterland.files.output import table
from hinterland.page import verdicts
from hinterland.study.claims.question import Question
from hinterland.study.confrontation.asking import questions_of
from hinterland.study.confrontation.confront import confront
from hinterland.study.ensembles.code_version import code_version
from hinterland.study.ensembles.ensemble import described
from hinterland.study.scenarios.scenario_files import names, scenario_at
from hinterland.theatre.assemble import load as theatre

MOST_RUNS = 100
MOST_WAITING = 10
WORKERS = 2
GIVEN, ASKED, FOUND = "claims.csv", "asked.json", "verdicts.csv"
KEY = re.compile(r"[0-9a-f]{16}")
ON_DISK = re.compile(r"\.(geojson|json|toml)\b", re.IGNORECASE)
"""How a cell names a file of this machine."""
Confront = Callable[..., Any]


class Wrong(Exception):
    """A file of claims with faults: `checked` says which."""

    def __init__(self, checked: dict[str, Any]) -> None:
        """Keep what was found."""
        self.checked = checked
        super().__init__(f"{len(checked['faults'])} faults")


class Stopped(Exception):
    """A reader no longer wants an answer, or the server ends."""


@dataclass
class Asking:
    """A file that was handed in: where it lies, what was asked, and how far it is."""

    folder: Path
    name: str
    runs: int
    scenario: str
    state: str = "waiting"
    played: int = 0
    trouble: str = ""
    stop: threading.Event = field(default_factory=threading.Event)

    def described(self, verdicts: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """Return it as the page has it."""
        own = {key: getattr(self, key) for key in ("name", "state", "played", "runs", "trouble", "scenario")}
        return {"id": self.folder.name, **own, "verdicts": verdicts or []}


class OwnClaims:
    """Takes files of claims, and sets them beside runs of one war, one file after another."""

    def __init__(self, scenario: Scenario, seed: int, folder: Path, confront: Confront = confront) -> None:
        """Take the war, the seed of its first run, and a folder in which what is played is kept."""
        self.scenario, self.seed, self.folder = scenario, seed, folder
        self._confront = confront
        self._known: dict[str, Asking] = {}
        self._queue: SimpleQueue[Asking | None] = SimpleQueue()
        self._changing = threading.Lock()
        self._player: threading.Thread | None = None
        for path in sorted(folder.glob(f"*/{ASKED}"), key=lambda path: path.stat().st_mtime):
            if KEY.fullmatch(path.parent.name):
                self._remember(path.parent)

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

        Raises `Fault` where too many wait already, and where nothing can be kept.
        """
        checked = self.check(content)
        if checked["faults"]:
            raise Wrong(checked)
        key = self._key(content, runs)
        with self._changing:
            known = self._known.get(key)
            if known is not None and known.state in ("done", "waiting", "playing"):
                return known.described()
            if sum(one.state in ("waiting", "playing") for one in self._known.values()) >= MOST_WAITING:
                raise TooMany
            asking = Asking(self.folder / key, name, runs, self.scenario.title or self.scenario.name)
            self._keep(asking, content)
            self._known.pop(key, None)
            self._known[key] = asking
            self._queue.put(asking)
            if self._player is None:
                self._player = threading.Thread(target=self._play, daemon=True)
                self._player.start()
            return asking.described()

    def every(self) -> list[dict[str, Any]]:
        """Return every file that was handed in, the latest first, without verdicts."""
        with self._changing:
            return [one.described() for one in reversed(self._known.values())]

    def one(self, key: str) -> dict[str, Any] | None:
        """Return a file that was handed in, with its verdicts where it is done; None where there is none."""
        asking = self._known.get(key)
        if asking is None:
            return None
        return asking.described(verdicts.read(asking.folder / FOUND) if asking.state == "done" else None)

    def table(self, key: str) -> bytes | None:
        """Return the verdicts on a file as CSV; None where there are none."""
        asking = self._known.get(key)
        return (asking.folder / FOUND).read_bytes() if asking is not None and asking.state == "done" else None

    def cancel(self, key: str) -> dict[str, Any] | None:
        """Stop playing for a file, after the run that is being played; what was played is kept."""
        asking = self._known.get(key)
        if asking is None:
            return None
        asking.stop.set()
        if asking.state == "waiting":
            asking.state = "cancelled"
        return asking.described()

    def close(self) -> None:
        """Stop all playing."""
        for one in self._known.values():
            one.stop.set()
        self._queue.put(None)

    def _key(self, content: bytes, runs: int) -> str:
        """Return the name of what is asked: a digest of all that the answer depends on."""
        asked = (code_version(), described(self.scenario), self.seed, runs, hashlib.sha256(content).hexdigest())
        return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]

    def _keep(self, asking: Asking, content: bytes) -> None:
        try:
            asking.folder.mkdir(parents=True, exist_ok=True)
            write_whole(asking.folder / GIVEN, content)
            described = {"name": asking.name, "runs": asking.runs, "scenario": asking.scenario}
            write_whole(asking.folder / ASKED, json.dumps(described, ensure_ascii=False).encode())
        except OSError as trouble:
            message = f"{asking.folder} cannot be written ({trouble.strerror or trouble})"
            raise Fault(None, 0, message, "start the server with --keep and a folder that can be written") from None

    def _remember(self, folder: Path) -> None:
        """Take up a file that an earlier server was handed; one that it did not finish can be asked for again."""
        try:
            asked = json.loads((folder / ASKED).read_bytes())
            done = (folder / FOUND).is_file()
            state = "done" if done else "cancelled"
            played = asked["runs"] if done else 0
            one = Asking(folder, str(asked["name"]), int(asked["runs"]), str(asked["scenario"]), state, played)
        except (OSError, ValueError, KeyError, TypeError):
            return
        self._known[folder.name] = one

    def _play(self) -> None:
        while (asking := self._queue.get()) is not None:
            if not asking.stop.is_set():
                asking.state = "playing"
                asking.state = self._answered(asking)

    def _answered(self, asking: Asking) -> str:
        """Play for one file and write its verdicts; return the state in which that leaves it."""

        def progress(done: int, of: int) -> None:
            asking.played = done
            if asking.stop.is_set():
                raise Stopped

        given = asking.folder / GIVEN
        try:
            with table(asking.folder / FOUND, "serve", [given]) as keep:
                found = self._confront(
                    given,
                    asking.runs,
                    scenario=self.scenario,
                    seed=self.seed,
                    resolution=self.scenario.resolution,
                    workers=WORKERS,
                    on_progress=progress,
                    warn=lambda cautions: None,
                    keep=asking.folder,
                )
                keep(found.lines)
        except Stopped:
            return "cancelled"
        except (Fault, Faults) as fault:
            asking.trouble = str(fault).splitlines()[0]
            return "failed"
        except Exception as trouble:  # the thread plays for the next file, whatever befell this one
            asking.trouble = f"the runs could not be played ({type(trouble).__name__}: {trouble})"
            return "failed"
        return "done"


def own_claims_of(about: Mapping[str, Any], folder: Path) -> OwnClaims | None:
    """Return what takes claims beside the war of a page that was written before; None where it cannot be played anew.

    Such a page names its scenario and no parameter, so it must be one that comes with the package, as it is declared.
    """
    if about["scenario"] not in names():
        return None
    scenario = scenario_at(about["scenario"], about["resolution"])
    same = about["changes"] == len(scenario.parameters)
    days = date_of(scenario.start).isoformat() == about["first"] and scenario.end - scenario.start + 1 == about["days"]
    return OwnClaims(scenario, about["seed"], folder) if same and days else None


class TooMany(Exception):
    """As many files wait as may."""


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

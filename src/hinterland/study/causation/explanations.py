"""Rival explanations of one thing: an ensemble of each on the same seeds and draws, scored on the same claims."""

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.core.given import place, whole
from hinterland.core.notebook import card
from hinterland.evidence.registry import of_victims
from hinterland.files.place import path_of
from hinterland.inference.free_level import NO_SHIFT, SHIFTS, predict
from hinterland.inference.observations import Observations, numbered
from hinterland.inference.scores import distance
from hinterland.inference.weight_of_evidence import Compared, compared, weighing
from hinterland.study.causation.explanation_files import RivalExplanations, load
from hinterland.study.causation.paired_wars import part_of_all
from hinterland.study.claims.observed_claims import logarithms, observations
from hinterland.study.claims.question import Question
from hinterland.study.ensembles.claims_ensemble import ClaimsEnsemble, play_for_claims
from hinterland.study.ensembles.draws import MOST_RUNS, PRIOR, kind_of
from hinterland.study.ensembles.ensemble import OnProgress
from hinterland.study.scores.score_tables import PARTS, about_claims
from hinterland.theatre.assemble import load as theatre

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 8
"""Runs below which an ensemble says too little of its own spread."""
BOTH = "both"
ASKED, EVERY = "asked", "all"
"""Claims on the quantities of the question, and all claims."""
FREE, AS_PLAYED = "free", "as played"
UNSHIFTED = ("1", "ratio", "share", "percent", "day", "h")
"""Units of what does not rise with a level: shares, factors and lengths of time."""
LEVELS: Mapping[str, np.ndarray] = {FREE: SHIFTS, AS_PLAYED: NO_SHIFT}
COLUMNS = (
    "of", "part", "level", "explanation", "claims", "blocks", "log_density", "difference", "error_claims", "error_runs",
    "low", "high", "weight", "apart",
)  # fmt: skip


class WeightOfEvidence(NamedTuple):
    """What claims say of rival explanations.

    `table` has a line for each set of claims (`of`: asked or all; `part`: shown, held out or both), level (free, as
    played) and explanation; see `explanations` for its figures. `claims` has a line for each claim and explanation.
    """

    asked: RivalExplanations
    table: "pd.DataFrame"
    claims: "pd.DataFrame"
    runs: int
    seed: int
    draws: str
    resolution: int

    def __repr__(self) -> str:
        """Say in short what was compared."""
        size = f"{len(self.asked.explanations)} explanations, {self.runs} runs of each at resolution {self.resolution}"
        return f"<WeightOfEvidence on {self.asked.name}: {size}>"

    def _repr_html_(self) -> str:
        """Show in a notebook the question, and the weight of each explanation on the claims that bear on it."""
        table = self.table
        chosen = table[(table["of"] == ASKED) & (table["part"] == BOTH) & (table["level"] == FREE)]
        rows = {row.explanation: f"weight {row.weight:.2f}, on {row.claims} claims" for row in chosen.itertuples()}
        return card(self.asked.question, rows, "See .table for held-out claims and levels as played, and .claims")


def explanations(
    name: str | PathLike[str] = "why_people_joined",
    runs: int = 24,
    *,
    draws: str = PRIOR,
    seed: int = 1,
    resolution: int = 4,
    workers: int = 1,
    scheduler: str | None = None,
    out: str | PathLike[str] | None = None,
    on_progress: OnProgress | None = None,
) -> WeightOfEvidence:
    """Play an ensemble of each rival explanation, score all on the same claims, and return the weight of evidence.

    `name` is a question that comes with the package, or a TOML file of one. Run k of every explanation has the seed
    `seed + k` and, but for what the explanation sets, the same draw of parameters (`draws`: "prior" or "hand", see
    `hinterland.ensemble`). With a folder `out` runs are kept there by explanation, and those that are there are not
    played again. Claims of victims are not scored. The level of each family of quantities is free (see
    `hinterland.inference.free_level`), and again as it was played. In `table`, `log_density` is the sum over claims of
    the logarithm of how likely each was, `difference` the same less that of the best, with standard errors by which
    claims there are and by which runs were played, and `low` and `high` an interval of 90 % for both together; `apart`
    says that it lies below 0. `weight` shares out 1. Raises `Fault` for anything that cannot be meant, before anything
    is played, and for fewer than 8 runs.

    >>> import hinterland as hl
    >>> hl.explanations("why_people_left")
    Traceback (most recent call last):
    hinterland.core.fault.Fault: there is no question 'why_people_left'; perhaps you mean why_people_joined
    """
    asked = load(place(name, "the question"))
    runs = whole(runs, "the number of runs", FEWEST, MOST_RUNS)
    kind_of(draws)
    folder = None if out is None else path_of(out, "the folder")
    found: dict[str, ClaimsEnsemble] = {}
    for n, one in enumerate(asked.explanations):
        progress = on_progress and part_of_all(on_progress, n * runs, len(asked.explanations) * runs)
        found[one.name] = play_for_claims(
            one.scenario,
            runs,
            draws,
            seed=seed,
            resolution=resolution,
            workers=workers,
            scheduler=scheduler,
            out=folder and folder / one.name,
            on_progress=progress,
        )
    return weight_of_evidence(asked, found)


def weight_of_evidence(asked: RivalExplanations, ensembles: Mapping[str, ClaimsEnsemble]) -> WeightOfEvidence:
    """Return the weight of evidence between ensembles of the explanations, by name, all on the same draws.

    Only claims are scored to which at least half of the runs of every explanation can say something.
    Raises `Fault` for ensembles on different draws.
    """
    import pandas as pd

    names = sorted(ensembles)
    first = ensembles[names[0]]
    if any(not np.array_equal(first.draw, one.draw) for one in ensembles.values()):
        raise Fault(None, 0, "the explanations were played on different draws", "play them with one seed")
    samples = {name: logarithms(ensembles[name].said(), first.questions) for name in names}
    can = np.all([np.isfinite(one).mean(axis=1) >= 0.5 for one in samples.values()], axis=0)
    can &= np.array([not of_victims(q.claim.quantity) for q in first.questions])
    questions = [q for q, ok in zip(first.questions, can, strict=True) if ok]
    claims = observations(questions, theatre(int(first.about["resolution"])))
    counted = np.array([q.unit not in UNSHIFTED for q in questions])
    block = numbered([f"{a}|{b}|{c}" for a, b, c in zip(claims.speaker, claims.region, claims.year, strict=True)])
    weights = weighing(first.draw)
    own = np.isin([q.claim.quantity for q in questions], asked.quantities)
    tables, lines = [], []
    for level, shifts in LEVELS.items():
        predicted = {n: predict(samples[n][can], claims, counted, block, weights, shifts) for n in names}
        density = np.stack([predicted[n].log_density for n in names])
        tables += [
            row for of, rows in ((ASKED, own), (EVERY, np.ones_like(own)))
            for row in _rows(of, level, names, density, rows, claims, block)
        ]  # fmt: skip
        if level == FREE:
            best = density[:, :, 0][density[:, own, 0].sum(axis=1).argmax()]
            for n in names:
                moved = samples[n][can] + predicted[n].shift[:, None]
                beside = predicted[n].log_density[:, 0] - best
                lines.append(_claims(n, questions, claims, own, moved, predicted[n].log_density[:, 0], beside))
    about = first.about
    return WeightOfEvidence(
        asked,
        pd.DataFrame(tables, columns=COLUMNS),
        pd.concat(lines, ignore_index=True),
        len(first.values),
        int(about["seed"]),
        str(about["draws"]),
        int(about["resolution"]),
    )


def _rows(
    of: str,
    level: str,
    names: Sequence[str],
    density: np.ndarray,
    rows: np.ndarray,
    claims: Observations,
    block: np.ndarray,
) -> list[tuple[Any, ...]]:
    """Return the lines of one set of claims: those that are shown, held out, and both; none of a part without any."""
    parts = {BOTH: rows, PARTS[0]: rows & ~claims.held_out, PARTS[1]: rows & claims.held_out}
    found = []
    for part, inside in parts.items():
        if not inside.any():
            continue
        one: Compared = compared(density[:, inside], block[inside])
        counts = int(inside.sum()), int(np.unique(block[inside]).size)
        figures = zip(names, *one, one.apart.tolist(), strict=True)
        found += [(of, part, level, name, *counts, *map(_plain, values)) for name, *values in figures]
    return found


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool) else float(value)


def _claims(
    name: str,
    questions: Sequence[Question],
    claims: Observations,
    own: np.ndarray,
    samples: np.ndarray,
    density: np.ndarray,
    beside: np.ndarray,
) -> "pd.DataFrame":
    """Return a line for each claim: what an explanation predicts, its level shifted, and how likely the claim was."""
    import pandas as pd

    low, middle, high = np.nanquantile(samples, [0.05, 0.5, 0.95], axis=1)
    found = pd.DataFrame({
        **about_claims(questions, claims),
        "explanation": name,
        "predicted_05": np.exp(low),
        "predicted_50": np.exp(middle),
        "predicted_95": np.exp(high),
        "miss": -distance(middle, claims.low, claims.high),
        "log_density": density,
        "beside_best": beside,
    })  # fmt: skip
    found.insert(list(found).index("part") + 1, "asked", own)
    return found

"""What a fit found, as files: tables for people, draws to be played, and groups named as ArviZ names them."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from hinterland.core.fault import Fault
from hinterland.engine.dataset import words
from hinterland.files.csv_lines import rows_of
from hinterland.inference.claim_errors import Sizes
from hinterland.inference.conditioning import ClaimModel, Posterior, conditioned, log_likelihood
from hinterland.inference.emulators import Emulators, shares_of
from hinterland.inference.history_matching import CUT, Region
from hinterland.study.claims.observed_claims import family_of
from hinterland.study.ensembles.drawn_table import table_of
from hinterland.study.ensembles.draws import SPREADS
from hinterland.study.fits.fit_claims import FitClaims
from hinterland.study.fits.fit_file import FitFile
from hinterland.study.fits.fit_stages import FitFolder

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

MECHANISM = "mechanism_that_would_be_needed"
MISFITS = "misfits.csv"
BAND = (0.05, 0.5, 0.95)


class Fit(NamedTuple):
    """What a fit found; all of it stands in its folder too.

    `posterior` has the parameters `names` first, in normal scores, then biases. `checks` are the figures of the
    smoother, of made-up ledgers and of tripled claims; `explained` is the share of the variance of each claim's figure
    over the runs that its emulator predicts (claims,); `scores` is the table of `fit_score`.
    """

    file: FitFile
    claims: FitClaims
    names: tuple[str, ...]
    emulators: Emulators
    sizes: Sizes
    model: ClaimModel
    region: Region
    posterior: Posterior
    checks: Mapping[str, Any]
    explained: np.ndarray
    scores: "pd.DataFrame | None" = None

    def __repr__(self) -> str:
        """Say how many claims and parameters there are."""
        shown = int(self.claims.claimed.shown.sum())
        return f"<Fit of {len(self.names)} parameters to {shown} claims, {self.file.posterior_draws} draws>"

    def biases(self) -> np.ndarray:
        """Return the bias of each speaker about each thing, by draw, in natural logarithms, (pairs, draws)."""
        labels = self.claims.claimed.labels
        first = [int(np.flatnonzero(labels.about == pair)[0]) for pair in range(len(self.claims.pairs))]
        own = slice(self.model.parameters, None)
        return np.asarray(self.model.loadings[first, own] @ self.posterior.draws[:, own].T)

    def before(self) -> Posterior:
        """Return the same before any claim is seen."""
        claimed = self.claims.claimed
        nothing = claimed._replace(shown=np.zeros(len(claimed.shown), bool))
        return conditioned(self.model, nothing, self.file.posterior_draws, self.file.seed)

    def misfits(self) -> list[int]:
        """Return the places of shown claims that no point that was tried reaches without the discrepancy."""
        shown = np.flatnonzero(self.claims.claimed.shown)
        order = np.argsort(-self.region.least_alone, kind="stable")
        return [int(shown[n]) for n in order if self.region.least_alone[n] > CUT]


def write_results(folder: FitFolder, found: Fit) -> None:
    """Write tables, draws and groups into the folder of a fit."""
    scores = found.posterior.draws[:, : found.model.parameters]
    draws = table_of(shares_of(scores), found.names, SPREADS[found.file.draws])
    folder.put("posterior.csv", draws.rounded().text().encode())
    folder.put("parameters.csv", _csv(("parameter", "mean_score", "sd_score"), _parameters(found)))
    columns = ("speaker", "shown_claims", "factor_05", "factor_50", "factor_95")
    folder.put("speakers.csv", _csv(columns, _speakers(found)))
    folder.put("claims.csv", _csv(CLAIM_COLUMNS, _claims(found)))
    folder.put(MISFITS, _csv(MISFIT_COLUMNS, _misfits(folder, found)))
    folder.put("checks.csv", _csv(("check", "value"), [*_summary(found), *found.checks.items()]))
    folder.put_groups("posterior.zarr", groups(found))


MISFIT_COLUMNS = ("claim", "quantity", "region", "said_by", "implausibility", "with_discrepancy", MECHANISM)
CLAIM_COLUMNS = (
    "claim", "part", "quantity", "region", "said_by", "about", "unit", "explained", "predicted_05", "predicted_50",
    "predicted_95",
)  # fmt: skip


def _parameters(found: Fit) -> list[tuple[Any, ...]]:
    """Return a line for each parameter, of which 0 and 1 are mean and deviation before any claim."""
    rows = zip(found.names, found.posterior.mean.tolist(), found.posterior.deviation.tolist(), strict=False)
    return sorted(rows, key=lambda row: row[2])


def _speakers(found: Fit) -> list[tuple[Any, ...]]:
    claimed = found.claims.claimed
    counts = np.bincount(claimed.labels.about[claimed.shown], minlength=len(found.claims.pairs))
    bands = np.exp(np.quantile(found.biases(), BAND, axis=1)).T
    return [(pair, int(n), *band) for pair, n, band in zip(found.claims.pairs, counts, bands.tolist(), strict=True)]


def _claims(found: Fit) -> list[tuple[Any, ...]]:
    """Return a line for each claim: what is predicted of it, in its unit, without the claimed figure."""
    bands = np.exp(np.quantile(found.posterior.predicted, BAND, axis=1)).T
    shown = found.claims.claimed.shown
    return [
        (q.claim.id, "calibration" if own else "held out", q.claim.quantity, q.claim.region, q.claim.said_by,
         q.claim.about, q.claim.unit, float(explained), *(band / q.scale).tolist())
        for q, own, explained, band in zip(found.claims.questions, shown, found.explained, bands, strict=True)
    ]  # fmt: skip


def _misfits(folder: FitFolder, found: Fit) -> list[tuple[Any, ...]]:
    """Return a line for each claim that no point reaches; what people wrote beside it stays."""
    written = _written(folder)
    place = {int(row): n for n, row in enumerate(np.flatnonzero(found.claims.claimed.shown))}
    lines = []
    for row in found.misfits():
        claim, n = found.claims.questions[row].claim, place[row]
        away = float(found.region.least_alone[n]), float(found.region.least[n])
        lines.append((claim.id, claim.quantity, claim.region, claim.said_by, *away, written.get(claim.id, "")))
    return lines


def _written(folder: FitFolder) -> dict[str, str]:
    """Return what people wrote into the last column of the table of misfits, by claim.

    Raises `Fault` for a table without that column.
    """
    path = folder.path / MISFITS
    if not path.is_file():
        return {}
    try:
        return {row["claim"]: row[MECHANISM] for _, row in rows_of(path)}
    except KeyError:
        raise Fault(path, 0, f"has no columns claim and {MECHANISM}", "mend it, or move it to another place") from None


def _summary(found: Fit) -> list[tuple[str, float]]:
    """Return the figures of the fit itself, by name."""
    families = {
        family_of(q): n for q, n in zip(found.claims.questions, found.claims.claimed.labels.family, strict=True)
    }
    return [
        ("claims.shown", float(found.claims.claimed.shown.sum())),
        ("claims.held_out", float((~found.claims.claimed.shown).sum())),
        ("claims.misfits", float(len(found.misfits()))),
        ("emulators.explained_median", float(np.median(found.explained))),
        ("region.plausible_share_of_prior", found.region.plausible),
        ("region.cut", found.region.cut),
        ("sizes.speaker", found.sizes.speaker),
        ("sizes.speaker_about", found.sizes.about),
        *((f"discrepancy.{name}", float(found.sizes.discrepancy[n])) for name, n in sorted(families.items())),
    ]


def groups(found: Fit) -> dict[str, "xr.Dataset"]:
    """Return the groups prior, posterior, their predictive ones, observed_data and log_likelihood.

    `share` is where a parameter lies in its range, `bias` and `claim` are natural logarithms; figures of claims that
    are held out are NaN.
    """
    import xarray as xr

    claims, claimed = found.claims, found.claims.claimed
    prior = found._replace(posterior=found.before())
    every = words(q.claim.id for q in claims.questions)
    fitted = words(q.claim.id for q, own in zip(claims.questions, claimed.shown, strict=True) if own)
    draw = ("chain", "draw")

    def latent(one: Fit) -> xr.Dataset:
        shares = shares_of(one.posterior.draws[:, : one.model.parameters])
        made = {"share": ((*draw, "parameter"), shares[None]), "bias": ((*draw, "speaker"), one.biases().T[None])}
        return xr.Dataset(made, {"parameter": words(found.names), "speaker": words(claims.pairs)})

    def predictive(one: Fit) -> xr.Dataset:
        return xr.Dataset({"claim": ((*draw, "claim_id"), one.posterior.predicted.T[None])}, {"claim_id": every})

    likely = log_likelihood(found.model, found.posterior, claimed).T[None]
    return {
        "prior": latent(prior),
        "posterior": latent(found),
        "prior_predictive": predictive(prior),
        "posterior_predictive": predictive(found),
        "observed_data": xr.Dataset(
            {name: ("claim_id", getattr(claimed, name)) for name in ("low", "best", "high")}, {"claim_id": every}
        ),
        "log_likelihood": xr.Dataset({"claim": ((*draw, "claim_id"), likely)}, {"claim_id": fitted}),
    }


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> bytes:
    lines = io.StringIO()
    table = csv.writer(lines, lineterminator="\n")
    table.writerow(columns)
    table.writerows([[f"{cell:.6g}" if isinstance(cell, float) else cell for cell in row] for row in rows])
    return lines.getvalue().encode()

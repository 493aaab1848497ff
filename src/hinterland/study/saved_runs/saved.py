"""A saved run, opened again: its scenario, parameters, events, maps and daily quantities, read when asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinterland.core.calendar import date_of, day_of, parse
from hinterland.core.fault import Fault
from hinterland.core.given import shown
from hinterland.core.names import Names
from hinterland.core.notebook import card
from hinterland.core.paths import THEATRE
from hinterland.core.spelling import plain
from hinterland.engine.dataset import NamesOrAll, check_victims, chosen_quantities, some, variable, with_speakers
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.result import Run
from hinterland.engine.scenario import Scenario
from hinterland.files import manifest
from hinterland.files.other_names import other_names
from hinterland.study.saved_runs import store
from hinterland.study.saved_runs.kept_record import unpacked
from hinterland.study.scenarios import scenario_files
from hinterland.theatre.assemble import load as theatre

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr


AGAIN = "play it again: scenario.toml says how"


def open(folder: str | PathLike[str]) -> "SavedRun":
    """Open a run that `hinterland run` or `hinterland.study.saved_runs.store.save` has written into a folder.

    The run has `series()`, `sum()`, `mean()`, `ratio()`, `to_dataset()`, `events`, `maps`, `lines`, `scenario`, `seed`
    and `parameters`; arrays are read from the folder when they are asked for. Raises `Fault` where the folder holds no
    saved run.

    >>> import tempfile
    >>> import hinterland as hl
    >>> from hinterland.study.saved_runs import store
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = store.save(hl.run("history", seed=1, end="1941-07-01", resolution=3), folder.name + "/mine")
    >>> saved = hl.open(path)
    >>> saved
    <SavedRun of history, seed 1, 1941-06-22 to 1941-07-01>
    >>> saved.to_dataset(["rails.cut"], ["Belarus"])["rails_cut"].sel(said_by="german").shape
    (10, 1)
    >>> folder.cleanup()
    """
    if not isinstance(folder, str | PathLike):
        raise Fault(
            None, 0, f"the folder is {shown(folder)}", "give the path of a folder that hinterland run has written"
        )
    return SavedRun(Path(folder))


@contextmanager
def _readable(folder: Path) -> Iterator[None]:
    """Report as a `Fault` whatever comes of damaged arrays and tables in a folder that has no manifest any more."""
    try:
        yield
    except Fault:
        raise
    except (OSError, LookupError, ValueError, TypeError, RuntimeError) as trouble:
        raise Fault(folder, 0, f"cannot be read as a saved run ({trouble})", AGAIN) from None


class SavedRun:
    """A run in a folder, which can be asked for any region; `regions` are those that were saved as a dataset."""

    def __init__(self, folder: Path) -> None:
        """Read what the run is a function of; raise `Fault` where the folder holds no saved run."""
        self.folder = folder
        manifest.refuse_changed(folder, (store.MARK, store.SCENARIO, store.PARAMETERS), AGAIN)
        self._whole = store.load(folder)
        attributes = self._whole.attrs
        with _readable(folder):
            self.seed = int(attributes["seed"])
            start, end = (day_of(parse(attributes[key], what=key)) for key in ("start", "end"))
            self.scenario: Scenario = scenario_files.load(folder / store.SCENARIO)._replace(
                name=attributes["scenario"], resolution=int(attributes["resolution"]), start=start, end=end
            )

    def __repr__(self) -> str:
        """Say what the run is a function of."""
        return f"<SavedRun of {self.scenario.name}, seed {self.seed}, {self._dates()}>"

    def _repr_html_(self) -> str:
        """Show in a notebook what the run is a function of, and how many civilians were killed in it."""
        killed = float(self._whole["civilians_killed"].sel(region="USSR").sum())
        rows = {
            "Folder": self.folder,
            "Dates": self._dates(),
            "Resolution": self.scenario.resolution,
            "Civilians killed": f"{killed:,.0f}",
        }
        return card(
            f"Run of {self.scenario.name}, seed {self.seed}", rows, "See .to_dataset(), .events, .maps, .parameters"
        )

    def _dates(self) -> str:
        return f"{date_of(self.scenario.start)} to {date_of(self.scenario.end)}"

    @property
    def regions(self) -> list[str]:
        """Return the ids of the regions that were saved."""
        return [str(name) for name in self._whole["region"].to_numpy()]

    def to_dataset(self, quantities: NamesOrAll = None, regions: NamesOrAll = None) -> "xr.Dataset":
        """Return quantities with the dimensions time, region and said_by, as `Run.to_dataset` does.

        `quantities` and `regions` are lists of names, all that were saved if None; a region that was not saved may be
        any ground, as in `Run`. Raises `Fault` for an unknown name.
        """
        found = self._whole
        if regions is not None:
            known = Names("saved region", self.regions, other=self._other_names(), by_sound=True)
            meant = [known.meant(name) if isinstance(name, str) else [] for name in some(regions, "regions")]
            if not all(len(means) == 1 for means in meant):
                return self.unpacked.to_dataset(quantities, regions)
            found = found.sel(region=list(dict.fromkeys(name for (name,) in meant)))
            if quantities is not None:
                check_victims(theatre(self.scenario.resolution), chosen_quantities(quantities), found["region"].values)
        names = (variable(q, side) for q in chosen_quantities(quantities) for side in (None, *SIDES))
        return with_speakers(found[[name for name in names if name in found]])

    def _other_names(self) -> dict[str, tuple[str, ...]]:
        """Return the further names of regions that were saved, and the saved ids that each means."""
        saved = {plain(one): one for one in self.regions}
        named = {name: [plain(one) for one in means] for name, means in other_names(THEATRE, "region").items()}
        return {name: tuple(saved[one] for one in means) for name, means in named.items() if saved.keys() >= set(means)}

    @cached_property
    def unpacked(self) -> Run:
        """Return the run as `hinterland.run` gave it; raise `Fault` where it was saved without its record."""
        try:
            record, maps, events = (store.load(self.folder, group) for group in ("record", "maps", "events"))
        except Fault:
            message = "was saved without its record, and holds its saved regions alone"
            raise Fault(self.folder, 0, message, AGAIN) from None
        with _readable(self.folder):
            return unpacked(record, maps, events, self.seed, self.scenario)

    def series(self, name: str, region: str | None = None, said_by: str | None = None) -> "pd.Series":
        """Return a quantity by day, as `Run.series` does."""
        return self.unpacked.series(name, region, said_by)

    def simulated(self, name: str, region: str | None = None, said_by: str | None = None) -> "pd.DataFrame":
        """Return a quantity by day as the model made it, marked as simulated, as `Run.simulated` does."""
        return self.unpacked.simulated(name, region, said_by)

    def sum(
        self, name: str, region: str | None = None, start: Any = None, end: Any = None, said_by: str | None = None
    ) -> float:
        """Return the sum of a flow, as `Run.sum` does."""
        return self.unpacked.sum(name, region, start, end, said_by)

    def mean(
        self, name: str, region: str | None = None, start: Any = None, end: Any = None, said_by: str | None = None
    ) -> float:
        """Return the mean of daily values, as `Run.mean` does."""
        return self.unpacked.mean(name, region, start, end, said_by)

    def ratio(self, name: str, region: str | None = None, start: Any = None, end: Any = None) -> float:
        """Return a share over a period, as `Run.ratio` does."""
        return self.unpacked.ratio(name, region, start, end)

    @cached_property
    def events(self) -> "pd.DataFrame":
        """Return the journal of the run, as `Run.events` does."""
        with _readable(self.folder):
            return store.load(self.folder, "events").to_dataframe().reset_index(drop=True)

    @cached_property
    def parameters(self) -> "pd.DataFrame":
        """Return every parameter: name, value in this run, unit, range, default, meaning, basis, what it cites."""
        import pandas as pd

        with _readable(self.folder):
            return pd.read_csv(self.folder / store.PARAMETERS, keep_default_na=False)

    @property
    def maps(self) -> "xr.Dataset":
        """Return the maps by date and cell."""
        return store.load(self.folder, "maps")

    @property
    def lines(self) -> "xr.Dataset":
        """Return the share of time for which each railway line was closed in the month up to each date."""
        return store.load(self.folder, "lines")

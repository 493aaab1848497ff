"""A saved run written for other programs: spreadsheets and a GeoPackage, in one folder that describes itself."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from hinterland.core.names import Names
from hinterland.files import output
from hinterland.neighbours import geopackage, model_layers, record_layers, sheets
from hinterland.neighbours.layer import Layer
from hinterland.study.saved_runs import run_crate
from hinterland.study.saved_runs.saved import SavedRun

OF_THE_GROUND: tuple[Callable[[SavedRun], Layer], ...] = (
    model_layers.cell_months,
    model_layers.oblast_months,
    record_layers.railway_lines,
    model_layers.railway_months,
    record_layers.partisan_units,
    model_layers.partisan_positions,
    model_layers.partisan_tracks,
    record_layers.axis_units,
    record_layers.documented_events,
)
"""Layers of a GeoPackage."""
OF_A_TABLE = tuple(one for one in OF_THE_GROUND if one not in (model_layers.cell_months, model_layers.partisan_tracks))
"""Layers of spreadsheets: those with too many rows, or with nothing beside their shapes, are left out."""
FORMS: dict[str, tuple[str, str]] = {
    "csv": ("sheets", "CSV files with the mark of UTF-8, for spreadsheet programs; columns.csv explains every column"),
    "xlsx": ("run.xlsx", "The same tables as a workbook"),
    "gpkg": ("run.gpkg", "Cells, oblasts, railway lines, units and documented events as a GeoPackage (EPSG:4326)"),
}
"""Forms by name: what is written, and what it is."""


def export(run: SavedRun, folder: Path, forms: Sequence[str] = ("csv",)) -> list[Path]:
    """Write a saved run in several forms into a folder, and return what was written; an RO-Crate says what each is.

    Raises `Fault` for a form that is not known, where a package is not installed, where the run was saved without its
    record, and where the folder holds anything that the program did not write; before or after, nothing half-written.
    """
    known = Names("form", FORMS)
    wanted = list(dict.fromkeys(known.find(form) for form in forms))
    with output.folder(folder, "export", [run.folder]) as made:
        made_once = cache(lambda of: of(run))
        for form in wanted:
            path = made / FORMS[form][0]
            layers = [made_once(of) for of in (OF_THE_GROUND if form == "gpkg" else OF_A_TABLE)]
            WRITERS[form](path, layers)
        meanings = {name: meaning for name, meaning in FORMS.values() if (made / name).exists()}
        run_crate.describe(run.unpacked, made, "Tables and maps", meanings)
    return [folder / FORMS[form][0] for form in wanted]


def _folder(path: Path, layers: Sequence[Layer]) -> None:
    path.mkdir()
    sheets.write_folder(path, layers)


WRITERS = {"csv": _folder, "xlsx": sheets.write_workbook, "gpkg": geopackage.write}

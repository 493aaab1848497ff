"""A run for other programs: what a GIS program and a spreadsheet read is what the run and the ledger say."""

import csv
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from hinterland.cli.main import answer
from hinterland.core.fault import Fault
from hinterland.evidence.registry import quantities
from hinterland.files import crate
from hinterland.neighbours.export import OF_A_TABLE, OF_THE_GROUND, export
from hinterland.neighbours.layer import MODEL, Layer
from hinterland.neighbours.model_layers import IN_THE_MODEL
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.saved_runs.saved import SavedRun

PLACE = {"lat", "lon"}


@pytest.fixture(scope="module")
def layers(saved: SavedRun) -> dict[str, Layer]:
    return {layer.name: layer for layer in (of(saved) for of in OF_THE_GROUND)}


@pytest.fixture(scope="module")
def folder(saved: SavedRun, tmp_path_factory: pytest.TempPathFactory) -> Path:
    forms = ["csv"]
    for form, module in (("gpkg", "pyogrio"), ("xlsx", "xlsxwriter")):
        try:
            __import__(module)
        except ModuleNotFoundError:
            continue
        forms.append(form)
    place = tmp_path_factory.mktemp("export") / "out"
    export(saved, place, forms)
    return place


def column(layer: Layer, name: str) -> np.ndarray:
    (found,) = (one.values for one in layer.columns if one.name == name)
    return found


def test_that_the_models_killings_stand_by_oblast_and_month_alone_and_are_named_as_the_models(layers) -> None:
    victims = {name.replace(".", "_") for name, one in quantities().items() if one.victims == "yes"}
    for name, layer in layers.items():
        told = {one.name for one in layer.columns if one.name.removesuffix(IN_THE_MODEL) in victims | {"killed"}}
        if name != "oblast_months":
            assert told == set() or layer.of != MODEL, name
        else:
            assert told == {
                f"{one}{IN_THE_MODEL}" for one in ("civilians_killed", "villages_burned", "people_deported")
            }
            assert {one.name for one in layer.columns} & PLACE == set()
            assert all(str(month).endswith(("-01", "06-22")) for month in np.unique(column(layer, "month")))


def test_that_oblasts_add_up_to_what_the_run_says(saved: SavedRun, layers) -> None:
    layer = layers["oblast_months"]
    here = (column(layer, "oblast") == "minsk") & (column(layer, "month") == np.datetime64("1941-08-01"))
    killed = column(layer, "civilians_killed_in_the_model")[here]
    strength = column(layer, "partisans_strength_in_the_model")[here]
    days = ("1941-08-01", "1941-08-31")
    assert killed == pytest.approx([saved.sum("civilians.killed", "oblast:minsk", *days)])
    assert strength == pytest.approx([saved.mean("partisans.strength", "oblast:minsk", *days)])
    assert killed[0] > 0


def test_that_documented_events_are_those_of_the_days_of_the_run_with_their_sources(saved: SavedRun, layers) -> None:
    layer = layers["documented_events"]
    known = ledger_of_package().documented
    ids = column(layer, "id")
    assert set(ids) == {
        e.id for e in known.values() if np.isfinite(e.lat) and e.date_from.isoformat() <= "1942-03-31"
        and e.date_to.isoformat() >= "1941-06-22"
    }  # fmt: skip
    assert [str(one) for one in column(layer, "source")] == [known[one].source for one in ids]
    assert "yes" in column(layer, "crime")


def test_that_a_named_unit_is_where_the_journal_has_it(saved: SavedRun, layers) -> None:
    layer = layers["partisan_positions"]
    ground = saved.scenario.theatre().ground
    events = saved.events
    moved = events[events["kind"].isin(["march", "border_raid"])]
    names, when = column(layer, "name"), column(layer, "date")
    marched = np.isfinite(column(layer, "men"))
    assert marched.any()
    for k in np.flatnonzero(marched)[:20]:
        there = moved[moved["date"].to_numpy("datetime64[D]") == when[k]]
        assert np.isclose(ground.lat[there["cell"]], column(layer, "lat")[k]).any(), names[k]


def test_that_a_gis_program_reads_every_layer_with_its_shapes(layers, folder: Path) -> None:
    pyogrio = pytest.importorskip("pyogrio", reason="pyogrio is not installed")
    path = folder / "run.gpkg"
    kinds = dict(pyogrio.list_layers(path).tolist())
    assert set(kinds) == {*layers, "columns"}
    for name, layer in layers.items():
        about, _, shapes, values = pyogrio.raw.read(path, layer=name)
        assert about["crs"] == "EPSG:4326"
        assert list(about["fields"]) == [one.name for one in layer.columns]
        assert len(shapes) == len(layer.columns[0].values)
        for one, read in zip(layer.columns, values, strict=True):
            if one.values.dtype.kind == "f":
                assert np.allclose(read, one.values, equal_nan=True), (name, one.name)
            else:
                assert [str(v) for v in read[:50]] == [str(v) for v in one.values[:50]], (name, one.name)
    _, _, shapes, _ = pyogrio.raw.read(path, layer="oblast_months", bbox=(27.5, 53.8, 27.6, 53.95))
    assert 0 < len(shapes) < len(layers["oblast_months"].columns[0].values) / 10


def test_that_the_file_is_a_geopackage_by_its_own_marks(layers, folder: Path) -> None:
    if not (folder / "run.gpkg").exists():
        pytest.skip("pyogrio is not installed")
    with closing(sqlite3.connect(folder / "run.gpkg")) as base:
        assert base.execute("pragma application_id").fetchone() == (int.from_bytes(b"GPKG", "big"),)
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        told = dict(base.execute("select table_name, description from gpkg_contents"))
        explained = {row[0] for row in base.execute('select distinct layer from "columns"')}
    assert all(layer.meaning in told[name] and layer.of in told[name] for name, layer in layers.items())
    assert explained == set(layers)


def test_that_a_spreadsheet_gets_utf_8_that_it_knows_and_every_column_explained(saved, layers, folder: Path) -> None:
    sheets = folder / "sheets"
    explained = {(row["layer"], row["column"]): row for row in rows(sheets / "columns.csv")}
    tables = [of(saved).name for of in OF_A_TABLE]
    assert {path.stem for path in sheets.iterdir()} == {*tables, "columns"}
    for name in tables:
        path = sheets / f"{name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        found = rows(path)
        assert len(found) == len(layers[name].columns[0].values)
        assert all(explained[name, head]["meaning"] for head in found[0])
    words = (sheets / "documented_events.csv").read_text(encoding="utf-8-sig")
    assert all(row["source"] in words.replace('""', '"') for row in rows(sheets / "documented_events.csv")[:20])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_that_a_workbook_holds_the_same_cells_as_the_files(folder: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    if not (folder / "run.xlsx").exists():
        pytest.skip("XlsxWriter is not installed")
    book = openpyxl.load_workbook(folder / "run.xlsx", read_only=True)
    assert book.sheetnames[0] == "columns"
    for name in ("partisan_units", "documented_events", "oblast_months"):
        head, *lines = book[name].iter_rows(values_only=True)
        wanted = rows(folder / "sheets" / f"{name}.csv")
        assert list(head) == list(wanted[0])
        for line, row in zip(lines, wanted, strict=True):
            assert ["" if cell is None else str(cell) for cell in line] == list(row.values())


def test_that_the_folder_says_what_it_holds(folder: Path) -> None:
    text = (folder / crate.NAME).read_text(encoding="utf-8")
    assert all(
        f'"@id": "{path.name}' in text for path in folder.iterdir() if path.name[0] != "." and path.name != crate.NAME
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["--form", "shp"], "shp"),
        (["--form", "gpkg"], "say pip install pyogrio"),
        (["--form", "xlsx"], "say pip install"),
    ],
)
def test_that_what_cannot_be_written_is_refused_in_one_line_and_leaves_nothing(
    saved: SavedRun, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, asked, words
) -> None:
    for module in ("pyogrio", "pyogrio.raw", "xlsxwriter"):
        monkeypatch.setitem(sys.modules, module, None)
    assert answer(["export", str(saved.folder), str(tmp_path / "out"), *asked]) == 2
    line = capsys.readouterr().err
    assert words in line
    assert line.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_that_a_folder_with_files_of_the_user_is_not_written(saved: SavedRun, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Fault, match=r"mine\.txt"):
        export(saved, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]

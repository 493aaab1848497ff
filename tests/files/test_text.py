"""The kind and the encoding of a file are found before its lines, and the first cause is told alone."""

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest

from hinterland.core.fault import Fault
from hinterland.files.text import TOML, read_text

TABLE = "id,quantity,region,date_from,date_to,best,said_by\nA1,rails.cut,Belarus,1943-08-03,1943-09-15,90000,soviet\n"
CYRILLIC = TABLE + "A2,rails.cut,Belarus,1943-08-03,1943-09-15,90000,soviet,Рельсовая война в Белоруссии\n"
WESTERN = TABLE + "A2,rails.cut,Belarus,1943-08-03,1943-09-15,90000,soviet,Gräben südlich der Düna\n"


def packed(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return held.getvalue()


def cause(tmp_path: Path, raw: bytes, form: str | None = None) -> str:
    """Return the one fault of a file, without its place."""
    path = tmp_path / "mine.csv"
    path.write_bytes(raw)
    with pytest.raises(Fault) as caught:
        read_text(path, form) if form else read_text(path)
    assert "\n" not in str(caught.value)
    assert caught.value.path == path
    assert path.read_bytes() == raw
    return str(caught.value).removeprefix(f"{path}")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (packed(xl__workbook_dot_xml="<x/>"), "the file is a spreadsheet (Excel); save or export its table as"),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "a spreadsheet (OpenDocument); save or"),
        (packed(word__document_dot_xml="<x/>"), "the file is a Word document; give a CSV file"),
        (packed(front_dot_shp="x"), "a zip archive with a shapefile; unpack it"),
        (packed(claims_dot_csv=TABLE), "the file is a zip archive; unpack it"),
        (packed(claims_dot_csv=TABLE)[:40], "a zip archive that is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "an old Office file (such as xls or doc); save or export"),
        (b"\x1f\x8b\x08\x00" + bytes(20), "packed with gzip; unpack it, and give the file inside"),
        (b"PAR1" + bytes(40) + b"PAR1", "the file is a Parquet file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "the file is a PDF document"),
        (b"\x00\x00\x27\x0a" + bytes(96), "the file is a shapefile"),
        (b"\x03\x5f\x07\x1a\x01\x00\x00\x00\xa1\x00" + bytes(60), "the file is a dBase table (dbf); save or export"),
        (b"{\\rtf1\\ansi hello}", "the file is a rich text document (RTF)"),
        (b"<!DOCTYPE html>\n<html><table></table></html>", "the file is a web page (HTML)"),
        (b'<?xml version="1.0"?>\n<kml xmlns="x"></kml>', "the file is an XML document (KML)"),
        (b'{"type": "FeatureCollection", "features": []}', "the file is a GeoJSON map"),
        (b'[{"id": "A1", "best": 5}]', "the file is JSON"),
        (b'{"id": "A1"}', "the file is JSON"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "a pointer of Git LFS to the file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "the file is a picture (PNG)"),
        (bytes(range(1, 32)) * 9 + b"abc", "the file is not text"),
        (b"", ": the file is empty; give a CSV file"),
        (b" \r\n\n\t", ": the file is empty; give a CSV file"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_that_a_file_of_another_kind_is_told_by_its_kind(raw: bytes, message: str, tmp_path: Path) -> None:
    assert message in cause(tmp_path, raw)


def test_that_a_database_and_a_map_in_one_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "made.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table claims (id text)")
    connection.close()
    raw = path.read_bytes()
    assert "the file is an SQLite database" in cause(tmp_path, raw)
    assert "the file is a GeoPackage" in cause(tmp_path, raw[:68] + b"GPKG" + raw[72:])


def test_that_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="it is a folder; give a file that lies in it"):
        read_text(tmp_path)
    with pytest.raises(Fault, match="there is no such file"):
        read_text(tmp_path / "none.csv")
    with pytest.raises(Fault, match="cannot be read"):
        read_text(Path("a\0b"))


@pytest.mark.parametrize(
    ("encoding", "message"),
    [
        ("utf-16", ": the text looks like UTF-16; save"),
        ("utf-16-le", "UTF-16 without its mark"),
        ("utf-16-be", "UTF-16 without its mark"),
        ("utf-32", ": the text looks like UTF-32; save"),
        ("utf-32-le", "UTF-32 without its mark"),
        ("utf-32-be", "UTF-32 without its mark"),
    ],
)
@pytest.mark.parametrize("text", [TABLE, CYRILLIC])
@pytest.mark.parametrize("form", [None, TOML])
def test_that_wide_encodings_are_named(
    encoding: str, message: str, text: str, form: str | None, tmp_path: Path
) -> None:
    assert message in cause(tmp_path, text.encode(encoding), form)


@pytest.mark.parametrize(
    ("text", "encoding", "message"),
    [
        (CYRILLIC, "cp1251", "Windows-1251 (Cyrillic)"),
        (CYRILLIC, "koi8-r", "KOI8-R (Cyrillic)"),
        (CYRILLIC, "cp866", "code page 866 (Cyrillic)"),
        (WESTERN, "cp1252", "Windows-1252 or Latin-1 (western Europe)"),
        (WESTERN, "latin-1", "Windows-1252 or Latin-1 (western Europe)"),
    ],
)
def test_that_other_encodings_are_guessed_and_told_and_not_used(
    text: str, encoding: str, message: str, tmp_path: Path
) -> None:
    assert cause(tmp_path, text.encode(encoding)).startswith(
        f":3: the text is not UTF-8; it looks like {message}; save"
    )


def test_that_a_nul_byte_is_told_with_its_line(tmp_path: Path) -> None:
    raw = TABLE.replace("soviet", "so\0viet").encode()
    assert cause(tmp_path, raw).startswith(":2: the line holds a NUL byte")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\ufeff\ufeff"])
def test_that_a_mark_of_byte_order_and_any_line_end_are_read(ends: str, mark: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes((mark + CYRILLIC.replace("\n", ends)).encode())
    assert read_text(path).splitlines() == CYRILLIC.splitlines()

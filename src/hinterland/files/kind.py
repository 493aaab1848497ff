"""What kind of file it is, by its first bytes: a spreadsheet, an archive, a database, a page, a picture or text."""

import io
import zipfile

SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (such as xls or doc)"),
    (b"\x1f\x8b", "a file packed with gzip"),
    (b"BZh", "a file packed with bzip2"),
    (b"\xfd7zXZ\x00", "a file packed with xz"),
    (b"\x28\xb5\x2f\xfd", "a file packed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"FEA1", "a Feather file"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\x00\x00\x27\x0a", "a shapefile"),
    (b"\x89HDF\r\n\x1a\n", "an HDF5 file (such as netCDF)"),
    (b"CDF\x01", "a netCDF file"),
    (b"CDF\x02", "a netCDF file"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"$FL2", "an SPSS file"),
    (b"<stata_dta>", "a Stata file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
)
IN_ZIP = (
    ("xl/workbook", "a spreadsheet (Excel)"),
    ("word/document", "a Word document"),
    (".shp", "a zip archive with a shapefile"),
    (".kml", "a packed KML map"),
)
OPEN_DOCUMENTS = {"spreadsheet": "a spreadsheet (OpenDocument)", "text": "a text document (OpenDocument)"}
PAGES = ("<!doctype html", "<html", "<table", "<head", "<body", "<div")
UNPACK = "unpack it, and give the file inside"


def kind_of(raw: bytes) -> str:
    """Return in words what a file is that is not text, or nothing where its first bytes do not show it."""
    if raw.startswith(b"PK\x03\x04"):
        return _packed(raw)
    if raw.startswith(b"SQLite format 3\x00") and raw[68:72] == b"GPKG":
        return "a GeoPackage"
    if len(raw) > 32 and raw[0] in (3, 0x83, 0xF5) and 1 <= raw[2] <= 12 and 1 <= raw[3] <= 31 and 0 in raw[:32]:
        return "a dBase table (dbf)"
    return next((name for sign, name in SIGNATURES if raw.startswith(sign)), "")


def _packed(raw: bytes) -> str:
    """Return what a zip archive holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
            declared = archive.read("mimetype")[:100].decode("latin-1") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return "a zip archive that is damaged"
    for word, name in OPEN_DOCUMENTS.items():
        if declared.endswith(f"opendocument.{word}"):
            return name
    return next((kind for part, kind in IN_ZIP if any(part in name for name in names)), "a zip archive")


def remedy_for(kind: str, form: str) -> str:
    """Return what to do with a file of a kind where a file of the form is wanted."""
    if "packed with" in kind or "archive" in kind:
        return UNPACK
    if "spreadsheet" in kind or "Office" in kind or "database" in kind or "dBase" in kind:
        return f"save or export its table as {form}"
    return f"give {form}"


def kind_of_text(text: str) -> str:
    """Return what kind of document a text is where it is no plain table: a page, XML, JSON or a pointer to a file."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(PAGES):
        return "a web page (HTML)"
    if start.startswith(("<?xml", "<kml", "<gpx")):
        return "an XML document (KML)" if "<kml" in start else "an XML document"
    if start.startswith("version https://git-lfs"):
        return "a pointer of Git LFS to the file, not the file"
    if start.startswith("{") and '"' in start:
        geo = '"featurecollection"' in start or '"feature"' in start or '"geometry"' in start
        return "a GeoJSON map" if geo else "JSON"
    if start.startswith("[") and start[1:].lstrip()[:1] in ("{", "[", '"') and not start.startswith("[["):
        return "JSON"
    return ""

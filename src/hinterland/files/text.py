"""The text of a user's file: its kind and its encoding are checked before its lines, and the first fault is raised."""

import re
from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.files.kind import kind_of, kind_of_text, remedy_for

CSV = "a CSV file (UTF-8, commas between cells)"
TOML = "a TOML file (UTF-8)"
MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
"""Marks of byte order; the longer ones stand first, for they begin with the shorter."""
SAMPLE = 4096
LARGEST = 200_000_000
"""Bytes of a file that is read; a device has no end."""
AS_UTF_8 = "save the file as UTF-8 (in a spreadsheet: CSV UTF-8)"
CONTROL = bytes(n for n in range(32) if n not in b"\t\n\r\f\x1a")


def read_text(path: Path, form: str = CSV) -> str:
    """Return the text of a file without a mark of byte order.

    Raises one `Fault` for the first cause why it cannot be read: there is no such file, a folder, empty, another
    kind of file than `form`, another encoding than UTF-8.
    """
    raw = read_bytes(path)
    if not raw.strip():
        raise Fault(path, 0, "the file is empty", f"give {form}")
    if kind := kind_of(raw):
        raise Fault(path, 0, f"the file is {kind}", remedy_for(kind, form))
    if encoding := _wide(raw):
        raise Fault(path, 0, f"the text looks like {encoding}", AS_UTF_8)
    _plain(path, raw, form)
    try:
        text = raw.decode("utf-8-sig").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = _line(raw, error.start)
        raise Fault(path, line, f"the text is not UTF-8; it looks like {_guess(raw)}", AS_UTF_8) from None
    if not text.strip():
        raise Fault(path, 0, "the file is empty", f"give {form}")
    if kind := kind_of_text(text):
        raise Fault(path, 0, f"the file is {kind}", remedy_for(kind, form))
    return text


def read_bytes(path: Path) -> bytes:
    """Return what a file of the user holds; raise `Fault` where it cannot be read, and where it has no end."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Fault(path, 0, "cannot be read: there is no such file", "check the name of the file") from None
    except IsADirectoryError:
        raise Fault(path, 0, "cannot be read: it is a folder", "give a file that lies in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise Fault(path, 0, f"the file cannot be read ({reason})", "give a readable file") from None
    if len(raw) > LARGEST:
        raise Fault(path, 0, f"the file is larger than {LARGEST // 10**6} MB", "give a part of it")
    return raw


def _wide(raw: bytes) -> str:
    """Return the encoding of text in units of two or four bytes, with or without its mark, or nothing."""
    for mark, name in MARKS:
        if raw.startswith(mark):
            return name
    sample = raw[: min(SAMPLE, len(raw)) // 4 * 4]
    if len(sample) < 8:
        return ""
    empty = [sample[k::4].count(0) / (len(sample) // 4) for k in range(4)]
    if max(empty[1:]) > 0.9 and sum(share > 0.7 for share in empty) == 3:
        return "UTF-32 without its mark"
    first, second = (empty[0] + empty[2]) / 2, (empty[1] + empty[3]) / 2
    if max(first, second) > 0.2 and max(first, second) > 4 * min(first, second):
        return "UTF-16 without its mark"
    return ""


def _plain(path: Path, raw: bytes, form: str) -> None:
    """Raise `Fault` for bytes that no text holds."""
    sample = raw[:SAMPLE]
    if len(sample) - len(sample.translate(None, CONTROL)) > 0.05 * len(sample):
        raise Fault(path, 0, "the file is not text", f"give {form}")
    if 0 in raw:
        line = _line(raw, raw.index(0))
        raise Fault(path, line, "the line holds a NUL byte", "remove it; the file may be damaged")


def _line(raw: bytes, at: int) -> int:
    """Return the number of the line of a byte, whatever ends the lines."""
    return len(re.findall(rb"\r\n|\r|\n", raw[:at])) + 1


def _guess(raw: bytes) -> str:
    """Return which encoding bytes above 127 look like: Cyrillic words are made of them, Western words hold few."""
    high = [n for n in raw if n > 127]
    runs = re.findall(rb"[\x80-\xff]{3,}", raw)
    if sum(map(len, runs)) < 0.5 * len(high):
        return "Windows-1252 or Latin-1 (western Europe)"
    letters = b"".join(runs)
    dos = sum(n in range(0x80, 0xB0) for n in letters)
    small_koi8, small_1251 = (sum(n in part for n in letters) for part in (range(0xC0, 0xE0), range(0xE0, 0x100)))
    if dos > small_koi8 and dos > 0.4 * len(letters):
        return "code page 866 (Cyrillic)"
    return "KOI8-R (Cyrillic)" if small_koi8 > small_1251 else "Windows-1251 (Cyrillic)"

"""Ways in which a valid file may be spoiled: changes of its bytes, its lines or its cells."""

import random
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

WORDS = (
    "", " ", "nan", "NaN", "inf", "-inf", "1e308", "-1e308", "1e999", "-1", "0", "-0.0", "9" * 400, "0x1F", "1_000",
    "1,5",
    "٣", "½", "true", "[]", "{}", '"', "'", '""', "\x00", "\ufeff", "\u202e", "\ud7ff", "1943-02-30", "0000-00-00",
    "9999-12-31", "1943-08-03T12:00:00Z", "12:00:00", "x" * 3000, "=1+1", "../../etc", "(", ")", "|", "&", "!", "+",
    "a:b",
    "\\", "%s", "{0}", "None", "Belarus", "rails.cut", "soviet", "[[", "]]", "#", ";", "\t", "\r", "1943-08-03", "yes",
)  # fmt: skip
"""What may stand in a cell, or between two letters, instead of what should."""
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1251", "cp866", "latin-1")
Change = Callable[[bytes, random.Random], bytes]


def cut(raw: bytes, chance: random.Random) -> bytes:
    """Cut a piece out."""
    a, b = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    return raw[:a] + raw[b:]


def end_early(raw: bytes, chance: random.Random) -> bytes:
    """End in the midst."""
    return raw[: chance.randrange(len(raw) + 1)]


def repeat(raw: bytes, chance: random.Random) -> bytes:
    """Write a piece twice."""
    a, b = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    return raw[:b] + raw[a:b][:5000] + raw[b:]


def drop_line(raw: bytes, chance: random.Random) -> bytes:
    """Leave a line out."""
    lines = raw.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def repeat_line(raw: bytes, chance: random.Random) -> bytes:
    """Write a line twice, at another place."""
    lines = raw.split(b"\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return b"\n".join(lines)


def exchange_lines(raw: bytes, chance: random.Random) -> bytes:
    """Let two lines change places."""
    lines = raw.split(b"\n")
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


def other_cell(raw: bytes, chance: random.Random) -> bytes:
    """Write something else into a cell, or behind a sign of equality."""
    lines = raw.split(b"\n")
    n = chance.randrange(len(lines))
    sign = chance.choice([one for one in (b",", b"=", b":", b" ", b'"') if one in lines[n]] or [b","])
    cells = lines[n].split(sign)
    cells[chance.randrange(len(cells))] = chance.choice(WORDS).encode("utf-8", "surrogatepass")
    lines[n] = sign.join(cells)
    return b"\n".join(lines)


def exchange_columns(raw: bytes, chance: random.Random) -> bytes:
    """Let two columns change places in the lines below the header."""
    first, *lines = raw.split(b"\n")
    wide = first.count(b",") + 1
    a, b = chance.randrange(wide), chance.randrange(wide)
    for n, line in enumerate(lines):
        cells = line.split(b",")
        if max(a, b) < len(cells):
            cells[a], cells[b] = cells[b], cells[a]
            lines[n] = b",".join(cells)
    return b"\n".join([first, *lines])


def put_in(raw: bytes, chance: random.Random) -> bytes:
    """Put a word between two bytes."""
    a = chance.randrange(len(raw) + 1)
    return raw[:a] + chance.choice(WORDS).encode("utf-8", "surrogatepass") + raw[a:]


def other_bytes(raw: bytes, chance: random.Random) -> bytes:
    """Change some bytes."""
    changed = bytearray(raw)
    for _ in range(chance.randrange(1, 5) if raw else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def other_digits(raw: bytes, chance: random.Random) -> bytes:
    """Change figures alone, so that the form stays."""
    changed = bytearray(raw)
    digits = [n for n, byte in enumerate(raw) if byte in b"0123456789"]
    for n in chance.sample(digits, min(len(digits), chance.randrange(1, 6))):
        changed[n] = chance.choice(b"0123456789-.e")
    return bytes(changed)


def other_ends(raw: bytes, chance: random.Random) -> bytes:
    """End lines otherwise."""
    return raw.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n", b"\x0b", b"\xe2\x80\xa8"]))


def other_encoding(raw: bytes, chance: random.Random) -> bytes:
    """Write the text in another encoding."""
    return raw.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


def long_line(raw: bytes, chance: random.Random) -> bytes:
    """Put a very long word in."""
    a = chance.randrange(len(raw) + 1)
    return raw[:a] + chance.choice([b"9", b"x", b"[", b"(", b"{", b'"', b"\x00"]) * 140_000 + raw[a:]


CHANGES: tuple[Change, ...] = (
    cut, end_early, repeat, drop_line, repeat_line, exchange_lines, other_cell, other_cell, exchange_columns, put_in,
    other_bytes, other_digits, other_ends, other_encoding, long_line,
)  # fmt: skip


STEPS = st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 2**32)), min_size=1, max_size=4)
"""One to four changes, each with the seed of its chance."""


def spoiled(valid: bytes, steps: Sequence[tuple[Change, int]]) -> bytes:
    """Return a valid file after some changes."""
    for change, seed in steps:
        valid = change(valid, random.Random(seed))
    return valid

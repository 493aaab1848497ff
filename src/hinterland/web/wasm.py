"""A WebAssembly object as a module of its own: what a linker does, where there is one object and nothing to link.

LLVM writes an object that is a module already but for three things: it imports its memory, its stack and its table
from a linker, it exports nothing, and it carries notes for one. Here the memory and the stack become its own, chosen
functions are exported, and the notes are left out. Indices and addresses in it are right as they stand, because every
function and every constant lies in the one object. The layout is that of the WebAssembly Core Specification, 2.0.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hinterland.core.fault import Fault

HEADER = b"\0asm\1\0\0\0"
PAGE = 1 << 16
"""Bytes by which the memory of a module grows."""
STACK = 1 << 18
"""Bytes in which functions keep what is too large for a local variable."""
CUSTOM, TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, START, ELEMENT, CODE, DATA, DATA_COUNT = range(13)
IN_ORDER = (TYPE, IMPORT, FUNCTION, TABLE, MEMORY, GLOBAL, EXPORT, ELEMENT, DATA_COUNT, CODE, DATA)
FUNCTIONS, TABLES, MEMORIES, GLOBALS = range(4)
"""What is imported or exported."""
I32, CONST, END = b"\x7f", b"\x41", b"\x0b"
CHANGES = b"\1"


class Module(NamedTuple):
    """A module: its bytes, the first free address behind its constants and its stack, and the names of its imports."""

    code: bytes
    free: int
    imports: tuple[str, ...]


class Reader:
    """Reads numbers and names one after the other."""

    def __init__(self, data: bytes) -> None:
        """Begin at the first byte."""
        self.data, self.at = data, 0

    def number(self) -> int:
        """Return the next whole number without a sign, in LEB128."""
        found = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            found |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                return found

    def bytes(self, count: int) -> bytes:
        """Return the next bytes."""
        self.at += count
        return self.data[self.at - count : self.at]

    def name(self) -> str:
        """Return the next name."""
        return self.bytes(self.number()).decode()


def leb(number: int, most: int = 0x7F) -> bytes:
    """Return a whole number that is not negative in LEB128; `most` is the largest that fits into the last byte."""
    out = bytearray()
    while number > most:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*out, number))


def signed_leb(number: int) -> bytes:
    """Return a whole number that is not negative in signed LEB128, whose last byte keeps a bit for the sign."""
    return leb(number, 0x3F)


def named(name: str) -> bytes:
    """Return a name with its length before it."""
    text = name.encode()
    return leb(len(text)) + text


def sections(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the content of every section; raise `Fault` for bytes that are no WebAssembly."""
    reader = Reader(data)
    if reader.bytes(len(HEADER)) != HEADER:
        raise Fault(None, 0, "LLVM wrote no WebAssembly", "see which LLVM `python -c 'import llvmlite'` brings")
    while reader.at < len(data):
        kind = reader.data[reader.at]
        reader.at += 1
        yield kind, reader.bytes(reader.number())


def module_of(data: bytes, exported: Sequence[str]) -> Module:
    """Return the module that an object makes, with these functions exported.

    Raises `Fault` where the object lacks one of them.
    """
    parts: dict[int, bytes] = {}
    notes = b""
    for kind, content in sections(data):
        if kind != CUSTOM:
            parts[kind] = content
        elif (reader := Reader(content)).name() == "linking":
            notes = content[reader.at :]
    imports, kept = _imports(parts[IMPORT])
    free = -(-(_end_of_constants(parts.get(DATA, b"\0")) + STACK) // 16) * 16
    own = defined(notes)
    if lacking := [name for name in exported if name not in own]:
        raise Fault(None, 0, f"the module lacks {', '.join(lacking)}", "build it anew")
    exports = [(name, FUNCTIONS, own[name]) for name in exported] + [("memory", MEMORIES, 0)]
    parts[IMPORT] = kept
    parts[MEMORY] = leb(1) + b"\0" + leb(-(-free // PAGE))
    parts[GLOBAL] = leb(1) + I32 + CHANGES + CONST + signed_leb(free) + END
    parts[EXPORT] = leb(len(exports)) + b"".join(named(name) + bytes((kind,)) + leb(n) for name, kind, n in exports)
    if ELEMENT in parts:
        raise Fault(None, 0, "the kernels call functions by their addresses", "call each by its name")
    code = HEADER + b"".join(bytes((k,)) + leb(len(parts[k])) + parts[k] for k in IN_ORDER if k in parts)
    return Module(code, free, tuple(imports))


def _imports(content: bytes) -> tuple[list[str], bytes]:
    """Return the names of imported functions, and the section of imports with these alone."""
    reader, names, kept = Reader(content), [], []
    for _ in range(reader.number()):
        first = reader.at
        _, name, kind = reader.name(), reader.name(), reader.number()
        if kind == FUNCTIONS:
            reader.number()
            names.append(name)
            kept.append(content[first : reader.at])
        elif kind in (TABLES, MEMORIES):
            reader.bytes(kind == TABLES)
            for _ in range(1 + (reader.number() & 1)):
                reader.number()
        else:
            reader.bytes(2)
    return names, leb(len(kept)) + b"".join(kept)


def _end_of_constants(content: bytes) -> int:
    """Return the address behind the constants of the module."""
    reader, end = Reader(content), 0
    for _ in range(reader.number()):
        reader.number()
        reader.bytes(1)
        first = reader.number()
        reader.bytes(1)
        size = reader.number()
        reader.bytes(size)
        end = max(end, first + size)
    return end


def defined(notes: bytes) -> dict[str, int]:
    """Return the index of every function that has a name in the notes for a linker."""
    SYMBOLS, UNDEFINED, NAMED = 8, 0x10, 0x40
    reader, found = Reader(notes), {}
    reader.number()
    while reader.at < len(notes):
        kind, size = reader.number(), reader.number()
        part = Reader(reader.bytes(size))
        if kind != SYMBOLS:
            continue
        for _ in range(part.number()):
            what, flags = part.number(), part.number()
            if what == 1:  # a constant
                part.name()
                if not flags & UNDEFINED:
                    for _ in range(3):
                        part.number()
            elif what == 3:  # a section
                part.number()
            else:
                number = part.number()
                if not flags & UNDEFINED or flags & NAMED:
                    name = part.name()
                    if what == 0 and not flags & UNDEFINED:
                        found[name] = number
    return found

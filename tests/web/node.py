"""Node for tests of the page: where it is, and wars that it plays."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

NODE = shutil.which("node")
needed = pytest.mark.skipif(NODE is None, reason="Node is not installed: nothing here can play a module")
LIBRARY = Path(str(files("hinterland.web") / "js"))


def run(script: str, given: dict[str, Any]) -> Any:
    """Run a module of JavaScript with an object `given`, and return what it writes as JSON."""
    text = f"const given = {json.dumps(given)};\n{script}"
    command = [str(NODE), "--input-type=module", "-e", text]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def play(folder: Path, wars: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Play wars of a folder that `export-web` wrote; see `play.mjs`."""
    order = {"library": LIBRARY.as_uri(), "folder": str(folder), "wars": list(wars)}
    command = [str(NODE), str(Path(__file__).with_name("play.mjs"))]
    done = subprocess.run(command, input=json.dumps(order), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made: list[dict[str, Any]] = json.loads(done.stdout)
    return made


def ask(folder: Path, script: str) -> Any:
    """Return what a script makes with `war`, a war of a folder, and `read`, which reads a file of the folder."""
    text = f"""
    const {{ opened, written }} = await import(given.beside);
    const {{ war, read }} = await opened(given.library, given.folder);
    console.log(written(await (async () => {{ {script} }})()));
    """
    beside = Path(__file__).with_name("beside.mjs").as_uri()
    return run(text, {"beside": beside, "library": LIBRARY.as_uri(), "folder": str(folder)})

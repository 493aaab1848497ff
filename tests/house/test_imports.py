"""No module imports, by any way round, one that imports it: not even for its types alone."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "hinterland"


def modules() -> dict[str, str]:
    """Return the text of every module of the package by its full name."""
    found = {}
    for path in SRC.rglob("*.py"):
        parts = ("hinterland", *path.relative_to(SRC).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path.read_text(encoding="utf-8")
    return found


def imports(texts: dict[str, str]) -> dict[str, set[str]]:
    """Return which of these modules each imports: at its top, within a function, or under TYPE_CHECKING."""
    found: dict[str, set[str]] = {}
    for name, text in texts.items():
        wanted: set[str] = set()
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                wanted |= {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                parts = {f"{node.module}.{one.name}" for one in node.names}
                wanted |= {part if part in texts else node.module for part in parts}
        found[name] = wanted & set(texts)
    return found


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Return the modules of a circle of imports, the first also at the end; none where there is no circle."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_that_no_imports_go_in_a_circle():
    graph = imports(modules())
    assert graph["hinterland.engine.result"] >= {"hinterland.engine.dataset", "hinterland.core.fault"}
    assert circle(graph) == []


@pytest.mark.parametrize(
    "back",
    [
        "from a.one import thing",
        "import a.one",
        "from a import one",
        "def made():\n    from a.one import thing",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a.one import Thing",
    ],
)
def test_that_a_circle_is_found_however_the_way_back_is_written(back):
    texts = {"a": "", "a.one": "from a.two import other", "a.two": back}
    assert set(circle(imports(texts))) == {"a.one", "a.two"}
    assert circle(imports(texts | {"a.two": ""})) == []

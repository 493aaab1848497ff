"""The model of the how-to becomes a module, and Node makes the same numbers of it to the last bit."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.web import node

from hinterland.cli.cache import look, remove
from hinterland.core.fault import Fault
from hinterland.core.user_cache import PLACE

PAGE = Path(__file__).parents[2] / "docs" / "how_to_web.md"
_, MODULE, SCRIPT = re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
IN_NODE = re.findall(r"^```js\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)[-1]
READ = """
import { readFile } from "node:fs/promises";
const { places } = given;
const module = await readFile(`${given.folder}/rumour.wasm`);
const image = await readFile(`${given.folder}/rumour.bin`);
"""


@pytest.fixture
def rumour(tmp_path, monkeypatch):
    """The module of the how-to, importable, in the folder in which the test works."""
    (tmp_path / "rumour.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    sys.modules.pop("rumour", None)


@node.needed
def test_that_the_model_of_the_how_to_makes_the_same_numbers_in_node(rumour):
    names: dict[str, object] = {}
    exec(SCRIPT, names)
    script = READ + IN_NODE.replace("console.log([...", "console.log(JSON.stringify([...").replace("9)]);", "9)]));")
    made = node.run(script, {"places": names["places"], "folder": str(rumour)})
    spread, groups = sys.modules["rumour"].spread, names["groups"]
    for _ in range(30):
        spread(*groups.values())
    assert made == groups["villages"].heard.tolist()
    assert 10.0 < max(made) < 400.0, "nothing has spread, or everything, so that nothing is tested"


def test_that_the_module_is_kept_and_cleared_like_a_kernel_and_a_damaged_one_is_built_anew(rumour, monkeypatch):
    folder = rumour / "cache"
    monkeypatch.setenv(PLACE, str(folder))
    scope: dict[str, object] = {}
    exec(SCRIPT, scope)
    (kept,) = (path for path in look(folder).fresh if path.name.startswith("module."))
    kept.write_bytes(kept.read_bytes()[:-1])
    assert kept in look(folder).stale
    again: dict[str, object] = {}
    exec(SCRIPT, again)
    assert again["module"] == scope["module"]
    assert kept in look(folder).fresh
    Path("rumour.py").write_text(MODULE + "\n", encoding="utf-8")
    found = look(folder)
    assert kept in found.stale, "its source has changed"
    assert remove(folder, [*found.fresh, *found.stale]) == []


def test_that_a_kernel_that_makes_an_array_is_refused(rumour):
    text = MODULE.replace("before = villages.heard[c - 1]", "before = np.zeros(c + 1)[c]")
    Path("rumour.py").write_text(text.replace("from typing", "import numpy as np\nfrom typing", 1), encoding="utf-8")
    with pytest.raises(Fault, match="which a page does not have"):
        exec(SCRIPT, {"np": np})

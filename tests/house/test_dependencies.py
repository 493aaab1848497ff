"""Dependencies are few, each has its reason and a licence that goes with ours, and the page names the same ones."""

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "dependencies.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
ROWS = {row[0]: row[1:] for row in re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \| ([^|]*) \| ([^|]+) \|$", PAGE, re.M)}
"""What the page says of each package: what it does, why it is not our own, its licence."""
EXTRAS = dict(re.findall(r"^\| (\S+) \| `pip install hinterland\[(\w+)\]` \| [^|]+ \|$", PAGE, re.M))
"""What the page says of each package for other ends: the extra that brings it."""
LICENCES = dict(re.findall(r"^\| (\S+) \| `pip install [^|]+ \| [^|]+\(([^|()]+)\) \|$", PAGE, re.M))
AGAINST = re.compile(r"\bA?GPL|\bAffero|^GNU General Public|\bSSPL|\bnon-?commercial", re.I)
IMPORTED_AS = {"PIL": "pillow"}
"""Packages that are imported by another name than theirs."""
MOST = 20
"""Packages that a war needs; one more wants a reason as good as those."""


def names(requirements: list[str]) -> list[str]:
    """Return the names of packages in a list of requirements."""
    return [found[0] for one in requirements if (found := NAME.match(one))]


RUNTIME = names(PROJECT["project"]["dependencies"])
OPTIONAL = {extra: names(needs) for extra, needs in PROJECT["project"]["optional-dependencies"].items()}
ASKED_FOR = {*RUNTIME, *(name for needs in OPTIONAL.values() for name in needs)}
LEFT_TO_THE_USER = {name.replace("-", "_") for name in names(PROJECT["dependency-groups"]["neighbours"])}
"""Packages that are used where a user has them and that no extra brings, for their licence or what they import."""
LOCKED = names([line for line in (TOP / "requirements.lock").read_text("utf-8").splitlines() if "==" in line])


def licence(package: str) -> str:
    """Return what an installed package says of its licence."""
    said = metadata.metadata(package)
    classified = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier") or [] if one.startswith("License")]
    return said.get("License-Expression") or "; ".join(classified) or (said.get("License") or "").partition("\n")[0]


def test_that_the_page_names_the_packages_of_the_project_and_no_other():
    assert sorted(ROWS) == sorted(RUNTIME)
    assert len(RUNTIME) <= MOST


def imported() -> set[str]:
    """Return the packages that modules import, at their head or in a function, or name to `needed`."""
    found = set[str]()
    for path in (TOP / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=several):
                    found |= {one.name for one in several}
                case ast.ImportFrom(module=str(module), level=0):
                    found.add(module)
                case ast.Call(func=ast.Name(id="needed"), args=[_, ast.Constant(value=str(package)), _]):
                    found.add(package)
    heads = {one.partition(".")[0] for one in found}
    return {IMPORTED_AS.get(one, one) for one in heads} - sys.stdlib_module_names - {"hinterland"}


def test_that_the_page_names_the_packages_of_each_extra_and_no_other():
    assert {name: extra for extra, needs in OPTIONAL.items() for name in needs} == EXTRAS


def test_that_the_code_imports_every_package_that_it_asks_for_and_no_other():
    assert imported() == ASKED_FOR | LEFT_TO_THE_USER


def test_that_the_page_names_what_is_left_to_the_user():
    assert [name for name in LEFT_TO_THE_USER if f"`pip install {name.replace('_', '-')}`" not in PAGE] == []


@pytest.mark.parametrize("package", RUNTIME)
def test_that_the_page_tells_the_licence_that_a_package_has(package):
    told, said = ROWS[package][2].strip(), licence(package)
    words = {"PSF": "Python Software Foundation", "Apache-2.0": "Apache"}.get(told, told)
    assert words.lower() in said.lower()


def test_that_no_locked_package_has_a_licence_against_ours():
    installed = [name for name in LOCKED if list(metadata.distributions(name=name))]
    assert len(installed) > len(RUNTIME)
    assert {name: licence(name) for name in installed if AGAINST.search(licence(name))} == {}


def test_that_a_licence_against_ours_is_known_by_its_name():
    against = ("GPL-3.0-or-later", "AGPL-3.0", "GNU General Public License v3 (GPLv3)")
    assert all(AGAINST.search(one) for one in against)
    assert not any(AGAINST.search(one) for one in ("MIT", "Apache-2.0", "Mozilla Public License 2.0 (MPL 2.0)"))


@pytest.mark.parametrize("package", EXTRAS)
def test_that_the_page_tells_the_licence_of_a_package_for_other_ends(package):
    if not list(metadata.distributions(name=package)):
        pytest.skip(f"{package} is not installed")
    assert LICENCES[package].lower().removesuffix("-clause") in licence(package).lower()

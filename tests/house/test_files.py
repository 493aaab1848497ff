"""The house keeps its own rules: what its files are called, how long they are, what they must not say."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
SRC = TOP / "src" / "hinterland"
SOURCES = sorted(SRC.rglob("*.py"))
WRITTEN = {".py", ".ts", ".svelte", ".js", ".css", ".j2"}
"""Ends of the files that people write as code, in whatever folder they lie."""
TESTS = sorted((TOP / "tests").rglob("test_*.py"))
LOCKS = sorted(TOP.glob("requirements*.lock"))
LONGEST = 300
"""Lines of a file at most."""
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "base", "manager"}
CLASS_SAYS_NOTHING = re.compile(r"(Manager|Handler|Helper|Processor|Util|Utils)$")
# Joined here from pieces, so that this file does not find itself.
HOSTS = "|".join(("pypi[.]", "pythonhosted", "npmjs", "registry[.]", "deb[.]debian"))
FOLDERS = "|".join(("work", "root", "opt", "home", "Users", "tmp", "farm"))
FORBIDDEN = (
    re.compile(rf"https?://[^\s\"')>]*({HOSTS})"),
    re.compile(rf"(?<![\w./~$}}-])/({FOLDERS})/[A-Za-z]"),
)
TEXT = {
    ".py",
    ".ts",
    ".svelte",
    ".j2",
    ".md",
    ".toml",
    ".csv",
    ".yaml",
    ".yml",
    ".cff",
    ".json",
    ".html",
    ".js",
    ".css",
    ".lock",
    "",
}


def kept() -> list[Path]:
    """Return the text files that are or would be in the repository (all there are, without one)."""
    asked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode == 0 and asked.stdout:
        files = [TOP / name for name in asked.stdout.split("\0") if name]
    else:
        files = [p for p in TOP.rglob("*") if not {".venv", ".git", "out"} & set(p.relative_to(TOP).parts)]
    return [p for p in files if p.is_file() and p.suffix in TEXT]


def test_that_a_file_can_be_read_at_one_sitting():
    """Sources, tests, the making of the documents and the front end of the page alike."""
    lines = {p: len(p.read_text(encoding="utf-8").splitlines()) for p in kept() if p.suffix in WRITTEN}
    assert {p.suffix for p in lines} == WRITTEN
    assert {str(p.relative_to(TOP)): n for p, n in lines.items() if n > LONGEST} == {}


def test_that_a_file_is_named_by_what_it_holds():
    assert [str(p.relative_to(SRC)) for p in SOURCES if p.stem in SAYS_NOTHING] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(SRC)))
def test_that_a_file_says_first_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), f"{path.name} has no docstring"


def test_that_classes_are_named_in_words_of_the_field():
    tired = [
        f"{path.relative_to(SRC)}: {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and CLASS_SAYS_NOTHING.search(node.name)
    ]
    assert tired == []


def test_that_the_war_leaves_chance_to_the_keyed_hash():
    """A generator that keeps state would tie the luck of one subsystem to the draws of another."""
    other = re.compile(r"np\.random|default_rng|^import random|^from random", re.MULTILINE)
    drawers = [p.name for p in (SRC / "war").rglob("*.py") if other.search(p.read_text(encoding="utf-8"))]
    assert drawers == []


def test_that_every_test_is_named_by_a_sentence():
    short = [
        f"{path.name}: {node.name}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and len(node.name.split("_")) < 5
    ]
    assert short == []


def test_that_no_test_is_without_a_claim_that_can_fail():
    """A test asserts, expects an exception, or hands over to a function that does."""
    idle = [
        f"{path.name}: {node.name}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not _claims(node)
    ]
    assert idle == []


def _claims(test: ast.FunctionDef) -> bool:
    checks = ("pytest.raises", "assert_", "np.testing.", "pd.testing.", "xr.testing.", "check_")
    asserted = [node.test for node in ast.walk(test) if isinstance(node, ast.Assert)]
    if any(_cannot_fail(claim) for claim in asserted):
        return False
    called = (ast.unparse(node.func) for node in ast.walk(test) if isinstance(node, ast.Call))
    return bool(asserted) or any(name.startswith(checks) for name in called)


def _cannot_fail(claim: ast.expr) -> bool:
    """Whether what is asserted is made of constants, is a tuple, or compares a name with itself."""
    if isinstance(claim, ast.Tuple) or not any(isinstance(node, ast.Name | ast.Call) for node in ast.walk(claim)):
        return True
    if not isinstance(claim, ast.Compare) or any(isinstance(node, ast.Call) for node in ast.walk(claim)):
        return False
    return all(ast.dump(claim.left) == ast.dump(other) for other in claim.comparators)


@pytest.mark.parametrize(
    ("body", "can_fail"),
    [
        ("pass", False),
        ("assert True", False),
        ("assert 1 == 1.0", False),
        ("assert not False", False),
        ("assert (made, 'a message')", False),
        ("assert made.size == made.size", False),
        ("assert made() == 1\n    assert True", False),
        ("assert made() == made()", True),
        ("assert made", True),
        ("check_made(1)", True),
        ("with pytest.raises(ValueError):\n        made()", True),
    ],
)
def test_that_a_claim_of_constants_alone_is_no_claim(body, can_fail):
    (test,) = ast.parse(f"def test_something():\n    {body}\n").body
    assert isinstance(test, ast.FunctionDef)
    assert _claims(test) is can_fail


def test_that_no_file_names_a_registry_or_a_machine():
    found = []
    for path in kept():
        text = path.read_text(encoding="utf-8")
        hits = (rule.search(text) for rule in FORBIDDEN)
        found += [f"{path.relative_to(TOP)}: {hit.group(0)}" for hit in hits if hit]
    assert found == []


@pytest.mark.parametrize("path", LOCKS, ids=lambda p: p.name)
def test_that_every_dependency_is_pinned_with_hashes(path):
    entries = re.split(r"\n(?=[a-zA-Z0-9])", path.read_text(encoding="utf-8").strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-zA-Z0-9._-]+==\S+", entry), entry.splitlines()[0]
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_that_the_lock_files_agree_with_each_other():
    pins: dict[str, set[str]] = {}
    pinned = re.compile(r"^([a-zA-Z0-9._-]+)==(\S+)", re.MULTILINE)
    for path in LOCKS:
        for name, version in pinned.findall(path.read_text(encoding="utf-8")):
            pins.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in pins.items() if len(versions) > 1} == {}


def test_that_code_and_data_have_their_licences():
    assert "Apache License" in (TOP / "LICENSE").read_text(encoding="utf-8")
    data = (TOP / "LICENSE-DATA").read_text(encoding="utf-8")
    for owed in ("CC-BY 4.0", "MCD12C1", "ETOPO 2022", "ITU-R P.1510", "GeoNames", "Natural Earth"):
        assert owed in data

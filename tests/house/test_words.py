"""Names that the glossary replaces do not come back."""

import io
import re
import tokenize
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "hinterland"
GLOSSARY = SRC.parents[1] / "docs" / "glossary.md"
SOURCES = sorted(SRC.rglob("*.py"))
# fmt: off
GONE = {
    "outside", "Outside", "causes", "Causes", "rules", "Rules", "settings", "Setting", "at_work", "turns", "their_day",
    "their_week", "straight", "noted", "face", "FACES", "lives", "grudge", "disposal", "ghettos", "forays",
    "engines", "fights", "Track", "Told", "toy", "barn", "pitch",
}
# fmt: on
"""Left columns of the table of words in the design, as names of code; see `docs/glossary.md` for what replaced them."""
# fmt: off
PARTS = {
    "outside", "causes", "rules", "setting", "settings", "turns", "straight", "noted", "face", "faces", "lives",
    "grudge", "disposal", "foray", "forays", "engines", "fight", "fights", "deeds", "toy", "barn",
    "pitch", "sky", "shelf", "holding", "params", "told", "telling", "teller", "gather",
}
# fmt: on
"""Words of the same columns that may not be part of a name either."""
STAYS = {
    "battle": "an order of battle, and the depth of a battle",
    "beyond": "what lies across a border or past a limit",
    "changes": "how a scenario departs from history, and what differs between two wars; parameters are `given`",
    "half": "a half-saturation, always with the thing that is at half; half of an interval",
    "many": "a number of claims from which something is printed",
    "near": "a likely spelling of a name; within reach on the ground",
    "page": "a page of HTML or Markdown",
    "place": "a place on the ground, in a file or in an array",
    "readings": "the ways in which one text can be read",
    "roll": "the function of numpy",
    "sheet": "the sheet of a map",
    "table": "a table of rows and columns",
    "track": "a track of a railway, and its course on the map",
    "turn": "a round of a loop, an angle, a unit that changes sides",
    "wrong": "a fault in what a user wrote",
}
"""Words that the table replaces in one sense only, with the sense in which names still bear them."""
IN_FOLDERS = {"study": {"readings", "Readings"}, "engine": {"track", "tracks"}}
"""Words of the same columns that stay in other folders: readings of a document, tracks of a railway."""
SCENARIOS = {"engines", "ghettos", "gate", "minds", "service"}
"""Words that scenarios no longer bear: the forcing is a corridor, the rest is named by what is left out."""
# fmt: off
MODULES = {
    "sky", "sheet", "roll", "beyond", "battle", "gather", "table", "shelf", "holding", "place", "readings", "telling",
    "causes", "outside",
}
# fmt: on
"""Files that bear another name now; `evidence/table.py` and `files/place.py` are others."""
OTHERS = {"evidence/table.py", "files/place.py"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(SRC)))
def test_that_no_name_of_the_old_dialect_stands_in_the_code(path):
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    found = {(t.string, t.start[0]) for t in tokens if t.type == tokenize.NAME and t.string in GONE}
    assert found == set()


def test_that_the_glossary_says_what_replaced_each_of_them():
    rows = [
        line.strip("| \n").split(" | ") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if "|" in line
    ]
    replaced = {word.strip(" |") for row in rows for word in row[-1].split(",")}
    named = {name for name in GONE if not name.isupper()}
    assert {name.lower() for name in named} - {word.lower() for word in replaced} == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(SRC)))
def test_that_no_part_of_a_name_is_a_word_of_the_old_dialect(path):
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    found = {(t.string, t.start[0]) for t in tokens if t.type == tokenize.NAME and PARTS & parts_of(t.string)}
    assert found == set()


SCRIPTS = [
    path
    for folder in (SRC / "web" / "js", SRC.parents[1] / "page" / "src")
    for path in sorted(folder.rglob("*"))
    if path.suffix in (".js", ".ts")
]
"""Programs of the page in another language."""
OF_BROWSERS = {"URLSearchParams"}
"""Names that the language gives."""
NO_NAMES = re.compile(r"//[^\n]*|/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`", re.DOTALL)


def names_of_script(text: str) -> set[str]:
    """Return the words of a JavaScript or TypeScript program but for comments and texts."""
    return set(re.findall(r"[A-Za-z_]\w*", NO_NAMES.sub("", text))) - OF_BROWSERS


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_that_no_name_of_a_script_holds_a_word_of_the_old_dialect(path):
    assert {name for name in names_of_script(path.read_text(encoding="utf-8")) if PARTS & parts_of(name)} == set()


def test_that_an_old_word_in_a_script_is_found():
    assert names_of_script('const told = "lives"; // rules\n/* face */ new Seen(told)') == {
        "const",
        "told",
        "new",
        "Seen",
    }


@pytest.mark.parametrize("folder", IN_FOLDERS)
def test_that_a_word_with_another_sense_stays_out_of_a_folder(folder):
    found = [
        f"{path.relative_to(SRC)}: {token.string}"
        for path in sorted((SRC / folder).rglob("*.py"))
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type == tokenize.NAME and token.string in IN_FOLDERS[folder]
    ]
    assert found == []


def test_that_no_scenario_bears_a_name_of_the_old_dialect():
    names = {path.stem for path in (SRC.parents[1] / "scenarios").glob("*.toml")}
    assert "history" in names
    assert {name for name in names if SCENARIOS & set(name.split("_"))} == set()


def test_that_a_word_that_stays_is_borne_by_a_name_and_is_not_forbidden():
    borne: set[str] = set()
    for path in SOURCES:
        for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
            borne |= parts_of(token.string) if token.type == tokenize.NAME else set()
    assert set(STAYS) - borne == set()
    assert set(STAYS) & PARTS == set()


def parts_of(name: str) -> set[str]:
    """Return the words of a name, parted by underscores and by capital letters, in small letters."""
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def test_that_the_parts_of_a_name_are_found():
    assert parts_of("_ends_halfYear2") == {"ends", "half", "year"}
    assert parts_of("OrderOfBattle") == {"order", "of", "battle"}
    assert parts_of("DEEDS_BY_DAY") == {"deeds", "by", "day"}


def test_that_no_file_bears_a_name_of_the_old_dialect():
    names = {str(p.relative_to(SRC)) for p in SOURCES if p.stem in MODULES}
    assert names - OTHERS == set()
    assert not (SRC / "book").exists()

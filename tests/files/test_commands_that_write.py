"""Whatever a command writes and wherever it is told to, no file of the user's is changed, removed or replaced."""

import errno
import os
from itertools import product
from pathlib import Path

import pytest
from tests.files.seeds import BESIDE, CLAIMS, FOLDERS, LINES, TABLES, answer, look, refused, seed

from hinterland.core.fault import Fault
from hinterland.files import exchange
from hinterland.study.saved_runs import store

pytestmark = pytest.mark.usefixtures("quick")
LINKS = ("none", "link", "dangling")
INPUTS = ("no", "yes", "through a link")
READS = {
    "run": "--scenario",
    "railway": "--scenario",
    "patterns": "--table",
    "systems": "--scenario",
    "confront": "",
    "score": "--scenario",
}
"""The option by which a command is given a file to read; nothing where it is an argument."""


def command_line(command: str, out: Path, given: Path | None = None) -> list[object]:
    """Return a command with its output, and the file that it reads where it reads one."""
    words = [*(FOLDERS | TABLES)[command], out]
    if given is None or command not in READS:
        return words
    return [*words[:-2], *([READS[command]] if READS[command] else []), given, *words[-2:]]


def scenario(path: Path) -> Path:
    path.write_text('title = "mine"\n', encoding="utf-8")
    return path


@pytest.mark.parametrize("command", FOLDERS | TABLES)
def test_that_a_command_writes_where_it_may_and_again_over_what_it_wrote(tmp_path, command):
    out = tmp_path / "new" / ("x.csv" if command in TABLES else "x")
    for _ in range(2):
        assert answer(*command_line(command, out)) == 0
    assert out.exists()
    mine = {"x.csv", "x.csv-metadata.json"} if command in TABLES else {"x"}
    mine |= {f"x{BESIDE[command]}"} if command in BESIDE else set()
    assert {p.name for p in out.parent.iterdir()} == mine


@pytest.mark.parametrize(("link", "full", "given"), list(product(LINKS, (False, True), INPUTS)))
@pytest.mark.parametrize("command", FOLDERS)
def test_that_a_folder_of_the_users_own_stays_as_it_is(tmp_path, monkeypatch, capsys, command, link, full, given):
    mine = tmp_path / "mine"
    seed(mine)
    inside = scenario(mine / "my.toml") if given != "no" else None
    if inside and given == "through a link":
        (tmp_path / "other.toml").symlink_to(inside)
        inside = tmp_path / "other.toml"
    out = mine if link == "none" else tmp_path / "link"
    if link != "none":
        out.symlink_to("mine" if link == "link" else "absent")
    if full:
        fill_the_disk(monkeypatch)
    before = look(tmp_path)
    line = refused(capsys, *command_line(command, out, inside))
    assert str(out) in line
    assert look(tmp_path) == before


@pytest.mark.parametrize(("link", "full", "given"), list(product(LINKS, (False, True), INPUTS)))
@pytest.mark.parametrize("command", TABLES)
def test_that_a_table_of_the_users_own_stays_as_it_is(tmp_path, monkeypatch, capsys, command, link, full, given):
    mine = tmp_path / "mine"
    seed(mine)
    (mine / "my.csv").write_text(CLAIMS, encoding="utf-8")
    read = None if given == "no" else mine / "my.csv"
    if command == "systems" and read:
        read = (mine / "my.csv").rename(mine / "my.toml")
    if read and given == "through a link":
        (tmp_path / f"other{read.suffix}").symlink_to(read)
        read = tmp_path / f"other{read.suffix}"
    out = mine / ("my.toml" if read and read.suffix == ".toml" else "my.csv")
    if link != "none":
        out, end = tmp_path / "link.csv", out
        out.symlink_to(end if link == "link" else "absent.csv")
    if full:
        fill_the_disk(monkeypatch)
    before = look(tmp_path)
    line = refused(capsys, *command_line(command, out, read))
    assert str(out) in line or (link == "link" and str(out.resolve()) in line)
    if link != "dangling":
        assert ("this command reads" if read else "is not a file that hinterland wrote") in line
    assert look(tmp_path) == before


@pytest.mark.parametrize(("link", "lay"), list(product(("none", "link"), ("notes", "edit", "input", "full disk"))))
@pytest.mark.parametrize("command", FOLDERS)
def test_that_what_a_user_adds_to_a_folder_of_ours_stays(tmp_path, monkeypatch, capsys, command, link, lay):
    place = tmp_path / "disk" / "x"
    assert answer(*command_line(command, place)) == 0
    out = place
    if link == "link":
        out = tmp_path / "link"
        out.symlink_to(place)
    given = None
    if lay == "notes":
        seed(place / "mine")
    elif lay == "edit":
        next(p for p in sorted(place.rglob("[!.]*")) if p.is_file()).write_text("mine", encoding="utf-8")
    elif lay == "input":
        given = scenario(place / "scenario.toml")
    else:
        fill_the_disk(monkeypatch)
    before = look(tmp_path)
    line = refused(capsys, *command_line(command, out, given))
    assert str(out) in line
    assert {"notes": "mine (not of hinterland) and", "edit": "(changed since)", "full disk": "No space left"}.get(
        lay, "this command reads" if command in READS else "not of hinterland"
    ) in line
    assert look(tmp_path) == before


@pytest.mark.parametrize(
    ("link", "lay"), list(product(("none", "link"), ("edit", "description", "input", "full disk")))
)
@pytest.mark.parametrize("command", TABLES)
def test_that_what_a_user_does_to_a_table_of_ours_stays(tmp_path, monkeypatch, capsys, command, link, lay):
    (tmp_path / "disk").mkdir()
    place = tmp_path / "disk" / ("x.toml" if command == "systems" else "x.csv")
    seed(tmp_path / "disk" / "mine")
    assert answer(*command_line(command, place)) == 0
    out = place
    if link == "link":
        out = tmp_path / "link.csv"
        out.symlink_to(place)
    if lay == "edit":
        place.write_text("mine", encoding="utf-8")
    elif lay == "description":
        place.with_name(f"{place.name}-metadata.json").write_text("{}", encoding="utf-8")
    elif lay == "full disk":
        fill_the_disk(monkeypatch)
    before = look(tmp_path)
    line = refused(capsys, *command_line(command, out, place if lay == "input" else None))
    words = {
        "edit": "was changed since",
        "description": "-metadata.json",
        "input": "reads",
        "full disk": "No space left",
    }
    assert words[lay] in line
    assert look(tmp_path) == before


def fill_the_disk(monkeypatch):
    """Let every flush to the disk fail, as it does where the disk is full."""

    def full(folder: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(exchange, "flush", full)


@pytest.mark.parametrize("which", ["systems.csv", "systems.md", "systems.csv-metadata.json"])
def test_that_a_page_of_systems_goes_beside_the_users_files_and_over_none(tmp_path, capsys, monkeypatch, which):
    monkeypatch.setattr("hinterland.report.systems.page", lambda found, drawn: "page")
    asked = [*TABLES["systems"], tmp_path / "x.csv", "--page", tmp_path / "docs"]
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "README.md").write_text("mine", encoding="utf-8")
    for _ in range(2):
        assert answer(*asked) == 0
    assert (tmp_path / "docs" / "systems.md").read_text(encoding="utf-8") == "page"
    (tmp_path / "docs" / which).write_text("mine", encoding="utf-8")
    before = look(tmp_path)
    assert which in refused(capsys, *asked)
    assert look(tmp_path) == before


def test_that_a_saved_run_goes_over_none_of_the_users_files(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "fill", lambda run, made: (made / "run.zarr").mkdir())
    for _ in range(2):
        store.save(None, tmp_path / "x")
    seed(tmp_path / "x" / "mine")
    before = look(tmp_path)
    with pytest.raises(Fault, match="mine"):
        store.save(None, tmp_path / "x")
    assert look(tmp_path) == before


def test_that_a_run_is_not_filled_into_a_folder_that_holds_a_file_of_such_a_name(tmp_path):
    (tmp_path / "run.zarr").mkdir()
    (tmp_path / "run.zarr" / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(Fault, match=r"run\.zarr: stands there already"):
        store.fill(None, tmp_path)
    assert (tmp_path / "run.zarr" / "mine").exists()


def test_that_nothing_is_played_where_the_result_could_not_be_kept(tmp_path, capsys, monkeypatch):
    def played(*_: object, **__: object) -> None:
        pytest.fail("a war was played")

    for name in ("cli.playing._play", "cli.railway._play", "study.railways.rail_war.pairs",
                 "study.confrontation.confront.confront", "study.systems.pattern_tests.hold"):  # fmt: skip
        monkeypatch.setattr(f"hinterland.{name}", played)
    seed(tmp_path / "mine")
    for command in {**FOLDERS, **TABLES}:
        place = tmp_path / "mine" / ("claims.csv" if command in TABLES else "")
        assert str(place) in refused(capsys, *command_line(command, place))


def test_that_the_columns_of_a_table_are_told_beside_it(tmp_path):
    assert answer("confront", "--out", tmp_path / "x.csv") == 0
    description = (tmp_path / "x.csv-metadata.json").read_text(encoding="utf-8")
    assert [f'"titles": "{column}"' in description for column in LINES.columns] == [True, True]

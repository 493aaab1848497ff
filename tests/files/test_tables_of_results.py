"""A table is written with its description beside it, and overwrites nothing but a table that fits its description."""

import json
from pathlib import Path

import pytest
from tests.files.seeds import LINES, look

from hinterland.core.fault import Fault
from hinterland.files import exchange, mark, output


def write(out: Path, lines=LINES, *inputs: Path, **beside: str) -> None:
    with output.table(out, "confront", inputs, beside=[f"{n}.md" for n in beside]) as keep:
        keep(lines, {f"{name}.md": text for name, text in beside.items()})


def fault(out: Path, *inputs: Path, **beside: str) -> str:
    before = look(out.parent)
    with pytest.raises(Fault) as caught, output.table(out, "confront", inputs, beside=[f"{n}.md" for n in beside]):
        pytest.fail("nothing is written there")
    assert look(out.parent) == before
    return str(caught.value)


@pytest.mark.usefixtures("steps")
def test_that_a_table_is_described_in_the_form_of_csv_on_the_web(tmp_path):
    out = tmp_path / "new" / "x.csv"
    for lines in (LINES, LINES, LINES.iloc[:1]):
        write(out, lines)
    assert out.read_text(encoding="utf-8") == "claim,low end\nA1,1.5\n"
    described = json.loads((tmp_path / "new" / "x.csv-metadata.json").read_text(encoding="utf-8"))
    assert described["@context"] == "http://www.w3.org/ns/csvw"
    assert described["url"] == "x.csv"
    assert described["tableSchema"] == {"columns": [{"titles": "claim", "name": "claim"}, {"titles": "low end"}]}
    assert described["hinterland:written"]["command"] == "confront"
    assert mark.digest_of(out) in described["hinterland:written"]["files"]["x.csv"]
    assert len(described["hinterland:written"]["files"]["x.csv"]) == 2
    assert len(list(out.parent.iterdir())) == 2


def test_that_a_table_and_its_description_keep_their_modes(tmp_path):
    out, described = tmp_path / "x.csv", tmp_path / "x.csv-metadata.json"
    write(out)
    out.chmod(0o640)
    described.chmod(0o600)
    write(out, LINES.iloc[:1])
    assert [path.stat().st_mode & 0o777 for path in (out, described)] == [0o640, 0o600]


@pytest.mark.parametrize("text", ["mine", "", "claim,low end\nA1,1.5\nA2,2.0\n"])
def test_that_a_table_of_the_users_own_is_kept(tmp_path, text):
    out = tmp_path / "x.csv"
    out.write_text(text, encoding="utf-8")
    assert "x.csv: is not a file that hinterland wrote" in fault(out)


def test_that_a_table_that_was_changed_since_is_kept(tmp_path):
    out = tmp_path / "x.csv"
    write(out)
    out.write_text(out.read_text(encoding="utf-8") + "A3,3\n", encoding="utf-8")
    assert "was changed since" in fault(out)


def test_that_a_table_changed_during_the_run_is_kept(tmp_path):
    out = tmp_path / "x.csv"
    write(out)
    with output.table(out, "confront") as keep:
        out.write_text("mine", encoding="utf-8")
        with pytest.raises(Fault, match="was changed since"):
            keep(LINES)
    assert out.read_text(encoding="utf-8") == "mine"
    assert len(list(tmp_path.iterdir())) == 2


def test_that_a_table_changed_at_the_last_moment_is_kept(tmp_path, monkeypatch):
    out = tmp_path / "x.csv"
    write(out)
    like = exchange._like

    def late(made: Path, there: Path) -> None:
        like(made, there)
        out.write_text("mine", encoding="utf-8")

    monkeypatch.setattr(exchange, "_like", late)
    with pytest.raises(Fault, match="was changed since"):
        write(out, LINES.iloc[:1])
    assert out.read_text(encoding="utf-8") == "mine"


def test_that_a_table_made_by_another_during_the_run_is_kept(tmp_path):
    out = tmp_path / "x.csv"
    with output.table(out, "confront") as keep:
        out.write_text("mine", encoding="utf-8")
        with pytest.raises(Fault, match="is not a file that hinterland wrote"):
            keep(LINES)
    assert [p.name for p in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("with_table", [True, False])
def test_that_a_description_of_the_users_own_is_kept(tmp_path, with_table):
    out, described = tmp_path / "x.csv", tmp_path / "x.csv-metadata.json"
    if with_table:
        write(out)
        description = json.loads(described.read_text(encoding="utf-8"))
        described.write_text(json.dumps(description | {"dc:title": "my title"}), encoding="utf-8")
    else:
        described.write_text('{"mine": 1}', encoding="utf-8")
    assert "x.csv-metadata.json: would be replaced" in fault(out)


def test_that_a_description_that_is_a_link_is_kept(tmp_path):
    out, described = tmp_path / "x.csv", tmp_path / "x.csv-metadata.json"
    write(out)
    described.rename(tmp_path / "mine.json")
    described.symlink_to("mine.json")
    assert "would be replaced" in fault(out)


def test_that_a_table_whose_description_was_taken_from_another_is_kept(tmp_path):
    write(tmp_path / "x.csv")
    (tmp_path / "y.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "y.csv-metadata.json").write_bytes((tmp_path / "x.csv-metadata.json").read_bytes())
    assert "is not a file that hinterland wrote" in fault(tmp_path / "y.csv")


def test_that_a_link_is_followed_and_stays_and_the_description_stands_by_the_table(tmp_path):
    (tmp_path / "disk").mkdir()
    write(tmp_path / "disk" / "real.csv")
    link = tmp_path / "x.csv"
    link.symlink_to("disk/real.csv")
    write(link, LINES.iloc[:1])
    assert link.is_symlink()
    assert (tmp_path / "disk" / "real.csv").read_text(encoding="utf-8") == "claim,low end\nA1,1.5\n"
    assert sorted(p.name for p in (tmp_path / "disk").iterdir()) == ["real.csv", "real.csv-metadata.json"]
    assert [p.name for p in tmp_path.iterdir() if p.is_file()] == ["x.csv"]


def test_that_a_link_to_a_table_of_the_users_own_is_refused(tmp_path):
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "x.csv").symlink_to("mine.csv")
    assert "is not a file that hinterland wrote" in fault(tmp_path / "x.csv")
    (tmp_path / "y.csv").symlink_to("absent.csv")
    assert "link to nothing" in fault(tmp_path / "y.csv")


def test_that_a_hard_link_to_a_table_keeps_what_it_holds(tmp_path):
    write(tmp_path / "x.csv")
    (tmp_path / "kept.csv").hardlink_to(tmp_path / "x.csv")
    write(tmp_path / "x.csv", LINES.iloc[:1])
    assert (tmp_path / "kept.csv").read_text(encoding="utf-8") == "claim,low end\nA1,1.5\nA2,2.0\n"


@pytest.mark.parametrize("how", ["itself", "link", "hard link", "link as output", "description"])
def test_that_an_output_that_is_an_input_is_refused_also_where_it_is_ours(tmp_path, how):
    out = given = tmp_path / "x.csv"
    write(out)
    if how == "link":
        given = tmp_path / "mine.csv"
        given.symlink_to(out)
    elif how == "hard link":
        given = tmp_path / "mine.csv"
        given.hardlink_to(out)
    elif how == "link as output":
        out = tmp_path / "out.csv"
        out.symlink_to(given)
    elif how == "description":
        given = tmp_path / "x.csv-metadata.json"
    assert "which this command reads" in fault(out, given)


def test_that_a_folder_a_device_and_a_read_only_table_are_refused(tmp_path):
    assert "is a folder" in fault(tmp_path)
    with pytest.raises(Fault, match="device"):
        write(Path("/dev/null"))
    write(tmp_path / "x.csv")
    (tmp_path / "x.csv").chmod(0o444)
    assert "read-only" in fault(tmp_path / "x.csv")


def test_that_a_name_that_leaves_no_room_for_the_description_is_refused(tmp_path):
    assert "File name too long" in fault(tmp_path / ("n" * 250))


def test_that_a_page_beside_a_table_is_marked_with_it_and_kept_where_it_is_anothers(tmp_path):
    out, page = tmp_path / "systems.csv", tmp_path / "systems.md"
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    write(out, systems="first")
    write(out, systems="second")
    assert page.read_text(encoding="utf-8") == "second"
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"
    page.write_text("my own page", encoding="utf-8")
    assert "systems.md: was changed since" in fault(out, systems="third")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "systems.md").write_text("mine", encoding="utf-8")
    assert "is not a file that hinterland wrote" in fault(tmp_path / "other" / "systems.csv", systems="third")


def test_that_files_of_the_project_are_written_anew_whole_and_through_links(tmp_path):
    (tmp_path / "real.md").write_text("old", encoding="utf-8")
    (tmp_path / "page.md").symlink_to("real.md")
    output.renew({tmp_path / "page.md": "new", tmp_path / "other.md": "other"})
    assert (tmp_path / "page.md").is_symlink()
    assert (tmp_path / "real.md").read_text(encoding="utf-8") == "new"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["other.md", "page.md", "real.md"]

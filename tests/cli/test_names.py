"""Commands find names in any spelling, say what they read a name as, and refuse unknown ones before a war is played."""

import pytest

from hinterland.cli import main

CLAIMS = """id,quantity,region,date_from,date_to,best,unit,said_by
A1,rails.cut,belarus,1943-08-03,1943-09-15,90000,rails,soviet
A2,rails.cut,Belorussia,1943-08-03,1943-09-15,90000,rails,soviet
A3,rails.cut,Lwów,1943-08-03,1943-09-15,90000,rails,soviet
A4,rails.cut,Moldavia,1943-08-03,1943-09-15,90000,rails,soviet
A5,rails.cut,Belarus/Leningrad,1943-08-03,1943-09-15,90000,rails,soviet
"""


@pytest.fixture(autouse=True)
def unplayed(monkeypatch, tmp_path):
    """Let no war be played, in this process or in another, and begin in an empty folder."""

    def played(*_: object, **__: object) -> None:
        raise AssertionError("a war was played")

    monkeypatch.setattr("hinterland.engine.run.play", played)
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.play", played)
    monkeypatch.chdir(tmp_path)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must be refused, and return its one line."""
    assert main.answer(arguments) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("hinterland: ")
    assert printed.err.count("\n") == 1, printed.err
    return printed.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("claims --region Belaruss", "there is no region 'Belaruss'; perhaps you mean Belarus"),
        ("claims --region Moldavia", "can mean more than one; give Moldova or romania_moldavia"),
        ("claims --quantity rails.cutt", "perhaps you mean rails.cut"),
        ("claims --said-by sovjet", "there is no speaker 'sovjet'; perhaps you mean soviet"),
        ("claims --said-by historian:Gogunn", "there is no author 'Gogunn'; perhaps you mean Gogun"),
        ("claims --conflict strenght_1941", "perhaps you mean strength_1941"),
        ("claims --from 3.8.1943", "year first"),
        ("claims --from 1944 --to 1943", "--to 1943-12-31 comes before --from 1944-01-01; exchange them"),
        ("claims --from 1943-13", "--from '1943-13' is not a day of the calendar"),
        ("claims --to soon", "--to 'soon' is not a date"),
        ("schedule --scenario histroy", "there is no scenario 'histroy'; perhaps you mean history"),
        ("systems --only Y10 --page .. --out ../systems.csv", "--page writes too"),
        ("systems --only Y10 --draws posterior --page ..", "the page is made of a count without --draws"),
        ("explain Kovpakk", "perhaps you mean kovpak"),
        ("explain rail.gards_half", "perhaps you mean rail.guards_half"),
        ("explain Xyzzy", "the ledger knows nothing called 'Xyzzy'"),
        ("run --set rail.gards_half=9", "perhaps you mean rail.guards_half"),
        ("run --set rail.guards_half=9 --set RAIL.GUARDS_HALF=8", "--set gives rail.guards_half twice"),
        ("run --set rail.guards_half=nan", "which is no finite number"),
        ("run --from 3.8.1943", "year first"),
        ("run --to Aug.1943", "--to 'Aug.1943' is not a date"),
        ("run --from 1946", "--from 1946 lies outside the war"),
        ("railway between bresst minsk", "there is no junction 'bresst'; perhaps you mean brest"),
        ("railway cut smolesnk", "perhaps you mean smolensk"),
        ("railway vital west", "there is no army group 'west'; give one of north, centre, south"),
        ("railway cut minsk --on soon", "--on 'soon' is not a date"),
        ("railway overview --from 08/03/1943", "year first"),
        ("railway compare no_airlfit --members 2", "no_airlift"),
        ("systems --only Y99", "there is no system 'Y99'"),
        ("systems --kind workz", "there is no kind of line 'workz'; perhaps you mean works"),
        ("patterns --scenario histroy", "history"),
        ("confront --scenario histroy", "history"),
    ],
)
def test_that_an_unknown_name_is_refused_before_anything_is_played(arguments, words, capsys):
    assert words in refused(capsys, *arguments.split())


def test_that_an_empty_name_is_no_name_and_an_empty_date_no_date(capsys):
    assert "is empty" in refused(capsys, "claims", "--region", "")
    assert "holds no word" in refused(capsys, "claims", "--text", "")
    assert "is not a date" in refused(capsys, "run", "--from", "")
    assert "the name of the junction is empty" in refused(capsys, "railway", "cut", "")


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[str, str]:
    """Run a command that must succeed, and return what it prints and what it tells beside."""
    assert main.answer(arguments) == 0
    printed = capsys.readouterr()
    return printed.out, printed.err


def test_that_a_command_says_what_it_read_a_name_as(capsys):
    plain, nothing = answered(capsys, "claims", "--region", "Belarus", "--csv")
    other, beside = answered(capsys, "claims", "--region", "Белоруссия", "--csv")
    assert (other, nothing) == (plain, "")
    assert beside == "Белоруссия is read as Belarus\n"
    assert answered(capsys, "claims", "--region", "BELARUS", "--csv") == (plain, "")


def test_that_words_are_looked_for_in_any_order_and_script(capsys):
    found = [answered(capsys, "claims", "--text", text) for text in ("Kovpak", "Kowpak", "Ковпак")]
    assert found[0][0].splitlines()[-1] == "11 claims"
    assert found[1] == found[2] == found[0]


def test_that_a_person_is_explained_in_cyrillic_and_a_parameter_in_capitals(capsys):
    assert answered(capsys, "explain", "Ковпак")[0].startswith("person Sydir Kovpak\n")
    assert answered(capsys, "explain", "RAIL.Guards-Half")[0].startswith("parameter rail.guards_half = 9 ")


def test_that_regions_of_a_file_follow_the_same_rule(tmp_path, monkeypatch):
    """The file is asked as `confront` asks it; no war is needed to know which claims can be."""
    from hinterland.evidence.read import read_file
    from hinterland.study.claims.ledger_of_package import ledger_of_package
    from hinterland.study.claims.question import Question, ask
    from hinterland.theatre.assemble import load as theatre

    (tmp_path / "mine.csv").write_text(CLAIMS, encoding="utf-8")
    ledger = ledger_of_package()
    asked = {c.id: ask(c, ledger, theatre(3)) for c in read_file(tmp_path / "mine.csv", ledger.known()).claims}
    assert [name for name, one in asked.items() if isinstance(one, Question)] == ["A1", "A2", "A3"]
    assert (asked["A2"].true.region, asked["A2"].adjusted) == ("Belarus", "Belorussia is read as Belarus")
    assert (asked["A3"].true.region, asked["A3"].adjusted) == ("Lvov", "Lwów is read as Lvov")
    assert "give Moldova or romania_moldavia" in asked["A4"].reason
    assert "write Belarus+Leningrad for the land of all together" in asked["A5"].reason

"""A scenario takes no other type and no other encoding than it says: each is told in one line, and none is an error."""

import pytest

from hinterland.cli import main
from hinterland.core.fault import Fault
from hinterland.study.scenarios import scenario_files

GOOD = 'title = "A test"\nwithout = ["airlift"]\n\n[parameters]\n"rail.guards_half" = 12\n'
SPELL = {"from": "1941-11-01", "to": "1942-02-28", "degrees": "5"}


def spell(**changed: str) -> str:
    """Return a scenario with one spell of weather."""
    return "[[warmer]]\n" + "".join(f"{key} = {value}\n" for key, value in (SPELL | changed).items())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (spell(degrees="nan"), 4, ["degrees is nan", "-30 to 30"]),
        (spell(degrees="-inf"), 4, ["degrees is -inf", "-30 to 30"]),
        (spell(degrees="true"), 4, ["degrees is not a number"]),
        (spell(degrees='"5"'), 4, ["degrees is not a number"]),
        (spell(**{"from": "1941-11-01T00:00:00"}), 2, ["from is a date with a time; write a date, such as 1941-11-01"]),
        (spell(to="1942-02-28T12:00:00Z"), 3, ["to is a date with a time; write a date, such as 1942-02-28"]),
        (spell(to="12:00:00"), 3, ["to datetime.time(12, 0) is not a date"]),
        (spell(to='"3.11.1941"'), 3, ["to '3.11.1941' is not a date", "year first"]),
        (spell(to="1942"), 3, ["to 1942 is not a date; write '1942'"]),
        (spell(degress="5"), 5, ["degress", "perhaps you mean degrees"]),
        (spell() + spell(degrees="nan"), 8, ["degrees is nan"]),
        (spell() + spell(to="1946-01-01"), 7, ["1946-01-01 lies outside the war"]),
        ('tonnes = 1\ntitle = "x"\n' + spell(to="5"), 1, ["unknown key 'tonnes'"]),
        ('title = "to x"\n' + spell(to="5"), 4, ["to 5 is not a date"]),
        ('title = "x"\nparameters = {"rail.guards_half" = nan}\n', 2, ["rail.guards_half is nan"]),
        ("warmer = 5\n", 1, ["warmer is not a list of spells"]),
        ("[warmer]\nfrom = 1941-11-01\n", 1, ["warmer is not a list of spells"]),
        ('[parameters]\n"rail.guards_half" = nan\n', 2, ["rail.guards_half is nan"]),
        ('[parameters]\n"rail.guards_half" = inf\n', 2, ["rail.guards_half is inf"]),
        (f'[parameters]\n"rail.guards_half" = 1{"0" * 400}\n', 2, ["rail.guards_half is inf"]),
        ("[scaled]\nairlift = nan\n", 2, ["airlift is scaled by nan", "0 to 10"]),
        ("text = 3\n", 1, ["text is not text"]),
        ('title = "x"\nwithout = ["airlifts"]\n', 2, ["no switch or decision 'airlifts'", "airlift"]),
        ("[scaled]\nairlifts = 2\n", 2, ["no switch or decision 'airlifts'", "airlift"]),
        ('[parameters]\n"rail.gards_half" = 9\n', 2, ["no parameter 'rail.gards_half'", "rail.guards_half"]),
        ('[parameters]\n"rail.guards_half" = 900\n', 2, ["rail.guards_half = 900 lies outside its range"]),
    ],
)
def test_that_what_is_no_value_of_a_key_is_told_with_its_line(text, line, words, tmp_path, capsys):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    given = ["run", "--scenario", str(path), "--resolution", "3", "--to", "1942-02-28", "--out", str(tmp_path / "out")]
    assert main.answer(given) == 2
    printed = capsys.readouterr().err
    assert printed.startswith(f"hinterland: {path}:{line}: ")
    assert printed.count("\n") == 1
    for word in words:
        assert word in printed
    assert list(tmp_path.iterdir()) == [path]


def test_that_a_mark_of_byte_order_and_the_line_ends_of_any_system_are_read(tmp_path):
    path = tmp_path / "mine.toml"
    for ends in ("\n", "\r\n", "\r"):
        path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", ends).encode())
        scenario = scenario_files.load(path)
        assert (scenario.title, scenario.parameters) == ("A test", {"rail.guards_half": 12.0})


@pytest.mark.parametrize(
    ("encoding", "words"), [("utf-16", "looks like UTF-16;"), ("utf-16-le", "looks like UTF-16 without its mark;")]
)
def test_that_a_scenario_in_another_encoding_is_told_so(encoding, words, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_bytes(GOOD.encode(encoding))
    with pytest.raises(Fault, match=f"mine[.]toml: the text {words} save the file as UTF-8"):
        scenario_files.load(path)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title = " + "[" * 5000 + "]" * 5000 + "\n", "nested too deep"),
        (f"title = 1{'0' * 5000}\n", "is not TOML"),
        ("[[warmer]]\nfrom = 1942-02-31\n", "is not TOML"),
        ('{"title": "x"}', "the file is JSON"),
        ("", "the file is empty"),
    ],
    ids=["brackets", "digits", "day", "json", "empty"],
)
def test_that_what_the_reader_of_toml_cannot_take_is_one_fault(text, words, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Fault, match=words) as caught:
        scenario_files.load(path)
    assert caught.value.path == path
    assert "\n" not in str(caught.value)


def test_that_a_scenario_whose_name_does_not_end_in_toml_is_told_so(tmp_path):
    path = tmp_path / "mine.txt"
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(Fault, match=r"mine[.]txt: the name of the file does not end in [.]toml"):
        scenario_files.load(path)


VALUES = (
    '"x"', "5", "-5", "1.5", "nan", "inf", "-inf", "true", "1941-11-01", "1941-11-01T00:00:00", "1941-11-01T00:00:00Z",
    "12:00:00", "[]", "[1]", '["x"]', "[[]]", "{}", "{a = 1}", "{a = {b = 1}}", "[{}]", "[{a = 1}]", "1" + "0" * 400,
    "0x10", "1_000", "'x'",
)  # fmt: skip
KEYS = (
    *scenario_files.KEYS, "parameters.rail", "parameters.rail.guards_half", '"parameters"."rail.guards_half"',
    "scaled.airlift", "scaled.airlift.x", "warmer.from", "title.x", "without.x", "other",
)  # fmt: skip


@pytest.mark.parametrize("value", VALUES)
def test_that_every_key_takes_a_value_of_its_type_or_is_told_so_in_one_line(value, tmp_path):
    path = tmp_path / "mine.toml"
    texts = [*(f"{key} = {value}\n" for key in KEYS), *(spell(**{key: value}) for key in (*SPELL, "other"))]
    for text in texts:
        path.write_text(text, encoding="utf-8")
        try:
            scenario = scenario_files.load(path)
        except Fault as fault:
            message = str(fault)
        else:
            message = f"{path}:"
            assert all(abs(number) < float("inf") for number in scenario.parameters.values())
            assert all(abs(degrees) <= 30 for _, _, degrees in scenario.warmer)
            assert all(0 <= factor <= 10 for _, factor in scenario.scaled)
        assert message.startswith(f"{path}:")
        assert "\n" not in message


def test_that_a_month_or_a_year_in_a_scenario_means_its_first_or_its_last_day(tmp_path):
    path = tmp_path / "mine.toml"
    for given, meant in (("1941-11", "1942-02"), ("1941-11-01", "1942-02-28")):
        path.write_text(spell(**{"from": f'"{given}"', "to": f'"{meant}"'}), encoding="utf-8")
        assert scenario_files.load(path).warmer == ((132, 251, 5.0),)
    path.write_text(spell(**{"from": '"1941"', "to": '"1945"'}), encoding="utf-8")
    assert scenario_files.load(path).warmer == ((0, 1417, 5.0),)


def test_that_names_of_a_scenario_are_known_in_any_case(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        'without = ["AIRLIFT"]\n[parameters]\n"Rail.Guards_Half" = 9\n[scaled]\nRaid = 2\n', encoding="utf-8"
    )
    scenario = scenario_files.load(path)
    assert scenario.without == {"airlift"}
    assert scenario.parameters == {"rail.guards_half": 9.0}
    assert scenario.scaled == (("raid", 2.0),)

"""What `hinterland explain` says of common words, and of quantities that the study works out."""

import pytest

from hinterland.cli import declared, main
from hinterland.core.fault import Fault
from hinterland.engine import catalogue
from hinterland.engine.day import SCHEDULE
from hinterland.engine.quantities import NAMES
from hinterland.engine.quantities import find as played
from hinterland.evidence.registry import quantities
from hinterland.study.catalogue.worked_out import made_of, worked_out
from hinterland.study.measurement.measure import MADE, OTHER, find

ANSWERED = [name for name in quantities() if find(name) is not None]


def printed(capsys: pytest.CaptureFixture[str], name: str) -> list[str]:
    """Explain a name and return the lines that are printed."""
    assert main.answer(("explain", name)) == 0
    return capsys.readouterr().out.splitlines()


def test_that_a_common_word_gets_a_short_list_with_meanings(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    lines = printed(capsys, "strength")
    assert lines[0] == "Quantities that fit 'strength', the best first:"
    assert lines[1].startswith("  partisans.strength  [person]  Soviet partisans in the field")
    assert len(lines) == 6


def test_that_a_word_that_fits_one_quantity_explains_it(capsys):
    lines = printed(capsys, "rescued")
    assert lines[0] == "rescued is read as civilians.rescued"
    assert lines[1].startswith("quantity civilians.rescued  [person]")


def test_that_another_form_of_a_word_finds_the_same_quantities(capsys):
    for word in ("deported", "deportation"):
        assert printed(capsys, word)[1].startswith("  people.deported  [person]")


@pytest.mark.parametrize("word", ["reprisal", "murdered", "hostages", "villages burned", "civilians.killed"])
def test_that_words_about_the_dead_come_with_what_the_model_can_say_of_them(word, capsys):
    shown = " ".join(" ".join(printed(capsys, word)).split())
    assert "only as sums by oblast and month" in shown
    assert shown.index("[person]" if word != "villages burned" else "[village]") < shown.index("only as sums")


def test_that_the_caution_about_victims_stands_beside_nothing_else(capsys):
    assert "oblast and month" not in " ".join(printed(capsys, "rails.cut"))


def test_that_quantities_come_before_an_operation_whose_name_holds_the_word(capsys):
    lines = printed(capsys, "rails")
    assert lines[1].startswith("  rails.cut  [rail]")
    assert "operation Rails War" in lines
    assert printed(capsys, "Rails War")[0] == "operation Rails War"


def test_that_a_subsystem_is_followed_by_quantities_of_its_name(capsys):
    lines = printed(capsys, "reprisals")
    assert lines[0].startswith("subsystem reprisals ")
    assert any(line.startswith("  reprisals.count  [") for line in lines)


@pytest.mark.parametrize("name", ["attacks.min_people", "staffs.added_by_brigade", "rail.step"])
def test_that_a_name_with_its_group_is_followed_by_no_other_quantities(name, capsys):
    lines = printed(capsys, name)
    assert name in lines[0]
    assert [line for line in lines if "that fit" in line or "victims" in line] == []


def test_that_no_quantity_that_is_answered_is_called_unmade(capsys):
    assert len(ANSWERED) > 300
    assert set(ANSWERED) - set(declared.names()) == set()
    assert not [line for line in printed(capsys, "partisans.ever") if "makes no figure" in line]
    assert printed(capsys, "sniper.kills")[0] == "The model makes no figure of it: it is claimed alone."


@pytest.mark.parametrize("name", [m.name for m in MADE])
def test_that_a_quantity_that_is_worked_out_names_its_parts_its_note_and_their_kernels(name):
    (measure,) = (m for m in MADE if m.name == name)
    lines = declared.measure(name)
    (formula,) = (line for line in lines if line.startswith("  worked out from a run: "))
    assert all(part in formula for part in (*measure.over, *measure.under, measure.note))
    for part in made_of(measure):
        assert played(part)
        assert any(line.startswith((f"    {part} is produced by ", f"    {part} is set by ")) for line in lines)


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("axis.losses", "axis.dead + axis.wounded"),
        ("axis.dead_without_natives", "axis.dead - natives.dead"),
        ("railway.capacity_loss", "100 - 100 x line.capacity / line.capacity_whole"),
        ("civilians.killed_share", "100 x civilians.killed / (civilians.killed + partisans.dead)"),
        ("partisans.strength_max", "partisans.strength; the highest day of the period"),
        ("line.closure_days", "0.04167 x line.closed_hours; of each day the hours for which the way along the line"),
        ("intelligence.underestimate", "partisans.strength / partisans.strength; the second as the german side"),
    ],
)
def test_that_the_formula_is_that_of_the_measure(name, formula):
    measure = find(name)
    assert measure is not None
    assert worked_out(measure).startswith(formula)


def test_that_the_reason_why_no_figure_is_made_is_printed(capsys):
    name = "axis.guard_companies"
    text = " ".join(" ".join(printed(capsys, name)).split())
    assert text.startswith(f"The model makes no figure of it: {OTHER[name]}. quantity {name} ")


def test_that_a_name_that_nothing_bears_is_refused_with_the_nearest(capsys):
    assert main.answer(("explain", "partisns.strength")) == 2
    assert "perhaps you mean" in capsys.readouterr().err


def test_that_formulas_with_takes_have_words_for_each():
    lacking = [m.name for m in MADE if m.take and "; " not in worked_out(m)]
    assert lacking == []
    with pytest.raises(Fault):
        played("partisans.ever")


def test_that_a_claim_in_words_says_what_is_asked_of_a_run_or_why_nothing_is(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    assert any(line.startswith("  asked of a run: Only a part is asked: ") for line in printed(capsys, "S560"))
    assert any(line.startswith("  not tested: ") for line in printed(capsys, "S448"))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("drives.raw_effect", "parameter drives.raw_effect = 0.5 (share or factor, without unit), plausible 0 to 1"),
        ("staffs.enabled", "parameter staffs.enabled = 1 (switch: 0 or 1)"),
        ("drives.slip_chance", "parameter drives.slip_chance = 0.5 1/day, plausible 0.05 to 1 (log)"),
    ],
)
def test_that_a_parameter_without_a_unit_says_what_it_is(capsys, monkeypatch, name, line):
    monkeypatch.setenv("COLUMNS", "300")
    assert printed(capsys, name)[0] == line


def test_that_a_list_of_many_kernels_says_how_it_is_ordered():
    lines = declared.quantity("partisans.strength")
    (head,) = (line for line in lines if "written by" in line)
    assert head.endswith(declared.ORDER)
    kernels = lines[lines.index(head) + 1 :][: int(head.split()[2])]
    raised = [line.startswith("    produced by ") for line in kernels]
    assert raised == sorted(raised, reverse=True)
    assert 0 < sum(raised) < len(raised)


def test_that_columns_are_named_and_not_numbered():
    assert "  as the Soviet side said: staffs.reported (rails)" in declared.quantity("rails.cut")
    assert "12 values per atom: rails, trains, bridges" in declared.state("staffs.reported")[0]


def test_that_a_parameter_is_found_without_its_group_where_one_group_has_it(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    lines = printed(capsys, "guards_half")
    assert lines[0] == "guards_half is read as rail.guards_half"
    assert lines[1:] == printed(capsys, "rail.guards_half")


def test_that_a_parameter_of_many_groups_is_listed_with_value_and_meaning_of_each(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    known = {p["name"]: p for p in catalogue.parameters() if p["name"].endswith(".enabled")}
    head, *lines = printed(capsys, "enabled")
    assert head == f"Parameters called 'enabled', {len(known)} of them; each is explained by its whole name:"
    assert {line.split()[0]: line.partition("  " + known[line.split()[0]]["doc"])[1] for line in lines} == {
        name: "  " + p["doc"] for name, p in known.items()
    }


def test_that_a_quantity_comes_before_a_parameter_of_its_noun(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    lines = printed(capsys, "killed_share")
    at = lines.index("Parameters called 'killed_share', 1 of them; each is explained by its whole name:")
    assert any(line.strip().startswith("civilians.killed_share ") for line in lines[:at])
    assert "bombing.killed_share = " in lines[at + 1]


def test_that_a_parameter_without_its_group_can_be_listed(capsys):
    assert main.answer(("parameters", "guards_half", "--csv")) == 0
    assert [line.partition(",")[0] for line in capsys.readouterr().out.splitlines()] == ["name", "rail.guards_half"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("line.reported_lost", "as the Soviet side said: reports.soviet_trains_stopped"),
        ("line.reported_whole", "as the Soviet side said: reports.soviet_trains_undamaged"),
        ("rails.reported_by_units", "as Soviet units reported: reports.soviet_rails"),
        ("axis.dead_reported_by_units", "as Soviet units reported: reports.soviet_axis_dead"),
    ],
)
def test_that_a_figure_that_somebody_reported_names_who_and_is_not_called_true(name, said):
    lines = declared.quantity(name)
    assert [line for line in lines if ": reports." in line] == [f"  {said}"]


def test_that_no_quantity_made_of_reports_alone_is_called_true():
    reporting = {name for name, one in SCHEDULE.subsystems.items() if one.part == "reporting"}
    true = [line for name in NAMES for line in declared.quantity(name) if line.startswith("  true: ")]
    assert len(true) > 290, "nearly all of the quantities are made by the model"
    assert [line for line in true if reporting >= {path.partition(".")[0] for path in line[8:].split(", ")}] == []

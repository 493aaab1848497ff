"""Rival explanations on made-up runs: the one that made the claims is preferred, and the page says what is known."""

import numpy as np
import pytest
from tests.study.causation.made_up_explanations import ASKS, PAIR, QUESTIONS, RUNS, made_up

import hinterland as hl
from hinterland.core.fault import Fault
from hinterland.evidence.registry import of_victims
from hinterland.report.explanations import carriers, page, patterns, rows, sentence
from hinterland.study.causation import explanation_files
from hinterland.study.causation.explanations import ASKED, BOTH, FREE, weight_of_evidence


@pytest.fixture(scope="module")
def found():
    """Return the evidence of claims that the first of two explanations made; the other has the wrong trend."""
    return weight_of_evidence(PAIR, {"joining_pushed": made_up(), "history": made_up(by_year=0.9)})


def lines(found, of=ASKED, part=BOTH, level=FREE):
    table = found.table
    chosen = table[(table["of"] == of) & (table["part"] == part) & (table["level"] == level)]
    return chosen.set_index("explanation")


@pytest.mark.parametrize("part", ["both", "shown", "held out"])
@pytest.mark.parametrize("of", ["asked", "all"])
def test_that_the_explanation_that_made_the_claims_is_preferred_on_every_part(found, of, part):
    table = lines(found, of, part)
    assert table.loc["joining_pushed", "weight"] > 0.9
    assert table.loc["history", "difference"] < 0
    assert table.loc["history", "apart"]
    assert table["claims"].nunique() == 1


def test_that_equal_explanations_get_equal_weight_and_the_sentence_says_so():
    even = weight_of_evidence(PAIR, {"joining_pushed": made_up(), "history": made_up()})
    assert set(even.table["weight"]) == {0.5}
    assert "cannot tell the explanations apart" in sentence(even)
    assert not even.table["apart"].any()


def test_that_a_notebook_shows_the_question_and_the_weight_of_each_explanation(found):
    table, shown = lines(found), found._repr_html_()
    assert PAIR.question in shown
    assert [f"<th>{name}</th><td>weight {table.loc[name, 'weight']:.2f}, on " in shown for name in table.index] == [
        True,
        True,
    ]


def test_that_order_does_not_matter(found):
    turned = PAIR._replace(explanations=PAIR.explanations[::-1])
    other = weight_of_evidence(turned, {"history": made_up(by_year=0.9), "joining_pushed": made_up()})
    assert other.table.equals(found.table)
    assert other.claims.equals(found.claims)
    assert rows(other, ASKED, BOTH, FREE) == rows(found, ASKED, BOTH, FREE)[::-1]


def test_that_a_level_off_by_a_common_factor_is_no_evidence_of_note_where_it_is_free():
    off = weight_of_evidence(PAIR, {"joining_pushed": made_up(), "history": made_up(off=1.2)})
    free, fixed = (lines(off, level=level).loc["history", "difference"] for level in (FREE, "as played"))
    assert fixed < -20
    assert fixed / 4 < free < 0


def test_that_no_claim_of_victims_is_scored_and_every_quantity_of_the_question_bears_on_it(found):
    assert any(of_victims(q.claim.quantity) for q in QUESTIONS)
    assert not any(of_victims(name) for name in found.claims["quantity"])
    assert set(found.claims[found.claims["asked"]]["quantity"]) <= set(ASKS.quantities)
    assert found.claims["asked"].any()
    assert not found.claims["asked"].all()


def test_that_sums_are_those_of_the_lines_of_claims(found):
    own = found.claims[found.claims["asked"]]
    assert lines(found)["log_density"].to_dict() == pytest.approx(
        own.groupby("explanation")["log_density"].sum().to_dict()
    )


def test_that_the_page_says_which_is_preferred_and_what_the_other_gets_wrong(found):
    text = page(found)
    assert text.startswith(f"# {ASKS.question}\n")
    assert "speak most for `joining_pushed`, and against `history`" in text
    by_year = {row[0]: [float(one) for one in row[2:]] for row in patterns(found, "year")}
    pushed, history = np.array([by_year[year] for year in sorted(by_year)]).T
    assert history[0] > 1.5 * history[-1]
    assert abs(np.log(pushed[0] / pushed[-1])) < 0.5
    assert all(len(row) == 8 for row in carriers(found))


def test_that_explanations_on_different_draws_are_refused():
    other = made_up()._replace(draw=np.arange(RUNS) + 1)
    with pytest.raises(Fault, match="different draws"):
        weight_of_evidence(PAIR, {"joining_pushed": made_up(), "history": other})


@pytest.mark.parametrize("name", explanation_files.names())
def test_that_every_question_of_the_library_holds_three_rivals_that_history_joins(name):
    asked = explanation_files.load(name)
    assert asked.question.endswith("?")
    assert len(asked.explanations) >= 4
    assert all(one.says and one.scenario.title for one in asked.explanations)
    assert not next(one for one in asked.explanations if one.name == "history").scenario.parameters
    played = {q.claim.quantity for q in QUESTIONS}
    assert set(asked.quantities) <= played


def test_that_what_an_explanation_turns_off_is_a_motive_and_nothing_else():
    """The one without motives turns off what any other turns off, and each other leaves one of them on."""
    off = {one.name: set(one.scenario.parameters) for one in ASKS.explanations}
    none = off.pop("joining_where_possible")
    assert set().union(*off.values()) == none
    assert all(motive < none for motive in off.values())
    assert all(set(one.scenario.parameters.values()) <= {0.0} for one in ASKS.explanations)
    assert not any(one.scenario.without for one in ASKS.explanations)


GOOD = """question = "Why?"
text = ""
quantities = ["partisans.strength"]
[[explanations]]
scenario = "history"
says = "All."
[[explanations]]
scenario = "no_radio"
says = "None."
"""


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        (GOOD.replace("no_radio", "no_radios_at_all"), "there is no scenario", 8),
        (GOOD.replace("no_radio", "history"), "history is given twice", 8),
        (GOOD.replace("partisans.strength", "partisans.strenght"), "there is no quantity", 3),
        (GOOD.replace("partisans.strength", "civilians.killed"), "counts victims", 3),
        (GOOD.replace('["partisans.strength"]', "[]"), "quantities is not a list", 3),
        (GOOD[: GOOD.rindex("[[")], "explanations is not a list of two or more", 4),
        (GOOD.replace('scenario = "no_radio"\n', ""), "an explanation has no scenario", 7),
        (GOOD + 'weight = "1"\n', "unknown key 'weight' of an explanation", 10),
        (GOOD.replace('question = "Why?"\n', ""), "question is missing", 1),
        (GOOD + '[[literature]]\nsource = "nobody"\npoint = ""\nverified = "memory"\n', "there is no source", 11),
        ("question = [", "is not TOML", 1),
    ],
)
def test_that_a_file_that_is_none_is_refused_by_its_line(text, words, line, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Fault) as refused:
        explanation_files.load(path)
    assert words in str(refused.value)
    assert (refused.value.path, refused.value.line) == (path, line)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "why_people_left"}, "there is no question"),
        ({"runs": 7}, "the number of runs"),
        ({"draws": "wide"}, "kind of draws"),
        ({"resolution": 9}, "the resolution"),
        ({"seed": -1}, "the seed"),
    ],
)
def test_that_what_cannot_be_meant_is_refused_before_anything_is_played(given, words, monkeypatch):
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", lambda _: pytest.fail("a war was played"))
    with pytest.raises(Fault, match=words):
        hl.explanations(**given)


def test_that_each_explanation_is_played_on_the_same_seeds_and_draws_and_no_war_twice(tmp_path, monkeypatch):
    pair = tmp_path / "pair.toml"
    pair.write_text(GOOD.replace("no_radio", "joining_pushed"), encoding="utf-8")
    jobs = []

    def figures(job):
        jobs.append(job)
        return np.full(len(job.indicators), 50.0 + job.member.parameters["volunteers.growth_per_week"])

    monkeypatch.setattr("hinterland.study.ensembles.ensemble.figures", figures)
    monkeypatch.setattr("hinterland.study.ensembles.ensemble.fill_cache", lambda _: None)
    first = hl.explanations(pair, 8, resolution=3, out=tmp_path / "runs")
    assert len(jobs) == 16
    history, own = jobs[:8], jobs[8:]
    assert [one.member.seed for one in own] == [one.member.seed for one in history]
    turned_off = set(own[0].scenario.parameters)
    assert turned_off
    for one, other in zip(own, history, strict=True):
        assert set(other.member.parameters) - set(one.member.parameters) == turned_off
        assert all(other.member.parameters[name] == value for name, value in one.member.parameters.items())
    again = hl.explanations(pair, 8, resolution=3, out=tmp_path / "runs")
    assert len(jobs) == 16
    assert again.table.equals(first.table)

"""Beside figures of victims stands no word, sign, colour or number that says how well they fit."""

import math
import re

import pytest

from hinterland.engine.result import Run
from hinterland.evidence.registry import of_the_dead, of_victims, quantities
from hinterland.report import html
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.claims.verdict import CLAIM_HIGHER, MODEL_HIGHER, OF_THE_DEAD
from hinterland.study.confrontation.compare import compare
from hinterland.study.systems.patterns import read_patterns

PLAIN = {*OF_THE_DEAD.values(), CLAIM_HIGHER, MODEL_HIGHER, "cannot tell"}
"""All that may stand beside a figure of victims."""
JUDGING = re.compile(
    r"agrees|\bholds\b|does not hold|claimed over true|class=\"verdict|fits?\b|score|luck|correct|[=✓✗▲▼]</span>"
)
DEADLY = re.compile(r"civilians\.(killed|hostages)|^jews\.murdered|villages\.burned|executed|_killed$|children\.taken")
FIGHTERS = {
    "axis.dead", "police.killed_singly", "rivals.partisans_killed", "rivals.police_killed", "sniper.kills",
    "expeditions.partisans_killed", "rivals.killed_by_axis",
}  # fmt: skip
"""Men under arms who were killed in fights."""
FATE = re.compile(
    r"\b(prisoners?|captured|taken|arrested|held|freed|betrayed|put to death|did not pass|under the protection|"
    r"in hiding|brought from|moved east|ordered to leave|kept from|driven off|interned|ghettos?|saved|escaped)\b"
)
"""Words of a meaning by which people are taken, held, in flight or saved."""
NOT_SO = {
    "partisans.to_army", "partisans.stragglers", "partisans.left", "partisans.sent_west", "partisans.escaped_abroad",
    "partisans.origin", "expeditions.partisans_lost", "rivals.losses", "zones.people", "axis.withheld",
}  # fmt: skip
"""Fighters of whom these words say where they came from or went, losses of fights as one number, ground held."""


@pytest.fixture(scope="module")
def rows(page: str) -> dict[str, str]:
    """Every row of the tables of claims, by the id of its claim."""
    section = page[page.index('id="claims"') : page.index('id="limits"')]
    found = {}
    for row in section.split("<tr>")[1:]:
        if named := re.search(r'class="id">([A-Z]\d+\w?)\b', row):
            found[named[1]] = row
    return found


def cell(row: str) -> str:
    """Return the last cell of a row, in which the verdict stands."""
    return row[row.rindex("<td>") : row.rindex("</td>")]


def test_that_every_quantity_that_counts_the_killed_is_marked_unless_they_bore_arms() -> None:
    unmarked = {name for name in quantities() if DEADLY.search(name) and not of_victims(name)}
    assert unmarked <= FIGHTERS


def test_that_every_quantity_of_people_taken_held_in_flight_or_saved_is_marked() -> None:
    people = [q for q in quantities().values() if q.unit in ("person", "family") and FATE.search(q.meaning)]
    assert len(people) >= 30
    assert {q.name for q in people if not of_victims(q.name)} <= NOT_SO


def test_that_a_sum_and_a_share_of_victims_are_of_victims() -> None:
    assert of_victims("civilians.killed + police.dead")
    assert of_victims("railway.attacks / civilians.killed")
    assert not of_victims("rails.cut + railway.attacks")


def test_that_beside_victims_the_report_says_only_which_figure_is_higher(rows, coarse: Run) -> None:
    table = compare(coarse).set_index("claim")
    shown = [name for name in rows if name in table.index and of_victims(table.loc[name, "quantity"])]
    modelled = [name for name in shown if table.loc[name, "verdict"] != "not modelled"]
    assert len(modelled) >= 30
    for name in modelled:
        last = cell(rows[name])
        assert not JUDGING.search(last), (name, last)
        assert any(last.startswith(f"<td>{word}") for word in PLAIN), (name, last)
        assert table.loc[name, "verdict"] in PLAIN
        assert math.isnan(table.loc[name, "factor"])


def test_that_patterns_of_victims_are_told_without_a_mark(rows, coarse: Run) -> None:
    patterns = {p.claim for p in read_patterns(coarse.theatre) if p.victims}
    modelled = [name for name in patterns if name in rows and "in the model" in cell(rows[name])]
    assert len(modelled) >= 3
    assert not any(JUDGING.search(cell(rows[name])) for name in patterns if name in rows)


def test_that_no_word_or_sign_of_fit_stands_beside_the_fallen_of_any_side(rows, coarse: Run) -> None:
    table = compare(coarse).set_index("claim")
    asked = {name: table.loc[name, "quantity"] for name in rows if name in table.index}
    fallen = [name for name, quantity in asked.items() if of_the_dead(quantity) and not of_victims(quantity)]
    modelled = [name for name in fallen if table.loc[name, "verdict"] != "not modelled"]
    assert len(modelled) >= 20
    for name in modelled:
        last = cell(rows[name])
        assert 'class="verdict' not in last, (name, last)
        assert any(last.startswith(f"<td>{word}") for word in PLAIN), (name, last)
        assert table.loc[name, "verdict"] in PLAIN
    assert any("claimed over true" in cell(rows[name]) for name in modelled), "how far a report departs from what was"


def test_that_every_quantity_of_people_who_died_is_one_of_the_dead() -> None:
    people = [q for q in quantities().values() if q.unit == "person" and re.search(r"\bdead\b|[Kk]illed\b", q.meaning)]
    assert len(people) >= 35
    assert {q.name for q in people if not of_the_dead(q.name)} <= {"partisans.demand"}


def test_that_other_claims_are_judged_as_before(rows) -> None:
    assert sum('class="verdict agrees"' in row for row in rows.values()) >= 30


def test_that_no_count_of_verdicts_and_no_list_of_misses_holds_victims(page: str, coarse: Run) -> None:
    table = compare(coarse)
    judged = table[(table["verdict"] != "not modelled") & ~table["quantity"].map(of_the_dead)]
    assert sum(n for _, _, n in html.counts(table)) == len(judged)
    dead = {name.replace(".", " ").replace("_", " ") for name in quantities() if of_the_dead(name)}
    assert not any(
        miss["what"].partition(",")[0] in dead for miss in html.misses(table, ledger_of_package(), most=1000)
    )
    assert re.search(r"\d+ are of the dead of all sides and other victims: the figures stand side by side", page)

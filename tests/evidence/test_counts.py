"""What a number counts: its words, which of them a quantity answers, and that claims name quantities of their kind."""

import pytest

from hinterland.evidence.counts import amiss, answers, apart, counted, words
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.read import confrontable
from hinterland.evidence.registry import Quantity, quantity


def test_that_every_number_of_the_ledger_says_what_it_counts_in_words_of_the_table(ledger: Ledger) -> None:
    for claim in ledger.raw:
        said = counted(claim.counts)
        assert bool(said.when and said.scope) == claim.numeric, claim.id
        assert not amiss(claim.counts), claim.id


def test_that_no_number_of_a_time_is_claimed_of_a_flow_and_none_of_a_period_of_a_stock(ledger: Ledger) -> None:
    times = {"stock": {"level", "usual", "sometime", "peak"}, "flow": {"total", "rate", "plan"}}
    for claim in filter(confrontable, ledger.raw):
        of = ledger.quantities[claim.quantity]
        if of.kind in times:
            assert counted(claim.counts).when in times[of.kind] | {"plan"}, (claim.id, claim.counts, of.kind)
        elif of.kind == "share":
            assert counted(claim.counts).when == "share", claim.id


def test_that_a_mean_rate_is_in_a_unit_of_rates(ledger: Ledger) -> None:
    for claim in filter(confrontable, ledger.raw):
        rate = claim.unit.endswith(("/day", "/month")) and ledger.quantities[claim.quantity].unit != claim.unit
        assert (counted(claim.counts).when == "rate") == rate, claim.id


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("partisans.strength", "level all", ""),
        ("partisans.strength", "total all", "total"),
        ("trains.derailed", "peak all", "peak"),
        ("line.closure_days", "total all", "all"),
        ("line.closure_days", "total line", ""),
        ("trains.needed", "level part", "part"),
        ("expeditions.enemy_killed", "total combat", "combat"),
        ("expeditions.enemy_killed", "total reported", ""),
        ("partisans.dead", "total reported", "reported"),
        ("camps.family", "level unit", "unit"),
        ("civilians.killed_by_partisans", "total place", "place"),
        ("rails.planned", "level all", "level"),
        ("trains.derailed", "total unit:putivl_detachment_kovpak", ""),
        ("partisans.strength", "", ""),
    ],
)
def test_that_a_quantity_answers_only_what_it_counts(name: str, text: str, reason: str) -> None:
    why = apart(text, quantity(name))
    assert f"({reason}:" in why if reason else not why


def test_that_a_quantity_with_words_of_its_own_answers_them_instead_of_those_of_every_quantity() -> None:
    made = Quantity("way.marched", "km", "flow", "", (), "unit")
    assert answers(made) == {"total", "rate", "unit"}


@pytest.mark.parametrize("text", ["all", "total", "all total", "total total", "sum all", "total all all"])
def test_that_other_words_and_another_order_are_refused(text: str) -> None:
    assert amiss(text)


def test_that_every_word_has_an_axis_and_a_meaning() -> None:
    assert {word.axis for word in words().values()} == {"when", "scope"}
    assert all(word.meaning for word in words().values())

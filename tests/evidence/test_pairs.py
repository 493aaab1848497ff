"""Pairs of claims: two speakers on one thing."""

from dataclasses import replace

from hinterland.evidence.counts import counted
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.pairs import pairs_of


def test_that_a_pair_has_two_speakers_and_one_thing_that_is_counted(ledger: Ledger) -> None:
    pairs = ledger.pairs()
    assert len(pairs) >= 40
    for a, b, _ in pairs:
        assert (a.said_by, a.author) != (b.said_by, b.author)
        assert (a.quantity, counted(a.counts)) == (b.quantity, counted(b.counts))


def test_that_germans_killed_and_all_enemies_killed_are_no_pair(ledger: Ledger) -> None:
    found = [{p.first.id, p.second.id} for p in ledger.pairs()]
    assert {"R249", "R250a"} not in found
    assert {"R209", "N045"} in found


def test_that_a_claim_that_rests_on_the_other_is_no_second_witness(ledger: Ledger) -> None:
    one, other = ledger.by_id["R209"], ledger.by_id["N045"]
    assert len(pairs_of([one, other])) == 1
    assert not pairs_of([replace(one, rests_on="N045"), other])


def test_that_claims_of_other_times_are_a_pair_only_where_the_ledger_says_so(ledger: Ledger) -> None:
    one, other = ledger.by_id["N047"], ledger.by_id["N048"]
    moved = replace(other, date_from=one.date_to.replace(year=1943), date_to=one.date_to.replace(year=1943), pair="")
    assert not pairs_of([replace(one, pair=""), moved])
    assert pairs_of([replace(one, pair="N048"), moved])[0].named

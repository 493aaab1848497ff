"""The hold-out: declared, stable, a third, and no series split."""

from dataclasses import replace

from hinterland.study.claims.holdout import held_out, series
from hinterland.study.claims.ledger_of_package import ledger_of_package


def test_that_about_a_third_of_the_claims_is_held_out() -> None:
    kept = [held_out(claim) for claim in ledger_of_package().confrontable()]
    assert 0.25 < sum(kept) / len(kept) < 0.42


def test_that_no_series_is_split() -> None:
    claims = ledger_of_package().confrontable()
    kept = {series(claim) for claim in claims if held_out(claim)}
    assert kept.isdisjoint(series(claim) for claim in claims if not held_out(claim))


def test_that_nothing_but_the_series_decides() -> None:
    for claim in ledger_of_package().confrontable():
        other = replace(claim, id="x", best=1.0, date_from=None, note="", source="house")
        assert held_out(other) == held_out(claim)


def test_that_the_order_of_a_joined_region_does_not_matter() -> None:
    claim = ledger_of_package().by_id["S337"]
    parts = claim.region.split("+")
    turned = replace(claim, region="+".join(reversed(parts)))
    assert len(parts) > 1
    assert held_out(turned) == held_out(claim)


def test_that_the_rule_is_the_one_that_was_declared() -> None:
    ledger = ledger_of_package()
    declared = {"S034": held_out(ledger.by_id["S034"]), "R061": held_out(ledger.by_id["R061"])}
    assert declared == {"S034": True, "R061": False}

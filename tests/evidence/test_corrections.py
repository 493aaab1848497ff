"""Corrections: a reason, a guard, and what was said left as it was said."""

from pathlib import Path

import pytest

from hinterland.core.fault import Faults
from hinterland.evidence.ledger import Ledger, load


def test_that_a_correction_changes_the_judged_claim_and_not_the_raw_one(ledger: Ledger) -> None:
    raw = next(c for c in ledger.raw if c.id == "S039")
    assert str(raw.date_from) == "1942-01-01"
    assert str(ledger.by_id["S039"].date_from) == "1942-09-06"
    assert ledger.by_id["S039"].verified == "memory"
    assert "fix-0004" in ledger.claims.set_index("id").loc["S039", "corrections"]


def test_that_a_correction_whose_guard_has_fallen_is_a_fault(copy: Path) -> None:
    path = copy / "claims" / "strength.csv"
    text = path.read_text(encoding="utf-8")
    assert ",60000,,,person" in text
    path.write_text(text.replace(",60000,,,person", ",61000,,,person"), encoding="utf-8")
    with pytest.raises(Faults) as caught:
        load(copy)
    (message,) = str(caught.value).splitlines()
    assert "fix-0009 no longer fits S161" in message
    assert "low is '61000' and not '60000'" in message
    assert message.startswith(f"{copy / 'corrections.toml'}:")


@pytest.mark.parametrize(
    ("old", "new", "sign"),
    [
        ('claim = "S163"', 'claim = "S999"', "which is no claim"),
        ('effect = "bar"', 'effect = "erase"', "the effect 'erase'"),
        ('guard = { author = "Turonek" }', "guard = {}", "has no guard"),
        (
            'set = { date_from = "1942-09-06"',
            'set = { best = "7", date_from = "1942-09-06"',
            "change a number",
        ),
        ('guard = { author = "Turonek" }', 'guard = { auhtor = "Turonek" }', "which is no column"),
        ("effect = ", "effect == ", "is not TOML"),
    ],
)
def test_that_a_correction_that_cannot_be_meant_is_refused(copy: Path, old: str, new: str, sign: str) -> None:
    path = copy / "corrections.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Faults, match=sign):
        load(copy)


def test_that_every_correction_gives_a_reason_and_a_guard_that_stands(ledger: Ledger) -> None:
    assert len(ledger.corrections) >= 20
    assert all(c.reason and c.guard for c in ledger.corrections)

"""A side's figure is made by a report, or stands in its own books for a reason that is told."""

import pytest

from hinterland.engine.observed.own_books import REASONS, reason
from hinterland.engine.observed.quantity import SIDES
from hinterland.engine.quantities import QUANTITIES

REPORTS = {
    "reports", "staffs", "rear_reports", "strength_returns", "composition_returns", "unit_returns", "axis_returns",
    "picture", "press_returns", "harvest_returns", "internment_returns", "intelligence_returns",
}  # fmt: skip
FACES = [(q.name, side) for q in QUANTITIES for side in SIDES if q.sources(side)]


def reported(array: str) -> bool:
    """Whether an array holds what a report says."""
    return array.split(".")[0] in REPORTS or array.endswith((".claimed", ".found"))


@pytest.mark.parametrize(("name", "side"), FACES)
def test_that_a_figure_without_a_report_has_a_reason(name: str, side: str) -> None:
    arrays = next(q for q in QUANTITIES if q.name == name).sources(side)
    assert bool(reason(name, side)) == (not any(map(reported, arrays)))


def test_that_each_reason_is_of_figures_that_the_model_holds() -> None:
    named = [(name, side) for names, side in REASONS.values() for name in names]
    assert len(named) == len(set(named))
    assert set(named) <= set(FACES)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("defectors.count", "soviet"), ("defectors.count", "german"), ("underground.members", "soviet"),
        ("villages.burned", "german"), ("garrisons.attacked", "soviet"), ("partisans.joined", "soviet"),
        ("partisans.abroad", "soviet"), ("uprising.insurgents", "soviet"), ("uprising.insurgents", "german"),
        ("detachments.count", "soviet"), ("detachments.count", "german"), ("axis.garrisons", "german"),
        ("police.strength", "german"), ("natives.strength", "german"),
        ("papers.printed", "soviet"), ("papers.printed", "german"), ("papers.leaflets", "soviet"),
        ("papers.from_presses", "soviet"), ("papers.presses", "soviet"),
        ("harvest.denied", "soviet"), ("harvest.denied", "german"), ("harvest.taken", "german"),
        ("labour.denied", "soviet"), ("expeditions.cattle", "german"), ("expeditions.grain", "german"),
        ("people.interned", "soviet"), ("people.interned", "german"), ("internment.dead", "german"),
        ("intelligence.reports", "soviet"), ("intelligence.to_army", "soviet"), ("intelligence.to_party", "soviet"),
        ("intelligence.to_nkvd", "soviet"), ("intelligence.agents", "soviet"),
    ],
)  # fmt: skip
def test_that_what_a_side_does_not_count_exactly_is_told_by_a_report(name: str, side: str) -> None:
    assert (name, side) in FACES
    assert not reason(name, side)

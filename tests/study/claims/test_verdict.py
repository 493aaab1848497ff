"""A verdict on the dead says that figures overlap only where they do."""

from tests.study.made_up import claim

from hinterland.study.claims.verdict import span, word


def test_that_the_dead_overlap_only_within_the_bounds_of_a_claim():
    said = span(claim(id="R234", low=9_500.0, best=9_796.0, high=10_000.0))
    assert word(said, 9_700.0, dead=True) == "overlap"
    assert word(said, 10_001.0, dead=True) == "model higher"
    assert word(said, 7_000.0, dead=True) == "claim higher"
    assert word(said, 7_000.0) == "agrees"

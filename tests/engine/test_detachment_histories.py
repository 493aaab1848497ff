"""Every detachment has one number, one row of the world and one history."""

import numpy as np
import pytest

from hinterland.core.fault import Fault
from hinterland.theatre.land import REPUBLICS


def test_that_histories_and_the_count_of_detachments_agree(coarse):
    made = coarse.detachments
    alive = made["founded"].le("1943-06-01") & ~made["ended"].le("1943-06-01")
    everywhere = "+".join(REPUBLICS)
    assert alive.sum() == coarse.series("detachments.count", everywhere)["1943-06-01"]
    assert (made["ended"].isna() | made["ended"].ge(made["founded"])).all()


def test_that_detachments_are_numbered_in_the_order_of_founding_and_end_once(coarse):
    made = coarse.detachments
    np.testing.assert_array_equal(made["detachment"], np.arange(len(made)))
    assert made["founded"].is_monotonic_increasing
    ended = coarse.events[coarse.events["kind"] == "dissolution"]["who"]
    assert ended.is_unique
    assert made["ended"].notna().sum() == len(ended)


def test_that_what_divides_off_has_a_parent_that_was_there(coarse):
    made = coarse.detachments
    young = made[made["parent"] >= 0]
    assert len(young) > 50
    parents = made.loc[young["parent"]]
    assert (parents["founded"].to_numpy() <= young["founded"].to_numpy()).all()
    ends = parents["ended"].to_numpy()
    assert (np.isnat(ends) | (ends >= young["founded"].to_numpy())).all()


def test_that_the_events_of_a_detachment_lie_between_its_founding_and_its_end(coarse):
    long = coarse.detachments.assign(days=coarse.detachments["ended"] - coarse.detachments["founded"]).nlargest(
        9, "days"
    )
    seen = 0
    for _, one in long.iterrows():
        acts = coarse.history_of(one["detachment"])
        seen += len(acts)
        assert acts["kind"].iloc[0] == "formation"
        assert acts["kind"].iloc[-1] == "dissolution"
        assert acts["date"].between(one["founded"], one["ended"]).all()
    assert seen > 9 * 5


def test_that_a_detachment_that_is_not_there_is_refused(coarse):
    with pytest.raises(Fault, match="there is no detachment"):
        coarse.history_of(len(coarse.detachments))

"""Every detachment has one life, whatever row it lies in, and its deeds can be told."""

import numpy as np
import pytest

from hinterland.core.fault import Fault
from hinterland.theatre.land import REPUBLICS


def test_that_lives_and_the_count_of_detachments_agree(coarse):
    lives = coarse.detachments
    alive = lives["born"].le("1943-06-01") & ~lives["ended"].le("1943-06-01")
    everywhere = "+".join(REPUBLICS)
    assert alive.sum() == coarse.series("detachments.count", everywhere)["1943-06-01"]
    assert (lives["ended"].isna() | lives["ended"].ge(lives["born"])).all()


def test_that_no_two_lives_lie_in_one_row_at_once(coarse):
    for _, row in coarse.detachments.groupby("row"):
        assert (row["born"].iloc[1:].to_numpy() >= row["ended"].iloc[:-1].to_numpy()).all()


def test_that_what_divides_off_has_a_parent_that_was_there(coarse):
    lives = coarse.detachments
    young = lives[lives["parent"] >= 0]
    assert len(young) > 50
    parents = lives.loc[young["parent"]]
    assert (parents["born"].to_numpy() <= young["born"].to_numpy()).all()
    ends = parents["ended"].to_numpy()
    assert (np.isnat(ends) | (ends >= young["born"].to_numpy())).all()


def test_that_the_deeds_of_a_detachment_lie_within_its_life(coarse):
    long = coarse.detachments.assign(days=coarse.detachments["ended"] - coarse.detachments["born"]).nlargest(9, "days")
    told = 0
    for _, life in long.iterrows():
        deeds = coarse.history_of(life["life"])
        told += len(deeds)
        assert deeds["kind"].iloc[0] == "formation"
        assert deeds["kind"].iloc[-1] == "dissolution"
        assert deeds["date"].between(life["born"], life["ended"]).all()
    assert told > 9 * 5


def test_that_a_detachment_that_is_not_there_is_refused(coarse):
    with pytest.raises(Fault, match="there is no detachment"):
        coarse.history_of(len(coarse.detachments))

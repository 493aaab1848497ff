"""The small world of the tests is one that the engine makes, though it is copied."""

import numpy as np
from tests import small

from hinterland.engine.day import SCHEDULE
from hinterland.engine.world import World


def test_that_a_copy_holds_and_lies_as_a_world_that_is_made_anew():
    worlds = [list(world.arrays()) for world in (small.new_world(), World(SCHEDULE.states, small.SIZES))]
    begun = [min(values.ctypes.data for _, _, values in arrays) for arrays in worlds]
    for (name, _, copied), (_, _, made) in zip(*worlds, strict=True):
        assert copied.dtype == made.dtype, name
        np.testing.assert_array_equal(copied, made, err_msg=name)
        assert copied.ctypes.data - begun[0] == made.ctypes.data - begun[1], name
        assert copied.flags.c_contiguous, name
        assert copied.flags.writeable, name


def test_that_copies_share_nothing_and_their_counts_are_wiped_in_one_go():
    one, other = small.new_world(), small.new_world()
    for _, _, values in one.arrays():
        values[:] = 1
    one.clear_counts()
    for (name, spec, here), (_, _, there) in zip(one.arrays(), other.arrays(), strict=True):
        assert not np.shares_memory(here, there), name
        assert (here == 0 if spec.daily or name == "journal.used" else here == 1).all(), name

"""A daily kernel is entered with whole groups, in Python and in compiled code alike."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from tests.example_group import Granary, granary, market, renamed, week

from hinterland.core.calendar import FIRST, MONDAY, SUNDAY
from hinterland.core.chance import Today
from hinterland.core.jit import kernel

TOP = Path(__file__).parents[2]


def test_that_a_compiled_kernel_does_what_the_plain_function_does():
    compiled, plain = granary(), granary()
    heard, expected = np.zeros(3), np.zeros(3)
    week(compiled, heard, 0.25)
    for row in range(3):
        plain.grain[row] -= 0.25
        plain.flour[row] += 0.2
        expected[row] += plain.keys[row]
    for a, b in zip(compiled, plain, strict=True):
        np.testing.assert_array_equal(a, b)
    np.testing.assert_array_equal(heard, expected)


def test_that_a_kernel_follows_another_group_handed_to_it_later():
    first, second = granary(), granary()
    heard = np.zeros(3)
    week(first, heard, 0.25)
    week(second, heard, 0.25)
    week(first, heard, 0.25)
    np.testing.assert_array_equal(first.grain, np.arange(3.0) - 0.5)
    np.testing.assert_array_equal(second.grain, np.arange(3.0) - 0.25)


def test_that_a_kernel_takes_arrays_of_another_type():
    heard = np.zeros(3)
    single = Granary(*(a.astype(np.float32) for a in granary()))
    week(granary(), heard, 0.25)
    week(single, heard, 0.25)
    assert single.grain.dtype == np.float32
    np.testing.assert_array_equal(single.grain, np.arange(3.0) - 0.25)


def test_that_a_group_kept_under_another_name_is_still_written():
    made = granary()
    renamed(made)
    assert made.roof[0] == 9.0


def test_that_a_weekly_kernel_acts_on_its_day_only():
    held = granary()
    for phase in range(7):
        held.grain[:] = 1.0
        market(held, Today(1, 70 + phase, phase, 6))
        assert held.grain.sum() == (0.0 if phase == MONDAY else 3.0)


def test_that_the_war_began_on_a_sunday():
    assert FIRST.isoweekday() % 7 == SUNDAY == 0


def test_that_kernels_that_take_groups_as_plain_tuples_do_the_same():
    """The way without the private parts of numba. Shown for these kernels: the whole war compiles for too long."""
    program = (
        "import numpy as np\n"
        "from hinterland.core.jit import PLAIN\n"
        "from tests.example_group import granary, week\n"
        "assert PLAIN\n"
        "held, told = granary(), np.zeros(3)\n"
        "week(held, told, 0.25)\n"
        "print([a.tolist() for a in held], told.tolist())\n"
    )
    environment = {**os.environ, "HINTERLAND_PLAIN_GROUPS": "1", "PYTHONPATH": f"{TOP / 'src'}:{TOP}"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    held, expected = granary(), np.zeros(3)
    week(held, expected, 0.25)
    assert done.stdout.strip() == f"{[a.tolist() for a in held]} {expected.tolist()}", done.stderr


def test_that_whole_numbers_of_every_width_enter_one_compiled_form():
    doubled = kernel(lambda number: number * 2)

    @kernel
    def caller(narrow):
        return doubled(narrow[0]) + doubled(1) + doubled(5) + doubled(len(narrow))

    assert caller(np.array([7], np.int32)) == 28
    assert len(doubled.signatures) == 1
    assert caller(np.array([2**31 - 1], np.int32)) == 2 * (2**31 - 1) + 14

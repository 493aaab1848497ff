"""Which tests go to one process."""

import pytest
from tests.together import group_of


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("tests/history/test_strength.py::a", "tests/report/test_html.py::b[1]", True),
        ("tests/page/test_data.py::a", "tests/page/test_film.py::b", True),
        ("tests/page/test_data.py::a", "tests/page/test_tour_browser.py::b", False),
        ("tests/test_api.py::a", "tests/test_tutorials.py::b", True),
        ("tests/war/test_switches.py::a", "tests/war/test_switches.py::b", True),
        ("tests/war/test_switches.py::a", "tests/war/test_small_world.py::b", False),
    ],
)
def test_that_tests_of_one_war_go_to_one_process_and_others_with_their_file(one, other, together):
    assert (group_of(one) == group_of(other)) == together

"""The table of vital lines is what the network gives, and a line that cannot be meant is refused."""

import runpy

import numpy as np
import pytest

from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.assemble import load
from hinterland.theatre.railway import read_railway
from hinterland.theatre.vital import read_vital, vital_cells

MAKING = THEATRE / "making" / "vital.py"


def test_that_the_table_is_what_the_network_gives():
    if not MAKING.exists():
        pytest.skip("the scripts are not part of an installed package")
    assert runpy.run_path(str(MAKING))["text"](load(4)) == (THEATRE / "vital.csv").read_text(encoding="utf-8")


def test_that_the_land_knows_how_vital_each_line_is():
    land = load(3).land
    assert land.line_vital.shape == land.line_km.shape
    assert land.line_vital.max() == 1.0
    assert 0.2 < np.mean(land.line_vital > 0.0) < 0.6
    np.testing.assert_array_equal(land.line_vital, load(4).land.line_vital)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("brest-mars,1,0.5", "'brest-mars' is not known"),
        ("brest-zhabinka,1,1.5", "0 to 1"),
        ("brest-zhabinka,1,x", "0 to 1"),
    ],
)
def test_that_a_row_that_cannot_be_meant_names_its_line(tmp_path, row, words):
    (tmp_path / "vital.csv").write_text(f"line,cuts,share\n{row}\n", encoding="utf-8")
    with pytest.raises(Fault, match=words) as caught:
        read_vital(read_railway(), tmp_path)
    assert caught.value.line == 2


def test_that_without_the_table_no_line_is_vital(tmp_path):
    assert not read_vital(read_railway(), tmp_path).any()


def test_that_of_a_cell_and_those_around_the_one_with_the_most_vital_line_is_known():
    around = np.array([[1, -1], [0, 2], [1, -1]])
    lines = np.array([[-1, -1], [0, -1], [0, 1]])
    assert vital_cells(around, lines, np.array([0.2, 0.9])).tolist() == [1, 2, 2]
    assert vital_cells(around, lines, np.zeros(2)).tolist() == [0, 1, 2]
    land = load(3).land
    assert np.all(
        (land.vital_cell == np.arange(len(land.vital_cell))) | (land.neighbours == land.vital_cell[:, None]).any(1)
    )

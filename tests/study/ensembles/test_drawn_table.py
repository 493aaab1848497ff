"""A table of draws of parameters, as it is written, read and played."""

import numpy as np
import pytest

from hinterland.core.fault import Fault
from hinterland.study.ensembles.drawn_table import TableMembers, read_table, table_of
from hinterland.study.ensembles.draws import members, spans_drawn

NAMES = tuple(spans_drawn())


def test_that_a_table_is_read_as_it_was_written_and_stays_within_ranges(tmp_path):
    shares = np.random.default_rng(1).uniform(size=(3, len(NAMES)))
    shares[0], shares[1] = 0.0, 1.0
    made = table_of(shares, NAMES)
    (tmp_path / "t.csv").write_text(made.text(), encoding="utf-8")
    read = read_table(tmp_path / "t.csv")
    assert read.names == made.names
    np.testing.assert_array_equal(read.values, made.values)
    with_bank = TableMembers(made, 4, 7, {}, bank=8, spread=1.0)
    bank = members(8, 7, 1.0)
    assert [with_bank[k] for k in range(8)] == [bank[k] for k in range(8)]
    assert with_bank.drawn() == bank.drawn()
    assert with_bank.draws().tolist() == [0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 6]
    assert with_bank[-1].parameters == made.row(0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "t.csv:1: is no table of draws"),
        (f"draw,{NAMES[0]},people.luck\n0,1,2\n", "t.csv:1: 'people.luck' is no parameter that is drawn"),
        (f"draw,{NAMES[0]}\n0,1e99\n", f"t.csv:2: {NAMES[0]} is '1e99', and its range is"),
        (f"draw,{NAMES[0]}\n0,much\n", f"t.csv:2: {NAMES[0]} is 'much'"),
        (f"draw,{NAMES[0]}\n0\n", "t.csv:2: has 1 cells and not 2"),
    ],
)
def test_that_a_table_that_is_none_is_refused_with_its_line(tmp_path, text, words):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(Fault) as found:
        read_table(tmp_path / "t.csv")
    assert words in str(found.value)

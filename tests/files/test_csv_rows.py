"""Tables are written as pandas writes them, byte for byte."""

import numpy as np
import pandas as pd
import pytest

from hinterland.files import csv_rows

FIGURES = (0.0, -0.0, 1.0, 12345678.9, 1e-7, 0.1 + 0.2, np.nan, -3.25, 1e300, 999999.5, np.inf)
TEXTS = ("plain", "around:Minsk,50km", 'said "so"', "two\nlines", "", " blank ", "nan")


def table(rows: int) -> pd.DataFrame:
    """Return a table with every kind of column that is written."""
    n = np.arange(rows)
    return pd.DataFrame({
        "text, with a comma": np.array(TEXTS, object)[n % len(TEXTS)],
        "figure": np.array(FIGURES)[n % len(FIGURES)],
        "full": n / 7,
        "small": (n / 3).astype(np.float32),
        "count": n - 5,
        "true": n % 2 == 0,
        "date": np.datetime64("1941-06-22") + n,
    })  # fmt: skip


@pytest.mark.parametrize("rows", [0, 1, 50, 2 * csv_rows.ROWS + 3])
def test_that_a_table_is_what_pandas_writes(rows):
    made = table(rows)
    columns = {str(name): values.to_numpy() for name, values in made.items()}
    theirs = made.to_csv(index=False, float_format="%.6g", lineterminator="\n").encode()
    assert b"".join(csv_rows.blocks(columns)) == theirs


def test_that_columns_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="one length"):
        list(csv_rows.blocks({"a": np.arange(3), "b": np.arange(2)}))

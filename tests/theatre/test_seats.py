"""Seats of districts: where they lie, and what a broken row says."""

from pathlib import Path

import pytest

from hinterland.core.fault import Fault
from hinterland.core.paths import THEATRE
from hinterland.theatre.ground import cell_at, read_ground
from hinterland.theatre.seats import read_seats


def test_that_seats_lie_in_their_oblast() -> None:
    ground = read_ground(5)
    oblasts = [oblast.id for oblast in ground.oblasts]
    lies = [oblasts[ground.oblast[cell_at(ground, seat.lat, seat.lon)]] for seat in read_seats()]
    assert {seat.oblast for seat in read_seats()} <= set(oblasts)
    right = [at == seat.oblast for at, seat in zip(lies, read_seats(), strict=True)]
    assert sum(right) >= 0.95 * len(right)


def test_that_belarus_has_the_seats_of_most_of_its_districts() -> None:
    belarus = {oblast.id for oblast in read_ground(3).oblasts if oblast.republic == "BSSR"}
    assert 180 <= sum(seat.oblast in belarus for seat in read_seats()) <= 200


@pytest.mark.parametrize(("old", "new", "said"), [("55.19,", "95.19,", "lat"), ("55.19,", "", "fields")])
def test_that_a_broken_row_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = (THEATRE / "district_seats.csv").read_text(encoding="utf-8")
    (tmp_path / "district_seats.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Fault, match=said) as caught:
        read_seats(tmp_path)
    assert caught.value.line == 2

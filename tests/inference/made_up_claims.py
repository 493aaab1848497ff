"""Claims made up by a known rule, so that what a method should find is known."""

import numpy as np

from hinterland.inference.observations import Observations


def claims(count: int, seed: int = 1, noise: float = 0.3, bias: float = 0.0) -> Observations:
    """Return claims whose logarithm is a line in time and area, with a level by quantity and a bias of speaker 1."""
    draw = np.random.default_rng(seed)
    quantity, speaker = draw.integers(0, 5, count), draw.integers(0, 2, count)
    region = draw.integers(0, 8, count)
    time, area = draw.uniform(0, 4, count), 7.0 + region * 0.5
    best = 3.0 + quantity + 0.8 * time + 0.5 * area + bias * speaker + noise * draw.standard_normal(count)
    series = quantity * 100 + region * 10 + speaker
    return Observations(
        id=tuple(f"x{n}" for n in range(count)),
        low=best.copy(),
        best=best,
        high=best.copy(),
        held_out=series % 3 == 0,
        speaker=speaker,
        quantity=quantity,
        family=quantity // 2,
        unit=quantity % 2,
        region=region,
        series=np.unique(series, return_inverse=True)[1],
        year=(1941 + time).astype(int),
        time=time,
        area=area,
        length=np.zeros(count),
    )

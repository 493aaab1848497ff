"""How far a figure of the map may lie from that of the run: half a step of its code."""

import numpy as np

from hinterland.page.fields import WHOLE


def error_of(values: np.ndarray, top: float, power: float) -> np.ndarray:
    """Return how far a value that is read from its code may lie from the value that was written, at most."""
    share = np.clip(np.nan_to_num(values) / top, 0.0, 1.0) ** (1.0 / power)
    return np.asarray(top * ((share + 0.5 / WHOLE) ** power - share**power) * 1.01)

"""The matrix of speakers: by what factor each says too much of whom, with its band."""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from hinterland.report.drawing import DASH, element, text, title
from hinterland.study.fits.kept_fit import Bias

LEFT, TOP, WIDE, TALL = 84.0, 34.0, 78.0, 46.0
"""Room for the names of speakers and of what they speak about, and the size of a cell."""
STEPS = (1.15, 1.5, 2.0)
"""Factors from which a cell is coloured the next step darker, over 1 and under it alike."""
MORE, LESS = ("#f6dfc4", "#ecb57a", "#d98736"), ("#d6e3ee", "#9cc0dc", "#5f97c4")
"""Colours of what says too much and of what says too little; all eyes distinguish orange from blue."""
EVEN = "#f3eee0"
COLUMNS = ("speaker", "speaks of", "claims fitted", "5 %", "factor", "95 %")


class BiasMatrix(NamedTuple):
    """The matrix: the drawing, a sentence, and its cells as a table."""

    svg: str
    words: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def bias_matrix(biases: Sequence[Bias]) -> BiasMatrix:
    """Draw the biases of a fit, speakers downwards and those they speak about across."""
    speakers, spoken_of = rows_and_columns(biases)
    sure = [one for one in biases if sign(one)]
    words = (
        "By what factor each speaker says too much of whom, beyond what the model has it say: below 1 it says too "
        f"little. In {len(sure) or 'none'} of {len(biases)} cells the band from 5 to 95 per cent leaves out 1; they "
        "have ▲ (too much) or ▼ (too little). Hatched cells rest on no claim of their own, only on what the speaker "
        "says of others."
    )
    parts = [title(words), _hatching()]
    for column, about in enumerate(spoken_of):
        parts.append(text(about.replace("_", " "), LEFT + (column + 0.5) * WIDE, TOP - 10, class_="middle"))
    for row, speaker in enumerate(speakers):
        parts.append(text(speaker, LEFT - 8, TOP + (row + 0.5) * TALL + 4, class_="end"))
    for one in biases:
        x, y = LEFT + spoken_of.index(one.about) * WIDE, TOP + speakers.index(one.speaker) * TALL
        parts.append(_cell(one, x, y))
    box = f"0 0 {LEFT + len(spoken_of) * WIDE + 2:g} {TOP + len(speakers) * TALL + 2:g}"
    svg = element("svg", *parts, class_="chart matrix", viewBox=box, role="img", aria_label=words)
    return BiasMatrix(svg, words, COLUMNS, tuple(map(_row, biases)))


def rows_and_columns(biases: Sequence[Bias]) -> tuple[list[str], list[str]]:
    """Return the speakers of a matrix, and those they speak about."""
    return sorted({one.speaker for one in biases}), sorted({one.about for one in biases})


def sign(one: Bias) -> str:
    """Return ▲ where a speaker surely says too much, ▼ where too little, nothing where the band holds 1."""
    return "▲" if one.low > 1 else "▼" if one.high < 1 else ""


def colour(value: float) -> str:
    """Return the colour of a factor: orange above 1, blue below, paler near it."""
    step = sum(abs(log(value)) >= log(bound) for bound in STEPS)
    return (MORE if value > 1 else LESS)[step - 1] if step else EVEN


def _cell(one: Bias, x: float, y: float) -> str:
    low, middle, high = (factor(v) for v in (one.low, one.middle, one.high))
    counted = f"{one.claims} claims" if one.claims != 1 else "1 claim"
    inside = [
        title(f"{one.speaker} of {one.about}: {middle} ({low} to {high}), {counted}"),
        element("rect", x=x + 1, y=y + 1, width=WIDE - 2, height=TALL - 2, fill=colour(one.middle)),
    ]
    if not one.claims:
        inside.append(element("rect", x=x + 1, y=y + 1, width=WIDE - 2, height=TALL - 2, fill="url(#no-claim)"))
    words = f"{middle} {sign(one)}".strip()
    inside.append(text(words, x + WIDE / 2, y + 20, class_="factor middle"))
    inside.append(text(band(one), x + WIDE / 2, y + 35, class_="ends middle"))
    return element("g", *inside, class_="cell")


def _hatching() -> str:
    line = element("path", d="M0 6L6 0", stroke="#fbf8ef", stroke_width=1.6)
    pattern = element("pattern", line, id="no-claim", width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def factor(value: float) -> str:
    """Return a factor as it is printed."""
    return f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def band(one: Bias) -> str:
    """Return the ends of the band of a factor."""
    return f"{factor(one.low)}{DASH}{factor(one.high)}"


def _row(one: Bias) -> tuple[str, ...]:
    ends = (factor(v) for v in (one.low, one.middle, one.high))
    return one.speaker, one.about.replace("_", " "), str(one.claims), *ends

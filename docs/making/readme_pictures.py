"""The two pictures of the README: `python -m docs.making.readme_pictures` draws them into `docs/pictures/`.

They lie in the repository, since a reader sees the README before anything is built.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from docs.making import essay_pictures
from docs.making.pictures import DOCS, SEED, map_of

from hinterland.study.scenarios import play

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DAY = "1943-08-01"
"""The day of the map: two days before the order of the Rail War."""
DOTS_PER_INCH = 110


def whole_map() -> "Figure":
    """Draw where partisans stand in the summer of 1943 in one war at the usual resolution."""
    return map_of(play.run("history", seed=SEED, end=DAY), "one war")


PICTURES: dict[str, Callable[[], "Figure"]] = {"map.png": whole_map, "claims.png": essay_pictures.partisans}


def draw() -> None:
    """Draw both into the folder of pictures."""
    folder = DOCS / "pictures"
    folder.mkdir(exist_ok=True)
    for name, picture in PICTURES.items():
        picture().savefig(folder / name, dpi=DOTS_PER_INCH, bbox_inches="tight", metadata={"Software": None})


if __name__ == "__main__":
    draw()

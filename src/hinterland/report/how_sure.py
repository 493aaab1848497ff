"""How sure a run is: the same war played many times with what the claims leave of the parameters, as bands."""

from typing import NamedTuple

from hinterland.engine.result import Run
from hinterland.report.fans import Fans, fans
from hinterland.study.ensembles.code_version import code_version
from hinterland.study.ensembles.courses import Courses, read_courses
from hinterland.study.ensembles.shipped import RUNS, are_of
from hinterland.theatre.assemble import load as theatre

MOST = 8
"""Quantities that are shown beside those of victims; `hinterland report` shows all of an ensemble."""


class HowSure(NamedTuple):
    """The bands of a report: whose runs they are, and their charts."""

    words: str
    fans: tuple[Fans, ...]


def shipped(run: Run) -> Courses | None:
    """Return the runs that come with the package, where they are of the same war as the run; else None."""
    return read_courses(RUNS) if are_of(run.scenario) else None


def how_sure(courses: Courses) -> HowSure:
    """Return the bands of runs as a report shows them: those of victims, and those with most claims."""
    resolution = int(courses.about["resolution"])
    drawn = fans(courses, theatre(resolution))
    victims, others = ([one for one in drawn if one.victims is kind] for kind in (True, False))
    words = (
        f"{courses.runs} runs of the same war, cells of H3 resolution {resolution}. Each has its own random numbers "
        "and its own values of all parameters: draws of the posterior, which is what the claims that are not held out "
        "leave of the declared ranges."
    )
    if courses.about["code"] != code_version():
        words += " They were played by an earlier version of the program."
    return HowSure(words, (*victims, *others[:MOST]))

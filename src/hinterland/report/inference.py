"""The page of an ensemble and that of a fit: one HTML file each, with pictures, sentences and tables of the same."""

from pathlib import Path
from typing import Any

from hinterland.core.calendar import date_of
from hinterland.core.fault import Fault
from hinterland.evidence.ledger import Ledger
from hinterland.report import bias_matrix, charts, fans, misfit_map, page, place_names, ridges
from hinterland.report.drawing import day
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.ensembles.courses import Courses, read_courses
from hinterland.study.ensembles.run_store import DESCRIPTION
from hinterland.study.fits.kept_fit import KeptFit, is_fit, read_fit
from hinterland.study.scores.score import model_name
from hinterland.theatre.assemble import load as theatre

TEMPLATE = "inference.html.j2"
WARNING = (
    "Everything here is made by a model from causes that history gave; the README has its known misses. Victims of the "
    "war are shown and never a score: no figure says how well claims of them fit, and none of them is fitted."
)


def html_of(folder: Path) -> str:
    """Return the page of an ensemble or of a fit that a folder keeps, as the text of one HTML file.

    Raises `Fault` where the folder holds neither, and for a file that is lacking or cannot be read.
    """
    if is_fit(folder):
        return page_of_fit(read_fit(folder, ledger := ledger_of_package()), ledger)
    if not folder.is_dir():
        raise Fault(folder, 0, "there is no such folder", "give the folder of an ensemble or of a fit")
    if not (folder / DESCRIPTION).is_file():
        raise Fault(folder, 0, "holds no ensemble and no fit", "give what hinterland ensemble or hinterland fit wrote")
    return page_of_ensemble(read_courses(folder))


def page_of_ensemble(found: Courses) -> str:
    """Return the page with the fan charts of an ensemble."""
    ground = theatre(int(found.about["resolution"]))
    drawn = fans.fans(found, ground)
    first, last = (day(date_of(when)) for when in found.about["days"])
    sections = [
        (part, name, [one for one in drawn if one.victims is victims])
        for part, name, victims in (("people", "The people who lived there", True), ("war", "The war", False))
    ]
    shown = [section for section in sections if section[2]]
    return _filled(
        title=f"{found.runs} runs of {found.about['scenario']}",
        which=f"{model_name(found.about)}, {first} to {last}, cells of H3 resolution {found.about['resolution']}",
        parts=[("reading", "How to read this"), *((part, name) for part, name, _ in shown)],
        fans=shown,
        speakers=[(who, charts.swatch(who)) for who in charts.SIDES],
        fit=None,
    )


def page_of_fit(found: KeptFit, ledger: Ledger) -> str:
    """Return the page with the pictures of a fit."""
    about = found.about
    ground = theatre(int(str(about["resolution"])))
    pictures = {
        "ridges": ridges.ridges(found.parameters),
        "matrix": bias_matrix.bias_matrix(found.biases),
        "map": misfit_map.misfit_map(found.misfits, found.shown, ground, ledger),
    }
    runs = f"{about['bank_runs']} runs on {about['draws']} draws, {about['second_runs']} of a second wave"
    return _filled(
        title=f"What the claims say: a fit of {about['scenario']}",
        which=f"{found.shown} claims that are not held out, {runs}, cells of H3 resolution {about['resolution']}",
        parts=[("parameters", "Parameters"), ("speakers", "Speakers"), ("misfits", "What no parameters reach")],
        fans=(),
        speakers=(),
        fit=pictures,
    )


def _filled(**contents: Any) -> str:
    style = page.style("report.css", "fans.css", "inference.css")
    return str(page.template(TEMPLATE).render(css=style, languages=place_names.languages(), footer=WARNING, **contents))

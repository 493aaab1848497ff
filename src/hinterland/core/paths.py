"""Where the plain data lies: at the top of a checkout, inside the package once installed."""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_CHECKOUT = _PACKAGE.parents[1]


def data(name: str) -> Path:
    """Return a folder of plain data, such as `theatre`, wherever this installation keeps it."""
    inside = _PACKAGE / "_data" / name
    return inside if inside.is_dir() else _CHECKOUT / name


THEATRE = data("theatre")
EVIDENCE = data("evidence")
COUNTERFACTUALS = data("counterfactuals")
EXPLANATIONS = data("explanations")
FITTED = data("fitted")
SCENARIOS = data("scenarios")
TEACHING = data("teaching")

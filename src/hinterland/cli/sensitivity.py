"""`hinterland sensitivity`: which parameters carry the figures of an ensemble, from the runs that are there."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hinterland.cli import tables
from hinterland.cli.confront import share
from hinterland.cli.tables import Column
from hinterland.files.output import table

if TYPE_CHECKING:
    import pandas as pd

    from hinterland.study.fits.sensitivity import Sensitivity

COLUMNS = (
    Column("quantity", lead=True),
    Column("parameter", lead=True),
    Column("alone", figure=True),
    Column("and in pairs", figure=True),
    Column("stands out in", figure=True),
)
FIGURES = "{}-figures.csv"
DIGITS = "%.4g"
SURE = 0.1
"""Standard error of a total effect above which it is not printed: few runs say nothing of pairs."""


def sensitivity(
    folder: Annotated[Path, typer.Argument(help="Folder of an ensemble of --draws prior or hand, or of a fit.")],
    quantity: Annotated[list[str] | None, typer.Option(help="A quantity to show; all if left out.")] = None,
    top: Annotated[int, typer.Option(help="Parameters to show of each quantity.", min=1, max=100)] = 3,
    out: Annotated[Path, typer.Option(help="CSV file to write.")] = Path("out/sensitivity.csv"),
) -> None:
    """Say which parameters carry each figure that claims are set beside, alone and in pairs, with standard errors."""
    from hinterland.study.fits.sensitivity import sensitivity as of

    beside = FIGURES.format(out.stem)
    with table(out, "sensitivity", [folder], [beside], DIGITS) as keep:
        found = of(folder, quantities=quantity or ())
        keep(found.table, {beside: found.figures.to_csv(index=False, lineterminator="\n", float_format=DIGITS)})
    show(found, top)
    typer.echo(f"Leading parameters of every figure: {out}; what is chance: {out.with_name(beside)}")


def show(found: "Sensitivity", top: int) -> None:
    """Print the parameters that stand out in most figures of each quantity, in the mean over these."""
    rows = [line for name, lines in found.table.groupby("quantity") for line in leading(str(name), lines, top)]
    title = f"Shares of variance over {found.runs} runs, in the mean of the figures in which a parameter stands out"
    tables.show(COLUMNS, rows, title)
    alone, error, chance = (found.figures[name].median() for name in ("all_first", "all_first_error", "chance"))
    tables.say(
        f"In the median of figures {share(alone)} of the variance is what parameters do each alone (standard error of "
        f"a figure {share(error)}), {share(chance)} chance. What pairs do is left empty where its standard error is "
        f"above {share(SURE)}"
    )


def leading(name: str, lines: "pd.DataFrame", top: int) -> list[tuple[str, ...]]:
    """Return rows of the parameters of a quantity that stand out; one that says so where none does."""
    figures = len(lines[list(lines.columns[1:7])].drop_duplicates())
    out = lines[lines["stands_out"]]
    if out.empty:
        return [(name, "none stands out", "", "", f"0 of {figures}")]
    by = out.groupby("parameter").agg(
        first=("first", "mean"),
        total=("total", "mean"),
        error=("total_error", "mean"),
        many=("first", "size"),
    )
    by = by.sort_values(["many", "first"], ascending=False).head(top)
    return [
        (
            name,
            str(parameter),
            f"{row['first']:.2f}",
            f"{row['total']:.2f}" if row["error"] <= SURE else "",
            f"{row['many']:.0f} of {figures}",
        )
        for parameter, row in by.iterrows()
    ]

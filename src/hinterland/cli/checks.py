"""`hinterland check`: the theatre and the ledger, by name of check."""

from typing import Annotated

import typer

from hinterland.cli import tables

app = typer.Typer(help="Check the theatre or the ledger.", no_args_is_help=True)


@app.command()
def theatre(
    resolution: Annotated[int | None, typer.Option(help="3, 4 or 5; all three if left out.")] = None,
) -> None:
    """Run the named checks of the theatre tables."""
    from hinterland.core.fault import Fault, Faults
    from hinterland.core.paths import THEATRE
    from hinterland.theatre.check import check

    wrong = []
    for finest in (resolution,) if resolution else (3, 4, 5):
        for one in check(resolution=finest):
            tables.say(f"{'ok' if one.ok else 'WRONG':<5} {finest}  {one.name}: {one.figure}", " " * 9)
            if not one.ok:
                message = f"{one.name} (resolution {finest}): {one.figure}"
                wrong.append(Fault(THEATRE, 0, message, f"expected {one.expected}"))
    if wrong:
        raise Faults(wrong)


@app.command("ledger")
def claims(
    renew: Annotated[bool, typer.Option("--write", help="Write disputes and descriptors anew before.")] = False,
) -> None:
    """Run the named checks of the ledger, and work out every formula of claims that a parameter rests on."""
    from hinterland.core.fault import Faults
    from hinterland.evidence.check import check, write
    from hinterland.evidence.cite import traced
    from hinterland.study.catalogue.formulas import check_formulas
    from hinterland.study.claims.ledger_of_package import ledger_of_package

    if renew:
        write()
    for name in check():
        typer.echo(f"ok    {name.replace('_', ' ')}")
    if wrong := check_formulas(ledger_of_package().by_id):
        raise Faults(wrong)
    typer.echo("ok    formulas of claims hold the values of parameters")
    tables.say(traced(ledger_of_package()))

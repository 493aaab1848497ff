"""`hinterland parameters`: every number of the model, its range, and what it rests on."""

from fnmatch import fnmatchcase
from typing import Annotated

import typer

from hinterland.cli import tables
from hinterland.core.fault import Fault

COLUMNS = (
    tables.Column("name", lead=True),
    tables.Column("value"),
    tables.Column("range"),
    tables.Column("basis"),
    tables.Column("meaning"),
)


def parameters(
    names: Annotated[
        str, typer.Argument(help="A name, with or without its group, or a pattern such as 'rail.*'.")
    ] = "*",
    basis: Annotated[str | None, typer.Option(help="Only those with this basis, such as assumed.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV with every column.")] = False,
    as_page: Annotated[bool, typer.Option("--markdown", help="Write a page, as docs/parameters.md.")] = False,
) -> None:
    """List the parameters of the model: value, unit, range, basis in the record, meaning.

    `hinterland explain NAME` says what one rests on and where it is declared.
    """
    from hinterland.core.names import Names
    from hinterland.engine import catalogue
    from hinterland.study.catalogue import listing

    table = listing.parameters()
    if basis is not None:
        table = table[table["basis"] == Names("basis", catalogue.tally()).find(basis)]
    wanted = Names("parameter", table["name"])
    called = set(listing.parameters_called(names)) & set(wanted.known)
    pattern = names if called or "*" in names or "?" in names else wanted.find(names)
    found = table[[name in called or fnmatchcase(name, pattern) for name in table["name"]]]
    if found.empty:
        raise Fault(None, 0, f"no parameter fits {names!r}", "give a pattern such as 'rail.*'")
    if as_csv:
        tables.as_csv(found)
        return
    if as_page:
        from hinterland.report.parameters import page

        typer.echo(page(found), nl=False)
        return
    rows = [
        (
            p["name"],
            catalogue.with_unit(p["default"], p["unit"]),
            catalogue.range_in_words(p["low"], p["high"], p["scale"]),
            p["basis"],
            p["meaning"],
        )
        for p in found.to_dict("records")
    ]
    tables.show(COLUMNS, rows)
    counted = ", ".join(f"{many} {name}" for name, many in catalogue.tally(found["name"]).items() if many)
    tables.say(f"{len(found)} parameters: {counted}")

"""`hinterland documented`: crimes and other dated events of named places, as sources give them."""

from typing import Annotated, Any

import typer

from hinterland.cli import tables
from hinterland.cli.ledger import figure
from hinterland.evidence.documented import KINDS
from hinterland.evidence.model import RECALLED, mark

COLUMNS = (
    tables.Column("id", lead=True),
    tables.Column("date"),
    tables.Column("event"),
    tables.Column("people", figure=True),
    tables.Column("victims"),
    tables.Column("by"),
    tables.Column("source"),
)


def documented(
    kind: Annotated[str | None, typer.Option(help="A kind of event, such as mass_shooting.")] = None,
    oblast: Annotated[str | None, typer.Option(help="An oblast of June 1941 by any name, such as minsk.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Leave out what ended before this date.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Leave out what began after this date.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV with every column.")] = False,
) -> None:
    """List documented crimes and other dated events of named places; nothing here is made by the model."""
    from hinterland.study.catalogue.listing import documented_events

    found = documented_events(kind=kind, oblast=oblast, start=since, end=until)
    if as_csv:
        tables.as_csv(found)
        return
    tables.show(COLUMNS, [line(row) for row in found.to_dict("records")])
    recalled = int((found["verified"] == "memory").sum())
    tables.say(f"{len(found)} events; {recalled} of them from memory, marked so and not yet seen at a source")


def line(row: dict[str, Any]) -> tuple[str, ...]:
    """Return an event as the cells of a table."""
    fields = ", ".join(row["recalled"].split()) if row["verified"] == "yes" else ""
    recalled = f" ({fields} {RECALLED})" if fields else ""
    return (
        row["id"],
        f"{row['date_from']:%Y-%m-%d}",
        f"{KINDS[row['kind']]}, {row['place']}",
        figure(row | {"unit": row["counts"]}),
        row["victims"],
        row["perpetrators"],
        row["source"] + mark(row["verified"]) + recalled,
    )

"""`hinterland documented`: crimes and other dated events of named places, as sources give them."""

import csv
from typing import Annotated, Any

import typer

from hinterland.cli import tables
from hinterland.evidence.documented import KINDS

COLUMNS = (
    tables.Column("date", lead=True),
    tables.Column("event"),
    tables.Column("people", figure=True),
    tables.Column("victims"),
    tables.Column("by"),
    tables.Column("source"),
)


def documented(
    kind: Annotated[str | None, typer.Option(help="A kind of event, such as mass_shooting.")] = None,
    oblast: Annotated[str | None, typer.Option(help="An oblast of June 1941 by its id, such as minsk.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Leave out what ended before this date.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Leave out what began after this date.")] = None,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV with every column.")] = False,
) -> None:
    """List documented crimes and other dated events of named places; nothing here is made by the model."""
    from hinterland.study.listing import documented_events

    found = documented_events(kind=kind, oblast=oblast, start=since, end=until)
    if as_csv:
        table = found.to_csv(index=False, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
        typer.echo(table.encode(), nl=False)  # a table is UTF-8 whatever the terminal speaks
        return
    tables.show(COLUMNS, [line(row) for row in found.to_dict("records")])
    recalled = int((found["verified"] == "memory").sum())
    tables.say(f"{len(found)} events; {recalled} of them from memory, marked so and not yet seen at a source")


def line(row: dict[str, Any]) -> tuple[str, ...]:
    """Return an event as the cells of a table."""
    memory = {"memory": " (from memory)"}.get(row["verified"], "")
    return (
        f"{row['date_from']:%Y-%m-%d}",
        f"{KINDS[row['kind']]}, {row['place']}",
        figures(row),
        row["victims"],
        row["perpetrators"],
        row["source"] + memory,
    )


def figures(row: dict[str, Any]) -> str:
    """Return the figures of an event with what they count."""
    ends = [row[k] for k in ("low", "high") if row[k] == row[k] and row[k] is not None]
    best = row["best"] if row["best"] == row["best"] else None
    if best is None and not ends:
        return ""
    spread = f" ({min(ends):,.0f} to {max(ends):,.0f})" if best is not None and len(set(ends)) > 1 else ""
    told = f"{best:,.0f}{spread}" if best is not None else " to ".join(f"{end:,.0f}" for end in dict.fromkeys(ends))
    return f"{told} {row['counts']}"

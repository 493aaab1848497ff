"""`hinterland cite`: what a saved run rests on, as BibTeX."""

from pathlib import Path
from typing import Annotated

import typer


def cite(
    run: Annotated[Path, typer.Argument(help="The folder of a run.")] = Path("out/history-1"),
    as_json: Annotated[bool, typer.Option("--json", help="Print CSL JSON.")] = False,
) -> None:
    """Print how to cite what a saved run rests on: the program, the ledger, and the works behind its parameters."""
    from hinterland.evidence.cite import bibtex
    from hinterland.study.saved_runs.cited import cited
    from hinterland.study.saved_runs.saved import SavedRun

    items = cited(SavedRun(run))
    if as_json:
        import json

        typer.echo(json.dumps(items, ensure_ascii=False, indent=2))
        return
    typer.echo("\n".join(bibtex(item) for item in items), nl=False)

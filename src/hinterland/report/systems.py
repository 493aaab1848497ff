"""The page of the systems: for each its files, state, parameters, and whether it works, from the last count."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinterland.core.fault import Fault
from hinterland.engine.catalogue import fields, parameters
from hinterland.files.output import Keep, table
from hinterland.study.systems.works import EFFECT, ENOUGH, System, moved, read_systems, score

if TYPE_CHECKING:
    import pandas as pd

COUNT, PAGE = "systems.csv", "systems.md"
DIGITS = "%.4g"
KINDS = {"works": "must hold", "inferred": "informative", "interaction": "sign of an effect"}


def place(folder: Path) -> AbstractContextManager[Keep]:
    """Return the place of the count and of the page made of it in a folder that stands.

    Raises `Fault` where there is none.
    """
    if not folder.is_dir():
        raise Fault(folder, 0, "there is no such folder", "name one that stands, as docs")
    return table(folder / COUNT, "systems --page", beside=(PAGE,), digits=DIGITS)


def write(found: "pd.DataFrame", keep: Keep) -> None:
    """Write the count and the page made of it to their place."""
    counted = found.to_csv(index=False, float_format=DIGITS)
    keep(found, {PAGE: page(_read(StringIO(counted)))})


def read(folder: Path) -> "pd.DataFrame":
    """Read the last count back."""
    return _read(folder / COUNT)


def _read(written: Path | StringIO) -> "pd.DataFrame":
    import pandas as pd

    return pd.read_csv(written, keep_default_na=False, na_values={key: [""] for key in ("rate", "change", "error")})


def page(found: "pd.DataFrame") -> str:
    """Return the page as Markdown."""
    systems = read_systems()
    return "\n".join([*_head(found, systems), *(line for s in systems.values() for line in _system(s, found))]) + "\n"


def _head(found: "pd.DataFrame", systems: dict[str, System]) -> Iterator[str]:
    seeds = int(found["seeds"].max())
    pairs = int(found.loc[found["kind"] == EFFECT, "seeds"].max())
    yield "# The systems, and whether they work"
    yield ""
    yield f"Made by `hinterland systems --members {seeds} --pairs {pairs} --page docs` from `evidence/works.csv`,"
    yield f"`evidence/systems.csv` and the catalogue; a line holds when {100 * ENOUGH:.0f} % of the seeds pass it."
    yield "The change is by how much the figure is above that of the same war without the cause, on the same seeds,"
    yield "with its standard error."
    yield ""
    yield "| kind of line | lines | can be run | hold |"
    yield "|---|---|---|---|"
    for kind, (many, run, held) in score(found).items():
        yield f"| {KINDS[kind]} | {many} | {run} | {held} |"
    yield ""
    yield "| system | files | state | parameters | must hold | effects | left out by |"
    yield "|---|---|---|---|---|---|---|"
    for s in systems.values():
        mine = found[found["system"] == s.id]
        counts = [_held(mine[mine["kind"] == kind]) for kind in ("works", "interaction")]
        files = ", ".join(f"`{name}`" for name in s.files)
        state, numbers = (len(_of_files(s.files, declared)) for declared in (fields(), parameters()))
        yield (
            f"| {s.id} {s.name} | {files} | {state} | {numbers} "
            f"| {counts[0]} | {counts[1]} | {f'`{s.off}`' if s.off else 'given from outside'} |"
        )


def _held(lines: "pd.DataFrame") -> str:
    return f"{int(lines['holds'].astype(bool).sum())} of {len(lines)}" if len(lines) else ""


def _system(s: System, found: "pd.DataFrame") -> Iterator[str]:
    yield ""
    yield f"## {s.id} {s.name}"
    yield ""
    yield f"{s.what}."
    yield ""
    yield f"State: {_listed(_of_files(s.files, fields()))}"
    yield ""
    yield f"Parameters: {_listed(_of_files(s.files, parameters()))}"
    mine = found[found["system"] == s.id]
    if mine.empty:
        return
    yield ""
    yield "| line | kind | passes | | change | how it is tested |"
    yield "|---|---|---|---|---|---|"
    for row in mine.to_dict("records"):
        runs = row["status"] == "runs"
        rate = f"{100 * float(row['rate']):.0f} %" if runs else ""
        word = ("holds" if row["holds"] else "**does not hold**") if runs else f"waits: {row['why']}"
        change = moved(row["change"], row["error"])
        yield f"| {row['line']} | {KINDS[row['kind']]} | {rate} | {word} | {change} | {row['reading']} |"


def _of_files(files: Sequence[str], declared: Iterable[dict[str, Any]]) -> list[str]:
    """Return the names of what is declared in these files of `war/`, be it state arrays or parameters."""
    return [one["name"] for one in declared if one["name"].partition(".")[0] in files]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"

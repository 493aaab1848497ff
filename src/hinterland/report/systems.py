"""The page of the systems: for each its files, state, parameters, and whether it works, from the last counts.

One count is made with the parameters set by hand; a second, on draws of the posterior, is shown beside it where it
stands in the same folder.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hinterland.core.fault import Fault
from hinterland.engine.catalogue import fields, parameters
from hinterland.files.output import Keep, table
from hinterland.report.counterfactuals import markdown
from hinterland.study.systems.works import EFFECT, ENOUGH, System, moved, read_systems, score

if TYPE_CHECKING:
    import pandas as pd

COUNT, DRAWN_COUNT, PAGE = "systems.csv", "systems_posterior.csv", "systems.md"
DIGITS = "%.4g"
KINDS = {"works": "must hold", "inferred": "informative", "interaction": "sign of an effect"}


def place(folder: Path) -> AbstractContextManager[Keep]:
    """Return the place of the count and of the page made of it in a folder that stands.

    Raises `Fault` where there is none.
    """
    if not folder.is_dir():
        raise Fault(folder, 0, "there is no such folder", "name one that stands, as docs")
    return table(folder / COUNT, "systems --page", beside=(PAGE,), digits=DIGITS)


def write(found: "pd.DataFrame", keep: Keep, folder: Path) -> None:
    """Write the count and the page made of it to their place in a folder."""
    counted = found.to_csv(index=False, float_format=DIGITS)
    keep(found, {PAGE: page(_read(StringIO(counted)), read_drawn(folder))})


def read(folder: Path) -> "pd.DataFrame":
    """Read the last count back."""
    return _read(folder / COUNT)


def read_drawn(folder: Path) -> "pd.DataFrame | None":
    """Read the last count on draws of the posterior back; None where the folder has none.

    Raises `Fault` for a count that lacks a kind of lines.
    """
    path = folder / DRAWN_COUNT
    if not path.is_file():
        return None
    found = _read(path)
    if missing := KINDS.keys() - set(found["kind"]):
        message = f"has no line of the kind {', '.join(sorted(missing))}"
        raise Fault(path, 0, message, "count all kinds: hinterland systems --draws posterior, without --kind")
    return found


def _read(written: Path | StringIO) -> "pd.DataFrame":
    import pandas as pd

    return pd.read_csv(written, keep_default_na=False, na_values={key: [""] for key in ("rate", "change", "error")})


def page(found: "pd.DataFrame", drawn: "pd.DataFrame | None" = None) -> str:
    """Return the page as Markdown, from a count and, where there is one, another on draws of the posterior."""
    systems = read_systems()
    rates = {} if drawn is None else {_key(row): row for row in drawn.to_dict("records")}
    body = (line for s in systems.values() for line in _system(s, found, rates))
    return "\n".join([*_head(found, drawn), *_systems(found, systems), *body]) + "\n"


def _key(row: Mapping[Any, Any]) -> tuple[str, str, str]:
    return row["system"], row["line"], row["kind"]


def sizes(found: "pd.DataFrame") -> tuple[int, int]:
    """Return how many seeds the lines of a count were run on, and how many the effects."""
    return int(found["seeds"].max()), int(found.loc[found["kind"] == EFFECT, "seeds"].max())


def counted(found: "pd.DataFrame", drawn: "pd.DataFrame | None") -> Iterator[str]:
    """Yield a table of how many lines of each kind hold, with a column for the draws of the posterior."""
    held = {} if drawn is None else {kind: str(holds) for kind, (_, _, holds) in score(drawn).items()}
    heads = ["kind of line", "lines", "can be run", "hold", *(["hold on draws of the posterior"] if held else [])]
    rows = [
        [KINDS[kind], str(many), str(run), str(holds), *([held.get(kind, "")] if held else [])]
        for kind, (many, run, holds) in score(found).items()
    ]
    yield from markdown(heads, rows)


def _head(found: "pd.DataFrame", drawn: "pd.DataFrame | None") -> Iterator[str]:
    seeds, pairs = sizes(found)
    yield "# The systems, and whether they work"
    yield ""
    yield f"Made by `hinterland systems --members {seeds} --pairs {pairs} --page docs` from `evidence/works.csv`,"
    yield f"`evidence/systems.csv` and the catalogue; a line holds when {100 * ENOUGH:.0f} % of the seeds pass it."
    yield "The change is by how much the figure is above that of the same war without the cause, on the same seeds,"
    yield "with its standard error."
    if drawn is not None:
        seeds, pairs = sizes(drawn)
        asked = f"--draws posterior --members {seeds} --pairs {pairs} --out docs/{DRAWN_COUNT}"
        yield ""
        yield f"The column of the posterior is made by `hinterland systems {asked}`: each run has its own"
        yield "draw of the parameters from the fit that ships, and its own seed."
    yield ""
    yield from counted(found, drawn)


def _systems(found: "pd.DataFrame", systems: dict[str, System]) -> Iterator[str]:
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


def _system(s: System, found: "pd.DataFrame", drawn: Mapping[tuple[str, str, str], Mapping[Any, Any]]) -> Iterator[str]:
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
    more = [" on draws of the posterior |", "---|"] if drawn else ["", ""]
    yield f"| line | kind | passes | |{more[0]} change | how it is tested |"
    yield f"|---|---|---|---|{more[1]}---|---|"
    for row in mine.to_dict("records"):
        word = ("holds" if row["holds"] else "**does not hold**") if row["status"] == "runs" else f"waits: {row['why']}"
        beside = f" {_rate(drawn.get(_key(row)))} |" if drawn else ""
        change = moved(row["change"], row["error"])
        yield f"| {row['line']} | {KINDS[row['kind']]} | {_rate(row)} | {word} |{beside} {change} | {row['reading']} |"


def _rate(row: Mapping[Any, Any] | None) -> str:
    return f"{100 * float(row['rate']):.0f} %" if row is not None and row["status"] == "runs" else ""


def _of_files(files: Sequence[str], declared: Iterable[dict[str, Any]]) -> list[str]:
    """Return the names of what is declared in these files of `war/`, be it state arrays or parameters."""
    return [one["name"] for one in declared if one["name"].partition(".")[0] in files]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"

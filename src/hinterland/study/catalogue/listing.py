"""Tables of what there is: claims of the ledger, scenarios, parameters and quantities of the model."""

from typing import TYPE_CHECKING, Any

from hinterland.core.calendar import read_day
from hinterland.core.names import Names, alike
from hinterland.engine import catalogue
from hinterland.engine.quantities import SHARES
from hinterland.evidence import documented
from hinterland.study.catalogue.claims_within import claims_within
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.scenarios import scenario_files

if TYPE_CHECKING:
    import pandas as pd


def claims(
    quantity: str | None = None,
    region: str | None = None,
    *,
    start: Any = None,
    end: Any = None,
    said_by: str | None = None,
    conflict: str | None = None,
    text: str | None = None,
    kind: str | None = None,
    numeric: bool | None = None,
) -> "pd.DataFrame":
    """Return the claims of the ledger that fit every condition, one line each, all of them without conditions.

    `quantity` is a name, the noun alone (`rails`) or a pattern (`rails.*`); `region` an id or another name of a region,
    or drawn ground (`around:Minsk,50km`, a polygon) for the claims of regions that lie for the most part in it; `start`
    and `end` leave out claims that ended before or began after a date; `said_by` is a speaker, perhaps with an author
    (`historian:Gogun`); `conflict` the id of a conflict, or `*` for any; `text` words in any order; `kind` a kind of
    claim; `numeric` whether a number is given. `low`, `best` and `high` are in the `unit` of the line. Raises `Fault`
    with near names for a name that is not known.

    >>> import hinterland as hl
    >>> table = hl.claims("rails.cut", start="1943-08-01", end="1943-09-15")
    >>> sorted(set(table["said_by"]) & {"soviet", "german"})
    ['german', 'soviet']
    """
    ledger = ledger_of_package()
    fits = claims_within(
        ledger,
        quantity=quantity,
        region=region,
        since=start,
        until=end,
        said_by=said_by,
        conflict=conflict,
        text=text,
        kind=kind,
        numeric=numeric,
    )
    return ledger.claims[fits]


def documented_events(
    *,
    kind: str | None = None,
    oblast: str | None = None,
    start: Any = None,
    end: Any = None,
) -> "pd.DataFrame":
    """Return the documented events that fit every condition, one line each in order of time: crimes above all.

    `kind` is a kind of event such as `mass_shooting`, `oblast` an oblast of June 1941 by any name; `start` and `end`
    leave out events that ended before or began after a date. Figures are people; `counts` says what of them is counted,
    `scope` whether a line may be added up (`event`), `verified` whether its source was seen, and `recalled` which
    fields are from memory all the same. Nothing in this table is made by the model. Raises `Fault` for a name that is
    not known.

    >>> import hinterland as hl
    >>> table = hl.documented_events(oblast="kiev", start="1941-09", end="1941-09")
    >>> set(table["documented"])
    {True}
    """
    ledger = ledger_of_package()
    events = list(ledger.documented.values())
    if kind is not None:
        wanted = Names("kind of event", documented.KINDS).find(kind)
        events = [one for one in events if one.kind == wanted]
    if oblast is not None:
        wanted = ledger.names.oblasts.find(oblast)
        events = [one for one in events if one.oblast == wanted]
    if start is not None:
        events = [one for one in events if one.date_to >= read_day(start, what="start")]
    if end is not None:
        events = [one for one in events if one.date_from <= read_day(end, what="end", end=True)]
    return documented.frame(events)


def scenarios() -> "pd.DataFrame":
    """Return the scenarios that come with the package, one line each.

    `name` is what `hinterland.run` takes, `title` says how the war differs from history, `without` names the switches
    and decisions that are left out, `changed` and `scaled` the parameters and decisions that are set otherwise.

    >>> import hinterland as hl
    >>> hl.scenarios().set_index("name").loc["history", "without"]
    ''
    """
    import pandas as pd

    found = [(name, scenario_files.load(name)) for name in scenario_files.names()]
    rows = [
        (
            name,
            s.title,
            " ".join(sorted(s.without)),
            " ".join(sorted(s.parameters)),
            " ".join(name for name, _ in s.scaled),
        )
        for name, s in found
    ]
    return pd.DataFrame(rows, columns=["name", "title", "without", "changed", "scaled"])


def parameters() -> "pd.DataFrame":
    """Return the parameters of the model, one line each.

    `name` is what `hinterland.run(parameters=...)` takes, `default` its value, `low` to `high` its range in `unit`, on
    a linear or logarithmic `scale`; `meaning` says what it does, `basis` how it rests on the record (see
    `hinterland.core.declare`), `cites` on which claims or assumptions, and `formula`, `at_least` and `at_most` by which
    figures of claims.

    >>> import hinterland as hl
    >>> table = hl.parameters().set_index("name")
    >>> table.loc["rail.guards_half", "unit"]
    'person/km'
    """
    import pandas as pd

    rows = []
    for declared in catalogue.parameters():
        span, cites = declared.pop("span"), declared.pop("cites")
        declared["meaning"] = declared.pop("doc")
        rows.append(declared | span._asdict() | {"cites": " ".join(cites)})
    columns = "name default unit low high scale basis meaning cites formula at_least at_most"
    return pd.DataFrame(rows, columns=columns.split())


def parameters_called(name: str) -> list[str]:
    """Return the parameters whose name without its group is this one, however it is spelled.

    >>> parameters_called("guards half")
    ['rail.guards_half']
    """
    return [p["name"] for p in catalogue.parameters() if alike(p["name"].partition(".")[2], name)]


def quantities() -> "pd.DataFrame":
    """Return the quantities of the model, one line each.

    `kind` says how days add up: a flow has a sum, a stock and a mean have a mean, a share has a ratio. `said_by` names
    the sides that report the quantity; `of` the two quantities that make a share.

    >>> import hinterland as hl
    >>> table = hl.quantities().set_index("name")
    >>> table.loc["rails.cut", ["unit", "kind", "said_by"]].tolist()
    ['rail', 'flow', 'soviet german']
    """
    import pandas as pd

    shares = {s.name: f"{s.over} / {s.under}" for s in SHARES}
    rows = [
        (q["name"], q["unit"], q["kind"], q["doc"], " ".join(q["said_by"]), shares.get(q["name"], ""))
        for q in catalogue.quantities()
    ]
    return pd.DataFrame(rows, columns=["name", "unit", "kind", "meaning", "said_by", "of"])

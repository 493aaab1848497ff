"""Tables that users give: one cause where the whole is wrong, and nothing of them is left out without a word."""

import csv
from pathlib import Path

import pytest

from hinterland.core.calendar import read_day
from hinterland.core.fault import Fault, Faults
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.read import Given, read_file

HEAD = "id,quantity,region,date_from,date_to,low,best,high,unit,said_by"
ROW = "A1,rails.cut,USSR_occupied,1943-08-03,1943-09-15,100000,214705,300000,rails,soviet"
UCDP = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_new_id,side_a,side_b,source_office,where_prec,"
    "adm_1,country,date_prec,date_start,date_end,deaths_a,deaths_b,best,high,low\n"
    "1,R,1943,1,Clear,1,1,A,B,x,1,Minsk,Belarus,1,1943-08-03,1943-08-03,0,0,5,7,3\n"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,country,admin1,"
    "location,latitude,longitude,source,notes,fatalities\n"
    "BLR1,1943-08-03,1943,1,x,Battles,x,A,Belarus,Minsk,Minsk,53.9,27.6,x,n,5\n"
)


def given(tmp_path: Path, ledger: Ledger, *lines: str) -> Given:
    path = tmp_path / "mine.csv"
    path.write_bytes(("\n".join(lines) + "\n").encode())
    return read_file(path, ledger.known())


def faults(tmp_path: Path, ledger: Ledger, *lines: str) -> list[str]:
    with pytest.raises(Faults) as caught:
        given(tmp_path, ledger, *lines)
    return [str(fault).removeprefix(f"{tmp_path / 'mine.csv'}") for fault in caught.value.faults]


def fault(tmp_path: Path, ledger: Ledger, *lines: str) -> str:
    (one,) = faults(tmp_path, ledger, *lines)
    return one


@pytest.mark.parametrize("parter", [";", "\t", "|"])
def test_that_another_mark_between_cells_is_one_fault_however_many_rows(
    parter: str, tmp_path: Path, ledger: Ledger
) -> None:
    name = {";": "semicolons", "\t": "tabs", "|": "bars"}[parter]
    lines = [line.replace(",", parter) for line in (HEAD, *[ROW] * 20_000)]
    assert fault(tmp_path, ledger, *lines).startswith(f":1: the cells are parted by {name}; save it with commas")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ((ROW, ROW), ":1: the first line is a row of data and no header; put a line of column names above it: id,"),
        (("Claims of 1943,,", "", HEAD, ROW), ":3: the header stands on line 3; remove the lines above it"),
        (("# from the archive", HEAD, ROW), ":2: the header stands on line 2; remove the lines above it"),
        (("sep=,", HEAD, ROW), ":1: the first line is 'sep=,', a note for a spreadsheet; remove it"),
        (tuple(f'"{line}"' for line in (HEAD, ROW)), ":1: every line stands in quotation marks as one cell"),
        (("| " + HEAD.replace(",", " | ") + " |", "|---|"), ":1: the cells are parted by bars"),
        ((UCDP,), ":1: the table is an export of UCDP GED; its date_start would be date_from, date_end date_to"),
        ((ACLED,), ":1: the table is an export of ACLED; its event_id_cnty would be id, event_date both"),
        (("a,b,c", "1,2,3"), ":1: the columns 'id', 'quantity', 'region', 'date_from', 'date_to', 'said_by' are"),
        ((HEAD.replace("best", "bset"), ROW), ":1: there is no column 'bset'; perhaps best"),
        ((HEAD.replace("said_by", "siad_by"), ROW), ":1: there is no column 'siad_by'; perhaps said_by"),
        ((HEAD.replace("high", "Best"), ROW), ":1: the column 'best' stands twice; keep one of them"),
        ((HEAD, ROW + ",x", ROW + ",x"), ":2: every line has 11 cells where the header has 10; give each"),
        ((HEAD, ROW + ",x"), ":2: the line has 11 cells where the header has 10; quote cells that contain commas"),
        ((HEAD, ROW, "Total"), ":3: the line has 1 cells where the header has 10; quote cells that contain commas"),
        ((HEAD,), ": the table has a header and no claims"),
        ((",,,",), ":1: the table has no header"),
        ((",,,", ROW), ":1: the first line is a row of data and no header"),
    ],
)  # fmt: skip
def test_that_a_header_at_fault_is_one_cause(
    lines: tuple[str, ...], message: str, tmp_path: Path, ledger: Ledger
) -> None:
    assert fault(tmp_path, ledger, *lines).startswith(message)


@pytest.mark.parametrize("name", ["best", "Best", " best ", "BEST", '"Best"', "\u00a0best"])
def test_that_a_column_is_known_without_regard_to_case_and_blanks(name: str, tmp_path: Path, ledger: Ledger) -> None:
    read = given(
        tmp_path, ledger, "\ufeff" + HEAD.replace("best", name).replace("id,", "ID,").replace("date_", "Date "), ROW
    )
    assert [(claim.low, claim.best, claim.high) for claim in read.claims] == [(100000.0, 214705.0, 300000.0)]
    assert read.cautions == []


def test_that_every_column_that_is_not_used_is_named_once(tmp_path: Path, ledger: Ledger) -> None:
    read = given(tmp_path, ledger, HEAD + ",estimate,Page 2,side", ROW + ",5,x,german")
    (caution,) = read.cautions
    assert (caution.line, caution.message) == (1, "3 columns are not used: estimate, Page 2, side")
    assert "rename what should be one of kind," in caution.remedy
    assert read.claims[0].said_by == "soviet"


def test_that_a_column_without_name_is_told_where_it_first_holds_something(tmp_path: Path, ledger: Ledger) -> None:
    rows = ("0," + ROW + ",,", "1," + ROW.replace("A1", "A2") + ",,7")
    read = given(tmp_path, ledger, "," + HEAD + ",,", *rows)
    cautions = [(caution.line, caution.message) for caution in read.cautions]
    assert cautions == [(2, "column 1 has no name, and is not used"), (3, "column 13 has no name, and is not used")]
    assert [claim.id for claim in read.claims] == ["A1", "A2"]


@pytest.mark.parametrize("ends", ["\r", "\r\n"])
def test_that_the_line_ends_of_any_system_are_read_and_counted(ends: str, tmp_path: Path, ledger: Ledger) -> None:
    bad = ROW.replace("A1", "A2").replace("214705", "many")
    assert fault(tmp_path, ledger, ends.join((HEAD, ROW, bad, ROW.replace("A1", "A3")))).startswith(":3: best 'many'")


SWALLOWED = (
    HEAD + ",note",
    ROW + ',"Rail War',
    ROW.replace("A1", "A2") + ",second",
    ROW.replace("A1", "A3") + ',third"',
)


def test_that_rows_swallowed_by_a_quotation_mark_are_told_where_it_opens(tmp_path: Path, ledger: Ledger) -> None:
    message = fault(tmp_path, ledger, *SWALLOWED)
    assert message.startswith(
        ":2: a quotation mark opens here, and the cell holds line ends and commas as many as a row"
    )


def test_that_a_mark_that_opens_in_one_row_and_closes_in_the_next_is_told(tmp_path: Path, ledger: Ledger) -> None:
    broken = (ROW.replace("USSR_occupied", '"USSR_occupied'), ROW.replace("A1", "A2").replace("USSR_occupied", 'USSR"'))
    assert fault(tmp_path, ledger, HEAD, *broken).startswith(":2: a quotation mark opens here")


@pytest.mark.parametrize("tail", [',"open', ',"6" track"', ',"open\n' + ROW.replace("A1", "A2") + ',"closed"'])
def test_that_a_mark_that_is_never_closed_is_told_where_it_opens(tail: str, tmp_path: Path, ledger: Ledger) -> None:
    lines = (HEAD + ",note", ROW.replace("A1", "A0") + ',"a note\nof two lines"', ROW + tail)
    assert fault(tmp_path, ledger, *lines).startswith(":4: the line is not CSV")


@pytest.mark.parametrize(
    ("limit", "words"), [(131_072, "field larger than field limit"), (2**31 - 1, "unexpected end of data")]
)
def test_that_a_cell_of_100000_rows_is_told_where_its_mark_opens(
    tmp_path: Path, ledger: Ledger, limit: int, words: str
) -> None:
    """The limit belongs to the whole process, and other libraries raise it."""
    before = csv.field_size_limit(limit)
    rows = [ROW.replace("A1", f"B{n}") + ",n" for n in range(100_000)]
    try:
        message = fault(tmp_path, ledger, HEAD + ",note", ROW + ',"open', *rows)
    finally:
        csv.field_size_limit(before)
    assert message.startswith(f":2: the line is not CSV ({words}")


def test_that_a_note_of_several_lines_with_commas_is_a_note(tmp_path: Path, ledger: Ledger) -> None:
    note = '"first, second, third,\nfourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth\nend"'
    read = given(tmp_path, ledger, HEAD + ",note", f"{ROW},{note}")
    assert read.claims[0].note.count("\n") == 2


@pytest.mark.parametrize(
    ("best", "unit", "message"),
    [
        ("214.705", "rails", "best is 214.705 rails; what is counted is whole; perhaps 214705 (a point"),
        ("1.000", "attacks", "best is 1.000 attacks; what is counted is whole; perhaps 1000 (a point"),
        ("120", "percent", "120 percent is more than the whole"),
        ("35", "share", "35 share is more than the whole; give a share from 0 to 1, or write percent"),
        ("5", "tons", "the unit 'tons' is not clear; a ton may be short, long or metric; write tonnes (metric)"),
    ],
)  # fmt: skip
def test_that_a_number_that_its_unit_contradicts_is_a_fault(
    best: str, unit: str, message: str, tmp_path: Path, ledger: Ledger
) -> None:
    row = f"A1,rails.cut,USSR_occupied,1943-08-03,1943-09-15,,{best},,{unit},soviet"
    assert fault(tmp_path, ledger, HEAD, row).startswith(f":2: {message}")


@pytest.mark.parametrize(
    ("best", "unit", "message"),
    [
        ("21.5", "rails", "best is 21.5 rails, and what is counted is whole"),
        ("108.000", "km2", "best 108.000 is read as 108"),
        ("214", "", "no unit is given, and rail is taken"),
        ("214", "thousand", "214 thousand is read as 214 thousand rails"),
        ("214.705", "thousand rails", ""),
        ("0.350", "percent", ""),
    ],
)
def test_that_a_number_that_may_be_meant_otherwise_is_a_caution(
    best: str, unit: str, message: str, tmp_path: Path, ledger: Ledger
) -> None:
    row = f"A1,rails.cut,USSR_occupied,1943-08-03,1943-09-15,,{best},,{unit},soviet"
    assert [caution.message for caution in given(tmp_path, ledger, HEAD, row).cautions] == (
        [message] if message else []
    )


def test_that_a_share_without_unit_is_asked_for_it(tmp_path: Path, ledger: Ledger) -> None:
    row = "A1,railway.capacity_loss,AGC_area,1943-08-01,1943-08-31,,{},,,soviet"
    message = ":2: a share stands without its unit; write percent"
    small, large = (fault(tmp_path, ledger, HEAD, row.format(best)) for best in ("0.35", "35"))
    assert small == f"{message} (0.35 of a hundred) or share (0.35 of one, 35 percent) into unit"
    assert large == f"{message} into unit"


def test_that_faults_of_rows_stand_in_the_order_of_their_lines(tmp_path: Path, ledger: Ledger) -> None:
    bad = [ROW.replace("A1", f"A{n}").replace("214705", "2,5").replace(",2,5,", ',"2,5",') for n in range(30)]
    message = faults(tmp_path, ledger, HEAD, *bad)
    assert [int(line.split(":")[1]) for line in message] == list(range(2, 32))


@pytest.mark.parametrize(
    ("date", "remedy"),
    [
        ("1943-08-03T00:00:00", "leave out the time of day: 1943-08-03"),
        ("03.08.1943", "which number is the month is not guessed"),
        ("1943-8-3", "write it as 1943-08-03"),
        ("15921", "it looks like a spreadsheet's number of a day"),
    ],
)
def test_that_a_date_in_a_table_is_read_by_the_rule_of_the_command_line(
    date: str, remedy: str, tmp_path: Path, ledger: Ledger
) -> None:
    found = fault(tmp_path, ledger, HEAD, ROW.replace("1943-08-03", date))
    with pytest.raises(Fault) as on_the_command_line:
        read_day(date, what="date_from")
    assert found.endswith(str(on_the_command_line.value))
    assert remedy in found

"""What is published says what the ledger says."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from hinterland.core.fault import Fault, Faults
from hinterland.core.paths import EVIDENCE
from hinterland.evidence import check, cite
from hinterland.evidence.correct import as_written
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import COLUMNS, Claim
from hinterland.evidence.publish import publish


@pytest.fixture(scope="module")
def folder(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("it's public")
    assert all(made.exists() for made in publish(ledger, path))
    return path


def words(claim: Claim) -> list[str]:
    return [as_written(getattr(claim, column)) for column in COLUMNS]


def written(value: object) -> str:
    return as_written(float(value) if isinstance(value, int) else value)


def test_that_the_database_gives_every_claim_back(ledger: Ledger, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as base:
        names = ", ".join(f'"{c}"' for c in COLUMNS)
        for table, claims in (("claims", ledger.judged), ("claims_raw", ledger.raw)):
            lines = base.execute(f"select {names} from {table} order by rowid").fetchall()
            assert [[written(v) for v in line] for line in lines] == [words(c) for c in claims]


def test_that_the_database_keeps_its_keys_and_finds_words(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as base:
        assert base.execute("pragma foreign_key_check").fetchall() == []
        linked = {row[2] for row in base.execute("pragma foreign_key_list(claims)")}
        assert linked == {"sources", "quantities"}
        key = [row[1] for row in base.execute("pragma table_info(claims)") if row[5]]
        assert key == ["id"]
        found = base.execute(
            "select id from claims where rowid in (select rowid from claims_fts where claims_fts match 'catacombs')"
        ).fetchall()
        assert ("S146",) in found


def test_that_a_publication_goes_over_an_earlier_one_and_over_nothing_else(ledger: Ledger, tmp_path: Path) -> None:
    first = publish(ledger, tmp_path / "pub")
    assert publish(ledger, tmp_path / "pub") == first
    (tmp_path / "pub" / "my own.csv").write_text("my,own\n", encoding="utf-8")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "claims.csv").write_text("my,own\n", encoding="utf-8")
    for folder, name in (("pub", "my own.csv"), ("mine", "claims.csv")):
        with pytest.raises(Fault, match=name):
            publish(ledger, tmp_path / folder)
        assert (tmp_path / folder / name).read_text(encoding="utf-8") == "my,own\n"


def test_that_parquet_and_json_give_every_claim_back(ledger: Ledger, folder: Path) -> None:
    path = str(folder / "claims.parquet").replace("'", "''")
    names = ", ".join(f'"{c}"' for c in COLUMNS)
    lines = duckdb.sql(f"select {names} from '{path}'").fetchall()
    assert [[written(v) for v in line] for line in lines] == [words(c) for c in ledger.judged]
    whole = json.loads((folder / "ledger.json").read_text(encoding="utf-8"))
    assert [[written(row[c]) for c in COLUMNS] for row in whole["claims"]] == [words(c) for c in ledger.judged]


def test_that_barred_claims_are_marked_in_public(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as base:
        barred = {row[0] for row in base.execute("select id from claims where barred")}
    assert barred == {"S533", "S534", "R070"}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("which", ["ours", "published"])
def test_that_the_data_package_is_valid(folder: Path, which: str) -> None:
    frictionless = pytest.importorskip("frictionless")
    path = (EVIDENCE if which == "ours" else folder) / "datapackage.json"
    report = frictionless.validate(str(path))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]


def test_that_the_ledger_passes_its_named_checks_and_what_is_written_is_current() -> None:
    assert len(check.check()) >= 9


def test_that_a_page_that_is_not_current_is_a_fault(copy: Path) -> None:
    (copy / "disputes.md").write_text("all is well", encoding="utf-8")
    with pytest.raises(Faults, match=r"disputes\.md is not current; say hinterland check ledger --write"):
        check.check(copy)
    check.write(copy)
    check.check(copy)


def test_that_a_citation_names_source_speaker_and_doubt(ledger: Ledger) -> None:
    item = cite.cite_claim(ledger, "R016")
    entry = cite.bibtex(item)
    assert item["id"] == "hinterland-R016"
    assert "from memory" in item["note"]
    assert entry.startswith("@misc{hinterland-R016,")
    assert "Hermann Teske, Die silbernen Spiegel" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")
    with pytest.raises(Fault, match="there is no claim 'R9999'"):
        cite.cite_claim(ledger, "R9999")


def test_that_every_claim_can_be_cited(ledger: Ledger) -> None:
    keys = {cite.cite_claim(ledger, name)["id"] for name in ("S001", "O01", *list(ledger.by_id)[:50])}
    assert len(keys) >= 51
    assert cite.cite_ledger(ledger)["version"] == ledger.digest


def test_that_the_state_of_the_ledger_changes_with_any_claim(ledger: Ledger) -> None:
    from dataclasses import replace

    first = replace(ledger.raw[0], note=ledger.raw[0].note + "!")
    assert replace(ledger, raw=(first, *ledger.raw[1:])).digest != ledger.digest

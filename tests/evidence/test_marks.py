"""What is from memory is marked wherever it is told, and what was first published elsewhere is cited so."""

import re

import pandas as pd
import pytest

import hinterland as hl
from hinterland.cli import beside, documented, main
from hinterland.core.paths import EVIDENCE
from hinterland.evidence import cite
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.model import RECALLED, mark

RECALLED_CLAIM, SEEN_CLAIM = "R016", "R061"


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    main.answer(list(words))
    return " ".join(capsys.readouterr().out.split())


def test_that_only_memory_is_marked() -> None:
    assert mark("memory") == " (from memory)"
    assert {mark(how) for how in ("yes", "document", "house", "")} == {""}


def test_that_claims_on_the_command_line_are_marked_where_they_are_from_memory(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(capsys, "claims", "--quantity", "trains.*")
    marked = {c.id for c in ledger.claims.itertuples() if c.id in text.split() and c.verified == "memory"}
    assert marked
    assert text.count(f"({RECALLED})") >= len(marked)


def test_that_a_table_of_claims_says_how_each_is_known(ledger: Ledger) -> None:
    table = hl.claims().set_index("id")
    assert table.loc[RECALLED_CLAIM, "verified"] == "memory"
    assert (table["verified"] == "memory").sum() == sum(c.verified == "memory" for c in ledger.judged)
    assert "(from memory)" in repr(ledger.by_id[RECALLED_CLAIM])
    assert "(from memory)" not in repr(ledger.by_id[SEEN_CLAIM])


def test_that_an_explanation_marks_claims_figures_and_people_from_memory(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    quantity = ledger.by_id[RECALLED_CLAIM].quantity
    text = printed(capsys, "explain", quantity)
    assert f"{RECALLED_CLAIM} (from memory)" in text
    assert re.search(r"\d of them from memory\)", text)
    recalled = next(e for e in ledger.entities.values() if e.verified == "memory")
    assert ledger.explain(recalled.id).meaning.endswith("(from memory)")
    assert "title and year from memory" in ledger.explain("teske").meaning


def test_that_an_explanation_tells_the_publication_and_the_mirror_only_as_read_at(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = printed(capsys, "explain", "S055")
    assert "published in: Jerzy Turonek, Białoruś pod okupacją niemiecką" in text
    assert "read at: Soviet partisans (encyclopedia article)" in text
    assert "read at" in printed(capsys, "explain", "R045")


def test_that_what_a_run_is_set_beside_is_marked() -> None:
    row = {
        "claim": "R016", "quantity": "trains.needed", "region": "AGC_area", "from": "1942-01-01", "to": "1942-01-31",
        "said_by": "german", "unit": "train/day", "low": 1.0, "best": 2.0, "high": 3.0, "verified": "memory",
        "verdict": "agrees", "model_true": 2.0, "model_said": 2.0,
    }  # fmt: skip
    assert "(from memory)" in " ".join(beside.text(pd.DataFrame([row]), 180).split())
    assert "(from memory)" not in beside.text(pd.DataFrame([row | {"verified": "yes"}]), 180)


def test_that_documented_events_are_marked_field_by_field(ledger: Ledger) -> None:
    rows = {row["id"]: row for row in hl.documented_events().to_dict("records")}
    whole = next(r for r in rows.values() if r["verified"] == "memory")
    part = next(r for r in rows.values() if r["verified"] == "yes" and r["recalled"] == "dates perpetrators")
    sure = next(r for r in rows.values() if r["verified"] == "yes" and not r["recalled"])
    assert documented.line(whole)[-1].endswith("(from memory)")
    assert documented.line(part)[-1].endswith("(dates, perpetrators from memory)")
    assert "memory" not in documented.line(sure)[-1]


def test_that_no_pattern_rests_on_a_claim_from_memory(ledger: Ledger) -> None:
    """Their tables print no mark, and need none."""
    assert {claim.verified for claim in ledger.judged if claim.kind == "pattern"} == {"document"}


def test_that_a_citation_names_the_publication_and_not_the_mirror(ledger: Ledger) -> None:
    item = cite.cite_claim(ledger, "R045")
    assert item["title"].startswith("Edgar M. Howell, The Soviet Partisan Movement")
    assert item["page"] == "168"
    assert item["issued"] == {"literal": "1956"}
    assert "read at: " in item["note"]
    assert item["URL"] == ledger.by_id["R045"].found_at
    assert "yumpu" not in item["title"]
    assert "author" not in cite.bibtex(item)


def test_that_a_citation_keeps_doubts_out_of_the_title_and_in_the_note(ledger: Ledger) -> None:
    item = cite.cite_claim(ledger, "S474")
    assert "memory" not in item["title"]
    assert "publication from memory" in item["note"]
    assert cite.cite_claim(ledger, "S001")["title"] == ledger.sources["article"].title


def test_that_every_doubt_of_a_publication_is_understood(ledger: Ledger) -> None:
    given = {c.publication for c in ledger.raw if c.publication}
    assert len(given) >= 60
    for one in given:
        left = cite.DOUBT.sub("", one)
        assert not re.search(r"from memory|not seen|not known", left), one
        assert left, one


def test_that_every_claim_but_those_of_the_documents_names_a_publication_or_what_is_not_known(ledger: Ledger) -> None:
    bare = [c.id for c in ledger.raw if not c.publication and c.source not in ("article", "museum")]
    assert [name for name in bare if not name.startswith("house")] == []


def test_that_what_is_told_of_a_publication_never_is_an_address(ledger: Ledger) -> None:
    assert [c.id for c in ledger.raw if "://" in c.publication] == []


def test_that_the_documentation_tells_how_far_publications_are_known(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    sentence = cite.traced(ledger)
    documentation = (EVIDENCE / "README.md").read_text(encoding="utf-8")
    assert sentence in " ".join(documentation.split())
    assert sentence in printed(capsys, "check", "ledger")


def test_that_no_number_of_a_claim_that_was_looked_up_is_recalled_in_its_note(ledger: Ledger) -> None:
    """Such a number is a claim of its own, marked from memory."""
    for claim in ledger.raw:
        if claim.verified == "memory" or not (recalled := re.search(r"[^.;]*\b(?:recalled|from memory)", claim.note)):
            continue
        own = {f"{n:,.10g}" for n in (claim.low, claim.best, claim.high) if n is not None}
        assert not own & set(re.findall(r"\d[\d,.]*\d|\d", recalled[0])), claim.id

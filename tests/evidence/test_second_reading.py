"""What the second full reading of the documents found missing is in the ledger, and stays."""

import pytest

from hinterland.evidence.ledger import Ledger

FOUND = {
    "S603": "camps ghettos before",
    "S604": "systematically destroy Jews",
    "S605": "mobile death squads",
    "S612": "hatred Jews",
    "S613": "risk everything save Jews",
    "S610": "shot starved",
    "S621": "international law",
    "S622": "perestroika publications",
    "S623": "political topic Finnish",
    "S629": "Holodomor",
    "S630": "few local people help",
    "S633": "against own race",
    "S634": "class struggle",
    "S635": "Belarusian film studio",
    "S608": "hundreds thousands civilians",
    "S625": "several massacres",
    "S632": "endurance resourcefulness",
    "S553": "combat German misinformation",
}


@pytest.mark.parametrize("name", FOUND)
def test_that_a_statement_that_was_missing_is_found_by_its_words(ledger: Ledger, name: str) -> None:
    assert name in set(ledger.query(text=FOUND[name])["id"])


def test_that_new_statements_say_where_they_stand_and_what_they_test(ledger: Ledger) -> None:
    new = [c for c in ledger.raw if c.id.startswith("S") and int(c.id[1:4]) > 600]
    assert len(new) == 37
    for claim in new:
        assert claim.verified == "document"
        assert claim.found_at.startswith("line ")
        assert claim.page
        assert claim.system
        assert claim.counts or not claim.numeric


def test_that_what_rests_on_the_gloss_of_a_link_says_so(ledger: Ledger) -> None:
    """The copy puts the beginning of another article behind each link; none of them is a statement of the document."""
    assert {c.id for c in ledger.raw if "gloss" in c.note} == {"S163", "S489"}

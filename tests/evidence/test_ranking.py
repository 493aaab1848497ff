"""Whoever types a common word is offered the quantity that it means first."""

import pytest

from hinterland.core.fault import Fault
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.ranking import SHOWN

WORDS = {
    "strength": "partisans.strength",
    "ground held": "zones.area",
    "hostages": "civilians.hostages",
    "deported": "people.deported",
    "forced labour": "people.deported",
    "hidden Jews": "jews.hiding",
    "Jews in hiding": "jews.hiding",
    "Jews murdered": "jews.murdered",
    "rails": "rails.cut",
    "rails destroyed": "rails.cut",
    "trains": "trains.derailed",
    "derailments": "derailments.count",
    "burnt villages": "villages.burned",
    "reprisals": "civilians.killed_in_reprisals",
    "reprisal": "civilians.killed_in_reprisals",
    "acts of reprisal": "reprisals.count",
    "murdered": "jews.murdered",
    "massacres": "jews.murdered",
    "shot": "civilians.killed",
    "victims": "civilians.killed",
    "villages burned": "villages.burned",
    "hostages killed": "civilians.killed_hostages",
    "civilians killed": "civilians.killed",
    "partisan losses": "partisans.dead",
    "recruits": "partisans.joined",
    "weapons captured": "weapons.captured",
    "prisoners freed": "prisoners.freed",
    "defectors": "defectors.count",
    "police": "police.strength",
    "bridges": "bridges.down",
    "flights": "airlift.sorties",
    "newspapers": "papers.printed",
    "leaflets": "papers.leaflets",
    "printing press": "papers.presses",
    "grain denied": "harvest.denied",
    "harvest taken": "harvest.taken",
    "internees": "people.interned",
    "intelligence reports": "intelligence.reports",
    "agents": "intelligence.agents",
    "cattle taken": "expeditions.cattle",
    "family camps": "camps.family",
    "food taken": "food.taken",
    "German dead": "axis.dead",
    "railway capacity": "railway.capacity_loss",
    "garrisons": "garrisons.destroyed",
    "morale": "axis.morale",
}


@pytest.mark.parametrize("asked", WORDS)
def test_that_a_common_word_finds_its_quantity_first(asked: str, ledger: Ledger) -> None:
    fitting = ledger.names.fitting(asked)
    assert fitting[0].name == WORDS[asked]
    assert len(fitting) <= SHOWN


def test_that_words_about_the_dead_lead_to_people_before_acts(ledger: Ledger) -> None:
    from hinterland.evidence.ranking import THE_DEAD
    from hinterland.evidence.registry import of_victims

    for words, names in THE_DEAD.items():
        offered = [q.name for q in ledger.names.fitting(words)]
        assert offered[: len(names)] == list(names), words
        assert all(map(of_victims, names)), words
        assert set(names) <= set(ledger.quantities), words


def test_that_every_quantity_is_found_by_the_words_of_its_own_name(ledger: Ledger) -> None:
    some = list(ledger.quantities.items())[::8]
    lost = [name for name, q in some if q not in ledger.names.fitting(name)]
    assert lost == []


@pytest.mark.parametrize("asked", ["Xyzzy", "partisan strenght", "rels.cut", "gold of the tsar", "of the"])
def test_that_words_most_of_which_fit_nothing_find_nothing(asked: str, ledger: Ledger) -> None:
    assert ledger.names.fitting(asked) == []


def test_that_the_ledger_refuses_a_common_word_with_the_best_quantities(ledger: Ledger) -> None:
    with pytest.raises(Fault, match=r"perhaps you mean partisans\.strength or "):
        ledger.explain("strength")

"""The ledger is asked with names in any spelling and script, and with words in any order."""

import pytest

from hinterland.core.fault import Fault
from hinterland.evidence.ledger import Ledger


@pytest.mark.parametrize(
    "name",
    [
        "Kovpak",
        "KOVPAK",
        "Kowpak",
        "Ковпак",
        "Sydir Kovpak",
        "Kovpak, Sydir",
        "Сидор Ковпак",
        "Сидор Артемьевич Ковпак",
    ],
)
def test_that_a_person_is_explained_in_any_spelling_and_script(ledger: Ledger, name: str) -> None:
    assert ledger.explain(name).name == "kovpak"


@pytest.mark.parametrize(
    ("name", "kind", "means"),
    [
        ("Белоруссия", "region", "Belarus"),
        ("Lwów", "region", "Lvov"),
        ("Жуков", "person", "zhukov"),
        ("Medwedjew", "person", "medvedev"),
        ("Rails.Cut", "quantity", "rails.cut"),
        ("partisan-strength", "quantity", "partisans.strength"),
        ("AK order", "conflict", "ak_order"),
        ("GERLACH", "source", "gerlach"),
    ],
)
def test_that_any_name_is_explained_in_another_spelling(ledger: Ledger, name: str, kind: str, means: str) -> None:
    explanation = ledger.explain(name)
    assert (explanation.kind, explanation.name) == (kind, means)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rels.cut", "perhaps you mean rails.cut"),
        ("Moldavia", "can mean more than one; give Moldova or romania_moldavia"),
        ("Xyzzy", "the ledger knows nothing called 'Xyzzy'; search the text"),
        ("", "'' is no name"),
        (None, "None is no name"),
        (7, "7 is no name"),
    ],
)
def test_that_a_name_that_is_none_is_refused_with_the_nearest(ledger: Ledger, name: object, words: str) -> None:
    with pytest.raises(Fault) as caught:
        ledger.explain(name)  # type: ignore[arg-type]
    assert words in str(caught.value)


def ids(ledger: Ledger, **wanted: object) -> list[str]:
    return list(ledger.query(**wanted)["id"])


def test_that_words_are_found_in_any_order_script_and_spelling(ledger: Ledger) -> None:
    kovpak = ids(ledger, text="Kovpak")
    assert len(kovpak) == 11
    for asked in ("KOVPAK", "Kowpak", "Ковпак", "kóvpak"):
        assert ids(ledger, text=asked) == kovpak, asked
    both = ids(ledger, text="villages burned")
    assert both == ids(ledger, text="burned  VILLAGES")
    assert set(both) == set(ids(ledger, text="villages")) & set(ids(ledger, text="burned"))
    assert 0 < len(both) < len(ids(ledger, text="villages"))


def test_that_a_word_that_no_claim_holds_finds_none(ledger: Ledger) -> None:
    assert ids(ledger, text="Kovpak Himmler Xyzzy") == []


def test_that_a_region_is_asked_for_by_any_of_its_names(ledger: Ledger) -> None:
    belarus = ids(ledger, region="Belarus")
    assert len(belarus) == 154
    for asked in ("belarus", "BELARUS", "Belorussia", "Byelorussia", "Белоруссия", "White Russia", "Weißrussland"):
        assert ids(ledger, region=asked) == belarus, asked
    assert ledger.names.notes({"region": "Belorussia"}) == ["Belorussia is read as Belarus"]
    assert ledger.names.notes({"region": "belarus"}) == []


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"region": "Belaruss"}, "there is no region 'Belaruss'; perhaps you mean Belarus"),
        ({"region": "Moldavia"}, "can mean more than one"),
        ({"region": ["Belarus"]}, "is not a name"),
        ({"region": ""}, "is empty"),
        ({"quantity": "rails.cutt"}, "there is no quantity 'rails.cutt'; perhaps you mean rails.cut"),
        ({"quantity": "rial"}, "there is no quantity 'rial'; perhaps you mean"),
        ({"quantity": "railz.*"}, "no quantity is like 'railz.*'"),
        ({"quantity": 3}, "the quantity 3 is not a name"),
        ({"said_by": "sovjet"}, "there is no speaker 'sovjet'; perhaps you mean soviet"),
        ({"said_by": "historian:Gogunn"}, "there is no author 'Gogunn'; perhaps you mean Gogun"),
        ({"said_by": "historian:"}, "the name of the author is empty"),
        ({"conflict": "strenght_1941"}, "there is no conflict 'strenght_1941'; perhaps you mean strength_1941"),
        ({"conflict": "nosuch"}, "there is no conflict 'nosuch'; give one of"),
        ({"kind": "flo"}, "there is no kind 'flo'; perhaps you mean flow"),
        ({"text": ""}, "holds no word"),
        ({"text": "***"}, "holds no word"),
        ({"text": 5}, "holds no word"),
        ({"since": "3.8.1943"}, "year first"),
        ({"until": "Aug 1943"}, "write it as 1943-08"),
        ({"since": "1944", "until": "1943"}, "until 1943-12-31 comes before since 1944-01-01"),
        ({"numeric": "no"}, "numeric is 'no'; give True or False"),
    ],
    ids=str,
)
def test_that_no_question_is_answered_with_nothing_for_a_wrong_name(ledger: Ledger, wanted: dict, words: str) -> None:
    with pytest.raises(Fault) as caught:
        ledger.query(**wanted)
    assert words in str(caught.value)


def test_that_speakers_and_conflicts_are_asked_for_without_regard_to_case(ledger: Ledger) -> None:
    assert ids(ledger, said_by="Soviet") == ids(ledger, said_by="soviet") != []
    assert ids(ledger, said_by="Historian:Гогун") == ids(ledger, said_by="historian:gogun") != []
    assert ids(ledger, conflict="Strength-1941") == ids(ledger, conflict="strength_1941") != []


def test_that_months_and_years_bound_a_question(ledger: Ledger) -> None:
    assert ids(ledger, since="1943-08", until="1943-08") == ids(ledger, since="1943-08-01", until="1943-08-31")
    assert ids(ledger, since="1943", until="1943") == ids(ledger, since="1943-01-01", until="1943-12-31")


def test_that_everything_of_the_ledger_tells_in_short_what_it_is(ledger: Ledger) -> None:
    assert repr(ledger).startswith("<Ledger: ")
    things = [ledger, *ledger.judged, *ledger.corrections[:0], ledger.explain("Kovpak"), ledger.names.regions]
    for group in (ledger.sources, ledger.quantities, ledger.conflicts, ledger.entities, ledger.assumptions):
        things += group.values()
    assert max(len(repr(one)) for one in things) < 300
    assert repr(ledger.by_id["R111a"]).startswith("<Claim R111a: soviet, partisans.strength ")

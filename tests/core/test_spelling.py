"""Names alike in all but case, accents and script are one; what could be two things is refused with both."""

import pytest

from hinterland.core.fault import Fault
from hinterland.core.names import Names
from hinterland.core.spelling import plain, sound, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KOVPAK", "kovpak"),
        ("Ковпак", "kovpak"),
        ("Мінск", "minsk"),
        ("Łódź", "lodz"),
        ("Brześć", "brzesc"),
        ("Süd", "su\u0308d"),
        ("Weißruthenien", "weissruthenien"),
        ("Орёл", "orel"),
        ("Україна", "ukraina"),
        ("Слуцк", "slutsk"),
        ("Kamenets-Podolsk", "kamenets_podolsk"),
        ("Luts\u2019k", "lutsk"),
        ("  rails.cut ", "rails cut"),
        ("KİEV", "kiev"),
    ],
)
def test_that_case_accents_signs_and_script_do_not_count(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ковпак", "Kovpak", "Kowpak"),
        ("Медведев", "Medvedev", "Medwedew", "Medwedjew", "Miedwiediew"),
        ("Вершигора", "Vershigora", "Werschigora", "Verszyhora"),
        ("Фёдоров", "Fedorov", "Fyodorov", "Fjodorow"),
        ("Жуков", "Zhukov", "Żukow"),
        ("Брянск", "Bryansk", "Brjansk", "Briańsk"),
        ("Гомель", "Gomel", "Homel"),
        ("Харьков", "Kharkov"),
    ],
)
def test_that_spellings_of_several_languages_sound_alike(spellings):
    assert len({sound(one) for one in spellings}) == 1


def test_that_different_names_do_not_sound_alike():
    names = [
        "Kovpak",
        "Kovel",
        "Brest",
        "Bryansk",
        "Minsk",
        "Pinsk",
        "Gomel",
        "Kobrin",
        "Lvov",
        "Lida",
        "Orel",
        "Orsha",
    ]
    assert len({sound(name) for name in names}) == len(names)


def test_that_words_are_a_set_without_order():
    assert words("Ковпак, Сидор") == words("sidor KOVPAK") == {"sidor", "kovpak"}


@pytest.fixture
def places():
    other = {"White Russia": ("Belarus",), "Moldavia": ("Moldova", "Romania"), "УССР": ("Ukraine",)}
    return Names("place", ["Belarus", "Ukraine", "Moldova", "Romania", "USSR"], other=other, by_sound=True)


def test_that_a_name_is_found_by_its_spelling_its_other_name_and_its_sound(places):
    asked = ["Belarus", "BELARUS", "Bélarus", "white-russia", "Ukraïne", "Bielarus"]
    assert [places.find(name) for name in asked] == ["Belarus", "Belarus", "Belarus", "Belarus", "Ukraine", "Belarus"]


def test_that_a_name_in_another_script_is_not_taken_for_one_that_only_looks_like_it(places):
    """Letter by letter УССР becomes USSR, which is another state than the one that is meant."""
    assert places.find("УССР") == "Ukraine"
    assert places.find("USSR") == "USSR"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("Belarsu", "there is no place 'Belarsu'; perhaps you mean Belarus"),
        ("Moldavia", "the place 'Moldavia' can mean more than one; give Moldova or Romania"),
        ("Atlantis", "there is no place 'Atlantis'; give one of Belarus, Ukraine"),
        ("", "the name of the place is empty"),
        (5, "the place 5 is not a name; give one name as text"),
        (["Belarus"], "the place ['Belarus'] is not a name"),
        (None, "the place None is not a name"),
    ],
)
def test_that_what_is_not_one_name_is_refused_in_one_line(places, asked, words):
    with pytest.raises(Fault) as caught:
        places.find(asked)
    assert str(caught.value).startswith(words)
    assert "\n" not in str(caught.value)


def test_that_a_whole_name_is_never_taken_for_a_longer_one_or_a_near_one():
    names = Names("land", ["Nigeria", "Niger", "Ukraine", "Guinea-Bissau"], by_sound=True)
    assert [names.find(one) for one in ("niger", "NIGERIA", " Niger ", "guinea bissau")] == [
        *("Niger", "Nigeria", "Niger", "Guinea-Bissau")
    ]
    for asked in ("Uk", "Nige", "Guinea", "Ukrain"):
        with pytest.raises(Fault, match=f"there is no land '{asked}'"):
            names.find(asked)


def test_that_words_alike_but_for_their_accents_are_one_word():
    assert words("École école ecole") == {"ecole"}

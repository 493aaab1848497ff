"""Every place has one name by the rule, and its names in the languages of the land in their own scripts."""

import re
import unicodedata

import pytest
from tests.theatre.tables import rows_of

from hinterland.core.fault import Fault
from hinterland.core.paths import EVIDENCE, THEATRE
from hinterland.theatre.local_names import LANGUAGES, gazetteer, read_places

CUSTOMARY = {
    "Kiev", "Moscow", "Rostov-on-Don", "Nikolaev", "Kronstadt", "Oranienbaum", "Kexholm", "Krestsy", "Novorossiysk",
    "Bereza Kartuska",
}  # fmt: skip
"""Names that the rule lists as kept in their customary form."""
POLISH_VILLAGES = {
    "Parośla", "Janowa Dolina", "Wola Ostrowiecka", "Ostrówki", "Huta Pieniacka", "Ostrów", "Koniuchy", "Glinciszki",
}  # fmt: skip
"""Polish villages that were destroyed, which keep the names of their people."""
LATIN = "a b v g d z i i k l m n o p r s t u f ts ch sh shch y e yu ya zh kh e"
LETTERS = dict(zip("абвгдзийклмнопрстуфцчшщыэюяжхё", LATIN.split(), strict=True)) | {"ъ": "", "ь": ""}


TOWNS = {row["id"]: row for row in rows_of(THEATRE / "towns.csv")}
REPUBLICS = {row["id"]: row["republic"] for row in rows_of(THEATRE / "oblasts.csv")}


def romanised(russian: str) -> str:
    """Return a Russian name in Latin letters by the rule of the theatre, in small letters."""
    text = re.sub(r"(ый|ий)(?=$|[ -])", "y", russian.lower())
    made = ""
    for before, letter in zip(" " + text, text, strict=False):
        if letter == "\N{CYRILLIC SMALL LETTER IE}":
            made += "ye" if before in "аеёиоуэюяьъ" or not before.isalpha() else "e"
        elif letter == "и" and before == "ь":
            made += "yi"
        else:
            made += LETTERS.get(letter, letter)
    return made


def test_that_every_town_has_its_row_and_bears_its_name_of_june_1941():
    places = gazetteer()
    assert TOWNS.keys() <= places.by_id.keys()
    for key, town in TOWNS.items():
        assert places.by_id[key].name == town["name_1941"]
        assert places.by_id[key].oblast == town["oblast"]


def test_that_a_name_on_soviet_land_is_its_russian_name_romanised():
    """In the Baltic republics, and outside, the name is that of the land; customary names are listed."""
    soviet = [p for p in gazetteer().places if REPUBLICS.get(p.oblast) in ("BSSR", "UkSSR", "MSSR", "RSFSR", "KFSSR")]
    written = [p for p in soviet if "ru" in p.names and p.id in TOWNS and p.name not in CUSTOMARY]
    assert len(written) > 600
    wrong = [(p.name, p.names["ru"]) for p in written if p.name.lower() != romanised(p.names["ru"])]
    assert wrong == []


def test_that_every_place_of_a_documented_crime_is_in_the_table():
    from hinterland.evidence.documented import CRIMES

    events = [row for row in rows_of(EVIDENCE / "documented_events.csv") if row["kind"] in CRIMES]
    missing = {row["place"] for row in events if gazetteer().named(row["place"], row["oblast"]) is None}
    assert missing == set()


def test_that_no_place_of_the_ledger_is_called_by_another_name_than_that_of_the_rule():
    """Names of today, and names in another language, stand in the table of names and nowhere else."""
    rules = {place.name for place in gazetteer().places}
    wrong = {TOWNS[place.id]["name"].split(" (")[0]: place.name for place in gazetteer().places if place.id in TOWNS}
    for place in gazetteer().places:
        if place.id in TOWNS and place.name not in POLISH_VILLAGES:
            wrong |= {name: place.name for code, name in place.names.items() if code in ("pl", "lt", "lv", "fi", "ro")}
    wrong = {name: rule for name, rule in wrong.items() if name not in rules and len(name) > 4}
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, wrong)) + r")(?![\w-])")
    texts = [(row["id"], row["note"]) for path in (EVIDENCE / "claims").glob("*.csv") for row in rows_of(path)]
    texts += [(row["id"], row["name"]) for row in rows_of(EVIDENCE / "entities.csv")]
    texts += [(row["id"], row["place"]) for row in rows_of(EVIDENCE / "documented_events.csv")]
    found = {(key, name) for key, text in texts for name in pattern.findall(text)}
    assert found == {("D088", "Bialystok")}, "an administration of the occupier keeps its name: Bezirk Bialystok"


def test_that_the_names_are_in_their_own_scripts():
    scripts = {"be": "CYRILLIC", "uk": "CYRILLIC", "ru": "CYRILLIC", "yi": "HEBREW"}
    for place in gazetteer().places:
        for code, name in place.names.items():
            wanted = scripts.get(code, "LATIN")
            letters = [letter for letter in name if letter.isalpha()]
            assert letters, (place.id, code)
            assert all(unicodedata.name(letter).startswith(wanted) for letter in letters), (place.id, code, name)


def test_that_the_lands_have_a_name_in_every_language():
    lands = [place for place in gazetteer().places if not place.oblast]
    assert {place.name for place in lands} >= {"Soviet Union", "Belarus", "Ukraine", "Lithuania", "Latvia", "Estonia"}
    assert all(place.names.keys() == LANGUAGES.keys() for place in lands)


def test_that_the_larger_towns_have_the_names_of_those_who_lived_there():
    wanted = {"BSSR": "be", "UkSSR": "uk", "LSSR": "lt", "LaSSR": "lv", "ESSR": "et", "Finland": "fi", "MSSR": "ro"}
    for key, town in TOWNS.items():
        code = wanted.get(REPUBLICS[town["oblast"]])
        if code and int(town["pop_1939"] or 0) >= 10_000:
            assert code in gazetteer().by_id[key].names, key
    counts = {code: sum(code in place.names for place in gazetteer().places) for code in LANGUAGES}
    assert min(counts.values()) >= 40
    assert counts["yi"] >= 300


def test_that_every_row_with_names_says_how_they_are_known():
    assert {place.verified for place in gazetteer().places if place.names} == {"memory"}


def test_that_a_place_is_found_by_name_and_oblast_and_never_guessed():
    places = gazetteer()
    assert places.named("Kremenchug", "poltava").names["uk"] == "Кременчук"
    assert places.named("Kremenchug", "elsewhere").id == places.named("Kremenchug", "poltava").id
    assert places.named("Dubrovka", "orel").id == "dubrovka_orel"
    assert places.named("Kalach", "elsewhere") is None, "two towns are called so"
    assert places.named("Nowhere", "orel") is None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("minsk,Minsk,minsk,,,,,,,,,,,", "stands twice"),
        ("other,,minsk,,,,,,,,,,,", "has no name"),
        ("other,Other,minsk,Іншае,,,,,,,,,,", "does not say how its names are known"),
        ("other,Other,minsk,,,,,,,,,,,memory", "does not say how its names are known"),
    ],
)
def test_that_a_row_out_of_order_is_refused_with_its_line(row, words, tmp_path):
    head = "id,name,oblast," + ",".join(LANGUAGES) + ",verified"
    good = "minsk,Minsk,minsk,Мінск,,,,,,,,,,memory"
    (tmp_path / "local_names.csv").write_text("\n".join([head, good, row, ""]), encoding="utf-8")
    with pytest.raises(Fault, match=words) as caught:
        read_places(tmp_path)
    assert caught.value.line == 3

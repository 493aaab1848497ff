"""A reader can switch the names of places to another language, on the maps and among the documented crimes."""

import re

from hinterland.report import documented, place_names
from hinterland.theatre.local_names import LANGUAGES


def test_that_every_language_can_be_chosen_and_has_its_style(short_page):
    choice = re.search(r'<select id="tongue">.*?</select>', short_page, re.DOTALL)[0]
    assert re.findall(r'<option value="(\w*)">', choice) == ["", *LANGUAGES]
    for code in LANGUAGES:
        assert f'option[value="{code}"]:checked) .spelled > [lang="{code}"] {{ display:inline; }}' in short_page


def test_that_towns_of_a_map_carry_their_names_and_show_that_of_the_rule(short_page):
    groups = re.findall(r'<g class="spelled">(.*?)</g>', short_page)
    assert len(groups) >= 8
    minsk = next(g for g in groups if 'class="rule">Minsk<' in g)
    assert re.search(r'lang="be">Мінск<', minsk)
    assert re.search(r'lang="yi">מינסק<', minsk)
    assert all(g.count('class="rule"') == 1 for g in groups)


def test_that_a_documented_crime_carries_the_names_of_its_place(short_page, summer):
    from hinterland.study.claims.ledger_of_package import ledger_of_package

    crimes = [c for _, rows in documented.crimes(summer, ledger_of_package()) for c in rows]
    named = [c for c in crimes if c.place.names]
    assert len(named) > 0.8 * len(crimes)
    for crime in named:
        row = next(r for r in short_page.split("<tr>") if f'class="id">{crime.id}' in r)
        for code, way, name in crime.place.names:
            assert f'<span lang="{code}" dir="{way}">{name}</span>'.replace("'", "&#39;") in row


def test_that_a_claim_carries_the_names_of_its_ground(short_page):
    row = next(r for r in short_page.split("<tr>") if re.search(r'class="id">R082a?[ <]', r))
    assert '<span class="rule">Belarus</span>' in row
    assert '<span lang="pl" dir="ltr">Białoruś</span>' in row
    assert '<span lang="yi" dir="rtl">' in row


def test_that_the_names_of_several_regions_are_told_one_by_one():
    parts = place_names.of_region("Belarus+Latvia+Nowhere_at_all", {})
    assert [part.name for part in parts] == ["Belarus", "Latvia", "Nowhere at all"]
    assert [bool(part.names) for part in parts] == [True, True, False]


def test_that_only_yiddish_is_written_from_right_to_left():
    assert [code for code in LANGUAGES if place_names.direction(code) == "rtl"] == ["yi"]

"""Whatever parameters lie in their ranges, whatever is left out and wherever the front goes, nothing is lost."""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests import small

import hinterland
from hinterland.core.declare import SWITCH
from hinterland.engine.parameters import parameters
from hinterland.engine.watch import Watch
from hinterland.study.ensembles.draws import at, spans_drawn
from hinterland.study.scenarios.scenario_files import _levers

SPANS = spans_drawn()
SWITCHES = sorted(name for name, spec in parameters().items() if spec.unit == SWITCH)
CHANGES = st.dictionaries(
    st.sampled_from(sorted(SPANS)), st.sampled_from([0.0, 0.01, 0.3, 0.7, 0.99, 1.0]), max_size=120
)
"""Where in their ranges some parameters lie, at the ends of them too."""
OUT = st.sets(st.sampled_from(SWITCHES), max_size=8)
SEEDS = st.integers(0, 2**62)
QUICK, MANY, WARS = 4, 300, 40
"""Small wars in the quick test and in the long one, and wars on the coarse theatre."""
CAREFUL = {"deadline": None, "database": None, "derandomize": True, "suppress_health_check": list(HealthCheck)}


def values(changes: dict[str, float], out: set[str]) -> dict[str, float]:
    """Return parameters by name: from where they lie in their ranges, and what is left out."""
    return {name: at(SPANS[name], share) for name, share in changes.items()} | dict.fromkeys(sorted(out), 0.0)


def check_the_laws(changes: dict[str, float], out: set[str], seed: int, days: int, spell: tuple[int, int]) -> None:
    """Play a small war that is occupied for a spell of days, and check the laws at the end of every day."""
    chosen = small.choose_parameters(values(changes, out))
    guard = Watch(small.begin(chosen, small.land()))
    first, last = sorted(spell)

    def occupied(day: int) -> np.ndarray:
        return np.full(small.CELLS, first <= day <= last, np.uint8)

    small.war(days, seed, chosen, guard.check, {"occupied": occupied})


SPELL = st.tuples(st.integers(0, 60), st.integers(0, 400))


@settings(max_examples=QUICK, phases=[Phase.generate], **CAREFUL)
@given(CHANGES, OUT, SEEDS, st.integers(60, 90), SPELL)
def test_that_nothing_is_lost_in_small_wars_of_any_parameters(changes, out, seed, days, spell):
    check_the_laws(changes, out, seed, days, spell)


@pytest.mark.slow
@settings(max_examples=MANY, **CAREFUL)
@given(CHANGES, OUT, SEEDS, st.integers(120, 400), SPELL)
def test_that_nothing_is_lost_in_very_many_small_wars(changes, out, seed, days, spell):
    check_the_laws(changes, out, seed, days, spell)


@pytest.mark.slow
@settings(max_examples=WARS, phases=[Phase.generate], **CAREFUL)
@given(changes=CHANGES, data=st.data(), seed=SEEDS, days=st.integers(7, 45))
def test_that_nothing_is_lost_on_the_coarse_theatre_under_any_orders(changes, data, seed, days, tmp_path_factory):
    levers = sorted(_levers().known)
    out = data.draw(st.lists(st.sampled_from(levers), max_size=6, unique=True))
    scaled = data.draw(st.dictionaries(st.sampled_from(levers), st.sampled_from([0.0, 0.5, 3.0, 10.0]), max_size=6))
    path = tmp_path_factory.mktemp("any") / "any.toml"
    lines = [f"without = {out!r}".replace("'", '"'), "[scaled]", *(f'"{name}" = {by}' for name, by in scaled.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    end = str(np.datetime64("1941-06-22") + days)
    war = hinterland.run(path, seed=seed, resolution=3, end=end, parameters=values(changes, set()), watch=True)
    assert war.days == days + 1

"""Why an event came about: every kind has a maker, orders are those of day and place, parameters lead to claims."""

import json
import re
from datetime import date
from typing import Any

import numpy as np
import pytest

import hinterland as hl
from hinterland.cli import main
from hinterland.cli.why import of_event
from hinterland.core.calendar import day_of
from hinterland.core.chance import STREAMS
from hinterland.core.fault import Fault
from hinterland.core.journal import Kind
from hinterland.engine.day import SCHEDULE
from hinterland.engine.detachment_histories import (
    BY_DETACHMENTS,
    OTHERS_BY_DETACHMENTS,
    detachment_of_events,
    detachments_of,
)
from hinterland.engine.event_figures import FIGURES
from hinterland.engine.origins import leading_to, recorders
from hinterland.engine.quantities import QUANTITIES
from hinterland.engine.reading import calls, streams
from hinterland.evidence.registry import of_victims
from hinterland.study.causation.orders_in_force import OTHERS, orders_for
from hinterland.study.causation.why import OF_VICTIMS, why
from hinterland.study.claims.ledger_of_package import ledger_of_package
from hinterland.study.saved_runs import store
from hinterland.theatre.decisions import SWITCHES
from hinterland.theatre.forcing import Forcing


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> Any:
    folder = tmp_path_factory.mktemp("saved") / "run"
    return hl.open(store.save(hl.run("history", seed=1, end="1941-10-15", resolution=3), folder))


def test_that_every_kind_of_event_is_made_by_a_kernel_of_the_day() -> None:
    for kind in Kind:
        found = list(recorders(SCHEDULE, kind))
        assert found, kind.name
        assert all(leading_to(SCHEDULE, fn) for _, fn in found), kind.name


def test_that_draws_are_found_through_the_kernels_that_are_called() -> None:
    step = next(step for step in SCHEDULE if step.name == "reprisals.step")
    assert "reprisals.answer" in streams(step.kernel.py_func)
    assert len(calls(step.kernel.py_func)) > 5
    used = {name for step in SCHEDULE for name in streams(step.kernel.py_func)}
    assert used >= {name for name, _ in STREAMS.values() if name.startswith("reprisals.")}


def test_that_an_event_leads_to_its_kernel_detachment_and_claims(saved) -> None:
    number = int(np.flatnonzero(saved.events["kind"] == "rail_cut")[-1])
    found = why(saved, number)
    assert found.event.when == str(saved.events["date"][number].date())
    assert found.agent is not None
    assert found.agent.latest[-1] == found.event
    assert sum(found.agent.so_far.values()) >= 1
    (maker,) = found.makers
    assert maker.name == "rail.step"
    assert [one.name for one in found.preparing] == ["attempts.step"]
    assert maker.parameters
    ids = {s.id for p in maker.parameters for s in p.support}
    assert ids <= set(ledger_of_package().by_id)
    values = saved.parameters.set_index("name")["value"]
    assert all(p.value == values[p.name] for p in maker.parameters)


def test_that_every_kind_has_words_for_its_figures() -> None:
    assert set(FIGURES) == set(Kind)


def test_that_every_kind_of_which_victims_are_counted_is_told_by_month() -> None:
    read = {
        source.split(".")[1]
        for q in QUANTITIES
        if of_victims(q.name)
        for side in (None, "soviet", "german")
        for source in q.sources(side)
        if source.startswith("journal.")
    }
    assert read
    assert read <= {kind.name for kind in OF_VICTIMS}


def test_that_every_kind_with_dead_in_its_figures_is_given_by_month() -> None:
    deadly = {kind.name for kind, counts in FIGURES.items() if re.search(r"killed|executed|lost", " ".join(counts))}
    assert {"self_defence", "ambush", "reprisal", "execution", "drop_lost"} <= deadly
    assert deadly <= {kind.name for kind in OF_VICTIMS}


def test_that_killings_are_given_by_month_and_without_a_place(saved) -> None:
    rows = saved.events[saved.events["kind"] == "reprisal"]
    found = why(saved, int(rows.index[0]))
    assert Kind.reprisal in OF_VICTIMS
    assert len(found.event.when) == len("1941-09")
    assert found.event.answers in Kind.__members__
    assert found.event.oblast == ""
    assert not {"cell", "lat", "lon", "place"} & set(found.event._fields)
    words = f"event {found.event.number}, reprisal, {found.event.when}, given without a place"
    assert of_event(found.event).startswith(words)


def test_that_an_oblast_is_printed_by_its_name(saved) -> None:
    rows = saved.events[(saved.events["kind"] == "rail_cut") & (saved.events["oblast"] == "minsk")]
    found = why(saved, int(rows.index[0])).event
    assert f", {found.when}, Minsk oblast: " in of_event(found)


def test_that_no_killing_is_shown_of_a_unit_by_its_name(saved) -> None:
    """The model spreads killings by chance: which unit it was is no finding of it."""
    units = saved.scenario.prepared().series.inputs.units
    made = detachments_of(saved.events, tuple(unit.name for unit in units))
    named = made.index[made["name"] != ""]
    acts = detachment_of_events(saved.events, (*BY_DETACHMENTS, *OTHERS_BY_DETACHMENTS))
    own = saved.events[np.isin(acts, named)]
    killing = own["kind"].isin([kind.name for kind in OF_VICTIMS])
    for number in own.index[killing][:3]:
        found = why(saved, int(number))
        assert found.agent is not None
        assert found.agent.name == ""
    agents = [why(saved, int(number)).agent for number in own.index[~killing][-5:]]
    assert all(agent is not None and agent.name for agent in agents)
    kinds = {event.kind for agent in agents if agent is not None for event in agent.latest}
    assert kinds
    assert not kinds & {kind.name for kind in OF_VICTIMS}
    assert killing.sum() > 3


def test_that_of_decisions_that_hold_everywhere_the_highest_is_told(saved) -> None:
    history = saved.scenario
    day = day_of(date(1943, 8, 4))
    (order,) = orders_for(history, ["forcing.night_ban"], 0, day)
    assert order.value == history.prepared().series.on(day).night_ban > 0


def test_that_orders_are_those_in_force_there_on_that_day(saved) -> None:
    series = saved.scenario.prepared().series
    day = day_of(date(1941, 10, 1))
    cell = int(np.flatnonzero(series.on(day).reprisal)[0])
    (order,) = orders_for(saved.scenario, ["forcing.reprisal"], cell, day)
    assert order.switch == "reprisal_policy"
    assert order.value == series.on(day).reprisal[cell]
    assert not list(orders_for(saved.scenario, ["population.rural"], cell, day))
    left_out = saved.scenario._replace(without=frozenset({"reprisal_policy"}))
    assert not list(orders_for(left_out, ["forcing.reprisal"], cell, day))


def test_that_the_table_of_fields_names_fields_and_switches_that_there_are() -> None:
    assert set(OTHERS) <= set(Forcing._fields)
    assert {switch for switches in OTHERS.values() for switch in switches} <= set(SWITCHES)


def test_that_text_and_json_tell_the_same(saved, capsys) -> None:
    number = str(int(np.flatnonzero(saved.events["kind"] == "formation")[0]))
    assert main.answer(["why", number, "--run", str(saved.folder)]) == 0
    text = capsys.readouterr().out
    assert main.answer(["why", number, "--run", str(saved.folder), "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["event"]["simulated"] is True
    assert all(maker["name"] in text for maker in printed["makers"])
    assert f"event {number}, formation" in text


@pytest.mark.parametrize("number", ["-1", "99999999"])
def test_that_a_number_without_an_event_is_refused_in_one_line(number, saved, capsys) -> None:
    assert main.answer(["why", "--run", str(saved.folder), "--", number]) == 2
    printed = capsys.readouterr().err
    assert "is out of range" in printed
    assert printed.count("\n") == 1


def test_that_a_folder_without_a_run_is_refused(tmp_path, capsys) -> None:
    assert main.answer(["why", "1", "--run", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_that_an_event_that_is_no_number_is_refused(saved) -> None:
    with pytest.raises(Fault, match="is no whole number"):
        why(saved, "first")  # type: ignore[arg-type]

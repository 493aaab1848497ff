"""A war in a page is the same war to the last bit: its world, its record, its scenarios, its parameters."""

import gzip

import numpy as np
import pytest
from tests import golden
from tests.web import node
from tests.web.conftest import LATE, RESOLUTION, SCENARIOS

import hinterland
from hinterland.engine.day import SCHEDULE
from hinterland.engine.fingerprint import hash_of_record, hash_of_world
from hinterland.engine.parameters import choose_parameters
from hinterland.study.measurement.indicators import Indicator, IndicatorReader
from hinterland.theatre.parameters import GROUPS
from hinterland.web.pack import unpacked

pytestmark = [node.needed, pytest.mark.slow]
CHANGED = {"rail.guards_half": 12.0, "population.initial_support_soviet": 0.55}
"""Parameters of which the second is read before the first day."""


def header(site, name):
    """Return the header of a packed file of a folder."""
    return unpacked((site / name).read_bytes())[0]


def both(war):
    """Return the hashes of a war that Node played."""
    return war["world"], war["record"]


def test_that_eight_wars_are_those_whose_hashes_are_known(site):
    known = golden.read()
    assert len(known) == len(golden.SEEDS) == 8
    made = node.play(site, [{"seed": int(line.seed)} for line in known])
    assert [both(war) for war in made] == [(line.world, line.record) for line in known]


def test_that_every_scenario_is_the_native_war_and_that_history_comes_back(site):
    native = header(site, "readings.war")["native"]
    order = [*SCENARIOS[1:], LATE, SCENARIOS[0]]
    wars = [{"seed": 1} | ({"scenario": name} if name != SCENARIOS[0] else {}) for name in order]
    made = [both(war) for war in node.play(site, wars)]
    assert made == [(native[name]["1"]["world"], native[name]["1"]["record"]) for name in order]
    assert len(set(made)) == len(order), "scenarios that do not differ test nothing"


def test_that_parameters_make_the_war_that_they_make_natively(site):
    (war,) = node.play(site, [{"seed": 2, "parameters": CHANGED}])
    run = hinterland.run("history", seed=2, resolution=RESOLUTION, parameters=CHANGED)
    assert both(war) == (hash_of_world(run.played.world), hash_of_record(run.played.record))


def test_that_every_parameter_of_a_subsystem_has_its_name_and_its_usual_value(site):
    script = """
    import { readFile } from "node:fs/promises";
    const { Engine } = await import(given.library);
    const [module, image] = await Promise.all(given.files.map((name) => readFile(name)));
    const engine = await Engine.load(module, image);
    const usual = Object.keys(engine.parameters).map((name) => [name, engine.get(name)]);
    console.log(JSON.stringify(Object.fromEntries(usual)));
    """
    files = [str(site / name) for name in ("hinterland.wasm", "image.war")]
    made = node.run(script, {"library": (node.LIBRARY / "engine.js").as_uri(), "files": files})
    groups = choose_parameters({}, SCHEDULE).groups
    usual = {f"{g}.{n}": float(x) for g, group in groups.items() if g not in GROUPS for n, x in group._asdict().items()}
    assert made == usual


def test_that_figures_are_read_as_the_program_reads_them(site, coarse):
    asked = [
        ["partisans.strength", "Belarus", ""],
        ["partisans.strength", "Belarus", "soviet"],
        ["rails.cut", "USSR", "german"],
        ["civilians.killed", "Belarus", ""],
        ["partisans.women_share", "USSR", ""],
    ]
    (war,) = node.play(site, [{"seed": 1, "values": asked}])
    for (name, region, side), values in zip(asked, war["values"], strict=True):
        native = coarse.values(name, region, said_by=side or None)
        read = np.array([np.nan if one is None else one for one in values])
        np.testing.assert_allclose(read, native, rtol=1e-9, err_msg=name)


def test_that_what_stands_beside_a_claim_is_what_the_program_sets_there(site, coarse):
    claims = {line[0]: line for line in header(site, "readings.war")["claims"]}
    (war,) = node.play(site, [{"seed": 1, "claims": True}])
    reader = IndicatorReader(coarse)
    assert len(war["claims"]) > 100
    for name, beside in war["claims"]:
        _, quantity, region, first, last, side, take, *_ = claims[name]
        native = reader.read(Indicator(quantity, region, first, last, side or None, take))
        assert beside == pytest.approx(native, rel=1e-9) or (beside is None and np.isnan(native)), name


def test_that_the_module_asks_nothing_of_the_page_and_files_are_as_small_as_promised(site):
    module = (site / "hinterland.wasm").read_bytes()
    asked = "WebAssembly.Module.imports(new WebAssembly.Module(await readFile(given.path))).length"
    script = f'import {{ readFile }} from "node:fs/promises"; console.log({asked});'
    assert node.run(script, {"path": str(site / "hinterland.wasm")}) == 0
    assert len(gzip.compress(module, 9)) <= 150_000
    assert (site / "image.war").stat().st_size <= 600_000
    assert all((site / f"{name}.war").stat().st_size <= 20_000 for name in SCENARIOS[1:])


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("engine.set('rail.guards_half', 1e9)", "lies outside"),
        ("engine.set('rail.guards', 1)", "no parameter of a subsystem is called"),
        ("engine.set('rail.guards_half', NaN)", "lies outside"),
        ("engine.seed(-1)", "is no whole number"),
        ("engine.seed(1.5)", "is no whole number"),
    ],
)
def test_that_what_makes_no_sense_is_refused_in_words(site, wrong, why):
    script = f"""
    import {{ readFile }} from "node:fs/promises";
    const {{ Engine }} = await import(given.library);
    const [module, image] = await Promise.all(given.files.map((name) => readFile(name)));
    const engine = await Engine.load(module, image);
    let told = "";
    try {{ {wrong}; }} catch (trouble) {{ told = trouble.message; }}
    console.log(JSON.stringify(told));
    """
    files = [str(site / name) for name in ("hinterland.wasm", "image.war")]
    assert why in node.run(script, {"library": (node.LIBRARY / "engine.js").as_uri(), "files": files})

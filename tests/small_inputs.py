"""What is given to the small made-up theatre: its ground, its forcing, the forces on it and its railway."""

from typing import Any

import numpy as np

from hinterland.core.flow import flow_graph, flow_work
from hinterland.theatre.bridges import Spans
from hinterland.theatre.forcing import MURDERED, Forcing
from hinterland.theatre.land import BSSR, REPUBLICS, Land
from hinterland.theatre.named_units import NamedUnits
from hinterland.theatre.network import Network
from hinterland.theatre.order_of_battle import OrderOfBattle, over

SIDE = 6
CELLS = SIDE * SIDE
LINES = 2 * SIDE


def land() -> Land:
    """Return a square of 36 cells, wooded in the west, with six lines each way."""
    c = np.arange(CELLS)
    row, column = c // SIDE, c % SIDE
    one = np.ones(CELLS)
    near = np.full((CELLS, 6), -1, np.int32)
    for k in c:
        around = [(row[k] + a, column[k] + b) for a, b in ((0, 1), (0, -1), (1, 0), (-1, 0))]
        for n, (r, q) in enumerate(p for p in around if 0 <= p[0] < SIDE and 0 <= p[1] < SIDE):
            near[k, n] = r * SIDE + q
    line_cells = np.full((LINES, 6), -1, np.int32)
    for s in range(SIDE):
        line_cells[s] = s * SIDE + np.arange(6)
        line_cells[SIDE + s] = s + SIDE * np.arange(6)
    cell_lines = np.full((CELLS, 8), -1, np.int32)
    for k in c:
        cell_lines[k, 0], cell_lines[k, 1] = row[k], SIDE + column[k]
    forest = 0.7 - 0.1 * column
    return Land(
        lat=54.0 + 0.4 * row,
        lon=27.0 + 0.7 * column,
        cos_lat=np.cos(np.radians(54.0 + 0.4 * row)),
        area=1770.0 * one,
        cover=np.clip(forest + 0.1, 0, 1),
        crop=0.4 * one,
        rural=50000.0 * one,
        urban=8000.0 * one,
        kin=0.85 * one,
        jewish=0.08 * one,
        tatar=0.0 * one,
        baltic=0.0 * one,
        west_ukrainian=0.0 * one,
        polish=0.05 * one,
        belarusian=0.8 * one,
        russian=0.06 * one,
        ukrainian=0.01 * one,
        finnic=0.0 * one,
        romanian=0.0 * one,
        republic=np.full(CELLS, BSSR, np.int32),
        soviet_1938=np.ones(CELLS, np.uint8),
        abroad=np.zeros(CELLS, np.uint8),
        group=np.ones(CELLS, np.int32),
        zone=np.zeros(CELLS, np.int32),
        neighbours=near,
        surroundings=c.astype(np.int32)[:, None],
        reach=1.0 * one,
        ring=near.copy(),
        atom=np.arange(CELLS, dtype=np.int32),
        catacombs=0.0 * one,
        airfields=0.5 * one,
        line_mid=line_cells[:, 3].copy(),
        line_km=np.full(LINES, 250.0),
        line_tracks=np.where(np.arange(LINES) % 3 == 0, 2.0, 1.0),
        line_capacity=np.full(LINES, 24.0),
        line_vital=np.where(np.arange(LINES) < SIDE, 1.0, 0.0),
        vital_cell=c.astype(np.int32),
        cell_lines=cell_lines,
    )


def forcing(day: int = 0, occupied_from: int = 20, **changes: object) -> Forcing:
    """Return the causes of a day: the front comes from the west on day 20, a campaign runs from day 300 to 320."""
    one = np.ones(CELLS)

    def zone(value: float) -> np.ndarray:
        return np.array([value], np.float32)

    winter = (day + 172) % 365 > 320 or (day + 172) % 365 < 80
    campaign = 300 <= day < 320
    base = Forcing(
        occupied=np.full(CELLS, day >= occupied_from, np.uint8),
        front_km=100.0 * one.astype(np.float32),
        temp=zone(-12 if winter else 15),
        snow=zone(40 if winter else 0),
        mud=zone(0.1),
        flying=zone(0.5),
        foliage=zone(0 if winter else 1),
        night=zone(14 if winter else 8),
        news=np.full(5, 0.1),
        organising=one * (day < occupied_from),
        evacuation=0.2 * one,
        mobilisation=0.05 * one,
        central=float(day > 200),
        rail_weight=0.6,
        terror=0.4 * one,
        reprisal=0.8 * one,
        labour=0.5 * one * (day > 200),
        clearance=0.4 * one * (day > 250),
        murder=0.5 * one * (day > 40),
        persecution_cell=np.arange(CELLS if day > 40 else 0, dtype=np.int32),
        persecution_what=np.full(CELLS if day > 40 else 0, MURDERED, np.uint8),
        persecution_people=np.full(CELLS if day > 40 else 0, 3.0, np.float32),
        persecution_share=one,
        ghetto_day=np.full(CELLS, -1, np.int32),
        ghetto_end=np.full(CELLS, 30_000, np.int32),
        jews_fled=0.3 * 0.08 * 58000.0 * one,
        protection=0.5 * (day > 250),
        scorched=0.0 * one,
        stripped=0.3 * one,
        joint=0.5 * one * (day > 200),
        levy=0.8,
        honours=2.0 * (day > 200),
        night_ban=0.2,
        strip=100.0,
        guard_priority=0.2,
        sand_wagons=0.3,
        amnesty=0.5 * one * (day > 200),
        press=0.5,
        tongue=0.0 * one,
        agents=1.0 * (day > 200),
        stance_polish=0.2 * one,
        stance_ukrainian=-0.3 * one,
        offensive=0.0 * one,
        based=0.0 * one,
        internment=0.0 * one,
        patrols=0.0 * one,
        food_levy=0.0 * one,
        laid=0.0 * one,
        betrayed=0.0 * one,
        uprising=0.0 * one,
        held=np.zeros(len(REPUBLICS)),
        resistance=np.zeros(len(REPUBLICS)),
        held_beyond=np.zeros(2),
        resistance_beyond=np.zeros(2),
        sorties=5.0 * (day > 200),
        sortie_kg=150.0,
        sets=0.5,
        corridor_reach=np.linspace(1, 0, CELLS),
        corridor_tonnes=3.0 * (150 < day < 250),
        chain=one,
        campaign=np.ones((1, CELLS), np.uint8),
        campaign_number=np.array([0], np.int64),
        campaign_rails=np.array([6000.0 * campaign]),
        railheads=np.array([1, 3], np.int32),
        railhead_group=np.array([1, 1], np.int32),
        railhead_demand=np.array([60.0, 40.0]),
        march_from=np.zeros((1, CELLS), np.uint8),
        march_to=np.array([CELLS - 1], np.int32),
        march_men=np.array([0.0]),
        march_leader=np.array([-1], np.int32),
    )
    return changed(base, **changes)


def changed(group: Any, **changes: object) -> Any:
    """Return a group with other values, of the types that it had: another type would be compiled for."""
    return group._replace(
        **{
            name: np.asarray(value, getattr(group, name).dtype) if isinstance(value, np.ndarray) else float(value)
            for name, value in changes.items()
        }
    )


def order_of_battle() -> OrderOfBattle:
    """Return three units whose area is the whole square, and a native battalion that comes on day 100."""
    every = np.arange(CELLS, dtype=np.int32)
    start, reach = CELLS * np.arange(5, dtype=np.int32), np.tile(every, 4)
    over_start, over_unit = over(start, reach, CELLS)
    return OrderOfBattle(
        arrives=np.array([20, 20, 200, 100], np.int32),
        leaves=np.array([1417, 1417, 1417, 1417], np.int32),
        men=np.array([6000.0, 5000.0, 4000.0, 800.0]),
        mobile=np.array([0.3, 0.4, 0.6, 0.0]),
        harsh=np.array([0.8, 0.7, 0.9, 0.6]),
        native=np.array([0, 0, 0, 1], np.uint8),
        captive=np.array([0, 0, 0, 1], np.uint8),
        field=np.array([0, 0, 1, 0], np.uint8),
        division=np.array([1, 1, 0, 0], np.uint8),
        brigade=np.array([0, 0, 0, 0], np.uint8),
        regular=np.array([0, 0, 1, 0], np.uint8),
        hungarian=np.array([0, 0, 0, 0], np.uint8),
        body=np.array([0.0, 0.0, 0.0, 800.0]),
        follows=np.full(4, -1, np.int32),
        home=np.array([0, 14, 20, 8], np.int32),
        reach_start=start,
        reach_cell=reach,
        over_start=over_start,
        over_unit=over_unit,
        came_day=np.full(4, -1, np.int32),
        came_cell=np.full(4, -1, np.int32),
        came_scope=np.zeros(4, np.int32),
        named_from=np.array([260], np.int32),
        named_to=np.array([280], np.int32),
        named_cell=np.array([8], np.int32),
        named_km=np.array([40.0]),
        named_men=np.array([6000.0]),
        named_command=np.array([1], np.int32),
    )


def named_units() -> NamedUnits:
    """Return one named unit."""
    one = np.zeros(1, np.int32)
    no = np.zeros(1, np.uint8)
    return NamedUnits(one + 2, one, np.array([60.0]), one, no, no, np.zeros(2, np.int32), one[:0], one[:0], one[:0])


def network() -> Network:
    """Return six lines that bring trains from west to east, and six from north to south."""
    west_east = np.arange(LINES) < SIDE
    ends = 4, np.where(west_east, 0, 2), np.where(west_east, 1, 3), np.full(LINES, 5)
    graph, ways = flow_graph(*ends), flow_graph(*ends, np.array([1, 3]))
    at = np.array([0, 5, 5, CELLS - 1], np.int32)
    spans = Spans(
        np.minimum(np.arange(LINES + 1), 2).astype(np.int32), np.array([0, 1], np.int32), np.array([2.0, 1.0])
    )
    return Network(graph, ways, flow_work(ways), np.array([0, 2], np.int32), np.zeros(2, np.int32), at, spans)

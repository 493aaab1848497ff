"""What comes from outside on a given day: the front, the weather, the decisions of high staffs, the stores."""

from typing import NamedTuple

from hinterland.core.declare import Array, assumed, choose

BROUGHT, TAKEN, ARRIVED, TAKEN_OUT, MURDERED = range(5)
"""What is done to Jewish people: brought from abroad, taken elsewhere, arrived there, taken out, murdered."""


class Parameters(NamedTuple):
    """How what was decided is given to the places that it concerned."""

    men_of_military_age: float = assumed(
        0.16, "1", (0.1, 0.22), "Men of military age among the people, for the call-up", "house-0004"
    )
    corridor_reach_km: float = assumed(
        75, "km", (20, 200), "Distance from a gap in the front at which its use falls to 1/e", "house-1916"
    )
    stores_without_cover: float = assumed(
        0.05,
        "1",
        (0.001, 1),
        "Weight of ground without cover where stores and based units are shared out",
        "house-1916",
    )


USUAL = choose(Parameters, {})
"""The values of history."""


class Forcing(NamedTuple):
    """Today's forcings. C cells, Z weather zones, K marching orders in force."""

    occupied: Array
    """C, uint8: 1 where the enemy of the Soviet state holds the ground."""
    front_km: Array
    """C, km to the front."""
    temp: Array
    """Z, mean temperature of the day in degrees Celsius."""
    snow: Array
    """Z, cm of snow."""
    mud: Array
    """Z, share of tracks impassable."""
    flying: Array
    """Z, share of nights fit to fly."""
    foliage: Array
    """Z, 0 bare to 1 in full leaf."""
    night: Array
    """Z, hours of darkness."""
    news: Array
    """G, how the war goes for the Soviet side as heard in the rear of each army group, -1 to 1."""
    organising: Array
    """C, strength with which the Party prepares detachments where the enemy has not come yet."""
    evacuation: Array
    """C, share of townspeople moved east before the enemy comes."""
    mobilisation: Array
    """C, share of people called up before the enemy comes."""
    central: float
    """1 while the Central Staff leads, 0 before and after."""
    rail_weight: float
    """Weight of the railways in standing orders, 0 to 1."""
    terror: Array
    """C, how hard partisans are ordered to deal with those who serve the occupier, 0 to 1."""
    reprisal: Array
    """C, how freely the occupier's orders let his troops kill civilians, 0 to 1."""
    labour: Array
    """C, weight of the labour draft, 0 to 1."""
    clearance: Array
    """C, how far orders ask that the people of a district of operations be driven off and not killed, 0 to 1."""
    murder: Array
    """C, how far the occupier's policy is to murder the Jews of the place, 0 (not now) to 1 (all, and at once)."""
    persecution_cell: Array
    """N, int32: the cells of what is given of the persecution today; see `persecution.Persecution`."""
    persecution_what: Array
    """N, uint8: `BROUGHT`, `TAKEN`, `ARRIVED`, `TAKEN_OUT` or `MURDERED`."""
    persecution_people: Array
    """N, float32: people."""
    persecution_share: Array
    """C, the share of this that is carried out: 1, save where a scenario changes the policy."""
    ghetto_day: Array
    """C, int32: day of the first documented ghetto, -1 where none is, later than the war where nobody is murdered."""
    ghetto_end: Array
    """C, int32: day from which no ghetto is left."""
    jews_fled: Array
    """C, Jews who flee or are evacuated before the occupation."""
    protection: float
    """How far Moscow orders partisans to take in and protect those whom the occupier persecutes, 0 to 1."""
    scorched: Array
    """C, how far the occupier is ordered to leave nothing behind where he retreats, 0 to 1."""
    stripped: Array
    """C, how far the Soviet side moves or destroys what it leaves before the enemy comes, 0 to 1."""
    joint: Array
    """C, how far detachments near the front are ordered to act with the Red Army, 0 to 1."""
    levy: float
    """How hard the occupier's staffs press for grain, 0 to 1."""
    honours: float
    """Which awards partisans may be given: 0 none, 1 Hero of the Soviet Union, 2 the partisan medal too."""
    night_ban: float
    """Share of lines on which no trains run by night."""
    strip: float
    """Metres cleared on each side of the lines."""
    guard_priority: float
    """How much of the static troops is put on the railways, added to the usual share."""
    sand_wagons: float
    """How far trains push wagons of sand before the engine, 0 to 1."""
    amnesty: Array
    """C, how far those who come over from the occupier's service are promised their lives, 0 to 1."""
    press: float
    """How much Moscow does to have papers printed and broadcasts made for the occupied land as a whole, 0 to 1."""
    tongue: Array
    """C, the same for a region of its own, in the tongue of its people."""
    agents: float
    """How far units are ordered to find agents among the people, beside patrols of their own, 0 to 1."""
    stance_polish: Array
    """C, how units are ordered to deal with the Polish underground, -1 (disarm it) to 1 (act together)."""
    stance_ukrainian: Array
    """C, the same of the Ukrainian national army."""
    based: Array
    """C, men whom the staffs on the Soviet side keep under arms for raids across the front: their share of a cell."""
    internment: Array
    """C, share of people of nationalities that the occupier does not trust whom he puts into camps, 0 to 1."""
    patrols: Array
    """C, how far the occupier's troops search the woods rather than hold posts, 0 to 1."""
    food_levy: Array
    """C, share of village grain that the occupier takes in a week beyond his ordinary levy."""
    laid: Array
    """C, tonnes of food that the Party lays by in the woods today."""
    betrayed: Array
    """C, share of what is laid by that falls to the enemy as he comes, 0 to 1."""
    uprising: Array
    """C, 1 where the leaders of a land abroad have called it to rise."""
    held: Array
    """Soviet citizens held as prisoners or labourers in each of `REPUBLICS` abroad, 0 once it is free."""
    resistance: Array
    """Strength of the resistance in each of `REPUBLICS` abroad, 0 to 1."""
    held_beyond: Array
    """The same people in each land beyond the map."""
    resistance_beyond: Array
    """The same resistance in each land beyond the map."""
    offensive: Array
    """C, weight of the Red Army offensive in force over the ground, 0 to 1."""
    sorties: float
    """Sorties that could be flown to partisans tonight in flying weather."""
    sortie_kg: float
    """Load of a sortie in kg."""
    sets: float
    """Radio sets made available today."""
    corridor_reach: Array
    """C, how well the open corridor through the front reaches a cell, 0 to 1."""
    corridor_tonnes: float
    """Tonnes a day that the corridor can carry inward."""
    chain: Array
    """C, staffs that an order or a report passes between a unit in the cell and the top; 0 where none leads it."""
    campaign: Array
    """Q x C, 1 where a railway campaign that has been ordered, and is not over yet, is to be fought."""
    campaign_number: Array
    """Q, number of each, the same on all its days, from 0 to 62."""
    campaign_rails: Array
    """Q, rails that the plan of each asks for today; 0 before its first day."""
    railheads: Array
    """R, junctions at which army groups take over their trains, -1 padded."""
    railhead_group: Array
    """R, army group of each."""
    railhead_demand: Array
    """R, trains a day asked for at each."""
    march_from: Array
    """K x C uint8: cells whose formations a marching order addresses."""
    march_to: Array
    """K, the cell at which the order points."""
    march_men: Array
    """K, men that the order wants to set out each day; in all, where it names a leader."""
    march_leader: Array
    """K, number of the leader whose unit it names, -1 where it goes to whoever is there."""

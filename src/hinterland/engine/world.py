"""Everything that changes, and everything it depends on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from hinterland.core.declare import Array, allocate, memory_of, specs
from hinterland.core.journal import Journal
from hinterland.war.abroad import Abroad, AbroadRules
from hinterland.war.airlift import Airlift, AirliftRules
from hinterland.war.brigades import Brigades, BrigadesRules
from hinterland.war.caches import Caches, CachesRules
from hinterland.war.camps import Camps, CampsRules
from hinterland.war.clashes import Clashes, ClashesRules
from hinterland.war.collaboration import Collaboration, CollaborationRules
from hinterland.war.command import Command, CommandRules
from hinterland.war.composition import Composition, CompositionRules
from hinterland.war.corridor import Corridor, CorridorRules
from hinterland.war.defection import Defection, DefectionRules
from hinterland.war.detachments import Detachments, DetachmentsRules
from hinterland.war.disposal import Disposal, DisposalRules
from hinterland.war.drops import Drops, DropsRules
from hinterland.war.engines import Engines, EnginesRules
from hinterland.war.expeditions import Expeditions, ExpeditionsRules
from hinterland.war.families import Families, FamiliesRules
from hinterland.war.fights import Fights, FightsRules
from hinterland.war.forays import Forays, ForaysRules
from hinterland.war.forces import Forces, ForcesRules
from hinterland.war.formations import Formations, FormationsRules
from hinterland.war.gauge import Gauge, GaugeRules
from hinterland.war.ghettos import Ghettos, GhettosRules
from hinterland.war.honours import Honours, HonoursRules
from hinterland.war.intelligence import Intelligence, IntelligenceRules
from hinterland.war.internment import Internment, InternmentRules
from hinterland.war.joint import Joint, JointRules
from hinterland.war.mines import Mines, MinesRules
from hinterland.war.movement import Movement, MovementRules
from hinterland.war.occupation import Occupation, OccupationRules
from hinterland.war.people import People, PeopleRules
from hinterland.war.propaganda import Propaganda, PropagandaRules
from hinterland.war.radio import Radio, RadioRules
from hinterland.war.rail import Rail, RailRules
from hinterland.war.recruits import Recruits, RecruitsRules
from hinterland.war.reports import Reports, ReportsRules
from hinterland.war.reprisals import Reprisals, ReprisalsRules
from hinterland.war.rivals import Rivals, RivalsRules
from hinterland.war.security import Security, SecurityRules
from hinterland.war.staffs import Staffs, StaffsRules
from hinterland.war.supply import Stores, SupplyRules
from hinterland.war.traffic import Traffic, TrafficRules
from hinterland.war.underground import Underground, UndergroundRules
from hinterland.war.yards import Yards, YardsRules
from hinterland.war.zones import Zones, ZonesRules


class World(NamedTuple):
    """The true state of the war, and what was said of it."""

    journal: Journal
    people: People
    recruits: Recruits
    detachments: Detachments
    brigades: Brigades
    formations: Formations
    command: Command
    radio: Radio
    corridor: Corridor
    airlift: Airlift
    drops: Drops
    stores: Stores
    camps: Camps
    movement: Movement
    rail: Rail
    mines: Mines
    gauge: Gauge
    engines: Engines
    traffic: Traffic
    yards: Yards
    fights: Fights
    security: Security
    expeditions: Expeditions
    reprisals: Reprisals
    rivals: Rivals
    clashes: Clashes
    forces: Forces
    collaboration: Collaboration
    defection: Defection
    zones: Zones
    disposal: Disposal
    underground: Underground
    intelligence: Intelligence
    propaganda: Propaganda
    ghettos: Ghettos
    families: Families
    composition: Composition
    occupation: Occupation
    joint: Joint
    honours: Honours
    forays: Forays
    internment: Internment
    caches: Caches
    abroad: Abroad
    reports: Reports
    staffs: Staffs


class Rules(NamedTuple):
    """The parameters of every subsystem."""

    people: PeopleRules
    recruits: RecruitsRules
    detachments: DetachmentsRules
    brigades: BrigadesRules
    formations: FormationsRules
    command: CommandRules
    radio: RadioRules
    corridor: CorridorRules
    airlift: AirliftRules
    drops: DropsRules
    supply: SupplyRules
    camps: CampsRules
    movement: MovementRules
    rail: RailRules
    mines: MinesRules
    gauge: GaugeRules
    engines: EnginesRules
    traffic: TrafficRules
    yards: YardsRules
    fights: FightsRules
    security: SecurityRules
    expeditions: ExpeditionsRules
    reprisals: ReprisalsRules
    rivals: RivalsRules
    clashes: ClashesRules
    forces: ForcesRules
    collaboration: CollaborationRules
    defection: DefectionRules
    zones: ZonesRules
    disposal: DisposalRules
    underground: UndergroundRules
    intelligence: IntelligenceRules
    propaganda: PropagandaRules
    ghettos: GhettosRules
    families: FamiliesRules
    composition: CompositionRules
    occupation: OccupationRules
    joint: JointRules
    honours: HonoursRules
    forays: ForaysRules
    internment: InternmentRules
    caches: CachesRules
    abroad: AbroadRules
    reports: ReportsRules
    staffs: StaffsRules


COUNTS = [
    (group, field) for group, cls in World.__annotations__.items() for field, spec in specs(cls).items() if spec.daily
]
"""Every array that is counted anew each day; all of them are float64."""


def allocate_world(sizes: Mapping[str, int]) -> World:
    """Return the world with every array at its first value; `sizes` gives the rows of every place."""
    return World(*allocate(*World.__annotations__.values(), sizes=sizes))


_counts: list[Any] = [None, None]
"""The world whose counts were cleared last, and the memory in which they lie."""


def clear_counts(world: World) -> None:
    """Start the counts of a day at zero."""
    if _counts[0] is not world:
        _counts[:] = [world, _memory_of_counts(world)]
    _counts[1].fill(0)
    world.journal.used[0] = 0


def _memory_of_counts(world: World) -> Array:
    """Return the piece of a world's memory that holds its counts and nothing else."""
    counts = [getattr(getattr(world, group), field) for group, field in COUNTS]
    memory, first = memory_of(min(counts, key=lambda values: values.ctypes.data))
    # To fill bytes takes half the time of filling numbers.
    return memory[first : first + sum(values.size for values in counts)].view(np.uint8)

"""The theatre put together: ground, regions, front and railway, and the arrays that kernels read of them."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from hinterland.core.declare import Array
from hinterland.core.flow import FlowGraph, flow_graph
from hinterland.core.once import KEPT, once
from hinterland.core.paths import THEATRE
from hinterland.core.trigonometry import cos
from hinterland.theatre.atoms import Atoms, atoms_between
from hinterland.theatre.bridges import Bridges, read_bridges
from hinterland.theatre.csv_table import read
from hinterland.theatre.foreign_countries import ForeignCountries, nowhere, read_foreign_countries
from hinterland.theatre.front import Front, read_spells, read_towns
from hinterland.theatre.front import build as build_front
from hinterland.theatre.ground import GROUPS, MIDDLE, NATIONS, Ground, cell_at, read_ground
from hinterland.theatre.land import REPUBLICS, Land
from hinterland.theatre.nearby import mean_of, ring, surroundings
from hinterland.theatre.parameters import USUAL, TheatreParameters
from hinterland.theatre.persecution import Persecution, persecution_of
from hinterland.theatre.persecution_people import nations_of
from hinterland.theatre.railway import Railway, cell_lines, line_cells, nearest_of, read_railway, starts
from hinterland.theatre.regions import Regions
from hinterland.theatre.vital import read_vital, vital_cells
from hinterland.theatre.weather import zone_of


class Theatre(NamedTuple):
    """All that stays the same whatever the scenario, at one resolution."""

    ground: Ground
    regions: Regions
    front: Front
    railway: Railway
    graph: FlowGraph
    starts: Array
    """E, length of the way that trains have behind them at each entry of the railway."""
    junction_cell: Array
    """J, the cell in which a junction lies."""
    land: Land
    foreign: ForeignCountries
    bridges: Bridges
    persecution: Persecution
    atoms: Atoms

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Theatre: {self.ground!r}, {self.railway!r}, {self.regions!r}; parts are {', '.join(self._fields)}>"

    @property
    def all_atoms(self) -> int:
        """Return the number of atoms, those of the lands beyond the map with them."""
        return len(self.atoms)

    def inside(self, region: str) -> Array:
        """Return the atoms of a region; see `foreign_countries.atoms_of`."""
        return self.atoms.inside(region)

    def something_inside(self, region: str) -> Array:
        """Return the atoms of a region; raise `Fault` where it has none too."""
        found = self.inside(region)
        if not found.size:
            raise nowhere(region, self.regions)
        return found

    def cut(self, region: str) -> Array:
        """Return the atoms of which a region holds some cells and not all, as a sorted array."""
        return self.atoms.cut(region)

    def recording(self, regions: Iterable[str]) -> "Theatre":
        """Return this theatre with atoms so fine that none of some regions cuts through one; itself where none does."""
        atoms = self.atoms.of_regions(regions)
        return self if atoms is self.atoms else self._with(atoms)

    def by_cell(self) -> "Theatre":
        """Return this theatre with every cell an atom of its own: no region can cut through what is recorded."""
        return self.with_atoms(np.arange(self.land.atom.size, dtype=np.int32))

    def with_atoms(self, atom: Array) -> "Theatre":
        """Return this theatre with other atoms, given for each cell; those of the lands beyond the map follow them."""
        return self._with(Atoms(atom, self.regions, self.foreign))

    def _with(self, atoms: Atoms) -> "Theatre":
        return self._replace(land=self.land._replace(atom=atoms.of_cell), foreign=atoms.foreign, atoms=atoms)


@once(KEPT)
def load(resolution: int = MIDDLE, parameters: TheatreParameters = USUAL, folder: Path = THEATRE) -> Theatre:
    """Read the theatre at a resolution (3, 4 or 5) and put it together; the last eight are kept."""
    ground = read_ground(resolution, folder)
    regions = Regions(ground, folder)
    towns = read_towns(folder / "towns.csv")
    spells = read_spells(folder / "occupations.csv", towns)
    front = build_front(towns, spells, ground.lat, ground.lon, ground.abroad == 0, parameters.front)
    railway = read_railway(folder, parameters.railway)
    graph = flow_graph(len(railway.junction), railway.line_a, railway.line_b, railway.length)
    places = zip(railway.lat, railway.lon, strict=True)
    at = np.array([cell_at(ground, lat, lon) for lat, lon in places], np.int32)
    persecution = persecution_of(ground, front, parameters.persecution_people, folder)
    land = _land(ground, regions, railway, persecution, folder, parameters)
    foreign = read_foreign_countries(int(land.atom.max()) + 1, regions, folder)
    return Theatre(
        ground,
        regions,
        front,
        railway,
        graph,
        starts(railway),
        at,
        land,
        foreign,
        read_bridges(railway, folder),
        persecution,
        Atoms(land.atom, regions, foreign),
    )


def _atoms(regions: Regions) -> Array:
    """Number the sets of cells that no region divides."""
    masks = np.stack([regions.mask(name) for name in regions.table])
    return atoms_between(np.vstack([masks, regions.ground.oblast[None, :]]))


def _land(
    ground: Ground,
    regions: Regions,
    railway: Railway,
    persecution: Persecution,
    folder: Path,
    parameters: TheatreParameters,
) -> Land:
    """Return the arrays of the land."""
    p = parameters.land
    n = nations_of(ground, persecution.jews)
    nation = {name: n[:, k] for k, name in enumerate(NATIONS)}
    cells = len(ground.h3)
    through, middle = line_cells(railway, nearest_of(ground.lat, ground.lon))
    group = np.array([GROUPS.index(o.group) for o in ground.oblasts], np.int32)[ground.oblast]
    rough = np.minimum(1.0, ground.relief / p.relief_of_hills)
    wood = p.cover_of_forest * ground.forest + p.cover_of_marsh * ground.marsh
    cover = np.clip(wood + p.cover_of_hills * rough * ground.forest, 0.0, 1.0)
    west = np.array([o.sovereign == "Poland" and o.republic == "UkSSR" for o in ground.oblasts])[ground.oblast]
    lines, vital = cell_lines(through, cells), read_vital(railway, folder)
    around, reach = surroundings(ground)
    made = Land(
        lat=ground.lat,
        lon=ground.lon,
        cos_lat=cos(np.radians(ground.lat)),
        area=np.maximum(ground.area, 1.0),
        cover=mean_of(around, cover, ground.area),
        crop=ground.crop,
        rural=np.rint(ground.rural),
        urban=np.rint(ground.urban),
        kin=np.sum([getattr(p, f"kin_{name}") * share for name, share in nation.items()], axis=0),
        jewish=nation["jewish"],
        tatar=nation["tatar"],
        baltic=nation["lithuanian"] + nation["latvian"] + nation["estonian"],
        west_ukrainian=nation["ukrainian"] * west,
        polish=nation["polish"],
        belarusian=nation["belarusian"],
        russian=nation["russian"],
        ukrainian=nation["ukrainian"],
        finnic=nation["finnic"],
        romanian=nation["romanian"],
        republic=np.array([REPUBLICS.index(o.republic) for o in ground.oblasts], np.int32)[ground.oblast],
        soviet_1938=ground.soviet_1938,
        abroad=ground.abroad,
        group=group,
        zone=zone_of(ground.lat, ground.lon, folder).astype(np.int32),
        neighbours=ground.neighbours,
        surroundings=around,
        reach=reach,
        ring=ring(ground, parameters.nearby),
        atom=_atoms(regions),
        catacombs=_catacombs(ground, folder),
        airfields=np.clip(1.0 - ground.forest - p.marsh_without_airfields * ground.marsh, p.least_airfields, 1.0),
        line_mid=middle,
        line_km=railway.km,
        line_tracks=railway.tracks,
        line_capacity=railway.capacity,
        line_vital=vital,
        vital_cell=vital_cells(ground.neighbours, lines, vital),
        cell_lines=lines,
    )
    # Numba looks the type of a read-only array up the slow way, at every call.
    return Land(*(np.array(values, order="C") for values in made))


def _catacombs(ground: Ground, folder: Path) -> Array:
    """Return how much of an underground old quarries can hide in each cell."""
    share = np.zeros(len(ground.h3))
    for line in read(folder, "catacombs.csv", "id lat lon share"):
        share[cell_at(ground, *line.place("lat", "lon"))] = line.number("share", 0, 1)
    return share

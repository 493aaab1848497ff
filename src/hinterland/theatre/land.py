"""The land as kernels read it: cells and railway lines as arrays, fixed for the whole war."""

from typing import NamedTuple

from hinterland.core.declare import Array, assumed, choose

REPUBLICS = (
    *("RSFSR", "BSSR", "UkSSR", "MSSR", "LSSR", "LaSSR", "ESSR", "KFSSR"),
    *("Poland_GG", "Poland_annexed", "Slovakia", "Czech", "Hungary", "Romania", "Finland", "Germany", "EastPrussia"),
)
"""Soviet republics of June 1941, then the states and occupied lands abroad."""
RSFSR, BSSR, UKSSR, MSSR, LSSR, LASSR, ESSR, KFSSR = range(8)
POLAND_GG, POLAND_ANNEXED, SLOVAKIA, CZECH, HUNGARY, ROMANIA, FINLAND, GERMANY, EAST_PRUSSIA = range(8, 17)


class Parameters(NamedTuple):
    """Whom the Soviet state could count on, how well ground hides people, and where aircraft can land."""

    kin_russian: float = assumed(
        1, "1", (0, 1), "How far Russians could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_belarusian: float = assumed(
        1, "1", (0, 1), "How far Belarusians could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_ukrainian: float = assumed(
        0.6, "1", (0, 1), "How far Ukrainians could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_jewish: float = assumed(
        1, "1", (0, 1), "How far Jews could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_polish: float = assumed(
        0.35, "1", (0, 1), "How far Poles could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_tatar: float = assumed(
        0.25, "1", (0, 1), "How far Tatars could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_finnic: float = assumed(
        0.4, "1", (0, 1), "How far Karelians, Finns and other Finnic peoples could be counted on by the Soviet side in "
        "1941", "house-0002",
    )  # fmt: skip
    kin_lithuanian: float = assumed(
        0.2, "1", (0, 1), "How far Lithuanians could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_latvian: float = assumed(
        0.25, "1", (0, 1), "How far Latvians could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_estonian: float = assumed(
        0.12, "1", (0, 1), "How far Estonians could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_romanian: float = assumed(
        0.3, "1", (0, 1), "How far Romanians and Moldovans could be counted on by the Soviet side in 1941", "house-0002"
    )
    kin_other: float = assumed(
        0.5, "1", (0, 1), "How far people of all other nationalities could be counted on by the Soviet side in 1941",
        "house-0002",
    )  # fmt: skip
    cover_of_forest: float = assumed(1.15, "1", (0.5, 2), "Cover of ground that is all forest; at most 1", "house-1910")
    cover_of_marsh: float = assumed(0.6, "1", (0, 1), "Cover of ground that is all marsh", "house-1910")
    cover_of_hills: float = assumed(0.35, "1", (0, 1), "Cover that forest has more where it is hilly", "house-1910")
    relief_of_hills: float = assumed(250, "m", (50, 1000), "Relief from which ground is hilly in full", "house-1910")
    marsh_without_airfields: float = assumed(
        0.5, "1", (0, 1), "Share of marsh on which no aircraft can land; none can in forest", "house-1911"
    )
    least_airfields: float = assumed(
        0.1, "1", (0.01, 1), "Least share of the ground near which aircraft can land: clearings and lakes", "house-1911"
    )


USUAL = choose(Parameters, {})
"""The values of history."""


class Land(NamedTuple):
    """Fixed facts of every cell (C of them) and every railway line (L of them).

    Shares lie between 0 and 1; areas in km2, lengths in km, people in persons of June 1941.
    """

    lat: Array
    lon: Array
    cos_lat: Array
    """Length of a degree of longitude at the latitude of the cell, over that of a degree of latitude."""
    area: Array
    cover: Array
    """How well the ground of its district hides people in leaf, 0 (open steppe) to 1 (forest and mire)."""
    crop: Array
    rural: Array
    urban: Array
    kin: Array
    """Share of people of nationalities that the Soviet state could count on most (house-0002)."""
    jewish: Array
    tatar: Array
    baltic: Array
    west_ukrainian: Array
    polish: Array
    belarusian: Array
    russian: Array
    ukrainian: Array
    finnic: Array
    romanian: Array
    republic: Array
    """Index in `REPUBLICS` of the Soviet republic or of the state abroad in which the cell lies, as int32."""
    soviet_1938: Array
    """1 where the land was Soviet before September 1939, 0 where annexed 1939-40, as uint8."""
    abroad: Array
    """1 outside the Soviet Union of June 1941, as uint8."""
    group: Array
    """Army group in whose rear the cell lies: 0 north, 1 centre, 2 south, 3 Finnish, 4 Romanian."""
    zone: Array
    """Weather zone, from 0."""
    neighbours: Array
    """C x 6 rows of neighbouring cells, -1 where there is none."""
    surroundings: Array
    """C x K rows of the cells of its district, the cell itself first, -1 padded (`nearby.surroundings`)."""
    reach: Array
    """Which share of these cells is within reach of a camp: less than 1 where cells are larger than districts."""
    ring: Array
    """C x 6 rows of cells 45 km off in six directions, -1 where there is none (`nearby.ring`)."""
    atom: Array
    """The atom of the map to which a cell belongs, as int32: cells of one atom lie in just the same regions."""
    catacombs: Array
    """How much of an underground old quarries can hide, 0 (none) to 1."""
    airfields: Array
    """Weight with which a cell can take aircraft once it is held, 0 to 1."""
    line_mid: Array
    line_km: Array
    line_tracks: Array
    line_capacity: Array
    """Trains a day each way on an undamaged line under occupation."""
    line_vital: Array
    """In how many of the least cuts of 1942-44 a line lies, beside the line that lies in most, 0 to 1 (`vital.csv`)."""
    vital_cell: Array
    """C, int32: of a cell and those around it, the one through which the most vital line runs."""
    cell_lines: Array
    """C x 8 rows of the lines that run through a cell, -1 padded."""

    def __repr__(self) -> str:
        """Say in short what it is."""
        return f"<Land: {self.lat.size} cells, {self.line_km.size} railway lines>"

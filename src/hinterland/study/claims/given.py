"""What is given to the model and not made by it, of which a claim tests the tables alone and not the war."""

from hinterland.evidence.counts import counted
from hinterland.evidence.model import Claim
from hinterland.study.measurement.journal_indicators import EVENT

FRONT = "the front of each day"
AXIS_UNITS = "the list of Axis units, with their days, places and men"
CENSUS = "the people of the last census"
LINES = "the lines of railway"
RAIDS = "the legs of each raid, as orders"
GIVEN = {
    "front.distance": FRONT,
    "front.length": FRONT,
    "population.census": CENSUS,
    "population.belarusian": CENSUS,
    "population.ukrainian": CENSUS,
    "population.occupied": f"{CENSUS} and the days of occupation",
    "axis.security_divisions": AXIS_UNITS,
    "axis.antipartisan_divisions": AXIS_UNITS,
    "axis.ss_brigades": AXIS_UNITS,
    "axis.hungarian_strength": AXIS_UNITS,
    "railway.length": LINES,
    "rails.stock": LINES,
    "rails.planned": "the rails that each order asks for",
    "trains.needed": "the trains that each army group asks for",
    "expeditions.men": "the men that the order of each operation names",
    "raids.distance": RAIDS,
    "uprising.duration": "the days on which towns rise and fall",
    "jews.murdered": "the numbers and days of documents and of historians",
}
"""What the tables of the theatre or of the ledger give, by the quantity that follows from it."""
GIVEN_EVENTS = {"defectors.count": "the unit that came over, its men, its day and its place"}
"""What they give of one event, by the quantity that is asked of it."""


def given(claim: Claim) -> str:
    """Return what is given of that which a claim is set beside, or nothing where the model makes it."""
    of_one = counted(claim.counts).scope == EVENT
    return (GIVEN_EVENTS if of_one and claim.quantity in GIVEN_EVENTS else GIVEN).get(claim.quantity, "")


def note(claim: Claim) -> str:
    """Return a note of what is given, or nothing."""
    what = given(claim)
    return f"given to the model: {what}" if what else ""

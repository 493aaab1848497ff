"""Who speaks on a side. The model has two sides that report: the Soviet one, and that of the occupiers.

For the occupiers German services speak, and are asked for as `german`. A few quantities are counted by an ally alone:
there it is his word, under whatever name it is asked for, and every output that names the speaker names him.
"""

ALLIES = {("people.interned", "german"): "finnish", ("internment.dead", "german"): "finnish"}
"""By quantity and side: who speaks there in the side's place. The camps for civilians of Karelia were Finnish."""
SERVICES = {"soviet": "Soviet staffs", "german": "German services", "finnish": "Finnish services"}


def speaker(quantity: str, side: str) -> str:
    """Return who speaks for a side of a quantity: the side itself, or an ally who alone counts it."""
    return ALLIES.get((quantity, side), side)


def side_of(quantity: str, said_by: str) -> str:
    """Return the side under which a speaker's figures of a quantity are kept; the speaker where he is of no side."""
    return next((side for (name, side), ally in ALLIES.items() if name == quantity and ally == said_by), said_by)


def services(quantity: str, side: str) -> str:
    """Return in words whose report the figure of a side is."""
    return SERVICES[speaker(quantity, side)]

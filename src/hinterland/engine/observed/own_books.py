"""Why a side's figure of something equals what was so: whose books it stands in, and why they hold no error here.

Every other figure of a side is made by a mechanism of `war/reporting`. What is not named here must have one.
"""

SOVIET, GERMAN = "soviet", "german"

# A table is read by its rows.
# fmt: off
REASONS: dict[str, tuple[tuple[str, ...], str]] = {
    "Staffs count their own flights, cargo and people sent as they leave": (
        ("airlift.sorties", "airlift.tonnes", "airlift.planned_tonnes", "airlift.people", "drops.people", "corridor.rifles",
         "corridor.cadres"), SOVIET),
    "Commissions of the Soviet side count those who come out to it one by one": (
        ("partisans.to_army", "partisans.to_home", "partisans.filtered", "partisans.sent_west", "partisans.to_hospital",
         "people.evacuated", "underground.led_out"), SOVIET),
    "An award, an order and an operation are papers of the staff that gave them": (
        ("honours.heroes", "honours.medals", "orders.heard", "joint.operations"), SOVIET),
    "Staffs know the units in contact with them, those they confirmed, and the sets they gave out": (
        ("detachments.in_contact", "detachments.founded", "brigades.count", "formations.count", "radio.sets"), SOVIET),
    "Held ground is what partisans say they hold: the model has no other measure of it": (("zones.area",), SOVIET),
    "A commission counted the burned villages on the ground after the liberation": (("villages.burned",), SOVIET),
    "A post that is attacked reports it": (("garrisons.attacked",), GERMAN),
    "The air force counts its own attacks": (("camps.attacked",), GERMAN),
    "The railway counts its own lines, locomotives and wagons": (
        ("railway.length", "locomotives.damaged", "locomotives.frozen", "locomotives.destroyed", "wagons.damaged",
         "wagons.destroyed"), GERMAN),
    "Commands count their own dead, wounded and troops in an operation, and the weapons that they bring in": (
        ("axis.dead", "axis.in_expeditions", "expeditions.count", "expeditions.own_dead", "expeditions.own_wounded",
         "expeditions.weapons"), GERMAN),
    "Unsafe is what the occupier counts as unsafe": (("zones.unsafe",), GERMAN),
    "Offices keep lists of those whom they arrest, hold or deport": (
        ("civilians.hostages", "people.deported", "underground.arrested"), GERMAN),
    "A plan stands in the books of the office that makes it": (("harvest.planned",), GERMAN),
}
# fmt: on
"""By reason: the quantities, and the side whose figure of them equals what was so."""


def reason(name: str, said_by: str) -> str:
    """Return why a side's figure of a quantity equals what was so, empty where it does not."""
    return next((why for why, (names, side) in REASONS.items() if name in names and side == said_by), "")

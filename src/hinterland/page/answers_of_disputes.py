"""The forms of the JSON twins of disputes: claims that contradict each other, and how the ledger reads them."""

from hinterland.page.answers import Answer, Claim, RecordBasis


class Dispute(Answer):
    """A dispute: what it is about, how the ledger reads it, the ids of its claims."""

    name: str
    what: str
    reading: str
    claims: list[str]


class Disputes(Answer):
    """All disputes by name."""

    basis: RecordBasis
    disputes: dict[str, Dispute]
    state: str


class OneDispute(Answer):
    """A dispute with its claims in full."""

    basis: RecordBasis
    dispute: Dispute
    claims: list[Claim]

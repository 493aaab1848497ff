"""The claims of a user's file as questions: what cannot be asked, and what is adjusted, is known before any run."""

from pathlib import Path

from hinterland.core.fault import Fault, Faults, parted
from hinterland.evidence.ledger import Ledger
from hinterland.evidence.read import read_file
from hinterland.files.caution import Caution
from hinterland.study.claims.question import Question, Unanswered, ask
from hinterland.theatre.assemble import Theatre

INSTEAD = "change the claim, or leave it out"


def questions_of(path: Path, ledger: Ledger, theatre: Theatre) -> tuple[list[Question | Unanswered], list[Caution]]:
    """Return each claim of a file as a question or with the reason why it is none, and all cautions by line.

    Raises `Faults` with every fault of the file, or with every reason where none of its claims can be asked.
    """
    given = read_file(path, ledger.known())
    asked = [ask(claim, ledger, theatre, given.wanted[claim.id], path.parent) for claim in given.claims]
    cautions = list(given.cautions)
    faults = []
    for one in asked:
        line = given.lines[one.claim.id]
        if isinstance(one, Unanswered):
            message, remedy = parted(one.reason, INSTEAD)
            problem = f"{one.claim.id} cannot be asked: {message}"
            faults.append(Fault(path, line, problem, remedy))
            cautions.append(Caution(path, line, problem, remedy))
        elif one.adjusted:
            problem = f"{one.claim.id}: {one.adjusted}"
            remedy = f"it cannot be judged: {one.unfit}" if one.unfit else "change the claim if something else is meant"
            cautions.append(Caution(path, line, problem, remedy))
    if len(faults) == len(asked):
        none = Fault(path, 0, f"none of its claims can be asked ({len(asked)})", "nothing is played")
        raise Faults([none, *faults])
    return asked, sorted(cautions, key=lambda caution: caution.line)

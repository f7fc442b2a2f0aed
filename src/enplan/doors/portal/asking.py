"""What does a browser keep while somebody is away to show who they are? What we asked, and who came back unknown.

It stands in the signed session of the browser, so an answer that somebody else fetched is no answer here. No number and
no mark stands there, only seals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest

from enplan.partners.openid.client import Question
from enplan.registers.accounts.facts import Level, Mark, Newcomer, Proof, Seal, Way

ASKED: Final = "asked"
NEWCOMER: Final = "newcomer"
AT_ONCE: Final = 3  # questions that one browser may have open, in as many windows
GOOD_FOR: Final = timedelta(minutes=10)
NEW_FOR: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question, and where the person was going."""

    question: Question
    onward: str


def remember(request: HttpRequest, way: Way, question: Question, *, onward: str) -> None:
    """The question is open in this browser; the oldest of too many is forgotten."""
    asked = {
        "way": way.value,
        "state": question.state,
        "nonce": question.nonce,
        "verifier": question.verifier,
        "at": question.at.isoformat(),
        "again": question.again,
        "onward": onward,
    }
    request.session[ASKED] = [*request.session.get(ASKED, []), asked][-AT_ONCE:]


def recall(request: HttpRequest, way: Way, state: str, *, at: datetime) -> Waiting | None:
    """The question with this state, once; nothing when it was not asked of them, in this browser, or too long ago."""
    told = [each for each in request.session.get(ASKED, []) if state and each["state"] == state]
    request.session[ASKED] = [each for each in request.session.get(ASKED, []) if each["state"] != state]
    found = next((_waiting(each) for each in told if each["way"] == way.value), None)
    return found if found and at - found.question.at <= GOOD_FOR else None


def _waiting(told: Mapping[str, Any]) -> Waiting:
    question = Question(
        told["state"], told["nonce"], told["verifier"], datetime.fromisoformat(told["at"]), bool(told["again"])
    )
    return Waiting(question, told["onward"])


def keep_newcomer(request: HttpRequest, newcomer: Newcomer, proof: Proof, *, at: datetime) -> None:
    """Somebody has shown who they are and is not known: they are kept here until they say what they want."""
    request.session[NEWCOMER] = {
        "at": at.isoformat(),
        "name": newcomer.name,
        "born": newcomer.born.isoformat() if newcomer.born else "",
        "seals": [[seal.mark.value, seal.value] for seal in newcomer.seals],
        "level": proof.level.value if proof.level else "",
        "proved_at": proof.proved_at.isoformat() if proof.proved_at else "",
        "issuer": proof.issuer,
        "transactions": [proof.transaction, proof.broker_transaction],
    }


def newcomer(request: HttpRequest, *, at: datetime) -> tuple[Newcomer, Proof] | None:
    """The one who came back unknown, unless that was too long ago."""
    told = request.session.get(NEWCOMER)
    if not told or at - datetime.fromisoformat(told["at"]) > NEW_FOR:
        return None
    born = date.fromisoformat(told["born"]) if told["born"] else None
    seals = tuple(Seal(Mark(mark), value) for mark, value in told["seals"])
    proof = Proof(
        Way.MITID,
        Level(told["level"]) if told["level"] else None,
        datetime.fromisoformat(told["proved_at"]) if told["proved_at"] else None,
        told["issuer"],
        *told["transactions"],
    )
    return Newcomer(told["name"], born, seals), proof

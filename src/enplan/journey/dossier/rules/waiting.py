"""When is the answer to a statement due, is it late, and whose turn is it?"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from enplan.journey.dossier.facts import Awaited, Ordered, Statement
from enplan.journey.dossier.rules.reusing import Freshness, freshness, ordered
from enplan.kernel.calendar import danish_day
from enplan.law.lawbook import Law
from enplan.law.provision import StatementKind

CHASE_AGAIN: Final = 7  # days one waits after having reminded somebody, until the municipality settles another number


class Because(StrEnum):
    """What the day an answer is due was found from."""

    PROMISED = "promised"  # the doctor has said a day
    CONSULTED = "consulted"  # the agreement, from the day the patient was seen
    AGREED = "agreed"  # the agreement, from the day of the order
    ASKED = "asked"  # the day the municipality asked for


@dataclass(frozen=True, slots=True)
class AnswerDue:
    """The day an answer is due, and why that day."""

    day: date
    because: Because
    days: int = 0  # of the agreement


class Standing(StrEnum):
    """How a statement stands in the register, what one must do something about first."""

    LATE = "late"
    ON_ITS_WAY = "on-its-way"
    VALID = "valid"
    LAPSED = "lapsed"
    CALLED_OFF = "called-off"


class Turn(StrEnum):
    """Whose turn it is."""

    ORDERER = "orderer"
    ANSWERER = "answerer"
    NOBODY = "nobody"


def agreed_due(kind: StatementKind, requested: date, seen: date | None) -> AnswerDue | None:
    """The day of the agreement: counted from the consultation when it is known, but never later than from the order."""
    if kind.answer_within is None:
        return None
    last = AnswerDue(kind.answer_within.after(requested), Because.AGREED, kind.answer_within.amount)
    if seen is None or kind.after_consultation is None:
        return last
    sooner = AnswerDue(kind.after_consultation.after(seen), Because.CONSULTED, kind.after_consultation.amount)
    return min(sooner, last, key=lambda one: one.day)


def answer_due(statement: Statement, law: Law) -> AnswerDue | None:
    """The day an answer to a statement of the dossier is due."""
    return due_of(ordered(statement), law)


def due_of(one: Ordered, law: Law) -> AnswerDue | None:
    """The day an answer is due, wherever it was ordered: as promised, else as agreed, else as asked for."""
    if one.promised is not None:
        return AnswerDue(one.promised, Because.PROMISED)
    kind = law.statement_kind(one.kind)
    agreed = agreed_due(kind, one.requested, one.seen) if kind else None
    if agreed is not None:
        return agreed
    return AnswerDue(one.answer_by, Because.ASKED) if one.answer_by else None


def unfit_answer_day(kind: StatementKind | None, requested: date, answer_by: date | None) -> str:
    """Why this day cannot be asked for; empty when it can."""
    if kind is not None and kind.answer_within is not None:
        return "dossier.answer_day_agreed" if answer_by else ""
    if kind is not None and kind.at_least is not None:
        if answer_by is None:
            return "dossier.answer_day_missing"
        return "dossier.answer_day_too_soon" if answer_by < kind.at_least.after(requested) else ""
    return "dossier.answer_day_past" if answer_by is not None and answer_by < requested else ""


def is_late(statement: Statement, law: Law) -> bool:
    """Whether the answer is on its way still, and its day has passed."""
    return is_overdue(ordered(statement), law)


def is_overdue(one: Ordered, law: Law) -> bool:
    """The same of one that was ordered anywhere."""
    due = due_of(one, law)
    waits = freshness(one, law.day) is Freshness.ON_ITS_WAY
    return waits and due is not None and due.day < law.day


def chase_from(statement: Statement, law: Law, again: int = CHASE_AGAIN) -> date | None:
    """The first day to remind whoever is to answer: the day after it was due, or so many days after the last time."""
    due = answer_due(statement, law)
    if due is None:
        return None
    first = due.day + timedelta(days=1)
    if not statement.chases:
        return first
    return max(first, danish_day(statement.chases[-1].chased_at) + timedelta(days=again))


def must_be_chased(statement: Statement, law: Law, again: int = CHASE_AGAIN) -> bool:
    """Whether it is late, and somebody ought to remind the one who is to answer today (S-21)."""
    begins = chase_from(statement, law, again)
    return is_late(statement, law) and begins is not None and begins <= law.day


def must_be_told(statement: Statement, told: date | None, law: Law, again: int = CHASE_AGAIN) -> bool:
    """Whether the one who ordered it is to be told that it is late: once each time it is to be chased."""
    begins = chase_from(statement, law, again)
    return must_be_chased(statement, law, again) and begins is not None and (told is None or told < begins)


def standing(one: Ordered, law: Law) -> Standing:
    """How it stands, here or in a sector plan."""
    if is_overdue(one, law):
        return Standing.LATE
    return Standing(freshness(one, law.day).value)


def turn(statement: Statement | None, stands: Standing, law: Law, again: int = CHASE_AGAIN) -> Turn:
    """Whose turn it is: of a late one the orderer's, until they have reminded the one who is to answer."""
    if stands not in {Standing.LATE, Standing.ON_ITS_WAY}:
        return Turn.NOBODY
    if statement is None:  # whoever ordered it from a sector plan tells nobody here that they reminded
        return Turn.ORDERER if stands is Standing.LATE else Turn.ANSWERER
    return Turn.ORDERER if must_be_chased(statement, law, again) else Turn.ANSWERER


def awaited_of(one: Ordered, key: str, law: Law, *, where: str = "") -> Awaited | None:
    """The day its answer is due; none: it is not on its way, or nobody has said when it is to come."""
    due, kind = due_of(one, law), law.statement_kind(one.kind)
    if due is None or freshness(one, law.day) is not Freshness.ON_ITS_WAY:
        return None
    sections = tuple(f"{basis.law} {basis.section}" for basis in (kind.legal_basis if kind else ()))
    return Awaited(key, kind.label if kind else one.kind, sections, due.day, is_overdue(one, law), where)

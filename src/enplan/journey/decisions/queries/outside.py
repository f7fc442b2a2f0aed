"""Which letters go on paper to somebody who holds custody without being in the case, and what stands in them?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from enplan.journey.decisions import policy
from enplan.journey.decisions.facts import Clock, Decision, DecisionLetter, Hearing
from enplan.journey.decisions.facts.outside import OutsideCopy
from enplan.journey.decisions.models.outside import copies_sent
from enplan.journey.decisions.queries.clocks import clocks_of
from enplan.journey.decisions.queries.letters import decisions_of, hearings_of
from enplan.journey.decisions.rules import outside
from enplan.journey.decisions.rules.reading import as_read
from enplan.journey.decisions.rules.setting import OF_AGE
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import DecisionId, HearingId, PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on
from enplan.registers.people.queries import persons, relations_around


@dataclass(frozen=True, slots=True)
class CopyPage:
    """One copy as it is to be printed."""

    copy: OutsideCopy
    letter: DecisionLetter
    children: Sequence[str]
    closed: Sequence[int]  # the numbers of what is about them and tells too much of others


def outside_copies(
    sight: Sight, *, case: Case | None = None, decisions: Sequence[Decision] | None = None
) -> list[OutsideCopy]:
    """Every copy there is of the letters this viewer may see, newest letter first; for the authority alone.

    The clock is one of those who ask: it keeps the lists over everybody's cases in step.
    """
    if not sight.is_staff and sight.relation is not Relation.SYSTEM:
        return []
    decisions = decisions_of(sight, with_letters=False) if decisions is None else decisions
    if not decisions:
        return []
    people = (case or case_of(sight)).persons
    found = outside.copies(decisions, people, relations_around([each.person_id for each in people]))
    if not found:
        return []
    sent = copies_sent(sight)
    return [replace(each, sent=sent.get((each.decision_id, each.holder_id))) for each in found]


def named_copies(
    sight: Sight, *, case: Case | None = None, decisions: Sequence[Decision] | None = None
) -> list[OutsideCopy]:
    """The same with the names of the holders."""
    found = outside_copies(sight, case=case, decisions=decisions)
    known = persons({each.holder_id for each in found}) if found else {}
    return [replace(each, name=known[each.holder_id].name) for each in found if each.holder_id in known]


@dataclass(frozen=True, slots=True)
class HearingLetter:
    """One hearing as it is to be printed."""

    hearing: Hearing
    children: Sequence[str]
    days: int  # to answer in


def hearing_letter(sight: Sight, *, hearing_id: HearingId) -> HearingLetter:
    """What a holder of custody outside the case is asked.

    Raises:
        Missing: there is no such hearing, or it is of somebody who reads it here.
    """
    require(policy.may_open_hearing(sight))
    found = next((each for each in hearings_of(sight) if each.id == hearing_id and each.holder), None)
    if found is None:
        raise Missing("record.missing")
    day = danish_day(found.asked_at)
    about = [each for each in case_of(sight).persons if each.person_id in found.persons]
    children = [each.name for each in about if each.age(day) < OF_AGE]
    return HearingLetter(found, children, number_on(Matter.HEARING_DAYS, on=day))


def upheld_letter(sight: Sight, *, part_id: UUID, on: date) -> Clock:
    """What was answered to a complaint from outside the case, where nothing was changed.

    Raises:
        Missing: there is no such answer.
    """
    require(policy.may_reassess(sight))
    clocks = clocks_of(sight, case_of(sight), decisions_of(sight), lawbook().on(on))
    found = next((each for each in clocks if each.part.id == part_id and each.upheld_on_paper and each.answer), None)
    if found is None:
        raise Missing("record.missing")
    return found


def copy_page(sight: Sight, *, decision_id: DecisionId, holder_id: PersonId) -> CopyPage:
    """The letter with what is about the children of the one who gets it.

    Raises:
        Missing: nobody outside the case is to have a copy of this letter, or not that one.
    """
    require(policy.may_decide(sight))
    case, decisions = case_of(sight), decisions_of(sight)
    found = named_copies(sight, case=case, decisions=decisions)
    mine = next((each for each in found if (each.decision_id, each.holder_id) == (decision_id, holder_id)), None)
    decision = next((each for each in decisions if each.id == decision_id), None)
    if mine is None or decision is None:
        raise Missing("record.missing")
    children = [each for each in case.persons if each.person_id in mine.children]
    shown = outside.as_copied(decision, children)
    shown, closed = replace(shown, closed=()), shown.closed
    letter = as_read(shown, case, decisions, withheld=0, speaks_for=frozenset(mine.children))
    return CopyPage(mine, letter, [each.name for each in children], closed)

"""Who came, which duties did the meeting meet, and which did somebody miss by staying away?"""

from collections.abc import Iterable
from datetime import date

from enplan.journey.meetings.facts import Meeting, Reply, State
from enplan.kernel.ids import PersonId
from enplan.registers.cases.facts import Case
from enplan.registers.people.facts import Relation, custody_of

OF_AGE = 18


def met(meeting: Meeting) -> tuple[str, ...]:
    """The duties the held meeting has met: of people who came, and of people nobody had invited (a small child)."""
    if meeting.state is not State.HELD:
        return ()
    came = {each.person_id for each in meeting.attendances if each.reply is Reply.CAME and each.person_id}
    return tuple(each.duty for each in meeting.discharges if _was_met(meeting, each.person_id, came))


def missed(meeting: Meeting, person_id: PersonId) -> tuple[str, ...]:
    """The duties the person missed by staying away; the law wants them named (S-29)."""
    mine = meeting.of_person(person_id)
    if mine is None or mine.reply is not Reply.ABSENT:
        return ()
    return tuple(each.duty for each in meeting.discharges if each.person_id == person_id)


def _was_met(meeting: Meeting, person_id: PersonId, came: set[PersonId]) -> bool:
    return person_id in came if meeting.of_person(person_id) else bool(came)


def to_tell(persons: Iterable[PersonId], case: Case, relations: Iterable[Relation], day: date) -> frozenset[PersonId]:
    """Who hears of a meeting: the invited, and for invited children those with custody, unless an adult who is not
    theirs to speak for is invited too. So a parent living apart does not learn where the other one will be."""
    invited, known = set(persons), list(relations)
    children = {each.person_id for each in case.persons if each.person_id in invited and each.age(day) < OF_AGE}
    holders = {holder for child in children for holder in custody_of(known, child) if case.by_id(holder)}
    if invited - children:
        holders &= invited
    return frozenset(invited | holders)

"""What has become of a version: who must say yes, who has, and is it still the one that counts?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from enplan.journey.plan.facts import Approval, Approver, ElementId, Objection, Standing, Version
from enplan.kernel.ids import PersonId
from enplan.registers.cases.facts import CasePerson
from enplan.registers.people.facts import Relation, custody_of

OWN_YES_FROM = 16  # barnets lov § 110: the young person of 16 consents together with the holder of custody
OF_AGE = 18


def approvers(
    about: Iterable[PersonId], people: Sequence[CasePerson], relations: Sequence[Relation], on: date
) -> tuple[Approver, ...]:
    """Who must say yes for each of those the plan is about: an adult alone, a child through every holder of custody.

    Joint custody needs both (forældreansvarsloven § 3 stk. 1), also the one who is not in the case: that one answers
    in a meeting or on paper.
    """
    inside = {each.person_id: each for each in people}
    return tuple(_approver(inside[person], relations, on) for person in sorted(set(about)) if person in inside)


def _approver(person: CasePerson, relations: Sequence[Relation], on: date) -> Approver:
    age = person.age(on)
    if age >= OF_AGE:
        return Approver(person.person_id, ((person.person_id,),))
    custody = sorted(custody_of(relations, person.person_id))
    groups = [(holder,) for holder in custody]
    if age >= OWN_YES_FROM or not custody:
        groups.insert(0, (person.person_id,))
    return Approver(person.person_id, tuple(groups))


def approved_at(approvers: Iterable[Approver], approvals: Iterable[Approval]) -> datetime | None:
    """The moment the last yes that was needed came; none while one is missing."""
    given = [each for each in approvals if each.element_id is None]
    moments: list[datetime] = []
    for approver in approvers:
        for group in approver.by:
            said = [each.at for each in given if each.for_person == approver.for_person and each.by_person in group]
            if not said:
                return None
            moments.append(min(said))
    return max(moments) if moments else None


def has_said_yes(version: Version, yes: Approval) -> bool:
    """Whether this very yes has been said before."""
    same = (yes.for_person, yes.by_person, yes.element_id)
    return any((each.for_person, each.by_person, each.element_id) == same for each in version.approvals)


def named(
    approvers: Iterable[Approver], people: Sequence[CasePerson], names: Mapping[PersonId, str]
) -> tuple[Approver, ...]:
    """The same, with the names of those who are asked without being in the case, so that a page can say whose yes."""
    inside = {each.person_id for each in people}
    return tuple(
        replace(
            each,
            outside=tuple((person, names.get(person, "")) for (person,) in each.by if person not in inside),
        )
        for each in approvers
    )


def outside(version: Version, reader: PersonId | None = None) -> dict[PersonId, str]:
    """Who is asked without being in the case: the other holder of custody, by name to those who must know it.

    They are the authority (no `reader`), the child, and those who answer for the child too; else the name is empty.
    """
    return {
        person: name if reader is None or reader == one.for_person or any(reader in group for group in one.by) else ""
        for one in version.approvers
        for person, name in one.outside
    }


def everybody_asked(version: Version) -> list[PersonId]:
    """All who can give a yes that is needed."""
    return sorted({person for approver in version.approvers for group in approver.by for person in group})


def missing(version: Version) -> tuple[tuple[PersonId, tuple[PersonId, ...]], ...]:
    """For whom a yes is missing, and who can give it."""
    given = {(each.for_person, each.by_person) for each in version.approvals if each.element_id is None}
    return tuple(
        (approver.for_person, group)
        for approver in version.approvers
        for group in approver.by
        if not any((approver.for_person, person) in given for person in group)
    )


def can_answer(version: Version, person: PersonId) -> tuple[PersonId, ...]:
    """For whom the person can answer the version: themselves, and the children in their custody."""
    return tuple(each.for_person for each in version.approvers if any(person in group for group in each.by))


@dataclass(frozen=True, slots=True)
class Answered:
    """What one person last said about one element on somebody's behalf: yes, or no with a reason."""

    yes: bool
    at: datetime
    reason: str = ""


def last_answers(version: Version) -> dict[tuple[ElementId | None, PersonId, PersonId], Answered]:
    """The newest answer to each element (none: the whole), by for whom and by whom."""
    found: dict[tuple[ElementId | None, PersonId, PersonId], Answered] = {}
    answers = [
        *((each.element_id, each.for_person, each.by_person, Answered(True, each.at)) for each in version.approvals),
        *(
            (each.element_id, each.for_person, each.by_person, Answered(False, each.at, each.reason))
            for each in version.objections
        ),
    ]
    for element, for_person, by_person, answer in sorted(answers, key=lambda each: each[3].at):
        found[element, for_person, by_person] = answer
    return found


def standing(
    approvals: Sequence[Approval],
    objections: Sequence[Objection],
    approvers: Sequence[Approver],
    later: Sequence[Standing],
) -> Standing:
    """What has become of a version, given what became of those after it."""
    if approved_at(approvers, approvals) is not None:
        return Standing.SUPERSEDED if Standing.APPROVED in later else Standing.APPROVED
    if later:
        return Standing.SUPERSEDED
    said_no = {(each.for_person, each.by_person): each.at for each in objections if each.element_id is None}
    for key, no_at in said_no.items():
        yes_at = [each.at for each in approvals if each.element_id is None and (each.for_person, each.by_person) == key]
        if not yes_at or max(yes_at) < no_at:
            return Standing.REJECTED
    return Standing.PROPOSED

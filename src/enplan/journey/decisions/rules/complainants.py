"""Who can complain over a letter, for whom, and over which of its answers?

Whoever takes a complaint down must know whose it is: who holds custody of a child without being in the case has days of
their own, counted from the day their own copy reached them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from enplan.journey.decisions.facts import Decision, DueDay, GuidanceWords
from enplan.journey.decisions.facts.outside import CopySent
from enplan.journey.decisions.rules.complaints import old_enough_to_complain
from enplan.journey.decisions.rules.outside import as_copied, copies, own_last_day
from enplan.journey.decisions.rules.setting import OF_AGE
from enplan.journey.team.facts import Companion, CompanionKind
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.registers.cases.facts import CasePerson
from enplan.registers.people.facts import Relation, custody_of

# A companion stands by; a representative and an ombud also speak for the citizen (forvaltningsloven § 8; S-79).
SPEAKS_FOR: Final = frozenset({CompanionKind.REPRESENTATIVE, CompanionKind.OMBUD})


@dataclass(frozen=True, slots=True)
class Complainant:
    """Somebody who can complain over the letter."""

    person_id: PersonId
    speaks_for: frozenset[PersonId]  # themselves, or those they decide for
    parts: frozenset[UUID]  # what they can complain over
    name: str = ""
    outside: bool = False  # not in the case: what they know of the letter is their copy
    sent: CopySent | None = None  # that copy
    days: tuple[tuple[GuidanceWords, DueDay], ...] = ()  # theirs alone; none: those of the letter


def complainants(
    decision: Decision,
    people: Sequence[CasePerson],
    kin: Sequence[Relation],
    mandates: Iterable[Companion],
    law: Law,
) -> list[Complainant]:
    """The people of the case in its order, those with a mandate, and last those who are not in the case."""
    own: dict[PersonId, set[PersonId]] = {each.person_id: set() for each in people}
    for person in people:
        if old_enough_to_complain(person.age(law.day), law):
            own[person.person_id].add(person.person_id)
        if person.age(law.day) < OF_AGE:
            for holder in custody_of(kin, person.person_id) & own.keys():
                own[holder].add(person.person_id)
    for each in mandates:
        if each.kind in SPEAKS_FOR and each.period.holds(law.day):
            own.setdefault(each.companion_id, set()).add(each.for_person)
    outside = list(_outside(decision, people, kin))
    taken = {each.person_id for each in outside}
    inside = [
        Complainant(
            who, frozenset(whom), frozenset(part.id for part in decision.parts if whom.intersection(part.persons))
        )
        for who, whom in own.items()
        if who not in taken
    ]
    return [*(each for each in inside if each.parts), *outside]


def _outside(decision: Decision, people: Sequence[CasePerson], kin: Sequence[Relation]) -> Iterator[Complainant]:
    for copy in copies([decision], people, kin):
        children = [each for each in people if each.person_id in copy.children]
        told = frozenset(part.id for part in as_copied(decision, children).parts)
        yield Complainant(copy.holder_id, frozenset(copy.children), told, outside=True)


def own_days(
    decision: Decision, parts: Iterable[UUID], law: Law, sent: CopySent | None
) -> Mapping[GuidanceWords, DueDay]:
    """By the guidance of what they can complain over their own last day and how it was found."""
    mine = frozenset(parts)
    guided = [each.guidance for each in decision.parts if each.id in mine and each.guidance]
    return {words: own_last_day(law.complaint_route(words.route), law, sent) for words in guided}

"""Who holds custody of a child in a letter without being in the case, and what of the letter is theirs to read?

Custody makes one a party to what is decided about the child (forældreansvarsloven § 2, forvaltningsloven §§ 9 and 25),
also where one is no part of the one plan. What is theirs is what would be shown to them if they were in the case.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from enplan.journey.access.rules import OF_AGE, OWN_HEALTH_FROM_AGE, YOUNG_PERSONS_OWN
from enplan.journey.decisions.facts import Decision, Delivery, DueDay, Element, Step
from enplan.journey.decisions.facts.outside import CopySent, CopyWay, OutsideCopy, PaperSent
from enplan.journey.decisions.rules.complaints import last_day_to_complain, last_day_to_keep, received_day
from enplan.journey.decisions.rules.elements import kind_of
from enplan.journey.decisions.rules.lettering import everybody
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Grant
from enplan.law.lawbook import Law
from enplan.law.phrasebook import in_words
from enplan.law.provision import ComplaintRoute
from enplan.registers.cases.facts import CasePerson
from enplan.registers.people.facts import Relation, custody_since

ANOTHERS_OWN: Final = frozenset({Category.HEALTH, Category.ADDICTION, Category.JUSTICE})  # as the barrier says it
NOT_SENT: Final = Step("step.copy-not-sent")


def copies(decisions: Iterable[Decision], people: Sequence[CasePerson], kin: Sequence[Relation]) -> list[OutsideCopy]:
    """A copy for each who held custody of a child when the letter was written and is not in the case."""
    return [copy for each in decisions for copy in _copies_of(each, people, kin)]


def _copies_of(decision: Decision, people: Sequence[CasePerson], kin: Sequence[Relation]) -> Iterable[OutsideCopy]:
    day, inside = danish_day(decision.made_at), {each.person_id for each in people}
    theirs: dict[PersonId, list[PersonId]] = {}
    for child in people:
        if child.age(day) >= OF_AGE or not any(_is_told(each.needs, [child], day) for each in decision.parts):
            continue
        for holder, since in sorted(custody_since(kin, child.person_id).items()):
            if holder not in inside and since <= day:
                theirs.setdefault(holder, []).append(child.person_id)
    for holder, children in theirs.items():
        yield OutsideCopy(decision.id, day, holder, tuple(children))


def as_copied(decision: Decision, children: Sequence[CasePerson]) -> Decision:
    """What of it is about the children, with the numbers of what is about them and tells too much of others."""
    day = danish_day(decision.made_at)
    told = [each for each in decision.parts if _is_told(each.needs, children, day)]
    refs = {each.person_id for each in children}
    about = {each.number for each in decision.parts if refs & {each.person_id, *each.persons}}
    return replace(
        decision,
        parts=tuple(told),
        letters=tuple(each for each in decision.letters if each.person_id in refs),
        closed=tuple(sorted(about - {each.number for each in told})),
    )


def holders_of(
    element: Element, people: Sequence[CasePerson], kin: Sequence[Relation], law: Law
) -> dict[PersonId, tuple[PersonId, ...]]:
    """Who is to be heard of it on paper, with the children it is about: those who would get the answer as a copy."""
    kinds = {*element.categories, *(kind_of(each, law) for each in element.types)}
    needs = tuple(Grant(person, kind) for person in everybody(element) for kind in kinds)
    inside = {each.person_id for each in people}
    found: dict[PersonId, list[PersonId]] = {}
    for child in people:
        if child.age(law.day) >= OF_AGE or not _is_told(needs, [child], law.day):
            continue
        for holder, since in sorted(custody_since(kin, child.person_id).items()):
            if holder not in inside and since <= law.day:
                found.setdefault(holder, []).append(child.person_id)
    return {holder: tuple(children) for holder, children in found.items()}


def _is_told(needs: Collection[Grant], children: Sequence[CasePerson], day: date) -> bool:
    """As the barrier tells a party: everything it needs of one of the children, and nothing that is another's own."""
    granted = {Grant(each.person_id, kind) for each in children for kind in Category if kind not in _closed(each, day)}
    of_each = [{need for need in needs if need.person_id == each.person_id} for each in children]
    wholly = any(own and own <= granted for own in of_each)
    return wholly and not any(need.category in ANOTHERS_OWN and need not in granted for need in needs)


def _closed(child: CasePerson, day: date) -> frozenset[Category]:
    """From 15 the young person's own health is their own (sundhedsloven § 17)."""
    return YOUNG_PERSONS_OWN if child.age(day) >= OWN_HEALTH_FROM_AGE else frozenset()


def must_be_sent_on(day: date, made: date, on: date) -> None:
    """Between the day of the letter and today.

    Raises:
        Unfit: naming the days.
    """
    if not made <= day <= on:
        raise Unfit("decision.copy_day", first=in_words(made), last=in_words(on))


def reached(sent: CopySent | PaperSent) -> tuple[date, Delivery]:
    """The day on which their copy counts as received, as every letter on paper does, and how it came."""
    delivery = Delivery.LETTER if sent.way is CopyWay.POST else Delivery.HANDED_OVER
    return received_day(sent.day, delivery), delivery


def own_last_day(route: ComplaintRoute, law: Law, sent: CopySent | None) -> DueDay:
    """Their last day to complain: counted from their own copy; before they have it, no time has begun to run."""
    if sent is None:
        return DueDay(None, (NOT_SENT,), route.legal_basis)
    return last_day_to_complain(route, law, *reached(sent))


def own_day_to_keep(law: Law, sent: CopySent | None) -> DueDay:
    """After a partly favourable answer: their last day to keep the complaint, counted as above."""
    return DueDay(None, (NOT_SENT,)) if sent is None else last_day_to_keep(law, reached(sent)[0])

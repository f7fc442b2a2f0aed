"""What does an actor see of a case: which kinds of information about which persons?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enplan.journey.access.facts import LetThrough, Warrant
from enplan.journey.consent.facts import Consent, ConsentKind, Recipient
from enplan.journey.team.facts import Companion, Membership
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Grant, Relation
from enplan.registers.cases.facts import Case
from enplan.registers.people.facts import Relation as Kinship
from enplan.registers.people.facts import custody_of

ALL_KINDS = frozenset(Category)
YOUNG_PERSONS_OWN = frozenset({Category.HEALTH, Category.ADDICTION})
OWN_HEALTH_FROM_AGE = 15  # sundhedsloven § 17: from 15 the young person consents to treatment themselves
OF_AGE = 18


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that sight follows from: who is in the case, who is whose parent, seats, mandates and consents."""

    case: Case
    kinships: Sequence[Kinship]
    consents: Sequence[Consent]
    seat: Membership | None = None
    own_categories: tuple[Category, ...] = ()
    companions: Sequence[Companion] = ()


def relation_of(actor: Actor, ground: Ground, day: date) -> Relation | None:
    """What the actor is in the case on the day; nothing means that for them there is no such case."""
    if actor.person_id is not None:
        if ground.case.by_id(actor.person_id):
            return Relation.CITIZEN
        stands_by = any(each.period.holds(day) for each in ground.companions)
        return Relation.COMPANION if stands_by else None
    if ground.seat is not None and ground.seat.active(day):
        return Relation.COORDINATOR if ground.seat.coordinator else Relation.MEMBER
    return None


def grants_of(actor: Actor, relation: Relation, ground: Ground, day: date) -> frozenset[Grant]:
    """All that is let through, whatever the ground."""
    return frozenset(each.grant for each in let_through(actor, relation, ground, day))


def let_through(actor: Actor, relation: Relation, ground: Ground, day: date) -> tuple[LetThrough, ...]:
    """All that is let through, on every ground it has. Without a ground named here nothing is."""
    if relation is Relation.SYSTEM:
        everybody = (each.person_id for each in ground.case.persons)
        return tuple(LetThrough(Grant(one, kind), Warrant.CLOCK) for one in everybody for kind in Category)
    if relation is Relation.CITIZEN and actor.person_id is not None:
        return (*_own(actor.person_id, ground, day), *_given_to_person(actor.person_id, ground, day))
    if relation is Relation.COMPANION and actor.person_id is not None:
        since = {each.for_person: each.period.first for each in ground.companions if each.period.holds(day)}
        return tuple(_given_to_person(actor.person_id, ground, day, since))
    if ground.seat is None:
        return ()
    return (*_own_sector(ground), *_given_to_team(ground.seat, ground, day))


def on_behalf_of(actor: Actor, relation: Relation, ground: Ground, day: date) -> tuple[PersonId, ...]:
    """For whom the actor comes besides themselves: the children they decide for, or the one they stand by."""
    if relation is Relation.CITIZEN and actor.person_id is not None:
        return tuple(sorted(acts_for(actor.person_id, ground, day)))
    if relation is Relation.COMPANION:
        return tuple(sorted({each.for_person for each in ground.companions if each.period.holds(day)}))
    return ()


def as_written(let: Iterable[LetThrough]) -> list[dict[str, object]]:
    """What was let through as the log keeps it: ground by ground, of whom which kinds. It holds no content.

    `{"warrant": "consent", "consent": …, "of": {person: ["health"]}}`; every kind of all is written `["*"]`.
    """
    by_ground: dict[tuple[str, str], dict[str, set[str]]] = {}
    for each in let:
        of = by_ground.setdefault((each.warrant.value, str(each.consent_id or "")), {})
        of.setdefault(str(each.grant.person_id), set()).add(each.grant.category.value)
    every = {kind.value for kind in ALL_KINDS}
    return [
        {
            "warrant": warrant,
            **({"consent": consent} if consent else {}),
            "of": {person: ["*"] if kinds == every else sorted(kinds) for person, kinds in sorted(of.items())},
        }
        for (warrant, consent), of in sorted(by_ground.items())
    ]


def acts_for(person_id: PersonId, ground: Ground, day: date) -> frozenset[PersonId]:
    """The children of the case for whom this person decides as holder of custody."""
    return frozenset(
        each.person_id
        for each in ground.case.persons
        if each.age(day) < OF_AGE and person_id in custody_of(ground.kinships, each.person_id)
    )


def withheld_of(ground: Ground, grants: frozenset[Grant]) -> tuple[Grant, ...]:
    """Every kind about every person of the case that is not let through."""
    everything = (Grant(each.person_id, category) for each in ground.case.persons for category in Category)
    return tuple(sorted(grant for grant in everything if grant not in grants))


def _own(person_id: PersonId, ground: Ground, day: date) -> Iterable[LetThrough]:
    yield from (LetThrough(Grant(person_id, category), Warrant.OWN) for category in ALL_KINDS)
    for child in acts_for(person_id, ground, day):
        someone = ground.case.by_id(child)
        old_enough = someone is not None and someone.age(day) >= OWN_HEALTH_FROM_AGE
        kinds = ALL_KINDS - YOUNG_PERSONS_OWN if old_enough else ALL_KINDS
        yield from (LetThrough(Grant(child, category), Warrant.CUSTODY) for category in kinds)


def _own_sector(ground: Ground) -> Iterable[LetThrough]:
    """A department's own kinds of information, about the people of the case, for its open task."""
    for each in ground.case.persons:
        for category in ground.own_categories:
            yield LetThrough(Grant(each.person_id, category), Warrant.OWN_SECTOR)


def _given_to_team(seat: Membership, ground: Ground, day: date) -> Iterable[LetThrough]:
    for consent in ground.consents:
        to_us = consent.scope.recipient is Recipient.TEAM or (
            consent.scope.recipient is Recipient.DEPARTMENT and consent.scope.recipient_id == seat.department_id
        )
        if to_us and consent.opens(day):
            yield _opened_by(consent)


def _given_to_person(
    person_id: PersonId, ground: Ground, day: date, since: Mapping[PersonId, date] | None = None
) -> Iterable[LetThrough]:
    """What others let this person see; one who stands by somebody sees what was shown `since` they do so."""
    for consent in ground.consents:
        to_them = consent.scope.recipient is Recipient.PERSON and consent.scope.recipient_id == person_id
        begun = since.get(consent.scope.person_id) if since is not None else date.min
        if to_them and consent.opens(day) and begun is not None and begun <= danish_day(consent.given_at):
            yield _opened_by(consent)


def _opened_by(consent: Consent) -> LetThrough:
    """A plan consent opens the plan's own information; an information consent opens its category."""
    category = Category.PLAN if consent.scope.kind is ConsentKind.PLAN else consent.scope.category
    return LetThrough(Grant(consent.scope.person_id, category), Warrant.CONSENT, consent.id)

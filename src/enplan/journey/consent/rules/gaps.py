"""Who of the team may not see what, and what stops when a consent is taken back?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from enplan.journey.consent.facts import Consent, ConsentKind, ConsentRequest, Recipient
from enplan.journey.team.facts import Member
from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId, PersonId


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of information about a person that some of the team cannot see; for the plan itself, that none can."""

    kind: ConsentKind
    person_id: PersonId
    category: Category
    blind: tuple[str, ...]  # departments
    asked: bool


def find_gaps(
    persons: Sequence[PersonId],
    team: Sequence[Member],
    given: Sequence[Consent],
    asked: Sequence[ConsentRequest],
    on: date,
) -> list[Gap]:
    """Every missing consent: first to have one plan, then kind by kind what the team works with but cannot share."""
    kinds = sorted({kind for member in team for kind in member.categories if kind is not Category.PLAN})
    gaps = [_plan_gap(person, given, asked, on) for person in persons]
    gaps += [_gap(person, kind, team, given, asked, on) for person in persons for kind in kinds]
    return [gap for gap in gaps if gap is not None]


def blind_to(
    person: PersonId, kind: Category, team: Sequence[Member], given: Iterable[Consent], on: date
) -> tuple[str, ...]:
    """The departments of the team that may not see this kind of information about the person."""
    opened = [each for each in given if each.opens(on) and _is_about(each, person, kind)]
    to_all = any(each.scope.recipient is Recipient.TEAM for each in opened)
    to_some = {each.scope.recipient_id for each in opened if each.scope.recipient is Recipient.DEPARTMENT}
    return tuple(
        member.department
        for member in team
        if not to_all and kind not in member.categories and _department(member) not in to_some
    )


def what_stops(consent: Consent, team: Sequence[Member], given: Sequence[Consent], on: date) -> tuple[str, ...]:
    """The departments that see less when the consent is taken back."""
    person, kind = consent.scope.person_id, consent.scope.category
    rest = [each for each in given if each.id != consent.id]
    before = set(blind_to(person, kind, team, given, on))
    return tuple(each for each in blind_to(person, kind, team, rest, on) if each not in before)


def what_opens(scope_of: ConsentRequest, team: Sequence[Member], given: Sequence[Consent], on: date) -> tuple[str, ...]:
    """The departments that see more when the question is answered with a yes."""
    scope = scope_of.scope
    blind = blind_to(scope.person_id, scope.category, team, given, on)
    if scope.recipient is Recipient.TEAM:
        return blind
    names = {member.department for member in team if _department(member) == scope.recipient_id}
    return tuple(each for each in blind if each in names)


def _plan_gap(person: PersonId, given: Sequence[Consent], asked: Sequence[ConsentRequest], on: date) -> Gap | None:
    if any(each.scope.kind is ConsentKind.PLAN and each.scope.person_id == person and each.opens(on) for each in given):
        return None
    waiting = any(each.scope.kind is ConsentKind.PLAN and each.scope.person_id == person for each in asked)
    return Gap(ConsentKind.PLAN, person, Category.PLAN, (), waiting)


def _gap(
    person: PersonId,
    kind: Category,
    team: Sequence[Member],
    given: Sequence[Consent],
    asked: Sequence[ConsentRequest],
    on: date,
) -> Gap | None:
    blind = blind_to(person, kind, team, given, on)
    if not blind:
        return None
    waiting = any(
        each.scope.kind is ConsentKind.INFORMATION
        and each.scope.person_id == person
        and each.scope.category is kind
        and each.scope.recipient is not Recipient.PERSON
        for each in asked
    )
    return Gap(ConsentKind.INFORMATION, person, kind, blind, waiting)


def _is_about(consent: Consent, person: PersonId, kind: Category) -> bool:
    return consent.scope.person_id == person and consent.scope.category is kind


def _department(member: Member) -> DepartmentId:
    return member.membership.department_id

"""Who is the one contact person, who is each department's contact, and who may hold custody of a child?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from enplan.journey.team.facts import CustodySeen, Membership
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import DepartmentId, PersonId, ProfessionalId
from enplan.registers.cases.facts import CasePerson
from enplan.registers.people.facts import Relation, RelationKind, custody_since

CUSTODY_ENDS = 18  # forældreansvarsloven § 1: custody is of those under 18
PARENTS = {RelationKind.PARENT_WITH_CUSTODY, RelationKind.PARENT_WITHOUT_CUSTODY}


def contact_of(memberships: Iterable[Membership], department_id: DepartmentId) -> Membership | None:
    """The department's one contact in the team; the coordinator counts as their own department's (S-41, S-95)."""
    return next((each for each in memberships if each.department_id == department_id), None)


def must_be_free(memberships: Sequence[Membership], professional_id: ProfessionalId) -> None:
    """Nobody is in a team twice.

    Raises:
        Unfit: the professional is in the team already.
    """
    if any(each.professional_id == professional_id for each in memberships):
        raise Unfit("team.member_already")


def stay_as_contact(former: Membership, newcomer: DepartmentId, others: Iterable[Membership]) -> bool:
    """Whether a coordinator who hands over can stay: only when their department would have no contact otherwise."""
    return former.department_id != newcomer and contact_of(others, former.department_id) is None


def custody_in(
    people: Sequence[CasePerson], kin: Sequence[Relation], on: date, names: Mapping[PersonId, str] | None = None
) -> list[CustodySeen]:
    """Each child of the case, youngest last, with those who hold or could hold custody of it on the day.

    Somebody under 18 holds custody only as a parent of the child. Who holds it without being in the case keeps it until
    it is written down otherwise; `names` says what they are called.
    """
    children = sorted((each for each in people if each.age(on) < CUSTODY_ENDS), key=lambda each: (each.born, each.ref))
    inside, names = {each.person_id for each in people}, names or {}
    parents = {(each.one, each.other) for each in kin if each.kind in PARENTS}
    return [
        CustodySeen(
            child,
            custody_since(kin, child.person_id),
            [
                each
                for each in people
                if each.person_id != child.person_id
                and (each.age(on) >= CUSTODY_ENDS or (each.person_id, child.person_id) in parents)
            ],
            {each: names.get(each, "") for each in custody_since(kin, child.person_id) if each not in inside},
        )
        for child in children
    ]


def custody_shift(
    seen: Sequence[CustodySeen], child_id: PersonId, holders: frozenset[PersonId]
) -> tuple[list[PersonId], list[PersonId]]:
    """Who gets custody of the child and who loses it, when from now on these hold it.

    Raises:
        Missing: the child is none of the case's children.
        Unfit: somebody could not hold it, or it is held so already.
    """
    of_child = next((each for each in seen if each.child.person_id == child_id), None)
    if of_child is None:
        raise Missing("team.custody_of_a_child_only")
    if not holders <= {*(each.person_id for each in of_child.could), *of_child.outside}:
        raise Unfit("team.custody_of_an_adult_of_the_case")
    held = frozenset(of_child.held)
    if holders == held:
        raise Unfit("team.custody_is_so_already")
    return sorted(holders - held), sorted(held - holders)

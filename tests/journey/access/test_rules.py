"""Does sight follow from team, consent, custody and age, and from nothing else? (S-40, S-74 to S-76)"""

import json
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.access.facts import LetThrough, Warrant
from enplan.journey.access.rules import (
    Ground,
    acts_for,
    as_written,
    grants_of,
    let_through,
    on_behalf_of,
    relation_of,
    withheld_of,
)
from enplan.journey.consent.facts import Consent, ConsentKind, ConsentScope, Recipient, Way
from enplan.journey.team.facts import Companion, CompanionKind, Membership
from enplan.kernel.actor import Actor, Role
from enplan.kernel.category import Category
from enplan.kernel.ids import AccountId, CaseId, ConsentId, DepartmentId, PersonId, ProfessionalId
from enplan.kernel.period import Period
from enplan.kernel.sight import Grant, Relation
from enplan.registers.cases.facts import Case, CaseKind, CasePerson, Place
from enplan.registers.people.facts import Relation as Kinship
from enplan.registers.people.facts import RelationKind

TODAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
MOTHER, CHILD, FRIEND = (PersonId(uuid4()) for _ in range(3))
JOBCENTRE = DepartmentId(uuid4())
CASE_ID = CaseId(uuid4())
WORK = (Category.WORK,)
GRANTS = st.builds(Grant, st.sampled_from([MOTHER, CHILD, FRIEND]), st.sampled_from(Category))
CONSENTS = st.sampled_from([None, *(ConsentId(uuid4()) for _ in range(3))])


def a_case(child_born: date = date(2014, 1, 1)) -> Case:
    mother = CasePerson(MOTHER, "mor", "Mor", date(1983, 4, 12), Place.CITIZEN)
    child = CasePerson(CHILD, "barn", "Barn", child_born, Place.CHILD)
    return Case(CASE_ID, CaseKind.FAMILY, "hop-2018", MORNING, (mother, child))


CUSTODY = [Kinship(MOTHER, CHILD, RelationKind.PARENT_WITH_CUSTODY)]


def a_citizen(person: PersonId) -> Actor:
    return Actor(AccountId(uuid4()), "Nogen", frozenset({Role.CITIZEN}), person_id=person)


def a_professional() -> Actor:
    return Actor(
        AccountId(uuid4()),
        "Henrik",
        frozenset({Role.PROFESSIONAL}),
        professional_id=ProfessionalId(uuid4()),
        department_id=JOBCENTRE,
    )


def a_seat(*, coordinator: bool = False, until: date | None = None) -> Membership:
    return Membership(
        uuid4(), CASE_ID, ProfessionalId(uuid4()), JOBCENTRE, Period(date(2026, 1, 1), until), coordinator
    )


def a_consent(
    category: Category = Category.HEALTH,
    *,
    kind: ConsentKind = ConsentKind.INFORMATION,
    recipient: Recipient = Recipient.TEAM,
    recipient_id: UUID | None = None,
    period: Period | None = None,
    withdrawn_at: datetime | None = None,
) -> Consent:
    scope = ConsentScope(kind, MOTHER, "én plan", category, "", recipient, recipient_id)
    return Consent(
        ConsentId(uuid4()),
        scope,
        MOTHER,
        MORNING - timedelta(days=30),
        period or Period(date(2026, 1, 1)),
        Way.PORTAL,
        withdrawn_at,
    )


def staff_grants(*consents: Consent, categories: tuple[Category, ...] = (Category.WORK,)) -> frozenset[Grant]:
    ground = Ground(a_case(), CUSTODY, consents, a_seat(), categories)
    return grants_of(a_professional(), Relation.MEMBER, ground, TODAY)


def test_a_stranger_has_no_relation() -> None:
    ground = Ground(a_case(), CUSTODY, [])
    assert relation_of(a_professional(), ground, TODAY) is None
    assert relation_of(a_citizen(FRIEND), ground, TODAY) is None


@pytest.mark.parametrize(
    ("until", "relation"), [(None, Relation.MEMBER), (TODAY, Relation.MEMBER), (TODAY - timedelta(days=1), None)]
)
def test_a_membership_counts_to_its_last_day(until: date | None, relation: Relation | None) -> None:
    ground = Ground(a_case(), CUSTODY, [], a_seat(until=until))
    assert relation_of(a_professional(), ground, TODAY) is relation


def test_a_department_sees_its_own_kind_and_nothing_else_without_consent() -> None:
    assert staff_grants() == {Grant(MOTHER, Category.WORK), Grant(CHILD, Category.WORK)}


def test_a_consent_opens_one_kind_about_one_person() -> None:
    assert staff_grants(a_consent()) - staff_grants() == {Grant(MOTHER, Category.HEALTH)}


def test_consent_to_one_plan_opens_no_other_information() -> None:
    consent = a_consent(Category.HEALTH, kind=ConsentKind.PLAN)
    assert staff_grants(consent) - staff_grants() == {Grant(MOTHER, Category.PLAN)}


@pytest.mark.parametrize(
    "closed",
    [
        pytest.param(a_consent(withdrawn_at=MORNING), id="taken back"),
        pytest.param(a_consent(period=Period(date(2026, 1, 1), TODAY - timedelta(days=1))), id="lapsed yesterday"),
        pytest.param(a_consent(period=Period(TODAY + timedelta(days=1))), id="begins tomorrow"),
        pytest.param(a_consent(recipient=Recipient.DEPARTMENT, recipient_id=uuid4()), id="given to another department"),
        pytest.param(a_consent(recipient=Recipient.PERSON, recipient_id=FRIEND), id="given to a friend"),
    ],
)
def test_a_consent_that_does_not_count_opens_nothing(closed: Consent) -> None:
    assert staff_grants(closed) == staff_grants()


@pytest.mark.parametrize("last", [TODAY, None])
def test_a_consent_counts_to_its_last_day(last: date | None) -> None:
    assert Grant(MOTHER, Category.HEALTH) in staff_grants(a_consent(period=Period(date(2026, 1, 1), last)))


def test_a_parent_with_custody_sees_the_child_and_a_parent_without_does_not() -> None:
    with_custody = grants_of(a_citizen(MOTHER), Relation.CITIZEN, Ground(a_case(), CUSTODY, []), TODAY)
    without = grants_of(a_citizen(MOTHER), Relation.CITIZEN, Ground(a_case(), [], []), TODAY)
    assert Grant(CHILD, Category.FAMILY) in with_custody
    assert {grant.person_id for grant in without} == {MOTHER}


@pytest.mark.parametrize(
    ("born", "sees_health", "sees_family"),
    [
        pytest.param(date(2011, 11, 24), True, True, id="fifteen tomorrow"),
        pytest.param(date(2011, 11, 23), False, True, id="fifteen today"),
        pytest.param(date(2008, 11, 24), False, True, id="eighteen tomorrow"),
        pytest.param(date(2008, 11, 23), False, False, id="eighteen today"),
    ],
)
def test_custody_ends_with_age(born: date, sees_health: bool, sees_family: bool) -> None:
    ground = Ground(a_case(born), CUSTODY, [])
    grants = grants_of(a_citizen(MOTHER), Relation.CITIZEN, ground, TODAY)
    assert (Grant(CHILD, Category.HEALTH) in grants) is sees_health
    assert (Grant(CHILD, Category.FAMILY) in grants) is sees_family
    assert (CHILD in acts_for(MOTHER, ground, TODAY)) is sees_family


def test_an_ombud_sees_what_the_citizen_has_granted_and_no_more() -> None:
    """S-79."""
    stands_by = Companion(uuid4(), CASE_ID, FRIEND, MOTHER, CompanionKind.OMBUD, Period(date(2026, 1, 1)))
    given = a_consent(Category.WORK, recipient=Recipient.PERSON, recipient_id=FRIEND)
    ground = Ground(a_case(), CUSTODY, [given, a_consent()], companions=[stands_by])
    assert relation_of(a_citizen(FRIEND), ground, TODAY) is Relation.COMPANION
    assert grants_of(a_citizen(FRIEND), Relation.COMPANION, ground, TODAY) == {Grant(MOTHER, Category.WORK)}


def test_what_is_not_granted_is_withheld_and_nothing_falls_between() -> None:
    grants = staff_grants(a_consent())
    withheld = withheld_of(Ground(a_case(), CUSTODY, []), grants)
    assert not grants & set(withheld)
    assert len(grants) + len(withheld) == 2 * len(Category)


def test_who_stands_by_somebody_again_sees_nothing_of_what_was_shown_before() -> None:
    given = a_consent(Category.WORK, recipient=Recipient.PERSON, recipient_id=FRIEND)
    again = Companion(uuid4(), CASE_ID, FRIEND, MOTHER, CompanionKind.OMBUD, Period(MORNING.date() + timedelta(days=1)))
    ground = Ground(a_case(), CUSTODY, [given], companions=[again])
    assert grants_of(a_citizen(FRIEND), Relation.COMPANION, ground, TODAY + timedelta(days=2)) == frozenset()


def test_each_kind_is_let_through_on_its_own_ground() -> None:
    yes = a_consent()
    let = let_through(a_professional(), Relation.MEMBER, Ground(a_case(), CUSTODY, [yes], a_seat(), WORK), TODAY)

    assert set(let) == {
        LetThrough(Grant(MOTHER, Category.WORK), Warrant.OWN_SECTOR),
        LetThrough(Grant(CHILD, Category.WORK), Warrant.OWN_SECTOR),
        LetThrough(Grant(MOTHER, Category.HEALTH), Warrant.CONSENT, yes.id),
    }


def test_what_is_let_through_twice_names_both_grounds() -> None:
    yes = a_consent(Category.WORK)
    let = let_through(a_professional(), Relation.MEMBER, Ground(a_case(), CUSTODY, [yes], a_seat(), WORK), TODAY)

    assert {each.warrant for each in let if each.grant == Grant(MOTHER, Category.WORK)} == {
        Warrant.OWN_SECTOR,
        Warrant.CONSENT,
    }


def test_a_parent_reads_as_themselves_and_as_the_holder_of_custody() -> None:
    ground = Ground(a_case(), CUSTODY, [])
    let = let_through(a_citizen(MOTHER), Relation.CITIZEN, ground, TODAY)

    assert {each.warrant for each in let if each.grant.person_id == MOTHER} == {Warrant.OWN}
    assert {each.warrant for each in let if each.grant.person_id == CHILD} == {Warrant.CUSTODY}
    assert on_behalf_of(a_citizen(MOTHER), Relation.CITIZEN, ground, TODAY) == (CHILD,)


def test_who_stands_by_somebody_comes_for_them_while_they_do() -> None:
    period = Period(date(2026, 1, 1), TODAY)
    stands_by = Companion(uuid4(), CASE_ID, FRIEND, MOTHER, CompanionKind.OMBUD, period)
    ground = Ground(a_case(), CUSTODY, [], companions=[stands_by])

    assert on_behalf_of(a_citizen(FRIEND), Relation.COMPANION, ground, TODAY) == (MOTHER,)
    assert on_behalf_of(a_citizen(FRIEND), Relation.COMPANION, ground, TODAY + timedelta(days=1)) == ()
    assert on_behalf_of(a_professional(), Relation.MEMBER, Ground(a_case(), CUSTODY, [], a_seat()), TODAY) == ()


def test_the_clock_names_itself_as_the_ground() -> None:
    clock = Actor(AccountId(uuid4()), "Én plan", frozenset({Role.SYSTEM}))
    let = let_through(clock, Relation.SYSTEM, Ground(a_case(), CUSTODY, []), TODAY)

    assert {each.warrant for each in let} == {Warrant.CLOCK}
    assert len(let) == 2 * len(Category)


@given(st.lists(st.builds(LetThrough, GRANTS, st.sampled_from(Warrant), CONSENTS)))
def test_what_is_written_down_says_exactly_what_was_let_through(let: list[LetThrough]) -> None:
    told = {
        LetThrough(Grant(PersonId(UUID(person)), kind), Warrant(row["warrant"]), row.get("consent"))  # type: ignore[arg-type]  # read back from the log
        for row in as_written(let)
        for person, kinds in row["of"].items()  # type: ignore[attr-defined]  # as above
        for kind in (Category if kinds == ["*"] else map(Category, kinds))
    }

    assert told == {LetThrough(one.grant, one.warrant, str(one.consent_id) if one.consent_id else None) for one in let}  # type: ignore[arg-type]  # the log keeps texts


def test_what_is_written_down_stands_in_one_order_whatever_came_first() -> None:
    ground = Ground(a_case(), CUSTODY, [a_consent(), a_consent(Category.SOCIAL)], a_seat(), WORK)
    let = let_through(a_professional(), Relation.MEMBER, ground, TODAY)

    assert json.dumps(as_written(let)) == json.dumps(as_written(reversed(let)))

"""Do consents for a child stop counting with the custody of those who gave them? (security, T15)"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from enplan.journey.consent.facts import Consent, ConsentKind
from enplan.journey.consent.rules import deciding
from enplan.journey.consent.rules.standing import as_they_stand, hangs_on_custody
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import lawbook
from enplan.registers.cases.facts import CasePerson, Place
from enplan.registers.people.facts import Relation, RelationKind
from tests.builders_people import TODAY, a_consent, a_scope

CHILD, MOTHER, FATHER = (PersonId(uuid4()) for _ in range(3))
AGES = deciding.thresholds_of(lawbook().on(TODAY))
AGO = TODAY - timedelta(days=900)
SCHOOL = a_scope(CHILD, Category.EDUCATION)
PLAN = a_scope(CHILD, kind=ConsentKind.PLAN)


def a_child(born: date = date(2015, 5, 5)) -> CasePerson:
    return CasePerson(CHILD, "barn", "Barn", born, Place.CHILD)


def custody(holder: PersonId, since: date = AGO) -> Relation:
    return Relation(holder, CHILD, RelationKind.PARENT_WITH_CUSTODY, since)


def signed(by: tuple[PersonId, ...], *, plan: bool = False) -> Consent:
    return replace(a_consent(PLAN if plan else SCHOOL), given_by=by[0], signers=by)


def counts(consent: Consent, *kin: Relation, child: CasePerson | None = None) -> bool:
    (found,) = as_they_stand([consent], [child or a_child()], kin, AGES, TODAY)
    return found.opens(TODAY)


def test_a_yes_of_somebody_with_custody_counts() -> None:
    assert counts(signed((MOTHER,)), custody(MOTHER))
    assert counts(signed((MOTHER,)), custody(MOTHER), custody(FATHER))


def test_a_yes_counts_no_longer_when_custody_is_lost() -> None:
    assert not counts(signed((MOTHER,)), custody(FATHER))
    assert not counts(signed((MOTHER,)))
    assert counts(signed((MOTHER, FATHER), plan=True), custody(FATHER))  # the other one said yes too


def test_custody_that_comes_again_opens_nothing_by_itself() -> None:
    assert not counts(signed((MOTHER,)), custody(MOTHER, TODAY + timedelta(days=1)))


def test_custody_that_came_later_takes_nothing_back() -> None:
    assert counts(signed((MOTHER,), plan=True), custody(MOTHER), custody(FATHER, TODAY + timedelta(days=1)))


@pytest.mark.parametrize("born", [date(1983, 4, 12), date(2008, 1, 1)])
def test_whoever_decides_alone_hangs_on_nobodys_custody(born: date) -> None:
    grown = a_child(born)

    assert counts(signed((CHILD,)), child=grown)
    assert not hangs_on_custody([signed((CHILD,))], [grown], AGES, TODAY)
    assert hangs_on_custody([signed((MOTHER,))], [a_child()], AGES, TODAY)


def test_a_young_persons_own_yes_to_treatment_data_needs_no_parent() -> None:
    own = replace(a_consent(a_scope(CHILD, Category.HEALTH)), signers=(CHILD,))

    assert counts(own, child=a_child(date(2011, 1, 1)))

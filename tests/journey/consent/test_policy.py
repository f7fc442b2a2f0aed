"""Does nobody say yes for another, and can everybody take back what they gave?"""

from dataclasses import replace
from uuid import uuid4

import pytest

from enplan.journey.consent import policy
from enplan.journey.consent.facts import ConsentKind, Recipient, Way, Witness
from enplan.journey.consent.rules.deciding import Demand
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId, ProfessionalId
from enplan.kernel.sight import Grant, Relation
from tests.builders_people import SEEN, a_consent, a_scope, a_sight

METTE, FREJA, BIRGIT = (PersonId(uuid4()) for _ in range(3))
ALONE = Demand((frozenset({METTE}),))
HERS = Demand((frozenset({FREJA}),))
EVERYTHING = [Grant(person, kind) for person in (METTE, FREJA) for kind in Category]
MOTHER = a_sight(Relation.CITIZEN, person_id=METTE, acts_for=[FREJA], grants=EVERYTHING)
DAUGHTER = a_sight(Relation.CITIZEN, person_id=FREJA, grants=EVERYTHING)
OMBUD = a_sight(Relation.COMPANION, person_id=BIRGIT)
MEMBER = a_sight(Relation.MEMBER, professional_id=ProfessionalId(uuid4()))
TO_TEAM = a_scope(METTE)
TO_BIRGIT = replace(TO_TEAM, recipient=Recipient.PERSON, recipient_id=BIRGIT)


def test_the_team_asks_and_a_person_decides_what_to_show_to_one() -> None:
    assert policy.may_ask(MEMBER, TO_TEAM)
    assert policy.may_ask(MOTHER, TO_BIRGIT)
    assert policy.may_ask(OMBUD, TO_BIRGIT)
    assert not policy.may_ask(MOTHER, TO_TEAM)
    assert not policy.may_ask(OMBUD, TO_TEAM)
    assert not policy.may_ask(DAUGHTER, TO_BIRGIT)
    assert not policy.may_ask(MOTHER, replace(TO_BIRGIT, kind=ConsentKind.PLAN))


def test_on_the_portal_only_the_person_gives() -> None:
    assert policy.may_answer(MOTHER, METTE, ALONE, Way.PORTAL, None)
    assert policy.may_answer(MEMBER, METTE, ALONE, Way.PORTAL, SEEN).reason == "consent.only_the_person_gives"
    assert policy.may_answer(OMBUD, METTE, ALONE, Way.PORTAL, None).reason == "consent.only_the_person_gives"
    assert policy.may_answer(MOTHER, FREJA, HERS, Way.PORTAL, None).reason == "consent.only_the_person_gives"
    assert policy.may_answer(MOTHER, METTE, HERS, Way.PORTAL, None).reason == "consent.another_decides"


@pytest.mark.parametrize(
    ("witness", "reason"),
    [
        (None, "consent.witness_missing"),
        (Witness("", True, "Underskrevet"), "consent.witness_missing"),
        (Witness("Mette", True, " "), "consent.witness_missing"),
        (Witness("Mette", False, "Underskrevet"), "consent.not_read_aloud"),
        (SEEN, ""),
    ],
)
def test_a_professional_never_says_yes_for_the_citizen_in_silence(witness: Witness | None, reason: str) -> None:
    for way in (Way.MEETING, Way.PAPER):
        assert policy.may_answer(MEMBER, METTE, ALONE, way, witness).reason == reason


def test_what_was_said_in_a_meeting_is_written_down_by_the_team_only() -> None:
    assert policy.may_answer(MOTHER, METTE, ALONE, Way.MEETING, SEEN).reason == "consent.only_staff_writes_down"
    assert policy.may_answer(OMBUD, METTE, ALONE, Way.PAPER, SEEN).reason == "consent.only_staff_writes_down"


def test_nobody_answers_for_a_child_while_custody_is_unknown() -> None:
    assert policy.may_answer(MEMBER, METTE, Demand(()), Way.MEETING, SEEN).reason == "consent.custody_unknown"


def test_a_no_needs_no_witness() -> None:
    assert policy.may_decline(MOTHER, METTE, ALONE)
    assert policy.may_decline(MEMBER, METTE, ALONE)
    assert not policy.may_decline(DAUGHTER, METTE, ALONE)
    assert not policy.may_decline(MOTHER, METTE, HERS)


def test_taking_back_is_for_those_who_decide_who_signed_and_the_young_person() -> None:
    about_freja = replace(a_consent(a_scope(FREJA)), signers=(METTE,))

    assert policy.may_withdraw(MOTHER, METTE, about_freja, HERS, grown=True)  # she signed it
    assert policy.may_withdraw(DAUGHTER, FREJA, about_freja, ALONE, grown=True)
    assert not policy.may_withdraw(DAUGHTER, FREJA, about_freja, ALONE, grown=False)
    assert policy.may_withdraw(MEMBER, FREJA, about_freja, HERS, grown=True)  # said on the phone
    assert not policy.may_withdraw(MEMBER, None, about_freja, HERS, grown=True)
    assert not policy.may_withdraw(OMBUD, BIRGIT, about_freja, HERS, grown=True)


def test_each_sees_the_consents_that_are_theirs() -> None:
    stranger = a_sight(Relation.CITIZEN, person_id=PersonId(uuid4()))

    assert policy.may_see(MEMBER, TO_TEAM)
    assert policy.may_see(MOTHER, TO_TEAM)
    assert policy.may_see(MOTHER, a_scope(FREJA, Category.EDUCATION))
    assert not policy.may_see(DAUGHTER, TO_TEAM)
    assert not policy.may_see(stranger, TO_TEAM)
    assert policy.may_see(OMBUD, TO_BIRGIT)
    assert not policy.may_see(OMBUD, TO_TEAM)


def test_what_a_young_person_decides_alone_is_not_shown_to_the_parents() -> None:
    grants = [grant for grant in EVERYTHING if grant != Grant(FREJA, Category.HEALTH)]
    mother = a_sight(Relation.CITIZEN, person_id=METTE, acts_for=[FREJA], grants=grants)

    assert policy.may_see(mother, a_scope(FREJA, Category.EDUCATION))
    assert not policy.may_see(mother, a_scope(FREJA, Category.HEALTH))

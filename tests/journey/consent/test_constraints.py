"""Does the database itself refuse a consent that lacks a part, or a yes said in silence for another?"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from enplan.journey.consent.commands import ask_for_consent, give_consent
from enplan.journey.consent.facts import Way
from enplan.journey.consent.models import ConsentRecord, ConsentRequestRecord, SignatureRecord
from enplan.kernel.category import Category
from enplan.kernel.period import Period
from tests.builders_people import TODAY, a_scope
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A case in which Mette has said yes to one thing, and been asked for another."""
    found = mettes_case()
    mette = found.cast.persons["mette"].id
    for kind in (Category.HEALTH, Category.WORK):
        ask_for_consent(
            found.sight("Susanne Brandt"), at=NOW, scope=a_scope(mette, kind), why="Fordi", period=Period(TODAY)
        )
    question = ConsentRequestRecord.objects.get(category="health").fact()
    give_consent(found.sight("mette"), at=NOW, request_id=question.id, way=Way.PORTAL)
    found.sight("Susanne Brandt")
    return found


def broken(model: type[Any], name: str, **change: object) -> None:
    row = model.objects.order_by("id").first()
    for column, value in change.items():
        setattr(row, column, value)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a_consent_names_its_purpose", {"purpose": ""}),
        ("a_consent_ends_after_it_begins", {"ends_day": TODAY - timedelta(days=1)}),
        ("a_consent_is_withdrawn_after_it_is_given", {"withdrawn_at": NOW - timedelta(days=1)}),
        ("a_plan_consent_shares_the_plan_alone", {"kind": "plan"}),
        ("a_consent_names_its_recipient", {"recipient": "person"}),
        ("a_consent_names_its_recipient", {"recipient_id": uuid4()}),
    ],
)
def test_a_consent_names_its_parts(world: World, name: str, change: dict[str, object]) -> None:
    broken(ConsentRecord, name, **change)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a_question_for_consent_names_its_purpose", {"purpose": ""}),
        ("a_question_for_consent_says_why", {"why": ""}),
        ("an_answered_question_is_a_yes_or_a_no", {"answered_at": NOW, "accepted": None}),
        ("a_question_for_a_plan_is_about_the_plan_alone", {"kind": "plan"}),
    ],
)
def test_a_question_names_its_parts(world: World, name: str, change: dict[str, object]) -> None:
    broken(ConsentRequestRecord, name, **change)


@pytest.mark.parametrize(
    "change",
    [
        {"present": ""},
        {"signature": ""},
        {"recorded_by": ""},
        {"read_aloud": False},
        {"way": "portal"},
    ],
)
def test_nobody_says_yes_for_another_in_silence(world: World, change: dict[str, object]) -> None:
    written: dict[str, object] = {
        "present": "Freja og Susanne",
        "signature": "På papir",
        "recorded_by": "Susanne",
        "read_aloud": True,
        "way": "meeting",
    }
    row = SignatureRecord(
        case_id=world.case_id,
        consent=ConsentRecord.objects.get(),
        person_id=world.cast.persons["freja"].id,
        signed_at=NOW,
        **(written | change),
    )

    with pytest.raises(IntegrityError, match="nobody_says_yes_for_another_in_silence"):
        row.save(force_insert=True)


def test_a_person_signs_a_consent_once_and_the_signature_stays(world: World) -> None:
    row = SignatureRecord.objects.get()
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        row.delete()

    row.pk = uuid4()
    with pytest.raises(IntegrityError, match="a_person_signs_a_consent_once"):
        row.save(force_insert=True)


def test_a_question_leads_to_one_consent(world: World) -> None:
    row = ConsentRecord.objects.get()
    row.pk = uuid4()

    with pytest.raises(IntegrityError, match="request_id"):
        row.save(force_insert=True)

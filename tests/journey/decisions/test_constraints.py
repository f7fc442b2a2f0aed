"""Does the database hold what the commands promise, also against a mistake in them?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from enplan.journey.decisions.commands import open_hearing, reassess_decision
from enplan.journey.decisions.facts import Outcome
from enplan.journey.decisions.models import (
    ChoiceRecord,
    ComplaintPartRecord,
    ComplaintRecord,
    DecisionRecord,
    HearingRecord,
    PartRecord,
    PersonLetterRecord,
    ReassessmentRecord,
)
from enplan.kernel.category import Category
from enplan.registers.base.models import Record
from tests.clock import TODAY
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, a_plan_to_decide

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Planned:
    """A hearing, a decision, a complaint and a second look, and the coordinator's sight open."""
    plan = a_plan_to_decide()
    decision = plan.issue("support")
    (complaint,) = plan.complain(decision, parts=(decision.parts[0].id,))
    sight = plan.world.sight(COORDINATOR)
    reassess_decision(
        sight, at=NOW, complaint_part_id=complaint.parts[0].id, outcome=Outcome.UPHELD, reasons="Som før."
    )
    open_hearing(sight, at=NOW, element_id=plan.measures["mentor"].id, facts="Du kom ikke.")
    ChoiceRecord(
        case_id=plan.world.case_id,
        version_id=plan.version.id,
        element_id=plan.measures["mentor"].id,
        person_id=plan.person("mette"),
        category="work",
        needs=[f"{plan.person('mette')}:work"],
        result="granted",
        changed_at=NOW,
        changed_by=COORDINATOR,
    ).save(force_insert=True)
    return plan


def again(record: Record, **changed: object) -> None:
    """The same row once more, under a key of its own."""
    fresh = type(record)()
    for field in record._meta.concrete_fields:
        if not field.primary_key:
            setattr(fresh, field.attname, getattr(record, field.attname))
    for name, value in changed.items():
        setattr(fresh, name, value)
    fresh.save(force_insert=True)


def first(model: type[Any], **which: object) -> Any:
    return model.objects.filter(**which).order_by("id")[0]


BROKEN: list[tuple[str, Callable[[], None]]] = [
    ("a_party_is_asked_about_a_measure_once_a_day", lambda: again(first(HearingRecord))),
    (
        "a_hearing_shows_the_facts",
        lambda: again(first(HearingRecord), facts="", asked_day=NOW.date() - timedelta(days=1)),
    ),
    (
        "a_hearing_leaves_time_to_answer",
        lambda: again(first(HearingRecord), asked_day=first(HearingRecord).answer_by),
    ),
    (
        "an_answer_to_a_hearing_has_words",
        lambda: again(first(HearingRecord), answered_at=NOW, asked_day=NOW.date() - timedelta(days=1)),
    ),
    (
        "who_is_heard_on_paper_has_a_name",
        lambda: again(first(HearingRecord), holder_name="Carsten", asked_day=NOW.date() - timedelta(days=1)),
    ),
    (
        "a_hearing_was_sent_by_somebody_on_a_day",
        lambda: again(first(HearingRecord), sent_by="Susanne", asked_day=NOW.date() - timedelta(days=1)),
    ),
    ("a_measure_of_a_version_has_one_draft_answer", lambda: again(first(ChoiceRecord))),
    (
        "an_answer_on_paper_was_sent_by_somebody_on_a_day",
        lambda: again(first(ReassessmentRecord), told_by="Susanne"),
    ),
    ("a_decision_is_made_once", lambda: again(first(DecisionRecord))),
    ("a_new_answer_belongs_to_a_complaint", lambda: again(first(DecisionRecord), kind="after-complaint")),
    ("a_decision_greets_a_person_once", lambda: again(first(PersonLetterRecord))),
    ("a_decision_answers_a_measure_once", lambda: again(first(PartRecord))),
    (
        "what_is_decided_elsewhere_is_not_in_the_letter",
        lambda: again(first(PartRecord), result="elsewhere", measure_type="another"),
    ),
    (
        "what_has_no_end_has_no_last_day",
        lambda: again(first(PartRecord), measure_type="another", ends=TODAY, open_ended=True),
    ),
    ("a_complaint_is_received_once", lambda: again(first(ComplaintRecord))),
    ("a_complaint_is_over_a_part_once", lambda: again(first(ComplaintPartRecord))),
    ("an_answer_is_looked_at_again_once", lambda: again(first(ReassessmentRecord))),
    ("a_reassessment_has_reasons", lambda: change(reasons="")),
    ("a_changed_answer_is_a_new_decision", lambda: change(outcome="changed")),
    ("only_a_partly_changed_answer_is_asked_about", lambda: change(kept=True, kept_at=NOW)),
    (
        "only_what_is_upheld_or_kept_is_forwarded",
        lambda: change(
            outcome="changed",
            new_decision=first(DecisionRecord),
            forwarded_day=TODAY,
            forwarded_at=NOW,
            forwarded_by="A",
        ),
    ),
    ("a_complaint_was_forwarded_by_somebody_on_a_day", lambda: change(forwarded_day=TODAY, forwarded_at=NOW)),
    (
        "whether_a_complaint_is_kept_was_said_at_a_moment",
        lambda: change(outcome="partly", new_decision=first(DecisionRecord), kept=True),
    ),
]


def change(**values: object) -> None:
    ReassessmentRecord.objects.update(**values)


def test_a_decision_and_an_answer_are_replaced_once(plan: Planned) -> None:
    record, part = first(DecisionRecord), first(PartRecord)
    again(record, replaces_id=record.id)
    answers = {"kind": "after-complaint", "complaint_part": first(ComplaintPartRecord)}
    with pytest.raises(IntegrityError, match="a_decision_is_replaced_once"), transaction.atomic():
        again(record, replaces_id=record.id, **answers)

    again(part, replaces_id=part.id, measure_type="one")
    with pytest.raises(IntegrityError, match="an_answer_is_replaced_once"), transaction.atomic():
        again(part, replaces_id=part.id, measure_type="two")


@pytest.mark.parametrize(("name", "break_it"), BROKEN, ids=[name for name, _ in BROKEN])
def test_each_constraint_holds(plan: Planned, name: str, break_it: Callable[[], None]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        break_it()


@pytest.mark.parametrize(
    "model", [DecisionRecord, PersonLetterRecord, PartRecord, ComplaintRecord, ComplaintPartRecord]
)
def test_what_was_handed_over_is_neither_changed_nor_deleted(plan: Planned, model: type[Any]) -> None:
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        model.objects.update(case_id=plan.world.case_id)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_without_a_filter_the_database_still_shows_only_what_the_sight_grants(plan: Planned) -> None:
    plan.world.sight("freja")
    assert {part.measure_type for part in PartRecord.objects.all()} == {"familiebehandling"}

    plan.world.sight("Henrik Dam")
    assert "socialpaedagogisk-stoette" not in {part.measure_type for part in PartRecord.objects.all()}


def test_without_a_sight_the_database_shows_nothing(plan: Planned) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('enplan.case', '', true), set_config('enplan.grants', '', true)")

    models = (DecisionRecord, PartRecord, ComplaintRecord, HearingRecord, ChoiceRecord, ReassessmentRecord)
    assert [model.objects.count() for model in models] == [0] * len(models)


def test_nobody_writes_what_they_may_not_see(plan: Planned) -> None:
    part = first(PartRecord, measure_type="mentorstoette")
    plan.world.sight("freja")

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        again(part, measure_type="new", category=Category.SOCIAL.value)

"""Does the database itself refuse what must not be? Each constraint broken by name."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from enplan.demo.stories.telling import Telling
from enplan.journey.access.commands import open_case
from enplan.journey.plan.commands import add_measure, approve_plan, meet_demand, object_to_plan
from enplan.journey.plan.facts import Agreement, Approval, Way
from enplan.journey.plan.models import (
    AgreementRecord,
    ApprovalRecord,
    DemandRecord,
    ElementRecord,
    GoalRecord,
    MeasureRecord,
    ObjectionRecord,
    PlanRecord,
    VersionRecord,
    WordingRecord,
)
from enplan.registers.accounts.queries import the_clock
from tests.builders_plan import drafted, noon, proposed
from tests.journey.plan.acts import with_later_placement

pytestmark = pytest.mark.django_db


def as_the_clock(story: Telling) -> None:
    """Everything of the case is seen."""
    open_case(the_clock(), at=noon(story), case_id=story.case_id, errand="story")


def broken(name: str, change: Callable[[], object]) -> None:
    """The change breaks the constraint of that name."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        change()


def changed(rows: Any, **fields: Any) -> Callable[[], object]:
    """The first row written otherwise."""
    return lambda: rows.filter(id=rows.first().id).update(**fields)


def twice(rows: Any, **fields: Any) -> Callable[[], object]:
    """The first row written once more."""

    def again() -> None:
        row = rows.first()
        row.pk = None
        row._state.adding = True
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(force_insert=True)

    return again


def test_the_living_plan_cannot_be_written_wrongly() -> None:
    story = drafted()
    as_the_clock(story)
    goals, measures = GoalRecord.objects.all(), MeasureRecord.objects.exclude(ends=None)

    broken("a_case_has_one_plan", lambda: PlanRecord(case_id=story.case_id, regime="hop-2018").save(force_insert=True))
    broken("a_goal_says_what_is_wanted", changed(goals, text=""))
    broken("a_goal_is_given_up_for_a_reason", changed(goals, state="given-up"))
    broken("an_item_of_a_sector_plan_is_one_goal", changed(WordingRecord.objects.all(), item="skole/skolegang"))
    broken("a_measure_says_what_is_done", changed(measures, title=""))
    broken("a_measure_ends_after_it_begins", changed(measures, ends="2020-01-01"))
    broken("a_measure_is_stopped_for_a_reason", changed(measures, board="stopped"))
    first, other = measures[0], measures[1]
    broken("a_measure_that_became_part_of_another_is_stopped", changed(measures.filter(id=first.id), merged_into=other))


def test_a_demand_is_met_once() -> None:
    story = drafted()
    at, person = noon(story), story.person("mette")
    meet_demand(
        story.sight("Susanne Brandt", at), at=at, person_id=person, plan_type="min-plan", key="jobsoegning", text="Ja"
    )
    as_the_clock(story)

    broken("a_demand_of_the_law_is_met_once", twice(DemandRecord.objects.all(), id=person))


def test_versions_and_answers_cannot_be_written_wrongly_or_changed() -> None:
    story, version = proposed()
    at = noon(story)
    object_to_plan(story.sight("mette", at), at=at, version_id=version.id, reason="Det er for meget")
    for ref in ("mette", "freja"):
        approve_plan(story.sight("mette", at), at=at, version_id=version.id, for_person=story.person(ref))
    as_the_clock(story)
    approvals = ApprovalRecord.objects.order_by("completes", "id")
    key = story.person("mette")

    broken("versions_of_a_plan_are_numbered", twice(VersionRecord.objects.all(), id=key))
    broken("a_version_is_approved_once_by_each", twice(approvals, id=key))
    broken("a_version_comes_into_force_once", twice(approvals.filter(completes=True), id=key, element_id=key))
    broken("an_objection_has_a_reason", twice(ObjectionRecord.objects.all(), id=key, reason=""))
    for model in (VersionRecord, ElementRecord, ApprovalRecord, ObjectionRecord):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            model.objects.update(id=key)


def test_nobody_gets_less_without_a_yes_in_words() -> None:
    """S-65: held by the database, whatever a page or a command forgets."""
    story, version, placement = with_later_placement()
    at, mette = noon(story), story.person("mette")
    sight = story.sight("mette", at)
    whole = Approval(version.id, mette, mette, at, Way.PORTAL)
    about = ElementRecord.objects.within(sight).filter(kind="reduction")[0]
    yes = Agreement(version.id, placement.id, mette, mette, at, Way.PORTAL, "Det er i orden for mig.")

    def said(**otherwise: Any) -> Callable[[], object]:
        return lambda: AgreementRecord.said(sight, about, replace(yes, **otherwise)).save(force_insert=True)

    broken("getting_less_is_agreed_to_in_words", lambda: ApprovalRecord.said(sight, whole).save(force_insert=True))
    broken("an_agreement_to_less_has_words", said(words=""))
    broken("an_agreement_in_a_meeting_says_who_was_there", said(way=Way.MEETING))
    said()()
    ApprovalRecord.said(sight, whole).save(force_insert=True)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        AgreementRecord.objects.update(words="Noget andet")
    story.sight("freja", at)
    assert not AgreementRecord.objects.exists()


def test_the_barrier_holds_where_a_filter_is_forgotten() -> None:
    story, _ = proposed()
    at = noon(story)
    add_measure(story.sight("mette", at), at=at, person_id=story.person("mette"), title="Gåtur")
    story.sight("freja", at)
    freja = story.person("freja")

    assert set(GoalRecord.objects.values_list("person_id", flat=True)) == {freja}
    assert all(freja in persons for persons in MeasureRecord.objects.values_list("persons", flat=True))
    assert all(freja in row.about for row in ElementRecord.objects.order_by("id"))
    with connection.cursor() as cursor:
        cursor.execute("select set_config('enplan.case', '', true)")
    assert not GoalRecord.objects.exists()
    assert not VersionRecord.objects.exists()
    assert not PlanRecord.objects.exists()

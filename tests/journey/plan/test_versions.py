"""Is a version frozen, answered by those it is about, and in force with the last yes?"""

from datetime import date, timedelta
from typing import Any

import pytest

from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.facts import ConsentKind
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.plan.commands import (
    accept_element,
    approve_plan,
    change_measure,
    meet_demand,
    object_to_plan,
    propose_plan,
    set_goal,
)
from enplan.journey.plan.facts import Standing, Way
from enplan.journey.plan.queries import approved_version, draft_page
from enplan.kernel.errors import Missing, Refused, Unfit
from tests.builders_plan import (
    COORDINATOR,
    MENTOR,
    PLACEMENT,
    drafted,
    goal_about,
    measure_called,
    noon,
    proposed,
    ready,
    refusal,
)
from tests.journey.plan.acts import approve_for_all, done, page, told
from tests.worlds import a_case

pytestmark = pytest.mark.django_db


def test_the_plan_waits_until_the_laws_demands_are_met() -> None:
    story = drafted()

    with refusal(Unfit, "plan.not_ready"):
        propose_plan(story.sight(COORDINATOR, noon(story)), at=noon(story))


def test_a_demand_is_met_in_writing_by_the_team() -> None:
    story = drafted()
    demand = next(
        each for each in draft_page(story.sight(COORDINATOR, noon(story)), at=noon(story)).demands if not each.met_by
    )
    about: dict[str, Any] = {"person_id": demand.person_id, "plan_type": demand.plan_type, "key": demand.key}

    with refusal(Refused, "plan.staff_only"):
        meet_demand(story.sight("mette", noon(story)), at=noon(story), **about, text="Nej")
    with refusal(Missing):
        meet_demand(
            story.sight(COORDINATOR, noon(story)),
            at=noon(story),
            **{**about, "key": "findes-ikke"},
            text="Nej",
        )
    met = meet_demand(story.sight(COORDINATOR, noon(story)), at=noon(story), **about, text="Det står her.")

    assert met.met_by == "Det står her."
    assert done(story, "plan.demand_met") == 1


def test_a_version_is_frozen_as_it_was_proposed() -> None:
    story, version = proposed()
    mentor = measure_called(story, MENTOR)
    change_measure(story.sight(COORDINATOR, noon(story)), at=noon(story), measure_id=mentor.id, title="Noget andet")

    found = page(story).proposed

    assert version.number == 1
    assert found is not None
    assert MENTOR in {each.title for each in found.measures}
    asked = {person for each in version.approvers for group in each.by for person in group}
    assert asked == {story.person("mette"), story.person("carsten")}
    assert "plan.proposed" in told(story, "mette")
    assert told(story, "carsten") == []  # he is not in the case, and has no page to read it on


def test_the_same_plan_is_not_proposed_twice() -> None:
    story, _ = proposed()

    with refusal(Unfit, "plan.nothing_new"):
        propose_plan(story.sight(COORDINATOR, noon(story)), at=noon(story))
    with refusal(Refused, "plan.only_coordinator_proposes"):
        propose_plan(story.sight("Henrik Dam", noon(story)), at=noon(story))


def test_with_the_last_yes_the_version_is_in_force_and_the_elements_are_locked() -> None:
    story, version = proposed()
    first = approve_plan(story.sight("mette", noon(story)), at=noon(story), version_id=version.id)
    assert first.standing is Standing.PROPOSED

    approve_for_all(story, version.id)

    found = approved_version(story.sight("mette", noon(story)))
    assert found is not None
    assert (found.id, found.standing) == (version.id, Standing.APPROVED)
    assert all(each.agreed for each in page(story).measures)
    assert done(story, "plan.approved") == 1
    assert done(story, "plan.approved_by_one") == 2  # Carsten's for Freja, and Mette's for herself
    assert "plan.approved" in told(story, COORDINATOR)


def test_a_changed_plan_is_a_new_version_and_the_old_one_counts_until_the_yes() -> None:
    story, version = proposed()
    approve_for_all(story, version.id)
    mentor = measure_called(story, MENTOR)
    change_measure(
        story.sight(COORDINATOR, noon(story, 1)), at=noon(story, 1), measure_id=mentor.id, title="Mentor i butik"
    )
    _, second = proposed(story, 1)

    now = page(story, days=1)
    assert second.number == 2
    assert (now.approved and now.approved.number, now.proposed and now.proposed.number) == (1, 2)
    assert not next(each for each in now.measures if each.id == mentor.id).agreed

    approve_for_all(story, second.id, 1)
    assert page(story, days=1).approved.number == 2  # type: ignore[union-attr]  # approved just above


def test_only_those_whose_plan_it_is_answer() -> None:
    story, version = proposed()

    for who in ("freja", "Henrik Dam", COORDINATOR):
        with refusal(Refused, "plan.not_yours_to_answer"):
            approve_plan(
                story.sight(who, noon(story)), at=noon(story), version_id=version.id, for_person=story.person("mette")
            )


def test_a_yes_said_in_a_meeting_is_entered_by_the_coordinator_alone() -> None:
    story, version = proposed()
    answer: dict[str, Any] = {
        "for_person": story.person("mette"),
        "by_person": story.person("mette"),
        "way": Way.MEETING,
    }

    with refusal(Refused, "plan.only_coordinator_enters_answers"):
        approve_plan(story.sight("Henrik Dam", noon(story)), at=noon(story), version_id=version.id, **answer)
    found = approve_plan(story.sight(COORDINATOR, noon(story)), at=noon(story), version_id=version.id, **answer)

    assert [each.way for each in found.approvals if each.by_person == story.person("mette")] == [Way.MEETING]


def test_a_no_to_an_element_holds_the_whole_back_until_it_is_settled() -> None:
    story, version = proposed()
    mentor = measure_called(story, MENTOR)
    with refusal(Unfit, "plan.objection_without_reason"):
        object_to_plan(
            story.sight("mette", noon(story)), at=noon(story), version_id=version.id, element_id=mentor.id, reason=" "
        )
    object_to_plan(
        story.sight("mette", noon(story)),
        at=noon(story),
        version_id=version.id,
        element_id=mentor.id,
        reason="Jeg har en.",
    )
    with refusal(Unfit, "plan.objection_open"):
        approve_plan(story.sight("mette", noon(story)), at=noon(story), version_id=version.id)

    later = noon(story) + timedelta(hours=1)
    accept_element(story.sight("mette", later), at=later, version_id=version.id, element_id=mentor.id)
    approve_plan(story.sight("mette", later), at=later, version_id=version.id)

    assert done(story, "plan.objected") == 1
    assert done(story, "plan.element_accepted") == 1
    assert "plan.objected" in told(story, COORDINATOR)


def test_what_gives_less_needs_a_reason_and_an_own_yes() -> None:
    story = ready()
    placement = measure_called(story, PLACEMENT)
    change_measure(
        story.sight(COORDINATOR, noon(story)), at=noon(story), measure_id=placement.id, starts=date(2027, 2, 1)
    )
    with refusal(Unfit, "plan.not_ready"):
        propose_plan(story.sight(COORDINATOR, noon(story)), at=noon(story))
    change_measure(
        story.sight(COORDINATOR, noon(story)), at=noon(story), measure_id=placement.id, reason="Ryggen skal være klar."
    )
    _, version = proposed(story)
    assert [each.element_id for each in version.reductions] == [placement.id]

    with refusal(Unfit, "plan.reduction_not_accepted"):
        approve_plan(story.sight("mette", noon(story)), at=noon(story), version_id=version.id)
    about: dict[str, Any] = {"at": noon(story), "version_id": version.id, "element_id": placement.id}
    with refusal(Unfit, "plan.agreement_without_words"):
        accept_element(story.sight("mette", noon(story)), **about, words="  ")
    accept_element(story.sight("mette", noon(story)), **about, words="Min ryg skal holde først.")
    approve_plan(story.sight("mette", noon(story)), at=noon(story), version_id=version.id)


def test_an_answer_to_an_older_version_is_refused() -> None:
    story, version = proposed()
    mentor = measure_called(story, MENTOR)
    change_measure(story.sight(COORDINATOR, noon(story)), at=noon(story), measure_id=mentor.id, title="Mentor i butik")
    proposed(story)

    with refusal(Unfit, "plan.newer_version_proposed"):
        approve_plan(story.sight("mette", noon(story)), at=noon(story), version_id=version.id)


def test_a_strange_element_is_not_there() -> None:
    story, version = proposed()

    with refusal(Missing):
        accept_element(story.sight("mette", noon(story)), at=noon(story), version_id=version.id, element_id=version.id)


def test_another_case_is_out_of_reach() -> None:
    story, version = proposed()
    mentor, goal = measure_called(story, MENTOR), goal_about(story, "full-time-work")
    other = a_case(story.cast, "kenneth", coordinator=COORDINATOR)

    with refusal(Missing):
        approve_plan(other.sight("kenneth"), at=noon(story), version_id=version.id)
    with refusal(Missing):
        change_measure(other.sight(COORDINATOR), at=noon(story), measure_id=mentor.id, title="Nej")
    with refusal(Missing):
        set_goal(other.sight("kenneth"), at=noon(story), goal_id=goal.id, text="Nej")


def test_who_has_taken_back_the_yes_to_one_plan_approves_none() -> None:
    """S-74: a yes to the version counts only while there is a yes to having one plan at all."""
    story, version = proposed()
    at = noon(story)
    plan = next(
        each
        for each in consents_in_force(story.sight("mette", at), on=story.today)
        if each.scope.kind is ConsentKind.PLAN and each.scope.person_id == story.person("mette")
    )
    withdraw_consent(story.sight("mette", at), at=at, consent_id=plan.id)

    with refusal(Unfit, "plan.stopped"):
        approve_plan(story.sight("mette", at), at=at, version_id=version.id)

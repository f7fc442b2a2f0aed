"""Is the plan drafted with nothing lost, written by those it concerns, proposed whole, and answered by its people?"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from enplan.demo.stories.telling import Telling
from enplan.journey.coordination.facts import FateKind
from enplan.journey.plan.commands import (
    accept_element,
    add_measure,
    approve_plan,
    change_measure,
    draft_plan,
    meet_demand,
    merge_measures,
    move_measure,
    object_to_plan,
    order_goals,
    propose_plan,
    set_goal,
)
from enplan.journey.plan.facts import Column, GoalState, PlanMeasure, Standing, Version, Way
from enplan.journey.plan.queries import PlanPage, approved_version, draft_page, plan_page
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.builders_plan import (
    COORDINATOR,
    MENTOR,
    PLACEMENT,
    SUPPORT,
    drafted,
    goal_about,
    measure_called,
    noon,
    proposed,
    ready,
    refusal,
)
from tests.builders_stories import mette_with_plans
from tests.worlds import a_case

pytestmark = pytest.mark.django_db


def page(story: Telling, who: str = "mette", days: int = 0) -> PlanPage:
    """The plan as somebody sees it."""
    return plan_page(story.sight(who, noon(story, days)), at=noon(story, days))


def retitle(story: Telling, measure: PlanMeasure, title: str, days: int = 0) -> None:
    """The coordinator calls a measure otherwise."""
    sight = story.sight(COORDINATOR, noon(story, days))
    change_measure(sight, at=noon(story, days), measure_id=measure.id, title=title)


def done(story: Telling, event: str) -> int:
    """How often it stands in the log."""
    return [each.event for each in events(story.sight(COORDINATOR, noon(story)))].count(event)


def told(story: Telling, who: str) -> list[str]:
    """What somebody has been told."""
    return [each.message for each in messages(story.actor(who))]


# Drafting.


def test_nothing_is_lost_in_the_draft() -> None:
    story = drafted()
    at = noon(story)
    sight = story.sight(COORDINATOR, at)
    household = household_of(sight, on=at.date()).household
    living = [one for plan in household.plans for one in plan.measures if not one.is_past(at.date())]
    goals = [goal for plan in household.plans for goal in plan.goals]
    draft = draft_page(sight, at=at)

    assert {item for each in draft.plan.measures for item in each.origins} == {one.name for one in living}
    assert {item for each in draft.plan.goals for item in each.origins} == {goal.name for goal in goals}
    assert {each.item for each in draft.fates if each.kind == "measure"} == {one.name for one in living}
    assert len({each.item for each in draft.fates}) == len(draft.fates)
    assert draft.not_drafted == ()
    assert done(story, "plan.drafted") == 1


def test_only_the_coordinator_drafts_and_only_with_a_yes_to_one_plan() -> None:
    story = mette_with_plans()

    for who in ("mette", "Henrik Dam"):
        with refusal(Refused, "plan.only_coordinator_drafts"):
            draft_plan(story.sight(who, noon(story)), at=noon(story))
    with refusal(Missing):
        draft_plan(story.sight("Anne Lykkegaard", noon(story)), at=noon(story))


def test_drafting_again_changes_nothing_and_keeps_what_people_wrote() -> None:
    story = drafted()
    mentor = measure_called(story, MENTOR)
    retitle(story, mentor, "Mentor med ro på")
    before = page(story)

    draft_plan(story.sight(COORDINATOR, noon(story, 1)), at=noon(story, 1))
    again = page(story)

    assert [each.id for each in again.goals] == [each.id for each in before.goals]
    assert [(each.id, each.title, each.revision) for each in again.measures] == [
        (each.id, each.title, each.revision) for each in before.measures
    ]
    assert "Mentor med ro på" in {each.title for each in again.measures}


def test_a_newer_sector_plan_moves_what_nobody_wrote_and_names_what_is_gone() -> None:
    story = drafted()
    mentor, placement = measure_called(story, MENTOR), measure_called(story, PLACEMENT)
    retitle(story, mentor, "Mentor med ro på")
    plan = next(each for each in story.household.plans if each.id == "jobcenter")
    kept = next(each for each in plan.measures if each.id == "mentor")
    newer = replace(plan, measures=(replace(kept, title="Mentor i butik", ends=date(2027, 5, 1)),))
    take_in_plan(story.sight("Henrik Dam", noon(story, 1)), at=noon(story, 1), plan=newer)

    draft_plan(story.sight(COORDINATOR, noon(story, 2)), at=noon(story, 2))
    measures = {each.id: each for each in page(story).measures}

    assert (measures[mentor.id].title, measures[mentor.id].ends) == ("Mentor med ro på", date(2027, 5, 1))
    assert measures[placement.id].missing_since == noon(story, 2).date()
    assert measures[placement.id].column is placement.column


# Goals.


def test_the_citizen_says_a_goal_in_own_words_and_the_plans_words_stay() -> None:
    story = drafted()
    goal = goal_about(story, "full-time-work")
    said = set_goal(
        story.sight("mette", noon(story)), at=noon(story), goal_id=goal.id, text="Jeg vil arbejde lidt med planter"
    )
    found = next(each for each in page(story).goals if each.id == goal.id)

    assert said.own_words
    assert found.text == "Jeg vil arbejde lidt med planter"
    assert goal.text in [wording.text for wording in found.wordings]
    assert done(story, "plan.goal_set") == 1
    assert "plan.goal_set" in told(story, COORDINATOR)


def test_a_citizens_words_are_changed_by_the_citizen_only() -> None:
    story = drafted()
    goal = goal_about(story, "full-time-work")
    set_goal(story.sight("mette", noon(story)), at=noon(story), goal_id=goal.id, text="Mine ord")

    with refusal(Refused, "plan.citizens_own_words"):
        set_goal(story.sight(COORDINATOR, noon(story)), at=noon(story), goal_id=goal.id, text="Vores ord")
    set_goal(
        story.sight(COORDINATOR, noon(story)), at=noon(story), goal_id=goal.id, text="Nye ord", said_by_citizen=True
    )

    texts = [each.text for each in next(each for each in page(story).goals if each.id == goal.id).wordings]
    assert {goal.text, "Mine ord"} <= set(texts)


def test_a_wish_comes_last_and_is_the_citizens() -> None:
    story = drafted()
    wish = set_goal(story.sight("mette", noon(story)), at=noon(story), text="Jeg vil have en hund", domain="daily-life")

    assert (wish.state, wish.own_words) == (GoalState.WISH, True)
    assert page(story).goals[-1].id == wish.id


def test_whoever_was_slower_is_told_and_nothing_is_overwritten() -> None:
    story = drafted()
    goal = goal_about(story, "full-time-work")
    set_goal(story.sight("mette", noon(story)), at=noon(story), goal_id=goal.id, revision=goal.revision, text="Først")

    with refusal(Unfit, "record.changed_meanwhile"):
        set_goal(story.sight("mette", noon(story)), at=noon(story), goal_id=goal.id, revision=goal.revision, text="Så")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"text": "  "}, "plan.goal_without_text"),
        ({"domain": "space"}, "plan.unknown_domain"),
        ({"state": GoalState.GIVEN_UP}, "plan.stop_without_reason"),
    ],
)
def test_what_cannot_be_written_is_refused_by_name(words: dict[str, Any], reason: str) -> None:
    story = drafted()
    goal = goal_about(story, "full-time-work")

    with refusal(Unfit, reason):
        set_goal(story.sight(COORDINATOR, noon(story)), at=noon(story), goal_id=goal.id, **words)


def test_the_order_of_the_goals_is_the_citizens() -> None:
    story = drafted()
    mine = [each for each in page(story).goals if each.person_id == story.person("mette")]
    last = mine[-1]
    with refusal(Refused, "plan.order_is_the_citizens"):
        order_goals(story.sight(COORDINATOR, noon(story)), at=noon(story), person_id=last.person_id, goal_ids=[last.id])

    order_goals(story.sight("mette", noon(story)), at=noon(story), person_id=last.person_id, goal_ids=[last.id])

    assert page(story).goals[0].id == last.id
    assert len(page(story).goals) == len({each.position for each in page(story).goals})


# Measures.


def test_the_citizen_adds_own_actions_and_objects_to_the_municipalitys() -> None:
    story = drafted()
    own = add_measure(
        story.sight("mette", noon(story)),
        at=noon(story),
        person_id=story.person("mette"),
        title="Jeg går en tur hver dag",
    )
    assert own.is_own
    moved = move_measure(story.sight("mette", noon(story)), at=noon(story), measure_id=own.id, column=Column.DONE)
    assert moved.column is Column.DONE

    with refusal(Refused, "plan.object_instead"):
        change_measure(
            story.sight("mette", noon(story)),
            at=noon(story),
            measure_id=measure_called(story, MENTOR).id,
            title="Andet",
        )
    with refusal(Refused, "plan.staff_only"):
        add_measure(
            story.sight("mette", noon(story)),
            at=noon(story),
            person_id=story.person("mette"),
            measure_type="mentorstoette",
        )


def test_what_the_team_adds_is_a_suggestion_with_its_legal_basis() -> None:
    story = drafted()
    found = add_measure(
        story.sight(COORDINATOR, noon(story)),
        at=noon(story),
        person_id=story.person("mette"),
        measure_type="stoette-kontaktperson",
    )

    assert found.column is Column.SUGGESTION
    assert found.legal_basis
    assert done(story, "plan.measure_added") == 1


def test_a_measure_cannot_end_before_it_begins() -> None:
    story = drafted()

    with refusal(Unfit, "plan.ends_before_it_starts"):
        change_measure(
            story.sight(COORDINATOR, noon(story)),
            at=noon(story),
            measure_id=measure_called(story, MENTOR).id,
            ends=date(2026, 1, 1),
        )


def test_what_is_stopped_is_stopped_for_a_reason_and_its_fate_says_so() -> None:
    story = drafted()
    mentor = measure_called(story, MENTOR)
    with refusal(Unfit, "plan.stop_without_reason"):
        move_measure(story.sight(COORDINATOR, noon(story)), at=noon(story), measure_id=mentor.id, column=Column.STOPPED)

    move_measure(
        story.sight(COORDINATOR, noon(story)),
        at=noon(story),
        measure_id=mentor.id,
        column=Column.STOPPED,
        reason="Mette har allerede en, hun er tryg ved.",
    )
    draft = draft_page(story.sight(COORDINATOR, noon(story)), at=noon(story))

    fate = next(each for each in draft.fates if each.item == "jobcenter/mentor")
    assert (fate.fate, fate.reason) == (FateKind.ENDED, "Mette har allerede en, hun er tryg ved.")
    assert mentor.id in {each.element_id for each in draft.reductions}


def merged(story: Telling) -> PlanMeasure:
    """The mentor became part of the support at home."""
    into, other = measure_called(story, SUPPORT), measure_called(story, MENTOR)
    return merge_measures(
        story.sight(COORDINATOR, noon(story)),
        at=noon(story),
        into=into.id,
        merged=other.id,
        reason="Én kan gøre begge dele.",
    )


def test_two_measures_become_one_with_both_legal_bases_and_nothing_less() -> None:
    story = drafted()
    found = merged(story)
    draft = draft_page(story.sight(COORDINATOR, noon(story)), at=noon(story))

    assert set(found.origins) == {"voksen/bostoette", "jobcenter/mentor"}
    assert {basis.law for basis in found.legal_basis} >= {"lab", "sel"}
    fate = next(each for each in draft.fates if each.item == "jobcenter/mentor")
    assert (fate.fate, fate.into) == (FateKind.MERGED, "voksen/bostoette")
    assert draft.reductions == ()


def test_a_merged_measure_is_shown_to_those_only_who_may_see_all_of_it() -> None:
    story = drafted()
    found = merged(story)

    for who, sees in (("mette", True), (COORDINATOR, True), ("freja", False)):
        assert (found.id in {each.id for each in page(story, who).measures}) is sees
    assert page(story, "freja").withheld > 0


def test_a_measure_cannot_become_part_of_itself() -> None:
    story = drafted()
    mentor = measure_called(story, MENTOR)

    with refusal(Unfit, "plan.cannot_be_merged"):
        merge_measures(
            story.sight(COORDINATOR, noon(story)), at=noon(story), into=mentor.id, merged=mentor.id, reason="Nej"
        )


# Proposing.


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
    assert {person for each in version.approvers for group in each.by for person in group} == {story.person("mette")}
    assert "plan.proposed" in told(story, "mette")


def test_the_same_plan_is_not_proposed_twice() -> None:
    story, _ = proposed()

    with refusal(Unfit, "plan.nothing_new"):
        propose_plan(story.sight(COORDINATOR, noon(story)), at=noon(story))
    with refusal(Refused, "plan.only_coordinator_proposes"):
        propose_plan(story.sight("Henrik Dam", noon(story)), at=noon(story))


# Answering.


def approve_for_all(story: Telling, version_id: object, days: int = 0) -> None:
    """Mette says yes for herself and for Freja."""
    for ref in ("mette", "freja"):
        approve_plan(
            story.sight("mette", noon(story, days)),
            at=noon(story, days),
            version_id=version_id,  # type: ignore[arg-type]  # a version's id
            for_person=story.person(ref),
        )


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
    assert done(story, "plan.approved_by_one") == 1
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

    assert [each.way for each in found.approvals] == [Way.MEETING]


def object_to(story: Telling, version: Version, measure: PlanMeasure, reason: str) -> None:
    """Mette says no to one measure."""
    sight = story.sight("mette", noon(story))
    object_to_plan(sight, at=noon(story), version_id=version.id, element_id=measure.id, reason=reason)


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
    accept_element(story.sight("mette", noon(story)), at=noon(story), version_id=version.id, element_id=placement.id)
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

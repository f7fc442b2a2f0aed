"""Is the plan drafted with nothing lost, written by those it concerns, proposed whole, and answered by its people?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from enplan.journey.coordination.facts import FateKind
from enplan.journey.plan.commands import (
    add_measure,
    change_measure,
    draft_plan,
    merge_measures,
    move_measure,
    order_goals,
    set_goal,
)
from enplan.journey.plan.facts import Column, GoalState
from enplan.journey.plan.queries import draft_page
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.errors import Missing, Refused, Unfit
from tests.builders_plan import (
    COORDINATOR,
    MENTOR,
    PLACEMENT,
    drafted,
    goal_about,
    measure_called,
    noon,
    refusal,
)
from tests.builders_stories import mette_with_plans
from tests.journey.plan.acts import done, merged, page, retitle, told

pytestmark = pytest.mark.django_db


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
    assert done(story, "plan.goals_ordered") == 1
    assert len(page(story).goals) == len({each.position for each in page(story).goals})


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

"""Does nobody get less than before without having said yes to it in their own words? (S-65)"""

from typing import Any

import pytest

from enplan.journey.plan.commands import accept_element, approve_plan, change_measure, move_measure, propose_plan
from enplan.journey.plan.facts import Column, Standing, Way
from enplan.journey.plan.queries import before_after, version
from enplan.journey.plan.rules.weighing import Becomes, RightKind
from enplan.kernel.errors import Refused, Unfit
from tests.builders_plan import (
    COORDINATOR,
    MENTOR,
    PLACEMENT,
    carsten_agrees,
    drafted,
    measure_called,
    noon,
    ready,
    refusal,
)
from tests.journey.plan.acts import approve_for_all, with_later_placement

pytestmark = pytest.mark.django_db
WORDS = "Min ryg skal holde først. Så vil jeg gerne."


def test_every_right_of_the_sector_plans_is_told_on_the_day_of_the_draft() -> None:
    story = drafted()
    at = noon(story)
    page = before_after(story.sight(COORDINATOR, at), at=at)
    measures = {one.name for plan in story.household.plans for one in plan.measures if not one.is_past(story.today)}
    duties = {one.name for plan in story.household.plans for one in plan.duties}
    told = [(each.right.kind, each.right.item, each.right.department) for each in page.rows]

    assert len(told) == len(set(told))
    assert measures <= {item for kind, item, _ in told if kind is RightKind.MEASURE}
    assert duties == {item for kind, item, _ in told if kind is RightKind.MEETING}
    assert {each.becomes for each in page.rows if each.right.kind is RightKind.DECISION} == {Becomes.KEPT}
    assert not any(each.is_worse for each in page.rows)


def test_a_yes_to_less_said_in_a_meeting_has_words_and_says_who_was_there() -> None:
    story, proposed, placement = with_later_placement()
    at, mette = noon(story), story.person("mette")
    answer: dict[str, Any] = {
        "at": at,
        "version_id": proposed.id,
        "element_id": placement.id,
        "for_person": mette,
        "by_person": mette,
        "way": Way.MEETING,
        "words": WORDS,
    }

    with refusal(Refused, "plan.only_coordinator_enters_answers"):
        accept_element(story.sight("Henrik Dam", at), **answer, present="Mette og Henrik")
    with refusal(Unfit, "plan.agreement_without_present"):
        accept_element(story.sight(COORDINATOR, at), **answer, present=" ")
    found = accept_element(story.sight(COORDINATOR, at), **answer, present="Mette og Susanne Brandt")

    assert [(each.words, each.present, each.way) for each in found.agreements] == [
        (WORDS, "Mette og Susanne Brandt", Way.MEETING)
    ]
    approve_plan(story.sight("mette", at), at=at, version_id=proposed.id)


def test_a_yes_once_said_carries_over_as_long_as_it_is_no_worse() -> None:
    story, first, placement = with_later_placement()
    at = noon(story)
    accept_element(story.sight("mette", at), at=at, version_id=first.id, element_id=placement.id, words=WORDS)
    approve_for_all(story, first.id)
    later, mentor = noon(story, 1), measure_called(story, MENTOR)
    change_measure(story.sight(COORDINATOR, later), at=later, measure_id=mentor.id, title="Mentor i butik")
    second = propose_plan(story.sight(COORDINATOR, later), at=later)

    assert second.reductions == ()
    assert [(each.element_id, each.words) for each in second.given_less] == [(placement.id, WORDS)]
    approve_for_all(story, second.id, 1)
    page = before_after(story.sight("mette", later), at=later)
    [row] = [each for each in page.rows if each.is_worse]
    said = page.agreement(row)
    assert (row.becomes, row.agreed, said.words if said else "") == (Becomes.SHORTER, True, WORDS)


def test_what_stops_is_kept_in_the_version_and_asked_about() -> None:
    story = ready()
    at, placement = noon(story), measure_called(story, PLACEMENT)
    move_measure(
        story.sight(COORDINATOR, at), at=at, measure_id=placement.id, column=Column.STOPPED, reason="Mette er syg."
    )
    proposed = propose_plan(story.sight(COORDINATOR, at), at=at)

    assert [each.id for each in proposed.ended] == [placement.id]
    with refusal(Unfit, "plan.reduction_not_accepted"):
        approve_plan(story.sight("mette", at), at=at, version_id=proposed.id)
    accept_element(story.sight("mette", at), at=at, version_id=proposed.id, element_id=placement.id, words=WORDS)
    approve_for_all(story, proposed.id)
    carsten_agrees(story, proposed, at)
    found = version(story.sight("mette", at), version_id=proposed.id)
    assert found.standing is Standing.APPROVED
    page = before_after(story.sight("mette", at), at=at)
    assert [(each.becomes, each.reason) for each in page.rows if each.is_worse] == [(Becomes.GONE, "Mette er syg.")]

"""Does every kind of change that people may choose with the plans side by side reach the draft, with nothing lost?"""

from datetime import datetime, timedelta
from typing import Any

import pytest

from enplan.demo.stories.telling import Telling
from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.coordination.commands import resolve_conflict
from enplan.journey.coordination.facts import FateKind
from enplan.journey.coordination.queries import findings_page
from enplan.journey.plan.commands import draft_plan, merge_measures, move_measure
from enplan.journey.plan.facts import Column, GoalState, PlanMeasure
from enplan.journey.plan.queries import DraftPage, draft_page, plan_page
from enplan.journey.plan.rules.comparing import reductions
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from tests.builders_plan import COORDINATOR, MENTOR, SUPPORT, drafted, measure_called, noon, refusal
from tests.builders_stories import mette_with_plans

pytestmark = pytest.mark.django_db
BECAUSE = "Det er bedst for Mette."


def choose(story: Telling, at: datetime, *, again: bool = False, **change: Any) -> None:
    """The way out with such a change is chosen."""
    page = findings_page(story.sight(COORDINATOR, at), on=story.today)
    for row in page.resolved if again else page.open:
        for number, way in enumerate(row.finding.proposals):
            if all(way.change.get(key) == value for key, value in change.items()):
                resolve_conflict(
                    story.sight(COORDINATOR, at),
                    at=at,
                    finding_key=row.key,
                    choice=number,
                    reason=BECAUSE,
                    decided_by=["Mette Holm Andersen"],
                )
                return
    raise AssertionError(f"no way out with {change}")


def draft(story: Telling, at: datetime) -> DraftPage:
    """The plan drafted at that moment."""
    draft_plan(story.sight(COORDINATOR, at), at=at)
    return draft_page(story.sight(COORDINATOR, at), at=at)


def of_item(page: DraftPage, item: str) -> PlanMeasure:
    """The measure that came from the item."""
    return next(each for each in page.plan.measures if each.origins[0] == item)


def test_two_measures_that_were_agreed_to_be_one_are_one_in_the_draft_and_nothing_is_lost() -> None:
    story = drafted()
    at, later = noon(story) + timedelta(minutes=1), noon(story) + timedelta(minutes=2)
    before = draft_page(story.sight(COORDINATOR, at), at=at)
    choose(story, at, into="voksen/bostoette")
    waiting = draft_page(story.sight(COORDINATOR, at), at=at)
    page = draft(story, later)
    whole, part = of_item(page, "voksen/bostoette"), of_item(page, "jobcenter/mentor")

    assert {"voksen/bostoette", "jobcenter/mentor"} <= {each.item for each in waiting.not_drafted}
    assert page.not_drafted == ()
    assert (part.merged_into, part.column, bool(part.reason)) == (whole.id, Column.STOPPED, True)
    assert set(whole.origins) == {"voksen/bostoette", "jobcenter/mentor"}
    assert set(whole.times) == {*of_item(before, "voksen/bostoette").times, *of_item(before, "jobcenter/mentor").times}
    assert set(whole.legal_basis) >= set(of_item(before, "jobcenter/mentor").legal_basis)
    assert "Bo Lindgren" in whole.municipality_does
    assert reductions(page.plan.measures) == []
    fates = {each.item: (each.fate, each.into) for each in page.fates}
    assert fates["jobcenter/mentor"] == (FateKind.MERGED, "voksen/bostoette")
    assert len(page.fates) == len(fates) == len(before.fates)


def test_what_was_agreed_to_be_one_is_two_again_when_people_agree_otherwise() -> None:
    story = drafted()
    at = noon(story)
    before = draft_page(story.sight(COORDINATOR, at), at=at)
    choose(story, at + timedelta(minutes=1), into="voksen/bostoette")
    draft(story, at + timedelta(minutes=2))
    draft(story, at + timedelta(minutes=3))
    choose(story, at + timedelta(minutes=4), again=True, keep=["voksen/bostoette", "jobcenter/mentor"])
    after = draft(story, at + timedelta(minutes=5))

    for item in ("voksen/bostoette", "jobcenter/mentor"):
        old, new = of_item(before, item), of_item(after, item)
        same = ("origins", "times", "persons", "goals", "starts", "ends", "citizen_does", "column", "merged_into")
        assert {name: getattr(new, name) for name in same} == {name: getattr(old, name) for name in same}
        assert new.reason == ""
    assert {each.item: each.fate for each in after.fates} == {each.item: each.fate for each in before.fates}


def test_what_was_put_together_by_hand_stays_so_and_moves_as_one() -> None:
    story = drafted()
    at = noon(story)
    into, other = measure_called(story, SUPPORT), measure_called(story, MENTOR)
    merge_measures(story.sight(COORDINATOR, at), at=at, into=into.id, merged=other.id, reason="Én kan begge dele.")
    with refusal(Unfit, "plan.part_of_another"):
        move_measure(story.sight(COORDINATOR, at), at=at, measure_id=other.id, column=Column.DOING)
    choose(story, at + timedelta(minutes=1), keep=["voksen/bostoette", "jobcenter/mentor"])
    page = draft(story, at + timedelta(minutes=2))

    assert of_item(page, "jobcenter/mentor").merged_into == into.id


def test_goals_places_and_what_waits_reach_the_draft_too() -> None:
    story = mette_with_plans()
    at = noon(story)
    choose(story, at, item="skole/vejledning", add_goal="skole/skolegang")
    choose(story, at, item="familie/familiebehandling", set={"place": "Sundhedscenter Nordby"})
    choose(story, at, end="voksen/netvaerk")
    page = draft(story, at + timedelta(minutes=1))
    goal = next(each for each in page.plan.goals if "voksen/netvaerk" in each.origins)
    school = next(each for each in page.plan.goals if "skole/skolegang" in each.origins)
    fates = {each.item: each for each in page.fates}

    assert school.id in of_item(page, "skole/vejledning").goals
    assert {each.place for each in of_item(page, "familie/familiebehandling").times} == {"Sundhedscenter Nordby"}
    assert (goal.state, goal.reason) == (GoalState.GIVEN_UP, BECAUSE)
    assert (fates["voksen/netvaerk"].fate, fates["voksen/netvaerk"].reason) == (FateKind.ENDED, BECAUSE)
    assert len(fates) == 26


def test_a_consent_taken_back_lets_nothing_fall_back_to_what_it_was() -> None:
    story = mette_with_plans()
    at = noon(story)
    choose(story, at, item="jobcenter/praktik")  # because of the training of the back
    before = of_item(draft(story, at + timedelta(minutes=1)), "jobcenter/praktik")
    seen = plan_page(story.sight(COORDINATOR, at), at=at)
    take_back(story, Category.HEALTH, at + timedelta(minutes=2))
    after = draft(story, at + timedelta(minutes=3))

    assert of_item(after, "jobcenter/praktik").starts == before.starts
    assert of_item(after, "jobcenter/praktik").revision == before.revision
    kept = {each.id for each in after.plan.goals} | {each.id for each in after.plan.measures}
    assert kept <= {each.id for each in seen.goals} | {each.id for each in seen.measures}
    assert after.plan.withheld == len(seen.goals) + len(seen.measures) - len(kept)
    assert after.plan.withheld > 0
    linked = {each.id: each.goals for each in seen.measures}
    assert all(each.goals == linked[each.id] for each in after.plan.measures)


def take_back(story: Telling, category: Category, at: datetime) -> None:
    """Mette takes her yes to this kind of information back."""
    mette = story.person("mette")
    for each in consents_in_force(story.sight("mette", at), on=at.date()):
        if each.scope.person_id == mette and each.scope.category is category:
            withdraw_consent(story.sight("mette", at), at=at, consent_id=each.id)

"""Does what people chose with the plans side by side reach the one plan, and only as far as it may be read?"""

from datetime import datetime, timedelta

import pytest

from enplan.demo.stories.telling import Telling
from enplan.journey.coordination.commands import resolve_conflict
from enplan.journey.coordination.facts import Kind, Resolution
from enplan.journey.coordination.queries import findings_page
from enplan.journey.plan.commands import change_measure, draft_plan
from enplan.journey.plan.facts import PlanMeasure
from enplan.journey.plan.queries import draft_page, plan_page
from enplan.journey.plan.rules.agreeing import reason_for
from enplan.journey.plan.rules.comparing import reductions
from tests.builders_plan import COORDINATOR, drafted, noon
from tests.builders_stories import mette_with_plans

pytestmark = pytest.mark.django_db
BECAUSE = "Det er bedst for Mette."


def decide(story: Telling, kind: Kind, key: str, at: datetime) -> Resolution:
    """The first finding of the kind that has a way out with such a change is settled by it."""
    page = findings_page(story.sight(COORDINATOR, at), on=story.today)
    for row in page.open:
        for number, way in enumerate(row.finding.proposals):
            if row.finding.kind is kind and key in way.change and "item" in way.change:
                return resolve_conflict(
                    story.sight(COORDINATOR, at),
                    at=at,
                    finding_key=row.key,
                    choice=number,
                    reason=BECAUSE,
                    decided_by=["Mette Holm Andersen"],
                )
    raise AssertionError(f"no {kind} with {key}")


def of_item(story: Telling, item: object, at: datetime) -> PlanMeasure:
    """The measure of the plan that came from the item."""
    measures = plan_page(story.sight(COORDINATOR, at), at=at).measures
    return next(each for each in measures if item in each.origins)


def test_a_chosen_time_stands_in_the_draft_and_the_promise_stays_the_sector_plans() -> None:
    story = mette_with_plans()
    at = noon(story)
    item = decide(story, Kind.TIME_CLASH, "move", at).change["item"]
    given = next(one for plan in story.household.plans for one in plan.measures if one.name == item)
    later = at + timedelta(hours=1)
    draft_plan(story.sight(COORDINATOR, later), at=later)
    found = of_item(story, item, later)

    assert {(each.day, each.start) for each in found.times} != {(each.day, each.start) for each in given.sessions}
    assert [(each.starts, each.ends) for each in found.promised] == [(given.starts, given.ends)]
    assert draft_page(story.sight(COORDINATOR, later), at=later).not_drafted == ()


def test_a_later_start_is_still_less_than_before_and_has_its_reason() -> None:
    story = mette_with_plans()
    at = noon(story)
    chosen = decide(story, Kind.MUST_WAIT, "set", at)
    later = at + timedelta(hours=1)
    draft_plan(story.sight(COORDINATOR, later), at=later)
    found = of_item(story, chosen.change["item"], later)

    assert found.starts is not None
    assert found.starts.isoformat() >= chosen.change["set"]["starts"]  # type: ignore[index]  # a document
    assert found.starts.weekday() in {each.day.weekday() for each in found.times}  # never on a day without it
    assert [each.reason for each in reductions([found])] == [found.reason]
    assert found.reason


def test_what_is_decided_after_the_draft_is_announced_and_comes_with_the_next_one() -> None:
    story = drafted()
    at = noon(story) + timedelta(hours=1)
    item = decide(story, Kind.TIME_CLASH, "move", at).change["item"]
    before = of_item(story, item, at)
    change_measure(story.sight(COORDINATOR, at), at=at, measure_id=before.id, title="Med ro på")

    assert item in {each.item for each in draft_page(story.sight(COORDINATOR, at), at=at).not_drafted}
    later = at + timedelta(hours=1)
    for minutes in (0, 1):  # the second time changes nothing
        draft_plan(story.sight(COORDINATOR, later), at=later + timedelta(minutes=minutes))
    after = of_item(story, item, later)
    assert (after.title, after.times != before.times, after.revision) == ("Med ro på", True, before.revision + 2)
    assert draft_page(story.sight(COORDINATOR, later), at=later).not_drafted == ()


def test_a_reason_that_tells_of_more_than_the_measure_is_not_copied_to_it() -> None:
    story = mette_with_plans()
    chosen = decide(story, Kind.MUST_WAIT, "set", noon(story))

    assert reason_for([chosen], chosen.needs) == BECAUSE
    assert BECAUSE not in reason_for([chosen], chosen.needs[:1])
    assert reason_for([chosen], chosen.needs[:1])
    assert len(chosen.needs) > 1
    assert reason_for([], chosen.needs) == ""

"""Do the desk's calendar and its proposed meetings know what has been settled, and what the letter says no to?"""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from enplan.demo.stories.telling import Telling
from enplan.journey.coordination.commands import resolve_conflict
from enplan.journey.coordination.facts import Finding, Kind
from enplan.journey.coordination.queries import findings_page
from enplan.journey.meetings.queries import CalendarEntry, meetings_page
from enplan.journey.plan.commands import approve_plan, change_measure
from tests.builders_plan import COORDINATOR, PLACEMENT, measure_called, meet_all_demands, noon, proposed
from tests.builders_stories import mette_with_draft, mette_with_plans
from tests.clock import TODAY
from tests.doors.refusing import refuse
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db


def entries(story: Telling) -> list[CalendarEntry]:
    """The calendar as the page hands it to its template."""
    page: Any = as_(story.actor(COORDINATOR)).get(f"/arbejde/sager/{story.case_id}/moeder/").context["page"]
    return [entry for week in page.calendar for _, found in week.days for entry in found]


def times(story: Telling, title: str) -> set[tuple[int, time]]:
    """On which weekdays and at what time something stands in the calendar."""
    return {(each.starts.weekday(), each.starts.time()) for each in entries(story) if each.title == title}


def move(story: Telling) -> tuple[Finding, dict[str, Any]]:
    """The first clash is settled by moving what can be moved."""
    at = noon(story)
    page = findings_page(story.sight(COORDINATOR, at), on=story.today)
    row = next(row for row in page.open if row.finding.kind is Kind.TIME_CLASH)
    names = ["Mette Holm Andersen"]
    resolve_conflict(
        story.sight(COORDINATOR, at), at=at, finding_key=row.key, choice=0, reason="Så passer det.", decided_by=names
    )
    return row.finding, dict(row.finding.proposals[0].change)


def title_of(story: Telling, item: str) -> str:
    """What a measure is called."""
    return next(one.title for plan in story.household.plans for one in plan.measures if one.name == item)


def test_what_was_moved_stands_at_its_new_time_before_there_is_a_plan() -> None:
    story = mette_with_plans(TODAY)
    before = entries(story)
    _, change = move(story)
    title, to = title_of(story, change["item"]), change["move"]
    old = (to["from_weekday"], next(each.starts.time() for each in before if each.title == title))

    assert (to["weekday"], time.fromisoformat(to["start"])) in times(story, title)
    assert old not in times(story, title)


def test_a_time_that_was_changed_in_the_plan_stands_once() -> None:
    story = mette_with_draft(TODAY)
    measure = next(each for each in [measure_called(story, "Mentor på vej mod arbejde")] if each.times)
    shown = times(story, measure.title)

    assert shown == {(each.day.weekday(), each.start) for each in measure.times}


def test_what_the_letter_says_no_to_is_not_in_the_calendar() -> None:
    story = mette_with_draft(TODAY)
    meet_all_demands(story)
    at = noon(story)
    first = story.today + timedelta(days=7)
    placement = measure_called(story, PLACEMENT)
    change_measure(story.sight(COORDINATOR, at), at=at, measure_id=placement.id, starts=first, reason="Først nu.")
    _, version = proposed(story)
    for person in ("mette", "freja"):
        approve_plan(story.sight("mette", at), at=at, version_id=version.id, for_person=story.person(person))

    assert times(story, PLACEMENT)
    refuse(story, placement)
    assert not times(story, PLACEMENT)


def test_proposed_meetings_avoid_the_settled_times() -> None:
    story = mette_with_plans(TODAY)
    move(story)
    page = meetings_page(story.sight(COORDINATOR, noon(story)), on=story.today)
    mine = [each for each in entries(story) if "mette" in each.persons]

    assert page.suggestions
    for line in page.suggestions:
        starts, ends = line.suggestion.starts, line.suggestion.ends
        if "no-free-time" not in line.suggestion.against and "mette" in line.suggestion.persons:
            assert not [each for each in mine if _overlap(each, starts, ends)]


def _overlap(each: CalendarEntry, starts: datetime, ends: datetime) -> bool:
    return each.starts < ends and starts < each.ends

"""What happens when progress is noted, the plan is gone through, reminders are brought in step and a case ends?"""

from datetime import timedelta

import pytest
from django.db import transaction

from enplan.demo.stories.telling import Telling
from enplan.journey.access.commands import open_case
from enplan.journey.followup.commands import close_case, note_progress, remind, review_plan
from enplan.journey.followup.facts import ClosureReason, DueKind, ProgressState
from enplan.journey.followup.models.grounds import ground_of
from enplan.journey.followup.queries import followup_page, my_cases, my_day, overview_page, progress_page
from enplan.journey.followup.rules.due import all_due
from enplan.journey.meetings.commands import plan_meeting
from enplan.journey.meetings.facts import Form
from enplan.journey.plan.facts import Column, PlanGoal, PlanMeasure
from enplan.journey.plan.queries import goals, measures
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import MeasureId
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.builders_stories import mette_with_draft
from tests.worlds import mettes_case

pytestmark = pytest.mark.django_db
SUSANNE, HENRIK = "Susanne Brandt", "Henrik Dam"


@pytest.fixture
def story() -> Telling:
    return mette_with_draft()


def _goal(story: Telling) -> PlanGoal:
    return next(each for each in goals(story.sight("mette", story.at(0))) if each.person_id == story.person("mette"))


def _measure(story: Telling) -> PlanMeasure:
    mette = story.person("mette")
    found = measures(story.sight(SUSANNE, story.at(0)))
    return next(each for each in found if each.person_id == mette and each.column is Column.PLANNED and not each.beside)


def test_a_citizen_notes_progress_in_their_own_words(story: Telling) -> None:
    goal, at = _goal(story), story.at(0)

    noted = note_progress(
        story.sight("mette", at),
        at=at,
        goal_id=goal.id,
        state=ProgressState.GOING_WELL,
        scale=6,
        words="Jeg sover bedre",
    )

    page = progress_page(story.sight("mette", at))
    row = next(each for each in page.goals if each.goal.id == goal.id)
    assert noted.by_citizen
    assert row.noted == (noted,)
    assert events(story.sight(SUSANNE, at))[0].event == "followup.progress_noted"
    assert messages(story.actor(SUSANNE))[0].message == "followup.progress_noted"


def test_what_the_team_notes_moves_the_card(story: Telling) -> None:
    measure, at = _measure(story), story.at(0)

    note_progress(story.sight(SUSANNE, at), at=at, measure_id=measure.id, state=ProgressState.BEGUN)

    moved = next(each for each in measures(story.sight(SUSANNE, at)) if each.id == measure.id)
    assert moved.column is Column.DOING


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        pytest.param({"state": ProgressState.GOING_WELL, "scale": 11}, "followup.off_the_scale", id="off the scale"),
        pytest.param(
            {"state": ProgressState.STANDS_STILL}, "followup.say_what_is_in_the_way", id="a standstill is explained"
        ),
    ],
)
def test_progress_must_make_sense(story: Telling, what: dict[str, object], reason: str) -> None:
    at = story.at(0)

    with pytest.raises(Unfit) as caught:
        note_progress(story.sight("mette", at), at=at, goal_id=_goal(story).id, **what)  # type: ignore[arg-type]  # above

    assert caught.value.reason == reason


def test_nobody_notes_on_what_they_may_not_see(story: Telling) -> None:
    """Freja is fifteen: her mother's goals are not hers to see."""
    at, goal = story.at(0), _goal(story)

    with pytest.raises(Missing):
        note_progress(story.sight("freja", at), at=at, goal_id=goal.id, state=ProgressState.GOING_WELL)


def test_a_goal_of_another_case_is_out_of_reach(story: Telling) -> None:
    goal = _goal(story)
    other = mettes_case(story.cast)

    with pytest.raises(Missing), transaction.atomic():
        note_progress(other.sight(SUSANNE, at=story.at(0)), at=story.at(0), goal_id=goal.id, state=ProgressState.BEGUN)
    with pytest.raises(Missing), transaction.atomic():
        note_progress(
            story.sight(SUSANNE, story.at(0)),
            at=story.at(0),
            measure_id=MeasureId(goal.id),
            state=ProgressState.BEGUN,
        )


def test_the_plan_is_gone_through_and_a_next_day_is_set(story: Telling) -> None:
    at = story.at(0)

    review = review_plan(story.sight(SUSANNE, at), at=at, words="Det går fremad", next_day=story.day(60))

    dues = all_due(ground_of(story.sight(SUSANNE, at), story.today))
    assert (DueKind.REVIEW, story.day(60)) in [(due.kind, due.day) for due in dues]
    assert not review.back_to_draft
    assert events(story.sight(SUSANNE, at))[0].event == "followup.plan_reviewed"
    assert messages(story.actor("mette"))[0].message == "followup.plan_reviewed"


def test_when_life_changes_the_plan_goes_back_to_the_draft(story: Telling) -> None:
    at = story.at(0)

    review_plan(
        story.sight(SUSANNE, at),
        at=at,
        words="Mette er flyttet til sin søster",
        changed="Bolig",
        next_day=story.day(30),
        back_to_draft=True,
    )

    done = [each.event for each in events(story.sight(SUSANNE, at))]
    assert {"plan.drafted", "followup.plan_reviewed"} <= set(done[:3])
    assert messages(story.actor("mette"))[0].message == "followup.back_to_draft"


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        pytest.param({"words": " "}, "followup.say_how_it_went", id="nothing said"),
        pytest.param({"back_to_draft": True}, "followup.say_what_has_changed", id="nothing changed"),
        pytest.param({"days": 0}, "followup.next_day_is_ahead", id="today is not ahead"),
    ],
)
def test_a_review_must_make_sense(story: Telling, what: dict[str, object], reason: str) -> None:
    at = story.at(0)
    days = what.pop("days", 30)
    assert isinstance(days, int)
    wanted: dict[str, object] = {"words": "Ja", "next_day": story.day(days)}

    with pytest.raises(Unfit) as caught:
        review_plan(story.sight(SUSANNE, at), at=at, **(wanted | what))  # type: ignore[arg-type]  # named above

    assert caught.value.reason == reason


@pytest.mark.parametrize("who", ["mette", HENRIK])
def test_only_the_contact_person_goes_through_the_plan_and_ends_it(story: Telling, who: str) -> None:
    at = story.at(0)

    with pytest.raises(Refused), transaction.atomic():
        review_plan(story.sight(who, at), at=at, words="Ja", next_day=story.day(30))
    with pytest.raises(Refused), transaction.atomic():
        close_case(story.sight(who, at), at=at, reason=ClosureReason.MOVED, words="Flyttet")


def test_a_case_ends_is_explained_and_leaves_the_lists(story: Telling) -> None:
    at = story.at(0)
    remind(story.sight(SUSANNE, at), at=at)
    before = my_cases(story.actor(SUSANNE), on=story.today)
    assert "followup.reminded" in {each.event for each in events(story.sight(SUSANNE, at))}

    closure = close_case(story.sight(SUSANNE, at), at=at, reason=ClosureReason.CITIZEN_WISHES, words="Mette vil selv")

    after = my_cases(story.actor(SUSANNE), on=story.today)
    assert (before.total, after.total, after.ended) == (1, 0, 1)
    assert my_day(story.actor(SUSANNE), at=at, on=story.today).first == ()
    assert progress_page(story.sight("mette", at)).closure == closure
    assert messages(story.actor("mette"))[0].message == "followup.case_closed"
    with pytest.raises(Unfit) as caught, transaction.atomic():
        close_case(story.sight(SUSANNE, at), at=at, reason=ClosureReason.MOVED, words="Igen")
    assert caught.value.reason == "followup.has_ended"


def test_a_case_does_not_end_with_meetings_ahead(story: Telling) -> None:
    at = story.at(0)
    plan_meeting(
        story.sight(SUSANNE, at),
        at=at,
        starts_at=story.at(3),
        ends_at=story.at(3, 11),
        form=Form.OFFICE,
        purpose="Status",
        persons=[story.person("mette")],
        professionals=[story.professional(SUSANNE)],
    )

    with pytest.raises(Unfit) as caught:
        close_case(story.sight(SUSANNE, at), at=at, reason=ClosureReason.MOVED, words="Flyttet")

    assert caught.value.reason == "followup.meetings_are_planned"


def test_reminders_and_rules_say_the_same(story: Telling) -> None:
    """The lists over many cases are made of reminders; they must hold what the rules say of each case."""
    at = story.at(0)

    reminders = remind(story.sight(SUSANNE, at), at=at)

    dues = all_due(ground_of(story.sight(SUSANNE, at), story.today))
    row = my_cases(story.actor(SUSANNE), on=story.today).rows[0]
    assert dues
    assert sorted((each.kind, each.day) for each in reminders) == sorted((due.kind, due.day) for due in dues)
    assert (row.first, row.by_day) == (dues[0].kind, dues[0].day)
    assert row.more == len(dues) - 1


def test_a_member_who_sees_less_settles_nothing_of_the_others(story: Telling) -> None:
    at = story.at(0)
    full = remind(story.sight(SUSANNE, at), at=at)

    left = remind(story.sight("Peter Kvist", at + timedelta(minutes=1)), at=at + timedelta(minutes=1))

    assert {(each.kind, each.day) for each in full} <= {(each.kind, each.day) for each in left}


def test_the_clock_tells_the_contact_person_once(story: Telling) -> None:
    at = story.at(0)
    for _ in range(2):
        clock = the_clock()
        remind(open_case(clock, at=at, case_id=story.case_id, errand="remind"), at=at)

    told = [each for each in messages(story.actor(SUSANNE)) if each.message == "followup.something_is_due"]
    assert len(told) == 1


def test_a_citizen_keeps_no_reminders(story: Telling) -> None:
    with pytest.raises(Refused):
        remind(story.sight("mette", story.at(0)), at=story.at(0))


def test_the_overview_says_where_one_is_and_what_is_first(story: Telling) -> None:
    page = overview_page(story.sight(SUSANNE, story.at(0)), on=story.today)

    assert page.dues
    assert page.measures
    assert page.openings[0].name == SUSANNE
    assert page.coordinator is not None


def test_the_follow_up_shows_where_life_left_the_plan(story: Telling) -> None:
    page = followup_page(story.sight(SUSANNE, story.at(0)), on=story.day(400))

    assert page.deviations
    assert "followup.goals_are_open" in page.obstacles[ClosureReason.GOALS_REACHED]

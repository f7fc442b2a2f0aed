"""What happens when meetings are planned, answered, held and cancelled?"""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction

from enplan.demo.stories.telling import Telling
from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.meetings.commands import answer_invitation, cancel_meeting, hold_meeting, plan_meeting
from enplan.journey.meetings.facts import Form, Meeting, Reply, State
from enplan.journey.meetings.queries import booked_duties, household_with_meetings, meeting_of, meetings_page
from enplan.journey.meetings.rules.duties import by_name
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.journey.sectorplans.facts import Measure, SectorPlan
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import MeetingId
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.builders_stories import mette_with_plans
from tests.worlds import mettes_case

pytestmark = pytest.mark.django_db
SUSANNE, HENRIK = "Susanne Brandt", "Henrik Dam"


@pytest.fixture
def story() -> Telling:
    return mette_with_plans()


def _plan(story: Telling, *, by: str = SUSANNE, days: int = 3, **what: object) -> Meeting:
    at = story.at(0, 9)
    wanted: dict[str, object] = {
        "starts_at": story.at(days, 10),
        "ends_at": story.at(days, 11),
        "form": Form.OFFICE,
        "place": "Rådhuset, lokale 3",
        "purpose": "Status på planen",
        "persons": [story.person("mette")],
        "professionals": [story.professional(SUSANNE), story.professional(HENRIK)],
    }
    return plan_meeting(story.sight(by, at), at=at, **(wanted | what))  # type: ignore[arg-type]  # named above


def _open_duty(story: Telling) -> str:
    found = booked_duties(story.sight(SUSANNE, story.at(0)), on=story.today).duties
    return next(
        duty.name for duty in found if duty.lacks and duty.due and duty.due >= story.day(3) and duty.form == "any"
    )


def test_a_planned_meeting_invites_says_so_and_is_written_down(story: Telling) -> None:
    meeting = _plan(story)

    assert meeting.state is State.PLANNED
    assert {each.reply for each in meeting.attendances} == {Reply.INVITED}
    assert events(story.sight(SUSANNE, story.at(0)))[0].event == "meetings.planned"
    assert messages(story.actor("mette"))[0].message == "meetings.invited"
    assert messages(story.actor(HENRIK))[0].message == "meetings.invited"


def test_a_planned_meeting_fills_its_duty_and_a_cancelled_one_opens_it_again(story: Telling) -> None:
    """S-38: the discharge is logged per section, and the engine counts the meeting as booked."""
    duty = _open_duty(story)
    before = by_name(booked_duties(story.sight(SUSANNE, story.at(0)), on=story.today).duties)[duty]

    meeting = _plan(story, duties=[duty])
    planned = [
        each for each in booked_duties(story.sight(SUSANNE, story.at(0)), on=story.today).duties if each.name == duty
    ]
    cancel_meeting(story.sight(SUSANNE, story.at(1)), at=story.at(1), meeting_id=meeting.id, reason="Mette er syg")
    cancelled = by_name(booked_duties(story.sight(SUSANNE, story.at(1)), on=story.day(1)).duties)[duty]

    assert meeting.discharges[0].section
    assert meeting.discharges[0].regime == "hop-2018"
    assert planned[0].booked == before.booked + 1
    assert cancelled.booked == before.booked
    assert _done(story, meeting, story.at(1)) == {"meetings.planned", "meetings.cancelled"}


def test_the_engine_sees_a_joint_meeting_once_in_the_calendar_and_once_per_duty(story: Telling) -> None:
    duty = _open_duty(story)
    meeting = _plan(story, duties=[duty])

    found = household_with_meetings(story.sight(SUSANNE, story.at(0)), on=story.today)

    booked = [one for plan in found.laid.household.plans for one in plan.appointments if str(meeting.id) in one.id]
    counted = [one for plan in found.duty_household.plans for one in plan.appointments if str(meeting.id) in one.id]
    assert [one.duty for one in booked] == [duty]
    assert [one.duty for one in counted] == [duty]


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        pytest.param({"purpose": " "}, "meetings.say_what_for", id="no purpose"),
        pytest.param({"professionals": []}, "meetings.say_who", id="no professional"),
        pytest.param({"duties": ["findes/ikke"]}, "meetings.duty_missing", id="no such duty"),
    ],
)
def test_a_meeting_that_does_not_hold_together_is_refused(story: Telling, what: dict[str, object], reason: str) -> None:
    with pytest.raises((Unfit, Missing)) as caught:
        _plan(story, **what)  # type: ignore[arg-type]  # named in the parameters

    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("starts", "ends", "reason"),
    [
        pytest.param((3, 10), (3, 9), "meetings.ends_before_start", id="ends first"),
        pytest.param((3, 23), (4, 1), "meetings.ends_another_day", id="over midnight"),
        pytest.param((-1, 10), (-1, 11), "meetings.in_the_past", id="yesterday"),
    ],
)
def test_the_times_must_make_sense(story: Telling, starts: tuple[int, int], ends: tuple[int, int], reason: str) -> None:
    with pytest.raises(Unfit) as caught:
        _plan(story, starts_at=story.at(*starts), ends_at=story.at(*ends))

    assert caught.value.reason == reason


def test_only_members_of_the_team_are_invited(story: Telling) -> None:
    with pytest.raises(Unfit) as caught:
        _plan(story, professionals=[story.professional("Jette Munk")])

    assert caught.value.reason == "meetings.professional_not_in_team"


def test_a_citizen_does_not_plan_but_asks_for_another_time(story: Telling) -> None:
    meeting = _plan(story)
    with pytest.raises(Refused) as caught, transaction.atomic():
        _plan(story, by="mette")
    at = story.at(1)

    answered = answer_invitation(
        story.sight("mette", at), at=at, meeting_id=meeting.id, accept=False, words="Hellere efter klokken 12"
    )

    mine = answered.of_person(story.person("mette"))
    assert caught.value.reason == "meetings.staff_plans"
    assert mine is not None
    assert (mine.reply, mine.words) == (Reply.DECLINED, "Hellere efter klokken 12")
    assert messages(story.actor(SUSANNE))[0].message == "meetings.declined"


def test_another_time_needs_a_word_about_when(story: Telling) -> None:
    meeting = _plan(story)

    with pytest.raises(Unfit) as caught:
        answer_invitation(story.sight("mette", story.at(1)), at=story.at(1), meeting_id=meeting.id, accept=False)

    assert caught.value.reason == "meetings.say_another_time"


def test_a_citizen_comes_and_brings_somebody(story: Telling) -> None:
    meeting = _plan(story)
    at = story.at(1)

    answered = answer_invitation(
        story.sight("mette", at), at=at, meeting_id=meeting.id, accept=True, brings="Min søster"
    )

    mine = answered.of_person(story.person("mette"))
    assert mine is not None
    assert (mine.reply, mine.brings) == (Reply.ACCEPTED, "Min søster")


def test_a_parent_answers_for_a_child_but_not_for_somebody_else(story: Telling) -> None:
    meeting = _plan(story, persons=[story.person("freja")])
    at = story.at(1)

    answered = answer_invitation(story.sight("mette", at), at=at, meeting_id=meeting.id, accept=True)
    with pytest.raises(Refused), transaction.atomic():
        answer_invitation(
            story.sight("mette", at), at=at, meeting_id=meeting.id, accept=True, for_person=story.person("tina")
        )

    child = answered.of_person(story.person("freja"))
    assert child is not None
    assert child.reply is Reply.ACCEPTED


def _done(story: Telling, meeting: Meeting, at: datetime) -> set[str]:
    return {each.event for each in events(story.sight(SUSANNE, at)) if each.about == meeting.id}


def test_a_held_meeting_says_who_came_and_what_was_agreed(story: Telling) -> None:
    meeting = _plan(story)
    at = story.at(3, 12)

    held = hold_meeting(
        story.sight(SUSANNE, at),
        at=at,
        meeting_id=meeting.id,
        came=[story.person("mette"), story.professional(SUSANNE)],
        minutes="Vi talte om haven.",
        agreements=["Mette ringer til haven", " "],
    )

    replies = {each.name: each.reply for each in held.attendances}
    assert held.state is State.HELD
    assert held.agreements == ("Mette ringer til haven",)
    assert replies["Mette Holm Andersen"] is Reply.CAME
    assert replies[HENRIK] is Reply.ABSENT
    assert _done(story, meeting, at) == {"meetings.planned", "meetings.held"}


@pytest.mark.parametrize(
    ("hours", "came", "minutes", "reason"),
    [
        pytest.param(9, True, "Ja", "meetings.not_begun", id="too soon"),
        pytest.param(12, False, "Ja", "meetings.nobody_came", id="nobody"),
        pytest.param(12, True, " ", "meetings.say_what_was_said", id="nothing said"),
    ],
)
def test_a_meeting_is_held_only_when_it_was(story: Telling, hours: int, came: bool, minutes: str, reason: str) -> None:
    meeting = _plan(story)
    at = story.at(3, hours)

    with pytest.raises(Unfit) as caught:
        hold_meeting(
            story.sight(SUSANNE, at),
            at=at,
            meeting_id=meeting.id,
            came=[story.person("mette")] if came else [],
            minutes=minutes,
        )

    assert caught.value.reason == reason


def test_a_meeting_is_not_held_twice_nor_cancelled_after(story: Telling) -> None:
    meeting = _plan(story)
    at = story.at(3, 12)
    there = [story.person("mette")]
    hold_meeting(story.sight(SUSANNE, at), at=at, meeting_id=meeting.id, came=there, minutes="Ja")

    for act in (hold_meeting, cancel_meeting):
        what = {"came": there, "minutes": "Ja"} if act is hold_meeting else {"reason": "Nej"}
        with pytest.raises(Unfit) as caught, transaction.atomic():
            act(story.sight(SUSANNE, at), at=at, meeting_id=meeting.id, **what)
        assert caught.value.reason == "meetings.no_longer_planned"


def test_a_member_who_is_not_invited_cannot_cancel(story: Telling) -> None:
    meeting = _plan(story)

    with pytest.raises(Refused) as caught:
        cancel_meeting(story.sight("Peter Kvist", story.at(1)), at=story.at(1), meeting_id=meeting.id, reason="Nej")

    assert caught.value.reason == "meetings.not_your_meeting"


def test_a_meeting_of_another_case_is_out_of_reach(story: Telling) -> None:
    meeting = _plan(story)
    other = mettes_case(replace(story.cast))

    with pytest.raises(Missing), transaction.atomic():
        cancel_meeting(other.sight(SUSANNE, at=story.at(1)), at=story.at(1), meeting_id=meeting.id, reason="Nej")
    with pytest.raises(Missing):
        meeting_of(story.sight(SUSANNE, story.at(1)), MeetingId(uuid4()))


def test_a_stranger_is_not_let_in(story: Telling) -> None:
    _plan(story)

    with pytest.raises(Missing):
        story.sight("kenneth", story.at(1))


def test_the_page_proposes_fewer_meetings_than_the_law_asks_for(story: Telling) -> None:
    """S-32: the fewest days, and how many meetings people are spared."""
    page = meetings_page(story.sight(SUSANNE, story.at(0)), on=story.today)

    assert page.suggestions
    assert page.joint <= page.separate
    assert len(page.suggestions) >= page.joint
    assert all(each.suggestion.starts.date() >= story.today for each in page.suggestions)


def test_two_may_plan_the_same_hour_and_the_page_says_the_time_is_taken(story: Telling) -> None:
    first = meetings_page(story.sight(SUSANNE, story.at(0)), on=story.today).suggestions[0].suggestion
    starts: datetime = story.at(0).replace(
        year=first.starts.year,
        month=first.starts.month,
        day=first.starts.day,
        hour=first.starts.hour,
        minute=first.starts.minute,
    )
    _plan(story, starts_at=starts, ends_at=starts + timedelta(hours=1))

    again = meetings_page(story.sight(SUSANNE, story.at(0)), on=story.today).suggestions

    assert all(each.suggestion.starts != first.starts or each.suggestion.against for each in again)


def _goes_to_a_crisis_centre(story: Telling) -> None:
    """Mette does, Freja does not; and then nobody but the social department may know of it."""
    at = story.at(-1)
    stay = Measure("krise", "ophold", "krisecenter", ("mette",), story.day(-5))
    plan = SectorPlan("krise", "handleplan-141", "mette", "Socialafdelingen", made=story.day(-5), measures=(stay,))
    take_in_plan(story.sight(SUSANNE, at), at=at, plan=plan)
    for consent in consents_in_force(story.sight("mette", at), on=story.day(-1)):
        if consent.scope.category is Category.SOCIAL:
            withdraw_consent(story.sight("mette", at), at=at, consent_id=consent.id)


def test_a_planner_who_may_not_know_of_a_stay_is_kept_from_proposing_the_room(story: Telling) -> None:
    """Coordination, section 5: the rule must not hang on a consent, and must not tell what consent does not open."""
    _goes_to_a_crisis_centre(story)
    together = partial(_plan, story, by=HENRIK, persons=[story.person("mette"), story.person("freja")])

    page = meetings_page(story.sight(HENRIK, story.at(0)), on=story.today)
    assert [(each.one, each.other, each.why) for each in page.apart] == [("freja", "mette", "withheld")]
    assert all(not {"mette", "freja"} <= {person.ref for person in line.persons} for line in page.suggestions)
    laid = household_of(story.sight(HENRIK, story.at(0)), on=story.today)
    assert "krise" not in {plan.id for plan in laid.household.plans}

    with pytest.raises(Unfit) as caught, transaction.atomic():
        together()
    assert caught.value.reason == "meetings.kept_apart"
    assert together(together_because="Mette ønsker det selv.").together_because

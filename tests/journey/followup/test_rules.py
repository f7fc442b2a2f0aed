"""What is due, where has life left the plan, and can it end?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from enplan.journey.followup.facts import (
    About,
    ClosureReason,
    DeviationKind,
    Due,
    DueKind,
    Progress,
    ProgressState,
)
from enplan.journey.followup.rules.closing import in_the_way
from enplan.journey.followup.rules.deviation import deviations
from enplan.journey.followup.rules.due import PAGE_OF, Clock, Ground, all_due, can_judge, still_followed
from enplan.journey.followup.rules.reminding import digest, step
from enplan.journey.followup.rules.road import Ground as Reached
from enplan.journey.followup.rules.road import Mark, Stage, present, road
from enplan.journey.meetings.facts import Reply, State
from enplan.journey.plan.facts import Change, Column, GoalState, PlanGoal, PlanMeasure
from enplan.kernel.category import Category
from enplan.kernel.ids import AccountId, CaseId, GoalId, MeasureId
from enplan.law.lawbook import lawbook
from tests.builders_meetings import MONDAY, a_due_duty, a_meeting, a_plan, an_attendance, person_id

MORNING = datetime(2026, 11, 23, 8, tzinfo=UTC)
CHANGED = Change(MORNING, "Susanne Brandt", AccountId(uuid4()), by_staff=True)
CASE = CaseId(uuid4())


def a_measure(
    column: Column = Column.DOING, *, starts: date | None = MONDAY - timedelta(days=7), ends: date | None = None
) -> PlanMeasure:
    return PlanMeasure(
        id=MeasureId(uuid4()),
        person_id=person_id("mette"),
        persons=(person_id("mette"),),
        category=Category.WORK,
        measure_type="mentor",
        title="Mentor",
        starts=starts,
        ends=ends,
        column=column,
        changed=CHANGED,
    )


def a_goal(state: GoalState = GoalState.WORKING, *, wanted_by: date | None = None) -> PlanGoal:
    return PlanGoal(
        id=GoalId(uuid4()),
        person_id=person_id("mette"),
        category=Category.PLAN,
        domain="work",
        aim="closer-to-work",
        text="Arbejde med planter",
        wordings=(),
        position=1,
        state=state,
        changed=CHANGED,
        wanted_by=wanted_by,
    )


def a_note(about: PlanMeasure | PlanGoal, state: ProgressState, *, days_ago: int = 0) -> Progress:
    kind = About.GOAL if isinstance(about, PlanGoal) else About.MEASURE
    at = MORNING - timedelta(days=days_ago)
    return Progress(uuid4(), kind, about.id, about.person_id, about.category, state, None, "", "Mette", True, at)


def _kinds(ground: Ground) -> list[DueKind]:
    return [due.kind for due in all_due(ground)]


def test_a_duty_is_due_only_while_it_lacks_a_meeting() -> None:
    lacking, met = a_due_duty("a/x"), a_due_duty("b/y", booked=1)

    assert [due.key for due in all_due(Ground(on=MONDAY, duties=[lacking, met]))] == ["a/x"]


def test_a_duty_far_ahead_is_not_told_of_yet() -> None:
    far = a_due_duty(due=MONDAY + timedelta(days=61))

    assert _kinds(Ground(on=MONDAY, duties=[far])) == []
    assert _kinds(Ground(on=MONDAY + timedelta(days=1), duties=[far])) == [DueKind.DUTY]


def test_a_duty_whose_day_has_passed_is_overdue() -> None:
    late = a_due_duty(due=MONDAY - timedelta(days=1))

    assert _kinds(Ground(on=MONDAY, duties=[late])) == [DueKind.DUTY_OVERDUE]


def test_the_first_day_comes_first_and_then_what_is_worst() -> None:
    day = MONDAY + timedelta(days=3)
    ground = Ground(
        on=MONDAY,
        duties=[a_due_duty(due=day)],
        clocks=[Clock(DueKind.COMPLAINT, "k", day), Clock(DueKind.HEARING, "h", day + timedelta(days=1))],
    )

    assert _kinds(ground) == [DueKind.COMPLAINT, DueKind.DUTY, DueKind.HEARING]


def test_a_meeting_that_has_passed_wants_its_minutes() -> None:
    assert _kinds(Ground(on=MONDAY, meetings=[a_meeting(day=MONDAY - timedelta(days=1))])) == [DueKind.MEETING_TO_NOTE]
    assert _kinds(Ground(on=MONDAY, meetings=[a_meeting(day=MONDAY)])) == []
    assert _kinds(Ground(on=MONDAY, meetings=[a_meeting(day=MONDAY - timedelta(days=1), state=State.CANCELLED)])) == []


def test_somebody_who_asks_for_another_time_waits_for_one() -> None:
    meeting = a_meeting(day=MONDAY + timedelta(days=2), there=[an_attendance("mette", reply=Reply.DECLINED)])

    assert _kinds(Ground(on=MONDAY, meetings=[meeting])) == [DueKind.ANOTHER_TIME]


def test_an_objection_comes_before_the_wait_for_an_answer() -> None:
    proposed = Ground(on=MONDAY, proposed_at=MORNING)

    assert _kinds(proposed) == [DueKind.VERSION]
    assert _kinds(replace(proposed, objected_at=MORNING)) == [DueKind.OBJECTION]


def test_an_approved_plan_is_gone_through_within_three_months() -> None:
    assert all_due(Ground(on=MONDAY, approved_at=MORNING)) == (Due(DueKind.REVIEW, date(2027, 2, 23), "plan"),)


def test_a_sector_plan_that_one_plan_has_replaced_is_not_followed_up_by_itself() -> None:
    """lab § 40 stk. 3: the one plan stands in the place of "Min Plan"; a treatment plan stays beside it."""
    law = lawbook().on(MONDAY)
    plans = [a_plan("job"), replace(a_plan("stof"), plan_type="behandlingsplan-stof")]

    assert [each.id for each in still_followed(plans, law, approved=False)] == ["job", "stof"]
    assert [each.id for each in still_followed(plans, law, approved=True)] == ["stof"]


@pytest.mark.parametrize(
    ("kind", "key", "judged"),
    [
        pytest.param(DueKind.DUTY, "job/samtaler", True, id="a duty one sees"),
        pytest.param(DueKind.DUTY, "rusmiddel/samtaler", False, id="a duty one may not see"),
        pytest.param(DueKind.HEARING, "hearing:x", False, id="decisions may hold more than one sees"),
        pytest.param(DueKind.CONSENT, "whatever", True, id="questions for consent are open to the team"),
        pytest.param(DueKind.REVIEW, "plan", False, id="no consent to the plan"),
    ],
)
def test_what_one_may_not_see_one_cannot_call_settled(kind: DueKind, key: str, judged: bool) -> None:
    ground = Ground(on=MONDAY, duties=[a_due_duty()], sees_plan=False, sees_all=False)

    assert can_judge(ground, kind, key) is judged
    assert can_judge(replace(ground, sees_all=True), kind, key)


def test_a_reminder_is_new_once_and_settled_when_nothing_is_due() -> None:
    ground = Ground(on=MONDAY, duties=[a_due_duty()])
    first = step(CASE, all_due(ground), [], ground)
    due = first.new[0]
    there = [(due.kind, digest(CASE, due.kind, due.key), due.day)]
    booked = replace(ground, duties=[a_due_duty(booked=1)])

    assert step(CASE, all_due(ground), there, ground).new == ()
    assert step(CASE, all_due(booked), there, booked).settled == {(due.kind, digest(CASE, due.kind, due.key))}


def test_a_reminder_of_something_hidden_stays_until_somebody_sees_it_all() -> None:
    hidden = [(DueKind.DUTY, digest(CASE, DueKind.DUTY, "rusmiddel/samtaler"), MONDAY)]
    partly = Ground(on=MONDAY, duties=[a_due_duty(booked=1)], sees_all=False)

    assert step(CASE, all_due(partly), hidden, partly).settled == frozenset()
    assert step(CASE, (), hidden, replace(partly, sees_all=True)).settled


def test_everything_that_is_due_has_a_page_where_it_is_done() -> None:
    assert set(PAGE_OF) == set(DueKind)


def test_nothing_can_be_read_from_a_digest() -> None:
    found = digest(CASE, DueKind.DUTY, "rusmiddel/samtaler")

    assert "rusmiddel" not in found
    assert found != digest(CaseId(uuid4()), DueKind.DUTY, "rusmiddel/samtaler")


@pytest.mark.parametrize(
    ("measure", "kinds"),
    [
        pytest.param(a_measure(Column.PLANNED), [DeviationKind.NOT_STARTED], id="should have begun"),
        pytest.param(a_measure(Column.PLANNED, starts=MONDAY), [], id="begins today"),
        pytest.param(a_measure(ends=MONDAY - timedelta(days=1)), [DeviationKind.NOT_ENDED], id="should have ended"),
        pytest.param(a_measure(ends=MONDAY), [], id="ends today"),
        pytest.param(a_measure(starts=MONDAY - timedelta(weeks=7)), [DeviationKind.QUIET], id="nobody has said a word"),
        pytest.param(a_measure(Column.DONE, ends=MONDAY - timedelta(days=9)), [], id="done is done"),
    ],
)
def test_where_a_measure_leaves_the_plan(measure: PlanMeasure, kinds: list[DeviationKind]) -> None:
    assert [each.kind for each in deviations([], [measure], [], MONDAY)] == kinds


def test_quiet_counts_from_the_last_word_or_from_when_somebody_could_have_said_one() -> None:
    old, begun = a_measure(starts=MONDAY - timedelta(weeks=20)), MONDAY - timedelta(weeks=20)

    def since(agreed_days_ago: int) -> list[date]:
        return [each.since for each in deviations([], [old], [], MONDAY, MONDAY - timedelta(days=agreed_days_ago))]

    assert [each.since for each in deviations([], [old], [], MONDAY)] == [begun]
    assert since(0) == since(42) == []
    assert since(43) == [MONDAY - timedelta(days=43)]


def test_a_word_about_it_ends_the_quiet_unless_it_stands_still() -> None:
    old = a_measure(starts=MONDAY - timedelta(weeks=20))

    assert deviations([], [old], [a_note(old, ProgressState.GOING_WELL, days_ago=10)], MONDAY) == ()
    stuck = deviations([], [old], [a_note(old, ProgressState.STANDS_STILL, days_ago=10)], MONDAY)
    assert [each.kind for each in stuck] == [DeviationKind.STUCK]


def test_the_newest_word_counts() -> None:
    goal = a_goal(wanted_by=MONDAY - timedelta(days=1))
    notes = [a_note(goal, ProgressState.REACHED), a_note(goal, ProgressState.STANDS_STILL, days_ago=5)]

    assert deviations([goal], [], notes, MONDAY) == ()
    older = deviations([goal], [], notes[1:], MONDAY)
    assert {each.kind for each in older} == {DeviationKind.STUCK, DeviationKind.GOAL_PASSED}


@pytest.mark.parametrize(
    ("reason", "obstacles"),
    [
        pytest.param(
            ClosureReason.GOALS_REACHED, ("followup.complaint_is_open", "followup.goals_are_open"), id="goals"
        ),
        pytest.param(ClosureReason.CITIZEN_WISHES, ("followup.complaint_is_open",), id="the citizen's own wish"),
    ],
)
def test_what_stands_in_the_way_of_the_end(reason: ClosureReason, obstacles: tuple[str, ...]) -> None:
    dues = [Due(DueKind.COMPLAINT, MONDAY), Due(DueKind.REVIEW, MONDAY)]

    assert in_the_way(reason, dues, [a_meeting(state=State.HELD)], [a_goal()]) == obstacles


def test_planned_meetings_stand_in_the_way() -> None:
    assert in_the_way(ClosureReason.MOVED, [], [a_meeting()], []) == ("followup.meetings_are_planned",)


def test_one_goes_on_at_the_first_step_that_is_not_done() -> None:
    steps = road(Reached(screened=True, has_team=True, has_plans=True))

    assert present(steps).stage is Stage.CONSENT
    assert [each.mark for each in steps if each.stage is Stage.SECTORPLANS] == [Mark.DONE]


def test_a_gathered_assessment_that_lacks_something_is_not_told_to_be_whole_and_keeps_nobody_back() -> None:
    """S-12: judgement may find it enough; the road must not say that all is answered."""
    gathered = Reached(screened=True, has_team=True, all_consented=True, assessed=True, assessment_lacks=True)

    marks = {each.stage: each.mark for each in road(gathered)}

    assert (marks[Stage.ASSESSMENT], marks[Stage.SECTORPLANS]) == (Mark.BEGUN, Mark.NOW)
    whole = {each.stage: each.mark for each in road(replace(gathered, assessment_lacks=False))}
    assert whole[Stage.ASSESSMENT] is Mark.DONE


def test_a_changed_plan_goes_back_to_its_approval() -> None:
    everything = Reached(
        screened=True, has_team=True, all_consented=True, assessed=True, has_plans=True, drafted=True,
        approved=True, proposed=True, decided=True, has_meetings=True,
    )  # fmt: skip

    assert present(road(everything)).stage is Stage.APPROVAL
    assert present(road(replace(everything, proposed=False))).stage is Stage.FOLLOWUP


def test_what_has_begun_does_not_come_later_and_an_agreed_plan_leads_nobody_back_to_its_collisions() -> None:
    agreed = Reached(
        screened=True,
        has_team=True,
        all_consented=True,
        assessed=True,
        has_plans=True,
        must_findings=1,
        drafted=True,
        approved=True,
    )
    marks = {each.stage: each.mark for each in road(agreed)}
    early = {each.stage: each.mark for each in road(replace(agreed, assessed=False, approved=False))}

    assert marks[Stage.COORDINATION] is Mark.BEGUN
    assert marks[Stage.DECISION] is Mark.NOW
    assert marks[Stage.FOLLOWUP] is Mark.BEGUN
    assert (early[Stage.ASSESSMENT], early[Stage.COORDINATION]) == (Mark.NOW, Mark.BEGUN)
    assert present(road(replace(agreed, all_consented=False))).stage is Stage.CONSENT

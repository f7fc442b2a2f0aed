"""What is shown of how it goes, of what is due, and of my day?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from enplan.journey.access.facts import Opening
from enplan.journey.access.queries import last_visits, openings
from enplan.journey.assessment.queries import conclusions
from enplan.journey.consent.queries import plan_consent_missing
from enplan.journey.coordination.facts import Severity
from enplan.journey.coordination.queries import findings_page
from enplan.journey.decisions.queries import parts_in_force
from enplan.journey.entrance.queries import screening_of
from enplan.journey.followup.facts import (
    Closure,
    ClosureReason,
    Deviation,
    Due,
    DueKind,
    Progress,
    Review,
)
from enplan.journey.followup.models import (
    ClosureRecord,
    FarewellRecord,
    ProgressRecord,
    ReminderRecord,
    ReviewRecord,
    ground_of,
)
from enplan.journey.followup.rules import road as way
from enplan.journey.followup.rules.closing import in_the_way
from enplan.journey.followup.rules.deviation import deviations
from enplan.journey.followup.rules.due import PAGE_OF, all_due
from enplan.journey.followup.rules.visiting import LONGEST_ACT, Known, Occasion, cases_due
from enplan.journey.meetings.facts import Meeting, State
from enplan.journey.meetings.queries import NextMeeting, booked_duties, meetings_of_professional
from enplan.journey.plan.facts import LIVING, GoalState, PlanGoal, PlanMeasure, Standing, Version
from enplan.journey.plan.queries import goals, measures, versions
from enplan.journey.team.facts import Member
from enplan.journey.team.queries import TeamPage, coordinators_of, my_memberships, team_page
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import DENMARK
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Sight
from enplan.registers.audit.queries import last_events
from enplan.registers.base.barrier import count_withheld
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of, cases_by_id, every_case
from enplan.registers.outbox.queries import unread

PAGE_SIZE = 25
DAY_LIMIT = 50
SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with how it has gone, newest first, and the measures that serve it."""

    goal: PlanGoal
    person_name: str
    noted: tuple[Progress, ...]
    measures: tuple["MeasureRow", ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with how it has gone, newest first."""

    measure: PlanMeasure
    person_name: str
    noted: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """How it goes with every goal and measure that the viewer may see."""

    case: Case
    goals: tuple[GoalRow, ...]
    others: tuple[MeasureRow, ...]  # measures that serve no goal
    reviews: tuple[Review, ...]
    closure: Closure | None
    withheld: Mapping[Category, int]

    @property
    def review(self) -> Review | None:
        """The last time the plan was gone through."""
        return self.reviews[0] if self.reviews else None


@dataclass(frozen=True, slots=True)
class FollowupPage:
    """The professional's view: how it goes, where life left the plan, what is due, and whether it can end."""

    progress: ProgressPage
    deviations: tuple[Deviation, ...]
    dues: tuple[Due, ...]
    obstacles: Mapping[ClosureReason, tuple[str, ...]]
    on: date


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The case on one page: where it is on the way, what is first, who is around, and who has looked."""

    on: date
    case: Case
    road: tuple[way.RoadStep, ...]
    team: TeamPage
    dues: tuple[Due, ...]
    deviations: tuple[Deviation, ...]
    next_meeting: Meeting | None
    approved: Version | None
    proposed: Version | None
    goals: int
    measures: int
    closure: Closure | None
    openings: tuple[Opening, ...]
    must_findings: int
    findings: int
    withheld: int

    @property
    def first_page(self) -> str:
        """Where one does what presses most."""
        return PAGE_OF[self.dues[0].kind] if self.dues else ""

    @property
    def present(self) -> way.RoadStep:
        """Where one goes on."""
        return way.present(self.road)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in the list: who, what first, by when; nothing of what it is about."""

    case: Case
    coordinator: bool  # whether the viewer is the contact person
    contact: Member | None
    first: DueKind | None
    by_day: date | None
    late: bool
    more: int  # how many other things wait
    next_meeting: datetime | None


@dataclass(frozen=True, slots=True)
class MyCases:
    """The professional's cases, what presses most first."""

    rows: tuple[CaseRow, ...]
    page: int
    pages: int
    total: int
    ended: int

    @property
    def previous(self) -> int:
        """The page before this."""
        return self.page - 1

    @property
    def following(self) -> int:
        """The page after this."""
        return self.page + 1


@dataclass(frozen=True, slots=True)
class DayRow:
    """Something to do in one of my cases."""

    case: Case
    kind: DueKind
    day: date
    late: bool


@dataclass(frozen=True, slots=True)
class DayMeeting:
    """A meeting of mine."""

    meeting: NextMeeting
    case: Case


@dataclass(frozen=True, slots=True)
class MyDay:
    """What needs me first, and whom I meet."""

    on: date
    first: tuple[DayRow, ...]
    today: tuple[DayMeeting, ...]
    later: tuple[DayMeeting, ...]
    cases: int
    unread: int


def progress_page(sight: Sight) -> ProgressPage:
    """How it goes, for both sides; the newest word first."""
    case, noted = case_of(sight), _noted(sight)
    names = {each.person_id: each.name for each in case.persons}
    rows = [MeasureRow(each, names.get(each.person_id, ""), noted.get(each.id, ())) for each in _going(measures(sight))]
    wanted = [each for each in goals(sight) if each.state is not GoalState.GIVEN_UP]
    serving = {goal.id: tuple(row for row in rows if goal.id in row.measure.goals) for goal in wanted}
    served = {row.measure.id for found in serving.values() for row in found}
    return ProgressPage(
        case=case,
        goals=tuple(
            GoalRow(goal, names.get(goal.person_id, ""), noted.get(goal.id, ()), serving[goal.id]) for goal in wanted
        ),
        others=tuple(row for row in rows if row.measure.id not in served),
        reviews=tuple(row.fact() for row in ReviewRecord.objects.within(sight).order_by("-at", "id")[:20]),
        closure=closure_of(sight),
        withheld=count_withheld(sight, "progress"),
    )


def followup_page(sight: Sight, *, on: date) -> FollowupPage:
    """Everything the team follows up on."""
    page, ground = progress_page(sight), ground_of(sight, on)
    dues = all_due(ground)
    known = [row.goal for row in page.goals]
    steps = [*(row.measure for goal in page.goals for row in goal.measures), *(row.measure for row in page.others)]
    noted = [each for found in _noted(sight).values() for each in found]
    return FollowupPage(
        progress=page,
        deviations=deviations(known, {step.id: step for step in steps}.values(), noted, on),
        dues=dues,
        obstacles={reason: in_the_way(reason, dues, ground.meetings, known) for reason in ClosureReason},
        on=on,
    )


def overview_page(sight: Sight, *, on: date) -> OverviewPage:
    """The case on one page."""
    booked, plans, team = booked_duties(sight, on=on), versions(sight), team_page(sight)
    ground, lying = ground_of(sight, on, booked), booked.with_meetings()
    agreed = next((each for each in plans if each.standing is Standing.APPROVED), None)
    proposed = next((each for each in plans if each.standing is Standing.PROPOSED), None)
    aims, steps = goals(sight), measures(sight)
    found = findings_page(sight, on=on, laid=lying.laid, duty_household=lying.duty_household)
    must = sum(row.finding.severity is Severity.MUST for row in found.open)
    ahead = [each for each in ground.meetings if each.state is State.PLANNED and each.day >= on]
    there = way.Ground(
        screened=screening_of(sight) is not None,
        has_team=bool(team.members),
        all_consented=not plan_consent_missing(sight, on=on),
        assessed=bool(conclusions(sight)),
        has_plans=bool(booked.laid.household.plans),
        must_findings=must,
        drafted=bool(steps),
        approved=agreed is not None,
        proposed=proposed is not None,
        decided=bool(parts_in_force(sight)),
        needs_decision=any(not each.is_own and not each.beside for each in agreed.measures) if agreed else True,
        has_meetings=bool(ground.meetings),
    )
    return OverviewPage(
        on=on,
        case=team.case,
        road=way.road(there),
        team=team,
        dues=all_due(ground),
        deviations=deviations(aims, steps, [each for noted in _noted(sight).values() for each in noted], on),
        next_meeting=min(ahead, key=lambda each: each.starts_at, default=None),
        approved=agreed,
        proposed=proposed,
        goals=len(aims),
        measures=sum(each.column in LIVING for each in steps),
        closure=closure_of(sight),
        openings=tuple(openings(sight, most=5)),
        must_findings=must,
        findings=len(found.open),
        withheld=found.withheld,
    )


def closure_of(sight: Sight) -> Closure | None:
    """How the one plan ended, if it has."""
    row = ClosureRecord.objects.in_case(sight).first()
    if row is None:
        return None
    words = FarewellRecord.objects.in_case(sight).values_list("words", flat=True).first() or ""
    found: Closure = row.fact(words)
    return found


def my_cases(by: Actor, *, on: date, page: int = 1) -> MyCases:
    """The professional's cases, a page at a time, in a constant number of queries: who and when, no content."""
    seats = {each.case_id: each for each in my_memberships(by)}
    ended = _ended(seats)
    running = [case_id for case_id in seats if case_id not in ended]
    dues = _reminders(running)
    ordered = sorted(running, key=lambda case_id: (dues[case_id][0][1] if case_id in dues else date.max, str(case_id)))
    pages = max(1, -(-len(ordered) // PAGE_SIZE))
    page = min(max(1, page), pages)
    shown = ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    cases, contacts = cases_by_id(by, shown), coordinators_of(by, shown)
    start = datetime.combine(on, time.min, DENMARK)
    meetings = meetings_of_professional(by, after=start, until=start + timedelta(days=183))
    rows = [
        CaseRow(
            case=cases[case_id],
            coordinator=seats[case_id].coordinator,
            contact=contacts.get(case_id),
            first=dues[case_id][0][0] if case_id in dues else None,
            by_day=dues[case_id][0][1] if case_id in dues else None,
            late=case_id in dues and dues[case_id][0][1] < on,
            more=len(dues.get(case_id, ())) - 1 if case_id in dues else 0,
            next_meeting=next(
                (each.starts_at for each in meetings if each.case_id == case_id and each.ends_at >= start), None
            ),
        )
        for case_id in shown
        if case_id in cases
    ]
    return MyCases(tuple(rows), page, pages, len(ordered), len(ended))


def my_day(by: Actor, *, at: datetime, on: date) -> MyDay:
    """What needs the professional first: what is late or due soon where they are contact person, and their meetings."""
    seats = {each.case_id: each for each in my_memberships(by)}
    ended = _ended(seats)
    running = [case_id for case_id in seats if case_id not in ended]
    mine = [case_id for case_id in running if seats[case_id].coordinator]
    found = [
        (case_id, kind, day) for case_id, dues in _reminders(mine).items() for kind, day in dues if day <= on + SOON
    ]
    found.sort(key=lambda each: (each[2], list(DueKind).index(each[1]), str(each[0])))
    start = datetime.combine(on, time.min, DENMARK)
    meetings = [
        each
        for each in meetings_of_professional(by, after=at, until=start + timedelta(days=15))
        if each.case_id in running and each.starts_at >= start
    ]
    cases = cases_by_id(by, {*(case_id for case_id, _, _ in found[:DAY_LIMIT]), *(each.case_id for each in meetings)})
    tomorrow = start + timedelta(days=1)
    shown = [DayMeeting(each, cases[each.case_id]) for each in meetings if each.case_id in cases]
    return MyDay(
        on=on,
        first=tuple(
            DayRow(cases[case_id], kind, day, day < on) for case_id, kind, day in found[:DAY_LIMIT] if case_id in cases
        ),
        today=tuple(each for each in shown if each.meeting.starts_at < tomorrow),
        later=tuple(each for each in shown if each.meeting.starts_at >= tomorrow),
        cases=len(running),
        unread=unread(by),
    )


def cases_to_visit(by: Actor, *, errand: str, occasion: Occasion, at: datetime) -> dict[CaseId, datetime]:
    """Where the clock has something to do on its errand, each with the moment after which nobody has been there."""
    cases = every_case(by)
    visits = last_visits(by, errand=errand, since=occasion.before)
    events = last_events(by, since=occasion.began - LONGEST_ACT) if occasion.follows_events else {}
    ends = ClosureRecord.objects.order_by("case_id", "id").values_list("case_id", "at")
    known = Known(visits, {CaseId(each): last for each, last in events.items()}, dict(ends))
    return cases_due(cases, known, occasion, at)


def _ended(case_ids: Mapping[CaseId, object]) -> set[CaseId]:
    rows = ClosureRecord.objects.filter(case_id__in=list(case_ids)).order_by("case_id", "id")
    return {CaseId(case_id) for case_id in rows.values_list("case_id", flat=True)}


def _reminders(case_ids: Sequence[CaseId]) -> dict[CaseId, list[tuple[DueKind, date]]]:
    """What is to be done in each of the cases, first things first, in one query."""
    rows = ReminderRecord.objects.filter(case_id__in=case_ids, settled_at=None).order_by("day", "kind", "id")
    found: dict[CaseId, list[tuple[DueKind, date]]] = {}
    for case_id, kind, day in rows.values_list("case_id", "kind", "day"):
        found.setdefault(CaseId(case_id), []).append((DueKind(kind), day))
    return found


def _noted(sight: Sight) -> dict[UUID, tuple[Progress, ...]]:
    found: dict[UUID, list[Progress]] = {}
    for row in ProgressRecord.objects.within(sight).order_by("-at", "id"):
        found.setdefault(row.about_id, []).append(row.fact())
    return {about: tuple(noted) for about, noted in found.items()}


def _going(steps: Sequence[PlanMeasure]) -> list[PlanMeasure]:
    """What is done or being done; a card that became part of another is shown there."""
    return [each for each in steps if each.merged_into is None]

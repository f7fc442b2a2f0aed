"""What is shown of meetings?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from enplan.journey.coordination.facts import Unmeetable
from enplan.journey.coordination.queries import resolutions
from enplan.journey.coordination.rules.duties import demanded
from enplan.journey.coordination.rules.settling import as_settled
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.meetings.facts import Apart, Attendance, DueDuty, Meeting, State, Suggestion
from enplan.journey.meetings.models import AttendanceRecord, MeetingRecord, facts
from enplan.journey.meetings.queries.calendar import CalendarWeek, calendar_of, plan_of
from enplan.journey.meetings.queries.lying import Booked, WithMeetings, refs_of, with_meetings
from enplan.journey.meetings.rules.demanded import duties_on
from enplan.journey.meetings.rules.duties import open_duties, separate_meetings
from enplan.journey.meetings.rules.planning import plan_joint_meetings
from enplan.journey.meetings.rules.rooms import kept_apart
from enplan.journey.meetings.rules.sharing import attending, by_room
from enplan.journey.meetings.rules.times import Ground, suggestions
from enplan.journey.sectorplans.facts import Laid
from enplan.journey.sectorplans.queries import household_of, kept_apart_by_stay
from enplan.journey.team.facts import Member
from enplan.journey.team.queries import members
from enplan.kernel.actor import Actor
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, MeetingId
from enplan.kernel.sight import Relation, Sight
from enplan.law.lawbook import Law, lawbook
from enplan.registers.base.barrier import count_withheld
from enplan.registers.cases.facts import Case, CasePerson
from enplan.registers.cases.queries import case_of, my_case_ids


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as the page shows it: with the person's name and where the law says so."""

    duty: DueDuty
    person_name: str
    citations: tuple[str, ...]
    overdue: bool


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """A proposed meeting with the names of duties, people and professionals who should be there."""

    suggestion: Suggestion
    duties: tuple[DutyLine, ...]
    persons: tuple[CasePerson, ...]
    professionals: tuple[Member, ...]
    form_must_be_in_person: bool


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """Everything about the meetings of a case, less what this viewer may not see."""

    on: date
    upcoming: tuple[Meeting, ...]
    to_be_noted: tuple[Meeting, ...]  # their time has passed, and nobody has written that they were held
    past: tuple[Meeting, ...]
    cancelled: tuple[Meeting, ...]
    demanded: int  # so many duties stand in the plans, met ones included
    duties: tuple[DutyLine, ...]
    suggestions: tuple[SuggestionLine, ...]
    separate: int  # so many meetings the law would ask for, one by one
    joint: int  # so few days do
    unmeetable: tuple[tuple[Unmeetable, DutyLine | None], ...]
    apart: tuple[Apart, ...]
    calendar: tuple[CalendarWeek, ...]
    persons: tuple[CasePerson, ...]
    professionals: tuple[Member, ...]
    withheld: Mapping[Category, int]

    @property
    def saved(self) -> int:
        """How many meetings people are spared (S-32)."""
        return max(0, self.separate - self.joint)


@dataclass(frozen=True, slots=True)
class MyMeeting:
    """A meeting as somebody of the case sees it: whose invitation they answer, and whom they meet."""

    meeting: Meeting
    mine: tuple[Attendance, ...]
    others: tuple[Attendance, ...]


@dataclass(frozen=True, slots=True)
class MyMeetings:
    """The citizen's own meetings: the next first."""

    upcoming: tuple[MyMeeting, ...]
    past: tuple[MyMeeting, ...]
    cancelled: tuple[MyMeeting, ...]

    @property
    def unanswered(self) -> int:
        """How many wait for an answer."""
        return sum(any(each.answered_at is None for each in one.mine) for one in self.upcoming)

    @property
    def unanswered_for(self) -> list[str]:
        """Whose answers are lacking: the reader's own, or those of the children they answer for."""
        return sorted({each.name for one in self.upcoming for each in one.mine if each.answered_at is None})


def all_meetings(sight: Sight) -> tuple[Meeting, ...]:
    """Every meeting that the viewer may see, in the order of time."""
    rows = MeetingRecord.objects.in_case(sight).whole().order_by("starts_at", "id")
    return tuple(facts(rows))


def meeting_of(sight: Sight, meeting_id: MeetingId) -> Meeting:
    """One meeting.

    Raises:
        Missing: there is none that the viewer may know of.
    """
    record: MeetingRecord = MeetingRecord.objects.in_case(sight).whole().one(id=meeting_id)
    return record.fact()


def household_with_meetings(sight: Sight, *, on: date) -> WithMeetings:
    """The sector plans of the case with all booked meetings, for the one who asks what trips what up."""
    return with_meetings(household_of(sight, on=on), all_meetings(sight))


def booked_duties(sight: Sight, *, on: date, case: Case | None = None) -> Booked:
    """Every meeting the law demands in this case, as far as the viewer may know, beside what is booked."""
    laid, booked = household_of(sight, on=on, case=case), all_meetings(sight)
    return Booked(laid, booked, duties_on(laid.household, booked, refs_of(laid), lawbook(), on))


def meetings_page(sight: Sight, *, on: date) -> MeetingsPage:
    """The meetings of the case, what the law demands, and how few meetings would do."""
    case, team, law = case_of(sight), tuple(members(sight)), lawbook().on(on)
    booked, plan = _booked_as_settled(sight, on, case), plan_of(sight)
    lying = booked.with_meetings()
    duties = open_duties(booked.duties, on)
    spread = Spread(lying.duty_household, law.book, on)
    joint = plan_joint_meetings(spread, demanded(spread))
    names = {each.ref: each.name for each in case.persons}
    lines = {duty.name: _line(duty, names, law, on) for duty in reversed(duties)}
    kept = kept_apart(booked.laid.household, names, on, kept_apart_by_stay(sight, on=on, case=case))
    there = attending(duties, booked.laid.household, on, kept)
    people = {each.id: each for each in booked.laid.household.persons}
    ground = Ground(people, plan.taken(lying, on), _grouped(duties), on)
    proposed = suggestions(by_room(joint.meetings, there, kept), ground, there)
    planned = [each for each in booked.meetings if each.state is State.PLANNED]
    ahead = [each for each in duties if each.due and each.due >= on]
    alone = separate_meetings(each for each in ahead if not each.can_combine)
    return MeetingsPage(
        on=on,
        upcoming=tuple(each for each in planned if each.day >= on),
        to_be_noted=tuple(each for each in planned if each.day < on),
        past=_newest(booked.meetings, State.HELD),
        cancelled=_newest(booked.meetings, State.CANCELLED),
        demanded=len(booked.duties),
        duties=tuple(_line(duty, names, law, on) for duty in duties),
        suggestions=tuple(_proposed(each, lines, case.persons, team) for each in proposed),
        separate=separate_meetings(ahead),
        joint=joint.minimum + alone,
        unmeetable=tuple((each, lines.get(each.duty)) for each in joint.unmeetable),
        apart=kept,
        calendar=calendar_of(lying, plan, on, law),
        persons=case.persons,
        professionals=team,
        withheld=_withheld(sight, booked.laid),
    )


def _booked_as_settled(sight: Sight, on: date, case: Case) -> Booked:
    """The sector plans with everything that has been decided about them, and what the law demands then."""
    laid, meetings, book = household_of(sight, on=on, case=case), all_meetings(sight), lawbook()
    household = as_settled(laid.household, resolutions(sight), book, on)
    return Booked(replace(laid, household=household), meetings, duties_on(household, meetings, refs_of(laid), book, on))


def my_meetings(sight: Sight, *, on: date) -> MyMeetings:
    """The meetings of the citizen, of their children, or of the one they stand by."""
    mine = [_seen_by(sight, each) for each in all_meetings(sight)]
    planned = [each for each in mine if each.meeting.state is State.PLANNED and each.meeting.day >= on]
    return MyMeetings(
        upcoming=tuple(planned),
        past=tuple(each for each in reversed(mine) if each.meeting.state is State.HELD),
        cancelled=tuple(each for each in mine if each.meeting.state is State.CANCELLED and each.meeting.day >= on),
    )


def my_meeting(sight: Sight, meeting_id: MeetingId) -> MyMeeting:
    """One meeting as the citizen sees it.

    Raises:
        Missing: there is none that they may know of.
    """
    return _seen_by(sight, meeting_of(sight, meeting_id))


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """When the professional is to meet somebody of one of their cases."""

    meeting_id: MeetingId
    case_id: CaseId
    starts_at: datetime
    ends_at: datetime
    form: str
    to_be_noted: bool
    unanswered: bool = False  # somebody else has asked the professional to come, and waits for the answer


def meetings_of_professional(by: Actor, *, after: datetime, until: datetime) -> list[NextMeeting]:
    """The professional's own planned meetings in all their cases, in two queries."""
    # The cases are named, so that the database finds the meetings by them and does not ask of each there is.
    rows = MeetingRecord.objects.filter(
        case_id__in=my_case_ids(by),
        professionals__contains=[by.professional_id],
        state=State.PLANNED.value,
        starts_at__lt=until,
    )
    mine = AttendanceRecord.objects.filter(meeting_id=OuterRef("id"), professional_id=by.professional_id)
    asked = rows.annotate(asked=Exists(mine.filter(answered_at=None)) & ~Q(planned_by=by.name))
    columns = ("id", "case_id", "starts_at", "ends_at", "form", "asked")
    return [
        NextMeeting(MeetingId(row[0]), CaseId(row[1]), row[2], row[3], row[4], row[3] < after, bool(row[5]))
        for row in asked.order_by("starts_at", "id").values_list(*columns)[:100]
    ]


def _newest(booked: Sequence[Meeting], state: State) -> tuple[Meeting, ...]:
    return tuple(each for each in reversed(booked) if each.state is state)


def _seen_by(sight: Sight, meeting: Meeting) -> MyMeeting:
    wards = {sight.actor.person_id, *sight.actor.acts_for}
    if sight.relation is Relation.COMPANION:
        wards = {grant.person_id for grant in sight.grants}
    mine = tuple(each for each in meeting.attendances if each.person_id is not None and each.person_id in wards)
    return MyMeeting(meeting, mine, tuple(each for each in meeting.attendances if each not in mine))


def _grouped(duties: Sequence[DueDuty]) -> dict[str, list[DueDuty]]:
    found: dict[str, list[DueDuty]] = {}
    for duty in duties:
        found.setdefault(duty.name, []).append(duty)
    return found


def _line(duty: DueDuty, names: Mapping[str, str], law: Law, on: date) -> DutyLine:
    citations = tuple(law.book.cite(basis) for basis in duty.legal_basis)
    return DutyLine(duty, names.get(duty.person, duty.person), citations, duty.due is not None and duty.due < on)


def _proposed(
    each: Suggestion, lines: Mapping[str, DutyLine], persons: Sequence[CasePerson], team: Sequence[Member]
) -> SuggestionLine:
    duties = tuple(lines[name] for name in each.duties if name in lines)
    return SuggestionLine(
        each,
        duties,
        tuple(person for person in persons if person.ref in each.persons),
        tuple(member for member in team if member.department in each.departments),
        any(line.duty.form == "physical" for line in duties),
    )


def _withheld(sight: Sight, laid: Laid) -> dict[Category, int]:
    found = dict(laid.withheld)
    for category, count in count_withheld(sight, "discharge").items():
        found[category] = found.get(category, 0) + count
    return found

"""What is shown of many cases: my cases, my day, and where the clock must go?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from enplan.journey.access.queries import last_visits
from enplan.journey.followup.facts import QUIET, DueKind
from enplan.journey.followup.models import ClosureRecord, ReminderRecord
from enplan.journey.followup.rules.visiting import LONGEST_ACT, Known, Occasion, cases_due
from enplan.journey.meetings.queries import NextMeeting, meetings_of_professional
from enplan.journey.team.facts import Member
from enplan.journey.team.queries import coordinators_of, my_memberships
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import CaseId
from enplan.registers.audit.queries import last_events
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import cases_by_id, every_case
from enplan.registers.outbox.queries import unread

PAGE_SIZE = 25
DAY_LIMIT = 50
SOON = timedelta(days=14)
MEETINGS_AHEAD = timedelta(days=183)
NEW = timedelta(days=14)


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
    new: tuple[Case, ...]  # the viewer has just become contact person, and nothing is due yet
    today: tuple[DayMeeting, ...]
    later: tuple[DayMeeting, ...]
    unanswered: tuple[DayMeeting, ...]  # others wait for the viewer's answer, however far ahead
    cases: int
    unread: int


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
    meetings = meetings_of_professional(by, after=start, until=start + MEETINGS_AHEAD)
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
    reminders = _reminders(mine)
    found = [
        (case_id, kind, day)
        for case_id, dues in reminders.items()
        for kind, day in dues
        if day <= on + SOON or kind is DueKind.COMPLAINT  # a complaint is seen from the day it comes
    ]
    begun = [case_id for case_id in mine if case_id not in reminders and seats[case_id].period.first > on - NEW]
    new = sorted(begun, key=lambda case_id: (seats[case_id].period.first, str(case_id)))[:DAY_LIMIT]
    found.sort(key=lambda each: (each[2], list(DueKind).index(each[1]), str(each[0])))
    start = datetime.combine(on, time.min, DENMARK)
    meetings = [
        each
        for each in meetings_of_professional(by, after=at, until=start + MEETINGS_AHEAD)
        if each.case_id in running and each.starts_at >= start
    ]
    cases = cases_by_id(
        by, {*(case_id for case_id, _, _ in found[:DAY_LIMIT]), *new, *(each.case_id for each in meetings)}
    )
    tomorrow = start + timedelta(days=1)
    shown = [DayMeeting(each, cases[each.case_id]) for each in meetings if each.case_id in cases]
    return MyDay(
        on=on,
        first=tuple(
            DayRow(cases[case_id], kind, day, day < on) for case_id, kind, day in found[:DAY_LIMIT] if case_id in cases
        ),
        new=tuple(cases[case_id] for case_id in new if case_id in cases),
        today=tuple(each for each in shown if each.meeting.starts_at < tomorrow),
        later=tuple(each for each in shown if tomorrow <= each.meeting.starts_at < tomorrow + SOON),
        unanswered=tuple(each for each in shown if each.meeting.unanswered and each.meeting.starts_at >= at),
        cases=len(running),
        unread=unread(by),
    )


def cases_to_visit(by: Actor, *, errand: str, occasion: Occasion, at: datetime) -> dict[CaseId, datetime]:
    """Where the clock has something to do on its errand, each with the moment after which nobody has been there."""
    cases = every_case(by)
    visits = last_visits(by, errand=errand, since=occasion.before)
    events = last_events(by, since=occasion.began - LONGEST_ACT) if occasion.follows_events else {}
    ends = ClosureRecord.objects.order_by("case_id", "id").values_list("case_id", "at")
    ended = {CaseId(case_id): since for case_id, since in ends}
    known = Known(visits, {CaseId(each): last for each, last in events.items()}, ended)
    return cases_due(cases, known, occasion, at)


def _ended(case_ids: Mapping[CaseId, object]) -> set[CaseId]:
    rows = ClosureRecord.objects.filter(case_id__in=list(case_ids)).order_by("case_id", "id")
    return {CaseId(case_id) for case_id in rows.values_list("case_id", flat=True)}


def _reminders(case_ids: Sequence[CaseId]) -> dict[CaseId, list[tuple[DueKind, date]]]:
    """What is to be done in each of the cases, first things first, in one query."""
    rows = ReminderRecord.objects.filter(case_id__in=case_ids, settled_at=None).order_by("day", "kind", "id")
    rows = rows.exclude(kind__in=sorted(kind.value for kind in QUIET))
    found: dict[CaseId, list[tuple[DueKind, date]]] = {}
    for case_id, kind, day in rows.values_list("case_id", "kind", "day"):
        found.setdefault(CaseId(case_id), []).append((DueKind(kind), day))
    return found

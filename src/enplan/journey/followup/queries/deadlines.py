"""What is shown of deadlines: of one case with section and computation, and of all my cases with neither?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count, Q

from enplan.journey.followup.facts import DueKind, LawDay, Turn, turn_of
from enplan.journey.followup.models import DueWeekRecord, ReminderRecord, counted_due
from enplan.journey.followup.models.grounds import ground_of, look_at
from enplan.journey.followup.rules.deadlines import WEEK, DueCount, DueWeek, Line, When, lines, when
from enplan.journey.followup.rules.due import PAGE_OF, every_day
from enplan.journey.followup.rules.starting import COMPUTED, Source
from enplan.journey.team.queries import my_memberships
from enplan.kernel.actor import Actor
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import phrasebook
from enplan.law.provision import LegalBasis
from enplan.registers.base.barrier import tell_actor
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import cases_by_id

PAGE_SIZE = 50
NOTED_PAGE = "frister/noterede-dage/"


@dataclass(frozen=True, slots=True)
class LineSeen:
    """One line of the calendar of a case: what, by when, whose turn, where the law says so, and how it was counted."""

    line: Line
    when: When
    turn: Turn
    person: str
    citations: tuple[str, ...]
    how: tuple[str, ...]
    page: str  # on which page of the case it is done

    @property
    def law(self) -> LawDay | None:
        """The deadline of the law, when it is one."""
        return self.line.law

    @property
    def duty_of(self) -> str:
        """Who must act by the law; empty where no law says it."""
        return self.line.law.duty_of if self.line.law else ""


@dataclass(frozen=True, slots=True)
class CalendarOfWeek:
    """What falls due in one week."""

    monday: date
    lines: tuple[LineSeen, ...]

    @property
    def number(self) -> int:
        """The number of the ISO week."""
        return self.monday.isocalendar().week


@dataclass(frozen=True, slots=True)
class CaseDeadlines:
    """Everything with a date in one case, as far as the viewer may see."""

    on: date
    case: Case
    lines: tuple[LineSeen, ...]
    withheld: bool  # whether something of the case is closed to this viewer, so that deadlines may be missing

    def of(self, near: When) -> tuple[LineSeen, ...]:
        """Those that are so near."""
        return tuple(each for each in self.lines if each.when is near)

    @property
    def groups(self) -> tuple[tuple[When, tuple[LineSeen, ...]], ...]:
        """Late, this week, later; what is empty is left out."""
        return tuple((near, self.of(near)) for near in When if self.of(near))

    @property
    def calendar(self) -> tuple[CalendarOfWeek, ...]:
        """The same week by week, from this week on."""
        start = self.on - timedelta(days=self.on.weekday())
        ahead = [each for each in self.lines if each.line.day >= start]
        weeks = groupby(ahead, key=lambda each: each.line.day - timedelta(days=each.line.day.weekday()))
        return tuple(CalendarOfWeek(monday, tuple(found)) for monday, found in weeks)


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """Something due in one of my cases: who, of which kind, by when, whose turn; nothing of what it is about."""

    case: Case
    kind: DueKind
    day: date
    when: When
    turn: Turn
    coordinator: bool  # whether the viewer is the contact person

    @property
    def page(self) -> str:
        """On which page of the case it is done."""
        return PAGE_OF[self.kind]


@dataclass(frozen=True, slots=True)
class MyDeadlines:
    """What is due in all my cases, a page at a time."""

    on: date
    turn: Turn | None  # none: everybody's
    counts: Mapping[When, int]
    rows: tuple[DeadlineRow, ...]
    page: int
    pages: int

    @property
    def total(self) -> int:
        """How many there are in all."""
        return sum(self.counts.values())

    @property
    def groups(self) -> tuple[tuple[When, int, tuple[DeadlineRow, ...]], ...]:
        """Late, this week, later: how many in all, and those of this page; what is not on it is left out."""
        found = ((near, tuple(row for row in self.rows if row.when is near)) for near in When)
        return tuple((near, self.counts[near], rows) for near, rows in found if rows)

    @property
    def previous(self) -> int:
        """The page before this."""
        return self.page - 1

    @property
    def following(self) -> int:
        """The page after this."""
        return self.page + 1


def case_deadlines(sight: Sight, *, on: date) -> CaseDeadlines:
    """Every deadline of the case, of the law and of what people agreed, computed now."""
    seen = look_at(sight, on)
    ground = ground_of(sight, on, seen)
    names = {each.ref: each.name for each in seen.case.persons}
    found = tuple(_seen(each, names, on) for each in lines(ground.law, every_day(ground)))
    return CaseDeadlines(on=on, case=seen.case, lines=found, withheld=bool(sight.withheld))


def my_deadlines(by: Actor, *, on: date, turn: Turn | None = None, page: int = 1) -> MyDeadlines:
    """What is due in the professional's cases, in a constant number of queries."""
    seats = {each.case_id: each for each in my_memberships(by)}
    rows = ReminderRecord.objects.filter(case_id__in=list(seats), settled_at=None)
    if turn is not None:
        rows = rows.filter(kind__in=[kind.value for kind in DueKind if turn_of(kind) is turn])
    counts = rows.aggregate(**{near.name: Count("id", filter=_in_sql(near, on)) for near in When})
    pages = max(1, -(-sum(counts.values()) // PAGE_SIZE))
    page = min(max(1, page), pages)
    ordered = rows.order_by("day", "kind", "id").values_list("case_id", "kind", "day")
    shown = list(ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    cases = cases_by_id(by, {CaseId(case_id) for case_id, _, _ in shown})
    return MyDeadlines(
        on=on,
        turn=turn,
        counts={near: counts[near.name] for near in When},
        rows=tuple(
            DeadlineRow(
                case=cases[CaseId(case_id)],
                kind=DueKind(kind),
                day=day,
                when=when(day, on),
                turn=turn_of(DueKind(kind)),
                coordinator=seats[CaseId(case_id)].coordinator,
            )
            for case_id, kind, day in shown
            if CaseId(case_id) in cases
        ),
        page=page,
        pages=pages,
    )


@dataclass(frozen=True, slots=True)
class Ahead:
    """One day for somebody's own calendar; `key` is a digest from which nothing can be read."""

    case_id: CaseId
    kind: DueKind
    day: date
    key: str


def deadlines_ahead(by: Actor, *, on: date, most: int = 500) -> list[Ahead]:
    """What falls due from today on in the professional's cases, for a calendar."""
    seats = [each.case_id for each in my_memberships(by)]
    rows = ReminderRecord.objects.filter(case_id__in=seats, settled_at=None, day__gte=on).order_by("day", "kind", "id")
    found = rows.values_list("case_id", "kind", "day", "key")[:most]
    return [Ahead(CaseId(case_id), DueKind(kind), day, key) for case_id, kind, day, key in found]


def count_due(by: Actor, *, monday: date) -> list[DueCount]:
    """In how many cases of each department something of each kind was due when the week began, in one query."""
    tell_actor(by)
    return counted_due(monday)


def due_of_week(by: Actor, *, on: date) -> DueWeek | None:
    """The last count there is on the day; none: nobody has counted yet."""
    tell_actor(by)
    row = DueWeekRecord.objects.filter(monday__lte=on).order_by("-monday", "id").first()
    return row.fact() if row is not None else None


def _in_sql(near: When, on: date) -> Q:
    """`when`, asked of the database; a test holds the two together."""
    return {
        When.LATE: Q(day__lt=on),
        When.THIS_WEEK: Q(day__gte=on, day__lt=on + WEEK),
        When.LATER: Q(day__gte=on + WEEK),
    }[near]


def _seen(line: Line, names: Mapping[str, str], on: date) -> LineSeen:
    phrases = phrasebook().on(on)
    basis = line.law.basis if line.law else _bases(line.due.sections if line.due else ())
    steps = line.law.steps if line.law else ()
    return LineSeen(
        line=line,
        when=when(line.day, on),
        turn=_turn(line),
        person=names.get(line.law.person, "") if line.law else "",
        citations=_cited(basis),
        how=tuple(phrases.say(step.phrase, step.blanks) for step in steps),
        page=_page(line),
    )


def _page(line: Line) -> str:
    """Where it is done; what runs from a noted day ends there."""
    start = COMPUTED.get(line.law.deadline) if line.law else None
    if start is None:
        return PAGE_OF[line.kind]
    applied = start.source is Source.REQUEST and line.kind is not start.kind  # help was applied for, which is noted
    return NOTED_PAGE if applied or start.source is Source.NOTED else PAGE_OF[line.kind]


def _turn(line: Line) -> Turn:
    if line.law is None or line.law.duty_of in {"municipality", "system"}:
        return turn_of(line.kind)
    return Turn.CITIZEN if line.law.duty_of in {"citizen", "parents"} else Turn.OTHERS


def _bases(sections: Iterable[str]) -> tuple[LegalBasis, ...]:
    return tuple(LegalBasis(*each.split(" ", 1)) for each in sections)


def _cited(basis: Iterable[LegalBasis]) -> tuple[str, ...]:
    return tuple(lawbook().cite(each) for each in basis)

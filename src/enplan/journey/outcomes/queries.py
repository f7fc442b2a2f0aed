"""What is shown of readings, of one and of many?"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from enplan.journey.followup.facts import DueKind, turn_of
from enplan.journey.followup.queries import due_of_week
from enplan.journey.followup.rules.deadlines import When, monday_of
from enplan.journey.outcomes import policy
from enplan.journey.outcomes.facts import Cell, Reading, Scale, Tally
from enplan.journey.outcomes.models import ReadingRecord, TallyRecord
from enplan.journey.outcomes.rules.disclosure import as_of, breakdown, cell, whole_counts
from enplan.journey.outcomes.rules.progress import Course, changes, courses
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import DENMARK
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, PersonId, ReadingId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import count_withheld, tell_actor
from enplan.registers.cases.facts import Case, CaseKind, CasePerson, Place
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on

COUNTED: tuple[tuple[str, Callable[[Tally], float | None]], ...] = (
    ("days-to-answer", lambda tally: tally.days_to_answer),
    ("days-to-plan", lambda tally: tally.days_to_plan),
    ("days-to-decision", lambda tally: tally.days_to_decision),
    ("plans-before", lambda tally: tally.plans_before),
    ("contacts-before", lambda tally: tally.contacts_before if tally.contacts_after is not None else None),
    ("contacts-after", lambda tally: tally.contacts_after),
    ("meetings-separate", lambda tally: tally.meetings_separate),
    ("meetings-joint", lambda tally: tally.meetings_joint),
    ("less-percent", lambda tally: None if tally.less is None else 100.0 * bool(tally.less)),
    ("less-rights", lambda tally: tally.less or None),
    ("less-hours", lambda tally: float(tally.less_hours) if tally.less_hours else None),
    ("less-days", lambda tally: tally.less_days),
    ("goals-reached-percent", lambda tally: 100 * tally.goals_reached / tally.goals if tally.goals else None),
)


@dataclass(frozen=True, slots=True)
class PersonsCourse:
    """One person's readings by scale, oldest first."""

    person: CasePerson
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class OutcomesPage:
    """How it has gone for the people of the case, as far as the viewer may see."""

    people: tuple[PersonsCourse, ...]
    withheld: Mapping[Category, int]

    @property
    def has_any(self) -> bool:
        """Whether anything has been read at all."""
        return any(each.courses for each in self.people)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of all cases together, up to the end of last month."""

    before: date
    cases: Cell
    by_kind: tuple[Cell, ...]
    counted: tuple[Cell, ...]
    less_where: tuple[Cell, ...]  # in how many cases the plan or a letter gives less, by kind of information (S-65)
    changes: tuple[Cell, ...]
    smallest: int  # no smaller number is shown


def outcomes_page(sight: Sight, *, case: Case | None = None) -> OutcomesPage:
    """The readings of everybody whose plan the viewer may see."""
    theirs: dict[PersonId, list[Reading]] = {}
    for row in ReadingRecord.objects.within(sight).order_by("at", "id"):
        theirs.setdefault(PersonId(row.person_id), []).append(row.fact())
    shown = [each for each in (case or case_of(sight)).persons if sight.shows(each.person_id, Category.PLAN)]
    shown.sort(key=lambda each: (each.place is not Place.CITIZEN, each.born, each.name))
    return OutcomesPage(
        tuple(PersonsCourse(each, courses(theirs.get(each.person_id, ()))) for each in shown),
        count_withheld(sight, "reading"),
    )


@dataclass(frozen=True, slots=True)
class DueRow:
    """In how many cases something of a kind is late, comes within a week, or later; hidden where it is few."""

    kind: str
    turn: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DueOfDepartment:
    """What is due in the cases whose contact person sits in the department; kinds with nothing to show are counted."""

    department: str
    rows: tuple[DueRow, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class DueFigures:
    """What was due when the week began, by department and kind, and when it was counted; nobody is named."""

    monday: date | None  # none: nothing has been counted yet
    counted_at: datetime | None
    departments: tuple[DueOfDepartment, ...]
    is_of_this_week: bool
    smallest: int  # no smaller number is shown


def due_figures(by: Actor, *, on: date) -> DueFigures:
    """The leaders' figures of deadlines, as the last counted week began; only whole groups of five cases leave this."""
    require(policy.may_see_figures(by))
    smallest = number_on(Matter.SMALLEST_SHOWN, on=on)
    try:
        week = due_of_week(the_clock(), on=on)
    finally:
        tell_actor(by)
    if week is None:
        return DueFigures(None, None, (), is_of_this_week=False, smallest=smallest)
    counted = week.counts
    kinds = sorted({each.kind for each in counted}, key=list(DueKind).index)
    cases: Counter[tuple[str, DueKind, When]] = Counter()
    for each in counted:
        cases[each.department, each.kind, each.when] += each.cases
    names = sorted({each.department for each in counted})
    told = {
        (kind, near): dict(
            zip(names, whole_counts(near, {name: cases[name, kind, near] for name in names}, smallest), strict=True)
        )
        for kind in kinds
        for near in When
    }
    found = []
    for name in names:
        rows = [
            DueRow(kind.value, turn_of(kind).value, tuple(told[kind, near][name] for near in When)) for kind in kinds
        ]
        shown = tuple(row for row in rows if not all(each.hidden for each in row.cells))
        found.append(DueOfDepartment(name, shown, len(rows) - len(shown)))
    this_week = week.monday == monday_of(on)
    return DueFigures(week.monday, week.counted_at, tuple(found), is_of_this_week=this_week, smallest=smallest)


def figures(by: Actor, *, on: date) -> Figures:
    """The leaders' figures. The leader opens no case: the clock counts, and only figures of five or more leave this."""
    require(policy.may_see_figures(by))
    before, smallest = as_of(on), number_on(Matter.SMALLEST_SHOWN, on=on)
    tell_actor(the_clock())
    try:
        tallies, moved = _tallies(before), _moved(before)
    finally:
        tell_actor(by)
    return Figures(
        before=before,
        cases=cell("cases", list(_known_first(tallies, lambda _: 1.0)), smallest),
        by_kind=breakdown("kind", [(kind.value, _known_first(tallies, _is(kind))) for kind in CaseKind], smallest),
        counted=tuple(cell(key, _known_first(tallies, counted), smallest) for key, counted in COUNTED),
        less_where=breakdown(
            "less", [(each.value, _known_first(tallies, _less_in(each))) for each in Category], smallest
        ),
        changes=tuple(cell(f"change.{scale.value}", changes(moved, scale), smallest) for scale in Scale),
        smallest=smallest,
    )


def _midnight(before: date) -> datetime:
    return datetime.combine(before, time.min, DENMARK)


def _known_first(tallies: Sequence[Tally], counted: Callable[[Tally], float | None]) -> list[float]:
    """The last value of each case, in the order in which the cases came to have one."""
    found: dict[CaseId, float] = {}
    for tally in tallies:
        value = counted(tally)
        if value is not None:
            found[tally.case_id] = value
    return list(found.values())


def _is(kind: CaseKind) -> Callable[[Tally], float | None]:
    return lambda tally: 1.0 if tally.kind == kind.value else None


def _less_in(category: Category) -> Callable[[Tally], float | None]:
    return lambda tally: 1.0 if category.value in tally.less_where else None


def _tallies(before: date) -> list[Tally]:
    """Every count before the day, oldest first; a case is counted anew only when a number has changed."""
    rows = TallyRecord.objects.filter(at__lt=_midnight(before)).order_by("at", "id")
    return [row.fact() for row in rows.iterator()]


def _moved(before: date) -> Sequence[Course]:
    """The course of everybody, in the order in which they came to have one, without anything that says who."""
    rows = ReadingRecord.objects.filter(at__lt=_midnight(before)).order_by("at", "id").defer("words", "by_name")
    theirs: dict[tuple[object, object, str], list[Reading]] = {}
    second: dict[tuple[object, object, str], int] = {}
    for number, row in enumerate(rows.iterator()):
        key = (row.case_id, row.person_id, row.scale)
        noted = theirs.setdefault(key, [])
        noted.append(
            Reading(
                ReadingId(row.id), PersonId(row.person_id), Scale(row.scale), row.value, "", row.at, "", row.by_citizen
            )
        )
        if len(noted) == 2:  # from the second reading on there is a change
            second[key] = number
    return [Course(Scale(key[2]), tuple(theirs[key])) for key in sorted(second, key=second.__getitem__)]

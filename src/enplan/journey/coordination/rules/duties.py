"""When does a meeting duty fall due, and is it met? (coordination.md, section 3.1)"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from enplan.journey.coordination.facts import DutyGap, DutyRow, Finding, Kind, Proposal
from enplan.journey.coordination.rules.spread import Spread, once
from enplan.journey.coordination.rules.wording import said_day, said_weekday
from enplan.journey.sectorplans.facts import Appointment, Duty
from enplan.kernel.calendar import is_working_day
from enplan.law.provision import MONTHS_IN, MeetingRule, Span


@dataclass(frozen=True, slots=True)
class Demand:
    """So many meetings in all by a due day."""

    due: date
    count: int


@dataclass(frozen=True, slots=True)
class Demanded:
    """What a duty demands: the latest due day that has passed, those in the horizon, or a number without a day."""

    duty: Duty
    rule: MeetingRule | None
    past: Demand | None = None
    ahead: tuple[Demand, ...] = ()
    undated: int = 0
    booked: tuple[Appointment, ...] = field(default=())

    @property
    def any_day(self) -> bool:
        """Whether a meeting counts on any day: the rule counts back from an event."""
        return self.rule is not None and _counts_back(self.rule)

    def counting(self, until: date) -> tuple[Appointment, ...]:
        """The appointments that count for the duty, up to a day and that day included."""
        return tuple(one for one in self.booked if (self.any_day or one.day >= self.duty.since) and one.day <= until)

    def lacking(self, demand: Demand) -> int:
        """How many meetings one of its demands still lacks: neither held nor booked."""
        return demand.count - self.duty.held - len(self.counting(demand.due))


@once
def demanded(spread: Spread) -> tuple[Demanded, ...]:
    """What every duty of the household demands, by name."""
    booked: dict[str, list[Appointment]] = {}
    for appointment in spread.appointments:
        if appointment.duty is not None:
            booked.setdefault(appointment.duty, []).append(appointment)
    duties = sorted((duty for plan in spread.household.plans for duty in plan.duties), key=lambda duty: duty.name)
    return tuple(_demanded(spread, duty, booked.get(duty.name, [])) for duty in duties)


def _demanded(spread: Spread, duty: Duty, named: list[Appointment]) -> Demanded:
    booked = tuple(sorted((one for one in named if duty.person in one.persons), key=lambda one: one.name))
    rule = spread.book.meeting_rules.on(duty.meeting_rule, duty.since)
    if rule is None:
        return Demanded(duty, None, booked=booked)
    by_day: dict[date, int] = {}
    for demand in _demands(rule, duty.since, spread):
        by_day[demand.due] = max(demand.count, by_day.get(demand.due, 0))
    past = max((due for due in by_day if due < spread.on), default=None)
    ahead = tuple(Demand(due, by_day[due]) for due in sorted(by_day) if spread.in_horizon(due))
    alone = rule.min_count is not None and not (rule.first_due or rule.window or rule.interval_max)
    return Demanded(
        duty,
        rule,
        None if past is None else Demand(past, by_day[past]),
        ahead,
        (rule.min_count or 0) if alone else 0,
        booked,
    )


def _counts_back(rule: MeetingRule) -> bool:
    return rule.first_due is not None and rule.first_due.counts_from.startswith("before-")


def _demands(rule: MeetingRule, since: date, spread: Spread) -> Iterator[Demand]:
    """Every line of the table that applies: due days from the last one before today to the end of the horizon."""
    first = None
    if rule.first_due is not None:
        first = rule.first_due.after(since, -1 if _counts_back(rule) else 1)
        yield Demand(first, 1 if rule.window is not None else rule.min_count or 1)
    if rule.min_count is not None and rule.window is not None:
        if rule.window.counts_from == "rolling":
            for times in _times(rule.window, since, 1, spread):
                yield Demand(rule.window.after(since, times), times * rule.min_count)
        else:
            yield Demand(rule.window.after(since), rule.min_count)
    if rule.interval_max is not None:
        last = None if rule.window is None else rule.window.after(since)
        base, offset = (since, 0) if first is None else (first, 1)
        for times in _times(rule.interval_max, base, 1 - offset, spread):
            due = rule.interval_max.after(base, times)
            if last is None or due <= last:
                yield Demand(due, times + offset)
            elif last < spread.on:
                yield from _last_within(rule.interval_max, base, 1 - offset, last, offset)
                break


def _last_within(interval: Span, base: date, least: int, last: date, offset: int) -> Iterator[Demand]:
    """When the window closed before today: the last demand inside it."""
    times = _count_until(interval, base, last)
    if times >= least:
        yield Demand(interval.after(base, times), times + offset)


def _times(span: Span, base: date, least: int, spread: Spread) -> Iterator[int]:
    """How often the span has run: from the last time before today until the horizon ends."""
    times = max(least, _count_until(span, base, spread.on - timedelta(days=1)))
    while span.after(base, times).toordinal() < spread.end:
        yield times
        times += 1


def _count_until(span: Span, base: date, day: date) -> int:
    """How many whole spans from the base reach no further than the day; never fewer than none."""
    if day < base:
        return 0
    if span.unit in MONTHS_IN:
        months = (day.year - base.year) * 12 + day.month - base.month
        times = months // (span.amount * MONTHS_IN[span.unit])
    else:
        times = (day - base).days // (span.after(base) - base).days
    return times if span.after(base, times) <= day else times - 1


def duty_rows(demands: tuple[Demanded, ...]) -> tuple[DutyRow, ...]:
    """A row per duty and due day in the horizon; a duty without one has a row without a day."""
    rows: list[DutyRow] = []
    for demand in demands:
        duty = demand.duty
        for ahead in demand.ahead:
            met_by = tuple(one.name for one in demand.counting(ahead.due))
            rows.append(DutyRow(duty.name, ahead.due, ahead.count, duty.held, met_by))
        if not demand.ahead:
            rows.append(DutyRow(duty.name, None, demand.undated, duty.held, tuple(one.name for one in demand.booked)))
    return tuple(rows)


def duty_unplanned(spread: Spread) -> Iterator[Finding]:
    """A due day ahead for which fewer meetings are held and booked than demanded."""
    for demand in demanded(spread):
        for ahead in demand.ahead:
            booked = demand.duty.held + len(demand.counting(ahead.due))
            if booked < ahead.count:
                yield _gap(spread, Kind.DUTY_UNPLANNED, demand, DutyGap(ahead.due, ahead.count, booked))


def duty_overdue(spread: Spread) -> Iterator[Finding]:
    """A due day has passed, and fewer meetings have been held than were demanded by then, late ones counted too."""
    yesterday = spread.on - timedelta(days=1)
    for demand in demanded(spread):
        if demand.past is None:
            continue
        held = demand.duty.held + len(demand.counting(yesterday))
        if held < demand.past.count:
            yield _gap(spread, Kind.DUTY_OVERDUE, demand, DutyGap(demand.past.due, demand.past.count, held))


def _gap(spread: Spread, kind: Kind, demand: Demanded, gap: DutyGap) -> Finding:
    assert demand.rule is not None
    return spread.finding(
        kind,
        [demand.duty.person],
        [demand.duty.name],
        gap,
        gap.due,
        legal_basis=demand.rule.legal_basis,
        proposals=_book(spread, kind, demand, gap),
    )


def _book(spread: Spread, kind: Kind, demand: Demanded, gap: DutyGap) -> Iterator[Proposal]:
    assert demand.rule is not None
    duty, label = demand.duty, demand.rule.label
    citizen, owner = spread.persons[duty.person].called, spread.department(duty.name)
    missing = gap.demanded - gap.booked
    count = "et møde" if missing == 1 else f"{missing} møder"
    if kind is Kind.DUTY_OVERDUE:
        first = spread.on
        while not is_working_day(first):
            first += timedelta(days=1)
        late = demand.counting(date.max)
        planned = next((one for one in sorted(late, key=lambda one: one.day) if one.day >= spread.on), None)
        if planned is not None:
            yield Proposal(
                f"Hold fast i mødet {said_weekday(planned.day)}, og skriv til {citizen}, hvorfor det bliver senere "
                f"end fristen {said_day(gap.due)}.",
                {"keep": planned.name},
            )
        yield Proposal(
            f"{owner} holder »{label}« med {citizen} hurtigst muligt, tidligst {said_weekday(first)}. "
            f"Der mangler {count} fra fristen {said_day(gap.due)}.",
            {"book": duty.name, "count": missing, "from": first.isoformat()},
        )
        return
    last = gap.due
    while not is_working_day(last) and last > spread.on:
        last -= timedelta(days=1)
    yield Proposal(
        f"{owner} booker {count} om »{label}« med {citizen} senest {said_weekday(last)}.",
        {"book": duty.name, "count": missing, "by": last.isoformat()},
    )
    if demand.rule.can_combine:
        yield Proposal(
            f"Læg det sammen med et andet møde, {citizen} skal til senest {said_weekday(last)}.",
            {"combine": duty.name, "by": last.isoformat()},
        )

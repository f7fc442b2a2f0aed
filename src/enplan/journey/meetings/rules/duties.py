"""Which duties can one meeting meet, in which form, and under which regime?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from enplan.journey.coordination.facts import DutyRow
from enplan.journey.meetings.facts import IN_PERSON, DueDuty, Effect, Form
from enplan.journey.sectorplans.facts import Household
from enplan.law.lawbook import Lawbook
from enplan.law.provision import MeetingRule
from enplan.law.regime import Regime

IN_PERSON_ONLY: Final = "physical"
IN_PERSON_FIRST: Final = frozenset({"physical-first", "person-chooses-after-first"})
COUNTS_BACKWARDS: Final = "before-"


def effect_under(rule: MeetingRule, regime: Regime) -> Effect:
    """What the regime does to the duty. Only a regime that names it as discharged suspends it (S-38)."""
    if rule.one_plan_effect == Effect.SUSPENDS or rule.id in regime.discharges:
        return Effect.SUSPENDS
    if rule.one_plan_effect == Effect.MERGES and regime.replaces_plans:
        return Effect.MERGES
    return Effect.STAYS


def due_duties(household: Household, rows: Iterable[DutyRow], book: Lawbook, on: date) -> tuple[DueDuty, ...]:
    """Each demand with what the law says of it. A duty follows the rule in force on the day it arose."""
    regime = book.on(on).regime(household.regime)
    plans = {duty.name: (plan, duty) for plan in household.plans for duty in plan.duties}
    found = []
    for row in rows:
        plan, duty = plans[row.duty]
        rule = book.meeting_rules.nearest(duty.meeting_rule, duty.since)
        found.append(
            DueDuty(
                name=duty.name,
                person=duty.person,
                department=plan.department,
                meeting_rule=rule.id,
                sector=rule.sector,
                label=rule.label,
                legal_basis=rule.legal_basis,
                effect=effect_under(rule, regime),
                form=rule.form,
                form_note=rule.form_note,
                sanction=rule.absence == "benefit-sanction",
                can_combine=rule.can_combine,
                first=None if _counts_backwards(rule) else duty.since,
                due=row.due,
                demanded=row.demanded,
                booked=row.booked,
            )
        )
    return tuple(sorted(found, key=lambda each: (each.due or date.max, each.name)))


def misfits(duties: Sequence[DueDuty], form: Form, day: date) -> tuple[tuple[str, DueDuty], ...]:
    """Why the meeting would not meet each of the duties: the key of the reason, and the duty."""
    found = []
    for duty in duties:
        if len({each.name for each in duties}) > 1 and not duty.can_combine:
            found.append(("meetings.duty_stands_alone", duty))
        if needs_presence(duty) and form not in IN_PERSON:
            found.append(("meetings.duty_needs_presence", duty))
        if duty.first is not None and day < duty.first:
            found.append(("meetings.duty_not_yet", duty))
    return tuple(found)


def needs_presence(duty: DueDuty) -> bool:
    """Whether the law wants people to meet in person. Where it names exceptions, a professional judges."""
    if duty.form == IN_PERSON_ONLY:
        return not duty.form_note
    return duty.form in IN_PERSON_FIRST and duty.booked == 0


def separate_meetings(duties: Iterable[DueDuty]) -> int:
    """How many meetings the law would ask for if each duty had its own (S-32)."""
    most: dict[str, int] = {}
    for duty in duties:
        most[duty.name] = max(most.get(duty.name, 0), duty.lacks)
    return sum(most.values())


def open_duties(duties: Iterable[DueDuty], on: date, days: int = 26 * 7) -> tuple[DueDuty, ...]:
    """Those that fall due in the days from `on` and lack a meeting."""
    last = on + timedelta(days=days)
    return tuple(each for each in duties if each.due and each.lacks and each.due < last)


def by_name(duties: Iterable[DueDuty]) -> Mapping[str, DueDuty]:
    """The first demand of each duty that still lacks a meeting, else its last one."""
    found: dict[str, DueDuty] = {}
    for duty in duties:
        known = found.get(duty.name)
        if known is None or not known.lacks:
            found[duty.name] = duty
    return found


def _counts_backwards(rule: MeetingRule) -> bool:
    spans = (rule.first_due, rule.window, rule.interval_max)
    return any(span is not None and span.counts_from.startswith(COUNTS_BACKWARDS) for span in spans)

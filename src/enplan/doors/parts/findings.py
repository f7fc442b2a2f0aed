"""What does a finding say in Danish? A heading, and when it happens."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from enplan.journey.coordination.facts import (
    DoubleEffort,
    DutyGap,
    Facts,
    Finding,
    GoalsApart,
    Kind,
    MustWait,
    OpposingDemands,
    OutsideAgreedHours,
    Overload,
    QuestionAskedTwice,
    StalePlan,
    StatementOrderedTwice,
    TightChange,
    TimeClash,
    TooManyContacts,
)
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import called, joined, said_clock, said_day, said_number, said_weekday
from enplan.journey.sectorplans.facts import State

HEADINGS: Final = {
    Kind.TIME_CLASH: "To ting på samme tid",
    Kind.TIGHT_CHANGE: "For kort tid imellem",
    Kind.OUTSIDE_AGREED_HOURS: "Uden for de aftalte tider",
    Kind.OVERLOAD: "For meget på en uge",
    Kind.OPPOSING_DEMANDS: "Krav, der modsiger hinanden",
    Kind.GOALS_APART: "Mål, der trækker hver sin vej",
    Kind.DOUBLE_EFFORT: "Det samme gives to gange",
    Kind.QUESTION_ASKED_TWICE: "Det samme bliver spurgt flere gange",
    Kind.STATEMENT_ORDERED_TWICE: "To erklæringer om det samme",
    Kind.MUST_WAIT: "Begynder, før det nødvendige er på plads",
    Kind.WAITING_IN_CIRCLE: "Venter på hinanden i ring",
    Kind.DUTY_UNPLANNED: "Et møde, loven kræver, er ikke booket",
    Kind.DUTY_OVERDUE: "Et møde, loven kræver, er ikke holdt",
    Kind.STALE_PLAN: "Planen er ikke fulgt op",
    Kind.GOAL_WITHOUT_MEASURE: "Et mål, ingen arbejder for",
    Kind.MEASURE_WITHOUT_GOAL: "En indsats uden mål",
    Kind.TOO_MANY_CONTACTS: "Mange kontaktpersoner",
}
REASONS: Final = {
    "free-day": "på en fridag",
    "not-after": "slutter for sent",
    "not-before": "begynder for tidligt",
    "demand": "det ene er en pligt, det andet må ikke forstyrres",
    "types": "de to slags indsatser kan ikke køre samtidig",
    "on-its-way": "var på vej",
    "valid": "var stadig gyldig",
}


def said_first(count: int, first: datetime, also: str = "") -> str:
    """How often, and when for the first time."""
    moment = f"{said_weekday(first.date())} kl. {said_clock(first.hour * 60 + first.minute)}"
    return f"{moment}{also}" if count == 1 else f"{count} gange{also}, første gang {moment}"


def when(spread: Spread, finding: Finding) -> str:
    """The facts of a finding as a sentence."""
    say = SAID.get(type(finding.facts))
    return say(spread, finding.facts) if say is not None else ""


def _time_clash(_: Spread, facts: Facts) -> str:
    assert isinstance(facts, TimeClash)
    return said_first(facts.count, facts.first)


def _tight_change(_: Spread, facts: Facts) -> str:
    assert isinstance(facts, TightChange)
    return said_first(facts.count, facts.first, f" med ned til {facts.least_minutes} minutter imellem")


def _outside(_: Spread, facts: Facts) -> str:
    assert isinstance(facts, OutsideAgreedHours)
    return said_first(facts.count, facts.first, f" ({joined(REASONS[reason] for reason in facts.reasons)})")


def _overload(_: Spread, facts: Facts) -> str:
    assert isinstance(facts, Overload)
    unit = "timer" if facts.measure == "hours" else "aftaler"
    first, last = facts.weeks
    weeks = (
        f"uge {first.number}, {first.year}"
        if first == last
        else f"uge {first.number} til uge {last.number}, {last.year}"
    )
    return (
        f"{weeks}; mest i uge {facts.heaviest.week.number}: {said_number(facts.heaviest.value)} {unit}, "
        f"aftalt er højst {said_number(facts.limit)}"
    )


def _opposing(_: Spread, facts: Facts) -> str:
    assert isinstance(facts, OpposingDemands)
    return f"fra {said_weekday(facts.first)}: {joined(REASONS[reason] for reason in facts.reasons)}"


def _goals_apart(spread: Spread, facts: Facts) -> str:
    assert isinstance(facts, GoalsApart)
    return joined(spread.law.aim(aim).label.lower() for aim in facts.aims)


def _double(spread: Spread, facts: Facts) -> str:
    assert isinstance(facts, DoubleEffort)
    kinds = joined(spread.law.measure_type(kind).label.lower() for kind in facts.measure_types)
    return f"fra {said_weekday(facts.first)}: {kinds}"


def _asked(_: Spread, facts: Facts) -> str:
    assert isinstance(facts, QuestionAskedTwice)
    if facts.answered is None:
        return "der er intet svar endnu"
    confirm = (
        "skal bekræftes, før det bruges igen" if facts.reuse == "ask-once-confirm" else "kan bruges igen, som det er"
    )
    return f"der er et svar fra {said_day(facts.answered)}; det {confirm}"


def _ordered(spread: Spread, facts: Facts) -> str:
    assert isinstance(facts, StatementOrderedTwice)
    what = joined(spread.law.item(item).label.lower() for item in facts.common)
    return f"{called(spread, facts.earlier)} {REASONS[facts.state]}, da den anden blev bestilt; begge handler om {what}"


def _must_wait(spread: Spread, facts: Facts) -> str:
    assert isinstance(facts, MustWait)
    state = "begyndt" if facts.state is State.STARTED else "færdig"
    until = "ingen ved hvornår" if facts.until is None else said_day(facts.until)
    return (
        f"{called(spread, facts.waiting)} begynder {said_day(facts.starts)}, men {called(spread, facts.needed)} "
        f"skal først være {state} ({until})"
    )


def _duty(_: Spread, facts: Facts) -> str:
    assert isinstance(facts, DutyGap)
    return f"frist {said_weekday(facts.due)}: {facts.booked} af {facts.demanded} er holdt eller booket"


def _stale(_: Spread, facts: Facts) -> str:
    assert isinstance(facts, StalePlan)
    return f"skulle være fulgt op {said_weekday(facts.follow_up)}"


def _contacts(_: Spread, facts: Facts) -> str:
    assert isinstance(facts, TooManyContacts)
    return f"{facts.count}: {joined(f'{contact.name} ({contact.department})' for contact in facts.contacts)}"


SAID: Final[dict[type[object], Callable[[Spread, Facts], str]]] = {
    TimeClash: _time_clash,
    TightChange: _tight_change,
    OutsideAgreedHours: _outside,
    Overload: _overload,
    OpposingDemands: _opposing,
    GoalsApart: _goals_apart,
    DoubleEffort: _double,
    QuestionAskedTwice: _asked,
    StatementOrderedTwice: _ordered,
    MustWait: _must_wait,
    DutyGap: _duty,
    StalePlan: _stale,
    TooManyContacts: _contacts,
}

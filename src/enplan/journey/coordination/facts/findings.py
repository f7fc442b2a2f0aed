"""What trips somebody up, and what can be done about it? A finding with its ways out, and how it was decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from enplan.journey.coordination.facts.causes import Facts, NoFacts
from enplan.kernel.ids import ResolutionId
from enplan.law.provision import LegalBasis

NO_FACTS: Final = NoFacts()


class Severity(StrEnum):
    """How much it presses."""

    MUST = "must"
    SHOULD = "should"
    NOTICE = "notice"


class Kind(StrEnum):
    """What sort of trouble it is, in the order in which the detectors are asked."""

    TIME_CLASH = "time-clash"
    TIGHT_CHANGE = "tight-change"
    OUTSIDE_AGREED_HOURS = "outside-agreed-hours"
    OVERLOAD = "overload"
    OPPOSING_DEMANDS = "opposing-demands"
    GOALS_APART = "goals-apart"
    DOUBLE_EFFORT = "double-effort"
    QUESTION_ASKED_TWICE = "question-asked-twice"
    STATEMENT_ORDERED_TWICE = "statement-ordered-twice"
    MUST_WAIT = "must-wait"
    WAITING_IN_CIRCLE = "waiting-in-circle"
    DUTY_UNPLANNED = "duty-unplanned"
    DUTY_OVERDUE = "duty-overdue"
    STALE_PLAN = "stale-plan"
    GOAL_WITHOUT_MEASURE = "goal-without-measure"
    MEASURE_WITHOUT_GOAL = "measure-without-goal"
    TOO_MANY_CONTACTS = "too-many-contacts"


SEVERITIES: Final = {
    Kind.TIME_CLASH: Severity.MUST,
    Kind.TIGHT_CHANGE: Severity.NOTICE,
    Kind.OUTSIDE_AGREED_HOURS: Severity.SHOULD,
    Kind.OVERLOAD: Severity.SHOULD,
    Kind.OPPOSING_DEMANDS: Severity.MUST,
    Kind.GOALS_APART: Severity.MUST,
    Kind.DOUBLE_EFFORT: Severity.SHOULD,
    Kind.QUESTION_ASKED_TWICE: Severity.SHOULD,
    Kind.STATEMENT_ORDERED_TWICE: Severity.SHOULD,
    Kind.MUST_WAIT: Severity.MUST,
    Kind.WAITING_IN_CIRCLE: Severity.MUST,
    Kind.DUTY_UNPLANNED: Severity.MUST,
    Kind.DUTY_OVERDUE: Severity.MUST,
    Kind.STALE_PLAN: Severity.NOTICE,
    Kind.GOAL_WITHOUT_MEASURE: Severity.SHOULD,
    Kind.MEASURE_WITHOUT_GOAL: Severity.NOTICE,
    Kind.TOO_MANY_CONTACTS: Severity.NOTICE,
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A way out: a sentence for people, and the same change for a program."""

    text: str
    change: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that trips somebody up, with what made it true, who decides, and ways out."""

    kind: Kind
    severity: Severity
    persons: tuple[str, ...]
    items: tuple[str, ...]
    departments: tuple[str, ...]
    facts: Facts = NO_FACTS
    first_day: date | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def who_decides(self) -> tuple[str, ...]:
        """The departments concerned and the citizens."""
        return tuple(sorted({*self.departments, *self.persons}))


@dataclass(frozen=True, slots=True)
class Resolution:
    """What people decided about one finding: a proposal chosen (`choice` is its number) or a way of their own."""

    id: ResolutionId
    finding_key: str
    kind: Kind
    persons: tuple[str, ...]
    items: tuple[str, ...]
    choice: int | None
    text: str
    change: Mapping[str, object]
    reason: str
    decided_by: tuple[str, ...]
    at: datetime
    by: str
    needs: tuple[str, ...] = ()  # the grants its words need: they may tell of several kinds of information

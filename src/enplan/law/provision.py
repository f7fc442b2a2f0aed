"""What is an act read into? Frozen values, each with its legal basis, its dates and how sure it is.

A field is called as its key in the TOML. What a field refers to stands in its metadata, so that loading can check it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from enplan.kernel.calendar import add_months


class Certainty(StrEnum):
    """How sure an entry is: the text was read, a summary was read, nobody has checked, or a professional judgement."""

    READ = "read"
    SECONDARY = "secondary"
    UNVERIFIED = "unverified"
    JUDGEMENT = "judgement"


class OnePlan(StrEnum):
    """What the one plan does to a plan type."""

    IS_ONE_PLAN = "is-one-plan"
    REPLACEABLE_WHOLE = "replaceable-whole"
    REPLACEABLE_PART = "replaceable-part"
    BECOMES_ONE_PLAN = "becomes-one-plan"
    NOT_REPLACEABLE = "not-replaceable"
    EXTERNAL = "external"


class Reuse(StrEnum):
    """May an answer be used by the next who asks?"""

    ASK_ONCE = "ask-once"
    ASK_ONCE_CONFIRM = "ask-once-confirm"
    PER_PURPOSE = "per-purpose"


class Sensitivity(StrEnum):
    """How data protection law sees a piece of information."""

    ORDINARY = "ordinary"
    CONFIDENTIAL = "confidential"
    SPECIAL_CATEGORY = "special-category"
    CRIMINAL_OFFENCE = "criminal-offence"


class Unit(StrEnum):
    """What a length of time is counted in; the last ones are set elsewhere and cannot be added to a day."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    HOUR = "hour"
    WORKING_DAY = "working-day"
    YEARS_OF_AGE = "years-of-age"
    IMMEDIATELY = "immediately"
    SET_LOCALLY = "set-locally"
    SET_IN_DECISION = "set-in-decision"


MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
DATED = re.compile(rf"af (\d+)\. ({'|'.join(MONTHS)}) (\d{{4}})")
MONTHS_IN = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}
DAYS_IN = {Unit.DAY: 1, Unit.WEEK: 7}


@dataclass(frozen=True, slots=True, order=True)
class LegalBasis:
    """A section of a law; `law` is the id of an act."""

    law: str
    section: str


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time; `counts_from` names the event it is counted from."""

    amount: int
    unit: Unit
    counts_from: str = ""

    def after(self, day: date, times: int = 1) -> date:
        """The day so many spans later, earlier when `times` is negative. Months keep the day or take their last.

        Raises:
            ValueError: a unit no day can be counted in, or a day beyond the calendar.
        """
        if self.unit in MONTHS_IN:
            return add_months(day, self.amount * times * MONTHS_IN[self.unit])
        if self.unit in DAYS_IN:
            return day + timedelta(days=self.amount * times * DAYS_IN[self.unit])
        raise ValueError(f"a day cannot be counted in {self.unit}")


@dataclass(frozen=True, slots=True)
class Content:
    """A point the law demands of a plan's content."""

    key: str
    da: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A law, an order or a method, or a catalogue of judgement."""

    id: str
    title: str
    source: str
    reviewed: str
    certainty: Certainty
    title_en: str = ""
    abbreviation: str = ""
    eli: str = ""
    valid_from: date | None = None  # where it took the place of an older act
    valid_to: date | None = None  # where a newer act has taken its place
    note: str = ""

    @property
    def label(self) -> str:
        """What one calls it."""
        return self.title

    @property
    def text_of(self) -> date | None:
        """The day of the version that was read, where the source names it."""
        found = DATED.search(self.source)
        return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])) if found else None

    def in_force(self, day: date) -> bool:
        """Whether the act can be applied on the day, first and last day included."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry has. `legal_basis` is empty where there is judgement and no law."""

    id: str
    label_da: str
    label_en: str
    certainty: Certainty
    legal_basis: tuple[LegalBasis, ...] = field(default=(), metadata={"to": "act"})
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""
    act: str = ""  # the file it stands in

    @property
    def label(self) -> str:
        """What one calls it, in Danish."""
        return self.label_da

    def in_force(self, day: date) -> bool:
        """Whether it holds on the day, first and last day included."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanType(Entry):
    """A kind of sector plan, and whether the one plan may stand in its place."""

    sector: str
    who_da: str
    who_en: str
    content: tuple[Content, ...]
    one_plan: OnePlan
    one_plan_basis: tuple[LegalBasis, ...] = field(default=(), metadata={"to": "act"})
    one_plan_note: str = ""
    citizen_role: str = ""
    deadlines: tuple[str, ...] = field(default=(), metadata={"to": "deadline"})
    replaces: tuple[str, ...] = field(default=(), metadata={"to": "plan_type"})
    replaced_by: tuple[str, ...] = field(default=(), metadata={"to": "plan_type"})
    one_plan_from_age: int | None = None  # the one plan may stand in its place from this age …
    one_plan_to_age: int | None = None  # … to this one, the whole year included
    until_pension_age: bool = False  # it is made only for people below the age of the state pension


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureType(Entry):
    """A kind of measure: who gives it, whether it takes a decision, and where one complains."""

    sector: str
    provider: str
    granted_by_decision: bool
    complaint_route: str = field(metadata={"to": "complaint_route"})
    start_deadline: str = field(default="", metadata={"to": "deadline"})
    consent_of: str = ""
    limit: str = ""
    similar_to: tuple[str, ...] = field(default=(), metadata={"to": "measure_type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRule(Entry):
    """A meeting the law demands, and how often (`enplan.journey.coordination.rules.duties` says what follows)."""

    sector: str
    who_da: str
    who_en: str
    form: str
    absence: str
    one_plan_effect: str
    can_combine: bool
    held_by: str = ""
    form_note: str = ""
    absence_note: str = ""
    first_due: Span | None = None
    min_count: int | None = None
    window: Span | None = None
    interval_max: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline(Entry):
    """A time limit: how long, from what, and whose duty it is."""

    amount: int
    unit: Unit
    counts_from: str
    duty_of: str
    if_missed: str = ""

    @property
    def span(self) -> Span:
        """The length alone."""
        return Span(self.amount, self.unit, self.counts_from)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintRoute(Entry):
    """Where one complains, by when, and whether the municipality looks at its decision again first."""

    authority_da: str
    authority_en: str
    applies_to: str
    who_can_complain: str
    reconsideration: bool
    suspensive_effect: str
    lodged: str = ""
    complaint_deadline: str = field(default="", metadata={"to": "deadline"})
    reconsideration_deadline: str = field(default="", metadata={"to": "deadline"})
    forwarding_deadline: str = field(default="", metadata={"to": "deadline"})
    further: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRule(Entry):
    """A rule about consent, sharing, age, custody or documentation; `software` is a recommendation, not law."""

    topic: str
    rule: str
    software: str = ""
    age: int | None = None
    expires_after: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRole(Entry):
    """Somebody beside the citizen, and what they may see and decide."""

    appointed_by: str
    can_act_for_citizen: bool
    may_see: str
    may_decide: str
    secrecy: str
    paid_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment(Entry):
    """An assessment that law or method describes, and the plans it feeds."""

    sector: str
    subject: str
    feeds_plan_types: tuple[str, ...] = field(default=(), metadata={"to": "plan_type"})
    part_of: tuple[str, ...] = field(default=(), metadata={"to": "assessment"})  # a method used inside these
    deadlines: tuple[str, ...] = field(default=(), metadata={"to": "deadline"})


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationItem(Entry):
    """A piece of information that assessments ask for."""

    theme: str
    subject: str
    sensitivity: Sensitivity
    reuse: Reuse
    typical_source: str
    asked_by: tuple[str, ...] = field(metadata={"to": "assessment"})
    asked_by_explicit: tuple[str, ...] = field(metadata={"to": "assessment"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionAge(Entry):
    """How old people born from a day on are when they can get the state pension."""

    born_from: date
    years: int
    months: int = 0

    def day(self, born: date) -> date:
        """The day somebody of them reaches it."""
        return add_months(born, 12 * self.years + self.months)


def pension_day(ages: Iterable[PensionAge], born: date) -> date:
    """The day somebody reaches the age of the state pension."""
    rows = sorted(ages, key=lambda each: each.born_from)
    return next((each for each in reversed(rows) if each.born_from <= born), rows[0]).day(born)


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionDocument(Entry):
    """What a case about disability pension must hold, and which plans and items yield it."""

    requirement: str
    source: str
    check: str
    information_items: tuple[str, ...] = field(default=(), metadata={"to": "item"})
    from_plan_types: tuple[str, ...] = field(default=(), metadata={"to": "plan_type"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PensionFinding(Entry):
    """What an analysis of practice found about pension cases."""

    source: str
    text_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementKind(Entry):
    """A form of statement that is known by its number, what it usually covers, and when the answer is due."""

    consultation: str
    must_answer: bool
    items: tuple[str, ...] = field(metadata={"to": "item"})
    answer_within: Span | None = None
    after_consultation: Span | None = None
    at_least: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim(Entry):
    """The direction of a goal; `domain` is the part of life it belongs to."""

    domain: str


@dataclass(frozen=True, slots=True)
class Opposing:
    """Two aims, or two measure types, that cannot be followed at the same time, and why."""

    pair: tuple[str, str]
    why_da: str

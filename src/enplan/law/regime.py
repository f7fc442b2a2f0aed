"""Under which rules can one plan be made: whom are they for, what may be set aside, and what stays?"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from enplan.law.provision import Certainty, Entry, LegalBasis


class Weight(StrEnum):
    """What a criterion of a regime decides."""

    TARGET = "target"  # may one plan be offered? Professional judgement may depart from it with a reason (S-11)
    SCOPE = "scope"  # does a law cover the person at all? Nobody departs from it
    MUST = "must"  # objective: when all of these are met too, the municipality must offer


class Standing(StrEnum):
    """Whether one may decide under a regime, or can only explore it."""

    USABLE = "usable"
    NOT_ENACTED = "not-enacted"
    NOT_IN_FORCE = "not-in-force"
    FOR_OTHERS = "for-others"  # other municipalities


class Aspect(StrEnum):
    """What is departed from: how something is done, or what it must contain. The two are kept apart (S-14)."""

    PROCESS = "process"
    CONTENT = "content"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetTest:
    """One criterion of a regime's target group: the question, and what its answer must tell of."""

    key: str
    weight: Weight
    da: str
    why_da: str
    help_da: str
    certainty: Certainty
    law: str = field(default="", metadata={"to": "act"})  # empty where only an agreement says so
    section: str = ""
    age_from: int | None = None  # answered by the birth day, and by nobody's judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A section a regime departs from, or one it leaves as it is; `law` is empty where only an agreement says so."""

    aspect: Aspect
    da: str
    certainty: Certainty
    law: str = field(default="", metadata={"to": "act"})
    section: str = ""
    plan_types: tuple[str, ...] = field(default=(), metadata={"to": "plan_type"})
    meeting_rules: tuple[str, ...] = field(default=(), metadata={"to": "meeting_rule"})

    @property
    def legal_basis(self) -> tuple[LegalBasis, ...]:
        """The section, as an entry has it."""
        return (LegalBasis(self.law, self.section),) if self.law else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Entry):
    """Under which rules one plan can be made. `contact`: one person for all plans, or one for each of them."""

    enacted: bool
    offer: str
    consent: str
    replaces_plans: bool
    assessment: str
    contact: str
    partial_start: bool
    decision: str
    complaint: str
    meetings: str
    who_da: str
    criteria: tuple[TargetTest, ...] = ()
    departs: tuple[Point, ...] = ()
    keeps: tuple[Point, ...] = ()
    source_da: str = ""  # what it rests on, where that is no law
    municipalities: tuple[str, ...] = ()  # the only ones it is for; empty: for all
    planned_option_from: date | None = None
    planned_duty_from: date | None = None

    def is_for(self, municipality: str) -> bool:
        """Whether the municipality may use it; `Ballerup` and `Ballerup Kommune` are the same."""
        return not self.municipalities or municipality.removesuffix(" Kommune").strip() in self.municipalities

    def standing(self, on: date, municipality: str) -> Standing:
        """Whether one may decide under it on the day in the municipality, and if not, why."""
        if not self.enacted:
            return Standing.NOT_ENACTED
        if not self.in_force(on):
            return Standing.NOT_IN_FORCE
        return Standing.USABLE if self.is_for(municipality) else Standing.FOR_OTHERS

    @property
    def discharges(self) -> frozenset[str]:
        """The meeting rules it departs from."""
        return frozenset(rule for point in self.departs for rule in point.meeting_rules)

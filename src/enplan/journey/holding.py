"""What does the law demand of a case on a day, what may be set aside, and what stays as it is?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from enplan.journey.another_day import as_of
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.decisions.rules.composing import form_of
from enplan.journey.meetings.facts import Effect
from enplan.journey.meetings.rules.duties import effect_under
from enplan.journey.plan.rules.merging import why_beside
from enplan.journey.sectorplans.facts import Household, SectorPlan
from enplan.law.lawbook import Law, Lawbook
from enplan.law.provision import Certainty, LegalBasis, MeetingRule, PlanType
from enplan.law.regime import Aspect, Point, Regime, Standing


@dataclass(frozen=True, slots=True)
class PlanHeld:
    """One sector plan on the day: what the law wants in it, and what of that the regime sets aside or keeps."""

    kind: PlanType
    person: str
    why_beside: str  # empty when the one plan may stand in its place
    basis: tuple[LegalBasis, ...]
    aside: tuple[Point, ...] = ()
    kept: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyHeld:
    """One duty to meet, and what the regime does to it; by the section that lets it go, if it is let go."""

    rule: MeetingRule
    person: str
    effect: Effect
    basis: tuple[LegalBasis, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything of a case on a day under a regime. `told` is what the law data cannot say of the day."""

    regime: Regime
    standing: Standing
    form: str
    plans: tuple[PlanHeld, ...]
    duties: tuple[DutyHeld, ...]
    departs: dict[Aspect, tuple[Point, ...]]
    keeps: dict[Aspect, tuple[Point, ...]]
    told: tuple[str, ...]


def what_holds(household: Household, book: Lawbook, on: date, municipality: str) -> Holding:
    """The case under its regime on the day, by that day's law; what is explored and what holds is told apart."""
    day = as_of(household, book, on)
    spread = Spread(day.household, book, on)
    law, regime = spread.law, spread.law.regime(household.regime)
    return Holding(
        regime=regime,
        standing=regime.standing(on, household.municipality or municipality),
        form=form_of(regime),
        plans=tuple(_plan(spread, regime, plan) for plan in day.household.plans),
        duties=tuple(_duties(spread, regime)),
        departs=_by_aspect(regime.departs, law),
        keeps=_by_aspect(regime.keeps, law),
        told=day.told,
    )


def standing_points(points: Iterable[Point], law: Law) -> tuple[Point, ...]:
    """Those whose act can be applied on the day; what rests on an agreement alone has no act that could lapse."""
    return tuple(point for point in points if not point.law or law.bases_in_force(point.legal_basis))


def _by_aspect(points: Iterable[Point], law: Law) -> dict[Aspect, tuple[Point, ...]]:
    standing = standing_points(points, law)
    return {aspect: tuple(point for point in standing if point.aspect is aspect) for aspect in Aspect}


def _plan(spread: Spread, regime: Regime, plan: SectorPlan) -> PlanHeld:
    kind, why = spread.law.plan_type(plan.plan_type), why_beside(spread, plan)
    aside = () if why else _of(kind, standing_points(regime.departs, spread.law))
    kept = _of(kind, standing_points(regime.keeps, spread.law))
    basis = spread.law.bases_in_force(kind.legal_basis) if kind.in_force(spread.on) else ()
    return PlanHeld(kind, spread.persons[plan.person].called, why, basis, aside, kept)


def _of(kind: PlanType, points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(point for point in points if kind.id in point.plan_types)


def _duties(spread: Spread, regime: Regime) -> Iterator[DutyHeld]:
    """Every duty that had arisen by the day, each rule once for each person."""
    seen: set[tuple[str, str]] = set()
    for duty in (duty for plan in spread.household.plans for duty in plan.duties if duty.since <= spread.on):
        rule = spread.book.meeting_rules.on(duty.meeting_rule, duty.since)
        if rule is None or (rule.id, duty.person) in seen:
            continue
        seen.add((rule.id, duty.person))
        effect, person = effect_under(rule, regime), spread.persons[duty.person].called
        letting = next((point for point in regime.departs if rule.id in point.meeting_rules), None)
        if effect is Effect.SUSPENDS and letting is not None:
            yield DutyHeld(rule, person, effect, letting.legal_basis, letting.certainty)
        else:
            yield DutyHeld(rule, person, effect, spread.law.bases(rule), rule.certainty)

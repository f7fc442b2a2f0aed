"""What would the same household meet under each set of rules, in numbers one can add up by hand?

from enplan.journey.comparison import compare

for column in compare(household, lawbook(), on):
    print(column.regime.label, [(figure.kind, figure.count) for figure in column.figures])

Nothing is decided here, and under a set of rules that is not in force nothing can be: it can only be explored.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from enplan.journey.coordination.facts import FateKind
from enplan.journey.coordination.rules.chains import longest_wait
from enplan.journey.coordination.rules.duties import Demanded, demanded
from enplan.journey.coordination.rules.housekeeping import contacts_of
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.wording import called, joined, said_day
from enplan.journey.decisions.rules.complaints import COMBINED_ROUTE
from enplan.journey.meetings.facts import Effect
from enplan.journey.meetings.rules.duties import effect_under
from enplan.journey.meetings.rules.planning import plan_joint_meetings
from enplan.journey.plan.rules.merging import merge, why_beside
from enplan.journey.sectorplans.facts import Household, Measure, SectorPlan
from enplan.law.lawbook import Lawbook
from enplan.law.provision import LegalBasis, PlanType, Regime

COMBINED: Final = "combined"


class Counted(StrEnum):
    """What is counted under each regime."""

    PLANS = "plans"
    ASSESSMENTS = "assessments"
    DECISIONS = "decisions"
    GUIDES = "complaint-guides"
    MEETINGS = "mandatory-meetings"
    CONTACTS = "contact-persons"
    WAITING = "days-of-waiting"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is counted, as often as `count`, and the sections it rests on; 0 explains why it is not."""

    text: str
    count: int = 1
    legal_basis: tuple[LegalBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with everything it is made of; None when nobody can know it (a wait with an open end)."""

    kind: Counted
    lines: tuple[Line, ...]
    open_end: bool = False

    @property
    def count(self) -> int | None:
        """What the lines add up to."""
        return None if self.open_end else sum(line.count for line in self.lines)


@dataclass(frozen=True, slots=True)
class Column:
    """Everything counted under one regime. `usable`: one may decide under it on the day."""

    regime: Regime
    usable: bool
    figures: tuple[Figure, ...]

    def figure(self, kind: Counted) -> Figure:
        """The one number asked for."""
        return next(figure for figure in self.figures if figure.kind is kind)


def compare(household: Household, book: Lawbook, on: date) -> tuple[Column, ...]:
    """The household under every regime there is, as of the day `on` and its law, in the order of the acts."""
    return tuple(_column(household, book, on, regime) for regime in book.regimes)


def _column(household: Household, book: Lawbook, on: date, regime: Regime) -> Column:
    under = _Under(Spread(replace(household, regime=regime.id), book, on), regime)
    figures = (
        Figure(Counted.PLANS, tuple(under.plans())),
        Figure(Counted.ASSESSMENTS, tuple(under.assessments())),
        Figure(Counted.DECISIONS, tuple(under.decisions())),
        Figure(Counted.GUIDES, tuple(under.guides())),
        Figure(Counted.MEETINGS, tuple(under.meetings())),
        Figure(Counted.CONTACTS, tuple(under.contacts())),
        under.waiting(),
    )
    return Column(regime, regime.enacted and regime.in_force(on), figures)


class _Under:
    """One household under one regime."""

    def __init__(self, spread: Spread, regime: Regime) -> None:
        self.spread, self.regime = spread, regime
        self.beside = {plan.id: why for plan in spread.household.plans if (why := why_beside(spread, plan))}
        self.replaced = [plan for plan in spread.household.plans if plan.id not in self.beside]
        kept = [fate for fate in merge(spread).fates if fate.fate is FateKind.KEPT_BESIDE]
        self.parts = {fate.item.partition("/")[0]: fate.reason for fate in kept} if self.replaced else {}

    def plans(self) -> Iterator[Line]:
        """One plan for all that it may stand in the place of, and each that stays beside it."""
        law = self.spread.law
        if self.replaced:
            yield Line(f"Én plan i stedet for {self._named(self.replaced)}.", 1, self._one_plan_bases())
        for plan in self.spread.household.plans:
            bases = law.bases(self._kind(plan))
            if why := self.beside.get(plan.id):
                yield Line(f"{self._name(plan)}. {why}", 1, bases)
            elif why := self.parts.get(plan.id):
                yield Line(f"En del af {self._name(plan)} bliver stående. {why}", 1, bases)

    def _one_plan_bases(self) -> tuple[LegalBasis, ...]:
        """The regime's own law; the sectors' acts name the one plan that is in force, and no other."""
        bases = list(self.regime.legal_basis)
        if self.regime.enacted and self.regime.in_force(self.spread.on):
            law = self.spread.law
            bases += [one for plan in self.replaced for one in law.bases_in_force(self._kind(plan).one_plan_basis)]
        return tuple(dict.fromkeys(bases))

    def assessments(self) -> Iterator[Line]:
        """Those in which the plans ask, one for each person; where nobody has asked, the one the plan rests on."""
        asked: dict[tuple[str, str], None] = {}
        for plan in self.spread.household.plans:
            if self.regime.assessment == COMBINED and plan.id not in self.beside:
                continue
            for key in self._assessed(plan):
                asked.setdefault(key)
        if self.regime.assessment == COMBINED and self.replaced:
            yield Line(f"Én sammenhængende udredning for {self._named(self.replaced)}.", 1, self.regime.legal_basis)
        for name, person in asked:
            entry = self.spread.law.assessment(name)
            yield Line(f"»{entry.label}« for {self._called(person)}.", 1, self.spread.law.bases(entry))

    def _assessed(self, plan: SectorPlan) -> Iterator[tuple[str, str]]:
        if plan.questions:
            yield from ((question.assessment, question.person) for question in plan.questions)
            return
        feeding = [
            entry.id for entry in self.spread.book.assessments.in_force(self.spread.on)
            if plan.plan_type in entry.feeds_plan_types
        ]  # fmt: skip
        yield from ((name, plan.person) for name in feeding[:1])

    def decisions(self) -> Iterator[Line]:
        """One for every measure the law grants by decision, or one for all that the one plan covers."""
        combined = self.regime.decision == COMBINED
        measures = [measure for measure in self._decided() if not (combined and self._covered(measure))]
        together = [measure for measure in self._decided() if combined and self._covered(measure)]
        if together:
            names = joined(called(self.spread, measure.name) for measure in together)
            yield Line(f"Én samlet afgørelse om {names}.", 1, self.regime.legal_basis)
        for measure in measures:
            kind = self.spread.law.measure_type(measure.measure_type)
            yield Line(f"{called(self.spread, measure.name)} ({kind.label}).", 1, self.spread.law.bases(kind))

    def guides(self) -> Iterator[Line]:
        """One for every road of complaint somebody must keep apart."""
        combined = self.regime.complaint == COMBINED
        roads: dict[str, list[Measure]] = {}
        for measure in self._decided():
            kind = self.spread.law.measure_type(measure.measure_type)
            road = COMBINED_ROUTE if combined and self._covered(measure) else kind.complaint_route
            roads.setdefault(road, []).append(measure)
        for name, measures in sorted(roads.items()):
            route = self.spread.law.complaint_route(name)
            about = joined(called(self.spread, measure.name) for measure in measures)
            yield Line(f"{route.label}: {route.authority_da}. Det gælder {about}.", 1, route.legal_basis)

    def meetings(self) -> Iterator[Line]:
        """Those the law asks for in 26 weeks and nobody has booked: each its own, or those that may be one as one."""
        spread, together = self.spread, list[Demanded]()
        for demand in demanded(spread):
            lacks = _lacking(demand)
            if lacks <= 0 or demand.rule is None:
                continue
            effect = effect_under(demand.rule, self.regime)
            who = self._called(demand.duty.person)
            if effect is Effect.SUSPENDS:
                yield Line(f"»{demand.rule.label}« for {who} kan fraviges.", 0, self.regime.legal_basis)
            elif self.regime.replaces_plans and demand.rule.can_combine:
                together.append(demand)
            else:
                yield Line(f"»{demand.rule.label}« for {who}.", lacks, demand.rule.legal_basis)
        for meeting in plan_joint_meetings(spread, together).meetings:
            names = joined(called(spread, duty) for duty in meeting.duties)
            text = f"Fælles møde {said_day(meeting.day)}: {names}." if len(meeting.duties) > 1 else f"Møde om {names}."
            yield Line(text, 1, meeting.legal_basis)

    def contacts(self) -> Iterator[Line]:
        """Everybody with a say over somebody; where the rules give one contact, one for all that the plan covers."""
        beside = {self.spread.plans[plan].department for plan in self.beside}
        people: dict[tuple[str, str], list[str]] = {}
        for person, says in contacts_of(self.spread).items():
            for say in says:
                people.setdefault((say.name, say.department), []).append(self._called(person))
        gathered = self.regime.contact == "one" and self.replaced
        ours = [who for who in people if gathered and who[1] not in beside]
        if ours:
            names = joined(name for name, _ in sorted(ours))
            yield Line(f"Én kontaktperson i stedet for {names}.", 1, self.regime.legal_basis)
        for (name, department), about in sorted(people.items()):
            if (name, department) not in ours:
                yield Line(f"{name}, {department} (for {joined(sorted(set(about)))}).")

    def waiting(self) -> Figure:
        """How long the last measure of the longest chain is held up."""
        found = longest_wait(self.spread)
        if not found.longest:
            return Figure(Counted.WAITING, (Line("Ingen indsats venter på en anden.", 0),))
        chain = joined(called(self.spread, name) for name in found.longest)
        start = " Ordningen lader en indsats begynde, før alt er afdækket." if self.regime.partial_start else ""
        if found.days is None:
            return Figure(Counted.WAITING, (Line(f"{chain}. Ingen ved, hvornår det ender.{start}", 0),), open_end=True)
        return Figure(Counted.WAITING, (Line(f"{chain}.{start}", found.days),))

    def _decided(self) -> Iterable[Measure]:
        law = self.spread.law
        return [one for one in self.spread.living if law.measure_type(one.measure_type).granted_by_decision]

    def _covered(self, measure: Measure) -> bool:
        return measure.plan not in self.beside

    def _kind(self, plan: SectorPlan) -> PlanType:
        return self.spread.law.plan_type(plan.plan_type)

    def _called(self, person: str) -> str:
        return self.spread.persons[person].called

    def _name(self, plan: SectorPlan) -> str:
        return f"{called(self.spread, plan.id)} for {self._called(plan.person)}"

    def _named(self, plans: Iterable[SectorPlan]) -> str:
        return joined(self._name(plan) for plan in plans)


def _lacking(demand: Demanded) -> int:
    """How many meetings of the duty fall due in the horizon and are neither held nor booked."""
    return max((demand.lacking(ahead) for ahead in demand.ahead), default=0)

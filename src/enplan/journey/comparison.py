"""What would the same household meet under each set of rules, in numbers one can add up by hand?

from enplan.journey.comparison import compare

for column in compare(household, lawbook(), on):
    print(column.regime.label, [(figure.kind, figure.count) for figure in column.figures])

The law is that of the day `on`, and the household becomes what it would have been then (`another_day`).
Nothing is decided here, and under a set of rules that is not in force nothing can be: it can only be explored.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from enplan.journey.another_day import as_of
from enplan.journey.coordination.facts import FateKind
from enplan.journey.coordination.rules.chains import Stretch, stretches
from enplan.journey.coordination.rules.circles import circles
from enplan.journey.coordination.rules.duties import Demanded, demanded
from enplan.journey.coordination.rules.housekeeping import contacts_of
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.coordination.rules.waiting import arrows
from enplan.journey.coordination.rules.wording import called, joined, said_day
from enplan.journey.decisions.rules.complaints import COMBINED_ROUTE
from enplan.journey.meetings.facts import Effect
from enplan.journey.meetings.rules.duties import effect_under
from enplan.journey.meetings.rules.planning import plan_joint_meetings
from enplan.journey.plan.rules.merging import merge, why_beside
from enplan.journey.sectorplans.facts import Duty, Household, Measure, SectorPlan
from enplan.kernel.calendar import age_on
from enplan.law.lawbook import Lawbook
from enplan.law.provision import Certainty, Entry, LegalBasis, MeetingRule, PlanType
from enplan.law.regime import Regime, Standing

COMBINED: Final = "combined"
GROWN: Final = 18
SURENESS: Final = (Certainty.READ, Certainty.JUDGEMENT, Certainty.SECONDARY, Certainty.UNVERIFIED)
SAID_IN_PLANS: Final = "Sektorplanerne"
NO_TEXT: Final = "Lovsamlingen har ingen tekst, der gælder den dag"


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
    certainty: Certainty = Certainty.READ
    source: str = ""  # what it rests on besides law: an agreement, or a sector plan


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with everything it is made of; None when nobody can know it (a wait with an open end)."""

    kind: Counted
    lines: tuple[Line, ...]
    open_end: bool = False
    never: int = 0  # so many waits never end, whatever else the number says

    @property
    def count(self) -> int | None:
        """What the lines add up to."""
        return None if self.open_end else sum(line.count for line in self.lines)

    @property
    def certainty(self) -> Certainty:
        """As sure as the least sure of its lines."""
        return max((line.certainty for line in self.lines), key=SURENESS.index, default=Certainty.READ)


@dataclass(frozen=True, slots=True)
class Column:
    """Everything counted under one regime, and whether one may decide under it on the day in the municipality."""

    regime: Regime
    standing: Standing
    figures: tuple[Figure, ...]

    @property
    def usable(self) -> bool:
        """Whether one may decide under it."""
        return self.standing is Standing.USABLE

    def figure(self, kind: Counted) -> Figure:
        """The one number asked for."""
        return next(figure for figure in self.figures if figure.kind is kind)


def compare(household: Household, book: Lawbook, on: date, municipality: str = "") -> tuple[Column, ...]:
    """The household under every regime there is, as of the day `on` and its law, in the order of the acts."""
    there = as_of(household, book, on).household
    where = household.municipality or municipality
    return tuple(_column(there, book, on, regime, where) for regime in book.regimes)


def _column(household: Household, book: Lawbook, on: date, regime: Regime, municipality: str) -> Column:
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
    return Column(regime, regime.standing(on, municipality), figures)


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
        if self.replaced:
            text = f"Én plan i stedet for {self._named(self.replaced)}.{self._if_the_last_year_counts()}"
            yield self._by_regime(text, bases=self._one_plan_bases())
        for plan in self.spread.household.plans:
            if why := self.beside.get(plan.id):
                yield self._by_law(f"{self._name(plan)}. {why}", self._kind(plan))
            elif why := self.parts.get(plan.id):
                yield self._by_law(f"En del af {self._name(plan)} bliver stående. {why}", self._kind(plan))

    def _if_the_last_year_counts(self) -> str:
        """»Mellem 16 og 23 år«: whether the last year is within was not read, so it is said where it matters."""
        spread = self.spread
        names = [
            spread.persons[plan.person].called
            for plan in self.replaced
            if self._kind(plan).one_plan_to_age == age_on(spread.persons[plan.person].born, spread.on)
        ]
        return f" Om loven tager det sidste år med for {joined(names)}, er ikke efterprøvet." if names else ""

    def _one_plan_bases(self) -> tuple[LegalBasis, ...]:
        """The regime's own law; the sectors' acts name the one plan that is in force, and no other."""
        bases = list(self.regime.legal_basis)
        if self.regime.enacted and self.regime.in_force(self.spread.on):
            law = self.spread.law
            bases += [one for plan in self.replaced for one in law.bases_in_force(self._kind(plan).one_plan_basis)]
        return tuple(dict.fromkeys(bases))

    def assessments(self) -> Iterator[Line]:
        """Those in which the plans ask, one for whom each is about; where nobody asked, the one a plan rests on."""
        asked: dict[tuple[str, str], None] = {}
        for plan in self.spread.household.plans:
            if self.regime.assessment == COMBINED and plan.id not in self.beside:
                continue
            for key in self._assessed(plan):
                asked.setdefault(key)
        if self.regime.assessment == COMBINED and self.replaced:
            yield self._by_regime(f"Én sammenhængende udredning for {self._named(self.replaced)}.")
        for name, person in asked:
            entry, about = self.spread.law.assessment(name), self._called(person)
            inside = [other for other in entry.part_of if (other, person) in asked]
            if inside:
                whole = self.spread.law.assessment(inside[0]).label
                text = f"»{entry.label}« for {about} er en metode i »{whole}« og tælles der."
                yield replace(self._by_law(text, entry, 0), certainty=Certainty.JUDGEMENT)
            else:
                yield self._by_law(f"»{entry.label}« for {about}.", entry)

    def _assessed(self, plan: SectorPlan) -> Iterator[tuple[str, str]]:
        """By assessment and whom it is about: a parent asked in a child's assessment is not assessed."""
        if plan.questions:
            for question in plan.questions:
                entry = self.spread.law.assessment(question.assessment)
                about_child = entry.subject == "child" and self._is_grown(question.person)
                yield question.assessment, plan.person if about_child else question.person
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
            yield self._by_regime(f"Én samlet afgørelse om {names}.")
        for measure in measures:
            kind = self.spread.law.measure_type(measure.measure_type)
            yield self._by_law(f"{called(self.spread, measure.name)} ({kind.label}).", kind)

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
            text = f"{route.label}: {route.authority_da}. Det gælder {about}."
            yield self._by_regime(text) if combined and name == COMBINED_ROUTE else self._by_law(text, route)

    def meetings(self) -> Iterator[Line]:
        """Those overdue and those due in 26 weeks without a booking: each its own, or those that may be one as one."""
        spread, together = self.spread, list[Demanded]()
        for demand in demanded(spread):
            late, lacks = _overdue(demand, spread.on), _lacking(demand)
            if max(late, lacks) == 0 or demand.rule is None:
                continue
            effect = effect_under(demand.rule, self.regime)
            text = f"»{demand.rule.label}« for {self._called(demand.duty.person)}"
            if effect is Effect.SUSPENDS:
                yield self._discharged(f"{text} kan fraviges.", demand.rule)
                continue
            combined = self.regime.replaces_plans and demand.rule.can_combine and lacks > 0
            if combined:
                together.append(demand)
            alone = max(late - lacks, 0) if combined else max(late, lacks)
            if alone:
                bases = spread.law.bases(demand.rule)  # as on the day the duty arose
                said = f"{text}: {_counted_out(demand, spread.on)}."
                yield Line(said, alone, bases, demand.rule.certainty)
        for meeting in plan_joint_meetings(spread, together).meetings:
            names = joined(self._duty(duty) for duty in meeting.duties)
            text = f"Fælles møde {said_day(meeting.day)}: {names}." if len(meeting.duties) > 1 else f"Møde om {names}."
            sure = (one.rule.certainty for one in together if one.rule and one.duty.name in meeting.duties)
            yield Line(text, 1, meeting.legal_basis, max(sure, key=SURENESS.index, default=Certainty.READ))

    def _duty(self, name: str) -> str:
        duty = self.spread.items[name]
        assert isinstance(duty, Duty)
        return f"{called(self.spread, name)} for {self._called(duty.person)}"

    def _discharged(self, text: str, rule: MeetingRule) -> Line:
        """A duty the regime lets go, by the section that does."""
        points = [point for point in self.regime.departs if rule.id in point.meeting_rules]
        if not points:  # the rule itself is the exemption
            return self._by_law(text, rule, 0)
        return Line(text, 0, points[0].legal_basis, points[0].certainty)

    def contacts(self) -> Iterator[Line]:
        """Everybody with a say over somebody; where the rules give one contact, one for the authority's own.

        The few contact persons of the sources are the authority's. Who carries a granted measure out (a mentor, a
        support-and-contact person) is the measure itself, and no coordinator takes their place.
        """
        beside = {self.spread.plans[plan].department for plan in self.beside}
        carries = {(one.contact.name, self.spread.department(one.name)) for one in self.spread.living if one.contact}
        people: dict[tuple[str, str], list[str]] = {}
        for person, says in contacts_of(self.spread).items():
            for say in says:
                people.setdefault((say.name, say.department), []).append(self._called(person))
        gathered = self.regime.contact == "one" and self.replaced
        ours = [who for who in people if gathered and who[1] not in beside and who not in carries]
        if ours:
            names = joined(name for name, _ in sorted(ours))
            yield self._by_regime(f"Én kontaktperson i stedet for {names}.")
        for (name, department), about in sorted(people.items()):
            if (name, department) not in ours:
                measure = " (udfører en indsats)" if (name, department) in carries else ""
                yield Line(f"{name}, {department}{measure}, for {joined(sorted(set(about)))}.", source=SAID_IN_PLANS)

    def waiting(self) -> Figure:
        """How long the last measure of the longest chain is held up, stretch by stretch; what waits in a circle."""
        spread = self._from_its_own_day()
        lines = [self._stretch(spread, each) for each in stretches(spread) if each.behind or each.ready != each.begun]
        open_end = any(line is None for line in lines)
        told = [line for line in lines if line is not None]
        mutual = circles(arrows(spread))
        for circle in mutual:
            names = joined(called(spread, name) for name in circle)
            told.append(Line(f"{names} venter på hinanden. Det ender aldrig af sig selv.", 0, source=SAID_IN_PLANS))
        if open_end:
            told.append(Line("Ingen ved, hvornår resten ender.", 0, source=SAID_IN_PLANS))
        if self.regime.partial_start and told:
            told.append(self._by_regime("Ordningen lader en indsats begynde, før alt er afdækket.", count=0))
        return Figure(
            Counted.WAITING, tuple(told or [Line("Ingen indsats venter på en anden.", 0)]), open_end, len(mutual)
        )

    def _from_its_own_day(self) -> Spread:
        """A wait is counted from the household's own day: with the law of an older day nobody has waited since then."""
        household, on = self.spread.household, self.spread.on
        own = household.on or on
        return self.spread if own <= on else Spread(household, self.spread.book, own)

    def _stretch(self, spread: Spread, each: Stretch) -> Line | None:
        """One stretch of the wait with its first and last day; None when nobody knows when it ends."""
        name = called(spread, each.name)
        if each.ready is None:
            return None
        behind = f" venter på {called(spread, each.behind)}" if each.behind else " er ikke begyndt endnu"
        days = (each.ready - each.begun).days
        text = f"{name}{behind}: fra {said_day(each.begun)} til {said_day(each.ready)}, hvor det kan begynde."
        return Line(text, days, source=SAID_IN_PLANS)

    def _by_regime(self, text: str, *, count: int = 1, bases: tuple[LegalBasis, ...] | None = None) -> Line:
        """What the regime itself says: its sections and its certainty; an agreement is named where there is no law."""
        regime = self.regime
        return Line(text, count, regime.legal_basis if bases is None else bases, regime.certainty, regime.source_da)

    def _by_law(self, text: str, entry: Entry, count: int = 1) -> Line:
        """What an entry of the law data says: the sections that can be applied on the day, and no later ones."""
        standing = self.spread.law.bases_in_force(entry.legal_basis) if entry.in_force(self.spread.on) else ()
        return Line(text, count, standing, entry.certainty, "" if standing or not entry.legal_basis else NO_TEXT)

    def _is_grown(self, person: str) -> bool:
        return age_on(self.spread.persons[person].born, self.spread.on) >= GROWN

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


def _counted_out(demand: Demanded, on: date) -> str:
    """The number of a duty, taken apart: what the law asks for by which day, and what is held or booked."""
    said = []
    if (late := _overdue(demand, on)) and demand.past:
        said.append(f"fristen {said_day(demand.past.due)} er gået, og der mangler {late}")
    last = max((ahead for ahead in demand.ahead if demand.lacking(ahead) > 0), key=demand.lacking, default=None)
    if last is not None:
        have = last.count - demand.lacking(last)
        said.append(f"{last.count} i alt senest {said_day(last.due)}, {have} er holdt eller booket")
    return "; ".join(said)


def _overdue(demand: Demanded, on: date) -> int:
    """How many meetings a passed due day still lacks, late ones counted too."""
    if demand.past is None:
        return 0
    return max(demand.past.count - demand.duty.held - len(demand.counting(on - timedelta(days=1))), 0)


def _lacking(demand: Demanded) -> int:
    """How many meetings of the duty fall due in the horizon and are neither held nor booked."""
    return max((*(demand.lacking(ahead) for ahead in demand.ahead), 0))

"""From which facts of a case do deadlines of the law run, and how does one of them become a day?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from enplan.journey.consent.facts import Consent
from enplan.journey.decisions.facts import Clock, Decision
from enplan.journey.entrance.facts import Request
from enplan.journey.followup.facts import DueKind, LawDay, NotedDay
from enplan.journey.followup.rules.counting import Counted, Moves, count
from enplan.journey.followup.rules.starting import COMPUTED
from enplan.journey.meetings.facts import DueDuty
from enplan.journey.plan.facts import PlanMeasure
from enplan.journey.sectorplans.facts import Duty, Measure, SectorPlan
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Lawbook
from enplan.law.provision import Deadline
from enplan.registers.cases.facts import CasePerson


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What has happened in a case, as far as the viewer may know it."""

    on: date
    book: Lawbook
    persons: Sequence[CasePerson] = ()
    plans: Sequence[SectorPlan] = ()
    duties: Sequence[DueDuty] = ()
    decisions: Sequence[Decision] = ()
    clocks: Sequence[Clock] = ()
    agreed: Sequence[PlanMeasure] = ()  # the measures of the approved plan
    stopped: Sequence[PlanMeasure] = ()  # what a sector plan gave and the approved plan stops
    own: Sequence[Measure] = ()  # what the approved plan itself has added, with its days
    agreed_day: date | None = None
    consents: Sequence[Consent] = ()  # those in force
    request: Request | None = None
    noted: Sequence[NotedDay] = ()  # days that professionals have noted
    shown: frozenset[tuple[str, Category]] = frozenset()  # by short name: what may be seen of whom

    def sees(self, ref: str, category: Category) -> bool:
        """Whether it can be said that something is missing: one must be allowed to see it if it were there."""
        return (ref, category) in self.shown

    def ref_of(self, person_id: PersonId) -> str:
        """The short name of a person."""
        return next((each.ref for each in self.persons if each.person_id == person_id), "")

    def measures(self, *types: str) -> Iterator[tuple[SectorPlan, Measure]]:
        """The measures of these types in the sector plans."""
        for plan in self.plans:
            for measure in plan.measures:
                if measure.measure_type in types:
                    yield plan, measure

    def given(self, *types: str) -> Iterator[Measure]:
        """The measures of these types, of the sector plans and added in the one plan, less those that are nobody's."""
        found = (
            *(each for _, each in self.measures(*types)),
            *(each for each in self.own if each.measure_type in types),
        )
        return (each for each in found if each.persons)

    def duties_of(self, *rules: str) -> Iterator[Duty]:
        """The meeting duties of these rules in the sector plans."""
        for plan in self.plans:
            for duty in plan.duties:
                if duty.meeting_rule in rules:
                    yield duty

    def has_plan(self, ref: str, *types: str) -> bool:
        """Whether somebody has a sector plan of one of these types."""
        return any(plan.person == ref and plan.plan_type in types for plan in self.plans)

    def title_of(self, measure: Measure) -> str:
        """What a measure is called."""
        return measure.title or self.book.measure_types[measure.measure_type].label


@dataclass(frozen=True, slots=True)
class Event:
    """Something has happened to somebody on a day; `key` tells it from others."""

    day: date
    key: str
    title: str = ""
    person: str = ""


def in_law(facts: CaseFacts, deadline: str, on: date) -> Deadline | None:
    """The deadline as it stood on the day of the event; none: that day's law knows no such deadline."""
    return facts.book.deadlines.on(deadline, on)


def law_day(
    facts: CaseFacts,
    deadline: str,
    event: Event,
    *,
    moves: Moves | None = None,
    counted: Counted | None = None,
    kind: DueKind | None = None,
) -> LawDay | None:
    """The day on which the deadline falls after the event, by the law of the day of the event.

    `counted` is the day where the length is no law's, and `kind` of which kind it is where that is another than mostly.
    """
    entry = in_law(facts, deadline, event.day)
    if entry is None:
        return None
    counted = counted or count(entry, event.day, moves)
    start = COMPUTED[deadline]
    return LawDay(
        deadline=deadline,
        kind=kind or start.kind,
        key=f"{deadline}:{event.key}",
        label=entry.label,
        title=event.title,
        person=event.person,
        day=counted.day,
        since=event.day,
        event=entry.counts_from,
        steps=counted.steps,
        duty_of=entry.duty_of,
        basis=facts.book.on(event.day).bases(entry),
        certainty=entry.certainty.value,
        sure=start.sure,
    )

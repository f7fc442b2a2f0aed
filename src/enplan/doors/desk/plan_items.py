"""How is an item of a sector plan said on a page?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from enplan.doors.parts.templatetags.danish import spoken_clock, spoken_day, tal
from enplan.journey.sectorplans.facts import (
    Appointment,
    Contact,
    Demand,
    Duty,
    Goal,
    Item,
    Measure,
    Question,
    SectorPlan,
    Session,
    State,
    Statement,
)
from enplan.journey.sectorplans.queries import SectorPlanPage
from enplan.journey.sectorplans.rules.kinds import kind_of, persons_of
from enplan.journey.sectorplans.rules.laying import HIDDEN_GOAL
from enplan.law.lawbook import Law

KIND_WORDS = {
    "goals": ("mål", "Mål"),
    "measures": ("indsats", "Indsatser"),
    "appointments": ("aftale", "Aftaler"),
    "duties": ("mødepligt", "Mødepligter"),
    "questions": ("spørgsmål", "Spørgsmål, der er stillet"),
    "statements": ("erklæring", "Erklæringer"),
}
DEMAND_WORDS = {Demand.OBLIGATION: "Pligt", Demand.OFFER: "Tilbud", Demand.TREATMENT: "Behandling"}
STATE_WORDS = {State.STARTED: "skal være begyndt først", State.FINISHED: "skal være afsluttet først"}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as a card: what it is called, and its lines of label and text."""

    id: str
    title: str
    lines: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Everything in one text, to be compared."""
        return "\n".join([self.title, *(f"{label}: {said}" for label, said in self.lines)])


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """All items of one kind."""

    kind: str
    one: str
    heading: str
    rows: tuple[ItemRow, ...]


class Words:
    """Says the items of a plan, with names instead of ids."""

    def __init__(self, page: SectorPlanPage, law: Law) -> None:
        self.law = law
        self.owner = page.received.plan.person
        self.people = {each.ref: each.name for each in page.people}
        self.names: dict[str, str] = {HIDDEN_GOAL: "et mål, der ikke er vist"}
        for plan in (page.received.plan, *(each.plan for each in page.others)):
            self.names.update(names_in(plan, law))

    def groups(self, plan: SectorPlan) -> list[ItemGroup]:
        """Every kind, empty ones too: each has its own way to add."""
        rows: dict[str, list[ItemRow]] = {kind: [] for kind in KIND_WORDS}
        for item in plan.items():
            rows[kind_of(item)].append(self.row(item))
        return [ItemGroup(kind, *KIND_WORDS[kind], tuple(found)) for kind, found in rows.items()]

    def row(self, item: Item) -> ItemRow:
        """One item."""
        lines = [(label, text) for label, text in self._lines(item) if text]
        people = persons_of(item)
        if people != (self.owner,):
            lines.insert(0, ("For", ", ".join(self.people.get(person, person) for person in people)))
        return ItemRow(item.id, title_of(item, self.law), tuple(lines))

    def _lines(self, item: Item) -> Iterator[tuple[str, str]]:
        say: Mapping[type, Callable[..., Iterator[tuple[str, str]]]] = {
            Goal: self._goal,
            Measure: self._measure,
            Appointment: self._appointment,
            Duty: self._duty,
            Question: self._question,
            Statement: self._statement,
        }
        return say[type(item)](item)

    def _goal(self, goal: Goal) -> Iterator[tuple[str, str]]:
        yield "Retning", self.law.aim(goal.aim).label

    def _measure(self, measure: Measure) -> Iterator[tuple[str, str]]:
        yield "Type", self.law.measure_type(measure.measure_type).label if measure.title else ""
        until = f" til {spoken_day(measure.ends, weekday=False)}" if measure.ends else ", uden slutdato"
        yield "Periode", f"{spoken_day(measure.starts, weekday=False)}{until}"
        yield "Krav", DEMAND_WORDS[measure.demand] + (", må ikke forstyrres" if measure.protected else "")
        yield "Timer om ugen", tal(measure.hours_per_week)
        for session in measure.sessions:
            yield "Tid", said_session(session)
        yield "Mål", "; ".join(self._name(goal) for goal in measure.goals)
        for need in measure.needs:
            yield "Afhænger af", f"{self._name(need.of)} {STATE_WORDS[need.state]}"
        yield "Venter på", "; ".join(self._name(step) for step in measure.waits_for)
        yield "Kontakt", said_contact(measure.contact)

    def _appointment(self, one: Appointment) -> Iterator[tuple[str, str]]:
        yield "Tid", f"{spoken_day(one.day)} {spoken_clock(one.start)} til {spoken_clock(one.end)[4:]}"
        yield "Sted", one.place
        yield "Opfylder", self._name(one.duty) if one.duty else ""
        yield "Med", "; ".join(said_contact(each) for each in one.attendees)

    def _duty(self, duty: Duty) -> Iterator[tuple[str, str]]:
        yield "Regnes fra", spoken_day(duty.since, weekday=False)
        yield "Afholdt", str(duty.held)

    def _question(self, question: Question) -> Iterator[tuple[str, str]]:
        yield "Til", self.law.assessment(question.assessment).label
        yield "Spurgt", spoken_day(question.asked, weekday=False)
        yield "Svaret", spoken_day(question.answered, weekday=False) if question.answered else "ikke endnu"

    def _statement(self, one: Statement) -> Iterator[tuple[str, str]]:
        yield "Handler om", "; ".join(self.law.item(item).label for item in one.items)
        yield "Bestilt", spoken_day(one.requested, weekday=False)
        yield "Modtaget", spoken_day(one.received, weekday=False) if one.received else "ikke endnu"
        yield "Gyldig til", spoken_day(one.valid_until, weekday=False) if one.valid_until else ""

    def _name(self, name: str) -> str:
        return self.names.get(name, "noget, der ikke er vist")


def title_of(item: Item, law: Law) -> str:
    """What one calls an item."""
    match item:
        case Goal():
            return item.text
        case Measure():
            return item.title or law.measure_type(item.measure_type).label
        case Appointment():
            return f"Aftale {spoken_day(item.day, weekday=False)} {spoken_clock(item.start)}"
        case Duty():
            return law.book.meeting_rules.nearest(item.meeting_rule, item.since).label
        case Question():
            return law.item(item.item).label
        case Statement():
            return item.kind


def names_in(plan: SectorPlan, law: Law) -> dict[str, str]:
    """What the plan and each of its items are called, by name."""
    kind = law.plan_type(plan.plan_type).label
    return {plan.id: f"Hele planen {kind}", **{item.name: f"{title_of(item, law)} ({kind})" for item in plan.items()}}


def said_session(session: Session) -> str:
    """A time in the calendar."""
    clock = f"{spoken_clock(session.start)} til {spoken_clock(session.end)[4:]}"
    place = f", {session.place}" if session.place else ""
    if session.weekly_until is None:
        return f"{spoken_day(session.day)} {clock}{place}"
    weekday = spoken_day(session.day).split(" ")[0]
    off = f" (ikke {len(session.except_days)} af gangene)" if session.except_days else ""
    period = f"{spoken_day(session.day, weekday=False)} til {spoken_day(session.weekly_until, weekday=False)}"
    return f"hver {weekday} {clock} fra {period}{off}{place}"


def said_contact(contact: Contact | None) -> str:
    """A person with their role."""
    if contact is None:
        return ""
    return f"{contact.name}, {contact.role}" if contact.role else contact.name

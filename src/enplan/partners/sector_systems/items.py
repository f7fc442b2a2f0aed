"""What does one item of a plan hold? A goal, a measure, an appointment, a duty, a question or a statement."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Final

from enplan.journey.sectorplans.facts import (
    Appointment,
    Demand,
    Duty,
    Goal,
    Measure,
    Need,
    Question,
    Session,
    State,
    Statement,
)
from enplan.partners.sector_systems.faults import at
from enplan.partners.sector_systems.keys import Keys
from enplan.partners.sector_systems.parsing import Table

MEASURE: Final = (
    "title", "persons", "ends", "demand", "protected", "hours_per_week", "sessions", "goals", "needs", "waits_for",
    "contact",
)  # fmt: skip


@dataclass(slots=True)
class Home:
    """The plan an item stands in: its id, its person, and the ids of its items so far."""

    plan: str
    person: str
    ids: list[tuple[str | None, str]] = field(default_factory=list)


class Items(Keys):
    """Reads the items of a plan."""

    def goal(self, value: object, place: str, home: Home) -> Goal | None:
        """What somebody is to reach."""
        row = self.table(value, place, ("id", "text", "aim"), ("person",))
        if row is None:
            return None
        goal_id = self._own_id(row, place, home, self.names.goals)
        text = self.given(row, "text", place, self.line(2000))
        aim = self.given(row, "aim", place, lambda one, where: self.known(one, where, "et mål", self.aims))
        person = self.given(row, "person", place, self.person)
        if goal_id is None or text is None or aim is None:
            return None
        return Goal(home.plan, goal_id, person or home.person, aim, text)

    def measure(self, value: object, place: str, home: Home) -> Measure | None:
        """What is done."""
        row = self.table(value, place, ("id", "measure_type", "starts"), MEASURE)
        if row is None:
            return None
        measure_id = self._own_id(row, place, home, self.names.measures)
        measure_type = self.given(row, "measure_type", place, self._measure_type)
        title = self.given(row, "title", place, self.line(300))
        persons = self.people(row, place, home.person)
        starts = self.given(row, "starts", place, self.day)
        ends = self.given(row, "ends", place, self.day)
        self.order(place, "ends", ends, starts, "starts")
        demand = self.given(row, "demand", place, lambda one, where: self.word(one, where, list(Demand)))
        protected = self.given(row, "protected", place, self.flag)
        hours = self.given(row, "hours_per_week", place, lambda one, where: self.number(one, where, 168))
        sessions = self.rows(row, "sessions", place, self.session)
        goals = self.rows(row, "goals", place, self.reference("goal"))
        needs = self.rows(row, "needs", place, self._need)
        waits_for = self.rows(row, "waits_for", place, self.reference("step"))
        contact = self.given(row, "contact", place, self.contact)
        if measure_id is None or measure_type is None or starts is None:
            return None
        return Measure(
            home.plan,
            measure_id,
            measure_type,
            persons,
            starts,
            ends,
            title or "",
            Demand(demand) if demand else Demand.OFFER,
            bool(protected),
            hours,
            tuple(sessions),
            tuple(goals),
            tuple(needs),
            tuple(waits_for),
            contact,
        )

    def _measure_type(self, value: object, place: str) -> str | None:
        return self.known(value, place, "en indsatstype", self.measure_types)

    def _need(self, value: object, place: str) -> Need | None:
        row = self.table(value, place, ("measure", "state"), ())
        if row is None:
            return None
        of = self.given(row, "measure", place, self.reference("step"))
        state = self.given(row, "state", place, lambda one, where: self.word(one, where, list(State)))
        return None if of is None or state is None else Need(of, State(state))

    def session(self, value: object, place: str) -> Session | None:
        """A time in the calendar."""
        row = self.table(value, place, ("start", "end"), ("weekly_until", "except", "place"))
        if row is None:
            return None
        times = self._times(row, place)
        until = self.given(row, "weekly_until", place, self.day)
        self.order(place, "weekly_until", until, times[0] if times else None, "den første gang")
        self.distinct(row, "except", place)
        except_days = self.rows(row, "except", place, self.day, most=200)
        where = self.given(row, "place", place, self.line(200))
        if times is None:
            return None
        return Session(*times, until, frozenset(except_days), where or "")

    def _times(self, row: Table, place: str) -> tuple[date, time, time] | None:
        """Day, start and end of something that begins and ends on one day."""
        start = self.given(row, "start", place, self.moment)
        end = self.given(row, "end", place, self.moment)
        if start is None or end is None:
            return None
        if start[0] != end[0]:
            self.fault(at(place, "end"), f"Slutter {end[0]}, men begynder {start[0]}. Skriv slut på samme dag.")
            return None
        if end[1] <= start[1]:
            self.fault(at(place, "end"), f"Slutter kl. {end[1]:%H:%M}, men begynder kl. {start[1]:%H:%M}. Ret det.")
            return None
        return start[0], start[1], end[1]

    def appointment(self, value: object, place: str, home: Home) -> Appointment | None:
        """A booked meeting."""
        row = self.table(value, place, ("id", "start", "end"), ("persons", "place", "duty", "with"))
        if row is None:
            return None
        own_id = self._own_id(row, place, home)
        persons = self.people(row, place, home.person)
        times = self._times(row, place)
        where = self.given(row, "place", place, self.line(200))
        duty = self.given(row, "duty", place, self.reference("duty"))
        attendees = self.rows(row, "with", place, self.contact)
        if own_id is None or times is None:
            return None
        return Appointment(home.plan, own_id, persons, *times, where or "", duty, tuple(attendees))

    def duty(self, value: object, place: str, home: Home) -> Duty | None:
        """A meeting the law demands."""
        row = self.table(value, place, ("id", "meeting_rule", "from"), ("person", "held"))
        if row is None:
            return None
        own_id = self._own_id(row, place, home, self.names.duties)
        rule = self.given(row, "meeting_rule", place, self._meeting_rule)
        person = self.given(row, "person", place, self.person)
        since = self.given(row, "from", place, self.day)
        held = self.given(row, "held", place, lambda one, where: self.whole(one, where, 1000))
        if own_id is None or rule is None or since is None:
            return None
        return Duty(home.plan, own_id, rule, person or home.person, since, held or 0)

    def _meeting_rule(self, value: object, place: str) -> str | None:
        return self.known(value, place, "en møderegel", self.meeting_rules)

    def question(self, value: object, place: str, home: Home) -> Question | None:
        """A piece of information somebody was asked for."""
        row = self.table(value, place, ("id", "item", "assessment", "asked"), ("person", "answered"))
        if row is None:
            return None
        own_id = self._own_id(row, place, home)
        item = self.given(row, "item", place, self._item)
        assessment = self.given(row, "assessment", place, self._assessment)
        person = self.given(row, "person", place, self.person)
        asked = self.given(row, "asked", place, self.day)
        answered = self.given(row, "answered", place, self.day)
        self.order(place, "answered", answered, asked, "asked")
        if own_id is None or item is None or assessment is None or asked is None:
            return None
        return Question(home.plan, own_id, item, assessment, person or home.person, asked, answered)

    def _item(self, value: object, place: str) -> str | None:
        return self.known(value, place, "en oplysning", self.items)

    def _assessment(self, value: object, place: str) -> str | None:
        return self.known(value, place, "en udredning", self.assessments)

    def statement(self, value: object, place: str, home: Home) -> Statement | None:
        """A statement ordered from a doctor or another expert."""
        row = self.table(value, place, ("id", "kind", "items", "requested"), ("person", "received", "valid_until"))
        if row is None:
            return None
        own_id = self._own_id(row, place, home)
        kind = self.given(row, "kind", place, self.line(100))
        items = self.rows(row, "items", place, self._item)
        if row.get("items") == []:
            self.fault(at(place, "items"), "Skriv mindst en oplysning, som erklæringen skal handle om.")
        person = self.given(row, "person", place, self.person)
        requested = self.given(row, "requested", place, self.day)
        received = self.given(row, "received", place, self.day)
        valid_until = self.given(row, "valid_until", place, self.day)
        self.order(place, "received", received, requested, "requested")
        if received is not None:
            self.order(place, "valid_until", valid_until, received, "received")
        else:
            self.order(place, "valid_until", valid_until, requested, "requested")
        if own_id is None or kind is None or not items or requested is None:
            return None
        return Statement(home.plan, own_id, kind, tuple(items), person or home.person, requested, received, valid_until)

    def _own_id(self, row: Table, place: str, home: Home, names: set[str] | None = None) -> str | None:
        """The item's id within its plan, made known when others may refer to it."""
        own_id = self.given(row, "id", place, self.id)
        home.ids.append((own_id, at(place, "id")))
        if own_id is not None and names is not None:
            names.add(f"{home.plan}/{own_id}")
        return own_id

"""What might stand in a household file? Invented ones by the thousand, rich in everything that trips people up.

Every one is valid. Ids, days, times and names come from small pools, so that things meet; among them are month ends,
leap days, the days the clock is changed, week 53, the days a law changes, the first and last day of the horizon, and
ids whose order as whole names differs from their order part by part.
"""

import json
import os
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.journey.coordination.naive_law import by_id, in_force, plus, tables

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared"
CASES = ("mor-uden-arbejde", "familie-i-mange-kontorer", "dobbelt-diagnose")
# How many times more than usual the random tests are to try.
MANY = int(os.environ.get("ENPLAN_MANY", "1"))

EVALUATED_ON = (
    date(2026, 11, 25),  # week 53 and the start of summer time lie ahead
    date(2026, 8, 31),
    date(2026, 10, 25),  # the clock is put back
    date(2027, 3, 28),  # the clock is put forward
    date(2026, 12, 28),  # the Monday of week 53
    date(2027, 1, 3),  # its Sunday
    date(2026, 6, 30),  # the last day of several rules
    date(2026, 7, 1),
    date(2024, 1, 1),
    date(2023, 12, 31),
    date(2023, 8, 31),  # a leap day lies ahead
    date(2024, 2, 29),
    date(2020, 1, 1),
    date(2019, 12, 31),
    date(2019, 10, 15),
    date(2018, 7, 2),
)
PERSONS = ("a", "a-b", "b", "c", "0", "d", "e", "f")
PLANS = ("p", "p-q", "q", "p0", "r", "s", "t", "u", "v", "w", "x", "y", "z", "zz", "z-z")
DEPARTMENTS = ("Jobcenter", "Socialafdelingen", "Børn og Familie", "Ældre", "Åben Skole", "jobcenter")
CONTACTS = ("Bo", "bo", "Ida Ø", "Åse", "Per", "Zoe", "Bo ")
PLACES = ("Rådhuset", "rådhuset", "Sundhedshuset", "Skolen", "Boformen", "", " ")
STARTS = ("02:30", "08:30", "09:00", "09:30", "09:45", "10:00", "10:05", "10:15", "10:30", "10:45", "11:00", "15:30")
MINUTES = (1, 10, 15, 15, 20, 25, 30, 30, 31, 45, 45, 50, 60, 90, 130)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS = (0, 0.004, 0.125, 0.1, 0.2, 0.3, 0.7, 1, 2.5, 3.7, 7.4, 7.4, 7.4, 12)
LIMITS = (0, 0.3, 1, 2.5, 7.4, 14.8, 22.2, 22.205, 5, 9.5)
REGIMES = ("sektor", "frikommune-2017", "hop-2018", "hop-2018", "hoi-2022")
KINDS = ("goals", "measures", "appointments", "duties", "questions", "statements")


def a_household(rng: Random, *, large: bool = False, close: bool = False, on: date | None = None) -> Json:
    """One household: a few plans or, when large, a dozen; when close, one person whose things happen on three days."""
    return _Builder(rng, large, close, on or rng.choice(EVALUATED_ON)).build()


def a_crowded_day(rng: Random) -> Json:
    """One person with a few measures that each meet several times on one day, at two or three places."""
    measures = []
    for number in range(rng.randint(2, 4)):
        sessions = []
        for _ in range(rng.randint(1, 6)):
            start = 480 + 5 * rng.randint(0, 48)
            end = start + rng.choice((5, 10, 15, 20, 45))
            clock = [f"2026-11-26T{minute // 60:02}:{minute % 60:02}" for minute in (start, end)]
            sessions.append({"start": clock[0], "end": clock[1], "place": rng.choice(PLACES[:3])})
        measure = {"id": f"m-{number}", "measure_type": "mentorstoette", "starts": "2026-11-02"}
        measures.append({**measure, "sessions": sessions})
    plan = {"id": "p", "plan_type": "min-plan", "person": "a", "department": "Jobcenter", "measures": measures}
    person = {"id": "a", "born": "1990-01-01"}
    return {"format": "enplan.household/1", "on": "2026-11-25", "persons": [person], "plans": [plan]}


def households(*, large: bool = False, close: bool = False) -> st.SearchStrategy[Json]:
    """The same ones for Hypothesis, which can make them smaller when a property fails."""
    return st.randoms(use_true_random=False).map(lambda rng: a_household(rng, large=large, close=close))


def shared(*path: str) -> Json | None:
    """A file that lies beside the project where it is developed, and nowhere else."""
    file = SHARED.joinpath(*path)
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


class _Builder:
    def __init__(self, rng: Random, large: bool, close: bool, on: date) -> None:
        self.rng, self.large, self.close, self.on = rng, large, close, on
        self.end = on + timedelta(weeks=26)
        persons, plans = (8, 14) if large else (1, 4) if close else (3, 4)
        self.persons = list(PERSONS[: rng.randint(1, persons)])
        self.plans = rng.sample(PLANS, rng.randint(0 if rng.random() < 0.05 else 1, plans))
        self.answering = rng.choice((0, 0.8)) if close else 0.5
        self.few = 6 if large else 5 if close else 3
        self.ids = {plan: {kind: self._ids(kind) for kind in KINDS} for plan in self.plans}
        # A household meets on few weekdays, so that its sessions do too.
        self.weekdays = [rng.randint(0, 6) for _ in range(rng.randint(1, 2))]
        self.aims = [*rng.sample(sorted(by_id("aim")), 2), *rng.choice(tables()["opposing_aims"])["pair"]]
        self.types = self._types()
        # A few days of its own, on which measures end, start, and are to have been prepared by.
        self.days = [on + timedelta(rng.randint(-30, 190)) for _ in range(2)]
        self.asked = [*rng.sample(sorted(by_id("item")), 1 if close else 2), self._per_purpose()]

    def _ids(self, kind: str) -> list[str]:
        """Unique in a plan across all kinds; other plans use the same ones."""
        return [f"{kind[0]}{kind[-2]}-{n}" for n in range(self.rng.randint(0, self.few))]

    def _types(self) -> list[str]:
        rng = self.rng
        similar = rng.choice([row for row in tables()["measure_type"] if row.get("similar_to")])
        pool = [*rng.choice(tables()["opposing_measures"])["pair"], similar["id"], rng.choice(similar["similar_to"])]
        return [*pool, rng.choice(sorted(by_id("measure_type")))]

    def _per_purpose(self) -> str:
        return str(self.rng.choice([row["id"] for row in tables()["item"] if row["reuse"] == "per-purpose"]))

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def day(self, low: int = -60, high: int = 200) -> date:
        """A day near the horizon, gladly one on its edge or the last of a month."""
        if self.close:
            return self.rng.choice((self.on - timedelta(14), self.on - timedelta(14), self.on, self.on + timedelta(21)))
        chosen = self.rng.random()
        if chosen < 0.25:
            return self.edge()
        if chosen < 0.45:
            return self.rng.choice(self.days) + timedelta(self.rng.choice((-1, 0, 0, 1)))
        day = self.on + timedelta(self.rng.randint(low, high))
        return day.replace(day=monthrange(day.year, day.month)[1]) if self.chance(0.15) else day

    def edge(self) -> date:
        """The first and last days of the horizon and their neighbours."""
        return self.rng.choice((self.on, self.end)) + timedelta(self.rng.choice((-1, -1, 0, 1)))

    def not_before(self, day: date, days: int = 120) -> date:
        if self.close:
            return max(day, self.day())
        if self.chance(0.3):
            return max([day, *(one for one in (self.on, *self.days) if self.chance(0.5))])
        return day + timedelta(self.rng.randint(0, days))

    def some(self, pool: list[Any], most: int) -> list[Any]:
        return self.rng.sample(pool, self.rng.randint(0, min(most, len(pool))))

    def several(self) -> list[str]:
        return self.rng.sample(self.persons, self.rng.randint(1, min(3, len(self.persons))))

    def names(self, kind: str) -> list[str]:
        return [f"{plan}/{one}" for plan in self.plans for one in self.ids[plan][kind]]

    def contact(self) -> Json:
        contact = {"name": self.rng.choice(CONTACTS)}
        return {**contact, "role": self.rng.choice(("mentor", ""))} if self.chance(0.5) else contact

    def build(self) -> Json:
        household: Json = {
            "format": "enplan.household/1",
            "on": self.on.isoformat(),
            "persons": [self.person(one) for one in self.persons],
            "plans": [self.plan(one) for one in self.plans],
        }
        if self.chance(0.7):
            household["regime"] = self.rng.choice(REGIMES)
        if self.chance(0.3):
            household["municipality"] = "Nordby Kommune"
        if len(self.persons) > 1 and self.chance(0.5):
            one, other = self.rng.sample(self.persons, 2)
            kinds = ("parent-with-custody", "ex-partner", "spouse", "cohabitant", "ombud", "companion")
            household["relations"] = [{"from": one, "to": other, "kind": self.rng.choice(kinds)}]
        return household

    def person(self, one: str) -> Json:
        born = date(self.rng.randint(1950, 2017), 2, 28)
        person: Json = {"id": one, "born": born.isoformat()}
        if self.chance(0.7):
            person["name"] = f"Person {one.upper()}"
        if self.chance(0.7):
            person["capacity"] = self.capacity()
        return person

    def capacity(self) -> Json:
        capacity: Json = {}
        if self.chance(0.7):
            capacity["hours_per_week"] = self.rng.choice(LIMITS)
        if self.chance(0.6):
            capacity["contacts_per_week"] = self.rng.randint(0, 3)
        if self.chance(0.5):
            capacity["not_before"] = self.rng.choice(("08:30", "09:00", "10:00"))
        if self.chance(0.5):
            capacity["not_after"] = self.rng.choice(("10:30", "11:00", "15:45"))
        if self.chance(0.5):
            capacity["free_days"] = self.some(list(WEEKDAYS), 3)
        return capacity

    def plan(self, one: str) -> Json:
        plan: Json = {
            "id": one,
            "plan_type": self.plan_type(),
            "person": self.rng.choice(self.persons),
            "department": self.rng.choice(DEPARTMENTS),
        }
        if self.chance(0.7):
            plan["made"] = self.day(-200, 30).isoformat()
        if self.chance(0.6):
            made = date.fromisoformat(plan.get("made", "1900-01-01"))
            plan["follow_up"] = max(made, self.day(-60, 60)).isoformat()
        if self.chance(0.7):
            plan["contact"] = self.contact()
        makers = {
            "goals": self.goal,
            "measures": self.measure,
            "appointments": self.appointment,
            "duties": self.duty,
            "questions": self.question,
            "statements": self.statement,
        }
        for kind, make in makers.items():
            items = [{"id": item, **make()} for item in self.ids[one][kind]]
            if items or self.chance(0.5):
                plan[kind] = items
        return plan

    def plan_type(self) -> str:
        """Mostly one that an integrated plan may replace on the day, so that there is something to draft."""
        types = tables()["plan_type"]
        gladly = [row for row in types if row["one_plan"].startswith(("repl", "becomes")) and in_force(row, self.on)]
        return str(self.rng.choice(gladly if self.chance(0.65) else types)["id"])

    def maybe_person(self) -> Json:
        return {"person": self.rng.choice(self.persons)} if self.chance(0.4) else {}

    def maybe_persons(self) -> Json:
        return {"persons": self.several()} if self.chance(0.5) else {}

    def goal(self) -> Json:
        return {"text": f"Mål {self.rng.randint(1, 9)}", "aim": self.rng.choice(self.aims), **self.maybe_person()}

    def measure(self) -> Json:
        starts = self.day(-120, 150)
        measure: Json = {"measure_type": self.rng.choice(self.types), "starts": starts.isoformat()}
        measure.update(self.maybe_persons())
        if self.chance(0.75):
            measure["ends"] = self.not_before(starts).isoformat()
        if self.chance(0.6):
            measure["demand"] = self.rng.choice(("obligation", "offer", "treatment"))
        if self.chance(0.4):
            measure["protected"] = self.chance(0.8)
        if self.chance(0.5):
            measure["hours_per_week"] = self.rng.choice(HOURS)
        if self.chance(0.7):
            measure["sessions"] = [self.session(starts) for _ in range(self.rng.choice((0, 1, 1, 2, 3)))]
            if measure["sessions"] and self.chance(0.15):
                measure["sessions"].append(self.twin(measure["sessions"][0]))
        measure.update(self.links())
        if self.chance(0.4):
            measure["contact"] = self.contact()
        if self.chance(0.3):
            measure["title"] = "Støtte i hverdagen"
        return measure

    def links(self) -> Json:
        """What the measure serves and waits for; itself, its own plan and repeats are among it."""
        links: Json = {}
        goals, others = self.names("goals"), [*self.names("measures"), *self.plans]
        if self.chance(0.7):
            links["goals"] = self.some([*goals, *goals], 3)
        if self.chance(0.45):
            links["needs"] = [
                {"measure": other, "state": self.rng.choice(("started", "finished"))}
                for other in self.some([*others, *others], 2)
            ]
        if self.chance(0.25):
            links["waits_for"] = self.some(others, 2)
        return links

    def times(self, when: date) -> Json:
        start = self.rng.choice(STARTS)
        minute = int(start[:2]) * 60 + int(start[3:]) + self.rng.choice(MINUTES)
        times = {"start": f"{when}T{start}", "end": f"{when}T{minute // 60:02}:{minute % 60:02}"}
        return {**times, "place": self.rng.choice(PLACES)} if self.chance(0.9) else times

    def meeting_day(self, low: int = -30, high: int = 80) -> date:
        """Gladly on the household's own weekdays, and on the edges of the horizon."""
        if self.chance(0.2):
            return self.edge() if self.chance(0.5) else self.rng.choice(self.days)
        day = self.day(low, high)
        if self.chance(0.9):
            day += timedelta(self.rng.choice(self.weekdays) - day.weekday())
        return day

    def session(self, starts: date) -> Json:
        """Mostly one that begins soon after its measure and lies where the horizon is."""
        when = self.meeting_day()
        if self.chance(0.8):
            when += timedelta(weeks=max(0, (starts - when).days // 7 + self.rng.randint(-1, 2)))
        session = self.times(when)
        if self.chance(0.7):
            weeks = self.rng.randint(0, 40) if self.chance(0.6) else self.rng.randint(0, 8)
            until = when + timedelta(weeks=weeks, days=self.rng.randint(0, 6))
            session["weekly_until"] = until.isoformat()
            if self.chance(0.3):
                skipped = [when + timedelta(weeks=self.rng.randint(0, weeks)), when + timedelta(1)]
                session["except"] = [day.isoformat() for day in skipped]
        return session

    def twin(self, session: Json) -> Json:
        """The same days at another time: one measure twice a day."""
        return {**session, **self.times(date.fromisoformat(session["start"][:10]))}

    def appointment(self) -> Json:
        appointment = {**self.times(self.meeting_day()), **self.maybe_persons()}
        duties = self.names("duties")
        if duties and self.chance(0.7):
            appointment["duty"] = self.rng.choice(duties)
        if self.chance(0.3):
            appointment["with"] = [self.contact()]
        return appointment

    def duty(self) -> Json:
        rules = tables()["meeting_rule"]
        dated = [rule for rule in rules if rule.get("first_due") or rule.get("window") or rule.get("interval_max")]
        rule = self.rng.choice(dated if self.chance(0.85) else rules)
        start = self.day(-400, 100) if self.chance(0.6) else self.since(rule)
        if self.chance(0.1):
            start = self.rng.choice(self.days)
        duty: Json = {"meeting_rule": rule["id"], "from": start.isoformat(), **self.maybe_person()}
        if self.chance(0.5):
            duty["held"] = self.rng.randint(0, 5 if self.chance(0.7) else 40)
        return duty

    def since(self, rule: Json) -> date:
        """A `from` whose due day lies near the edges of the horizon, or while the rule was in force."""
        lengths = [rule[key] for key in ("first_due", "window", "interval_max") if key in rule]
        length = self.rng.choice(lengths or [{"amount": 1, "unit": "week"}])
        start = plus(self.rng.choice((self.on, self.end, self.day())), length, self.rng.choice((-1, -1, -2, 1)))
        if "valid_to" in rule and self.chance(0.7):
            start = min(start, rule["valid_to"])
        if "valid_from" in rule and self.chance(0.7):
            start = max(start, rule["valid_from"])
        return start + timedelta(self.rng.choice((-1, 0, 0, 0, 1)))

    def question(self) -> Json:
        asked = self.day(-200, 30)
        assessment = self.rng.choice(sorted(by_id("assessment")))
        question: Json = {"item": self.rng.choice(self.asked), "assessment": assessment, **self.maybe_person()}
        question["asked"] = asked.isoformat()
        if self.chance(self.answering):
            question["answered"] = self.not_before(asked, 60).isoformat()
        return question

    def statement(self) -> Json:
        requested = self.day(-120, 30)
        items = [self.rng.choice(self.asked) for _ in range(self.rng.randint(1, 3))]
        statement: Json = {"kind": "LÆ 125", "items": items, "requested": requested.isoformat(), **self.maybe_person()}
        last = requested
        if self.chance(0.6):
            last = self.not_before(requested, 40)
            statement["received"] = last.isoformat()
        if self.chance(0.4):
            statement["valid_until"] = self.not_before(last, 60).isoformat()
        return statement

"""How long does the engine think, and how does that grow? Households of 1, 4 and 16 times the size, all computed.

`python -m bench.engine` prints milliseconds of computing on one core, the median of several runs. Reading files and
writing JSON are not in it. 1x is the household of coordination.md, section 7: 8 persons, 40 plans, 400 measures.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from random import Random
from statistics import median
from time import process_time
from typing import Final

from enplan.journey.answer import answer
from enplan.journey.coordination.rules.occurrences import count_occurrences
from enplan.journey.sectorplans.facts import (
    Appointment,
    Capacity,
    Contact,
    Demand,
    Duty,
    Goal,
    Household,
    Measure,
    Need,
    Person,
    Question,
    SectorPlan,
    Session,
    State,
    Statement,
)
from enplan.law.lawbook import lawbook

ON: Final = date(2026, 11, 23)
SIZES: Final = (1, 4, 16)
PERSONS: Final = 8
PLANS: Final = 40
MEASURES_PER_PLAN: Final = 10
REPEATS: Final = 7
PLAN_TYPES: Final = ("min-plan", "handleplan-141", "barnets-plan", "genoptraeningsplan", "uddannelsesplan-kui")
RULES: Final = ("lab-2026-75-pct", "bl-opfoelgning", "sel-148-opfoelgning", "specialundervisning-aarlig")
PLACES: Final = ("Rådhuset", "Sundhedscenteret", "Familiehuset", "Skolen", "")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one size of household costs."""

    size: int
    persons: int
    measures: int
    occurrences: int
    findings: int
    milliseconds: float


def a_household(size: int) -> Household:
    """A household of the size, always the same. A larger one has more people, each with as many plans."""
    random = Random(size)
    persons = tuple(
        Person(
            f"p{number}",
            date(1980 + number % 30, 1 + number % 12, 1),
            f"Person {number}",
            Capacity(Decimal("18.5"), 6, time(9), time(15, 30), frozenset({4})),
        )
        for number in range(PERSONS * size)
    )
    plans = tuple(_plan(random, number, persons) for number in range(PLANS * size))
    return Household(persons, plans, on=ON, municipality="Nordby Kommune")


def _plan(random: Random, number: int, persons: tuple[Person, ...]) -> SectorPlan:
    book = lawbook()
    kinds = [kind.id for kind in book.measure_types]
    aims = [aim.id for aim in book.aims]
    items = [item.id for item in book.items]
    plan, person = f"plan{number}", persons[number % len(persons)].id
    goals = tuple(Goal(plan, f"g{one}", person, random.choice(aims), f"Mål {one}") for one in range(3))
    return SectorPlan(
        plan,
        random.choice(PLAN_TYPES),
        person,
        f"Forvaltning {number % 7}",
        made=ON - timedelta(days=100),
        follow_up=ON + timedelta(days=random.randrange(-30, 60)),
        contact=Contact(f"Kontakt {number % 12}"),
        goals=goals,
        measures=tuple(
            _measure(random, plan, one, person, random.choice(kinds), goals) for one in range(MEASURES_PER_PLAN)
        ),
        appointments=(
            Appointment(plan, "a0", (person,), ON + timedelta(days=random.randrange(5, 100)), time(10), time(11)),
        ),
        duties=(Duty(plan, "d0", random.choice(RULES), person, ON - timedelta(days=random.randrange(0, 90))),),
        questions=tuple(
            Question(plan, f"q{one}", random.choice(items), "vum", person, ON - timedelta(days=40)) for one in range(2)
        ),
        statements=(
            Statement(plan, "s0", "LÆ 125", tuple(random.sample(items, 2)), person, ON - timedelta(days=number % 50)),
        ),
    )


def _measure(random: Random, plan: str, number: int, person: str, kind: str, goals: tuple[Goal, ...]) -> Measure:
    starts = ON + timedelta(days=random.randrange(-60, 10))
    needs = (Need(f"{plan}/m{number - 1}", State.STARTED),) if number % 5 == 4 else ()
    return Measure(
        plan,
        f"m{number}",
        kind,
        (person,),
        starts,
        None if random.random() < 0.3 else ON + timedelta(days=random.randrange(150, 300)),
        demand=random.choice((Demand.OFFER, Demand.OFFER, Demand.OFFER, Demand.OBLIGATION, Demand.TREATMENT)),
        protected=random.random() < 0.1,
        sessions=tuple(_sessions(random, starts)),
        goals=(random.choice(goals).name,),
        needs=needs,
    )


def _sessions(random: Random, starts: date) -> Iterator[Session]:
    """One session a week, over the whole day so that people do meet each other in the doorway."""
    minute = 15 * random.randrange(32, 64)
    end = minute + random.choice((45, 60, 90))
    day = starts + timedelta(days=random.randrange(7))
    yield Session(
        day,
        time(*divmod(minute, 60)),
        time(*divmod(end, 60)),
        weekly_until=ON + timedelta(days=365),
        place=random.choice(PLACES),
    )


def measure(sizes: tuple[int, ...] = SIZES, repeats: int = REPEATS) -> list[Figures]:
    """The cost of each size: the median of several runs, in processor time."""
    book = lawbook()
    figures = []
    for size in sizes:
        household = a_household(size)
        found, spent = answer(household, book, ON), []
        for _ in range(repeats):
            begun = process_time()
            found = answer(household, book, ON)
            spent.append((process_time() - begun) * 1000)
        figures.append(
            Figures(
                size,
                len(household.persons),
                sum(len(plan.measures) for plan in household.plans),
                count_occurrences(household.plans, ON),
                len(found.findings),
                median(spent),
            )
        )
    return figures


def main() -> None:
    """Print the figures and how they grow."""
    figures = measure()
    print(f"{'size':>5} {'persons':>8} {'measures':>9} {'occurrences':>12} {'findings':>9} {'ms':>9} {'growth':>7}")
    for one in figures:
        growth = one.milliseconds / figures[0].milliseconds
        print(
            f"{one.size:>4}x {one.persons:>8} {one.measures:>9} {one.occurrences:>12} {one.findings:>9} "
            f"{one.milliseconds:>9.1f} {growth:>6.1f}x"
        )


if __name__ == "__main__":
    main()

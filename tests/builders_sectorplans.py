"""Which sector plans do tests need? Facts with defaults; a test names only what it is about."""

from datetime import date, time

from enplan.journey.sectorplans.facts import (
    Appointment,
    Contact,
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

MONDAY = date(2026, 11, 23)


def a_goal(plan: str = "jobcenter", named: str = "job", person: str = "mette", aim: str = "full-time-work") -> Goal:
    """A goal of the plan."""
    return Goal(plan, named, person, aim, "Mette er i arbejde.")


def a_measure(
    plan: str = "jobcenter",
    named: str = "mentor",
    persons: tuple[str, ...] = ("mette",),
    *,
    goals: tuple[str, ...] = (),
    needs: tuple[Need, ...] = (),
    waits_for: tuple[str, ...] = (),
) -> Measure:
    """A measure with one session a week."""
    session = Session(MONDAY, time(9), time(10), date(2027, 1, 18), frozenset({date(2026, 12, 28)}), "Rådhuset")
    return Measure(
        plan,
        named,
        "mentorstoette",
        persons,
        MONDAY,
        date(2027, 1, 31),
        "Mentor",
        sessions=(session,),
        goals=goals,
        needs=needs,
        waits_for=waits_for,
        contact=Contact("Bo Lindgren", "mentor"),
    )


def a_full_plan(plan: str = "jobcenter", person: str = "mette") -> SectorPlan:
    """A plan with one item of each kind."""
    return SectorPlan(
        plan,
        "min-plan",
        person,
        "Jobcenter Nordby",
        date(2026, 9, 7),
        date(2026, 12, 7),
        Contact("Henrik Dam", "jobkonsulent"),
        (a_goal(plan, person=person),),
        (a_measure(plan, persons=(person,), goals=(f"{plan}/job",), needs=(Need("sundhed/ryg", State.FINISHED),)),),
        (Appointment(plan, "moede", (person,), MONDAY, time(11), time(12), "", f"{plan}/samtaler", (Contact("Bo"),)),),
        (Duty(plan, "samtaler", "lab-2026-75-pct", person, date(2026, 8, 17), 2),),
        (Question(plan, "spm", "psykisk-helbred", "lab-visitation", person, date(2026, 8, 24), date(2026, 9, 7)),),
        (Statement(plan, "attest", "LÆ 145", ("fysisk-helbred",), person, date(2026, 10, 19)),),
    )


def a_plan(
    named: str = "jobcenter", plan_type: str = "min-plan", person: str = "mette", measures: tuple[Measure, ...] = ()
) -> SectorPlan:
    """A plan with a goal, and the measures given."""
    return SectorPlan(named, plan_type, person, "Et kontor", goals=(a_goal(named, person=person),), measures=measures)


def a_household(*plans: SectorPlan, persons: tuple[Person, ...] = ()) -> Household:
    """A household file with these plans, and Mette and Freja in it."""
    mette = Person("mette", date(1983, 4, 12), "Mette Holm Andersen")
    freja = Person("freja", date(2011, 2, 27), "Freja Holm Andersen")
    return Household(persons=persons or (mette, freja), plans=plans)

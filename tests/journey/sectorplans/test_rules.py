"""Do sector plans keep what they hold, show what may be seen, and mean the right people?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from enplan.journey.sectorplans.facts import Contact, Household, Person, PlanFile, Relation, RelationKind, SectorPlan
from enplan.journey.sectorplans.rules.asked import asked_in_plans, ordered_in_plans, plan_types_of
from enplan.journey.sectorplans.rules.document import document_of, plan_of
from enplan.journey.sectorplans.rules.freshness import is_stale, living_measures
from enplan.journey.sectorplans.rules.intake import fitting, misfits
from enplan.journey.sectorplans.rules.kinds import kind_of, persons_of, with_items, without_item
from enplan.journey.sectorplans.rules.laying import HIDDEN_GOAL, Sorted, corrected, lay, seen, without_hidden_names
from enplan.journey.sectorplans.rules.people import accompanied, refs_in, renamed
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, PersonId
from enplan.kernel.verdict import ALLOWED, Verdict, refused
from enplan.law.lawbook import lawbook
from enplan.partners.sector_systems.household import read_household
from enplan.registers.cases.facts import Case, CaseKind, CasePerson, Place
from tests.builders_sectorplans import MONDAY, a_full_plan, a_goal, a_household, a_measure, a_plan

METTE, FREJA = PersonId(uuid4()), PersonId(uuid4())
LAW = lawbook().on(MONDAY)
CASE = Case(
    CaseId(uuid4()),
    CaseKind.FAMILY,
    "hop-2018",
    datetime(2026, 11, 1, tzinfo=UTC),
    (
        CasePerson(METTE, "mette", "Mette Holm Andersen", date(1983, 4, 12), Place.CITIZEN),
        CasePerson(FREJA, "freja", "Freja Holm Andersen", date(2011, 2, 27), Place.CHILD),
    ),
)


def only_mette(ref: str, category: Category) -> bool:
    """A sight of everything about Mette and nothing about Freja."""
    return ref == "mette"


def may_all(person: PersonId, category: Category) -> Verdict:
    """A policy that lets everything in."""
    return ALLOWED


# Kept as it came.


def test_a_plan_is_read_back_as_it_was_written() -> None:
    plan = a_full_plan()

    assert plan_of(document_of(plan)) == plan


@pytest.mark.parametrize("name", ["mor-uden-arbejde", "familie-i-mange-kontorer", "dobbelt-diagnose"])
def test_the_plans_of_the_worked_cases_survive_being_kept(shared: Path, name: str) -> None:
    household = read_household((shared / "cases" / f"{name}.json").read_bytes())

    assert [plan_of(document_of(plan)) for plan in household.plans] == list(household.plans)


def test_every_item_knows_its_kind_and_a_plan_can_be_put_together_from_its_items() -> None:
    plan = a_full_plan()

    assert [kind_of(item) for item in plan.items()] == [
        "goals", "measures", "appointments", "duties", "questions", "statements",
    ]  # fmt: skip
    assert with_items(plan, reversed(list(plan.items()))) == plan


def test_an_item_that_is_taken_out_leaves_no_word_of_itself() -> None:
    plan = a_full_plan()

    without = without_item(without_item(plan, "job"), "samtaler")

    assert (without.goals, without.duties) == ((), ())
    assert (without.measures[0].goals, without.appointments[0].duty) == ((), None)
    assert without.measures[0].needs == plan.measures[0].needs


# Only what the sight lets through.


def test_an_item_is_left_out_when_one_of_its_persons_may_not_be_seen() -> None:
    both = a_measure(named="sammen", persons=("mette", "freja"))
    plans, withheld = lay([Sorted(a_plan(measures=(a_measure(), both)), Category.WORK)], only_mette)

    assert [measure.id for measure in plans[0].measures] == ["mentor"]
    assert withheld == {Category.WORK: 1}


def test_nothing_left_out_counts_nothing() -> None:
    _, withheld = lay([Sorted(a_full_plan(), Category.WORK)], only_mette)

    assert not withheld


def test_no_word_is_left_of_what_is_not_shown() -> None:
    full = a_full_plan()  # its measure needs one of a plan that is not there
    plan = without_hidden_names([replace(full, goals=(), duties=())])[0]

    assert plan.measures[0].needs == ()
    assert plan.measures[0].goals == (HIDDEN_GOAL,)  # it does serve a goal, so it is not called one without
    assert plan.appointments[0].duty is None


def test_what_is_shown_keeps_its_references() -> None:
    other = a_plan("sundhed", "genoptraeningsplan", measures=(a_measure("sundhed", "ryg"),))
    plan, _ = without_hidden_names([a_full_plan(), other])

    assert plan == a_full_plan()


def test_a_measure_without_goal_stays_one() -> None:
    plan = without_hidden_names([a_plan(measures=(a_measure(),))])[0]

    assert plan.measures[0].goals == ()


# Who corrects a part does not lose the rest.


def test_hidden_items_survive_a_correction() -> None:
    hidden = a_measure(named="freja", persons=("freja",))
    old = a_plan(measures=(a_measure(), hidden))
    shown = seen(old, Category.WORK, only_mette)
    new = corrected(old, shown, replace(shown, measures=(replace(shown.measures[0], title="Rettet"),)))

    assert [(one.id, one.title) for one in new.measures] == [("mentor", "Rettet"), ("freja", "Mentor")]


def test_references_that_were_not_shown_survive_a_correction() -> None:
    hidden_goal = a_goal(named="frejas", person="freja")
    measure = a_measure(goals=("jobcenter/job", "jobcenter/frejas"))
    old = replace(a_plan(measures=(measure,)), goals=(a_goal(), hidden_goal))
    shown = without_hidden_names([seen(old, Category.WORK, only_mette)])[0]
    new = corrected(old, shown, replace(shown, measures=(replace(shown.measures[0], title="Rettet", goals=()),)))

    assert new.measures[0].goals == ("jobcenter/frejas",)  # the visible one was taken away, the hidden one stays


def test_what_was_shown_and_is_taken_away_is_gone() -> None:
    old = a_plan(measures=(a_measure(),))
    new = corrected(old, old, replace(old, measures=()))

    assert new.measures == ()


# Who is meant.


def test_a_person_is_known_by_short_name_or_by_name_and_birth() -> None:
    file = Household(
        persons=(
            Person("mette", date(1983, 4, 12), "Mette"),
            Person("barn", date(2011, 2, 27), "freja  holm andersen"),
            Person("fremmed", date(1990, 1, 1), "Mette Holm Andersen"),
        ),
        plans=(),
    )

    assert refs_in(file, CASE) == {"mette": "mette", "barn": "freja"}


def test_a_short_name_with_another_birth_is_another_person() -> None:
    file = Household(persons=(Person("mette", date(1999, 9, 9), "Mette Jensen"),), plans=())

    assert refs_in(file, CASE) == {}


def test_an_ombud_stands_beside_the_plans_and_stays_on_the_appointments_as_one_who_attends() -> None:
    """The plans are about the citizen: the ombud needs no place in the case to come along (S-79)."""
    full = a_full_plan()
    meeting = replace(full.appointments[0], persons=("mette", "birgit"))
    walk = a_measure(persons=("mette", "birgit"))
    ombud = Person("birgit", date(1968, 2, 14), "Birgit Aagaard")
    household = replace(
        a_household(replace(full, appointments=(meeting,), measures=(walk,))),
        persons=(Person("mette", date(1983, 4, 12), "Mette"), ombud),
        relations=(Relation("birgit", "mette", RelationKind.OMBUD),),
    )

    plan = accompanied(household).plans[0]

    assert plan.appointments[0].persons == ("mette",)
    assert plan.appointments[0].attendees == (Contact("Bo"), Contact("Birgit Aagaard", "personligt ombud"))
    assert plan.measures[0].persons == ("mette",)
    assert misfits([PlanFile("a.json", household)], CASE, LAW, may_all) == []


def test_a_companion_with_a_plan_of_their_own_is_one_of_the_people() -> None:
    own = a_plan("egen", person="carsten")
    carsten = Person("carsten", date(1981, 8, 3), "Carsten")
    household = replace(
        a_household(a_plan(measures=(a_measure(persons=("mette", "carsten")),)), own),
        persons=(Person("mette", date(1983, 4, 12), "Mette"), carsten),
        relations=(Relation("carsten", "mette", RelationKind.COMPANION),),
    )

    assert accompanied(household) == household


def test_a_plan_is_rewritten_with_the_case_s_names() -> None:
    plan = renamed(a_full_plan(person="borger"), {"borger": "mette"})

    assert {person for item in plan.items() for person in persons_of(item)} == {"mette"}
    assert plan.person == "mette"


def test_every_stranger_is_named_with_file_and_place() -> None:
    stranger = Person("peter", date(1970, 1, 1), "Peter Bo")
    mette = Person("mette", date(1983, 4, 12), "Mette Holm Andersen")
    plans = (a_plan(measures=(a_measure(persons=("mette", "peter")),)), a_plan("egen", person="peter"))
    file = PlanFile("a.json", a_household(*plans, persons=(mette, stranger)))

    found = misfits([file], CASE, LAW, may_all)

    assert [(one.file, one.place, one.reason) for one in found] == [
        ("a.json", "plans[0].measures[0].persons[1]", "sectorplans.person_unknown"),
        ("a.json", "plans[1].person", "sectorplans.person_unknown"),
    ]
    assert dict(found[0].details)["name"] == "Peter Bo"


def test_a_plan_in_two_files_is_refused_in_the_second() -> None:
    files = [PlanFile(name, a_household(a_plan())) for name in ("a.json", "b.json")]

    found = misfits(files, CASE, LAW, may_all)

    assert [(one.file, one.place, one.reason) for one in found] == [
        ("b.json", "plans[0].id", "sectorplans.plan_in_two_files")
    ]


def test_all_misfits_of_all_files_come_together() -> None:
    health = a_plan("sundhed", "genoptraeningsplan")
    files = [PlanFile("a.json", a_household(health, a_plan())), PlanFile("b.json", a_household(a_plan()))]

    def may_work(person: PersonId, category: Category) -> Verdict:
        return ALLOWED if category is Category.WORK else refused(f"sectorplans.consent_missing_{category}")

    reasons = [(one.file, one.reason) for one in misfits(files, CASE, LAW, may_work)]

    assert reasons == [
        ("a.json", "sectorplans.consent_missing_health"),
        ("b.json", "sectorplans.plan_in_two_files"),
    ]


def test_a_fitting_plan_carries_person_and_kind() -> None:
    addiction = a_plan("rus", "behandlingsplan-stof")
    found = fitting([PlanFile("a.json", a_household(addiction, a_plan("barn", "barnets-plan", "freja")))], CASE, LAW)

    assert [(one.plan.id, one.person_id, one.category) for one in found] == [
        ("rus", METTE, Category.ADDICTION),
        ("barn", FREJA, Category.FAMILY),
    ]


# What it tells.


@pytest.mark.parametrize(
    ("follow_up", "stale"),
    [
        pytest.param(None, False, id="no day"),
        pytest.param(MONDAY, False, id="the very day"),
        pytest.param(date(2026, 11, 22), True, id="the day before"),
    ],
)
def test_a_plan_is_stale_after_the_day_it_should_be_followed_up(follow_up: date | None, stale: bool) -> None:
    assert is_stale(replace(a_plan(), follow_up=follow_up), MONDAY) is stale


def test_a_measure_lives_on_its_last_day() -> None:
    plan = a_plan(measures=(a_measure(),))

    assert living_measures(plan, date(2027, 1, 31)) == plan.measures
    assert living_measures(plan, date(2027, 2, 1)) == ()


def test_questions_and_statements_of_plans_are_told_to_assessment_and_dossier() -> None:
    ids = {"mette": METTE}
    plans: list[SectorPlan] = [a_full_plan()]

    asked = asked_in_plans(plans, ids, LAW)
    ordered = ordered_in_plans(plans, ids)

    assert [(one.item, one.by, one.answered) for one in asked] == [
        ("psykisk-helbred", "Jobcenter Nordby", date(2026, 9, 7)),
        ("fysisk-helbred", "Jobcenter Nordby", None),
    ]
    assert [(one.kind, one.where, one.received) for one in ordered] == [("LÆ 145", "Jobcenter Nordby", None)]
    assert plan_types_of(plans, ids) == {METTE: {"min-plan"}}

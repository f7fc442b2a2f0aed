"""Are sector plans taken in whole, by those who may, and never half?"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from enplan.journey.access.commands import open_case
from enplan.journey.dossier.commands import receive_statement
from enplan.journey.sectorplans.commands import (
    correct_plan,
    order_statement,
    take_in_files,
    take_in_household,
    take_in_plan,
    withdraw_plan,
)
from enplan.journey.sectorplans.facts import Person, PlanFile, Received, SectorPlan, Way
from enplan.journey.sectorplans.queries import household_of, plans_in_force, sector_plan_page
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import SectorPlanId
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.queries import events
from enplan.registers.base.barrier import tell_actor
from enplan.registers.outbox.queries import messages
from tests.builders_sectorplans import MONDAY, a_full_plan, a_household, a_measure, a_plan
from tests.worlds import NOW, World, a_case, mettes_case

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def world() -> World:
    """Mette's case."""
    return mettes_case()


def taken_in(world: World, plan: SectorPlan, who: str = "Henrik Dam") -> Received:
    """The plan, taken in by somebody of the team."""
    return take_in_plan(world.sight(who), at=NOW, plan=plan)


def in_force(world: World, who: str = "mette") -> list[tuple[str, int]]:
    """Ids and versions of the plans in force, as somebody sees them."""
    return [(each.plan.id, each.version) for each in plans_in_force(world.sight(who))]


# Taken in.


def test_a_plan_is_kept_as_it_came(world: World) -> None:
    received = taken_in(world, a_full_plan())

    assert received.plan == a_full_plan()
    assert (received.category, received.version, received.way, received.items) == (Category.WORK, 1, Way.TYPED, 6)
    assert (received.received_by, received.received_at) == ("Henrik Dam", NOW)
    told = [each for each in events(world.sight("Henrik Dam")) if each.event == "sectorplans.plan_taken_in"]
    assert [(each.name, each.about) for each in told] == [("Henrik Dam", received.id)]


def test_the_one_it_is_about_is_told_and_for_a_child_the_custody_holder(world: World) -> None:
    taken_in(world, a_plan("barn", "barnets-plan", "freja"), "Louise Warming")

    for who in ("mette", "freja"):
        assert [each.message for each in messages(world.actor(who))].count("sectorplans.plan_taken_in") == 1


def test_a_plan_that_comes_again_is_a_new_version(world: World) -> None:
    first = taken_in(world, a_full_plan())
    second = take_in_plan(world.sight("Henrik Dam"), at=LATER, plan=a_plan())

    assert second.version == 2
    assert in_force(world) == [("jobcenter", 2)]
    page = sector_plan_page(world.sight("mette"), plan_id=first.id, on=MONDAY)
    assert [(each.version, each.superseded_at) for each in page.versions] == [(2, None), (1, LATER)]
    assert page.received.plan == replace(first.plan, measures=page.received.plan.measures)  # history is kept whole


def test_a_stranger_cannot_take_in_and_a_citizen_neither(world: World) -> None:
    with pytest.raises(Refused, match=r"sectorplans\.staff_only"):
        take_in_plan(world.sight("mette"), at=NOW, plan=a_plan())
    with pytest.raises(Missing):
        take_in_plan(world.sight("Jette Munk"), at=NOW, plan=a_plan())


def test_without_consent_the_plan_is_refused_with_the_consent_that_is_missing(world: World) -> None:
    with pytest.raises(Refused, match=r"sectorplans\.consent_missing_health"):
        taken_in(world, a_plan("sundhed", "genoptraeningsplan"), "Henrik Dam")

    assert in_force(world) == []


def test_a_plan_about_somebody_outside_the_case_is_refused(world: World) -> None:
    for plan in (a_plan(person="carsten"), a_plan(measures=(a_measure(persons=("mette", "carsten")),))):
        with pytest.raises(Unfit) as unfit:
            taken_in(world, plan)
        assert (unfit.value.reason, unfit.value.details["name"]) == ("sectorplans.person_unknown", "carsten")


def test_an_id_in_use_by_a_plan_that_may_not_be_seen_is_refused(world: World) -> None:
    taken_in(world, a_plan("plan", "genoptraeningsplan"), "Peter Kvist")

    with pytest.raises(Unfit, match=r"sectorplans\.id_in_use"):
        taken_in(world, a_plan("plan"), "Henrik Dam")


def test_the_same_id_in_two_cases_is_no_trouble(world: World) -> None:
    other = a_case(world.cast, "kenneth", coordinator="Inge Bjerre", team=["Jette Munk"])
    taken_in(world, a_plan())

    received = take_in_plan(other.sight("Jette Munk"), at=NOW, plan=a_plan(person="kenneth"))

    assert received.version == 1
    assert [each.plan.person for each in plans_in_force(other.sight("Jette Munk"))] == ["kenneth"]


# Files.


def test_all_plans_of_a_household_file_are_taken_in_under_the_case_s_names(world: World) -> None:
    file = a_household(
        replace(a_full_plan(person="borger"), department="Jobcenter Nordby"),
        persons=(Person("borger", date(1983, 4, 12), "Mette Holm Andersen"),),
    )

    received = take_in_household(world.sight("Henrik Dam"), at=NOW, household=file)

    assert [(each.plan.person, each.way) for each in received] == [("mette", Way.UPLOAD)]


def test_of_several_files_all_or_nothing_is_taken_in(world: World) -> None:
    good = PlanFile("god.json", a_household(a_plan()))
    bad = PlanFile("uden-samtykke.json", a_household(a_plan("sundhed", "genoptraeningsplan")))

    with pytest.raises(Refused) as refusal:
        take_in_files(world.sight("Henrik Dam"), at=NOW, files=[good, bad])

    assert refusal.value.reason == "sectorplans.consent_missing_health"
    assert (refusal.value.details["file"], refusal.value.details["place"]) == ("uden-samtykke.json", "plans[0]")
    assert in_force(world) == []


def test_a_stranger_in_a_file_is_named_with_file_and_place(world: World) -> None:
    persons = (Person("carsten", date(1981, 8, 3), "Carsten Bro Andersen"),)
    file = PlanFile("b.json", a_household(a_plan(person="carsten"), persons=persons))

    with pytest.raises(Unfit) as unfit:
        take_in_files(world.sight("Henrik Dam"), at=NOW, files=[file])

    assert unfit.value.details == {"name": "Carsten Bro Andersen", "place": "plans[0].person", "file": "b.json"}


# Corrected.


def test_a_correction_is_a_new_version_typed_by_hand(world: World) -> None:
    received = take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_plan(), way=Way.UPLOAD)

    corrected = correct_plan(
        world.sight("Henrik Dam"),
        at=LATER,
        plan_id=received.id,
        shown_version=1,
        plan=replace(received.plan, measures=(a_measure(),)),
    )

    assert (corrected.version, corrected.way, len(corrected.plan.measures)) == (2, Way.TYPED, 1)


def test_the_slower_of_two_correctors_is_told(world: World) -> None:
    received = taken_in(world, a_plan())
    correct_plan(world.sight("Henrik Dam"), at=LATER, plan_id=received.id, shown_version=1, plan=received.plan)

    with pytest.raises(Unfit, match=r"record\.changed_meanwhile"):
        correct_plan(world.sight("Henrik Dam"), at=LATER, plan_id=received.id, shown_version=1, plan=received.plan)
    newest = plans_in_force(world.sight("Henrik Dam"))[0]
    with pytest.raises(Unfit, match=r"record\.changed_meanwhile"):
        correct_plan(world.sight("Henrik Dam"), at=LATER, plan_id=newest.id, shown_version=1, plan=received.plan)


def test_what_the_corrector_may_not_see_stays_in_the_plan(world: World) -> None:
    """The sight of a job: everything; the school sees the school of Freja only, when it is about her alone."""
    plan = a_plan("skole", "uddannelsesplan-kui", "freja", (a_measure("skole", "frejas", ("freja",)),))
    with_mother = replace(plan, measures=(*plan.measures, a_measure("skole", "moede", ("freja", "mette"))))
    clock = open_case(the_clock(), at=NOW, case_id=world.case_id, errand="story")
    received = take_in_plan(clock, at=NOW, plan=with_mother)
    freja = plans_in_force(world.sight("freja"))[0]
    assert ([one.id for one in freja.plan.measures], freja.hidden) == (["frejas"], 1)

    school = world.sight("Morten Friis")
    corrected = correct_plan(
        school, at=LATER, plan_id=received.id, shown_version=1, plan=replace(with_mother, measures=())
    )

    assert corrected.plan.measures == ()  # the school sees both, so both could be taken away


def test_a_corrector_cannot_move_a_plan_to_where_consent_is_missing(world: World) -> None:
    received = taken_in(world, a_plan())

    with pytest.raises(Refused, match=r"sectorplans\.consent_missing_health"):
        correct_plan(
            world.sight("Henrik Dam"),
            at=LATER,
            plan_id=received.id,
            shown_version=1,
            plan=replace(received.plan, plan_type="genoptraeningsplan"),
        )


def test_a_plan_that_may_not_be_seen_cannot_be_corrected(world: World) -> None:
    received = taken_in(world, a_plan())

    with pytest.raises(Missing):
        correct_plan(world.sight("Peter Kvist"), at=LATER, plan_id=received.id, shown_version=1, plan=received.plan)


# Withdrawn.


def test_a_plan_received_by_mistake_counts_for_nothing_and_is_not_forgotten(world: World) -> None:
    received = taken_in(world, a_full_plan())

    withdrawn = withdraw_plan(world.sight("Henrik Dam"), at=LATER, plan_id=received.id, reason=" Forkert borger ")

    assert (withdrawn.in_force, withdrawn.withdrawn_why, withdrawn.withdrawn_at) == (False, "Forkert borger", LATER)
    sight = world.sight("mette")
    assert household_of(sight, on=MONDAY).household.plans == ()
    assert sector_plan_page(sight, plan_id=received.id, on=MONDAY).received.plan.id == "jobcenter"
    assert events(sight)[0].event == "sectorplans.plan_withdrawn"


def test_a_plan_is_withdrawn_once_and_with_a_reason(world: World) -> None:
    received = taken_in(world, a_plan())
    with pytest.raises(Unfit, match=r"sectorplans\.reason_missing"):
        withdraw_plan(world.sight("Henrik Dam"), at=LATER, plan_id=received.id, reason="  ")
    withdraw_plan(world.sight("Henrik Dam"), at=LATER, plan_id=received.id, reason="Forkert")

    with pytest.raises(Unfit, match=r"sectorplans\.not_in_force"):
        withdraw_plan(world.sight("Henrik Dam"), at=LATER, plan_id=received.id, reason="Igen")


def test_nobody_else_can_withdraw_it(world: World) -> None:
    received = taken_in(world, a_plan())
    other = a_case(world.cast, "kenneth", coordinator="Inge Bjerre", team=["Jette Munk"])

    with pytest.raises(Refused):
        withdraw_plan(world.sight("mette"), at=LATER, plan_id=received.id, reason="Nej")
    for sight in (world.sight("Peter Kvist"), other.sight("Jette Munk")):
        tell_actor(sight.actor)
        with pytest.raises(Missing):
            withdraw_plan(sight, at=LATER, plan_id=received.id, reason="Nej")
    with pytest.raises(Missing):
        withdraw_plan(world.sight("Henrik Dam"), at=LATER, plan_id=SectorPlanId(world.case_id), reason="Nej")


def test_a_withdrawn_plan_can_come_again_as_the_next_version(world: World) -> None:
    received = taken_in(world, a_plan())
    withdraw_plan(world.sight("Henrik Dam"), at=LATER, plan_id=received.id, reason="Forkert")

    assert taken_in(world, a_plan()).version == 2


# Statements of plans count when somebody wants to order another (S-21).


def test_a_statement_that_a_sector_plan_waits_for_is_not_ordered_again_without_a_reason(world: World) -> None:
    taken_in(world, a_full_plan())
    mette = world.cast.persons["mette"].id
    order: dict[str, Any] = {
        "person_id": mette,
        "kind": "LÆ 125",
        "items": ["fysisk-helbred"],
        "purpose": "Rehabilitering",
    }

    with pytest.raises(Unfit) as unfit:
        order_statement(world.sight("Henrik Dam"), at=NOW, category=Category.WORK, **order)
    assert unfit.value.reason == "dossier.statement_on-its-way"
    assert unfit.value.details["where"] == "Jobcenter Nordby"

    ordered = order_statement(
        world.sight("Henrik Dam"), at=NOW, category=Category.WORK, again_because="Ryggen er blevet værre", **order
    )
    assert ordered.again_because == "Ryggen er blevet værre"


def test_one_in_a_plan_that_may_not_be_seen_is_not_told_of(world: World) -> None:
    taken_in(world, a_full_plan())
    mette = world.cast.persons["mette"].id

    ordered = order_statement(
        world.sight("Peter Kvist"), at=NOW, person_id=mette, kind="LÆ 135", items=["fysisk-helbred"], purpose="Træning"
    )

    assert ordered.again_because == ""
    received = receive_statement(world.sight("Peter Kvist"), at=LATER, statement_id=ordered.id, text="Kan løfte lidt.")
    assert received.received_day == MONDAY

"""May a week be agreed that a person can live, and does a file's agreement count where nothing was agreed?"""

from datetime import time
from decimal import Decimal

import pytest
from django.db import transaction

from enplan.demo.households import household
from enplan.journey.assessment.commands import agree_capacity
from enplan.journey.assessment.rules.managing import WEEK, unfit_week
from enplan.journey.consent.commands import ask_for_consent, give_consent
from enplan.journey.consent.facts import ConsentKind, ConsentScope, Way
from enplan.journey.sectorplans.commands import take_in_household
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.period import Period
from enplan.registers.audit.queries import events
from enplan.registers.people.facts import Capacity
from tests.worlds import NOW, World, mettes_case

TODAY = danish_day(NOW)


@pytest.mark.parametrize(
    ("capacity", "reason"),
    [
        (Capacity(), ""),
        (Capacity(Decimal(18), 6, time(9), time(15, 30), ("fri",)), ""),
        (Capacity(Decimal(0), 0), ""),
        (Capacity(Decimal("168.01")), "assessment.hours_beyond_a_week"),
        (Capacity(Decimal(-1)), "assessment.hours_beyond_a_week"),
        (Capacity(contacts_per_week=101), "assessment.contacts_beyond_a_week"),
        (Capacity(not_before=time(10), not_after=time(10)), "assessment.day_ends_before_it_begins"),
        (Capacity(free_days=WEEK), "assessment.no_day_left"),
        (Capacity(free_days=WEEK[:6]), ""),
    ],
)
def test_only_a_week_that_can_be_lived_is_agreed(capacity: Capacity, reason: str) -> None:
    assert unfit_week(capacity) == reason


def agreed_to_one_plan(world: World) -> None:
    """Mette has said yes to one plan and to sharing what the file holds about herself."""
    scopes = [ConsentScope(ConsentKind.PLAN, world.cast.persons["mette"].id, "Én plan")]
    scopes += [
        ConsentScope(ConsentKind.INFORMATION, world.cast.persons[who].id, "Én plan", category)
        for who, category in (
            ("mette", Category.WORK),
            ("mette", Category.HEALTH),
            ("mette", Category.FAMILY),
            ("freja", Category.FAMILY),
            ("freja", Category.EDUCATION),
        )
    ]
    for scope in scopes:
        asked = ask_for_consent(
            world.sight("Susanne Brandt"),
            at=NOW,
            scope=scope,
            why="Så passer planerne sammen.",
            period=Period(TODAY, None),
        )
        give_consent(world.sight("mette"), at=NOW, request_id=asked.id, way=Way.PORTAL)


@pytest.mark.django_db
def test_the_person_says_what_the_week_may_hold() -> None:
    world, week = mettes_case(), Capacity(Decimal(10), 3, free_days=("mon",))
    agree_capacity(world.sight("mette"), at=NOW, person_id=world.cast.persons["mette"].id, capacity=week)
    sight = world.sight("mette")
    assert "assessment.capacity_agreed" in {event.event for event in events(sight)}
    mette = next(each for each in household_of(sight, on=TODAY).household.persons if each.id == "mette")
    assert (mette.capacity.hours_per_week, mette.capacity.free_days) == (Decimal(10), frozenset({0}))


@pytest.mark.django_db
def test_the_team_agrees_a_week_only_with_consent_to_one_plan() -> None:
    world = mettes_case()
    with pytest.raises(Refused, match="consent_missing_plan"):
        agree_capacity(
            world.sight("Susanne Brandt"),
            at=NOW,
            person_id=world.cast.persons["mette"].id,
            capacity=Capacity(Decimal(5)),
        )


@pytest.mark.django_db
def test_a_stranger_and_a_stranger_to_the_case_are_out_of_reach() -> None:
    world = mettes_case()
    with pytest.raises(Missing), transaction.atomic():
        world.sight("Jette Munk")
    with pytest.raises(Unfit, match="person_unknown"):
        agree_capacity(
            world.sight("mette"), at=NOW, person_id=world.cast.persons["tina"].id, capacity=Capacity(Decimal(5))
        )


@pytest.mark.django_db
def test_a_file_tells_what_was_agreed_but_never_over_what_the_person_has_said() -> None:
    world = mettes_case()
    agreed_to_one_plan(world)
    take_in_household(world.sight("Susanne Brandt"), at=NOW, household=household("mor-uden-arbejde"))
    laid = household_of(world.sight("Susanne Brandt"), on=TODAY).household
    assert next(each for each in laid.persons if each.id == "mette").capacity.hours_per_week == 18
    agree_capacity(
        world.sight("mette"), at=NOW, person_id=world.cast.persons["mette"].id, capacity=Capacity(Decimal(7))
    )
    take_in_household(world.sight("Susanne Brandt"), at=NOW, household=household("mor-uden-arbejde"))
    laid = household_of(world.sight("Susanne Brandt"), on=TODAY).household
    assert next(each for each in laid.persons if each.id == "mette").capacity.hours_per_week == 7

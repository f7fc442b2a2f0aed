"""Does a number that the municipality settles count from its day, everywhere, and not a day before? (S-58)"""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.access.commands import open_case
from enplan.journey.consent.facts import ConsentKind
from enplan.journey.coordination.queries import findings_page
from enplan.journey.decisions.commands import open_hearing
from enplan.journey.decisions.rules.hearing import last_day_to_answer
from enplan.journey.dossier.commands import chase_statement, request_statement, tell_late_statements
from enplan.journey.dossier.queries import dossier_page
from enplan.journey.dossier.rules.waiting import Turn
from enplan.journey.entrance.commands import delay_answer, receive_request
from enplan.journey.entrance.facts import Channel, Origin
from enplan.journey.evidence.facts import Evidence
from enplan.journey.evidence.facts import Kind as Witness
from enplan.journey.evidence.queries import evidence_page
from enplan.journey.evidence.rules.lighting import fresh_until
from enplan.journey.followup.models.grounds import look_at
from enplan.journey.followup.queries import overview_page
from enplan.journey.followup.rules.due import Ground, all_due
from enplan.journey.outcomes.queries import due_figures, figures
from enplan.journey.outcomes.rules.disclosure import cell, whole_counts
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.registers.accounts.queries import the_clock
from enplan.registers.organisation.commands import settle
from enplan.registers.organisation.facts import Matter
from tests.clock import MORNING, TODAY
from tests.worlds import World, a_municipality, mettes_case
from tests.worlds_decisions import COORDINATOR, Planned, a_plan_to_decide, consent

BECAUSE = "Besluttet af byrådet den 12. november."
FIRST = TODAY + timedelta(days=30)  # the first day of what is settled here
BEFORE, AFTER = MORNING + timedelta(days=29), MORNING + timedelta(days=30)
EVENING = pytest.mark.parametrize(
    ("at", "settled"), [(BEFORE, False), (AFTER, True)], ids=["the day before", "the day"]
)
FIVES = st.integers(1, 10).map(lambda number: 5 * number)


def settled_for(world: World, matter: Matter, value: int) -> None:
    """The leader has settled it today, from the day on."""
    leader = world.cast.professionals["Thomas Vinther"]
    settle(leader, at=MORNING, matter=matter, value=str(value), first_day=FIRST, why=BECAUSE)


@pytest.mark.django_db
class TestFromItsDay:
    @pytest.fixture
    def world(self) -> World:
        return mettes_case(a_municipality())

    @EVENING
    def test_how_long_an_answer_may_be_delayed(self, world: World, at: datetime, settled: bool) -> None:
        settled_for(world, Matter.LONGEST_DELAY, 120)
        lone, anne = world.cast.persons["lone"], world.cast.professionals["Anne Lykkegaard"]
        request = receive_request(
            world.cast.citizens["lone"],
            at=at,
            origin=Origin.CITIZEN,
            channel=Channel.PORTAL,
            about_name=lone.name,
            about_born=lone.born,
            wish="Jeg har fire planer.",
        )

        def delayed() -> date | None:
            new = at.date() + timedelta(days=100)
            return delay_answer(anne, at=at, request_id=request.id, new_day=new, reason=BECAUSE).delayed_to

        if settled:
            assert delayed() == at.date() + timedelta(days=100)
        else:
            with pytest.raises(Unfit, match=r"delay\.day_unlikely"), transaction.atomic():
                delayed()

    @EVENING
    def test_how_long_a_party_has_to_answer(self, at: datetime, settled: bool) -> None:
        plan: Planned = a_plan_to_decide()
        settled_for(plan.world, Matter.HEARING_DAYS, 21)
        sight = plan.world.sight(COORDINATOR, at=at)
        made = open_hearing(sight, at=at, element_id=plan.measures["mentor"].id, facts="Du kom ikke.")

        assert made.answer_by == last_day_to_answer(at.date(), 21 if settled else 14)

    @EVENING
    def test_how_long_a_doctor_is_left_in_peace_after_a_reminder(
        self, world: World, at: datetime, settled: bool
    ) -> None:
        settled_for(world, Matter.CHASE_DAYS, 3)
        consent(world, "mette", ConsentKind.INFORMATION, Category.HEALTH)
        ordered = request_statement(
            world.sight(COORDINATOR),
            at=MORNING,
            person_id=world.cast.persons["mette"].id,
            kind="LÆ 125",
            items=["psykisk-helbred"],
            purpose="Udredning",
        )
        reminded = at - timedelta(days=4)
        chase_statement(world.sight(COORDINATOR, at=reminded), at=reminded, statement_id=ordered.id, words="Vi rykker.")

        (seen,) = dossier_page(world.sight(COORDINATOR, at=at), on=at.date()).statements
        assert (seen.turn is Turn.ORDERER) is settled
        clock = open_case(the_clock(), at=at, case_id=world.case_id, errand="story")
        assert bool(tell_late_statements(clock, at=at)) is settled

    @EVENING
    def test_what_the_pages_of_a_case_reckon_with(self, world: World, at: datetime, settled: bool) -> None:
        for matter in (Matter.ENOUGH_CONTACTS, Matter.REVIEW_MONTHS, Matter.QUIET_WEEKS, Matter.FRESH_MONTHS):
            settled_for(world, matter, 4)
        sight, on = world.sight(COORDINATOR, at=at), at.date()
        ours = look_at(sight, on).ours

        assert findings_page(sight, on=on).spread.household.enough_contacts == (4 if settled else 3)
        assert (ours[Matter.REVIEW_MONTHS], ours[Matter.QUIET_WEEKS]) == ((4, 4) if settled else (3, 6))
        assert overview_page(sight, on=on).on == on
        evidence = evidence_page(world.sight("mette", at=at), on=on).evidence
        assert {each.fresh_months for each in evidence} == {4 if settled else 12}

    @EVENING
    def test_the_smallest_number_leaders_are_shown(self, world: World, at: datetime, settled: bool) -> None:
        settled_for(world, Matter.SMALLEST_SHOWN, 15)
        leader, smallest = world.cast.professionals["Thomas Vinther"], 15 if settled else 5

        assert figures(leader, on=at.date()).smallest == due_figures(leader, on=at.date()).smallest == smallest


# What the rules make of it.
@pytest.mark.parametrize(("months", "day"), [(1, date(2026, 12, 23)), (3, date(2027, 2, 23)), (12, date(2027, 11, 23))])
def test_a_new_plan_is_gone_through_after_so_many_months(months: int, day: date) -> None:
    (due,) = all_due(Ground(on=TODAY, approved_at=MORNING, review_months=months))

    assert due.day == day


@given(days=st.integers(3, 30))
def test_a_plan_that_waits_for_a_yes_is_brought_up_after_so_many_days(days: int) -> None:
    (due,) = all_due(Ground(on=TODAY, proposed_at=MORNING, question_days=days))

    assert due.day == TODAY + timedelta(days=days)


@given(months=st.integers(3, 24))
def test_evidence_is_fresh_so_many_months_and_longer_the_more_there_are(months: int) -> None:
    def last(of: int) -> date:
        day = fresh_until(Evidence(Witness.STATEMENT, "x", "LÆ 145", "Lægen", TODAY, fresh_months=of))
        assert day is not None
        return day

    assert TODAY < last(months) < last(months + 1)


@given(count=st.integers(0, 200), one=FIVES, other=FIVES)
def test_two_looks_before_and_after_it_is_settled_anew_differ_by_nobody_or_by_five_or_more(
    count: int, one: int, other: int
) -> None:
    """The reason why the number goes by fives: else the difference would tell of a few."""
    seen = sorted(cell("x", [1.0] * count, each).count or 0 for each in (one, other))
    by_group = sorted(whole_counts("x", {"a": count}, each)[0].count or 0 for each in (one, other))

    assert all((after - before) % 5 == 0 for shown in (seen, by_group) for before, after in pairwise(shown))
    assert all(each == 0 or each >= min(one, other) for each in (*seen, *by_group))

"""Is a decision signed only when a second professional has agreed to exactly its words, where that is wanted?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from enplan.journey.consent.facts import ConsentKind
from enplan.journey.decisions.commands import endorse_decision, issue_decision, save_choice
from enplan.journey.decisions.facts import Endorsement
from enplan.journey.decisions.queries import decision_page
from enplan.kernel.category import Category
from enplan.kernel.errors import Refused, Unfit
from enplan.registers.organisation.rules import NO
from tests.journey.decisions.acts import TODAY, events_of, reason, told
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, consent, want_four_eyes

pytestmark = pytest.mark.django_db
SECOND = "Henrik Dam"


@pytest.fixture(autouse=True)
def wanted(plan: Planned) -> None:
    """The municipality wants four eyes."""
    want_four_eyes(plan.world)


@pytest.fixture
def drafted(plan: Planned) -> Planned:
    """Every answer is written, and the team may see all of them."""
    consent(plan.world, "mette", ConsentKind.INFORMATION, Category.SOCIAL)
    for choice in plan.choices("mentor"):
        save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=choice)
    return plan


def endorse(plan: Planned, who: str = SECOND, shown: str | None = None) -> Endorsement:
    sight = plan.world.sight(who)
    shown = decision_page(sight, on=TODAY).second.shown if shown is None else shown
    return endorse_decision(sight, at=NOW, version_id=plan.version.id, shown=shown)


def sign(plan: Planned) -> None:
    issue_decision(plan.world.sight(COORDINATOR), at=NOW, version_id=plan.version.id)


def test_nobody_signs_alone(drafted: Planned) -> None:
    with pytest.raises(Unfit) as caught, transaction.atomic():
        sign(drafted)

    assert reason(caught) == "decision.check.four-eyes"
    assert decision_page(drafted.world.sight(COORDINATOR), on=TODAY).issued == []


def test_where_the_municipality_does_not_want_it_one_signs(drafted: Planned) -> None:
    want_four_eyes(drafted.world, NO, at=NOW - timedelta(days=2))
    sign(drafted)

    assert events_of(drafted).count("decision.issued") == 1


def test_it_is_wanted_from_the_day_that_was_settled_and_not_before(drafted: Planned) -> None:
    """What the municipality settles holds from its first day (S-58)."""
    want_four_eyes(drafted.world, NO, at=NOW - timedelta(days=2))
    want_four_eyes(drafted.world, first_day=TODAY + timedelta(days=1), at=NOW - timedelta(days=1))

    today, tomorrow = (
        decision_page(drafted.world.sight(COORDINATOR), on=TODAY + timedelta(days=days)) for days in (0, 1)
    )

    assert (today.second.wanted, today.ready) == (False, True)
    assert (tomorrow.second.wanted, tomorrow.ready) == (True, False)


def test_when_a_colleague_agrees_it_is_signed_and_both_are_remembered(drafted: Planned) -> None:
    assert decision_page(drafted.world.sight(COORDINATOR), on=TODAY).waits_for_second
    agreed = endorse(drafted)
    again = endorse(drafted)
    sign(drafted)

    assert (agreed.id, agreed.by) == (again.id, SECOND)
    assert (events_of(drafted).count("decision.endorsed"), events_of(drafted).count("decision.issued")) == (1, 1)
    assert told(drafted, COORDINATOR).count("decision.endorsed") == 1


def test_a_word_changed_afterwards_is_agreed_to_anew(drafted: Planned) -> None:
    shown = decision_page(drafted.world.sight(SECOND), on=TODAY).second.shown
    endorse(drafted)
    (mentor,) = (each for each in drafted.choices("mentor") if each.facts)
    save_choice(drafted.world.sight(COORDINATOR), at=NOW, choice=replace(mentor, facts="Noget helt andet."))

    with pytest.raises(Unfit) as caught, transaction.atomic():
        sign(drafted)
    with pytest.raises(Unfit) as stale, transaction.atomic():
        endorse(drafted, shown=shown)

    assert (reason(caught), reason(stale)) == ("decision.check.four-eyes", "decision.answers_changed")
    endorse(drafted)
    sign(drafted)


@pytest.mark.parametrize(
    ("who", "why"), [(COORDINATOR, "decision.second_is_another"), ("mette", "decision.staff_only")]
)
def test_the_second_is_a_colleague_of_the_one_who_signs(drafted: Planned, who: str, why: str) -> None:
    shown = decision_page(drafted.world.sight(COORDINATOR), on=TODAY).second.shown
    with pytest.raises(Refused) as caught, transaction.atomic():
        endorse(drafted, who, shown)

    assert reason(caught) == why


def test_nobody_agrees_to_what_is_not_finished(plan: Planned) -> None:
    with pytest.raises(Unfit) as caught, transaction.atomic():
        endorse(plan)

    assert reason(caught) == "decision.check.unanswered"


def test_nobody_vouches_for_what_is_closed_to_them(plan: Planned) -> None:
    for choice in plan.choices("mentor"):
        save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=choice)

    with pytest.raises(Unfit) as caught, transaction.atomic():
        endorse(plan)

    assert reason(caught) == "decision.second_sees_too_little"

"""Is a statement promised, chased and called off, and is the one who ordered it told that it is late?"""

from datetime import date, timedelta
from typing import Any

import pytest

from enplan.journey.access.commands import open_case
from enplan.journey.dossier.commands import (
    call_off_statement,
    chase_statement,
    note_promise,
    receive_statement,
    request_statement,
    reuse_statement,
    tell_late_statements,
)
from enplan.journey.dossier.facts import Statement
from enplan.journey.dossier.queries import register_page, statement, statements
from enplan.journey.dossier.rules.waiting import Standing, Turn
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.journey.sectorplans.queries import register_with_plans
from enplan.journey.team.commands import end_membership
from enplan.journey.team.queries import members
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.builders_sectorplans import a_full_plan
from tests.worlds import NOW, World, a_case, mettes_case

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
LATE = NOW + timedelta(days=15)  # a day after a status is due
WHO = "Peter Kvist"


@pytest.fixture
def world() -> World:
    """Mette's case."""
    return mettes_case()


def ordered(world: World, **fields: Any) -> Statement:
    """A status, ordered by the physiotherapist."""
    told: dict[str, Any] = {"kind": "LÆ 125", "items": ["fysisk-helbred"], "purpose": "Træning", **fields}
    return request_statement(world.sight(WHO), at=NOW, person_id=world.cast.persons["mette"].id, **told)


def told(world: World, who: str) -> list[str]:
    """What the person has been told about statements, newest last."""
    return [each.message for each in reversed(messages(world.actor(who))) if each.message.startswith("dossier.")]


def night(world: World, days: int = 15) -> int:
    """The clock comes, so many days later; how many late statements it told of."""
    at = NOW + timedelta(days=days)
    return len(tell_late_statements(open_case(the_clock(), at=at, case_id=world.case_id, errand="remind"), at=at))


def test_a_promise_moves_the_day_the_answer_is_due(world: World) -> None:
    one = ordered(world)

    noted = note_promise(
        world.sight(WHO), at=NOW, statement_id=one.id, promised_day=date(2026, 12, 20), revision=one.revision
    )

    assert (noted.promised_day, noted.seen_day, noted.revision) == (date(2026, 12, 20), None, 2)
    seen = register_page(world.sight(WHO), on=date(2026, 12, 10)).rows[0]
    assert (seen.standing, seen.turn) == (Standing.ON_ITS_WAY, Turn.ANSWERER)
    assert "dossier.statement_promised" in [each.event for each in events(world.sight("mette"))]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "dossier.promise_missing"),
        ({"promised_day": TODAY - timedelta(days=1)}, "dossier.promise_before_order"),
        ({"seen_day": TODAY - timedelta(days=1)}, "dossier.promise_before_order"),
        ({"seen_day": TODAY, "revision": 7}, "record.changed_meanwhile"),
    ],
)
def test_a_promise_that_cannot_be_is_refused(world: World, fields: dict[str, Any], reason: str) -> None:
    one = ordered(world)

    with pytest.raises(Unfit) as unfit:
        note_promise(world.sight(WHO), at=NOW, statement_id=one.id, **fields)
    assert unfit.value.reason == reason
    assert statement(world.sight(WHO), statement_id=one.id) == one


def test_a_late_statement_is_chased_and_the_citizen_reads_so(world: World) -> None:
    """S-21: overdue ones are chased."""
    one = ordered(world)

    sight = world.sight("Susanne Brandt", at=LATE)
    with pytest.raises(Missing):  # she may not see the health of Mette without consent
        chase_statement(sight, at=LATE, statement_id=one.id, words="Ringede.")
    chased = chase_statement(world.sight(WHO, at=LATE), at=LATE, statement_id=one.id, words=" Ringede. ")

    assert [(each.words, each.chased_by, each.chased_at) for each in chased.chases] == [("Ringede.", WHO, LATE)]
    assert statements(world.sight(WHO)) == [chased]
    assert told(world, "mette")[-1] == "dossier.statement_chased"
    assert "dossier.statement_chased" in [each.event for each in events(world.sight("mette"))]


def test_only_what_is_late_is_chased(world: World) -> None:
    one = ordered(world)
    day_before = LATE - timedelta(days=1)

    with pytest.raises(Unfit, match=r"dossier\.statement_not_late"):
        chase_statement(world.sight(WHO, at=day_before), at=day_before, statement_id=one.id, words="Ringede.")
    with pytest.raises(Unfit, match=r"dossier\.chase_words_missing"):
        chase_statement(world.sight(WHO, at=LATE), at=LATE, statement_id=one.id, words=" ")
    receive_statement(world.sight(WHO, at=LATE), at=LATE, statement_id=one.id, text="Godt.")
    with pytest.raises(Unfit, match=r"dossier\.statement_received_before"):
        chase_statement(world.sight(WHO, at=LATE), at=LATE, statement_id=one.id, words="Ringede.")


def test_one_that_is_called_off_is_over_and_another_may_be_ordered(world: World) -> None:
    one = ordered(world)
    with pytest.raises(Unfit, match=r"dossier\.call_off_reason_missing"):
        call_off_statement(world.sight(WHO), at=NOW, statement_id=one.id, because="")

    off = call_off_statement(world.sight(WHO), at=NOW, statement_id=one.id, because="Lægen har ikke tid.")

    assert (off.called_off_day, off.called_off_because) == (TODAY, "Lægen har ikke tid.")
    sight = world.sight(WHO)
    before = r"dossier\.statement_called_off_before"
    with pytest.raises(Unfit, match=before):
        receive_statement(sight, at=NOW, statement_id=one.id, text="Godt.")
    with pytest.raises(Unfit, match=before):
        chase_statement(sight, at=NOW, statement_id=one.id, words="Ringede.")
    with pytest.raises(Unfit, match=r"dossier\.cannot_reuse_called-off"):
        reuse_statement(sight, at=NOW, statement_id=one.id, purpose="Andet")
    assert "dossier.statement_called_off" in [each.event for each in events(sight)]
    assert ordered(world).again_because == ""
    assert night(world) == 1  # of the new one alone


def test_whoever_ordered_it_is_told_once_that_it_is_late_and_again_a_week_after_a_chase(world: World) -> None:
    """S-21, S-88: nothing is forgotten, and nobody is told the same every night."""
    one = ordered(world)

    assert [night(world, days) for days in (14, 15, 16)] == [0, 1, 0]
    assert told(world, WHO) == ["dossier.statement_late"]
    assert "dossier.late_told" in [each.event for each in events(world.sight(WHO))]
    chase_statement(world.sight(WHO, at=LATE), at=LATE, statement_id=one.id, words="Ringede.")
    assert [night(world, days) for days in (21, 22, 23)] == [0, 1, 0]
    receive_statement(world.sight(WHO, at=LATE), at=LATE, statement_id=one.id, text="Godt.")
    assert night(world, 40) == 0


def test_when_the_orderer_has_left_the_contact_person_is_told(world: World) -> None:
    ordered(world)
    sight = world.sight("Susanne Brandt")
    seat = next(each.membership for each in members(sight) if each.name == WHO)
    end_membership(sight, at=NOW, membership_id=seat.id)

    night(world)

    assert told(world, WHO) == []
    assert told(world, "Susanne Brandt") == ["dossier.statement_late"]


def test_only_the_clock_tells_of_late_ones(world: World) -> None:
    with pytest.raises(Refused, match=r"dossier\.clock_tells"):
        tell_late_statements(world.sight(WHO), at=NOW)


def test_another_case_is_out_of_reach(world: World) -> None:
    one = ordered(world)
    other = a_case(world.cast, "jimmi", coordinator=WHO)

    with pytest.raises(Missing):
        note_promise(other.sight(WHO), at=NOW, statement_id=one.id, promised_day=TODAY)


def test_another_order_keeps_what_was_there_and_why(world: World) -> None:
    """S-21: ordering again while one is on its way needs a written reason."""
    ordered(world)
    with pytest.raises(Unfit, match=r"dossier\.statement_on-its-way"):
        ordered(world)

    again = ordered(world, again_because="Den første blev væk.")

    assert again.despite == "LÆ 125 (Peter Kvist)"


def test_a_day_is_asked_for_only_where_no_agreement_sets_it(world: World) -> None:
    with pytest.raises(Unfit, match=r"dossier\.answer_day_agreed"):
        ordered(world, answer_by=date(2026, 12, 1))
    with pytest.raises(Unfit, match=r"dossier\.answer_day_too_soon"):
        ordered(world, kind="LÆ 285", answer_by=date(2026, 11, 30))

    assert ordered(world, kind="LÆ 285", answer_by=date(2026, 12, 1)).answer_by == date(2026, 12, 1)


def test_the_register_shows_those_of_sector_plans_beside_and_the_late_ones_first(world: World) -> None:
    one = ordered(world)
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())

    page = register_with_plans(world.sight(WHO, at=LATE), on=LATE.date())
    first = page.rows[0]
    assert (first.standing, first.turn, first.ordered.statement_id) == (Standing.LATE, Turn.ORDERER, one.id)
    assert page.late == 1
    assert register_page(world.sight("Henrik Dam"), on=TODAY).rows == ()
    of_plan = [row for row in register_with_plans(world.sight("Henrik Dam"), on=TODAY).rows if row.seen is None]
    assert all(row.ordered.where for row in of_plan)

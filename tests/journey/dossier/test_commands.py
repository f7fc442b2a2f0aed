"""Is what is known kept with its source, and is no statement ordered twice without a reason?"""

from datetime import date, timedelta
from typing import Any

import pytest

from enplan.journey.dossier.commands import add_document, receive_statement, request_statement, reuse_statement
from enplan.journey.dossier.facts import Document, Statement
from enplan.journey.dossier.queries import documents, statements
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.worlds import NOW, World, a_case, mettes_case

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
LATER = NOW + timedelta(days=10)


@pytest.fixture
def world() -> World:
    """Mette's case."""
    return mettes_case()


def mette(world: World) -> PersonId:
    """Her id."""
    return world.cast.persons["mette"].id


def added(sight: Sight, person: PersonId, **fields: Any) -> Document:
    """A document about her back."""
    given: dict[str, Any] = {
        "title": "Ryggen",
        "text": "Må løfte 5 kg.",
        "source": "Egen læge",
        "category": Category.HEALTH,
    }
    return add_document(sight, at=NOW, person_id=person, **{**given, **fields})


def ordered(world: World, who: str = "Peter Kvist", **fields: Any) -> Statement:
    """A general health statement, ordered by the physiotherapist."""
    given: dict[str, Any] = {"kind": "LÆ 145", "items": ["fysisk-helbred"], "purpose": "Træning", "at": NOW}
    return request_statement(world.sight(who), person_id=mette(world), **{**given, **fields})


# Documents.


def test_a_document_is_kept_with_its_source(world: World) -> None:
    document = added(world.sight("Peter Kvist"), mette(world), day=date(2026, 11, 2), title="  Ryggen ")

    assert (document.title, document.source, document.day) == ("Ryggen", "Egen læge", date(2026, 11, 2))
    assert (document.added_by, document.added_at) == ("Peter Kvist", NOW)
    sight = world.sight("mette")
    assert documents(sight) == [document]
    assert document.id in [each.about for each in events(sight) if each.event == "dossier.document_added"]
    assert "dossier.document_added" in [each.message for each in messages(world.actor("mette"))]


def test_the_citizen_adds_what_she_knows_of_herself(world: World) -> None:
    document = added(world.sight("mette"), mette(world), source="Mig selv")

    assert (document.added_by, document.day) == ("Mette Holm Andersen", TODAY)
    assert "dossier.document_added" not in [each.message for each in messages(world.actor("mette"))]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"title": " "}, "dossier.title_missing"),
        ({"text": ""}, "dossier.text_missing"),
        ({"source": ""}, "dossier.source_missing"),
        ({"day": TODAY + timedelta(days=1)}, "dossier.day_ahead"),
    ],
)
def test_a_document_that_lacks_something_is_refused(world: World, fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unfit) as unfit:
        added(world.sight("Peter Kvist"), mette(world), **fields)

    assert unfit.value.reason == reason
    assert documents(world.sight("mette")) == []


def test_without_consent_nobody_adds_and_nobody_reads(world: World) -> None:
    with pytest.raises(Refused, match=r"dossier\.not_let_through"):
        added(world.sight("Henrik Dam"), mette(world))
    with pytest.raises(Unfit, match=r"dossier\.person_unknown"):
        added(world.sight("Peter Kvist"), world.cast.persons["tina"].id)
    added(world.sight("Peter Kvist"), mette(world))
    assert documents(world.sight("Henrik Dam")) == []


# Statements.


def test_a_statement_is_ordered_received_and_used_again(world: World) -> None:
    statement = ordered(world)
    assert (statement.requested_day, statement.requested_by, statement.again_because) == (TODAY, "Peter Kvist", "")

    received = receive_statement(
        world.sight("Peter Kvist"),
        at=LATER,
        statement_id=statement.id,
        text="Kan løfte lidt.",
        valid_until=date(2027, 5, 1),
    )
    assert (received.received_day, received.valid_until, received.revision) == (date(2026, 12, 3), date(2027, 5, 1), 2)

    used = reuse_statement(world.sight("Peter Kvist"), at=LATER, statement_id=statement.id, purpose="Rehabilitering")
    assert [(use.purpose, use.used_by, use.used_at) for use in used.uses] == [("Rehabilitering", "Peter Kvist", LATER)]
    sight = world.sight("Peter Kvist")
    assert statements(sight) == [used]
    done = [each.event for each in events(sight) if each.about == statement.id]
    assert sorted(done) == ["dossier.statement_received", "dossier.statement_requested", "dossier.statement_reused"]


@pytest.mark.parametrize(
    ("received", "reason"), [(False, "dossier.statement_on-its-way"), (True, "dossier.statement_valid")]
)
def test_ordering_again_is_answered_by_already_there_and_needs_a_reason(
    world: World, received: bool, reason: str
) -> None:
    """S-21."""
    first = ordered(world)
    if received:
        receive_statement(world.sight("Peter Kvist"), at=NOW, statement_id=first.id, text="Kan løfte lidt.")

    with pytest.raises(Unfit) as unfit:
        ordered(world, kind="LÆ 125", items=["psykisk-helbred", "fysisk-helbred"])
    assert (unfit.value.reason, unfit.value.details["common"]) == (reason, "fysisk helbred")
    assert len(statements(world.sight("Peter Kvist"))) == 1

    assert ordered(world, again_because="Ryggen er blevet værre").again_because == "Ryggen er blevet værre"


def test_a_reason_that_nobody_asked_for_is_not_kept(world: World) -> None:
    assert ordered(world, again_because="For en sikkerheds skyld").again_because == ""


def test_a_lapsed_one_is_no_hindrance_and_cannot_be_used_again(world: World) -> None:
    first = ordered(world)
    receive_statement(world.sight("Peter Kvist"), at=NOW, statement_id=first.id, text="Godt.", valid_until=TODAY)

    assert ordered(world, at=LATER).again_because == ""
    with pytest.raises(Unfit, match=r"dossier\.cannot_reuse_lapsed"):
        reuse_statement(world.sight("Peter Kvist"), at=LATER, statement_id=first.id, purpose="Mere")


def test_what_has_not_come_or_is_per_purpose_cannot_be_used_again(world: World) -> None:
    waiting = ordered(world)
    private = ordered(world, items=["traumer-og-vold"], kind="Udtalelse")
    receive_statement(world.sight("Peter Kvist"), at=NOW, statement_id=private.id, text="Fortroligt.")

    with pytest.raises(Unfit, match=r"dossier\.cannot_reuse_on-its-way"):
        reuse_statement(world.sight("Peter Kvist"), at=NOW, statement_id=waiting.id, purpose="Mere")
    with pytest.raises(Unfit, match=r"dossier\.per_purpose"):
        reuse_statement(world.sight("Peter Kvist"), at=NOW, statement_id=private.id, purpose="Mere")
    with pytest.raises(Unfit, match=r"dossier\.purpose_missing"):
        reuse_statement(world.sight("Peter Kvist"), at=NOW, statement_id=private.id, purpose="")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": ""}, "dossier.kind_missing"),
        ({"purpose": " "}, "dossier.purpose_missing"),
        ({"items": []}, "dossier.items_missing"),
        ({"items": ["sko"]}, "dossier.item_unknown"),
    ],
)
def test_an_order_that_lacks_something_is_refused(world: World, fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(Unfit) as unfit:
        ordered(world, **fields)
    assert unfit.value.reason == reason


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": ""}, "dossier.text_missing"),
        ({"received_day": TODAY - timedelta(days=1)}, "dossier.received_day_wrong"),
        ({"received_day": TODAY + timedelta(days=1)}, "dossier.received_day_wrong"),
        ({"valid_until": TODAY - timedelta(days=1)}, "dossier.valid_until_wrong"),
        ({"revision": 7}, "record.changed_meanwhile"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(world: World, fields: dict[str, Any], reason: str) -> None:
    statement = ordered(world)
    given: dict[str, Any] = {"text": "Godt.", "revision": 1, **fields}

    with pytest.raises(Unfit) as unfit:
        receive_statement(world.sight("Peter Kvist"), at=NOW, statement_id=statement.id, **given)
    assert unfit.value.reason == reason


def test_an_answer_comes_once(world: World) -> None:
    statement = ordered(world)
    receive_statement(world.sight("Peter Kvist"), at=NOW, statement_id=statement.id, text="Godt.")

    with pytest.raises(Unfit, match=r"dossier\.statement_received_before"):
        receive_statement(world.sight("Peter Kvist"), at=NOW, statement_id=statement.id, text="Skidt.")


def test_a_stranger_is_refused_and_another_case_is_out_of_reach(world: World) -> None:
    statement = ordered(world)
    other = a_case(world.cast, "kenneth", coordinator="Inge Bjerre", team=["Signe Hald"])

    with pytest.raises(Refused, match=r"dossier\.staff_orders"):
        ordered(world, "mette")
    for who, where in (("Signe Hald", other), ("Henrik Dam", world)):
        sight = where.sight(who)
        with pytest.raises(Missing):
            receive_statement(sight, at=NOW, statement_id=statement.id, text="Godt.")
        with pytest.raises(Missing):
            reuse_statement(sight, at=NOW, statement_id=statement.id, purpose="Mere")

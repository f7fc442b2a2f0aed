"""Who says yes for whom, and when does a yes end with those who said it?"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from enplan.journey.consent.commands import (
    ask_for_consent,
    decline_consent,
    give_consent,
    part_from_companion,
    show_to_one,
    withdraw_consent,
)
from enplan.journey.consent.facts import ConsentKind, Recipient, Way
from enplan.journey.consent.queries import (
    consent_page,
    consents_in_force,
    consents_page,
    plan_consent_missing,
    question_page,
)
from enplan.journey.team.commands import choose_companion
from enplan.journey.team.facts import CompanionKind
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.period import Period
from enplan.kernel.sight import Grant
from enplan.registers.people.commands import relate
from enplan.registers.people.facts import RelationKind
from tests.builders_people import TODAY, a_scope
from tests.journey.consent.acts import (
    COORDINATOR,
    a_companion,
    ask,
    carsten_joins,
    carsten_on_paper,
    done,
    mettes_health,
    sees_health,
    told,
    who,
    yes,
)
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db


def test_a_young_person_decides_on_their_own_health(world: World) -> None:
    """Freja is 15."""
    question = ask(world, a_scope(who(world, "freja"), Category.HEALTH))
    with pytest.raises(Missing), transaction.atomic():
        yes(world, "mette", question)

    assert yes(world, "freja", question).complete


def test_the_holder_of_custody_decides_on_the_rest(world: World) -> None:
    question = ask(world, a_scope(who(world, "freja"), Category.EDUCATION))
    with pytest.raises(Refused, match=r"consent\.another_decides"), transaction.atomic():
        yes(world, "freja", question)

    assert yes(world, "mette", question).period.last == date(2029, 2, 26)  # the day before Freja is 18


def test_a_childs_plan_needs_everybody_with_custody(world: World) -> None:
    carsten_joins(world)
    question = ask(world, a_scope(who(world, "freja"), kind=ConsentKind.PLAN))
    half = yes(world, "mette", question)

    assert not half.complete
    assert not half.opens(TODAY)
    assert not world.sight("Henrik Dam").shows(who(world, "freja"), Category.PLAN)
    with pytest.raises(Unfit, match=r"consent\.signed_already"), transaction.atomic():
        yes(world, "mette", question)
    waiting = question_page(world.sight("carsten"), request_id=question.id, on=TODAY)
    assert (waiting.mine, waiting.waits_for) == (True, ["Carsten Bro Andersen"])

    whole = yes(world, "carsten", question)
    assert whole.complete
    assert set(whole.signers) == {who(world, "mette"), who(world, "carsten")}
    assert world.sight("Henrik Dam").shows(who(world, "freja"), Category.PLAN)


def test_one_no_ends_what_others_have_begun_to_sign(world: World) -> None:
    carsten_joins(world)
    question = ask(world, a_scope(who(world, "freja"), kind=ConsentKind.PLAN))
    yes(world, "mette", question)
    decline_consent(world.sight("carsten"), at=NOW, request_id=question.id)

    assert not world.sight("Henrik Dam").shows(who(world, "freja"), Category.PLAN)
    page = consents_page(world.sight("mette"), on=TODAY)
    assert (page.asked, page.given) == ([], [])
    assert len(page.declined) == 1


def test_from_16_the_young_person_consents_too(world: World) -> None:
    at = NOW + timedelta(days=200)
    question = ask_for_consent(
        world.sight(COORDINATOR, at=at),
        at=at,
        scope=a_scope(who(world, "freja"), kind=ConsentKind.PLAN),
        why="Fordi",
        period=Period(at.date()),
    )
    half = give_consent(world.sight("mette", at=at), at=at, request_id=question.id, way=Way.PORTAL)
    hers = give_consent(world.sight("freja", at=at), at=at, request_id=question.id, way=Way.PORTAL)
    whole = carsten_on_paper(world, question, at=at)

    assert (half.complete, hers.complete, whole.complete) == (False, False, True)


def test_a_holder_of_custody_outside_the_case_must_say_yes_too(world: World) -> None:
    """Forældreansvarsloven § 3 stk. 1: Carsten has custody with Mette, and nobody has taken him into the case."""
    freja = who(world, "freja")
    question = ask(world, a_scope(freja, kind=ConsentKind.PLAN))
    half = yes(world, "mette", question)

    assert not half.complete
    assert not world.sight("Henrik Dam").shows(freja, Category.PLAN)
    assert freja in plan_consent_missing(world.sight(COORDINATOR), on=TODAY)
    for reader in (COORDINATOR, "mette"):
        waiting = question_page(world.sight(reader), request_id=question.id, on=TODAY)
        assert waiting.waits_for == waiting.waits_outside == ["Carsten Bro Andersen"]
    assert told(world, "carsten") == set()  # he has no page to read it on: he is spoken with or written to

    whole = carsten_on_paper(world, question)
    assert whole.complete
    assert set(whole.signers) == {who(world, "mette"), who(world, "carsten")}
    assert world.sight("Henrik Dam").shows(freja, Category.PLAN)
    shown = consent_page(world.sight("mette"), consent_id=whole.id, on=TODAY)
    assert set(shown.given_by) == {"Mette Holm Andersen", "Carsten Bro Andersen"}


def test_his_no_is_written_down_and_leaves_the_childs_own_plans(world: World) -> None:
    question = ask(world, a_scope(who(world, "freja"), kind=ConsentKind.PLAN))
    yes(world, "mette", question)
    decline_consent(
        world.sight(COORDINATOR), at=NOW, request_id=question.id, given_by=who(world, "carsten"), reason="Ikke nu"
    )

    page = consents_page(world.sight(COORDINATOR), on=TODAY)
    assert [each.request.declined_because for each in page.declined] == ["Ikke nu"]
    assert who(world, "freja") in plan_consent_missing(world.sight(COORDINATOR), on=TODAY)


def test_one_of_them_is_enough_for_information(world: World) -> None:
    assert yes(world, "mette", ask(world, a_scope(who(world, "freja"), Category.EDUCATION))).complete


def test_a_parents_yes_ends_the_day_before_the_young_person_must_say_it(world: World) -> None:
    question = ask(world, a_scope(who(world, "freja"), kind=ConsentKind.PLAN))
    yes(world, "mette", question)
    consent = carsten_on_paper(world, question)

    assert consent.period.last == date(2027, 2, 26)
    birthday = NOW.replace(year=2027, month=2, day=27)
    assert not world.sight("Henrik Dam", at=birthday).shows(who(world, "freja"), Category.PLAN)


def test_an_ombud_sees_what_the_citizen_shows_them_one_kind_at_a_time(world: World) -> None:
    mette, birgit = who(world, "mette"), world.cast.persons["birgit"]
    choose_companion(
        world.sight("mette"), at=NOW, name=birgit.name, born=birgit.born, for_person=mette, kind=CompanionKind.OMBUD
    )
    given = show_to_one(
        world.sight("mette"),
        at=NOW,
        for_person=mette,
        recipient_id=birgit.id,
        categories=[Category.PLAN, Category.WORK],
        purpose="Så Birgit kan hjælpe mig",
    )

    assert [each.scope.category for each in given] == [Category.PLAN, Category.WORK]
    sight = world.sight("birgit")
    assert {grant.category for grant in sight.grants} == {Category.PLAN, Category.WORK}
    shown = consents_page(world.sight("birgit"), on=TODAY).given
    assert [each.recipient for each in shown] == ["Birgit Aagaard"] * 2
    withdraw_consent(world.sight("mette"), at=NOW, consent_id=given[0].id)
    assert {grant.category for grant in world.sight("birgit").grants} == {Category.WORK}
    with pytest.raises(Unfit, match=r"consent\.names_no_category"), transaction.atomic():
        show_to_one(
            world.sight("mette"), at=NOW, for_person=mette, recipient_id=birgit.id, categories=[], purpose="Hjælp"
        )


def test_a_recipient_must_be_somebody_here(world: World) -> None:
    for recipient in (Recipient.PERSON, Recipient.DEPARTMENT):
        scope = replace(mettes_health(world), recipient=recipient, recipient_id=uuid4())
        with pytest.raises(Unfit, match=r"consent\.recipient_unknown"), transaction.atomic():
            ask(world, scope)


def test_the_citizen_does_not_ask_for_the_team(world: World) -> None:
    with pytest.raises(Refused, match=r"consent\.team_asks"), transaction.atomic():
        ask_for_consent(world.sight("mette"), at=NOW, scope=mettes_health(world), why="Fordi", period=Period(TODAY))


def test_another_case_is_out_of_reach(world: World) -> None:
    other = mettes_case(world.cast)
    question = ask(other, mettes_health(other))
    consent = yes(other, "mette", question)

    with pytest.raises(Missing), transaction.atomic():
        withdraw_consent(world.sight("mette"), at=NOW, consent_id=consent.id)
    with pytest.raises(Missing), transaction.atomic():
        yes(world, "mette", question)
    with pytest.raises(Missing), transaction.atomic():
        decline_consent(world.sight("mette"), at=NOW, request_id=question.id)
    with pytest.raises(Missing), transaction.atomic():
        ask(world, a_scope(who(world, "jimmi")))
    assert not sees_health(world)


def test_the_two_kinds_stand_apart(world: World) -> None:
    """Refusing to share does not end the plan, and having a plan opens no other information."""
    plan = yes(world, "mette", ask(world, a_scope(who(world, "mette"), kind=ConsentKind.PLAN)))
    assert not sees_health(world)
    assert plan_consent_missing(world.sight(COORDINATOR), on=TODAY) == [who(world, "freja")]

    decline_consent(world.sight("mette"), at=NOW, request_id=ask(world, mettes_health(world)).id)
    assert [each.id for each in consents_in_force(world.sight(COORDINATOR), on=TODAY)] == [plan.id]
    withdraw_consent(world.sight("mette"), at=NOW, consent_id=plan.id)
    assert "consent.plan_withdrawn" in told(world, COORDINATOR)


def test_before_confirming_it_is_said_what_stops(world: World) -> None:
    consent = yes(world, "mette", ask(world, mettes_health(world)))
    page = consent_page(world.sight("mette"), consent_id=consent.id, on=TODAY)

    assert page.mine
    assert "Jobcenter Nordby" in page.stops
    assert "Sundhedscenter Nordby" not in page.stops  # they see their own
    with pytest.raises(Missing):
        consent_page(world.sight("freja"), consent_id=consent.id, on=TODAY)


def test_a_consent_ends_with_the_custody_of_the_one_who_gave_it(world: World) -> None:
    """Security, T15: the loss acts on the next reading, and custody that comes again opens nothing by itself."""
    mette, freja = who(world, "mette"), who(world, "freja")
    yes(world, "mette", ask(world, a_scope(freja, Category.EDUCATION)))
    kinds = Grant(freja, Category.EDUCATION)
    assert kinds in world.sight(COORDINATOR).grants

    lost, held = RelationKind.PARENT_WITHOUT_CUSTODY, RelationKind.PARENT_WITH_CUSTODY
    relate(one=mette, other=freja, kind=lost, known_day=TODAY)
    assert kinds not in world.sight(COORDINATOR).grants
    assert consents_in_force(world.sight(COORDINATOR), on=TODAY) == []
    page = consents_page(world.sight(COORDINATOR), on=TODAY)
    assert [each.consent.void for each in page.ended] == [True]
    assert page.given == []

    relate(one=mette, other=freja, kind=held, known_day=TODAY + timedelta(days=1))
    assert kinds not in world.sight(COORDINATOR).grants
    later = NOW + timedelta(days=1)
    again = ask_for_consent(
        world.sight(COORDINATOR, at=later),
        at=later,
        scope=a_scope(freja, Category.EDUCATION),
        why="Forældremyndigheden er ændret.",
        period=Period(TODAY + timedelta(days=1)),
    )
    give_consent(world.sight("mette", at=later), at=later, request_id=again.id, way=Way.PORTAL)
    assert kinds in world.sight(COORDINATOR, at=later).grants


def test_what_was_shown_to_a_companion_ends_with_them(world: World) -> None:
    chosen, birgit = a_companion(world)
    show_to_one(
        world.sight("mette"),
        at=NOW,
        for_person=who(world, "mette"),
        recipient_id=birgit,
        categories=[Category.WORK],
        purpose="Så du kan stå mig bi",
    )
    part_from_companion(world.sight("mette"), at=NOW, companion_id=chosen)

    assert consents_in_force(world.sight("mette"), on=TODAY) == []
    assert {"consent.withdrawn", "team.companion_ended"} <= done(world)
    with pytest.raises(Missing), transaction.atomic():
        world.sight("birgit")


def test_nobody_else_parts_somebody_from_their_companion(world: World) -> None:
    chosen, _ = a_companion(world)

    with pytest.raises(Refused), transaction.atomic():
        part_from_companion(world.sight("freja"), at=NOW, companion_id=chosen)
    with pytest.raises(Missing), transaction.atomic():
        part_from_companion(mettes_case(world.cast).sight("mette"), at=NOW, companion_id=chosen)

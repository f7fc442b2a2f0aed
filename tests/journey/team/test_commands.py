"""Who is around the citizen after each thing that can happen to a team?"""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from enplan.journey.access.commands import open_case
from enplan.journey.team.commands import (
    add_member,
    add_relative,
    answer_join_question,
    ask_to_join,
    choose_companion,
    end_companion,
    end_membership,
    name_coordinator,
    register_companion,
)
from enplan.journey.team.facts import CompanionKind, Kin
from enplan.journey.team.queries import (
    contact_of,
    coordinator_of,
    has_asked_to_join,
    members,
    my_memberships,
    team_page,
)
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import CaseId, ProfessionalId
from enplan.kernel.sight import Relation
from enplan.registers.audit.queries import events
from enplan.registers.cases.facts import Place
from enplan.registers.outbox.queries import messages
from enplan.registers.people.facts import RelationKind
from enplan.registers.people.queries import persons
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=1)
COORDINATOR = "Susanne Brandt"


@pytest.fixture
def world() -> World:
    return mettes_case()


def pro(world: World, name: str) -> ProfessionalId:
    found = world.actor(name).professional_id
    assert found is not None
    return found


def done(world: World) -> list[str]:
    return [each.event for each in events(world.sight(COORDINATOR))]


def told(world: World, who: str) -> set[str]:
    return {each.message for each in messages(world.actor(who))}


def seat(world: World, name: str) -> UUID:
    return next(each for each in members(world.sight(COORDINATOR)) if each.name == name).membership.id


def test_a_second_contact_person_takes_over_and_the_first_stays_in_the_history(world: World) -> None:
    """S-25: exactly one at any time, with history."""
    anne = world.actor("Anne Lykkegaard")
    name_coordinator(anne, at=TOMORROW, case_id=world.case_id, professional_id=pro(world, "Henrik Dam"))

    page = team_page(world.sight("Henrik Dam", at=TOMORROW))
    assert page.coordinator is not None
    assert page.coordinator.name == "Henrik Dam"
    former = {(each.name, each.coordinator) for each in page.former}
    assert ("Susanne Brandt", True) in former
    assert ("Henrik Dam", False) in former
    with pytest.raises(Missing), transaction.atomic():
        world.sight("Susanne Brandt", at=TOMORROW)
    assert "team.coordinator_named" in told(world, "mette")
    assert "team.you_are_coordinator" in told(world, "Henrik Dam")


def test_who_hands_over_can_stay_as_their_departments_contact(world: World) -> None:
    susanne = world.actor(COORDINATOR)
    name_coordinator(
        susanne, at=TOMORROW, case_id=world.case_id, professional_id=pro(world, "Henrik Dam"), keep_former=True
    )

    assert world.sight("Susanne Brandt", at=TOMORROW).relation is Relation.MEMBER
    assert world.sight("Henrik Dam", at=TOMORROW).relation is Relation.COORDINATOR


def test_the_new_contact_person_takes_the_place_of_their_departments_contact(world: World) -> None:
    anne = world.actor("Anne Lykkegaard")
    name_coordinator(anne, at=TOMORROW, case_id=world.case_id, professional_id=pro(world, "Jette Munk"))

    names = [each.name for each in members(world.sight("Jette Munk", at=TOMORROW))]
    assert names[0] == "Jette Munk"
    assert "Henrik Dam" not in names


def test_naming_the_same_contact_person_again_is_no_change(world: World) -> None:
    with pytest.raises(Unfit, match=r"team\.coordinator_already"), transaction.atomic():
        name_coordinator(
            world.actor("Anne Lykkegaard"), at=NOW, case_id=world.case_id, professional_id=pro(world, COORDINATOR)
        )


@pytest.mark.parametrize("who", ["Henrik Dam", "Jette Munk", "mette"])
def test_others_do_not_name_the_contact_person(world: World, who: str) -> None:
    with pytest.raises(Refused, match=r"team\.not_yours_to_name"), transaction.atomic():
        name_coordinator(world.actor(who), at=NOW, case_id=world.case_id, professional_id=pro(world, "Henrik Dam"))


def test_a_department_has_one_contact(world: World) -> None:
    with pytest.raises(Unfit, match=r"team\.department_has_contact"), transaction.atomic():
        add_member(world.sight(COORDINATOR), at=NOW, professional_id=pro(world, "Jette Munk"))

    add_member(world.sight(COORDINATOR), at=NOW, professional_id=pro(world, "Jette Munk"), replaces=True)
    names = {each.name for each in members(world.sight(COORDINATOR))}
    assert "Jette Munk" in names
    assert "Henrik Dam" not in names
    assert "team.member_added" in done(world)
    assert "team.you_are_member" in told(world, "Jette Munk")


def test_a_member_is_in_the_team_once(world: World) -> None:
    with pytest.raises(Unfit, match=r"team\.member_already"), transaction.atomic():
        add_member(world.sight(COORDINATOR), at=NOW, professional_id=pro(world, "Henrik Dam"))


def test_a_member_does_not_add_others(world: World) -> None:
    with pytest.raises(Refused, match=r"team\.coordinator_only"), transaction.atomic():
        add_member(world.sight("Henrik Dam"), at=NOW, professional_id=pro(world, "Lars Overgaard"))


def test_who_leaves_the_team_sees_nothing_from_that_moment(world: World) -> None:
    membership_id = seat(world, "Henrik Dam")
    end_membership(world.sight(COORDINATOR), at=NOW, membership_id=membership_id)

    with pytest.raises(Missing), transaction.atomic():
        world.sight("Henrik Dam")
    with pytest.raises(Unfit, match=r"team\.membership_ended_already"), transaction.atomic():
        end_membership(world.sight(COORDINATOR), at=NOW, membership_id=membership_id)
    assert my_memberships(world.actor("Henrik Dam")) == []
    assert "team.membership_ended" in done(world)


def test_the_citizen_is_never_without_a_contact_person(world: World) -> None:
    with pytest.raises(Unfit, match=r"team\.coordinator_must_be_replaced"), transaction.atomic():
        end_membership(world.sight(COORDINATOR), at=NOW, membership_id=seat(world, COORDINATOR))


def test_a_member_leaves_on_their_own_but_sends_nobody_away(world: World) -> None:
    henrik, peter = seat(world, "Henrik Dam"), seat(world, "Peter Kvist")
    with pytest.raises(Refused, match=r"team\.coordinator_only"), transaction.atomic():
        end_membership(world.sight("Henrik Dam"), at=NOW, membership_id=peter)

    end_membership(world.sight("Henrik Dam"), at=NOW, membership_id=henrik)
    assert "Henrik Dam" not in {each.name for each in members(world.sight(COORDINATOR))}


def test_a_membership_of_another_case_is_out_of_reach(world: World) -> None:
    other = mettes_case(world.cast)
    elsewhere = next(each for each in members(other.sight(COORDINATOR)) if not each.coordinator).membership.id

    with pytest.raises(Missing), transaction.atomic():
        end_membership(world.sight(COORDINATOR), at=NOW, membership_id=elsewhere)


def test_the_citizen_chooses_an_ombud_who_then_sees_the_case_but_no_content(world: World) -> None:
    """S-79: access only through the citizen's consent."""
    birgit, mette = world.cast.persons["birgit"], world.cast.persons["mette"]
    chosen = choose_companion(
        world.sight("mette"), at=NOW, name=birgit.name, born=birgit.born, for_person=mette.id, kind=CompanionKind.OMBUD
    )

    assert chosen.companion_id == birgit.id
    sight = world.sight("birgit")
    assert (sight.relation, sight.grants) == (Relation.COMPANION, frozenset())
    assert "team.you_stand_by" in told(world, "birgit")
    assert "team.companion_registered" in done(world)
    with pytest.raises(Unfit, match=r"team\.companion_already"), transaction.atomic():
        register_companion(
            world.sight("mette"), at=NOW, companion_id=birgit.id, for_person=mette.id, kind=CompanionKind.OMBUD
        )


def test_somebody_unknown_can_be_chosen_too(world: World) -> None:
    mette = world.cast.persons["mette"]
    choose_companion(
        world.sight("mette"),
        at=NOW,
        name="Nabo Nielsen",
        born=date(1970, 1, 1),
        for_person=mette.id,
        kind=CompanionKind.COMPANION,
    )

    assert [each.name for each in team_page(world.sight("mette")).companions] == ["Nabo Nielsen"]


def test_choosing_leaves_the_choosers_sight_as_it_was(world: World) -> None:
    """The look-up is made as the system; afterwards the database must know the citizen again."""
    mette, sight = world.cast.persons["mette"], world.sight("mette")
    choose_companion(
        sight, at=NOW, name="Nabo", born=date(1970, 1, 1), for_person=mette.id, kind=CompanionKind.COMPANION
    )

    assert persons([world.cast.persons["jimmi"].id]) == {}


def test_nobody_chooses_for_another(world: World) -> None:
    mette, birgit = world.cast.persons["mette"], world.cast.persons["birgit"]
    for who, reason in (
        ("Henrik Dam", "team.companion_is_chosen_by_the_person"),
        (COORDINATOR, "team.mandate_missing"),
        ("freja", "team.companion_is_chosen_by_the_person"),
    ):
        with pytest.raises(Refused, match=reason), transaction.atomic():
            register_companion(
                world.sight(who), at=NOW, companion_id=birgit.id, for_person=mette.id, kind=CompanionKind.OMBUD
            )


def test_the_case_is_closed_to_a_companion_from_the_moment_it_ends(world: World) -> None:
    birgit, mette = world.cast.persons["birgit"], world.cast.persons["mette"]
    chosen = register_companion(
        world.sight(COORDINATOR),
        at=NOW,
        companion_id=birgit.id,
        for_person=mette.id,
        kind=CompanionKind.OMBUD,
        mandate="Sagt og skrevet under på mødet i dag",
    )
    end_companion(world.sight("mette"), at=NOW, companion_id=chosen.id)

    with pytest.raises(Missing), transaction.atomic():
        world.sight("birgit")
    with pytest.raises(Unfit, match=r"team\.companion_ended_already"), transaction.atomic():
        end_companion(world.sight("mette"), at=NOW, companion_id=chosen.id)
    assert "team.companion_ended" in done(world)


def test_a_person_of_the_family_joins_the_case(world: World) -> None:
    carsten, freja = world.cast.persons["carsten"], world.cast.persons["freja"]
    someone = add_relative(
        world.sight(COORDINATOR),
        at=NOW,
        name=carsten.name,
        born=carsten.born,
        place=Place.ADULT,
        kin=[Kin(RelationKind.PARENT_WITH_CUSTODY, freja.id)],
    )

    assert someone.id == carsten.id
    page = team_page(world.sight("carsten"))
    assert {each.ref for each in page.case.persons} == {"mette", "freja", "carsten"}
    assert "team.relative_added" in done(world)
    with pytest.raises(Unfit, match=r"team\.person_already"), transaction.atomic():
        add_relative(world.sight(COORDINATOR), at=NOW, name=carsten.name, born=carsten.born, place=Place.ADULT)


def test_only_the_contact_person_writes_the_family_in(world: World) -> None:
    with pytest.raises(Refused, match=r"team\.coordinator_only"), transaction.atomic():
        add_relative(world.sight("mette"), at=NOW, name="Ny", born=date(2001, 1, 1), place=Place.ADULT)
    with pytest.raises(Unfit, match=r"team\.name_or_birth_day_missing"), transaction.atomic():
        add_relative(world.sight(COORDINATOR), at=NOW, name=" ", born=date(2001, 1, 1), place=Place.ADULT)
    with pytest.raises(Unfit, match=r"team\.case_has_its_citizen"), transaction.atomic():
        add_relative(world.sight(COORDINATOR), at=NOW, name="Ny", born=date(2001, 1, 1), place=Place.CITIZEN)
    with pytest.raises(Unfit, match=r"team\.short_name_taken"), transaction.atomic():
        add_relative(world.sight(COORDINATOR), at=NOW, name="Ny", born=date(2001, 1, 1), place=Place.ADULT, ref="mette")


def test_a_professional_outside_sees_whom_to_ring_and_nothing_else(world: World) -> None:
    outside = world.actor("Lars Overgaard")

    assert contact_of(outside, case_id=world.case_id).name == COORDINATOR
    with pytest.raises(Missing), transaction.atomic():
        contact_of(outside, case_id=CaseId(uuid4()))
    with pytest.raises(Missing), transaction.atomic():
        contact_of(world.actor("kenneth"), case_id=world.case_id)
    with pytest.raises(Missing), transaction.atomic():
        open_case(outside, at=NOW, case_id=world.case_id, errand="story")


def test_a_question_to_join_is_seen_by_the_citizen_and_answered_with_a_reason(world: World) -> None:
    outside = world.actor("Lars Overgaard")
    question = ask_to_join(outside, at=NOW, case_id=world.case_id, ground="Jeg begynder behandling på mandag.")

    assert has_asked_to_join(outside, case_id=world.case_id)
    assert done(world).count("team.asked_to_join") == 1
    assert [each.ground for each in team_page(world.sight("mette")).questions] == ["Jeg begynder behandling på mandag."]
    assert {"team.asked_to_join"} <= told(world, "mette")
    assert {"team.asked_to_join"} <= told(world, COORDINATOR)
    with pytest.raises(Unfit, match=r"team\.asked_already"), transaction.atomic():
        ask_to_join(outside, at=NOW, case_id=world.case_id, ground="Jeg begynder behandling på mandag.")
    with pytest.raises(Unfit, match=r"team\.answer_missing"), transaction.atomic():
        answer_join_question(world.sight(COORDINATOR), at=NOW, question_id=question.id, accepted=False, answer=" ")
    with pytest.raises(Refused, match=r"team\.coordinator_only"), transaction.atomic():
        answer_join_question(world.sight("Henrik Dam"), at=NOW, question_id=question.id, accepted=True, answer="Ja da")

    answer_join_question(
        world.sight(COORDINATOR), at=NOW, question_id=question.id, accepted=True, answer="Mette vil gerne."
    )
    assert world.sight("Lars Overgaard").relation is Relation.MEMBER
    with pytest.raises(Unfit, match=r"team\.question_answered_already"), transaction.atomic():
        answer_join_question(world.sight(COORDINATOR), at=NOW, question_id=question.id, accepted=True, answer="Ja")


def test_a_no_lets_nobody_in(world: World) -> None:
    outside = world.actor("Lars Overgaard")
    question = ask_to_join(outside, at=NOW, case_id=world.case_id, ground="Jeg vil bare kigge.")
    answer_join_question(
        world.sight(COORDINATOR), at=NOW, question_id=question.id, accepted=False, answer="Mette ønsker det ikke."
    )

    with pytest.raises(Missing), transaction.atomic():
        world.sight("Lars Overgaard")
    assert "team.join_question_answered" in told(world, "Lars Overgaard")


def test_asking_to_join_needs_a_ground_a_case_and_a_profession(world: World) -> None:
    with pytest.raises(Unfit, match=r"team\.ground_missing"), transaction.atomic():
        ask_to_join(world.actor("Lars Overgaard"), at=NOW, case_id=world.case_id, ground=" ")
    with pytest.raises(Missing), transaction.atomic():
        ask_to_join(world.actor("Lars Overgaard"), at=NOW, case_id=CaseId(uuid4()), ground="Jeg har brug for det.")
    with pytest.raises(Unfit, match=r"team\.member_already"), transaction.atomic():
        ask_to_join(world.actor("Henrik Dam"), at=NOW, case_id=world.case_id, ground="Jeg er her jo.")
    with pytest.raises(Refused, match=r"door\.staff_only"), transaction.atomic():
        ask_to_join(world.actor("kenneth"), at=NOW, case_id=world.case_id, ground="Jeg er nysgerrig.")


def test_everybody_around_the_citizen_is_named(world: World) -> None:
    found = coordinator_of(world.sight("mette"))

    assert found is not None
    assert (found.name, found.department) == (COORDINATOR, "Voksenstøtte")
    assert len(my_memberships(world.actor(COORDINATOR))) == 1

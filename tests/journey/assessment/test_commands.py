"""Is a question answered once, by those who may, and does nobody lose what they wrote?"""

from datetime import timedelta
from typing import Any

import pytest

from enplan.journey.access.commands import open_case
from enplan.journey.assessment.commands import answer_question, conclude_assessment, confirm_answer
from enplan.journey.assessment.facts import OWN_STRENGTHS, Answer
from enplan.journey.assessment.queries import answers, conclusions
from enplan.journey.consent.commands import ask_for_consent, give_consent, withdraw_consent
from enplan.journey.consent.facts import ConsentKind, ConsentScope, Way
from enplan.journey.consent.queries import consents_in_force
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import PersonId
from enplan.kernel.period import Period
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.worlds import NOW, World, a_case, mettes_case
from tests.worlds_decisions import consent

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
SAID: dict[str, Any] = {
    "strengths": "Flittig.", "wishes": "Arbejde.", "conclusion": "Ro først.", "kinds": [Category.PLAN]
}  # fmt: skip


@pytest.fixture
def world() -> World:
    """Mette's case."""
    return mettes_case()


def mette(world: World) -> PersonId:
    """Her id."""
    return world.cast.persons["mette"].id


def answered(world: World, who: str, item: str, text: str = "Sådan er det.", **more: Any) -> Answer:
    """Somebody answers for Mette."""
    at = more.pop("at", NOW)
    return answer_question(world.sight(who), at=at, person_id=mette(world), item=item, text=text, **more)


def with_consent_to_the_plan(world: World) -> None:
    """Mette consents to one plan."""
    scope = ConsentScope(ConsentKind.PLAN, mette(world), "Én plan")
    question = ask_for_consent(
        world.sight("Susanne Brandt"), at=NOW, scope=scope, why="For at lave én plan", period=Period(NOW.date())
    )
    give_consent(world.sight("mette"), at=NOW, request_id=question.id, way=Way.PORTAL)


# Answered.


def test_the_citizen_answers_in_her_own_words_and_that_settles_it(world: World) -> None:
    answer = answered(world, "mette", "psykisk-helbred", "  Jeg bliver bange i butikker. ")

    assert (answer.text, answer.category, answer.confirmed) == (
        "Jeg bliver bange i butikker.", Category.HEALTH, True,
    )  # fmt: skip
    assert (answer.source, answer.answered_by, answer.answered_at) == (
        "Mette Holm Andersen",
        "Mette Holm Andersen",
        NOW,
    )
    sight = world.sight("mette")
    assert answers(sight) == [answer]
    assert [each.event for each in events(sight) if each.about == answer.id] == ["assessment.question_answered"]


def test_a_professional_writes_down_what_was_said_and_the_citizen_is_told(world: World) -> None:
    answer = answered(world, "Henrik Dam", "arbejdserfaring-cv", source="Samtale med Mette")

    assert (answer.source, answer.answered_by, answer.confirmed) == ("Samtale med Mette", "Henrik Dam", False)
    assert "assessment.question_answered" in [each.message for each in messages(world.actor("mette"))]


def test_the_newest_answer_counts_and_the_old_one_is_kept(world: World) -> None:
    answered(world, "mette", "netvaerk", "Ingen.")
    newest = answered(world, "mette", "netvaerk", "Min søster.", at=LATER)

    assert answers(world.sight("mette")) == [newest]


def test_what_is_written_last_counts_even_when_a_clock_is_behind(world: World) -> None:
    answered(world, "mette", "netvaerk", "Ingen.", at=LATER)
    newest = answered(world, "mette", "netvaerk", "Min søster.")

    assert newest.answered_at > LATER
    assert answers(world.sight("mette")) == [newest]


def test_the_slower_of_two_who_answer_is_told(world: World) -> None:
    answered(world, "Susanne Brandt", "netvaerk", "Ingen.", shown=0)

    with pytest.raises(Unfit, match=r"record\.changed_meanwhile"):
        answered(world, "mette", "netvaerk", "Min søster.", shown=0)
    assert answered(world, "mette", "netvaerk", "Min søster.", shown=1, at=LATER).text == "Min søster."


def test_what_is_asked_per_purpose_needs_one_and_nothing_else_keeps_one(world: World) -> None:
    with pytest.raises(Unfit, match=r"assessment\.purpose_missing"):
        answered(world, "mette", "traumer-og-vold")

    assert answered(world, "mette", "traumer-og-vold", purpose="Støtte i hjemmet").purpose == "Støtte i hjemmet"
    assert answered(world, "mette", "netvaerk", purpose="Støtte i hjemmet").purpose == ""


@pytest.mark.parametrize(
    ("item", "text", "reason"),
    [("sko", "44", "assessment.item_unknown"), ("netvaerk", "  ", "assessment.text_missing")],
)
def test_an_answer_that_is_none_is_refused(world: World, item: str, text: str, reason: str) -> None:
    with pytest.raises(Unfit) as unfit:
        answered(world, "mette", item, text)
    assert unfit.value.reason == reason


def test_strengths_are_answered_like_any_question(world: World) -> None:
    assert answered(world, "mette", OWN_STRENGTHS, "Jeg er god til at bage.").category is Category.PLAN


def test_a_mother_answers_for_her_child_and_the_child_not_for_her_mother(world: World) -> None:
    freja = world.cast.persons["freja"].id
    told = answer_question(
        world.sight("mette"), at=NOW, person_id=freja, item="barnets-skoleforhold", text="Hun har få timer."
    )
    assert (told.person_id, told.confirmed) == (freja, False)

    # Freja has no sight of what is her mother's.
    with pytest.raises(Refused, match=r"assessment\.consent_missing_social"):
        answered(world, "freja", "netvaerk")


def test_without_consent_a_professional_neither_answers_nor_reads(world: World) -> None:
    answered(world, "mette", "psykisk-helbred")

    with pytest.raises(Refused, match=r"assessment\.consent_missing_health"):
        answered(world, "Henrik Dam", "psykisk-helbred")
    assert answers(world.sight("Henrik Dam")) == []


def test_nobody_answers_about_somebody_outside_the_case(world: World) -> None:
    with pytest.raises(Unfit, match=r"assessment\.person_unknown"):
        answer_question(
            world.sight("mette"), at=NOW, person_id=world.cast.persons["tina"].id, item="netvaerk", text="Hej"
        )


# Confirmed.


def test_an_answer_that_still_holds_is_confirmed(world: World) -> None:
    told = answered(world, "Susanne Brandt", "netvaerk", "Hendes søster.", source="Møde i marts")

    confirmed = confirm_answer(world.sight("mette"), at=LATER, answer_id=told.id)

    assert (confirmed.text, confirmed.source, confirmed.confirmed) == ("Hendes søster.", "Møde i marts", True)
    assert "assessment.answer_confirmed" in {each.event for each in events(world.sight("mette"))}
    assert answers(world.sight("mette")) == [confirmed]


def test_only_the_newest_answer_can_be_confirmed_and_none_that_is_bound_to_a_purpose(world: World) -> None:
    old = answered(world, "Susanne Brandt", "netvaerk", "Ingen.")
    answered(world, "mette", "netvaerk", "Min søster.", at=LATER)
    bound = answered(world, "mette", "traumer-og-vold", purpose="Støtte")

    with pytest.raises(Unfit, match=r"record\.changed_meanwhile"):
        confirm_answer(world.sight("mette"), at=LATER, answer_id=old.id)
    with pytest.raises(Unfit, match=r"assessment\.per_purpose"):
        confirm_answer(world.sight("mette"), at=LATER, answer_id=bound.id)


def test_an_answer_out_of_sight_cannot_be_confirmed(world: World) -> None:
    told = answered(world, "mette", "psykisk-helbred")
    other = a_case(world.cast, "kenneth", coordinator="Inge Bjerre", team=["Signe Hald"])

    for sight in (world.sight("Henrik Dam"), other.sight("Signe Hald")):
        with pytest.raises(Missing):
            confirm_answer(sight, at=LATER, answer_id=told.id)


# Concluded.


def test_an_assessment_is_concluded_with_strengths_and_wishes_first(world: World) -> None:
    with_consent_to_the_plan(world)
    consent(world, "mette", ConsentKind.INFORMATION, Category.WORK)

    conclusion = conclude_assessment(
        world.sight("Susanne Brandt"),
        at=NOW,
        person_id=mette(world),
        conclusion="Mette har brug for ro og træning.",
        strengths="Hun holder aftaler.",
        wishes="Hun vil tilbage i butik.",
        kinds=[Category.WORK, Category.SOCIAL],
        despite="Lægen svarer først i januar.",
    )

    sight = world.sight("mette")
    assert conclusions(sight) == [conclusion]
    assert conclusion.words is not None
    assert (conclusion.concluded_by, conclusion.words.despite) == ("Susanne Brandt", "Lægen svarer først i januar.")
    assert conclusion.words.kinds == {Category.PLAN, Category.WORK, Category.SOCIAL}
    assert "assessment.concluded" in [each.event for each in events(sight)]
    assert "assessment.concluded" in [each.message for each in messages(world.actor("mette"))]


def test_words_are_read_by_those_who_may_see_all_they_rest_on_and_no_longer_when_consent_is_taken_back(
    world: World,
) -> None:
    with_consent_to_the_plan(world)
    consent(world, "mette", ConsentKind.INFORMATION, Category.HEALTH)
    rests_on = {**SAID, "kinds": [Category.HEALTH]}
    conclude_assessment(world.sight("Susanne Brandt"), at=NOW, person_id=mette(world), **rests_on)

    def read(who: str) -> list[bool]:
        return [each.words is not None for each in conclusions(world.sight(who))]

    assert read("Henrik Dam") == read("mette") == [True]
    given = consents_in_force(world.sight("mette"), on=NOW.date())
    health = next(each for each in given if each.scope.category is Category.HEALTH)
    withdraw_consent(world.sight("mette"), at=LATER, consent_id=health.id)

    assert read("Henrik Dam") == read("Susanne Brandt") == [False], "that it is gathered they still see"
    assert read("mette") == [True]
    with pytest.raises(Refused, match="consent_missing_health"):
        conclude_assessment(world.sight("Susanne Brandt"), at=LATER, person_id=mette(world), **rests_on)


def test_a_text_that_rests_on_nothing_is_refused(world: World) -> None:
    with_consent_to_the_plan(world)

    with pytest.raises(Unfit, match="kinds_missing"):
        conclude_assessment(world.sight("Susanne Brandt"), at=NOW, person_id=mette(world), **{**SAID, "kinds": []})


@pytest.mark.parametrize("missing", ["strengths", "wishes", "conclusion"])
def test_a_conclusion_lacks_none_of_its_parts(world: World, missing: str) -> None:
    with_consent_to_the_plan(world)

    with pytest.raises(Unfit, match=rf"assessment\.{missing}_missing"):
        conclude_assessment(world.sight("Susanne Brandt"), at=NOW, person_id=mette(world), **{**SAID, missing: " "})


def test_the_contact_person_concludes_and_nobody_else(world: World) -> None:
    with_consent_to_the_plan(world)

    for who in ("Henrik Dam", "mette"):
        with pytest.raises(Refused, match="contact_person_concludes"):
            conclude_assessment(world.sight(who), at=NOW, person_id=mette(world), **SAID)


def test_nobody_concludes_without_consent_to_the_plan_and_no_citizen_does(world: World) -> None:

    for who in ("Susanne Brandt", "mette"):
        with pytest.raises(Refused):
            conclude_assessment(world.sight(who), at=NOW, person_id=mette(world), **SAID)
    with pytest.raises(Missing):
        open_case(world.actor("Jette Munk"), at=NOW, case_id=world.case_id, errand="story")

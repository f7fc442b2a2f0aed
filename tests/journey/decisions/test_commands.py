"""Does each command do what it says once, remember it, tell those it concerns, and refuse strangers?"""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from django.db import transaction

from enplan.journey.decisions.commands import (
    answer_hearing,
    issue_decision,
    open_hearing,
    save_choice,
)
from enplan.journey.decisions.facts import Choice, Delivery, Result
from enplan.journey.decisions.queries import (
    decision_page,
    letters_page,
)
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import DecisionId, HearingId, VersionId
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from tests.journey.decisions.acts import LATER, TODAY, events_of, reason, told
from tests.worlds import NOW, a_case
from tests.worlds_decisions import COORDINATOR, Planned, a_no, a_plan_to_decide

pytestmark = pytest.mark.django_db


# Deciding.
def test_one_letter_answers_everything_that_takes_a_decision(plan: Planned) -> None:
    decision = plan.issue("mentor")

    assert [part.measure_type for part in decision.parts if part.result is Result.REFUSED] == ["mentorstoette"]
    assert {part.measure_type for part in decision.parts} == {
        "mentorstoette",
        "socialpaedagogisk-stoette",
        "familiebehandling",
    }
    assert "decision.issued" in events_of(plan)
    assert "decision.issued" in told(plan, "mette")


def test_a_double_click_makes_one_decision(plan: Planned) -> None:
    first, second = plan.issue(), plan.issue()

    assert first.id == second.id
    assert events_of(plan).count("decision.issued") == 1
    assert told(plan, "mette").count("decision.issued") == 1


def test_a_new_decision_on_the_same_plan_replaces_the_old_one_which_stays(plan: Planned) -> None:
    first = plan.issue("mentor")
    replace_it = partial(
        issue_decision, at=LATER, version_id=plan.version.id, choices=plan.choices(), replaces=first.id
    )

    second = replace_it(plan.world.sight(COORDINATOR))
    again = replace_it(plan.world.sight(COORDINATOR))

    assert (second.replaces, again.id) == (first.id, second.id)
    assert "Svaret erstatter nr. 1 i vores brev fra " in second.parts[0].words.outcome
    assert all("erstatter" not in part.words.outcome for part in first.parts)
    page = letters_page(plan.world.sight("mette"), on=TODAY)
    assert [(letter.decision.id, letter.in_force) for letter in page.letters] == [(second.id, True), (first.id, False)]


def test_one_who_has_not_seen_the_newest_decision_is_told_and_replaces_nothing(plan: Planned) -> None:
    first = plan.issue()
    issue = partial(issue_decision, at=LATER, version_id=plan.version.id, choices=plan.choices())
    issue(plan.world.sight(COORDINATOR), replaces=first.id)

    with pytest.raises(Unfit) as caught, transaction.atomic():
        issue(plan.world.sight(COORDINATOR), replaces=DecisionId(uuid4()))

    assert reason(caught) == "decision.made_meanwhile"


def test_the_saved_drafts_count_when_nothing_else_is_said(plan: Planned) -> None:
    for choice in plan.choices("support"):
        save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=choice)

    decision = issue_decision(plan.world.sight(COORDINATOR), at=NOW, version_id=plan.version.id)

    assert sum(part.result is Result.REFUSED for part in decision.parts) == 1


@pytest.mark.parametrize("who", ["mette", "Henrik Dam"])
def test_only_the_coordinator_decides(plan: Planned, who: str) -> None:
    with pytest.raises(Refused) as caught, transaction.atomic():
        issue_decision(plan.world.sight(who), at=NOW, version_id=plan.version.id, choices=plan.choices())

    assert reason(caught) == "decision.coordinator_only"


def test_a_must_that_is_not_met_holds_the_letter_back_and_nothing_is_stored(plan: Planned) -> None:
    with pytest.raises(Unfit) as caught, transaction.atomic():
        issue_decision(
            plan.world.sight(COORDINATOR), at=NOW, version_id=plan.version.id, choices=plan.choices(without=("mentor",))
        )

    assert (reason(caught), caught.value.details) == ("decision.check.unanswered", {"element": "Mentorstøtte"})
    assert decision_page(plan.world.sight(COORDINATOR), on=TODAY).issued == []


def test_a_letter_is_not_written_on_a_plan_that_has_changed_meanwhile(plan: Planned) -> None:
    with pytest.raises(Unfit) as caught, transaction.atomic():
        issue_decision(plan.world.sight(COORDINATOR), at=NOW, version_id=VersionId(uuid4()), choices=[])

    assert reason(caught) == "decision.plan_changed"


def test_without_an_approved_plan_there_is_nothing_to_decide() -> None:
    tell_actor(the_clock())
    plan = a_plan_to_decide()
    other = a_case(plan.world.cast, "kenneth", coordinator=COORDINATOR)

    with pytest.raises(Unfit) as caught, transaction.atomic():
        issue_decision(other.sight(COORDINATOR), at=NOW, version_id=plan.version.id, choices=[])

    assert reason(caught) == "decision.no_approved_plan"


def test_a_measure_of_another_case_cannot_be_answered(plan: Planned) -> None:
    foreign = [*plan.choices(), Choice(uuid4(), Result.GRANTED)]

    with pytest.raises(Missing), transaction.atomic():
        issue_decision(plan.world.sight(COORDINATOR), at=NOW, version_id=plan.version.id, choices=foreign)


def test_a_letter_by_post_counts_as_received_later(plan: Planned) -> None:
    decision = issue_decision(
        plan.world.sight(COORDINATOR),
        at=NOW,
        version_id=plan.version.id,
        choices=plan.choices("support"),
        delivery=Delivery.LETTER,
    )

    assert decision.received_day == date(2026, 11, 30)


# Drafts.
def test_a_draft_is_kept_and_one_who_was_slower_is_told(plan: Planned) -> None:
    choice = a_no(plan.measures["mentor"].id)
    saved = save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=choice)
    save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=replace(choice, facts="Andet."), shown=saved.revision)

    late = replace(choice, facts="Tredje.")
    with pytest.raises(Unfit) as caught, transaction.atomic():
        save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=late, shown=saved.revision)

    assert reason(caught) == "record.changed_meanwhile"
    assert events_of(plan).count("decision.choice_saved") == 2


def test_saving_the_same_twice_changes_nothing(plan: Planned) -> None:
    choice = Choice(plan.measures["mentor"].id, Result.GRANTED)

    one = save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=choice)

    assert save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=choice) == one


def test_only_the_coordinator_writes_drafts(plan: Planned) -> None:
    with pytest.raises(Refused), transaction.atomic():
        save_choice(plan.world.sight("mette"), at=NOW, choice=Choice(plan.measures["mentor"].id, Result.GRANTED))


def test_what_takes_no_decision_cannot_be_answered(plan: Planned) -> None:
    with pytest.raises(Missing), transaction.atomic():
        save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=Choice(plan.measures["walk"].id, Result.GRANTED))


# Hearing.
def hear(plan: Planned) -> HearingId:
    sight = plan.world.sight(COORDINATOR)
    element_id = plan.measures["mentor"].id
    return open_hearing(sight, at=NOW, element_id=element_id, facts="Du kom ikke.", source="Mentoren").id


def test_the_party_is_shown_the_facts_and_answers_in_their_own_words(plan: Planned) -> None:
    hearing_id = hear(plan)
    answered = answer_hearing(plan.world.sight("mette"), at=NOW, hearing_id=hearing_id, text="Jeg var syg.")

    assert (answered.answer, answered.answered_by) == ("Jeg var syg.", "Mette Holm Andersen")
    assert {"decision.hearing_opened", "decision.hearing_answered"} <= set(events_of(plan))
    assert "decision.hearing_opened" in told(plan, "mette")
    assert "decision.hearing_answered" in told(plan, COORDINATOR)


def test_an_open_hearing_holds_the_decision_until_it_is_answered(plan: Planned) -> None:
    hearing_id = hear(plan)
    with pytest.raises(Unfit) as caught, transaction.atomic():
        plan.issue()
    assert reason(caught) == "decision.check.hearing-open"

    answer_hearing(plan.world.sight("mette"), at=NOW, hearing_id=hearing_id, text="Jeg var syg.")

    assert plan.issue().parts


def test_a_double_click_asks_and_answers_once(plan: Planned) -> None:
    assert hear(plan) == hear(plan)
    for _ in range(2):
        answer_hearing(plan.world.sight("mette"), at=NOW, hearing_id=hear(plan), text="Jeg var syg.")

    assert [events_of(plan).count(f"decision.hearing_{what}") for what in ("opened", "answered")] == [1, 1]


@pytest.mark.parametrize(
    ("what", "key"),
    [
        pytest.param({"facts": "  "}, "decision.hearing_needs_facts", id="no facts"),
        pytest.param({"answer_by": date(2026, 11, 24)}, "decision.hearing_needs_time", id="no time to answer"),
    ],
)
def test_a_hearing_that_is_none_is_not_opened(plan: Planned, what: dict[str, object], key: str) -> None:
    full = {"facts": "Du kom ikke.", "element_id": plan.measures["mentor"].id, **what}

    with pytest.raises(Unfit) as caught, transaction.atomic():
        open_hearing(plan.world.sight(COORDINATOR), at=NOW, **full)  # type: ignore[arg-type]  # parts of a call

    assert reason(caught) == key


def test_strangers_neither_hear_nor_answer(plan: Planned) -> None:
    hearing_id = hear(plan)
    with pytest.raises(Refused), transaction.atomic():
        open_hearing(plan.world.sight("mette"), at=NOW, element_id=plan.measures["mentor"].id, facts="x")
    with pytest.raises(Refused) as caught, transaction.atomic():
        answer_hearing(plan.world.sight("Henrik Dam"), at=NOW, hearing_id=hearing_id, text="x")
    assert reason(caught) == "decision.not_a_party"
    with pytest.raises(Missing), transaction.atomic():  # Freja may not see what is about her mother
        answer_hearing(plan.world.sight("freja"), at=NOW, hearing_id=hearing_id, text="x")


def test_an_empty_answer_or_a_second_one_is_not_taken(plan: Planned) -> None:
    hearing_id = hear(plan)
    for text, key in (("  ", "decision.hearing_answer_empty"), ("Ja.", ""), ("Nej.", "decision.hearing_answered")):
        if not key:
            answer_hearing(plan.world.sight("mette"), at=NOW, hearing_id=hearing_id, text=text)
            continue
        with pytest.raises(Unfit) as caught, transaction.atomic():
            answer_hearing(plan.world.sight("mette"), at=NOW, hearing_id=hearing_id, text=text)
        assert reason(caught) == key

"""Does each command do what it says once, remember it, tell those it concerns, and refuse strangers?"""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.decisions.commands import (
    answer_hearing,
    issue_decision,
    keep_complaint,
    open_hearing,
    reassess_decision,
    receive_complaint,
    save_choice,
)
from enplan.journey.decisions.facts import Channel, Choice, Delivery, Kind, Outcome, Part, Reassessment, Result
from enplan.journey.decisions.queries import (
    decision_letter,
    decision_page,
    due_of_decisions,
    letters_page,
    parts_in_force,
)
from enplan.journey.team.commands import register_companion
from enplan.journey.team.facts import CompanionKind
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import DecisionId, HearingId, VersionId
from enplan.registers.accounts.queries import actor_for_person, the_clock
from enplan.registers.audit.queries import events
from enplan.registers.base.barrier import tell_actor
from enplan.registers.outbox.queries import messages
from tests.worlds import NOW, a_case
from tests.worlds_decisions import COORDINATOR, Planned, a_no, a_plan_to_decide

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
LATER = NOW + timedelta(days=1)


@pytest.fixture
def plan() -> Planned:
    return a_plan_to_decide()


def events_of(plan: Planned) -> list[str]:
    return [event.event for event in events(plan.world.sight(COORDINATOR))]


def told(plan: Planned, who: str) -> list[str]:
    return [message.message for message in messages(plan.world.actor(who))]


def reason(caught: pytest.ExceptionInfo[Refused | Unfit]) -> str:
    return caught.value.reason


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


# Complaining.
def test_a_complaint_over_the_whole_is_one_per_person_and_needs_no_reasons(plan: Planned) -> None:
    decision = plan.issue("mentor")

    made = receive_complaint(plan.world.sight("mette"), at=NOW, decision_id=decision.id)

    assert {complaint.person_id: len(complaint.parts) for complaint in made} == {
        plan.person("mette"): 2,
        plan.person("freja"): 1,
    }
    assert events_of(plan).count("decision.complaint_received") == 2
    assert "decision.complaint_received" in told(plan, COORDINATOR)


def test_a_complaint_over_one_part_is_over_that_part_alone(plan: Planned) -> None:
    decision = plan.issue("mentor")
    (mentor,) = (part for part in decision.parts if part.measure_type == "mentorstoette")

    (complaint,) = plan.complain(decision, parts=(mentor.id,))

    assert [part.part_id for part in complaint.parts] == [mentor.id]
    assert complaint.category is Category.WORK


def test_a_double_click_complains_once(plan: Planned) -> None:
    complain = partial(receive_complaint, at=NOW, decision_id=plan.issue().id, key=uuid4())

    first = complain(plan.world.sight("mette"))
    second = complain(plan.world.sight("mette"))

    assert {each.id for each in first} == {each.id for each in second}


def test_the_team_takes_down_a_complaint_by_phone(plan: Planned) -> None:
    decision = plan.issue("support")
    (support,) = (part for part in decision.parts if part.measure_type == "socialpaedagogisk-stoette")

    (complaint,) = receive_complaint(
        plan.world.sight(COORDINATOR), at=LATER, decision_id=decision.id, part_ids=[support.id], channel=Channel.PHONE
    )

    assert (complaint.channel, complaint.by) == (Channel.PHONE, COORDINATOR)


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 24)])
def test_a_complaint_comes_neither_before_the_decision_nor_tomorrow(plan: Planned, day: date) -> None:
    decision = plan.issue()
    with pytest.raises(Unfit) as caught, transaction.atomic():
        receive_complaint(plan.world.sight(COORDINATOR), at=NOW, decision_id=decision.id, received_day=day)

    assert reason(caught) == "decision.complaint_day"


def stand_by(plan: Planned, kind: CompanionKind) -> None:
    register_companion(
        plan.world.sight("mette"),
        at=NOW,
        companion_id=plan.person("birgit"),
        for_person=plan.person("mette"),
        kind=kind,
    )


def test_somebody_else_sees_nothing_to_complain_over(plan: Planned) -> None:
    decision = plan.issue()
    stand_by(plan, CompanionKind.COMPANION)

    with pytest.raises(Missing), transaction.atomic():
        receive_complaint(plan.world.sight("birgit"), at=NOW, decision_id=decision.id)


def test_a_child_complains_over_its_own_part_only(plan: Planned) -> None:
    decision = plan.issue("family")

    (complaint,) = receive_complaint(plan.world.sight("freja"), at=NOW, decision_id=decision.id)

    assert complaint.person_id == plan.person("freja")


def test_a_decision_of_another_case_cannot_be_complained_over(plan: Planned) -> None:
    decision = plan.issue()
    other = a_case(plan.world.cast, "kenneth", coordinator=COORDINATOR)

    with pytest.raises(Missing), transaction.atomic():
        receive_complaint(other.sight("kenneth"), at=NOW, decision_id=decision.id)


# A second look.
def complained(plan: Planned) -> tuple[UUID, Part]:
    decision = plan.issue("support")
    (support,) = (part for part in decision.parts if part.measure_type == "socialpaedagogisk-stoette")
    (complaint,) = plan.complain(decision, parts=(support.id,))
    return complaint.parts[0].id, support


def reassess(
    plan: Planned, part_id: UUID, outcome: Outcome, *, reasons: str = "Vi har set på det.", choice: Choice | None = None
) -> Reassessment:
    sight = plan.world.sight(COORDINATOR, at=LATER)
    return reassess_decision(
        sight, at=LATER, complaint_part_id=part_id, outcome=outcome, reasons=reasons, choice=choice
    )


def test_an_answer_that_is_upheld_is_forwarded_and_the_citizen_is_told(plan: Planned) -> None:
    part_id, _ = complained(plan)

    reassess(plan, part_id, Outcome.UPHELD)

    assert "decision.complaint_forwarded" in events_of(plan)
    assert "decision.complaint_forwarded" in told(plan, "mette")
    assert due_of_decisions(plan.world.sight(COORDINATOR), on=TODAY) == []


def test_an_answer_that_is_changed_is_a_new_decision_in_the_place_of_the_old_answer(plan: Planned) -> None:
    part_id, support = complained(plan)

    reassess(plan, part_id, Outcome.CHANGED)

    in_force = {part.measure_type: part for part in parts_in_force(plan.world.sight("mette"))}
    assert in_force["socialpaedagogisk-stoette"].result is Result.GRANTED
    assert in_force["socialpaedagogisk-stoette"].replaces == support.id
    assert len(in_force) == 3
    newest = letters_page(plan.world.sight("mette"), on=TODAY).letters[0]
    assert newest.decision.kind is Kind.AFTER_COMPLAINT


def test_a_partly_favourable_answer_asks_the_citizen_whether_the_complaint_is_kept(plan: Planned) -> None:
    part_id, support = complained(plan)
    choice = a_no(support.element_id, Result.PARTLY, "En time")

    done = reassess(plan, part_id, Outcome.PARTLY, choice=choice)

    (waiting,) = due_of_decisions(plan.world.sight(COORDINATOR), on=TODAY)
    assert (waiting.kind, waiting.day) == ("keep", date(2026, 12, 22))
    keep_complaint(plan.world.sight("mette"), at=LATER, reassessment_id=done.id, kept=True)
    (waiting,) = due_of_decisions(plan.world.sight(COORDINATOR), on=TODAY)
    assert (waiting.kind, waiting.day) == ("forward", date(2026, 12, 8))
    assert "decision.complaint_kept" in events_of(plan)
    assert "decision.complaint_kept" in told(plan, COORDINATOR)


def test_a_complaint_that_is_dropped_waits_for_nothing(plan: Planned) -> None:
    part_id, support = complained(plan)
    choice = a_no(support.element_id, Result.PARTLY, "En time")
    done = reassess(plan, part_id, Outcome.PARTLY, choice=choice)

    with pytest.raises(Missing), transaction.atomic():
        keep_complaint(plan.world.sight("freja"), at=LATER, reassessment_id=done.id, kept=False)
    for _ in range(2):
        keep_complaint(plan.world.sight("mette"), at=LATER, reassessment_id=done.id, kept=False)

    assert due_of_decisions(plan.world.sight(COORDINATOR), on=TODAY) == []
    with pytest.raises(Unfit), transaction.atomic():
        keep_complaint(plan.world.sight("mette"), at=LATER, reassessment_id=done.id, kept=True)


@pytest.mark.parametrize(
    ("outcome", "reasons", "key"),
    [
        pytest.param(Outcome.UPHELD, " ", "decision.reassessment_needs_reasons", id="no reasons"),
        pytest.param(Outcome.PARTLY, "Lidt mere.", "decision.partly_says_what", id="partly, but not what"),
    ],
)
def test_a_second_look_that_says_too_little(plan: Planned, outcome: Outcome, reasons: str, key: str) -> None:
    part_id, _ = complained(plan)

    with pytest.raises(Unfit) as caught, transaction.atomic():
        reassess(plan, part_id, outcome, reasons=reasons)

    assert reason(caught) == key


def test_the_same_second_look_twice_is_one_and_another_is_refused(plan: Planned) -> None:
    part_id, _ = complained(plan)

    assert reassess(plan, part_id, Outcome.UPHELD) == reassess(plan, part_id, Outcome.UPHELD)
    with pytest.raises(Unfit) as caught, transaction.atomic():
        reassess(plan, part_id, Outcome.CHANGED)
    assert reason(caught) == "decision.reassessed_already"


def test_citizens_do_not_look_again_and_a_department_only_at_what_it_sees(plan: Planned) -> None:
    part_id, _ = complained(plan)
    uphold = partial(reassess_decision, at=LATER, complaint_part_id=part_id, outcome=Outcome.UPHELD, reasons="Som før.")

    with pytest.raises(Refused), transaction.atomic():
        uphold(plan.world.sight("mette"))
    with (
        pytest.raises(Missing),
        transaction.atomic(),
    ):  # social support is not their business
        uphold(plan.world.sight("Henrik Dam"))


def test_a_complaint_after_the_deadline_can_only_be_forwarded(plan: Planned) -> None:
    decision = plan.issue("support")
    (support,) = (part for part in decision.parts if part.measure_type == "socialpaedagogisk-stoette")
    late = NOW + timedelta(days=40)
    (complaint,) = plan.complain(decision, parts=(support.id,), at=late)

    with pytest.raises(Unfit) as caught, transaction.atomic():
        reassess_decision(
            plan.world.sight(COORDINATOR, at=late),
            at=late,
            complaint_part_id=complaint.parts[0].id,
            outcome=Outcome.CHANGED,
            reasons="x",
        )

    assert reason(caught) == "decision.only_forwarded"


# Who sees what.
def test_each_party_sees_their_own_parts_only(plan: Planned) -> None:
    decision = plan.issue("mentor")

    seen = {
        who: [each.part.measure_type for each in decision_letter(plan.world.sight(who), decision_id=decision.id).parts]
        for who in ("mette", "freja", "Henrik Dam")
    }

    assert sorted(seen["mette"]) == ["familiebehandling", "mentorstoette", "socialpaedagogisk-stoette"]
    assert seen["freja"] == ["familiebehandling"]
    assert sorted(seen["Henrik Dam"]) == ["familiebehandling", "mentorstoette"]  # what the consents open to the team


def test_a_consent_that_is_taken_back_closes_the_parts_it_opened_and_the_desk_says_how_many(plan: Planned) -> None:
    plan.issue()
    before = decision_page(plan.world.sight(COORDINATOR), on=TODAY)
    sight = plan.world.sight("mette")
    given = [
        each
        for each in consents_in_force(sight, on=TODAY)
        if each.scope.category is Category.WORK and each.scope.person_id == plan.person("mette")
    ]
    withdraw_consent(plan.world.sight("mette"), at=NOW, consent_id=given[0].id)

    after = decision_page(plan.world.sight(COORDINATOR), on=TODAY)

    assert (len(before.issued[0].parts), dict(before.withheld)) == (3, {})
    assert (len(after.issued[0].parts), dict(after.withheld)) == (2, {Category.WORK: 1})


def test_an_actor_of_another_case_is_not_let_in(plan: Planned) -> None:
    assert actor_for_person(plan.person("carsten")) is not None
    with pytest.raises(Missing), transaction.atomic():
        plan.world.sight("carsten")

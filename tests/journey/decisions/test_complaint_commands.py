"""Is a complaint taken down once, looked at again in time, and seen by those it is about alone?"""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.decisions.commands import (
    forward_complaint,
    keep_complaint,
    reassess_decision,
    receive_complaint,
)
from enplan.journey.decisions.facts import Channel, Choice, Kind, Outcome, Part, Reassessment, Result
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
from tests.journey.decisions.acts import LATER, TODAY, events_of, reason, told
from tests.worlds import NOW, a_case
from tests.worlds_decisions import COORDINATOR, Planned, a_no

pytestmark = pytest.mark.django_db


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


def forward(plan: Planned, part_id: UUID, *, at: datetime = LATER, day: date | None = None) -> list[Reassessment]:
    return forward_complaint(plan.world.sight(COORDINATOR, at=at), at=at, complaint_part_id=part_id, day=day)


def reassess(
    plan: Planned, part_id: UUID, outcome: Outcome, *, reasons: str = "Vi har set på det.", choice: Choice | None = None
) -> Reassessment:
    sight = plan.world.sight(COORDINATOR, at=LATER)
    return reassess_decision(
        sight, at=LATER, complaint_part_id=part_id, outcome=outcome, reasons=reasons, choice=choice
    )


def test_an_answer_that_is_upheld_waits_to_be_forwarded_within_the_time_to_look_again(plan: Planned) -> None:
    """RSL § 66: the second look is not over before the complaint is sent on."""
    part_id, _ = complained(plan)

    reassess(plan, part_id, Outcome.UPHELD)

    assert "decision.upheld" in events_of(plan)
    assert "decision.upheld" in told(plan, "mette")
    assert "decision.complaint_forwarded" not in told(plan, "mette")
    (waiting,) = due_of_decisions(plan.world.sight(COORDINATOR), on=TODAY)
    assert (waiting.kind, waiting.day) == ("forward", date(2026, 12, 21))


def test_when_it_is_sent_the_citizen_is_told_once_and_nothing_waits(plan: Planned) -> None:
    part_id, _ = complained(plan)
    reassess(plan, part_id, Outcome.UPHELD)

    first = forward(plan, part_id, day=LATER.date())
    again = forward(plan, part_id, at=LATER + timedelta(days=3))

    assert [each.forwarded_day for each in (*first, *again)] == [LATER.date()] * 2
    assert first[0].forwarded_by == COORDINATOR
    assert due_of_decisions(plan.world.sight(COORDINATOR), on=TODAY) == []
    assert events_of(plan).count("decision.complaint_forwarded") == 1
    assert told(plan, "mette").count("decision.complaint_forwarded") == 1
    (clock,) = letters_page(plan.world.sight("mette"), on=TODAY).clocks
    assert (clock.forwarded, clock.forwarded_late, clock.to_forward) == (LATER.date(), False, False)


@pytest.mark.parametrize(
    ("day", "late"),
    [
        pytest.param(date(2026, 12, 21), False, id="on the last day"),
        pytest.param(date(2026, 12, 22), True, id="a day too late"),
    ],
)
def test_it_is_seen_whether_it_was_sent_in_time(plan: Planned, day: date, late: bool) -> None:
    part_id, _ = complained(plan)
    reassess(plan, part_id, Outcome.UPHELD)

    forward(plan, part_id, at=LATER + timedelta(days=40), day=day)

    (clock,) = letters_page(plan.world.sight("mette"), on=TODAY).clocks
    assert clock.forwarded_late is late


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 25)])
def test_it_is_sent_neither_before_it_was_upheld_nor_tomorrow(plan: Planned, day: date) -> None:
    part_id, _ = complained(plan)
    reassess(plan, part_id, Outcome.UPHELD)

    with pytest.raises(Unfit) as caught, transaction.atomic():
        forward(plan, part_id, day=day)

    assert reason(caught) == "decision.forward_day"


def test_what_is_not_upheld_is_not_sent_on_and_citizens_send_nothing(plan: Planned) -> None:
    part_id, _ = complained(plan)
    with pytest.raises(Unfit) as early, transaction.atomic():
        forward(plan, part_id)
    reassess(plan, part_id, Outcome.CHANGED)
    with pytest.raises(Unfit) as changed, transaction.atomic():
        forward(plan, part_id)
    with pytest.raises(Refused) as refused, transaction.atomic():
        forward_complaint(plan.world.sight("mette", at=LATER), at=LATER, complaint_part_id=part_id)

    assert {reason(early), reason(changed)} == {"decision.nothing_to_forward"}
    assert reason(refused) == "decision.staff_only"


def test_what_goes_to_the_same_body_is_sent_together_and_the_rest_waits(plan: Planned) -> None:
    """A complaint over answers that two bodies hear is sent to each by itself."""
    decision = plan.issue("support", "mentor", "family")
    kinds = {part.id: part.measure_type for part in decision.parts}
    sight = plan.world.sight("mette")
    made = receive_complaint(sight, at=NOW, decision_id=decision.id, part_ids=list(kinds))
    ids = {kinds[part.part_id]: part.id for each in made for part in each.parts}
    for part_id in ids.values():
        reassess(plan, part_id, Outcome.UPHELD)

    assert len(forward(plan, ids["socialpaedagogisk-stoette"])) == 1

    waiting = {clock.part.id for clock in letters_page(plan.world.sight("mette"), on=TODAY).clocks if clock.to_forward}
    assert waiting == {ids["mentorstoette"], ids["familiebehandling"]}


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
    (sent,) = forward(plan, part_id)
    assert sent.forwarded_day == LATER.date()
    assert due_of_decisions(plan.world.sight(COORDINATOR), on=TODAY) == []
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
    with pytest.raises(Missing), transaction.atomic():
        plan.world.sight("carsten")

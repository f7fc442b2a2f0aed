"""Is one answer complained about in one place only, and is all of a complaint answered together?"""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from enplan.journey.decisions.commands import (
    forward_complaint,
    issue_decision,
    keep_complaint,
    reassess_complaint,
    reassess_decision,
    receive_complaint,
)
from enplan.journey.decisions.facts import Choice, Clock, Decision, Kind, Look, Outcome, Part, Result
from enplan.journey.decisions.queries import (
    answered,
    complaint_file,
    complaint_page,
    decision_letter,
    decision_page,
    due_of_decisions,
    letters_page,
    parts_in_force,
)
from enplan.kernel.errors import Missing, Unfit
from tests.journey.decisions.acts import LATER, TODAY, reason, told
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, a_no

pytestmark = pytest.mark.django_db
SUPPORT = "socialpaedagogisk-stoette"


def part_of(decision: Decision, measure_type: str = SUPPORT) -> Part:
    (part,) = (each for each in decision.parts if each.measure_type == measure_type)
    return part


def clocks(plan: Planned) -> list[Clock]:
    return list(letters_page(plan.world.sight("mette"), on=TODAY).clocks)


def look(
    plan: Planned, part_id: UUID, outcome: Outcome, choice: Choice | None = None, why: str = "Vi ser det nu."
) -> None:
    sight = plan.world.sight(COORDINATOR, at=LATER)
    reassess_decision(sight, at=LATER, complaint_part_id=part_id, outcome=outcome, reasons=why, choice=choice)


def test_a_second_complaint_over_the_same_answer_is_added_to_the_first(plan: Planned) -> None:
    """One open reassessment of each answer; the later words are kept with their day, and the first day counts."""
    decision = plan.issue("support")
    (first,) = plan.complain(decision, parts=(part_of(decision).id,))
    later = NOW + timedelta(days=3)

    made = receive_complaint(
        plan.world.sight("mette", at=later), at=later, decision_id=decision.id, text="Og én ting til."
    )

    joined = {part.joins: part.joins_day for each in made for part in each.parts if part.joins}
    assert joined == {first.parts[0].id: TODAY}
    (clock,) = [each for each in clocks(plan) if each.part.part_id == part_of(decision).id]
    assert [(each.received_day, each.text) for each in clock.additions] == [(later.date(), "Og én ting til.")]
    assert clock.complaint.received_day == TODAY
    assert len(due_of_decisions(plan.world.sight(COORDINATOR), on=TODAY)) == 3  # one for each answer of the letter


def test_an_addition_is_looked_at_with_the_complaint_it_adds_to(plan: Planned) -> None:
    """Two complaints over one answer once ended in an error, and that one could never be answered."""
    decision = plan.issue("support")
    (first,) = plan.complain(decision, parts=(part_of(decision).id,))
    (second,) = plan.complain(decision, parts=(part_of(decision).id,))

    look(plan, second.parts[0].id, Outcome.CHANGED)

    with pytest.raises(Unfit) as caught, transaction.atomic():
        look(plan, first.parts[0].id, Outcome.UPHELD)
    assert reason(caught) == "decision.reassessed_already"
    (clock,) = clocks(plan)
    assert clock.done
    assert len(told(plan, "mette")) - told(plan, "mette").count("decision.reassessed") >= 0
    assert told(plan, "mette").count("decision.reassessed") == 1


def test_after_the_answer_a_new_complaint_is_over_the_new_answer(plan: Planned) -> None:
    decision = plan.issue("support")
    (first,) = plan.complain(decision, parts=(part_of(decision).id,))
    look(plan, first.parts[0].id, Outcome.CHANGED)
    (held,) = [each for each in parts_in_force(plan.world.sight("mette")) if each.replaces]
    key = uuid4()

    made = [
        receive_complaint(
            plan.world.sight("mette", at=LATER),
            at=LATER,
            decision_id=decision.id,
            part_ids=[first.parts[0].part_id],
            key=key,
        )
        for _ in range(2)
    ]

    assert [[part.part_id for part in each.parts] for each in made[0]] == [[held.id]]
    assert made[0] == made[1]
    assert made[0][0].decision_id == held.decision_id
    look(
        plan,
        made[0][0].parts[0].id,
        Outcome.CHANGED,
        Choice(held.element_id, Result.GRANTED, facts="F.", discretion="D.", hours=Decimal(4)),
    )
    assert [each.hours for each in parts_in_force(plan.world.sight("mette")) if each.replaces] == [Decimal(4)]


def test_who_complains_over_a_partly_favourable_answer_keeps_the_complaint(plan: Planned) -> None:
    decision = plan.issue("support")
    (first,) = plan.complain(decision, parts=(part_of(decision).id,))
    look(plan, first.parts[0].id, Outcome.PARTLY, a_no(part_of(decision).element_id, Result.PARTLY, "En time"))
    (held,) = [each for each in parts_in_force(plan.world.sight("mette")) if each.replaces]

    sight = plan.world.sight("mette", at=LATER)
    receive_complaint(sight, at=LATER, decision_id=held.decision_id, part_ids=[held.id], text="Det er for lidt.")

    (clock,) = clocks(plan)
    assert (clock.keep_by, clock.to_forward) == (None, True)
    assert [each.text for each in clock.additions] == ["Det er for lidt."]
    file = complaint_file(plan.world.sight(COORDINATOR, at=LATER), part_id=clock.part.id, on=TODAY)
    assert [each.text for _, one in file.answers for each in one.additions] == ["Det er for lidt."]


def newer(plan: Planned, decision: Decision, *refused: str) -> Decision:
    """A new letter that answers everything anew."""
    sight = plan.world.sight(COORDINATOR, at=LATER)
    choices = plan.choices(*refused)
    return issue_decision(sight, at=LATER, version_id=plan.version.id, choices=choices, replaces=decision.id)


def test_what_has_been_replaced_is_neither_answered_nor_forwarded(plan: Planned) -> None:
    decision = plan.issue("support", "mentor")
    (waiting,) = plan.complain(decision, parts=(part_of(decision).id,))
    (upheld,) = plan.complain(decision, parts=(part_of(decision, "mentorstoette").id,))
    look(plan, upheld.parts[0].id, Outcome.UPHELD)
    newer(plan, decision, "support")

    with pytest.raises(Unfit) as late, transaction.atomic():
        look(plan, waiting.parts[0].id, Outcome.CHANGED)
    with pytest.raises(Unfit) as gone, transaction.atomic():
        forward_complaint(plan.world.sight(COORDINATOR, at=LATER), at=LATER, complaint_part_id=upheld.parts[0].id)

    assert (reason(late), reason(gone)) == ("decision.answer_replaced", "decision.nothing_to_forward")
    assert {(each.overtaken, each.done, each.to_forward) for each in clocks(plan)} == {(LATER.date(), True, False)}
    assert due_of_decisions(plan.world.sight(COORDINATOR), on=TODAY) == []


def test_a_partly_favourable_answer_that_was_replaced_is_not_kept(plan: Planned) -> None:
    decision = plan.issue("support")
    (first,) = plan.complain(decision, parts=(part_of(decision).id,))
    look(plan, first.parts[0].id, Outcome.PARTLY, a_no(part_of(decision).element_id, Result.PARTLY, "En time"))
    (done,) = [each.part.reassessment for each in clocks(plan)]
    newer(plan, decision)

    with pytest.raises(Unfit) as caught, transaction.atomic():
        keep_complaint(plan.world.sight("mette", at=LATER), at=LATER, reassessment_id=done.id, kept=True)  # type: ignore[union-attr]  # it was looked at

    assert reason(caught) == "decision.answer_replaced"


def test_a_complaint_over_the_whole_is_answered_on_one_page_and_in_one_letter(plan: Planned) -> None:
    decision = plan.issue("support", "mentor")
    made = receive_complaint(plan.world.sight("mette"), at=NOW, decision_id=decision.id, person_id=plan.person("mette"))
    (complaint,) = made
    page = complaint_page(plan.world.sight(COORDINATOR), part_id=complaint.parts[0].id, on=TODAY)
    looks = [Look(each.id, Outcome.CHANGED, "Du har ret.") for each in complaint.parts]

    done = reassess_complaint(plan.world.sight(COORDINATOR, at=LATER), at=LATER, looks=looks)
    again = reassess_complaint(plan.world.sight(COORDINATOR, at=LATER), at=LATER, looks=looks)

    assert {each.part.id for each in page.waiting} == {part.id for part in complaint.parts}
    assert len({each.new_decision_id for each in done}) == 1
    assert done == again
    assert told(plan, "mette").count("decision.reassessed") == 1
    after = complaint_page(plan.world.sight(COORDINATOR), part_id=complaint.parts[0].id, on=TODAY)
    assert (len(after.waiting), len(after.answered)) == (0, 2)


def test_answers_of_two_complaints_are_not_mixed(plan: Planned) -> None:
    decision = plan.issue("support", "mentor")
    ids = [
        plan.complain(decision, parts=(part_of(decision, each).id,))[0].parts[0].id
        for each in (SUPPORT, "mentorstoette")
    ]

    looks = [Look(each, Outcome.UPHELD, "Som før.") for each in ids]
    sight = plan.world.sight(COORDINATOR, at=LATER)

    with pytest.raises(Missing), transaction.atomic():
        reassess_complaint(sight, at=LATER, looks=looks)


def test_a_complaint_granted_in_full_says_what_is_granted_and_the_plan_follows(plan: Planned) -> None:
    decision = plan.issue("support")
    support = part_of(decision)
    (complaint,) = plan.complain(decision, parts=(support.id,))
    choice = Choice(support.element_id, Result.GRANTED, facts="Du har ret.", discretion="Fire timer.", hours=Decimal(4))

    look(plan, complaint.parts[0].id, Outcome.CHANGED, choice)

    (held,) = [each for each in parts_in_force(plan.world.sight("mette")) if each.replaces]
    assert "Omfang: 4 timer om ugen." in held.words.outcome
    assert answered(plan.world.sight("mette"))[support.element_id].hours == Decimal(4)


def test_a_yes_that_gives_nothing_new_is_not_sent(plan: Planned) -> None:
    decision = plan.issue()
    (complaint,) = plan.complain(decision, parts=(part_of(decision).id,))

    with pytest.raises(Unfit) as caught, transaction.atomic():
        look(plan, complaint.parts[0].id, Outcome.CHANGED)

    assert reason(caught) == "decision.changed_nothing"


def test_a_letter_says_what_newer_letters_answer_instead(plan: Planned) -> None:
    decision = plan.issue("support")
    (complaint,) = plan.complain(decision, parts=(part_of(decision).id,))
    look(plan, complaint.parts[0].id, Outcome.CHANGED)

    old = decision_letter(plan.world.sight("mette"), decision_id=decision.id)
    page = decision_page(plan.world.sight(COORDINATOR), on=TODAY)

    assert [(each.part.measure_type, each.replaced.day if each.replaced else None) for each in old.replaced] == [
        (SUPPORT, LATER.date())
    ]
    assert len(old.standing) == 2
    assert old.answered_anew
    assert [each.kind for each in page.issued] == [Kind.AFTER_COMPLAINT, Kind.ON_PLAN]


def test_an_answer_has_the_same_number_in_everybodys_copy(plan: Planned) -> None:
    """Who says »nr. 3« on the phone is understood, whoever's copy they read from."""
    decision = plan.issue()

    numbers = {
        who: {
            each.part.id: each.number for each in decision_letter(plan.world.sight(who), decision_id=decision.id).parts
        }
        for who in ("mette", "freja")
    }

    assert numbers["freja"].items() <= numbers["mette"].items()
    called = [each.called for each in decision_letter(plan.world.sight("mette"), decision_id=decision.id).parts]
    assert called == ["Nr. 1 om Mette", "Nr. 2 om Mette", "Nr. 3 om Freja"]

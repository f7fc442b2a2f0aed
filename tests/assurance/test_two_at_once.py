"""Do two people who take the same step at the same moment get one step, and does the slower one hear why? (S7)

Request, assessment, decision and complaint. Everything is committed, as it is for people; whoever is refused has stored
nothing. The controls take a defence away and show that it was needed.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction

from enplan.demo.cast import Cast
from enplan.doors.parts.reasons import sentence
from enplan.journey.access.commands import open_case
from enplan.journey.appeals.commands import answer_appeal, complain_over_refusal, forward_appeal, remind_of_appeals
from enplan.journey.appeals.queries import open_appeals
from enplan.journey.assessment import commands as assessing
from enplan.journey.assessment.commands import answer_question, conclude_assessment, confirm_answer
from enplan.journey.assessment.models import ConclusionRecord
from enplan.journey.consent.facts import ConsentKind
from enplan.journey.decisions.commands import (
    hearings,
    keep_complaint,
    open_hearing,
    reassess_decision,
    receive_complaint,
    save_choice,
)
from enplan.journey.decisions.facts import Choice, Decision, Outcome, Part, Result
from enplan.journey.decisions.models import HearingRecord
from enplan.journey.entrance.commands import delay_answer, receive_request, screen_request, take_up_request
from enplan.journey.entrance.facts import Channel, Criterion, Origin, Request
from enplan.kernel.actor import Actor
from enplan.kernel.category import Category
from enplan.kernel.errors import Expected
from enplan.kernel.sight import Sight
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from tests.assurance.at_once import Job, Ready, at_once, both_read_first, count, refusals
from tests.builders_people import BECAUSE, TODAY, answers
from tests.worlds import NOW, World, a_municipality, mettes_case
from tests.worlds_appeals import refused
from tests.worlds_decisions import COORDINATOR, Planned, a_no, a_plan_to_decide, consent

pytestmark = pytest.mark.django_db(transaction=True)


def by(actor: Actor, act: Callable[[Actor], object]) -> Job:
    """Somebody does something before there is a case."""

    def job(ready: Ready) -> object:
        ready()
        return act(actor)

    return job


def by_member(world: World, who: str, act: Callable[[Sight], object]) -> Job:
    """Somebody does something in the case they have opened."""

    def job(ready: Ready) -> object:
        sight = open_case(world.actor(who), at=NOW, case_id=world.case_id, errand="story")
        ready()
        return act(sight)

    return job


def one_was_refused(results: list[object], *because: str) -> None:
    """Exactly one, for one of these reasons, which has a Danish sentence."""
    why = [each for each in results if isinstance(each, Expected)]
    assert [each.reason for each in why if each.reason in because] == refusals(results)
    assert len(why) == 1, results
    assert "." in sentence(why[0].reason, why[0].details)


# A request.
@pytest.fixture
def cast() -> Cast:
    with transaction.atomic():
        return a_municipality()


def asked(cast: Cast) -> Request:
    mette = cast.persons["mette"]
    told = {"origin": Origin.CITIZEN, "channel": Channel.PORTAL, "wish": "Jeg har fire planer."}
    return receive_request(cast.citizens["mette"], at=NOW, about_name=mette.name, about_born=mette.born, **told)


def test_who_asks_twice_at_once_has_asked_once(cast: Cast) -> None:
    mette = cast.citizens["mette"]
    one_was_refused(at_once(*[by(mette, lambda _: asked(cast))] * 2), "request.asked_already")

    assert count("request") == count("message", "message = 'entrance.request_received'") == 1


def test_two_at_the_entrance_take_a_request_up_once_and_answer_it_once(cast: Cast) -> None:
    with transaction.atomic():
        request = asked(cast)
    anne = cast.professionals["Anne Lykkegaard"]
    take_up = by(anne, lambda who: take_up_request(who, at=NOW, request_id=request.id))
    one_was_refused(at_once(take_up, take_up), "request.taken_up_already")

    def answered(*, offered: bool) -> Job:
        heard = {} if offered else {"citizen_said": BECAUSE, "guidance": BECAUSE}
        met = answers() if offered else answers(Criterion.SEVERAL_PLANS)
        told = {"answers": met, "offered": offered, "reasons": BECAUSE, **heard}
        return by(anne, lambda who: screen_request(who, at=NOW, request_id=request.id, **told))

    one_was_refused(at_once(answered(offered=True), answered(offered=False)), "request.answered_already")
    assert count("screening") == count("message", "message = 'entrance.request_answered'") == 1
    assert count("case") == count("screening", "offered")


def test_no_notice_of_delay_comes_after_the_answer_and_each_begins_where_the_last_one_ended(cast: Cast) -> None:
    with transaction.atomic():
        request = asked(cast)
    anne = cast.professionals["Anne Lykkegaard"]

    def delayed(days: int) -> Job:
        new = TODAY + timedelta(days=days)
        return by(anne, lambda who: delay_answer(who, at=NOW, request_id=request.id, new_day=new, reason=BECAUSE))

    told = {"answers": answers(), "offered": True, "reasons": BECAUSE}
    answer = by(anne, lambda who: screen_request(who, at=NOW, request_id=request.id, **told))
    one_was_refused([*at_once(delayed(42), delayed(42))], "delay.not_later")
    results = at_once(delayed(50), answer)

    assert set(refusals(results)) <= {"request.answered_already"}
    assert count("answer_delay") == 2 - len(refusals(results))
    assert count("answer_delay", "from_day = '2026-12-21'") == 1
    assert count("screening") == 1


def test_a_no_is_complained_over_once_looked_at_again_once_and_sent_on_once(cast: Cast) -> None:
    with transaction.atomic():
        request_id = refused(cast).id
    birgit, anne = cast.citizens["birgit"], cast.professionals["Anne Lykkegaard"]
    at_once(*[by(birgit, lambda who: complain_over_refusal(who, at=NOW, request_id=request_id))] * 2)
    assert count("appeal") == count("message", "message = 'appeal.received'") == 1
    with transaction.atomic():
        (appeal,) = (each.appeal for each in open_appeals(anne))
    at_once(*[by(the_clock(), lambda who: remind_of_appeals(who, at=NOW))] * 2)
    assert count("message", "message = 'appeal.something_is_due'") == 1

    def answered(outcome: Outcome) -> Job:
        told = {"outcome": outcome, "reasons": BECAUSE, "answers": answers()}
        return by(anne, lambda who: answer_appeal(who, at=NOW, appeal_id=appeal.id, **told))

    one_was_refused(at_once(answered(Outcome.CHANGED), answered(Outcome.UPHELD)), "appeal.answered_already")
    assert count("request") - 1 == count("appeal", "outcome = 'changed'") == count("screening", "offered")
    sent = at_once(*[by(anne, lambda who: forward_appeal(who, at=NOW, appeal_id=appeal.id))] * 2)
    upheld = count("appeal", "outcome = 'upheld'")
    assert count("message", "message = 'appeal.forwarded'") == upheld
    assert len(refusals(sent)) == (0 if upheld else 2)


# An assessment.
@pytest.fixture
def world() -> World:
    with transaction.atomic():
        world = mettes_case()
        consent(world, "mette", ConsentKind.PLAN)
        return world


def concluded(world: World, who: str, text: str) -> Job:
    person = world.cast.persons["mette"].id
    said = {"conclusion": text, "strengths": "Hun bager.", "wishes": "Ro.", "shown": "", "kinds": [Category.PLAN]}
    return by_member(world, who, lambda sight: conclude_assessment(sight, at=NOW, person_id=person, **said))


def test_two_windows_that_conclude_an_assessment_at_once_do_not_cover_one_another(world: World) -> None:
    jobs = concluded(world, COORDINATOR, "Ro først."), concluded(world, COORDINATOR, "Arbejde først.")
    one_was_refused(at_once(*jobs), "record.changed_meanwhile")

    assert count("conclusion") == count("conclusion_words") == count("message", "message = 'assessment.concluded'") == 1


def test_without_the_hold_both_would_have_concluded(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    both_read_first(monkeypatch, assessing, ConclusionRecord)
    at_once(concluded(world, COORDINATOR, "Ro først."), concluded(world, COORDINATOR, "Arbejde først."))

    assert count("conclusion") == 2


def test_an_answer_is_not_confirmed_while_it_is_given_anew(world: World) -> None:
    person = world.cast.persons["mette"].id
    told = {"person_id": person, "item": "netvaerk"}
    with transaction.atomic():
        first = answer_question(world.sight("mette"), at=NOW, text="Ingen.", **told)
    anew = by_member(world, "mette", lambda sight: answer_question(sight, at=NOW, text="Min søster.", shown=1, **told))
    holds = by_member(world, COORDINATOR, lambda sight: confirm_answer(sight, at=NOW, answer_id=first.id))
    one_was_refused(at_once(anew, holds), "record.changed_meanwhile")

    assert count("answer") == 2


# A decision.
@pytest.fixture
def plan() -> Planned:
    with transaction.atomic():
        tell_actor(the_clock())
        return a_plan_to_decide()


def asked_to_answer(plan: Planned, facts: str) -> Job:
    element = plan.measures["mentor"].id
    return by_member(
        plan.world, COORDINATOR, lambda sight: open_hearing(sight, at=NOW, element_id=element, facts=facts)
    )


def test_two_tabs_draft_one_answer_and_ask_the_citizen_once(plan: Planned) -> None:
    element = plan.measures["mentor"].id

    def drafted(result: Result) -> Job:
        choice = Choice(element, result, facts="Du har selv fundet støtte.")
        return by_member(plan.world, COORDINATOR, lambda sight: save_choice(sight, at=NOW, choice=choice, shown=0))

    results = at_once(drafted(Result.GRANTED), drafted(Result.REFUSED))
    one_was_refused(results, "record.changed_meanwhile")
    assert count("decision_choice") == count("audit", "event = 'decision.choice_saved'") == 1

    results = at_once(asked_to_answer(plan, "Du kom ikke."), asked_to_answer(plan, "Du ringede ikke."))
    one_was_refused(results, "decision.hearing_asked_today")
    assert count("hearing") == count("message", "message = 'decision.hearing_opened'") == 1


def test_without_the_hold_the_slower_tab_would_have_failed(plan: Planned, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the constraint alone gives no kind answer."""
    both_read_first(monkeypatch, hearings, HearingRecord)
    with pytest.raises(AssertionError, match="a_party_is_asked_about_a_measure_once_a_day"):
        at_once(asked_to_answer(plan, "Du kom ikke."), asked_to_answer(plan, "Du ringede ikke."))


# A complaint.
def complained(plan: Planned, decision: Decision) -> tuple[UUID, Part, Callable[[Outcome], Job]]:
    """Mette complains over the answer about the mentor, and somebody looks at it again."""
    part = next(each for each in decision.parts if each.result is Result.REFUSED)
    with transaction.atomic():
        (made,) = receive_complaint(plan.world.sight("mette"), at=NOW, decision_id=decision.id, part_ids=[part.id])

    def looked(outcome: Outcome) -> Job:
        choice = a_no(part.element_id, Result.PARTLY, "En time") if outcome is Outcome.PARTLY else None
        told = {"outcome": outcome, "reasons": "Vi har set på det igen.", "choice": choice}
        return by_member(
            plan.world,
            COORDINATOR,
            lambda sight: reassess_decision(sight, at=NOW, complaint_part_id=made.parts[0].id, **told),
        )

    return made.parts[0].id, part, looked


def test_a_complaint_is_looked_at_again_once_and_what_was_added_to_it_is_looked_at_with_it(plan: Planned) -> None:
    with transaction.atomic():
        decision = plan.issue("mentor")
    _, part, one = complained(plan, decision)
    _, _, other = complained(plan, decision)

    one_was_refused(at_once(one(Outcome.PARTLY), other(Outcome.UPHELD)), "decision.reassessed_already")
    assert count("reassessment") == 1
    assert count("decision_part", f"replaces_id = '{part.id}'") == count("reassessment", "outcome = 'partly'")


def test_a_complaint_is_kept_or_dropped_and_not_both(plan: Planned) -> None:
    with transaction.atomic():
        decision = plan.issue("mentor")
    _, _, look = complained(plan, decision)
    (done,) = at_once(look(Outcome.PARTLY))

    def said(*, kept: bool) -> Job:
        return by_member(
            plan.world,
            "mette",
            lambda sight: keep_complaint(sight, at=NOW, reassessment_id=done.id, kept=kept),  # type: ignore[attr-defined]  # what came of it
        )

    one_was_refused(at_once(said(kept=True), said(kept=False)), "decision.kept_already")
    assert count("audit", "event in ('decision.complaint_kept', 'decision.complaint_dropped')") == 1

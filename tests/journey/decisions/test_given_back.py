"""Is help without a last day given back without one, when a complaint is granted in full? (S-65)"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from enplan.demo.stories.acting import decide
from enplan.demo.stories.mother_without_work import WHY as HER_WHY
from enplan.demo.stories.mother_without_work import tell_once
from enplan.demo.stories.planning import measure
from enplan.demo.stories.telling import Telling
from enplan.journey.access.commands import open_case
from enplan.journey.decisions.commands import issue_decision, reassess_decision, receive_complaint
from enplan.journey.decisions.facts import Choice, Decision, Outcome, Part, Result
from enplan.journey.decisions.queries import answered, complaint_page, decision_page, parts_in_force
from enplan.journey.outcomes.commands import tally_case
from enplan.journey.plan.commands import accept_element, change_measure, move_measure, propose_plan
from enplan.journey.plan.facts import Column, PlanMeasure
from enplan.journey.plan.queries import before_after, measures
from enplan.journey.plan.rules.answered import as_answered
from enplan.journey.plan.rules.weighing import Becomes, RightKind
from enplan.kernel.errors import Unfit
from enplan.registers.accounts.queries import the_clock
from tests.builders_plan import COORDINATOR, SUPPORT, carsten_agrees, measure_called, noon, ready, refusal
from tests.journey.plan.acts import approve_for_all

pytestmark = pytest.mark.django_db
WORDS = "Det er fint, jeg prøver."
WHY = {**HER_WHY, SUPPORT: ("Du klarer mere selv.", "Vi ser, hvordan det går til foråret.")}


def assessed() -> Telling:
    """A draft that may be proposed, and what must be known before it is decided."""
    story = ready()
    tell_once(story)
    return story


def with_less(done_to: str = "") -> tuple[Telling, Decision, PlanMeasure]:
    """The support at home, which had no last day, gets one, or stops; Mette says yes, and it is signed."""
    story = assessed()
    at, support = noon(story), measure_called(story, SUPPORT)
    assert [each.ends for each in support.promised] == [None]
    sight = story.sight(COORDINATOR, at)
    if done_to == "stopped":
        move_measure(sight, at=at, measure_id=support.id, column=Column.STOPPED, reason="Mette klarer det selv.")
    else:
        change_measure(sight, at=at, measure_id=support.id, ends=date(2027, 3, 31), reason="Vi prøver til foråret.")
    version = carsten_agrees(story, propose_plan(story.sight(COORDINATOR, at), at=at), at)
    accept_element(story.sight("mette", at), at=at, version_id=version.id, element_id=support.id, words=WORDS)
    approve_for_all(story, version.id)
    return story, decide(story, COORDINATOR, version, WHY, days=1), support


def granted_back(story: Telling, decision: Decision, element: PlanMeasure, day: int, **choice: Any) -> Part:
    """Mette complains over the answer that holds, and gets all she asked for."""
    at = story.at(day, 13)
    sight = story.sight("mette", at)
    (part,) = (each for each in decision.parts if each.element_id == element.id)
    (complaint,) = receive_complaint(sight, at=at, decision_id=decision.id, part_ids=[part.id])
    again(story, complaint.parts[0].id, at, element, choice)
    (held,) = [each for each in parts_in_force(story.sight("mette", at)) if each.element_id == element.id]
    return held


def again(story: Telling, part_id: Any, at: datetime, element: PlanMeasure, choice: Mapping[str, Any]) -> None:
    reassess_decision(
        story.sight(COORDINATOR, at),
        at=at,
        complaint_part_id=part_id,
        outcome=Outcome.CHANGED,
        reasons="Du har ret. Støtten fortsætter.",
        choice=Choice(element.id, Result.GRANTED, facts="Du har ret.", discretion="Den fortsætter.", **choice),
    )


def shown(story: Telling, element: PlanMeasure, day: int) -> PlanMeasure:
    """The measure as the plan shows it today."""
    at = story.at(day, 13)
    sight = story.sight("mette", at)
    (found,) = (each for each in measures(sight) if each.id == element.id)
    return as_answered(found, answered(sight).get(element.id))


def counted(story: Telling, day: int) -> tuple[int | None, tuple[str, ...]]:
    """In how many rights, and of which kinds, the case adds to the leaders' figures of less."""
    at = story.at(day, 14)
    found = tally_case(open_case(the_clock(), at=at, case_id=story.case_id, errand="tally"), at=at)
    return found.less, found.less_where


def becomes(story: Telling, element: PlanMeasure, day: int) -> Becomes:
    """What became of it, as before and after tell."""
    at = story.at(day, 13)
    sight = story.sight("mette", at)
    page = before_after(sight, at=at, answers=answered(sight))
    items = {each.item for each in element.promised}
    (row,) = (each for each in page.rows if each.right.item in items and each.right.kind is RightKind.MEASURE)
    return row.becomes


@pytest.mark.parametrize(
    ("done_to", "was"),
    [
        pytest.param("", Becomes.SHORTER, id="it got a last day"),
        pytest.param("stopped", Becomes.GONE, id="it was stopped"),
    ],
)
def test_help_without_an_end_goes_on_without_one(done_to: str, was: Becomes) -> None:
    story, decision, support = with_less(done_to)
    assert becomes(story, support, 1) is was

    held = granted_back(story, decision, support, 2)

    assert (held.result, held.open_ended, held.ends) == (Result.GRANTED, True, None)
    assert "Hjælpen begyndte mandag den 9. marts 2026. Der er ingen slutdato." in held.words.outcome
    assert "Svaret erstatter nr. " in held.words.outcome
    assert held.guidance is None  # she has got everything she asked for
    assert shown(story, support, 2).column is not Column.STOPPED
    assert shown(story, support, 2).ends is None
    assert becomes(story, support, 2) is Becomes.KEPT


def test_the_page_says_what_in_full_is_and_a_last_day_that_is_typed_counts() -> None:
    story, decision, support = with_less()
    at = story.at(2, 13)
    (part,) = (each for each in decision.parts if each.element_id == support.id)
    (complaint,) = receive_complaint(story.sight("mette", at), at=at, decision_id=decision.id, part_ids=[part.id])
    (asked,) = complaint.parts

    page = complaint_page(story.sight(COORDINATOR, at), part_id=asked.id, on=at.date())
    assert (page.in_full[asked.id].ends, page.in_full[asked.id].open_ended) == (None, True)

    again(story, asked.id, at, support, {"ends": date(2027, 12, 31)})
    assert shown(story, support, 2).ends == date(2027, 12, 31)
    assert becomes(story, support, 2) is Becomes.SHORTER


def test_help_that_a_letter_stopped_later_comes_back_as_the_plan_has_it() -> None:
    """The last day that a no names is the last day of the help there was; it is not what is asked for."""
    story = assessed()
    at = noon(story)
    version = carsten_agrees(story, propose_plan(story.sight(COORDINATOR, at), at=at), at)
    approve_for_all(story, version.id)
    decide(story, COORDINATOR, version, HER_WHY, days=1)
    support, at = measure_called(story, SUPPORT), story.at(2, 13)
    page = decision_page(story.sight(COORDINATOR, at), on=at.date())
    no = Choice(
        support.id,
        Result.REFUSED,
        facts="Du klarer mere selv.",
        discretion="Du har andre at ringe til.",
        agreed=WORDS,
        ends=date(2026, 12, 31),
    )
    others = [
        Choice(row.element.id, Result.GRANTED, facts="Du har tid.", discretion=f"Du kan nå {row.element.title}.")
        for row in page.rows
        if row.element.id != support.id
    ]
    letter = issue_decision(
        story.sight(COORDINATOR, at),
        at=at,
        version_id=version.id,
        choices=[no, *others],
        replaces=page.in_force.id if page.in_force else None,
    )
    assert shown(story, support, 2).ends == date(2026, 12, 31)
    assert counted(story, 2) == (1, ("social",))

    held = granted_back(story, letter, support, 3)

    assert held.open_ended
    assert shown(story, support, 3).ends is None
    assert becomes(story, support, 3) is Becomes.KEPT
    assert counted(story, 3) == (0, ())


def test_what_the_law_gives_for_a_time_is_not_given_without_an_end() -> None:
    story, decision, _ = with_less()
    mentor = measure(story, COORDINATOR, "jobcenter/mentor", days=1)
    at = story.at(2, 13)
    (part,) = (each for each in decision.parts if each.element_id == mentor.id)
    (complaint,) = receive_complaint(story.sight("mette", at), at=at, decision_id=decision.id, part_ids=[part.id])
    with refusal(Unfit, "decision.granted_too_long"):
        again(story, complaint.parts[0].id, at, mentor, {"ends": date(2028, 12, 31)})


def test_right_in_full_is_never_less_than_the_answer_before() -> None:
    """Neither fewer hours nor an earlier end: it would be a reduction that nobody was asked about (S-65)."""
    story, decision, support = with_less()
    at = story.at(2, 13)
    (part,) = (each for each in decision.parts if each.element_id == support.id)
    (complaint,) = receive_complaint(story.sight("mette", at), at=at, decision_id=decision.id, part_ids=[part.id])

    for less in ({"hours": Decimal("0.5")}, {"ends": date(2027, 3, 30)}):
        with refusal(Unfit, "decision.granted_less"):
            again(story, complaint.parts[0].id, at, support, less)

    assert shown(story, support, 2).ends == date(2027, 3, 31)

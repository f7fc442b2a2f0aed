"""Do deadlines count from the days that were decided, and no more from those a sector plan once had? (S-16, S-67)"""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from enplan.journey.decisions.facts import Decision, Delivery, Form, Kind, Part, PartWords, Result
from enplan.journey.followup.rules.after_letters import WITH_NOTICE
from enplan.journey.followup.rules.deadlines import law_days
from enplan.journey.followup.rules.in_force import agreed_today, as_given
from enplan.journey.plan.facts import Column, Piece, PlanMeasure
from enplan.journey.plan.rules.parting import parted
from enplan.journey.sectorplans.facts import Question
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, DecisionId, MeasureId, VersionId
from tests import builders_plan
from tests.builders_deadlines import FREJA, METTE, MONDAY, a_measure, a_plan, the_date, the_day, the_facts

BEFORE_END, MENTOR = "rsl-foer-ophoer-2-uger", "mentor-6-maaneder"
PRACTICE = a_plan("min-plan", a_measure("virksomhedspraktik", date(2026, 11, 23), date(2027, 2, 19)))


def agreed(measure_type: str, starts: date | None, ends: date | None, **changes: Any) -> PlanMeasure:
    """The measure of the approved plan that came from the sector plan's measure of the type."""
    common = {"origins": (f"min-plan/{measure_type}",), "column": Column.PLANNED, "person_id": METTE.person_id}
    common |= {"persons": (METTE.person_id,), "promised": ()}
    return builders_plan.a_measure(measure_type=measure_type, starts=starts, ends=ends, **(common | changes))


def a_letter(element: UUID, measure_type: str, result: Result, *, kind: Kind = Kind.ON_PLAN, **terms: Any) -> Decision:
    decision = DecisionId(uuid4())
    part = Part(
        id=uuid4(),
        decision_id=decision,
        person_id=METTE.person_id,
        category=Category.WORK,
        element_id=element,
        measure_type=measure_type,
        result=result,
        bases=(),
        words=PartWords("Svar", "Svar"),
        guidance=None,
        **({"route": "ast-beskaeftigelse"} | terms),
    )
    return Decision(
        id=decision,
        case_id=CaseId(uuid4()),
        version_id=VersionId(uuid4()),
        kind=kind,
        form=Form.ONE_LETTER,
        regime="hop-2018",
        made_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        made_by="Susanne Brandt",
        title_of_maker="",
        delivery=Delivery.DIGITAL,
        received_day=date(2026, 11, 20),
        parts=(part,),
    )


def test_the_practice_that_was_prolonged_is_settled_before_its_own_last_day() -> None:
    """Mette's story: decided to 26 March, while the job centre's plan says 19 February."""
    longer = agreed("virksomhedspraktik", date(2027, 1, 4), date(2027, 3, 26))

    assert the_date(the_facts(PRACTICE), BEFORE_END) == date(2027, 2, 5)
    assert the_date(the_facts(PRACTICE, agreed=[longer]), BEFORE_END) == date(2027, 3, 12)


def test_what_was_put_off_is_not_settled_before_it_begins() -> None:
    """Kenneth's story: 12 April to 26 June 2027. The day two weeks before is a Saturday, so it moves back."""
    plan = a_plan("min-plan", a_measure("nytteindsats", date(2026, 11, 24), date(2027, 2, 19)))
    later = agreed("nytteindsats", date(2027, 4, 12), date(2027, 6, 26))

    found = the_day(the_facts(plan, agreed=[later]), BEFORE_END)

    assert the_date(the_facts(plan), BEFORE_END) == date(2027, 2, 5)
    assert found is not None
    assert (found.since, found.day) == (date(2027, 6, 26), date(2027, 6, 11))


@pytest.mark.parametrize(
    ("starts", "ends", "day"),
    [
        pytest.param(None, None, date(2027, 2, 5), id="a plan without days leaves those of the sector plan"),
        pytest.param(date(2027, 1, 4), None, None, id="what goes on without an end has nothing to settle"),
        pytest.param(None, date(2027, 3, 26), date(2027, 3, 12), id="only its last day is new"),
        pytest.param(date(2026, 8, 3), MONDAY, date(2026, 11, 9), id="its last day is today"),
        pytest.param(date(2026, 8, 3), date(2026, 11, 22), None, id="it ended yesterday"),
    ],
)
def test_the_days_of_the_approved_plan_count(starts: date | None, ends: date | None, day: date | None) -> None:
    assert the_date(the_facts(PRACTICE, agreed=[agreed("virksomhedspraktik", starts, ends)]), BEFORE_END) == day


def test_a_letter_in_force_counts_before_the_plan() -> None:
    """What a complaint gave back has the days of the new answer."""
    plan = agreed("virksomhedspraktik", date(2027, 1, 4), date(2027, 3, 26))
    first = a_letter(plan.id, plan.measure_type, Result.GRANTED)
    anew = a_letter(
        plan.id,
        plan.measure_type,
        Result.GRANTED,
        kind=Kind.AFTER_COMPLAINT,
        replaces=first.parts[0].id,
        ends=date(2027, 4, 30),
    )
    facts = the_facts(PRACTICE, agreed=[plan])

    assert the_date(replace(facts, decisions=[first]), BEFORE_END) == date(2027, 3, 12)
    assert the_date(replace(facts, decisions=[anew, first]), BEFORE_END) == date(2027, 4, 16)


def test_what_a_letter_refuses_has_no_end_to_settle() -> None:
    plan = agreed("virksomhedspraktik", date(2027, 1, 4), date(2027, 3, 26))
    no = a_letter(plan.id, plan.measure_type, Result.REFUSED)

    assert the_day(the_facts(PRACTICE, agreed=[plan], decisions=[no]), BEFORE_END) is None


def test_what_the_plan_stops_goes_on_as_before_until_a_letter_has_said_so() -> None:
    stops = agreed("virksomhedspraktik", date(2026, 11, 23), date(2027, 2, 19), column=Column.STOPPED)
    facts = the_facts(PRACTICE, stopped=[stops])
    until = a_letter(stops.id, stops.measure_type, Result.REFUSED, ends=date(2026, 12, 31))

    assert the_date(facts, BEFORE_END) == date(2027, 2, 5)
    assert the_date(replace(facts, decisions=[until]), BEFORE_END) == date(2026, 12, 17)


def _piece(measure_type: str, starts: date, ends: date | None) -> Piece:
    item = f"min-plan/{measure_type}"
    return Piece(
        measure_type, measure_type, (METTE.person_id,), Category.WORK, starts, ends, Decimal(1), "offer", "", (item,)
    )


def _merged() -> PlanMeasure:
    """A contact person from May without an end, and a mentor from October: one measure of two kinds."""
    pieces = (
        _piece("stoette-kontaktperson", date(2026, 5, 11), None),
        _piece("mentorstoette", date(2026, 10, 6), date(2027, 5, 5)),
    )
    origins = tuple(item for piece in pieces for item in piece.items)
    return agreed("stoette-kontaktperson", date(2026, 5, 11), None, origins=origins, pieces=pieces)


MENTORED = a_plan(
    "min-plan",
    a_measure("stoette-kontaktperson", date(2026, 5, 11)),
    a_measure("mentorstoette", date(2026, 9, 1), date(2027, 2, 28)),
)


def test_a_mentor_that_became_one_with_something_else_keeps_its_own_days() -> None:
    """S-16: six months from the mentor's first day, not from that of what it stands together with."""
    found = the_day(the_facts(MENTORED, agreed=[_merged()]), MENTOR)

    assert found is not None
    assert (found.since, found.day) == (date(2026, 10, 6), date(2027, 4, 6))


def test_a_mentor_granted_for_as_long_as_the_law_lets_is_told_of_by_its_own_last_day() -> None:
    """The letter gives the mentor in the joined measure until 5 April: somebody must settle what then."""
    whole = _merged()
    _, mentor = parted(whole)
    to_the_limit = a_letter(mentor.id, "mentorstoette", Result.GRANTED, measure_id=whole.id, ends=date(2027, 4, 5))

    found = the_day(the_facts(MENTORED, agreed=[whole], decisions=[to_the_limit]), MENTOR)

    assert found is not None
    assert (found.since, found.day) == (date(2026, 10, 6), date(2027, 4, 5))
    assert [each.phrase for each in found.steps][-1] == "step.last-day"


def test_a_letter_on_one_kind_of_help_says_nothing_of_the_other() -> None:
    whole = _merged()
    _, mentor = parted(whole)
    shorter = a_letter(mentor.id, "mentorstoette", Result.GRANTED, measure_id=whole.id, ends=date(2027, 4, 2))
    facts = the_facts(MENTORED, agreed=[whole], decisions=[shorter])
    (plan,) = as_given(facts).plans

    assert the_day(facts, MENTOR) is None  # it ends before the law stops it
    assert [(each.measure_type, each.ends) for each in plan.measures] == [
        ("stoette-kontaktperson", None),
        ("mentorstoette", date(2027, 4, 2)),
    ]


def test_notice_is_given_of_the_kind_of_help_that_was_promised_whatever_it_stands_together_with() -> None:
    promise = builders_plan.a_promise(item="min-plan/mentorstoette")
    whole = replace(_merged(), promised=(promise,))
    known, mentor = parted(whole)

    def told(element: PlanMeasure) -> date | None:
        less = a_letter(element.id, element.measure_type, Result.PARTLY, measure_id=whole.id, route=WITH_NOTICE)
        return the_date(the_facts(MENTORED, agreed=[whole], decisions=[less]), "varsling-14-uger")

    assert told(mentor) == date(2027, 2, 26)
    assert told(known) is None


def test_two_that_became_one_are_one_thing_to_settle() -> None:
    other = replace(a_measure("virksomhedspraktik", date(2026, 12, 1), date(2027, 1, 29)), plan="ungeplan")
    plans = (PRACTICE, replace(a_plan("ungeplan", other)))
    both = agreed(
        "virksomhedspraktik",
        date(2026, 11, 23),
        date(2027, 3, 26),
        origins=("min-plan/virksomhedspraktik", "ungeplan/virksomhedspraktik"),
    )

    assert the_date(the_facts(*plans, agreed=[both]), BEFORE_END) == date(2027, 3, 12)


def test_what_the_one_plan_added_has_a_day_too() -> None:
    added = agreed("virksomhedspraktik", date(2027, 1, 4), date(2027, 3, 26), origins=())

    assert the_date(the_facts(agreed=[added]), BEFORE_END) == date(2027, 3, 12)


def test_what_is_done_on_the_board_has_nothing_left_to_settle() -> None:
    plan = agreed("virksomhedspraktik", date(2027, 1, 4), date(2027, 3, 26), column=Column.DONE)

    assert the_day(the_facts(PRACTICE, agreed=[plan]), BEFORE_END) is None


def test_what_was_put_off_in_the_plan_has_not_begun() -> None:
    """Alcohol treatment within 14 days: the sector plan's first day has passed, the agreed one has not."""
    plan = a_plan("min-plan", a_measure("alkoholbehandling", date(2026, 11, 20)), made=date(2026, 11, 16))
    later = agreed("alkoholbehandling", date(2026, 12, 14), None)

    assert the_day(the_facts(plan), "alkohol-start-14-dage") is None
    assert the_date(the_facts(plan, agreed=[later]), "alkohol-start-14-dage") == date(2026, 11, 30)


def test_a_draft_changes_no_deadline_before_it_is_approved() -> None:
    """The board may move a measure; its agreed days stand until there is a new agreement."""
    frozen = agreed("virksomhedspraktik", date(2027, 1, 4), date(2027, 3, 26), column=Column.SUGGESTION)
    drafted = replace(frozen, starts=date(2027, 2, 1), ends=date(2027, 5, 28), column=Column.DOING)
    taken_in = replace(frozen, id=MeasureId(uuid4()), merged_into=frozen.id)

    assert agreed_today([frozen, taken_in], [drafted]) == [replace(frozen, column=Column.DOING)]
    assert agreed_today([frozen], []) == [replace(frozen, column=Column.PLANNED)]


def test_without_an_approved_plan_the_sector_plans_say_it_all() -> None:
    facts = the_facts(PRACTICE, MENTORED)

    assert as_given(facts).plans == [PRACTICE, MENTORED]
    assert as_given(facts).own == []


@pytest.mark.parametrize(
    ("assessment", "asked", "about"),
    [
        pytest.param("bl-boernefaglig", "mette", "freja", id="a mother asked in that of her child"),
        pytest.param("bl-boernefaglig", "freja", "freja", id="the child itself"),
        pytest.param("bl-kommende-foraeldre", "mette", "mette", id="a parent is the one assessed"),
    ],
)
def test_an_assessment_stands_under_the_one_it_is_about(assessment: str, asked: str, about: str) -> None:
    question = Question("barnets-plan", "a", "netvaerk", assessment, asked, date(2026, 9, 7))
    plan = a_plan("barnets-plan", questions=[question], person=FREJA.ref)

    found = [each.person for each in law_days(the_facts(plan)) if each.deadline.endswith("4-maaneder")]

    assert found == [about]

"""Does each sector get its own assessment of the one conversation, and nothing that was told for another purpose?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from enplan.journey.assessment.facts import Answer, AskedElsewhere, Question, SectorLine, State, Use
from enplan.journey.assessment.rules.asking import category_of_item, state_of, themes
from enplan.journey.assessment.rules.sectors import is_for, sector_parts
from enplan.journey.assessment.rules.sufficiency import needs, questions_of
from enplan.journey.sectorplans.rules.asked import departments_asking
from enplan.kernel.ids import AnswerId, PersonId
from enplan.law.lawbook import lawbook
from tests.builders_sectorplans import a_full_plan

ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LAW = lawbook().on(ON)
METTE = PersonId(uuid4())
VUM, PLAN = "vum", "handleplan-141"
TRAUMA = "traumer-og-vold"


def an_answer(item: str, *, purpose: str = "", confirmed: bool = True) -> Answer:
    """An answer of Mette's."""
    category, at = category_of_item(item, LAW), NOW - timedelta(days=1)
    return Answer(AnswerId(uuid4()), METTE, category, item, "Ja", "Mette", at, "Mette", purpose, confirmed)


def the_questions(*answers: Answer, elsewhere: tuple[AskedElsewhere, ...] = ()) -> list[Question]:
    """Everything that her social plan needs."""
    return questions_of(
        themes(born=date(1983, 4, 12), plan_types=[PLAN], answers=answers, elsewhere=elsewhere, law=LAW)
    )


def the_line(item: str, questions: list[Question], assessment: str = VUM) -> SectorLine:
    """One line of one sector's assessment."""
    part = next(each for each in sector_parts(questions, {}, LAW) if each.assessment == assessment)
    return next(line for line in part.lines if line.question.item == item)


@pytest.mark.parametrize(
    ("answers", "elsewhere", "use"),
    [
        pytest.param([], [], Use.MISSING, id="nobody has answered"),
        pytest.param([an_answer("psykisk-helbred")], [], Use.REUSED, id="she says it holds"),
        pytest.param([an_answer("psykisk-helbred", confirmed=False)], [], Use.CONFIRM, id="to be confirmed"),
        pytest.param(
            [], [AskedElsewhere(METTE, "psykisk-helbred", "Jobcentret", "Visitation", ON, ON)], Use.FETCH, id="another"
        ),
    ],
)  # fmt: skip
def test_what_is_known_is_handled_by_its_class_of_reuse(
    answers: list[Answer], elsewhere: list[AskedElsewhere], use: Use
) -> None:
    """S-20: filled in with source and date, reused or confirmed."""
    line = the_line("psykisk-helbred", the_questions(*answers, elsewhere=tuple(elsewhere)))

    assert line.use is use
    assert (line.answer is not None) is line.usable


def per_purpose(*answers: Answer) -> Question:
    """A question whose answers count for one purpose each."""
    found = next(question for question in the_questions() if question.item == TRAUMA)
    return replace(found, answers=answers, state=state_of(found.reuse, answers, (), LAW.day))


def test_what_was_told_for_one_purpose_goes_to_no_other() -> None:
    """S-20: per purpose, consent is asked for first."""
    vum = LAW.assessment(VUM).label
    other = the_line(TRAUMA, [per_purpose(an_answer(TRAUMA, purpose="Krisehjælp"))])
    own = the_line(TRAUMA, [per_purpose(an_answer(TRAUMA, purpose=f" {vum.upper()} "))])

    assert (other.use, other.answer) == (Use.CONSENT_FIRST, None)
    assert (own.use, own.usable) == (Use.REUSED, True)
    assert the_line(TRAUMA, [per_purpose()]).use is Use.MISSING
    assert not is_for("", vum)


def test_every_assessment_of_the_conversation_gets_its_own_and_the_sums_agree() -> None:
    """S-18: one conversation, as many assessments as the plans need."""
    questions = the_questions(an_answer("netvaerk"), an_answer("fysisk-helbred"))
    parts = sector_parts(questions, {}, LAW)

    assert [part.assessment for part in parts] == [need.assessment for need in needs(questions)]
    for part, need in zip(parts, needs(questions), strict=True):
        assert len(part.lines) == need.asked
        assert [line.question.label for line in part.lacking if line.named] == list(need.missing)
        assert part.bases
        assert part.enough is need.enough


def test_what_the_law_names_is_lacking_before_what_practice_needs() -> None:
    for part in sector_parts(the_questions(), {}, LAW):
        named = [line.named for line in part.lacking]
        assert named == sorted(named, reverse=True)


def test_an_assessment_of_which_something_is_hidden_is_never_enough() -> None:
    questions = [replace(each, state=State.KNOWN, answers=(an_answer(each.item),)) for each in the_questions()]

    assert all(part.enough for part in sector_parts(questions, {}, LAW))
    hidden = next(part for part in sector_parts(questions, {VUM: 2}, LAW) if part.assessment == VUM)
    assert (hidden.hidden, hidden.enough) == (2, False)


def test_the_departments_that_need_an_assessment_are_those_with_such_plans_and_those_who_asked() -> None:
    found = departments_asking([a_full_plan()], {"mette": METTE}, lawbook())[METTE]

    assert found["lab-visitation"] == ("Jobcenter Nordby",)
    feeding = {one.id for one in lawbook().assessments if "min-plan" in one.feeds_plan_types}
    assert set(found) == feeding | {"lab-visitation"}

"""Is everything asked once, known things filled in by their class of reuse, and strengths before problems?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from enplan.journey.assessment.facts import (
    OWN_STRENGTHS,
    Answer,
    AskedElsewhere,
    Conclusion,
    Question,
    State,
    Theme,
    Words,
)
from enplan.journey.assessment.rules.asking import (
    OF_ITEM,
    OF_THEME,
    THEMES,
    asked_already,
    assessments_for,
    bound_to_purpose,
    category_of_item,
    items_for,
    labels,
    state_of,
    subjects_at,
    themes,
)
from enplan.journey.assessment.rules.resting import proposed_kinds
from enplan.journey.assessment.rules.sufficiency import is_enough, needs, questions_of, spared, unanswered
from enplan.kernel.category import Category
from enplan.kernel.ids import AnswerId, PersonId
from enplan.law.lawbook import lawbook
from enplan.law.provision import Reuse

ON = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LAW = lawbook().on(ON)
METTE = PersonId(uuid4())
BORN = date(1983, 4, 12)


def an_answer(
    item: str = "netvaerk", *, days_ago: int = 0, confirmed: bool = False, text: str = "Min søster."
) -> Answer:
    """An answer about Mette."""
    at = NOW - timedelta(days=days_ago)
    category = category_of_item(item, LAW)
    return Answer(AnswerId(uuid4()), METTE, category, item, text, "Mette", at, "Mette", confirmed=confirmed)


def asked(item: str = "netvaerk", answered: date | None = None, assessment: str = "") -> AskedElsewhere:
    """A question of a sector plan."""
    return AskedElsewhere(METTE, item, "Voksenstøtte", "Voksenudredning", date(2026, 2, 9), answered, assessment)


def the_conversation(
    *plan_types: str, answers: tuple[Answer, ...] = (), elsewhere: tuple[AskedElsewhere, ...] = (), born: date = BORN
) -> tuple[Theme, ...]:
    """All questions about somebody."""
    return themes(born=born, plan_types=plan_types, answers=answers, elsewhere=elsewhere, law=LAW)


def the_question(item: str, found: tuple[Theme, ...]) -> Question:
    """One of them."""
    return next(question for question in questions_of(found) if question.item == item)


# What is asked.


def test_strengths_and_wishes_come_before_everything_that_is_hard() -> None:
    """S-13, S-93."""
    found = the_conversation("min-plan", "handleplan-141")

    assert [theme.key for theme in found][:2] == ["strengths", "goals"]
    assert found[0].questions[0].item == OWN_STRENGTHS
    assert {"netvaerk", "fritid-interesser"} <= {question.item for question in found[0].questions}
    assert [theme.key for theme in found] == [key for key in THEMES if key in {theme.key for theme in found}]


def test_each_piece_of_information_is_asked_once_for_all_the_laws_that_need_it() -> None:
    """S-18: one assessment, mapped to every law."""
    found = questions_of(the_conversation("min-plan", "handleplan-141", "rehabiliteringsplan-forberedende-del"))

    assert len({question.item for question in found}) == len(found)
    serves = {
        each.assessment: each
        for each in the_question("psykisk-helbred", the_conversation("min-plan", "handleplan-141")).serves
    }
    assert set(serves) == {"lab-visitation", "vum"}
    assert serves["vum"].named
    assert any("§ 10" in basis for basis in serves["vum"].bases)


def test_the_plan_types_and_the_questions_of_the_plans_say_which_assessments_there_are() -> None:
    by_type = {one.id for one in assessments_for({"min-plan"}, (), LAW)}
    by_name = {one.id for one in assessments_for((), {"vum"}, LAW)}

    assert by_type == {"lab-cv", "lab-visitation"}
    assert by_name == {"vum"}


def test_without_any_plan_what_most_assessments_ask_is_asked() -> None:
    found = items_for([], 43, LAW)

    assert found
    assert all(len(item.asked_by) >= 6 for item in found)


@pytest.mark.parametrize(
    ("age", "subjects"),
    [
        (43, {"adult", "family"}),
        (22, {"adult", "family", "youth"}),
        (18, {"adult", "family", "youth"}),
        (17, {"child", "family", "youth"}),
        (15, {"child", "family", "youth"}),
        (14, {"child", "family"}),
    ],
)
def test_nobody_is_asked_what_is_not_about_them(age: int, subjects: set[str]) -> None:
    assert subjects_at(age) == subjects


def test_a_child_is_asked_about_the_child_and_an_adult_is_not() -> None:
    child = {question.item for question in questions_of(the_conversation("barnets-plan", born=date(2018, 5, 8)))}
    adult = {question.item for question in questions_of(the_conversation("min-plan"))}

    assert "barnets-perspektiv" in child
    assert "barnets-perspektiv" not in adult
    assert "arbejdserfaring-cv" in adult
    assert "arbejdserfaring-cv" not in child


def test_every_item_of_the_law_data_has_a_category_and_a_place_in_the_conversation() -> None:
    for item in LAW.book.items:
        assert isinstance(category_of_item(item.id, LAW), Category)
        assert item.theme in THEMES
        assert item.theme in OF_THEME
    assert set(OF_ITEM) - {OWN_STRENGTHS} <= {item.id for item in LAW.book.items}


def test_health_and_addiction_are_not_hidden_under_another_kind() -> None:
    """What data protection law calls special must not be opened by consent to something milder."""
    assert category_of_item("rusmidler", LAW) is Category.ADDICTION
    assert category_of_item("psykisk-helbred", LAW) is Category.HEALTH
    assert category_of_item("mentale-funktioner", LAW) is Category.HEALTH
    assert category_of_item("kriminalitet", LAW) is Category.JUSTICE


def test_each_item_has_a_name() -> None:
    assert labels([OWN_STRENGTHS, "netvaerk"], LAW)["netvaerk"] == "Netværk og relationer"


# What is known.


@pytest.mark.parametrize(
    ("reuse", "answers", "elsewhere", "state"),
    [
        pytest.param(Reuse.ASK_ONCE, (), (), State.OPEN, id="nobody knows"),
        pytest.param(Reuse.ASK_ONCE, (an_answer(),), (), State.KNOWN, id="ask once: it may be used"),
        pytest.param(Reuse.ASK_ONCE_CONFIRM, (an_answer(days_ago=1),), (), State.CONFIRM, id="to be confirmed"),
        pytest.param(Reuse.ASK_ONCE_CONFIRM, (an_answer(),), (), State.KNOWN, id="said today: it still holds"),
        pytest.param(Reuse.ASK_ONCE_CONFIRM, (an_answer(confirmed=True),), (), State.KNOWN, id="confirmed"),
        pytest.param(Reuse.ASK_ONCE, (), (asked(answered=ON),), State.ANSWERED_ELSEWHERE, id="somebody has it"),
        pytest.param(Reuse.ASK_ONCE, (), (asked(),), State.OPEN, id="asked elsewhere and not answered"),
        pytest.param(Reuse.PER_PURPOSE, (), (asked(answered=ON),), State.OPEN, id="per purpose: never carried over"),
        pytest.param(Reuse.PER_PURPOSE, (an_answer(),), (), State.PER_PURPOSE, id="per purpose: bound to it"),
    ],
)
def test_what_is_known_follows_the_class_of_reuse(
    reuse: Reuse, answers: tuple[Answer, ...], elsewhere: tuple[AskedElsewhere, ...], state: State
) -> None:
    assert state_of(reuse, answers, elsewhere, ON) is state


def test_a_known_answer_is_filled_in_with_its_source_and_the_newest_counts() -> None:
    old, new = an_answer(days_ago=30, text="Ingen."), an_answer(text="Min søster.")

    question = the_question("netvaerk", the_conversation("handleplan-141", answers=(old, new)))

    assert question.answer == new
    assert question.answers == (new, old)
    assert question.shown == 2


def test_who_has_asked_before_is_told_before_one_asks_again() -> None:
    """S-20."""
    later = replace(asked(), asked=date(2026, 12, 1))
    question = the_question("netvaerk", the_conversation("handleplan-141", elsewhere=(asked(answered=ON), later)))

    assert [(each.by, each.asked) for each in asked_already(question, ON)] == [("Voksenstøtte", date(2026, 2, 9))]


def test_what_is_bound_to_its_purpose() -> None:
    assert bound_to_purpose("traumer-og-vold", LAW)
    assert not bound_to_purpose("netvaerk", LAW)
    assert not bound_to_purpose(OWN_STRENGTHS, LAW)


def test_strengths_are_asked_again_until_the_person_says_so_themselves() -> None:
    by_staff = the_question(OWN_STRENGTHS, the_conversation(answers=(an_answer(OWN_STRENGTHS, days_ago=1),)))
    by_self = the_question(OWN_STRENGTHS, the_conversation(answers=(an_answer(OWN_STRENGTHS, confirmed=True),)))

    assert (by_staff.state, by_self.state) == (State.CONFIRM, State.KNOWN)


# When it is enough.


def test_what_another_act_still_needs_is_named_and_what_only_practice_needs_apart() -> None:
    found = questions_of(the_conversation("min-plan", answers=(an_answer("arbejdserfaring-cv"),)))

    cv = next(need for need in needs(found) if need.assessment == "lab-cv")

    assert "Uddannelse og skolegang" in cv.missing
    assert not set(cv.missing) & set(cv.useful)
    assert (cv.answered, cv.enough) == (1, False)
    assert cv.asked == 1 + len(cv.missing) + len(cv.useful)


def test_it_is_enough_when_all_that_law_or_method_names_is_answered() -> None:
    empty = questions_of(the_conversation("min-plan"))
    named = {question.item for question in empty if any(each.named for each in question.serves)}
    some = tuple(an_answer(item) for item in sorted(named)[1:])

    assert not is_enough(questions_of(the_conversation("min-plan", answers=some)))
    full = questions_of(the_conversation("min-plan", answers=(*some, an_answer(min(named)))))
    assert is_enough(full)
    assert named.isdisjoint(question.item for question in unanswered(full))


def test_an_answer_for_two_laws_spares_one_asking() -> None:
    """S-19."""
    answers = (an_answer("psykisk-helbred"),)

    assert spared(questions_of(the_conversation("min-plan", "handleplan-141", answers=answers))) == 1
    assert spared(questions_of(the_conversation("min-plan", "handleplan-141"))) == 0


# On what the gathered words rest.


def gathered(*kinds: Category, days_ago: int = 0, words: bool = True) -> Conclusion:
    """That her assessment was gathered, with words that rest on these kinds when they may be read."""
    said = Words("Flittig.", "Arbejde.", "Ro først.", frozenset(kinds)) if words else None
    return Conclusion(uuid4(), METTE, NOW - timedelta(days=days_ago), "Susanne Brandt", said)


def test_a_first_text_is_proposed_to_rest_on_all_that_has_been_told_and_always_on_the_plan() -> None:
    told = (an_answer("netvaerk"), an_answer("psykisk-helbred"))
    found = questions_of(the_conversation("voksenudredning", answers=told))

    assert proposed_kinds(found, told, None) == {Category.PLAN, *(each.category for each in told)}
    assert proposed_kinds((), (), None) == {Category.PLAN}


def test_what_a_sector_plan_was_told_is_rested_on_too() -> None:
    elsewhere = (asked("psykisk-helbred", answered=date(2026, 2, 9)),)
    found = questions_of(the_conversation(elsewhere=elsewhere))

    assert Category.HEALTH in proposed_kinds(found, (), None)
    assert proposed_kinds(questions_of(the_conversation(elsewhere=(asked("psykisk-helbred"),))), (), None) == {
        Category.PLAN
    }, "nobody has answered that one"


def test_a_later_text_keeps_what_it_rested_on_and_adds_what_was_told_since() -> None:
    before, since = an_answer("netvaerk", days_ago=5), an_answer("psykisk-helbred", days_ago=1)
    last = gathered(Category.PLAN, Category.WORK, days_ago=3)

    assert proposed_kinds((), (before, since), last) == {Category.PLAN, Category.WORK, Category.HEALTH}


def test_what_may_not_be_read_says_nothing_of_what_it_rests_on() -> None:
    told = (an_answer("netvaerk", days_ago=5),)

    assert proposed_kinds((), told, gathered(words=False)) == proposed_kinds((), told, None)

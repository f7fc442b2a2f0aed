"""Does the conversation go on where it left off, and is it told how far each part of life has come?"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.assessment.facts import Answer, Question, State, Theme
from enplan.journey.assessment.rules.asking import THEMES
from enplan.journey.assessment.rules.going_on import goes_on, standing
from enplan.kernel.category import Category
from enplan.kernel.ids import AnswerId, PersonId
from enplan.law.provision import Reuse

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
METTE = PersonId(UUID(int=1))
UNANSWERED = {State.OPEN, State.ANSWERED_ELSEWHERE}


def a_question(state: State, *, minutes: int = 0) -> Question:
    """One question; where it has an answer, so many minutes after eight."""
    at = NOW + timedelta(minutes=minutes)
    answer = Answer(AnswerId(UUID(int=minutes)), METTE, Category.PLAN, "netvaerk", "Min søster.", "Mette", at, "Mette")
    answers = () if state in UNANSWERED else (answer,)
    return Question("netvaerk", "Netværk", "goals", Category.PLAN, Reuse.ASK_ONCE, state, (), answers)


def a_theme(key: str, *questions: Question) -> Theme:
    """A part of life."""
    return Theme(key, THEMES[key], questions)


@st.composite
def conversations(draw: st.DrawFn) -> list[Theme]:
    """Some themes in their order, each with some questions."""
    keys = [key for key in THEMES if draw(st.booleans())]
    question = st.builds(a_question, st.sampled_from(State), minutes=st.integers(0, 5000))
    return [a_theme(key, *draw(st.lists(question, min_size=1, max_size=4))) for key in keys]


def test_a_theme_counts_what_is_answered_to_be_confirmed_to_be_fetched_and_missing() -> None:
    states = (State.KNOWN, State.CONFIRM, State.PER_PURPOSE, State.ANSWERED_ELSEWHERE, State.OPEN, State.OPEN)
    it = standing(a_theme("health", *(a_question(state, minutes=at) for at, state in enumerate(states))))

    assert (it.asked, it.answered, it.confirm, it.elsewhere, it.missing, it.left) == (6, 3, 1, 1, 2, 3)
    assert it.last is not None
    assert it.last.answered_at == NOW + timedelta(minutes=2)


def test_a_conversation_that_has_not_begun_begins_with_what_works() -> None:
    """S-13."""
    themes = [a_theme("strengths", a_question(State.OPEN)), a_theme("health", a_question(State.OPEN))]

    assert goes_on(themes) is themes[0]


def test_it_goes_on_where_something_was_said_last_then_to_the_next_and_round_to_what_was_passed_over() -> None:
    passed = a_theme("strengths", a_question(State.OPEN))
    done = a_theme("goals", a_question(State.KNOWN, minutes=9))
    half = a_theme("goals", a_question(State.KNOWN, minutes=9), a_question(State.OPEN))
    later = a_theme("health", a_question(State.CONFIRM, minutes=1))
    said = a_theme("health", a_question(State.KNOWN, minutes=1))

    assert goes_on([passed, half, later]) is half
    assert goes_on([passed, done, later]) is later
    assert goes_on([passed, done, said]) is passed
    assert goes_on([done, said]) is None


def test_what_somebody_else_can_be_asked_for_does_not_keep_the_conversation() -> None:
    """S-20: one does not ask the person again."""
    assert goes_on([a_theme("health", a_question(State.ANSWERED_ELSEWHERE))]) is None
    assert goes_on([]) is None


@given(conversations())
def test_it_goes_on_exactly_where_something_is_left(themes: list[Theme]) -> None:
    onward = goes_on(themes)

    left = [theme for theme in themes if standing(theme).left]
    assert onward in left if left else onward is None
    for theme in themes:
        it = standing(theme)
        assert it.answered == sum(bool(question.answers) for question in theme.questions)
        assert it.asked == it.answered + it.elsewhere + it.missing

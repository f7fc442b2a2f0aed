"""How far has the conversation come with each part of life, and where does it go on?"""

from collections.abc import Sequence

from enplan.journey.assessment.facts import Standing, State, Theme


def standing(theme: Theme) -> Standing:
    """What is answered about one part of life, what is to be confirmed, and what nobody has said."""
    states = [question.state for question in theme.questions]
    answers = [question.answer for question in theme.questions if question.answer]
    return Standing(
        asked=len(states),
        confirm=states.count(State.CONFIRM),
        elsewhere=states.count(State.ANSWERED_ELSEWHERE),
        missing=states.count(State.OPEN),
        last=max(answers, key=lambda each: (each.answered_at, str(each.id)), default=None),
    )


def goes_on(themes: Sequence[Theme]) -> Theme | None:
    """Where the conversation goes on: where something was said last, as long as something is left there.

    Else it is the next theme with something left, and after the last one the first. None when all is said.
    """
    said = [(last.answered_at, place) for place, theme in enumerate(themes) if (last := standing(theme).last)]
    place = max(said)[1] if said else 0
    return next((theme for theme in (*themes[place:], *themes[:place]) if standing(theme).left), None)

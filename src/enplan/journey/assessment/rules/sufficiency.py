"""When is it enough? What each assessment of the law still needs, and what nobody has answered."""

from collections.abc import Iterable, Sequence

from enplan.journey.assessment.facts import Need, Question, Theme


def questions_of(themes: Iterable[Theme]) -> list[Question]:
    """All questions of a conversation, in its order."""
    return [question for theme in themes for question in theme.questions]


def unanswered(questions: Iterable[Question]) -> list[Question]:
    """What nobody has answered here yet; what another department can be asked for is among it."""
    return [question for question in questions if not question.answers]


def needs(questions: Sequence[Question]) -> list[Need]:
    """For each assessment that these questions serve: what is there and what is missing, in their order."""
    labels = {serves.assessment: serves.label for question in questions for serves in question.serves}
    return [_need(assessment, label, questions) for assessment, label in labels.items()]


def _need(assessment: str, label: str, questions: Sequence[Question]) -> Need:
    asked = [
        (question, serves.named)
        for question in questions
        for serves in question.serves
        if serves.assessment == assessment
    ]
    open_ones = [(question.label, named) for question, named in asked if not question.answers]
    return Need(
        assessment=assessment,
        label=label,
        answered=len(asked) - len(open_ones),
        asked=len(asked),
        missing=tuple(name for name, named in open_ones if named),
        useful=tuple(name for name, named in open_ones if not named),
    )


def is_enough(questions: Sequence[Question]) -> bool:
    """Whether every assessment has what law or method names. Judgement may find it enough before (S-12)."""
    return all(need.enough for need in needs(questions))


def spared(questions: Iterable[Question]) -> int:
    """How many times somebody need not be asked again: each further assessment that one answer serves (S-19, S-20)."""
    return sum(len(question.serves) - 1 for question in questions if question.answers and len(question.serves) > 1)

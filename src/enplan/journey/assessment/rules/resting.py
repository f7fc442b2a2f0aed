"""On which kinds of information does the text of an assessment rest? Proposed; the contact person settles it."""

from collections.abc import Iterable

from enplan.journey.assessment.facts import Answer, Conclusion, Question
from enplan.kernel.category import Category


def proposed_kinds(
    questions: Iterable[Question], answers: Iterable[Answer], last: Conclusion | None
) -> frozenset[Category]:
    """What the text rested on before and what has been told since; for a first text, all that is known.

    `questions` and `answers` are those about the person that the one who gathers may see. What a sector plan or a
    statement has been told is known too: the one who writes has read it. The plan itself is always among them.
    """
    told = list(answers)
    if last is not None and last.words is not None:
        return last.words.kinds | {each.category for each in told if each.answered_at > last.concluded_at}
    elsewhere = {each.category for each in questions if any(asked.answered for asked in each.elsewhere)}
    return frozenset({Category.PLAN, *elsewhere, *(each.category for each in told)})

"""What does each sector get of the one conversation: what may be used, what is still missing, and by which law?

Every assessment gets its own out of the same answers (S-18). What was told for one purpose goes to no other.
"""

from collections.abc import Iterable, Mapping, Sequence

from enplan.journey.assessment.facts import Question, SectorLine, SectorPart, Serves, State, Use
from enplan.law.lawbook import Law
from enplan.law.provision import Reuse

USE_OF = {
    State.KNOWN: Use.REUSED,
    State.CONFIRM: Use.CONFIRM,
    State.PER_PURPOSE: Use.CONSENT_FIRST,
    State.ANSWERED_ELSEWHERE: Use.FETCH,
    State.OPEN: Use.MISSING,
}


def sector_parts(questions: Sequence[Question], hidden: Mapping[str, int], law: Law) -> tuple[SectorPart, ...]:
    """Each assessment that these questions serve, in their order; `hidden` counts what the viewer may not see."""
    named = dict.fromkeys(serves.assessment for question in questions for serves in question.serves)
    return tuple(_part(each, questions, hidden.get(each, 0), law) for each in named)


def _part(assessment: str, questions: Iterable[Question], hidden: int, law: Law) -> SectorPart:
    entry = law.assessment(assessment)
    lines = [
        _line(question, serves)
        for question in questions
        for serves in question.serves
        if serves.assessment == assessment
    ]
    return SectorPart(
        assessment=assessment,
        label=entry.label,
        sector=entry.sector,
        bases=tuple(law.book.cite(basis) for basis in entry.legal_basis),
        certainty=entry.certainty,
        lines=tuple(lines),
        hidden=hidden,
    )


def _line(question: Question, serves: Serves) -> SectorLine:
    if question.reuse is not Reuse.PER_PURPOSE:
        use, answer = USE_OF[question.state], question.answer
    else:
        answer = next((each for each in question.answers if is_for(each.purpose, serves.label)), None)
        use = Use.REUSED if answer else USE_OF[question.state]
    return SectorLine(question, serves.named, use, answer)


def is_for(purpose: str, assessment: str) -> bool:
    """Whether something was told for just this assessment, as its name is written."""
    return purpose.strip().casefold() == assessment.strip().casefold()

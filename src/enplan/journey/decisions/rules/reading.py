"""What does one reader see of a decision, and how much of it holds today?"""

from collections.abc import Sequence

from enplan.journey.decisions.facts import (
    AboutPersonRow,
    Decision,
    DecisionLetter,
    Kind,
    Numbered,
    Part,
)
from enplan.journey.decisions.rules import complaints, composing
from enplan.kernel.ids import PersonId
from enplan.registers.cases.facts import Case, CasePerson


def as_read(
    decision: Decision,
    case: Case,
    decisions: Sequence[Decision],
    *,
    withheld: int,
    reader: frozenset[PersonId] = frozenset(),
) -> DecisionLetter:
    """By person, with the guidance gathered by route; `reader` are those for whom one of the people of the case reads.

    An answer has the same number in everybody's copy: a call about number 4 is about the same help, whoever calls.
    """
    people, order = [], composing.in_order(case.persons)
    for person in order:
        own = [part for part in decision.parts if _listed_under(part, order, reader) == person.person_id]
        if own:
            opening = next((each for each in decision.letters if each.person_id == person.person_id), None)
            people.append(AboutPersonRow(person, opening, [Numbered(part.number, part) for part in own]))
    numbered = [part for row in people for part in row.parts]
    holding = _still_holding(decision, decisions)
    return DecisionLetter(
        decision=decision,
        people=people,
        guidance=composing.by_route((each, each.part.guidance) for each in numbered),
        in_force=bool(holding),
        withheld=withheld,
        answered_anew=0 < len(holding) < len(decision.parts),
    )


def _listed_under(part: Part, order: Sequence[CasePerson], reader: frozenset[PersonId]) -> PersonId:
    """Under whom this reader finds it: whom it is decided for, or else themselves, where it is about them too."""
    if part.person_id in reader:
        return part.person_id
    theirs = (each.person_id for each in order if each.person_id in reader and each.person_id in part.persons)
    return next(theirs, part.person_id)


def _still_holding(decision: Decision, decisions: Sequence[Decision]) -> list[Part]:
    """The parts that no newer letter on the plan answers again."""
    if decision.kind is not Kind.ON_PLAN:
        return list(decision.parts)
    newest = complaints.newest_answers([part for each in decisions if each.kind is Kind.ON_PLAN for part in each.parts])
    return [part for part in newest if part.decision_id == decision.id]

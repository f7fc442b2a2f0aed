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
from enplan.registers.cases.facts import Case


def as_read(decision: Decision, case: Case, decisions: Sequence[Decision], *, withheld: int) -> DecisionLetter:
    """By person, with the guidance gathered by route."""
    people, number = [], 0
    for person in composing.in_order(case.persons):
        own = [part for part in decision.parts if part.person_id == person.person_id]
        if not own:
            continue
        opening = next((each for each in decision.letters if each.person_id == person.person_id), None)
        people.append(
            AboutPersonRow(person, opening, [Numbered(number + nth, part) for nth, part in enumerate(own, 1)])
        )
        number += len(own)
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


def _still_holding(decision: Decision, decisions: Sequence[Decision]) -> list[Part]:
    """The parts that no newer letter on the plan answers again."""
    if decision.kind is not Kind.ON_PLAN:
        return list(decision.parts)
    newest = complaints.newest_answers([part for each in decisions if each.kind is Kind.ON_PLAN for part in each.parts])
    return [part for part in newest if part.decision_id == decision.id]

"""What does one reader see of a decision, and how much of it holds today?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from enplan.journey.decisions.facts import (
    AboutPersonRow,
    Decision,
    DecisionLetter,
    Kind,
    Numbered,
    Part,
    PersonLetter,
    Replaced,
)
from enplan.journey.decisions.rules import complaints, composing
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.law.phrasebook import listed, phrasebook
from enplan.registers.cases.facts import Case, CasePerson


def answers_held(decisions: Iterable[Decision]) -> list[Part]:
    """Of these decisions, the newest first, the answers that hold today."""
    known = list(decisions)
    on_plan = [part for each in known if each.kind is Kind.ON_PLAN for part in each.parts]
    later = [part for each in known if each.kind is Kind.AFTER_COMPLAINT for part in each.parts]
    return complaints.answers_today(on_plan, later)


def as_read(
    decision: Decision,
    case: Case,
    decisions: Sequence[Decision],
    *,
    withheld: int,
    reader: Sight | None = None,
    speaks_for: frozenset[PersonId] = frozenset(),
) -> DecisionLetter:
    """By person, with the guidance gathered by route; to one of the people of the case, the `reader`, as it is theirs.

    To somebody who is not in the case and decides for children in it, it is told for whom that one `speaks_for`.

    An answer has the same number in everybody's copy: a call about number 4 is about the same help, whoever calls.
    To a child who reads it themselves it says »du«.
    """
    held = answers_held(decisions) if any(each.id == decision.id for each in decisions) else list(decision.parts)
    people, order, own_people = [], composing.in_order(case.persons), reader.speaks_for if reader else speaks_for
    for person in order:
        own = [part for part in decision.parts if _listed_under(part, order, own_people) == person.person_id]
        if own:
            people.append((person, own))
    rows = [_row(person, own, decision, decisions, held, several=len(people) > 1) for person, own in people]
    rows = [replace(row, letter=_spoken_to(row.letter, reader.actor.person_id if reader else None)) for row in rows]
    rows = [replace(row, letter=_with_others(row, rows, decision, reader)) for row in rows]
    numbered = [part for row in rows for part in row.parts]
    holding = [each for each in numbered if each.replaced is None]
    return DecisionLetter(
        decision=decision,
        people=rows,
        guidance=composing.by_route((each, each.part.guidance) for each in numbered),
        in_force=bool(holding),
        withheld=withheld,
        answered_anew=0 < len(holding) < len(numbered),
    )


def _listed_under(part: Part, order: Sequence[CasePerson], reader: frozenset[PersonId]) -> PersonId:
    """Under whom this reader finds it: whom it is decided for, or else themselves, where it is about them too."""
    if part.person_id in reader:
        return part.person_id
    theirs = (each.person_id for each in order if each.person_id in reader and each.person_id in part.persons)
    return next(theirs, part.person_id)


def _row(
    person: CasePerson,
    own: Sequence[Part],
    decision: Decision,
    decisions: Sequence[Decision],
    held: Sequence[Part],
    *,
    several: bool,
) -> AboutPersonRow:
    opening = next((each for each in decision.letters if each.person_id == person.person_id), None)
    name = person.name.partition(" ")[0] if several else ""
    parts = [Numbered(part.number, part, name, _replaced(part, decisions, held)) for part in own]
    return AboutPersonRow(person, opening, parts)


def _spoken_to(letter: PersonLetter | None, reader: PersonId | None) -> PersonLetter | None:
    return letter.to_child or letter if letter and letter.person_id == reader else letter


def _with_others(
    row: AboutPersonRow, rows: Sequence[AboutPersonRow], decision: Decision, reader: Sight | None
) -> PersonLetter | None:
    """What they are told first, with where the rest of what it counts stands: each answer stands but once."""
    if row.letter is None or decision.kind is not Kind.ON_PLAN:
        return row.letter
    day = danish_day(decision.made_at)
    phrases = phrasebook().on(day)
    to_self = row.person.age(day) >= composing.OF_AGE or bool(reader and reader.actor.person_id == row.person.person_id)
    whom = phrases.say("letter.whom.self") if to_self else row.person.name
    said = [
        phrases.say("letter.also", {"numbers": listed(numbers), "whom": whom, "under": other.person.name})
        for other in rows
        if other is not row
        and (numbers := [str(each.number) for each in other.parts if _counted(row.person, each.part, other, day)])
    ]
    return replace(row.letter, opening=(*row.letter.opening, *said))


def _counted(person: CasePerson, part: Part, other: AboutPersonRow, day: date) -> bool:
    """Whether the person's opening counts what stands under another: what is given to children counts for them only."""
    of_child = other.person.age(day) < composing.OF_AGE
    return person.person_id in part.persons and (not of_child or person.age(day) < composing.OF_AGE)


def _replaced(part: Part, decisions: Sequence[Decision], held: Sequence[Part]) -> Replaced | None:
    """The letter that answers instead today."""
    if any(each.id == part.id for each in held):
        return None
    same = [each for each in held if each.element_id == part.element_id]
    alike = [each for each in same if each.measure_type == part.measure_type] or same
    letters = [each for each in decisions if each.id in {one.decision_id for one in alike}]
    newest = max(letters, key=lambda each: (each.made_at, str(each.id)), default=None)
    return Replaced(newest.id, danish_day(newest.made_at)) if newest else None

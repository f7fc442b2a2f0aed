"""What do the sector plans tell of questions that were asked and statements that were ordered?"""

from collections.abc import Iterable, Mapping

from enplan.journey.assessment.facts import AskedElsewhere
from enplan.journey.dossier.facts import Awaited, Ordered
from enplan.journey.dossier.rules.waiting import awaited_of
from enplan.journey.sectorplans.facts import Question, SectorPlan, Statement
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law, Lawbook


def asked_in_plans(plans: Iterable[SectorPlan], ids: Mapping[str, PersonId], law: Law) -> list[AskedElsewhere]:
    """Every question of the plans, and every item of a statement that is on its way or still valid."""
    found: list[AskedElsewhere] = []
    for plan in plans:
        found += [_of_question(question, plan.department, ids, law) for question in plan.questions]
        for statement in plan.statements:
            if statement.valid_until is None or law.day <= statement.valid_until:
                found += _of_statement(statement, plan.department, ids)
    return found


def _of_question(question: Question, department: str, ids: Mapping[str, PersonId], law: Law) -> AskedElsewhere:
    return AskedElsewhere(
        person_id=ids[question.person],
        item=question.item,
        by=department,
        what=law.assessment(question.assessment).label,
        asked=question.asked,
        answered=question.answered if question.answered and question.answered <= law.day else None,
        assessment=question.assessment,
    )


def _of_statement(statement: Statement, department: str, ids: Mapping[str, PersonId]) -> Iterable[AskedElsewhere]:
    return [
        AskedElsewhere(
            person_id=ids[statement.person],
            item=item,
            by=department,
            what=statement.kind,
            asked=statement.requested,
            answered=statement.received,
        )
        for item in statement.items
    ]


def ordered_in_plans(plans: Iterable[SectorPlan], ids: Mapping[str, PersonId]) -> list[Ordered]:
    """Every statement of the plans, as those of the dossier are compared with it."""
    return [_ordered(each, plan.department, ids) for plan in plans for each in plan.statements]


def awaited_in_plans(plans: Iterable[SectorPlan], ids: Mapping[str, PersonId], law: Law) -> list[Awaited]:
    """The statements of the plans whose answer is due on a day; a late one is the orderer's turn until it comes (S-21).

    A doctor owes the answer still when the one plan has taken the place of the plan it was ordered for.
    """
    every = ((plan.department, each) for plan in plans for each in plan.statements)
    waiting = (awaited_of(_ordered(one, where, ids), one.name, law, where=where) for where, one in every)
    return [each for each in waiting if each is not None]


def _ordered(one: Statement, where: str, ids: Mapping[str, PersonId]) -> Ordered:
    return Ordered(
        person_id=ids[one.person],
        kind=one.kind,
        items=one.items,
        requested=one.requested,
        received=one.received,
        valid_until=one.valid_until,
        where=where,
    )


def plan_types_of(plans: Iterable[SectorPlan], ids: Mapping[str, PersonId]) -> dict[PersonId, set[str]]:
    """Which plan types each person has: they tell which assessments there are."""
    found: dict[PersonId, set[str]] = {}
    for plan in plans:
        found.setdefault(ids[plan.person], set()).add(plan.plan_type)
    return found


def departments_asking(
    plans: Iterable[SectorPlan], ids: Mapping[str, PersonId], book: Lawbook
) -> dict[PersonId, dict[str, tuple[str, ...]]]:
    """By person and assessment: the departments whose plans it feeds, and those who have asked a question for it."""
    found: dict[PersonId, dict[str, dict[str, None]]] = {}

    def asks(person: PersonId, assessment: str, department: str) -> None:
        found.setdefault(person, {}).setdefault(assessment, {})[department] = None

    for plan in plans:
        for one in book.assessments:
            if plan.plan_type in one.feeds_plan_types:
                asks(ids[plan.person], one.id, plan.department)
        for question in plan.questions:
            asks(ids[question.person], question.assessment, plan.department)
    return {person: {one: tuple(names) for one, names in of.items()} for person, of in found.items()}

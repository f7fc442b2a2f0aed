"""What does the product answer to a case? Each kind of row asks the product's own functions, under any book."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from enplan.journey.decisions.facts import DueDay
from enplan.journey.dossier.facts import Statement
from enplan.journey.dossier.rules.reusing import may_be_shared
from enplan.journey.dossier.rules.waiting import answer_due
from enplan.journey.entrance.facts import Criterion, CriterionAnswer
from enplan.journey.entrance.rules import deadlines as promised
from enplan.journey.entrance.rules.screening import (
    criteria_of,
    departs_from_criteria,
    must_be_offered,
    must_be_reasoned,
    must_be_usable,
    must_fit_the_age,
)
from enplan.journey.followup.rules.after_letters import steps_of_promise
from enplan.journey.followup.rules.counting import count
from enplan.kernel.calendar import age_on, danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId, StatementId
from enplan.law.lawbook import Lawbook
from enplan.law.provision import LegalBasis, Span, Unit, pension_day
from enplan.law.regime import Aspect, Point, Weight
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.rules import NUMBERS
from tests.builders_people import BECAUSE, a_draft, a_request
from tests.law.case_files import Case, Row

Answers = dict[str, Any]
NOWHERE: Final = "—"
SOON: Final = NUMBERS[Matter.SOON_DAYS].otherwise  # as long as no municipality has settled it
LONGER: Final = "Vi har talt om det, og borgeren har brug for det."


def sections(bases: Iterable[LegalBasis]) -> list[str]:
    """Legal bases as the cases write them: the act's id and the section."""
    return [f"{basis.law} {basis.section}" for basis in bases]


def _length(span: Span) -> str:
    return f"{span.amount} {span.unit}"


def regime_is(case: Case, row: Row, book: Lawbook) -> Answers:
    """The rules one plan is made under, and whether anything can be decided under them on the day."""
    regime = book.on(case.day).regime(row.get("id", case.regime))
    where = row.get("municipality", case.municipality)
    usable = refusal(lambda: must_be_usable(book.regimes.on(regime.id, case.day), case.day, where)) == ""
    standing = [point for point in regime.departs if not point.law or book.acts[point.law].in_force(case.day)]
    return {
        "usable": usable,
        "holds": regime.in_force(case.day),
        "offer": regime.offer,
        "consent": regime.consent,
        "form": regime.decision,
        "complaint": regime.complaint,
        "assessment": regime.assessment,
        "contact": regime.contact,
        "meetings": regime.meetings,
        "partial": regime.partial_start,
        "option_from": regime.planned_option_from,
        "duty_from": regime.planned_duty_from,
        "sections": sections(regime.legal_basis),
        "criteria": {str(weight): [each.key for each in regime.criteria if each.weight is weight] for weight in Weight},
        "process": _points(standing, Aspect.PROCESS),
        "content": _points(standing, Aspect.CONTENT),
        "keeps": _points(regime.keeps, Aspect.PROCESS) + _points(regime.keeps, Aspect.CONTENT),
        "discharges": sorted(rule for rule in regime.discharges if book.meeting_rules.on(rule, case.day)),
        "municipalities": len(regime.municipalities),
    }


def _points(points: Iterable[Point], aspect: Aspect) -> list[str]:
    """The sections departed from or kept, as the cases write them; what only an agreement says has none."""
    return [f"{point.law} {point.section}".strip() or "—" for point in points if point.aspect is aspect]


def refusal(act: Callable[[], object]) -> str:
    """The key of the reason why something is not done; empty when it is."""
    try:
        act()
    except Unfit as error:
        return error.reason
    return ""


def steps_of(due: DueDay) -> list[str]:
    """How a day was found: the key of each step and what fills its blanks."""
    return [
        " ".join([step.phrase.removeprefix("step."), *(str(blank) for blank in step.blanks.values())])
        for step in due.steps
    ]


def request(case: Case, row: Row, book: Lawbook) -> Answers:
    """A request and the day its answer is due."""
    asked = a_request(asked_at=row["asked"], days=row["within"])
    return {
        "due": promised.due_day(asked),
        "steps": steps_of(DueDay(None, tuple(steps_of_promise(asked)))),
        "late_on": row.get("late_on") if promised.is_late(asked, row.get("late_on", case.day)) else NOWHERE,
        "soon_on": row.get("soon_on") if promised.is_due_soon(asked, row.get("soon_on", case.day), SOON) else NOWHERE,
    }


def screening(case: Case, row: Row, book: Lawbook) -> Answers:
    """A screening in which nothing else is missing: may it be answered so?"""
    draft = a_draft(offered=row["offered"], judgement=LONGER if row.get("judgement") else "", said=BECAUSE)
    regime = book.on(case.day).regime(row.get("regime", case.regime))
    not_met = {Criterion(each) for each in row.get("not_met", [])}
    given = tuple(CriterionAnswer(each, each not in not_met, BECAUSE) for each in criteria_of(regime))
    draft = replace(draft, answers=given)
    where = row.get("municipality", case.municipality)

    def answered() -> None:
        must_be_reasoned(draft, regime)
        must_fit_the_age(given, regime, next(iter(case.people.values())), case.day)
        if draft.offered and not row.get("explored"):
            must_be_usable(book.regimes.on(regime.id, case.day), case.day, where)

    return {
        "refused": refusal(answered),
        "departs": departs_from_criteria(given, draft.offered, regime),
        "duty": must_be_offered(given, regime),
    }


def deadline(case: Case, row: Row, book: Lawbook) -> Answers:
    """A deadline of the day, the bare day it gives, and the last day as it is counted: a working day, mostly."""
    found = book.on(case.day).deadline(row["id"])
    since, in_days = row.get("from", case.day), found.unit not in NO_DAYS
    return {
        "due": found.span.after(since, row.get("times", 1)) if in_days else NOWHERE,
        "last": count(found, since).day if found.unit not in UNCOUNTED else NOWHERE,
        "length": _length(found.span),
        "duty_of": found.duty_of,
        "counts_from": found.counts_from,
        "holds": found.in_force(case.day),
        "sections": sections(found.legal_basis),
    }


UNCOUNTED: Final = frozenset({Unit.HOUR, Unit.SET_LOCALLY, Unit.QUARTER})
NO_DAYS: Final = frozenset(
    {Unit.HOUR, Unit.WORKING_DAY, Unit.YEARS_OF_AGE, Unit.IMMEDIATELY, Unit.SET_LOCALLY, Unit.SET_IN_DECISION}
)


def item(case: Case, row: Row, book: Lawbook) -> Answers:
    """A piece of information: may the next who asks use the answer?"""
    law = book.on(case.day)
    found = law.item(row["id"])
    return {
        "shared": bool(may_be_shared([found.id], law)),
        "asked_by": len([each for each in found.asked_by if law.assessment(each).in_force(case.day)]),
        "sensitivity": found.sensitivity,
    }


def statement(case: Case, row: Row, book: Lawbook) -> Answers:
    """A statement that was ordered from a doctor, and when it is due."""
    ordered = Statement(
        id=StatementId(uuid4()),
        person_id=PersonId(uuid4()),
        category=Category.HEALTH,
        kind=row["kind"],
        items=(),
        purpose=BECAUSE,
        requested_day=row["requested"],
        requested_by="Susanne Brandt",
        seen_day=row.get("seen"),
    )
    due = answer_due(ordered, book.on(row["requested"]))
    kind = book.on(row["requested"]).statement_kind(row["kind"])
    soonest = kind.at_least.after(row["requested"]) if kind and kind.at_least else NOWHERE
    return {"due": due.day if due else NOWHERE, "soonest": soonest}


def pension(case: Case, row: Row, book: Lawbook) -> Answers:
    """What a case about disability pension must hold on the day."""
    found = book.pension_documents.on(row["id"], case.day)
    if found is None:
        return {"holds": False}
    told = {"named": found.label, "sections": sections(found.legal_basis), "sure": str(found.certainty)}
    return {"holds": True, "plans": list(found.from_plan_types), **told}


def age(case: Case, row: Row, book: Lawbook) -> Answers:
    """How old somebody is on the day."""
    born = case.people[row["of"]]
    return {"years": age_on(born, case.day), "pension": pension_day(book.pension_ages, born)}


def moment(case: Case, row: Row, book: Lawbook) -> Answers:
    """Which day a moment is in Denmark."""
    at: datetime = row["at"]
    return {"is_day": danish_day(at if at.tzinfo else at.replace(tzinfo=UTC))}

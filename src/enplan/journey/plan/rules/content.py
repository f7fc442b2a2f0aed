"""How is an element of the plan kept as data, and read again? What was agreed on must read the same years later."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import cast
from uuid import UUID

from enplan.journey.plan.facts import (
    Approver,
    Change,
    Column,
    GoalState,
    GoalWording,
    Piece,
    PlanGoal,
    PlanMeasure,
    Promised,
    Reduction,
    ReductionKind,
    Responsible,
    Times,
)
from enplan.kernel.category import Category
from enplan.kernel.ids import GoalId, MeasureId, PersonId
from enplan.law.provision import LegalBasis

Document = dict[str, object]
Read = Mapping[str, object]
Rows = Sequence[Read]


def rows(value: object) -> Rows:
    """A list of documents."""
    return cast("Rows", value or ())


def document(value: object) -> Read:
    """One document."""
    return cast("Read", value)


def text(value: date | time | UUID | Decimal | None) -> str | None:
    """A day, a time, a key or a number as it is written in a document."""
    return None if value is None else str(value)


def day(value: object) -> date | None:
    """A day as it was written."""
    return date.fromisoformat(str(value)) if value else None


def number(value: object) -> Decimal | None:
    """A number as it was written."""
    return None if value is None else Decimal(str(value))


def bases_document(bases: Sequence[LegalBasis]) -> list[list[str]]:
    """Legal bases as pairs of law and section."""
    return [[basis.law, basis.section] for basis in bases]


def bases_of(written: object) -> tuple[LegalBasis, ...]:
    """Legal bases as they were written."""
    return tuple(LegalBasis(law, section) for law, section in cast("Sequence[Sequence[str]]", written or ()))


def times_document(times: Sequence[Times]) -> list[Document]:
    """The times of a measure."""
    return [
        {
            "day": text(each.day),
            "start": each.start.strftime("%H:%M"),
            "end": each.end.strftime("%H:%M"),
            "weekly_until": text(each.weekly_until),
            "except": [text(skipped) for skipped in each.except_days],
            "place": each.place,
        }
        for each in times
    ]


def times_of(written: object) -> tuple[Times, ...]:
    """The times of a measure as they were written."""
    return tuple(
        Times(
            date.fromisoformat(str(row["day"])),
            time.fromisoformat(str(row["start"])),
            time.fromisoformat(str(row["end"])),
            day(row["weekly_until"]),
            tuple(date.fromisoformat(skipped) for skipped in cast("Sequence[str]", row["except"])),
            str(row["place"]),
        )
        for row in rows(written)
    )


def promised_document(promised: Sequence[Promised]) -> list[Document]:
    """What the sector plans gave."""
    return [
        {
            "item": each.item,
            "title": each.title,
            "measure_type": each.measure_type,
            "starts": text(each.starts),
            "ends": text(each.ends),
            "hours_per_week": text(each.hours_per_week),
            "legal_basis": bases_document(each.legal_basis),
            "plan_type": each.plan_type,
            "department": each.department,
            "demand": each.demand,
        }
        for each in promised
    ]


def promised_of(written: object) -> tuple[Promised, ...]:
    """What the sector plans gave, as it was written."""
    return tuple(
        Promised(
            str(row["item"]),
            str(row["title"]),
            str(row["measure_type"]),
            date.fromisoformat(str(row["starts"])),
            day(row["ends"]),
            number(row["hours_per_week"]),
            bases_of(row["legal_basis"]),
            str(row["plan_type"]),
            str(row["department"]),
            str(row.get("demand", "")),
        )
        for row in rows(written)
    )


def pieces_document(pieces: Sequence[Piece]) -> list[Document]:
    """What a measure was put together of."""
    return [
        {
            "measure_type": each.measure_type,
            "title": each.title,
            "persons": [text(person) for person in each.persons],
            "category": each.category.value,
            "starts": text(each.starts),
            "ends": text(each.ends),
            "hours_per_week": text(each.hours_per_week),
            "demand": each.demand,
            "department": each.department,
            "items": list(each.items),
        }
        for each in pieces
    ]


def pieces_of(written: object) -> tuple[Piece, ...]:
    """What a measure was put together of, as it was written."""
    return tuple(
        Piece(
            measure_type=str(row["measure_type"]),
            title=str(row["title"]),
            persons=tuple(PersonId(UUID(person)) for person in cast("Sequence[str]", row["persons"])),
            category=Category(str(row["category"])),
            starts=day(row["starts"]),
            ends=day(row["ends"]),
            hours_per_week=number(row["hours_per_week"]),
            demand=str(row["demand"]),
            department=str(row["department"]),
            items=tuple(cast("Sequence[str]", row["items"])),
        )
        for row in rows(written)
    )


def goal_document(goal: PlanGoal) -> Document:
    """A goal as it is frozen in a version; its wordings are kept beside it, each behind its own kind of information."""
    return {
        "id": text(goal.id),
        "person": text(goal.person_id),
        "category": goal.category.value,
        "domain": goal.domain,
        "aim": goal.aim,
        "text": goal.text,
        "position": goal.position,
        "state": goal.state.value,
        "wanted_by": text(goal.wanted_by),
        "own_words": goal.own_words,
        "beside": goal.beside,
    }


def goal_of(row: Read, wordings: tuple[GoalWording, ...], changed: Change) -> PlanGoal:
    """A goal as it was frozen."""
    return PlanGoal(
        id=GoalId(UUID(str(row["id"]))),
        person_id=PersonId(UUID(str(row["person"]))),
        category=Category(str(row["category"])),
        domain=str(row["domain"]),
        aim=str(row["aim"]),
        text=str(row["text"]),
        wordings=wordings,
        position=cast("int", row["position"]),
        state=GoalState(str(row["state"])),
        changed=changed,
        wanted_by=day(row["wanted_by"]),
        own_words=bool(row["own_words"]),
        beside=bool(row["beside"]),
    )


def wording_document(wording: GoalWording) -> Document:
    """One plan's words for a goal, as they are frozen in a version."""
    return {"text": wording.text, "item": wording.item, "source": wording.source}


def wording_of(row: Read) -> GoalWording:
    """One plan's words for a goal, as they were frozen."""
    return GoalWording(str(row["text"]), str(row["item"]), str(row["source"]))


def measure_document(measure: PlanMeasure) -> Document:
    """A measure as it is frozen in a version."""
    return {
        "id": text(measure.id),
        "person": text(measure.person_id),
        "persons": [text(person) for person in measure.persons],
        "category": measure.category.value,
        "measure_type": measure.measure_type,
        "title": measure.title,
        "starts": text(measure.starts),
        "ends": text(measure.ends),
        "column": measure.column.value,
        "goals": [text(goal) for goal in measure.goals],
        "hours_per_week": text(measure.hours_per_week),
        "times": times_document(measure.times),
        "demand": measure.demand,
        "protected": measure.protected,
        "responsible": [measure.responsible.name, measure.responsible.role, measure.responsible.department],
        "legal_basis": bases_document(measure.legal_basis),
        "origins": list(measure.origins),
        "promised": promised_document(measure.promised),
        "pieces": pieces_document(measure.pieces),
        "citizen_does": measure.citizen_does,
        "citizen_by": text(measure.citizen_by),
        "municipality_does": measure.municipality_does,
        "municipality_by": text(measure.municipality_by),
        "beside": measure.beside,
        "plan_type": measure.plan_type,
        "reason": measure.reason,
    }


def measure_of(row: Read, changed: Change) -> PlanMeasure:
    """A measure as it was frozen."""
    name, role, department = cast("Sequence[str]", row["responsible"])
    return PlanMeasure(
        id=MeasureId(UUID(str(row["id"]))),
        person_id=PersonId(UUID(str(row["person"]))),
        persons=tuple(PersonId(UUID(person)) for person in cast("Sequence[str]", row["persons"])),
        category=Category(str(row["category"])),
        measure_type=str(row["measure_type"]),
        title=str(row["title"]),
        starts=day(row["starts"]),
        ends=day(row["ends"]),
        column=Column(str(row["column"])),
        changed=changed,
        goals=tuple(GoalId(UUID(goal)) for goal in cast("Sequence[str]", row["goals"])),
        hours_per_week=number(row["hours_per_week"]),
        times=times_of(row["times"]),
        demand=str(row["demand"]),
        protected=bool(row["protected"]),
        responsible=Responsible(name, role, department),
        legal_basis=bases_of(row["legal_basis"]),
        origins=tuple(cast("Sequence[str]", row["origins"])),
        promised=promised_of(row["promised"]),
        pieces=pieces_of(row.get("pieces")),
        citizen_does=str(row["citizen_does"]),
        citizen_by=day(row["citizen_by"]),
        municipality_does=str(row["municipality_does"]),
        municipality_by=day(row["municipality_by"]),
        beside=bool(row["beside"]),
        plan_type=str(row["plan_type"]),
        reason=str(row["reason"]),
    )


def reduction_document(reduction: Reduction) -> Document:
    """A reduction as it is frozen in a version."""
    return {
        "element": text(reduction.element_id),
        "person": text(reduction.person_id),
        "kind": reduction.kind.value,
        "item": reduction.item,
        "before": reduction.before,
        "after": reduction.after,
        "reason": reduction.reason,
        "agreed": reduction.agreed,
    }


def reduction_of(row: Read) -> Reduction:
    """A reduction as it was frozen."""
    return Reduction(
        UUID(str(row["element"])),
        PersonId(UUID(str(row["person"]))),
        ReductionKind(str(row["kind"])),
        str(row["item"]),
        str(row["before"]),
        str(row["after"]),
        str(row["reason"]),
        bool(row.get("agreed", False)),
    )


def approvers_document(approvers: Sequence[Approver]) -> list[Document]:
    """Who must say yes, and for whom."""
    return [
        {
            "for": text(each.for_person),
            "by": [[text(person) for person in group] for group in each.by],
            **({"outside": {text(person): name for person, name in each.outside}} if each.outside else {}),
        }
        for each in approvers
    ]


def approvers_of(written: object) -> tuple[Approver, ...]:
    """Who must say yes, as it was written."""
    return tuple(
        Approver(
            PersonId(UUID(str(row["for"]))),
            tuple(
                tuple(PersonId(UUID(person)) for person in group)
                for group in cast("Sequence[Sequence[str]]", row["by"])
            ),
            tuple(
                (PersonId(UUID(person)), name)
                for person, name in cast("Mapping[str, str]", row.get("outside", {})).items()
            ),
        )
        for row in rows(written)
    )

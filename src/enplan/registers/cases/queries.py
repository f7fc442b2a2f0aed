"""What is shown of cases?"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Exists, QuerySet
from django.db.models.expressions import BaseExpression, RawSQL

from enplan.kernel.actor import Actor
from enplan.kernel.errors import Missing
from enplan.kernel.ids import CaseId, PersonId
from enplan.kernel.sight import Sight
from enplan.registers.base.barrier import tell_actor
from enplan.registers.base.prepared import Holes, Prepared
from enplan.registers.cases.facts import Case
from enplan.registers.cases.models import PEOPLE, CasePersonRecord, CaseRecord, case_fact, people_rows


def case_of(sight: Sight) -> Case:
    """The case that has been opened.

    Raises:
        Missing: it is gone.
    """
    case = case_fact(PEOPLE.within(sight))
    if case is None:
        raise Missing("case.missing")
    return case


def case_with(sight: Sight, **asked: Exists) -> tuple[Case, dict[str, bool]]:
    """The case that has been opened, and in the same query whatever else is asked: is there such a thing in it?

    Raises:
        Missing: it is gone.
    """
    rows = CasePersonRecord.objects.in_case(sight).select_related("case", "person").order_by("place", "ref", "id")
    found = list(rows.annotate(**asked))
    case = case_fact(found)
    if case is None:
        raise Missing("case.missing")
    return case, {name: getattr(found[0], name) for name in asked}


class CaseWith:
    """The case that has been opened, and in the same prepared query whatever else is asked, as it is written there."""

    def __init__(self, asked: Callable[[], Mapping[str, BaseExpression]]) -> None:
        self._names: list[str] = []
        self._rows = Prepared(lambda: self._written(asked()))

    def _written(self, asked: Mapping[str, BaseExpression]) -> "QuerySet[CasePersonRecord]":
        self._names = list(asked)
        return people_rows().annotate(**asked)

    def within(self, sight: Sight, **values: object) -> tuple[Case, dict[str, Any]]:
        """The case as this sight lets it through, and what was asked beside it.

        Raises:
            Missing: it is gone.
        """
        found = self._rows.within(sight, **values)
        case = case_fact(found)
        if case is None:
            raise Missing("case.missing")
        return case, {name: getattr(found[0], name) for name in self._names}


def cases_by_id(by: Actor, ids: Iterable[CaseId]) -> dict[CaseId, Case]:
    """Those of the cases that are the actor's own, by id, in one query."""
    tell_actor(by)
    rows_of: dict[CaseId, list[CasePersonRecord]] = defaultdict(list)
    for row in _PEOPLE_OF(cases=list(ids)):
        rows_of[CaseId(row.case_id)].append(row)
    return {case_id: case for case_id, rows in rows_of.items() if (case := case_fact(rows))}


_PEOPLE_OF = Prepared(
    lambda: (
        CasePersonRecord.objects.filter(case_id__in=Holes("cases"))
        .select_related("case", "person")
        .order_by("case_id", "place", "ref", "id")
    )
)


def cases_about(by: Actor, person_id: PersonId) -> list[CaseId]:
    """The cases a person is in, newest first, as far as the actor may know of them."""
    tell_actor(by)
    rows = CasePersonRecord.objects.filter(person_id=person_id).order_by("-case__opened_at", "case_id")
    return [CaseId(case_id) for case_id in rows.values_list("case_id", flat=True)]


def my_case_ids(by: Actor) -> list[CaseId]:
    """The cases in which the actor has a part, newest first; the database knows which they are."""
    tell_actor(by)
    mine = RawSQL("select enplan_my_cases()", [])
    rows = CaseRecord.objects.filter(id__in=mine).order_by("-opened_at", "id")
    return [CaseId(case_id) for case_id in rows.values_list("id", flat=True)]


def every_case(by: Actor) -> list[CaseId]:
    """Every case the actor may know of; for the clock that is all there are."""
    tell_actor(by)
    return [CaseId(case_id) for case_id in CaseRecord.objects.order_by("id").values_list("id", flat=True)]


def people_of(case_id: CaseId) -> list[PersonId]:
    """The people of one case, as far as the database has been told that the actor may know of it."""
    rows = CasePersonRecord.objects.filter(case_id=case_id).order_by("place", "ref", "id")
    return [PersonId(person_id) for person_id in rows.values_list("person_id", flat=True)]

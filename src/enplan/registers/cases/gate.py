"""What does `access` ask of the cases before there is sight?"""

from enplan.kernel.ids import CaseId
from enplan.registers.cases.facts import Case
from enplan.registers.cases.models import CasePersonRecord, case_fact


def case_by_id(case_id: CaseId) -> Case | None:
    """The case and its people, in one query."""
    rows = CasePersonRecord.objects.filter(case_id=case_id).select_related("case", "person")
    return case_fact(list(rows.order_by("place", "ref", "id")))

"""What does `access` ask of the cases before there is sight?"""

from enplan.kernel.ids import CaseId
from enplan.registers.cases.facts import Case
from enplan.registers.cases.models import PEOPLE, case_fact


def case_by_id(case_id: CaseId) -> Case | None:
    """The case and its people, in one query."""
    return case_fact(PEOPLE(case=case_id))

"""What does one need to look again at everything one complaint is over?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enplan.journey.decisions.facts import Choice, Clock, Complaint, Decision, Part, Result
from enplan.journey.decisions.queries.clocks import clocks_of
from enplan.journey.decisions.queries.letters import decisions_of
from enplan.journey.decisions.rules import granting
from enplan.journey.plan.facts import Version
from enplan.journey.plan.queries import versions
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.parting import part_with
from enplan.kernel.errors import Missing
from enplan.kernel.ids import DecisionId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.cases.queries import case_of


@dataclass(frozen=True, slots=True)
class ComplaintPage:
    """One complaint: what waits for an answer, what has one, and what it would be to be granted in full."""

    complaint: Complaint
    waiting: Sequence[Clock]
    answered: Sequence[Clock]
    in_full: Mapping[UUID, Choice]  # by part of the complaint


def complaint_page(sight: Sight, *, part_id: UUID, on: date) -> ComplaintPage:
    """Everything the complaint with this part is over, as far as the reader may see it.

    Raises:
        Missing: there is no such part, or its answer is closed to this reader.
    """
    decisions, plans = decisions_of(sight, with_letters=False), versions(sight)
    clocks = [each for each in clocks_of(sight, case_of(sight), decisions, lawbook().on(on)) if each.answer]
    mine = next((each for each in clocks if each.part.id == part_id), None)
    if mine is None:
        raise Missing("record.missing")
    same = [each for each in clocks if each.complaint.id == mine.complaint.id]
    letters = {each.id: each for each in decisions}
    waiting = [each for each in same if not each.part.reassessment and not each.overtaken]
    return ComplaintPage(
        complaint=mine.complaint,
        waiting=waiting,
        answered=[each for each in same if each not in waiting],
        in_full={each.part.id: _in_full(each.answer, letters, plans) for each in waiting if each.answer},
    )


def _in_full(part: Part, letters: Mapping[DecisionId, Decision], plans: Sequence[Version]) -> Choice:
    """Back to what there was before, where the plan gives less; else what the plan says."""
    granted = Choice(part.element_id, Result.GRANTED)
    plan = next((each for each in plans if each.id == letters[part.decision_id].version_id), None)
    if plan is None:
        return granted
    measure = part_with((*plan.measures, *plan.ended), part.element_id)
    if measure is None:
        return granted
    measure = granting.as_it_stands(measure, part)
    return granting.what_was_asked(measure, reductions([measure]), granted)

"""What is handed to the body that hears a complaint: the decision, the complaint, the second look and what weighed?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enplan.journey.decisions import policy
from enplan.journey.decisions.facts import Clock, Complaint, DecisionLetter, Hearing, Numbered, Paper, Part
from enplan.journey.decisions.queries.clocks import clocks_of
from enplan.journey.decisions.queries.letters import decisions_of, hearings_of
from enplan.journey.decisions.rules.forwarding import going_along, papers_for
from enplan.journey.decisions.rules.reading import as_read
from enplan.journey.dossier.queries import documents, statements
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit.facts import Event
from enplan.registers.audit.queries import events
from enplan.registers.cases.facts import CasePerson
from enplan.registers.cases.queries import case_of

EVENTS = 5000  # the newest; a case with more has been open for decades


@dataclass(frozen=True, slots=True)
class ComplaintFile:
    """Everything about those answers of one complaint that one body hears, and nothing else."""

    authority: str
    person: CasePerson
    complaint: Complaint
    letter: DecisionLetter
    answers: Sequence[tuple[Numbered, Clock]]
    new: Sequence[Part]  # what came in their place when they were partly changed
    hearings: Sequence[Hearing]
    papers: Sequence[Paper]
    events: Sequence[Event]

    def clock_of(self, part_id: UUID) -> Clock:
        """What is to be done with that part of the complaint, and by when."""
        return next(clock for _, clock in self.answers if clock.part.id == part_id)


def complaint_file(sight: Sight, *, part_id: UUID, on: date, chosen: Collection[UUID] | None = None) -> ComplaintFile:
    """The file of the complaint part and what goes along with it; of the papers those `chosen`, else all.

    Raises:
        Missing: there is no such part, or its answer is closed to this reader.
        Unfit: nothing is forwarded yet.
    """
    require(policy.may_reassess(sight))
    case, decisions = case_of(sight), decisions_of(sight)
    clocks = clocks_of(sight, case, decisions, lawbook().on(on))
    mine = next((each for each in clocks if each.part.id == part_id and each.answer), None)
    if mine is None:
        raise Missing("record.missing")
    along = going_along(mine, [each for each in clocks if each.answer])
    if mine not in along:
        raise Unfit("decision.not_forwarded")
    decision = next(each for each in decisions if each.id == mine.complaint.decision_id)
    letter = as_read(decision, case, decisions, withheld=0)
    by_part = {each.part.part_id: each for each in along}
    answers = [(each, by_part[each.part.id]) for each in letter.parts if each.part.id in by_part]
    parts = [each.part for each, _ in answers]
    measures = {part.element_id for part in parts}
    heard = [each for each in hearings_of(sight) if each.element_id in measures]
    looked = [each.part.reassessment for each in along if each.part.reassessment]
    papers = papers_for(parts, documents(sight), statements(sight), danish_day(max(each.at for each in looked)))
    new = [part for each in decisions for part in each.parts if part.replaces in by_part]
    about = {
        *(decision.id, mine.complaint.id, decision.version_id),
        *measures,
        *(each.id for each in heard),
        *(each.id for each in looked),
        *(part.decision_id for part in new),
    }
    steps = [each for each in events(sight, most=EVENTS) if each.about in about]
    return ComplaintFile(
        authority=mine.authority,
        person=mine.person,
        complaint=mine.complaint,
        letter=letter,
        answers=answers,
        new=new,
        hearings=heard,
        papers=[each for each in papers if chosen is None or each.id in chosen],
        events=steps[::-1],
    )

"""What is to be done with each answer that is complained about, and by when?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from enplan.journey.decisions.facts import (
    Clock,
    Complaint,
    ComplaintPart,
    Decision,
    DueDay,
    Outcome,
    Part,
)
from enplan.journey.decisions.facts.outside import CopySent
from enplan.journey.decisions.models import ComplaintPartRecord, ComplaintRecord, ReassessmentRecord
from enplan.journey.decisions.models.outside import Sent, copies_sent
from enplan.journey.decisions.rules import complaints
from enplan.journey.decisions.rules.outside import own_day_to_keep, own_last_day
from enplan.journey.decisions.rules.reading import answers_held
from enplan.kernel.calendar import danish_day
from enplan.kernel.sight import Sight
from enplan.law.lawbook import Law
from enplan.registers.cases.facts import Case, CasePerson


def _complaints(sight: Sight) -> list[Complaint]:
    rows = ComplaintRecord.objects.within(sight).order_by("-received_at", "id")
    found = list(rows if sight.is_staff else rows.filter(outside=False))  # answered on paper, in words to them alone
    if not found:
        return []
    looked = {
        row.complaint_part_id: row.fact() for row in ReassessmentRecord.objects.within(sight).order_by("at", "id")
    }
    parts: dict[UUID, list[ComplaintPart]] = {}
    for row in ComplaintPartRecord.objects.within(sight).order_by("part__position", "id"):
        parts.setdefault(row.complaint_id, []).append(row.fact(looked.get(row.id)))
    return [row.fact(tuple(parts.get(row.id, ()))) for row in found]


def clocks_of(sight: Sight, case: Case, decisions: Sequence[Decision], law: Law) -> list[Clock]:
    """One for each answer that is complained about; what came later over the same answer is added to it."""
    made = _complaints(sight)
    if not made:
        return []
    answers = {part.id: part for decision in decisions for part in decision.parts}
    copies = copies_sent(sight) if any(each.outside for each in made) else {}
    seen = _Seen({each.id: each for each in decisions}, answers, answers_held(decisions), law, copies)
    added: dict[UUID, list[Complaint]] = {}
    for complaint in reversed(made):
        for part in complaint.parts:
            if part.joins:
                added.setdefault(part.joins, []).append(complaint)
    found = []
    for complaint in made:
        person = case.by_id(complaint.person_id)
        assert person is not None  # the complaint is about somebody of the case
        found += [
            _clock(complaint, part, person, seen, tuple(added.get(part.id, ())))
            for part in complaint.parts
            if part.joins is None
        ]
    return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a clock is read off."""

    decisions: Mapping[UUID, Decision]
    answers: Mapping[UUID, Part]
    held: Sequence[Part]
    law: Law
    copies: Sent

    def copy(self, complaint: Complaint, letter: Decision) -> CopySent | None:
        """The copy of the letter that went to the one who complains."""
        return self.copies.get((letter.id, complaint.complainant)) if complaint.complainant else None

    def overtaken(self, part: ComplaintPart) -> date | None:
        """The day of the letter that answers instead, where it is not the one that the complaint led to."""
        answer, done = self.answers.get(part.part_id), part.reassessment
        if answer is None or (done and (done.outcome is Outcome.CHANGED or done.kept is False or done.forwarded_day)):
            return None
        own = {part.part_id, *(each.id for each in self.held if each.replaces == part.part_id and done)}
        if any(each.id in own for each in self.held):
            return None
        days = [
            danish_day(self.decisions[each.decision_id].made_at)
            for each in self.held
            if (each.element_id, each.measure_type) == (answer.element_id, answer.measure_type)
        ]
        return max(days, default=None)


def _clock(
    complaint: Complaint, part: ComplaintPart, person: CasePerson, seen: _Seen, additions: tuple[Complaint, ...]
) -> Clock:
    law, answer, done = seen.law, seen.answers.get(part.part_id), part.reassessment
    route, decision = law.complaint_route(part.route), seen.decisions[complaint.decision_id]
    own = _own(complaint, part, decision, seen)
    last = complaints.last_day_of(answer, law, decision.received_day, decision.delivery) if answer else None
    todo = complaints.handling(route, law, complaint.received_day, own.day if own else last)
    overtaken = seen.overtaken(part)
    new = seen.decisions.get(done.new_decision_id) if done and done.new_decision_id and not overtaken else None
    partly = done if new is not None and done is not None and done.outcome is Outcome.PARTLY else None
    kept_day = danish_day(partly.kept_at) if partly and partly.kept and partly.kept_at else None
    upheld = todo.due if not overtaken and complaints.goes_on(done) and complaints.can_appeal(route.id) else None
    return Clock(
        complaint=complaint,
        part=part,
        answer=answer,
        person=person,
        authority=route.authority_da,
        late=todo.late,
        reconsiders=todo.reconsiders,
        due=todo.due,
        outcomes=complaints.outcomes(
            route,
            late=todo.late,
            standing=answer.result if answer else None,
            anew=answer is not None and answer.replaces is not None,
        ),
        done=overtaken is not None or complaints.is_answered(done),
        keep_by=_keep_by(complaint, new, seen) if new and partly and partly.kept is None else None,
        forward_by=complaints.last_day_to_forward(route, law, kept_day) if kept_day else upheld,
        forwarded=done.forwarded_day if done else None,
        additions=additions,
        own=own,
        overtaken=overtaken,
    )


def _own(complaint: Complaint, part: ComplaintPart, letter: Decision, seen: _Seen) -> DueDay | None:
    """The last day of who is not in the case, under the law of the letter; of others the letter names it."""
    if not complaint.outside:
        return None
    law = seen.law.book.on(danish_day(letter.made_at))
    return own_last_day(law.complaint_route(part.route), law, seen.copy(complaint, letter))


def _keep_by(complaint: Complaint, new: Decision, seen: _Seen) -> DueDay:
    if complaint.outside:
        return own_day_to_keep(seen.law, seen.copy(complaint, new))
    return complaints.last_day_to_keep(seen.law, new.received_day)

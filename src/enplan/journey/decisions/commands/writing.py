"""How is a decision written down, once, so that it is never changed again?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enplan.journey.decisions.facts import Decision, Drafted, Kind, PersonLetter, Result
from enplan.journey.decisions.models import (
    DecisionRecord,
    PartRecord,
    PersonLetterRecord,
)
from enplan.journey.decisions.rules import composing, lettering
from enplan.journey.decisions.rules.wording import guidance_json, words_json
from enplan.kernel.category import Category
from enplan.kernel.ids import ProfessionalId
from enplan.kernel.sight import Sight
from enplan.registers.organisation.queries import professional


@dataclass(frozen=True, slots=True)
class Answers:
    """The part of a complaint that a new answer is to, and the answer it takes the place of."""

    complaint_part: UUID
    part: UUID


def write_decision(
    sight: Sight,
    at: datetime,
    version_id: UUID,
    parts: Sequence[Drafted],
    setting: composing.Setting,
    *,
    replaces: UUID | None = None,
    answers: Sequence[Answers] = (),
) -> DecisionRecord:
    """Write down the decision, what each person is told first, and each part in its very words.

    `answers` says of each part what it is an answer to, in the order of the parts; none: a letter on the plan.
    """
    actor = sight.actor
    record = DecisionRecord(
        case_id=sight.case_id,
        version_id=version_id,
        kind=setting.kind.value,
        form=composing.form_of(setting.regime).value,
        regime=setting.regime.id,
        made_at=at,
        made_by=actor.name,
        title_of_maker=professional(ProfessionalId(actor.professional_id)).title if actor.professional_id else "",
        delivery=setting.delivery.value,
        received_day=setting.received,
        closing=lettering.closing(parts, actor.name, setting.phrases),
        replaces_id=replaces,
        complaint_part_id=answers[0].complaint_part if answers else None,
    )
    record.save(force_insert=True)
    PersonLetterRecord.objects.bulk_create(_letter_row(record, letter) for letter in lettering.letters(parts, setting))
    rows = [_part_row(record, position, part) for position, part in enumerate(parts, 1)]
    for row, answer in zip(rows, answers, strict=bool(answers)):
        row.replaces_id = answer.part
    PartRecord.objects.bulk_create(rows)
    return record


def _letter_row(record: DecisionRecord, letter: PersonLetter) -> PersonLetterRecord:
    row = PersonLetterRecord(
        case_id=record.case_id,
        decision_id=record.id,
        headline=letter.headline,
        opening=letter.opening,
        to_child={"headline": letter.to_child.headline, "opening": letter.to_child.opening}
        if letter.to_child
        else None,
    )
    row.belongs_to([letter.person_id], [Category.PLAN])
    return row


def _part_row(record: DecisionRecord, position: int, part: Drafted) -> PartRecord:
    row = PartRecord(
        case_id=record.case_id,
        decision_id=record.id,
        position=position,
        element_id=part.element.id,
        measure_id=part.element.measure_id if part.element.measure_id != part.element.id else None,
        measure_type=part.measure_type,
        result=part.choice.result.value,
        route=part.route,
        bases=[[basis.law, basis.section] for basis in part.bases],
        words=words_json(part.words),
        guidance=guidance_json(part.guidance),
        granted=part.choice.granted if part.choice.result is not Result.REFUSED else "",
        starts=part.choice.starts if record.kind == Kind.AFTER_COMPLAINT.value else None,
        ends=part.choice.ends,
        hours=part.choice.hours,
        open_ended=part.choice.open_ended,
    )
    row.belongs_to(lettering.everybody(part.element), dict.fromkeys((part.category, *part.element.categories)))
    return row


def decision_fact(sight: Sight, record: DecisionRecord) -> Decision:
    """The decision with those parts that the sight lets through."""
    parts = PartRecord.objects.within(sight).filter(decision_id=record.id).order_by("position", "id")
    letters = PersonLetterRecord.objects.within(sight).filter(decision_id=record.id).order_by("id")
    return record.fact(tuple(row.fact() for row in parts), tuple(row.fact() for row in letters))

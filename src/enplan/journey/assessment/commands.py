"""What can happen in an assessment?"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from enplan.journey.assessment import policy
from enplan.journey.assessment.facts import OWN_STRENGTHS, Answer, Conclusion
from enplan.journey.assessment.models import AnswerRecord, ConclusionRecord, WordsRecord
from enplan.journey.assessment.rules.asking import bound_to_purpose, category_of_item
from enplan.journey.assessment.rules.managing import unfit_week
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import AnswerId, PersonId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.cases.commands import hold_case
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox
from enplan.registers.people import commands as people
from enplan.registers.people.facts import Capacity


@transaction.atomic
def answer_question(
    sight: Sight,
    *,
    at: datetime,
    person_id: PersonId,
    item: str,
    text: str,
    source: str = "",
    purpose: str = "",
    shown: int | None = None,
) -> Answer:
    """A question is answered once, for all the laws that need the answer. `shown` is how many answers the form showed.

    Raises:
        Unfit: the text is missing, a purpose is needed, nobody is called so, or somebody else answered meanwhile.
    """
    law = lawbook().on(danish_day(at))
    if item != OWN_STRENGTHS and item not in law.book.items:
        raise Unfit("assessment.item_unknown")
    _somebody_of(sight, person_id)
    category = category_of_item(item, law)
    require(policy.may_answer(sight, person_id, category))
    if not text.strip():
        raise Unfit("assessment.text_missing")
    if bound_to_purpose(item, law) and not purpose.strip():
        raise Unfit("assessment.purpose_missing")
    hold_case(sight)  # of two who answer at once the slower one must find the other's answer
    before = list(AnswerRecord.objects.within(sight).filter(person_id=person_id, item=item).order_by("-answered_at"))
    if shown is not None and len(before) != shown:
        raise Unfit("record.changed_meanwhile")

    record = AnswerRecord(
        case_id=sight.case_id,
        person_id=person_id,
        category=category.value,
        item=item,
        text=text.strip(),
        source=source.strip() or sight.actor.name,
        purpose=purpose.strip() if bound_to_purpose(item, law) else "",
        confirmed=person_id == sight.actor.person_id,
        answered_at=_later(at, before[0].answered_at if before else None),
        answered_by=sight.actor.name,
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="assessment.question_answered", about=record.id)
    _tell_person(sight, person_id, at, "assessment.question_answered")
    return record.fact()


@transaction.atomic
def confirm_answer(sight: Sight, *, at: datetime, answer_id: AnswerId) -> Answer:
    """An answer still holds: the person says so, or has said so to a professional.

    Raises:
        Unfit: it was given for one purpose and cannot be carried on, or there is a newer one.
    """
    before: AnswerRecord = AnswerRecord.objects.within(sight).one(id=answer_id)
    require(policy.may_confirm(sight, PersonId(before.person_id), Category(before.category)))
    if before.purpose:
        raise Unfit("assessment.per_purpose")
    hold_case(sight)
    same = AnswerRecord.objects.within(sight).filter(person_id=before.person_id, item=before.item)
    newest = same.order_by("-answered_at", "-id").first()
    if newest is None or newest.id != before.id:
        raise Unfit("record.changed_meanwhile")

    record = AnswerRecord(
        case_id=sight.case_id,
        person_id=before.person_id,
        category=before.category,
        item=before.item,
        text=before.text,
        source=before.source,
        confirmed=True,
        answered_at=_later(at, before.answered_at),
        answered_by=sight.actor.name,
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="assessment.answer_confirmed", about=record.id)
    return record.fact()


@transaction.atomic
def conclude_assessment(
    sight: Sight,
    *,
    at: datetime,
    person_id: PersonId,
    conclusion: str,
    strengths: str,
    wishes: str,
    kinds: Collection[Category],
    despite: str = "",
    shown: str | None = None,
) -> Conclusion:
    """The assessment comes to an end for one person, strengths and wishes first. A later conclusion replaces it.

    `kinds` are what the text rests on: that it was gathered all with sight of the plan see, what it says only who may
    see all of them. `shown` is the id of the conclusion that the form showed, or nothing when there was none.

    Raises:
        Unfit: something of it is missing, the person is not in the case, or somebody else concluded it meanwhile.
    """
    _somebody_of(sight, person_id)
    require(policy.may_conclude(sight, person_id))
    _rests_on(sight, person_id, kinds)
    _says_all(strengths=strengths, wishes=wishes, conclusion=conclusion)

    hold_case(sight)  # of two who conclude at once the slower one must find the other's conclusion
    last = ConclusionRecord.objects.within(sight).filter(person_id=person_id).order_by("-concluded_at", "id").first()
    if shown is not None and shown != (str(last.id) if last else ""):
        raise Unfit("record.changed_meanwhile")
    record = ConclusionRecord(
        case_id=sight.case_id,
        person_id=person_id,
        category=Category.PLAN.value,
        concluded_at=_later(at, last.concluded_at if last else None),
        concluded_by=sight.actor.name,
    )
    record.save(force_insert=True)
    words = WordsRecord(
        case_id=sight.case_id,
        conclusion=record,
        strengths=strengths.strip(),
        wishes=wishes.strip(),
        text=conclusion.strip(),
        despite=despite.strip(),
    )
    words.belongs_to([person_id], [Category.PLAN, *kinds])
    words.save(force_insert=True)
    audit.record(sight, at=at, event="assessment.concluded", about=record.id)
    _tell_person(sight, person_id, at, "assessment.concluded")
    return record.fact(words.fact())


def _rests_on(sight: Sight, person_id: PersonId, kinds: Collection[Category]) -> None:
    """Nobody writes a text on what they may not see, nor without saying what it rests on."""
    if not kinds:
        raise Unfit("assessment.kinds_missing")
    for kind in sorted(kinds):
        require(policy.may_rest_on(sight, person_id, kind))


def _says_all(**parts: str) -> None:
    """Strengths and wishes come first, and none of the parts is empty (S-13)."""
    for part, text in parts.items():
        if not text.strip():
            raise Unfit(f"assessment.{part}_missing")


@transaction.atomic(savepoint=False)
def agree_capacity(sight: Sight, *, at: datetime, person_id: PersonId, capacity: Capacity) -> Capacity:
    """What a week may hold for the person: hours, appointments, times of day and free days. Leaving all empty ends it.

    Raises:
        Unfit: the day would end before it begins, a week has no day left, or a number is beyond any week.
    """
    _somebody_of(sight, person_id)
    require(policy.may_agree_capacity(sight, person_id))
    wrong = unfit_week(capacity)
    if wrong:
        raise Unfit(wrong)
    people.agree_capacity(person_id=person_id, capacity=capacity)
    audit.record(sight, at=at, event="assessment.capacity_agreed", about=person_id)
    _tell_person(sight, person_id, at, "assessment.capacity_agreed")
    return capacity


def _later(at: datetime, before: datetime | None) -> datetime:
    """The moment, or just after the one before: the newest counts, even when the clocks of two servers differ."""
    return at if before is None or before < at else before + timedelta(microseconds=1)


def _somebody_of(sight: Sight, person_id: PersonId) -> None:
    if case_of(sight).by_id(person_id) is None:
        raise Unfit("assessment.person_unknown")


def _tell_person(sight: Sight, person_id: PersonId, at: datetime, message: str) -> None:
    if person_id != sight.actor.person_id:
        outbox.post(sight.case_id, at=at, message=message, persons=[person_id])

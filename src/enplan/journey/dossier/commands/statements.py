"""How is a statement ordered, received and used again?"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from enplan.journey.dossier import policy
from enplan.journey.dossier.commands.shared import (
    must_say,
    must_wait,
    one_statement,
    somebody_of,
    tell_person,
    whole,
)
from enplan.journey.dossier.facts import Ordered, Statement
from enplan.journey.dossier.models import StatementRecord, UseRecord
from enplan.journey.dossier.rules import reusing, waiting
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId, StatementId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import Law, lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.cases.commands import hold_case


@transaction.atomic
def request_statement(
    sight: Sight,
    *,
    at: datetime,
    person_id: PersonId,
    kind: str,
    items: Sequence[str],
    purpose: str,
    category: Category = Category.HEALTH,
    again_because: str = "",
    answer_by: date | None = None,
    elsewhere: Iterable[Ordered] = (),
) -> Statement:
    """A statement is ordered. `elsewhere` are those that sector plans tell of.

    `answer_by` is the day it is asked for by; only where no agreement says when the answer is due.

    Raises:
        Unfit: one with something of the same is on its way or valid, and no reason is given for another (S-21).
    """
    law = lawbook().on(danish_day(at))
    somebody_of(sight, person_id)
    require(policy.may_order(sight, person_id, category))
    must_say(kind, "dossier.kind_missing")
    must_say(purpose, "dossier.purpose_missing")
    _known_items(items, law)
    _can_be_asked_for(kind.strip(), answer_by, law)
    hold_case(sight)  # of two who order at once the slower one must find the other's order
    there = _already_there(sight, person_id, (kind.strip(), purpose.strip(), items), elsewhere, law)
    if there and not again_because.strip():
        raise _not_again(there[0], law)

    record = StatementRecord(
        case_id=sight.case_id,
        person_id=person_id,
        category=category.value,
        kind=kind.strip(),
        items=list(dict.fromkeys(items)),
        purpose=purpose.strip(),
        requested_day=law.day,
        requested_by=sight.actor.name,
        ordered_by=sight.actor.professional_id,
        answer_by=answer_by,
        despite=_in_short(there[0]) if there else "",
        again_because=again_because.strip() if there else "",
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="dossier.statement_requested", about=record.id)
    tell_person(sight, person_id, at, "dossier.statement_requested")
    return record.fact()


@transaction.atomic
def receive_statement(
    sight: Sight,
    *,
    at: datetime,
    statement_id: StatementId,
    text: str,
    valid_until: date | None = None,
    received_day: date | None = None,
    revision: int | None = None,
) -> Statement:
    """The answer has come. Without a last day it is valid until somebody says otherwise.

    Raises:
        Unfit: it has come before, the days do not fit, or somebody else was faster.
    """
    record = one_statement(sight, statement_id)
    require(policy.may_receive(sight, PersonId(record.person_id), Category(record.category)))
    record.revise(revision)
    must_wait(record)
    must_say(text, "dossier.text_missing")
    day = received_day or danish_day(at)
    if not record.requested_day <= day <= danish_day(at):
        raise Unfit("dossier.received_day_wrong")
    if valid_until is not None and valid_until < day:
        raise Unfit("dossier.valid_until_wrong")

    record.received_day, record.valid_until, record.text = day, valid_until, text.strip()
    record.save(update_fields=["received_day", "valid_until", "text", "revision"])
    audit.record(sight, at=at, event="dossier.statement_received", about=record.id)
    tell_person(sight, PersonId(record.person_id), at, "dossier.statement_received")
    return record.fact()


@transaction.atomic
def reuse_statement(sight: Sight, *, at: datetime, statement_id: StatementId, purpose: str) -> Statement:
    """A statement that is there is used for something else too, instead of a new one.

    Raises:
        Unfit: it has not come yet, is no longer valid, or holds nothing but what may not be carried over.
    """
    on = danish_day(at)
    record = one_statement(sight, statement_id)
    statement = record.fact()
    require(policy.may_reuse(sight, statement.person_id, statement.category))
    must_say(purpose, "dossier.purpose_missing")
    state = reusing.freshness(reusing.ordered(statement), on)
    if state is not reusing.Freshness.VALID:
        raise Unfit(f"dossier.cannot_reuse_{state.value}")
    if not reusing.may_be_shared(statement.items, lawbook().on(on)):
        raise Unfit("dossier.per_purpose")

    use = UseRecord(
        case_id=sight.case_id,
        person_id=record.person_id,
        category=record.category,
        statement_id=record.id,
        purpose=purpose.strip(),
        used_at=at,
        used_by=sight.actor.name,
    )
    use.save(force_insert=True)
    audit.record(sight, at=at, event="dossier.statement_reused", about=record.id)
    tell_person(sight, statement.person_id, at, "dossier.statement_reused")
    return whole(sight, record)


def _can_be_asked_for(kind: str, answer_by: date | None, law: Law) -> None:
    wrong = waiting.unfit_answer_day(law.statement_kind(kind), law.day, answer_by)
    if wrong:
        raise Unfit(wrong)


def _already_there(
    sight: Sight,
    person_id: PersonId,
    order: tuple[str, str, Sequence[str]],
    elsewhere: Iterable[Ordered],
    law: Law,
) -> list[reusing.AlreadyThere]:
    """What the dossier and the sector plans have about the same, as far as the sight lets through."""
    kind, purpose, items = order
    rows = StatementRecord.objects.within(sight).filter(person_id=person_id)
    known = [reusing.ordered(row.fact()) for row in rows]
    every = [*known, *(each for each in elsewhere if each.person_id == person_id)]
    return reusing.already_there(items, every, law.day, law, kind=kind, purpose=purpose)


def _not_again(there: reusing.AlreadyThere, law: Law) -> Unfit:
    common = ", ".join(law.item(item).label.lower() for item in there.common)
    return Unfit(
        f"dossier.statement_{there.freshness.value}",
        kind=there.ordered.kind,
        where=there.ordered.where,
        common=common,
    )


def _in_short(there: reusing.AlreadyThere) -> str:
    return f"{there.ordered.kind} ({there.ordered.where})"


def _known_items(items: Sequence[str], law: Law) -> None:
    if not items:
        raise Unfit("dossier.items_missing")
    unknown = [item for item in items if item not in law.book.items]
    if unknown:
        raise Unfit("dossier.item_unknown", item=unknown[0])

"""What can happen to what is known of the case?"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from enplan.journey.dossier import policy, rules
from enplan.journey.dossier.facts import Document, Ordered, Statement
from enplan.journey.dossier.models import DocumentRecord, StatementRecord, UseRecord
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId, StatementId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import Law, lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox


@transaction.atomic
def add_document(
    sight: Sight,
    *,
    at: datetime,
    person_id: PersonId,
    category: Category,
    title: str,
    text: str,
    source: str,
    day: date | None = None,
) -> Document:
    """Something is known from now on, with where it comes from; `day` is the day it was written, else today.

    Raises:
        Unfit: title, text or source is missing, the day lies ahead, or the person is not in the case.
    """
    _somebody_of(sight, person_id)
    require(policy.may_add_document(sight, person_id, category))
    _must_say(title, "dossier.title_missing")
    _must_say(text, "dossier.text_missing")
    _must_say(source, "dossier.source_missing")
    if day is not None and day > danish_day(at):
        raise Unfit("dossier.day_ahead")

    record = DocumentRecord(
        case_id=sight.case_id,
        person_id=person_id,
        category=category.value,
        title=title.strip(),
        text=text.strip(),
        source=source.strip(),
        day=day or danish_day(at),
        added_at=at,
        added_by=sight.actor.name,
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="dossier.document_added", about=record.id)
    _tell_person(sight, person_id, at, "dossier.document_added")
    return record.fact()


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
    elsewhere: Iterable[Ordered] = (),
) -> Statement:
    """A statement is ordered. `elsewhere` are those that sector plans tell of.

    Raises:
        Unfit: one with something of the same is on its way or valid, and no reason is given for another (S-21).
    """
    on = danish_day(at)
    law = lawbook().on(on)
    _somebody_of(sight, person_id)
    require(policy.may_order(sight, person_id, category))
    _must_say(kind, "dossier.kind_missing")
    _must_say(purpose, "dossier.purpose_missing")
    _known_items(items, law)
    there = _already_there(sight, person_id, items, elsewhere, on, law)
    if there and not again_because.strip():
        first = there[0]
        raise Unfit(
            f"dossier.statement_{first.freshness.value}",
            kind=first.ordered.kind,
            where=first.ordered.where,
            common=", ".join(law.item(item).label.lower() for item in first.common),
        )

    record = StatementRecord(
        case_id=sight.case_id,
        person_id=person_id,
        category=category.value,
        kind=kind.strip(),
        items=list(dict.fromkeys(items)),
        purpose=purpose.strip(),
        requested_day=on,
        requested_by=sight.actor.name,
        again_because=again_because.strip() if there else "",
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="dossier.statement_requested", about=record.id)
    _tell_person(sight, person_id, at, "dossier.statement_requested")
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
    record = _one(sight, statement_id)
    require(policy.may_receive(sight, PersonId(record.person_id), Category(record.category)))
    record.revise(revision)
    if record.received_day is not None:
        raise Unfit("dossier.statement_received_before")
    _must_say(text, "dossier.text_missing")
    day = received_day or danish_day(at)
    if not record.requested_day <= day <= danish_day(at):
        raise Unfit("dossier.received_day_wrong")
    if valid_until is not None and valid_until < day:
        raise Unfit("dossier.valid_until_wrong")

    record.received_day, record.valid_until, record.text = day, valid_until, text.strip()
    record.save(update_fields=["received_day", "valid_until", "text", "revision"])
    audit.record(sight, at=at, event="dossier.statement_received", about=record.id)
    _tell_person(sight, PersonId(record.person_id), at, "dossier.statement_received")
    return record.fact()


@transaction.atomic
def reuse_statement(sight: Sight, *, at: datetime, statement_id: StatementId, purpose: str) -> Statement:
    """A statement that is there is used for something else too, instead of a new one.

    Raises:
        Unfit: it has not come yet, is no longer valid, or holds nothing but what may not be carried over.
    """
    on = danish_day(at)
    record = _one(sight, statement_id)
    statement = record.fact()
    require(policy.may_reuse(sight, statement.person_id, statement.category))
    _must_say(purpose, "dossier.purpose_missing")
    state = rules.freshness(rules.ordered(statement), on)
    if state is not rules.Freshness.VALID:
        raise Unfit(f"dossier.cannot_reuse_{state.value}")
    if not rules.may_be_shared(statement.items, lawbook().on(on)):
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
    _tell_person(sight, statement.person_id, at, "dossier.statement_reused")
    uses = UseRecord.objects.within(sight).filter(statement_id=record.id).order_by("used_at", "id")
    return record.fact(tuple(each.fact() for each in uses))


def _already_there(
    sight: Sight, person_id: PersonId, items: Sequence[str], elsewhere: Iterable[Ordered], on: date, law: Law
) -> list[rules.AlreadyThere]:
    """What the dossier and the sector plans have about the same, as far as the sight lets through."""
    rows = StatementRecord.objects.within(sight).filter(person_id=person_id)
    known = [rules.ordered(row.fact()) for row in rows]
    return rules.already_there(items, [*known, *(each for each in elsewhere if each.person_id == person_id)], on, law)


def _one(sight: Sight, statement_id: StatementId) -> StatementRecord:
    record: StatementRecord = StatementRecord.objects.within(sight).select_for_update(of=("self",)).one(id=statement_id)
    return record


def _must_say(text: str, reason: str) -> None:
    if not text.strip():
        raise Unfit(reason)


def _known_items(items: Sequence[str], law: Law) -> None:
    if not items:
        raise Unfit("dossier.items_missing")
    unknown = [item for item in items if item not in law.book.items]
    if unknown:
        raise Unfit("dossier.item_unknown", item=unknown[0])


def _somebody_of(sight: Sight, person_id: PersonId) -> None:
    if case_of(sight).by_id(person_id) is None:
        raise Unfit("dossier.person_unknown")


def _tell_person(sight: Sight, person_id: PersonId, at: datetime, message: str) -> None:
    if person_id != sight.actor.person_id:
        outbox.post(sight.case_id, at=at, message=message, persons=[person_id])

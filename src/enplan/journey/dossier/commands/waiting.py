"""What can happen while the answer to a statement is awaited?"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from enplan.journey.dossier import policy
from enplan.journey.dossier.commands.shared import must_say, must_wait, one_statement, tell_person, whole
from enplan.journey.dossier.facts import Statement
from enplan.journey.dossier.models import ChaseRecord, StatementRecord
from enplan.journey.dossier.rules import waiting
from enplan.journey.team.queries import members
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId, ProfessionalId, StatementId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on
from enplan.registers.outbox import commands as outbox


@transaction.atomic
def note_promise(
    sight: Sight,
    *,
    at: datetime,
    statement_id: StatementId,
    promised_day: date | None = None,
    seen_day: date | None = None,
    revision: int | None = None,
) -> Statement:
    """Whoever is to answer has said when: the day of the answer, the day the patient is seen, or both.

    Raises:
        Unfit: neither is told, a day lies before the order, the answer has come, or somebody else was faster.
    """
    record = one_statement(sight, statement_id)
    require(policy.may_await(sight, PersonId(record.person_id), Category(record.category)))
    record.revise(revision)
    must_wait(record)
    if promised_day is None and seen_day is None:
        raise Unfit("dossier.promise_missing")
    if any(day is not None and day < record.requested_day for day in (promised_day, seen_day)):
        raise Unfit("dossier.promise_before_order")

    record.promised_day = promised_day or record.promised_day
    record.seen_day = seen_day or record.seen_day
    record.save(update_fields=["promised_day", "seen_day", "revision"])
    audit.record(sight, at=at, event="dossier.statement_promised", about=record.id)
    return whole(sight, record)


@transaction.atomic
def chase_statement(sight: Sight, *, at: datetime, statement_id: StatementId, words: str) -> Statement:
    """The one who is to answer is reminded, because the answer is late (S-21). `words` say what was done.

    Raises:
        Unfit: nothing is said, the answer is not late, it has come, or it was called off.
    """
    on = danish_day(at)
    record = one_statement(sight, statement_id)
    require(policy.may_await(sight, PersonId(record.person_id), Category(record.category)))
    must_wait(record)
    must_say(words, "dossier.chase_words_missing")
    if not waiting.is_late(record.fact(), lawbook().on(on)):
        raise Unfit("dossier.statement_not_late")

    chase = ChaseRecord(
        case_id=sight.case_id,
        person_id=record.person_id,
        category=record.category,
        statement_id=record.id,
        chased_at=at,
        chased_by=sight.actor.name,
        words=words.strip(),
    )
    chase.save(force_insert=True)
    audit.record(sight, at=at, event="dossier.statement_chased", about=record.id)
    tell_person(sight, PersonId(record.person_id), at, "dossier.statement_chased")
    _tell_orderer(sight, record, at)
    return whole(sight, record)


@transaction.atomic
def call_off_statement(
    sight: Sight, *, at: datetime, statement_id: StatementId, because: str, revision: int | None = None
) -> Statement:
    """The answer is no longer awaited: the doctor cannot give it, or it is not needed any more.

    Raises:
        Unfit: no reason is given, the answer has come, or somebody else was faster.
    """
    record = one_statement(sight, statement_id)
    require(policy.may_await(sight, PersonId(record.person_id), Category(record.category)))
    record.revise(revision)
    must_wait(record)
    must_say(because, "dossier.call_off_reason_missing")

    record.called_off_day, record.called_off_because = danish_day(at), because.strip()
    record.save(update_fields=["called_off_day", "called_off_because", "revision"])
    audit.record(sight, at=at, event="dossier.statement_called_off", about=record.id)
    tell_person(sight, PersonId(record.person_id), at, "dossier.statement_called_off")
    _tell_orderer(sight, record, at)
    return whole(sight, record)


@transaction.atomic(savepoint=False)
def tell_late_statements(sight: Sight, *, at: datetime) -> tuple[StatementId, ...]:
    """Whoever ordered a statement is told that it is late, once each time it is to be chased.

    One who has left the team cannot do anything about it: then the contact person is told.
    """
    require(policy.may_tell_late(sight))
    law = lawbook().on(danish_day(at))
    again = number_on(Matter.CHASE_DAYS, on=law.day)
    rows = StatementRecord.objects.within(sight).filter(received_day=None, called_off_day=None)
    chases: dict[UUID, list[ChaseRecord]] = {}
    late = []
    for each in ChaseRecord.objects.within(sight).order_by("chased_at", "id"):
        chases.setdefault(each.statement_id, []).append(each)
    for row in rows.select_for_update(of=("self",)).order_by("requested_day", "id"):
        statement = row.fact(chases=tuple(each.fact() for each in chases.get(row.id, ())))
        if waiting.must_be_told(statement, row.told_late_day, law, again):
            late.append(row)
    if not late:
        return ()
    team = [each.membership.professional_id for each in members(sight)]
    for row in late:
        row.told_late_day = law.day
        row.save(update_fields=["told_late_day"])
        audit.record(sight, at=at, event="dossier.late_told", about=row.id)
    told = [ProfessionalId(row.ordered_by) if row.ordered_by in team else team[0] for row in late if team]
    outbox.post(sight.case_id, at=at, message="dossier.statement_late", professionals=told)
    return tuple(StatementId(row.id) for row in late)


def _tell_orderer(sight: Sight, record: StatementRecord, at: datetime) -> None:
    """The one who ordered it, when somebody else has done something about it."""
    if record.ordered_by is not None and record.ordered_by != sight.actor.professional_id:
        told = [ProfessionalId(record.ordered_by)]
        outbox.post(sight.case_id, at=at, message="dossier.statement_moved", professionals=told)

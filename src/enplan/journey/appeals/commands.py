"""What can happen after a no to one plan: a complaint, a second look, and the way to the body above?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from enplan.journey.appeals import policy, rules
from enplan.journey.appeals.facts import Appeal, Told
from enplan.journey.appeals.models import STILL_OPEN, AppealRecord, clock_of, refusal
from enplan.journey.decisions.facts import Channel, Outcome
from enplan.journey.entrance.commands import receive_request, screen_request
from enplan.journey.entrance.facts import Asker, CriterionAnswer, Mail, Reach, Request, Screening, Sending
from enplan.kernel.actor import Actor, Role
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId, RequestId
from enplan.kernel.verdict import require
from enplan.registers.accounts.queries import can_sign_in, professionals_with
from enplan.registers.audit.commands import record_before_case
from enplan.registers.base.barrier import tell_actor
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on
from enplan.registers.outbox import commands as outbox


@transaction.atomic(savepoint=False)
def complain_over_refusal(
    by: Actor,
    *,
    at: datetime,
    request_id: RequestId,
    text: str = "",
    channel: Channel = Channel.PORTAL,
    received_day: date | None = None,
) -> Appeal:
    """Somebody complains over a no; no reasons are needed, and one complaint over it is enough."""
    tell_actor(by)
    today = danish_day(at)
    request, screening = refusal(by, request_id, today)
    require(policy.may_complain(by, request))
    if known := AppealRecord.objects.filter(request_id=request_id).first():  # a double click, or taken down already
        return _fact(known)
    received = received_day or today
    rules.must_be_between(received, danish_day(screening.at), today, "appeal.received_day")
    record = AppealRecord(
        request_id=request_id,
        person_id=request.person_id,
        channel=channel.value,
        received_day=received,
        received_at=at,
        by=by.name,
        text=text.strip(),
    )
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:  # the other click was first
        return _fact(AppealRecord.objects.one(request_id=request_id))
    record_before_case(by, at=at, event="appeal.received", about=record.id)
    _tell(record, at, "appeal.received")
    return _fact(record)


@transaction.atomic(savepoint=False)
def answer_appeal(
    by: Actor,
    *,
    at: datetime,
    appeal_id: UUID,
    outcome: Outcome,
    reasons: str,
    answers: Sequence[CriterionAnswer] = (),
    judgement: str = "",
    regime: str = "hop-2018",
) -> Appeal:
    """The entrance looks at its no again: one plan is offered after all, or it is upheld and is to be sent on.

    What was answered stays as it was; a yes is a new answer, with `answers` to every criterion.
    """
    tell_actor(by)
    require(policy.may_answer(by))
    record: AppealRecord = AppealRecord.objects.select_for_update(of=("self",)).one(id=appeal_id)
    if record.outcome:
        if (record.outcome, record.reasons) == (outcome.value, reasons.strip()):  # a double click
            return _fact(record)
        raise Unfit("appeal.answered_already")
    if not reasons.strip():
        raise Unfit("appeal.needs_reasons")
    request, screening = refusal(by, RequestId(record.request_id), danish_day(at))
    if outcome not in clock_of(_fact(record), request, screening).outcomes:
        raise Unfit("appeal.only_forwarded")

    if outcome is Outcome.CHANGED:
        record.new_request_id = _offered(by, at, request, screening, reasons, answers, judgement, regime)
    else:
        reads = record.person_id is not None and can_sign_in(PersonId(record.person_id))
        record.letter_waits = rules.goes_on_paper(screening, reads=reads)
    record.outcome, record.reasons = outcome.value, reasons.strip()
    record.answered_at, record.answered_by = at, by.name
    record.save(update_fields=["outcome", "reasons", "answered_at", "answered_by", "new_request_id", "letter_waits"])
    record_before_case(by, at=at, event=f"appeal.{outcome.value}", about=record.id)
    if outcome is Outcome.UPHELD:
        _tell(record, at, "appeal.upheld")
    return _fact(record)


@transaction.atomic(savepoint=False)
def send_appeal_letter(by: Actor, *, at: datetime, appeal_id: UUID, sending: Sending) -> Appeal:
    """The letter with the answer is on its way or in the right hands. With it, the answer has been given (S-68)."""
    tell_actor(by)
    require(policy.may_answer(by))
    record: AppealRecord = AppealRecord.objects.select_for_update(of=("self",)).one(id=appeal_id)
    if record.letter_day is not None:  # a double click
        return _fact(record)
    if not record.letter_waits:
        raise Unfit("letter.not_due")
    today = danish_day(at)
    request, screening = refusal(by, RequestId(record.request_id), today)
    rules.must_be_sent_so(clock_of(_fact(record), request, screening), sending, today)

    record.letter_waits, record.letter_day, record.letter_by = False, sending.day, by.name
    record.letter_handed, record.letter_to = sending.handed.value, sending.address.strip()
    record.save(update_fields=["letter_waits", "letter_day", "letter_by", "letter_handed", "letter_to"])
    record_before_case(by, at=at, event="appeal.letter_sent", about=record.id)
    return _fact(record)


@transaction.atomic(savepoint=False)
def forward_appeal(by: Actor, *, at: datetime, appeal_id: UUID, day: date | None = None) -> Appeal:
    """The upheld complaint was sent to the appeals board on the day; the citizen is told at once."""
    tell_actor(by)
    require(policy.may_answer(by))
    record: AppealRecord = AppealRecord.objects.select_for_update(of=("self",)).one(id=appeal_id)
    if record.forwarded_day is not None:  # a double click
        return _fact(record)
    if record.outcome != Outcome.UPHELD.value or record.answered_at is None:
        raise Unfit("appeal.nothing_to_forward")
    today = danish_day(at)
    rules.must_be_between(day or today, danish_day(record.answered_at), today, "appeal.forward_day")

    record.forwarded_day, record.forwarded_by = day or today, by.name
    record.save(update_fields=["forwarded_day", "forwarded_by"])
    record_before_case(by, at=at, event="appeal.forwarded", about=record.id)
    _tell(record, at, "appeal.forwarded")
    return _fact(record)


@transaction.atomic(savepoint=False)
def remind_of_appeals(by: Actor, *, at: datetime) -> int:
    """The entrance is told of complaints whose day comes, once, and of those whose day has passed, once.

    In two questions to the database however many there are; how many complaints it was told of.
    """
    require(policy.may_remind(by))
    tell_actor(by)
    on = danish_day(at)
    ahead = timedelta(days=number_on(Matter.AHEAD_DAYS, on=on))
    rows = AppealRecord.objects.filter(STILL_OPEN)
    rows = rows.select_related("request__screening").select_for_update(of=("self",)).order_by("received_day", "id")
    told: dict[Told, list[AppealRecord]] = {}
    for row in rows:
        clock = clock_of(row.fact(), row.request.fact(), row.request.screening.fact())
        if (what := rules.to_tell(clock, on, ahead)) is not None:
            told.setdefault(what, []).append(row)
    entrance = professionals_with(Role.INTAKE) if told else []
    for what, about in told.items():
        noted = "told_late_at" if what is Told.LATE else "told_ahead_at"
        AppealRecord.objects.filter(id__in=[row.id for row in about]).update(**{noted: at})
        outbox.post(None, at=at, message=f"appeal.{what}", professionals=entrance)
        for row in about:
            record_before_case(by, at=at, event="appeal.reminded", about=row.id)
    return sum(map(len, told.values()))


def _offered(
    by: Actor,
    at: datetime,
    request: Request,
    refused: Screening,
    reasons: str,
    answers: Sequence[CriterionAnswer],
    judgement: str,
    regime: str,
) -> RequestId:
    """The same request again, answered with a yes: what was answered before is never changed."""
    again = receive_request(
        by,
        at=at,
        origin=request.origin,
        channel=request.channel,
        about_name=request.about_name,
        about_born=request.about_born,
        wish=request.wish,
        person_id=request.person_id,
        phone=request.phone,
        asked_by=request.asked_by,
        citizen_knows=True,
        who=Asker(request.asked_title, request.asked_workplace, request.asker_address),
        mail=Mail(request.mail_way, request.mail_to),
    )
    screen_request(
        by,
        at=at,
        request_id=again.id,
        answers=answers,
        offered=True,
        reasons=reasons,
        regime=regime,
        person_id=request.person_id,
        judgement=judgement,
        reach=None if refused.reach is Reach.PORTAL else refused.reach,
    )
    return again.id


def _tell(record: AppealRecord, at: datetime, message: str) -> None:
    """The one it is about, where the municipality knows them."""
    persons = [PersonId(record.person_id)] if record.person_id else []
    outbox.post(None, at=at, message=message, persons=persons)


def _fact(record: AppealRecord) -> Appeal:
    return record.fact()

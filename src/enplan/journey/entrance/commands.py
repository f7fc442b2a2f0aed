"""What can happen at the one entrance?"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from enplan.journey.entrance import policy
from enplan.journey.entrance.facts import (
    Asker,
    Channel,
    CriterionAnswer,
    Draft,
    Handed,
    LetterDue,
    LetterSent,
    Mail,
    Origin,
    Paper,
    Reach,
    Request,
    Screening,
    Sending,
)
from enplan.journey.entrance.models import ASKED_ONCE, DelayRecord, LetterRecord, RequestRecord, ScreeningRecord
from enplan.journey.entrance.rules import asking, letters, screening
from enplan.journey.entrance.rules.complaining import complaint_guidance
from enplan.journey.entrance.rules.deadlines import due_day, must_be_delayable, promise, promised_by
from enplan.journey.entrance.rules.naming import short_name
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import AccountId, CaseId, PersonId, ProfessionalId, RequestId
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import in_words, phrasebook
from enplan.law.regime import Weight
from enplan.registers.accounts.queries import actor_of, can_sign_in
from enplan.registers.audit.commands import record_before_case
from enplan.registers.base.barrier import tell_actor
from enplan.registers.cases.commands import begin_case
from enplan.registers.cases.facts import CaseKind
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on
from enplan.registers.outbox import commands as outbox
from enplan.registers.people.commands import register_person
from enplan.registers.people.facts import Person
from enplan.registers.people.queries import persons

NOBODY_IN_PARTICULAR, NOWHERE_YET = Asker(), Mail()


@transaction.atomic(savepoint=False)
def receive_request(
    by: Actor,
    *,
    at: datetime,
    origin: Origin,
    channel: Channel,
    about_name: str,
    about_born: date,
    wish: str,
    person_id: PersonId | None = None,
    phone: str = "",
    asked_by: str = "",
    citizen_knows: bool = True,
    who: Asker = NOBODY_IN_PARTICULAR,
    mail: Mail = NOWHERE_YET,
) -> Request:
    """Somebody asks for one plan and gets a receipt with the day by which an answer is due (S-67)."""
    tell_actor(by)
    require(policy.may_receive(by, origin, channel))
    asking.must_say_who(origin, who.title, who.workplace)
    letters.must_be_mailable(mail.way, mail.to)
    about = _themselves(by) if by.person_id and origin is Origin.CITIZEN else None
    record = RequestRecord(
        asked_at=at,
        asked_account=by.account_id,
        asked_by=asked_by.strip() or by.name,
        origin=origin.value,
        channel=channel.value,
        about_name=about.name if about else about_name.strip(),
        about_born=about.born if about else about_born,
        person_id=about.id if about else person_id if by.is_staff else None,
        wish=wish.strip(),
        phone=phone.strip(),
        citizen_knows=citizen_knows or about is not None,
        **_promise(origin, at),
        asked_title=who.title.strip(),
        asked_workplace=who.workplace.strip(),
        asker_address=who.address.strip(),
        mail_way=mail.way.value,
        mail_to=mail.to.strip(),
    )
    received = _keep(by, at, record, "entrance.request_received")
    if who.told and not letters.asker_reads(received):
        _hand_over(by, at, record, Sending("receipt-asker", Handed.TOLD, danish_day(at)))
    return received


@transaction.atomic(savepoint=False)
def refer_citizen(
    by: Actor,
    *,
    at: datetime,
    about_name: str,
    about_born: date,
    reason: str,
    consent_of_citizen: bool,
    person_id: PersonId | None = None,
    mail: Mail = NOWHERE_YET,
) -> Request:
    """A professional refers a citizen who has agreed; nothing goes between departments unsaid (S-74)."""
    tell_actor(by)
    require(policy.may_refer(by))
    if not consent_of_citizen:
        raise Unfit("request.citizen_must_agree")
    letters.must_be_mailable(mail.way, mail.to)
    record = RequestRecord(
        asked_at=at,
        asked_account=by.account_id,
        asked_by=by.name,
        origin=Origin.COLLEAGUE.value,
        channel=Channel.DESK.value,
        about_name=about_name.strip(),
        about_born=about_born,
        person_id=person_id,
        wish=reason.strip(),
        citizen_knows=True,
        **_promise(Origin.COLLEAGUE, at),
        mail_way=mail.way.value,
        mail_to=mail.to.strip(),
    )
    return _keep(by, at, record, "entrance.citizen_referred")


@transaction.atomic(savepoint=False)
def take_up_request(by: Actor, *, at: datetime, request_id: RequestId) -> Request:
    """Somebody at the entrance begins to consider the request; who asked can see that it is not forgotten."""
    tell_actor(by)
    record = _open_request(by, request_id)
    if record.taken_up_at is not None:
        raise Unfit("request.taken_up_already", who=record.taken_up_by)
    record.taken_up_at, record.taken_up_by = at, by.name
    record.save(update_fields=["taken_up_at", "taken_up_by"])
    record_before_case(by, at=at, event="entrance.request_taken_up", about=request_id)
    return record.fact()


@transaction.atomic(savepoint=False)
def delay_answer(by: Actor, *, at: datetime, request_id: RequestId, new_day: date, reason: str) -> Request:
    """Who asked is told that the answer is delayed, why, and the new day (retssikkerhedsloven § 3 stk. 2)."""
    tell_actor(by)
    record = _open_request(by, request_id)
    request: Request = record.fact()
    today = danish_day(at)
    must_be_delayable(request, new_day, reason, today, number_on(Matter.LONGEST_DELAY, on=today))

    notice = DelayRecord(
        request=record, at=at, delayed_by=by.name, from_day=due_day(request), new_day=new_day, reason=reason.strip()
    )
    notice.save(force_insert=True)
    record.delayed_to = new_day
    record.save(update_fields=["delayed_to"])
    record_before_case(by, at=at, event="entrance.answer_delayed", about=request_id)
    _tell_delay(record, at, new_day)
    return record.fact()


@transaction.atomic(savepoint=False)
def screen_request(
    by: Actor,
    *,
    at: datetime,
    request_id: RequestId,
    answers: Sequence[CriterionAnswer],
    offered: bool,
    reasons: str,
    regime: str = "hop-2018",
    person_id: PersonId | None = None,
    judgement: str = "",
    citizen_said: str = "",
    guidance: str = "",
    reach: Reach | None = None,
    ref: str | None = None,
    municipality: str = "",
) -> Screening:
    """A request gets its reasoned answer (S-59, S-68). With a yes the person is found and a case begins."""
    tell_actor(by)
    record = _open_request(by, request_id)
    draft = Draft(tuple(answers), offered, reasons, judgement, citizen_said, guidance)
    rules = lawbook().regimes.on(regime, danish_day(at))
    screening.must_be_usable(rules, danish_day(at), municipality)
    assert rules is not None  # it is usable
    screening.must_be_reasoned(draft, rules)
    screening.must_fit_the_age(answers, rules, record.about_born, danish_day(at))

    if asking.is_own(record.fact()) and person_id not in {None, record.person_id}:
        raise Unfit("screening.answers_the_one_who_asked")
    about = _found_or_registered(record, person_id, offered)
    case_id = _begun(by, at, regime, about, ref) if offered and about else None
    answer = _answer(by, at, record, draft, regime, about.id if about else None, case_id, _reach(about, reach))
    record.answered_at, record.offered = at, offered
    if record.taken_up_at is None:
        record.taken_up_at, record.taken_up_by = at, by.name
    record.person_id = about.id if about else None
    record.letter_waits = answer.reach != Reach.PORTAL.value
    record.save(update_fields=["answered_at", "offered", "taken_up_at", "taken_up_by", "person_id", "letter_waits"])

    record_before_case(by, at=at, event="entrance.request_answered", about=request_id)
    if about:
        outbox.post(case_id, at=at, message="entrance.request_answered", persons=[about.id])
    if not record.letter_waits:
        _tell_asker(record, at)
    return answer.fact()


@transaction.atomic(savepoint=False)
def send_letter(by: Actor, *, at: datetime, request_id: RequestId, sending: Sending) -> LetterSent:
    """A letter is on its way or in the right hands. With it, an answer has reached the citizen (S-68)."""
    tell_actor(by)
    require(policy.may_answer(by))
    record: RequestRecord = RequestRecord.objects.select_for_update(of=("self",)).one(id=request_id)
    return _hand_over(by, at, record, sending)


def _hand_over(by: Actor, at: datetime, record: RequestRecord, sending: Sending) -> LetterSent:
    request, on = record.fact(), danish_day(at)
    due = next((each for each in _letters_due(record) if each.key == sending.letter), None)
    if due is None:
        raise Unfit("letter.not_due")
    letters.must_be_sent_so(due, sending.handed, sending.address, sending.day, request, on)
    sent = LetterRecord(
        request=record,
        delay_id=due.delay,
        paper=due.paper.value,
        to=due.to.value,
        name=due.name,
        address=sending.address.strip(),
        handed=sending.handed.value,
        sent_day=sending.day,
        sent_by=by.name,
        at=at,
    )
    sent.save(force_insert=True)
    record_before_case(by, at=at, event="entrance.letter_sent", about=record.id)
    if due.paper is Paper.ANSWER:
        record.letter_waits, record.letter_day = False, sending.day
        record.save(update_fields=["letter_waits", "letter_day"])
        _tell_asker(record, at)
    fact: LetterSent = sent.fact()
    return fact


def _letters_due(record: RequestRecord) -> list[LetterDue]:
    answer = ScreeningRecord.objects.filter(request=record).first() if record.answered_at else None
    return letters.letters_due(
        record.fact(),
        [each.fact() for each in record.delays.order_by("new_day", "id")] if record.delayed_to else [],
        answer.fact() if answer else None,
        [each.fact() for each in record.letters.order_by("at", "id")],
        citizen_reads=record.person_id is not None and can_sign_in(PersonId(record.person_id)),
    )


def _themselves(by: Actor) -> Person:
    """Who asks for themselves is the person they signed in as, whatever a form says."""
    assert by.person_id is not None  # the caller has looked
    return persons([by.person_id])[by.person_id]


def _promise(origin: Origin, at: datetime) -> dict[str, int | date]:
    """What the receipt promises: the municipality's days, and the working day they end on."""
    asked = danish_day(at)
    days = number_on(promised_by(origin), on=asked)
    return {"answer_within_days": days, "promised_day": promise(asked, days)}


def _keep(by: Actor, at: datetime, record: RequestRecord, event: str) -> Request:
    asking.must_be_answerable(record.about_name, record.about_born, record.wish, danish_day(at))
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as why:  # also when the other one came at the very same moment
        if ASKED_ONCE not in str(why):
            raise
        raise Unfit("request.asked_already", who=record.about_name) from why
    record_before_case(by, at=at, event=event, about=record.id)
    day = due_day(record.fact()).isoformat()
    if by.person_id:
        outbox.post(None, at=at, message="entrance.request_received", persons=[by.person_id], day=day)
    fact: Request = record.fact()
    return fact


def _open_request(by: Actor, request_id: RequestId) -> RequestRecord:
    require(policy.may_answer(by))
    record: RequestRecord = RequestRecord.objects.select_for_update(of=("self",)).one(id=request_id)
    if record.answered_at is not None:
        raise Unfit("request.answered_already")
    return record


def _found_or_registered(record: RequestRecord, person_id: PersonId | None, offered: bool) -> Person | None:
    wanted = person_id or (PersonId(record.person_id) if record.person_id else None)
    if wanted:
        found = persons([wanted]).get(wanted)
        if found is None:
            raise Missing("record.missing")
        return found
    return register_person(name=record.about_name, born=record.about_born) if offered else None


def _begun(by: Actor, at: datetime, regime: str, about: Person, ref: str | None) -> CaseId:
    case = begin_case(
        by,
        at=at,
        kind=CaseKind.CITIZEN,
        regime=regime,
        citizen_id=about.id,
        ref=ref or short_name(about.name),
        case_id=CaseId(uuid4()),
    )
    return case.id


def _reach(about: Person | None, wanted: Reach | None) -> Reach:
    """An answer is read in the portal only by somebody who can come in there; others get it on paper."""
    comes_in = about is not None and can_sign_in(about.id)
    if wanted is Reach.PORTAL and not comes_in:
        raise Unfit("screening.reach_missing")
    return wanted or (Reach.PORTAL if comes_in else Reach.LETTER)


def _answer(
    by: Actor,
    at: datetime,
    record: RequestRecord,
    draft: Draft,
    regime: str,
    person_id: PersonId | None,
    case_id: CaseId | None,
    reach: Reach,
) -> ScreeningRecord:
    on = danish_day(at)
    answer = ScreeningRecord(
        request=record,
        at=at,
        screened_by=by.name,
        offered=draft.offered,
        reasons=draft.reasons.strip(),
        judgement=draft.judgement.strip(),
        citizen_said=draft.citizen_said.strip(),
        guidance=draft.guidance.strip(),
        complaint="" if draft.offered else complaint_guidance(lawbook().on(on), phrasebook().on(on)),
        reach=reach.value,
        regime=regime,
        person_id=person_id,
        case_id=case_id,
    )
    answer.write(draft.answers, screening.criteria_of(lawbook().regimes[regime], Weight.TARGET))
    answer.save(force_insert=True)
    return answer


def _tell_delay(record: RequestRecord, at: datetime, new_day: date) -> None:
    """The one it is about reads why; whoever asked for them reads the new day."""
    people, colleagues = _asker(record)
    day = in_words(new_day)
    if record.person_id:
        about = [PersonId(record.person_id)]
        outbox.post(None, at=at, message="entrance.answer_delayed", persons=about, day=day)
    if people or colleagues:
        message = "entrance.answer_delayed_for_another"
        outbox.post(None, at=at, message=message, persons=people, professionals=colleagues, day=day)


def _tell_asker(record: RequestRecord, at: datetime) -> None:
    """Who asked for another hears that the answer has been given, and not what it is."""
    people, colleagues = _asker(record)
    if people or colleagues:
        message = "entrance.answer_given_to_citizen"
        outbox.post(None, at=at, message=message, persons=people, professionals=colleagues)


def _asker(record: RequestRecord) -> tuple[list[PersonId], list[ProfessionalId]]:
    """Who asked for another and reads it here; not the one at the entrance who wrote down what came by phone."""
    asker = actor_of(AccountId(record.asked_account)) if letters.asker_reads(record.fact()) else None
    if asker is None or (asker.person_id and asker.person_id == record.person_id):
        return [], []
    if asker.person_id:
        return [asker.person_id], []
    return [], [ProfessionalId(asker.professional_id)] if asker.professional_id else []

"""What can happen to a consent?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from enplan.journey.consent import policy
from enplan.journey.consent.facts import (
    Consent,
    ConsentKind,
    ConsentRequest,
    ConsentScope,
    Recipient,
    Way,
    Witness,
)
from enplan.journey.consent.models import ConsentRecord, ConsentRequestRecord, SignatureRecord
from enplan.journey.consent.rules import asking, deciding, lasting
from enplan.journey.consent.rules.standing import as_they_stand
from enplan.journey.team.commands import end_companion
from enplan.journey.team.facts import Companion
from enplan.journey.team.queries import companions, professionals_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import ConsentId, ConsentRequestId, PersonId
from enplan.kernel.period import Period
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.cases.facts import CasePerson
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.queries import departments
from enplan.registers.outbox import commands as outbox
from enplan.registers.people.facts import Relation, custody_of
from enplan.registers.people.queries import relations_around


@transaction.atomic(savepoint=False)
def ask_for_consent(sight: Sight, *, at: datetime, scope: ConsentScope, why: str, period: Period) -> ConsentRequest:
    """Somebody is asked for one consent, with what it is for and what happens without it."""
    require(policy.may_ask(sight, scope))
    asking.must_name_its_parts(scope, why)
    decides = _deciding(sight, scope, danish_day(at))
    _must_be_there(sight, scope)
    asking.must_be_new(scope, _asked(sight), _given(sight, decides, danish_day(at)), danish_day(at))
    last = lasting.last_possible_day(scope, decides.person.born, period.first, decides.custody, decides.ages)
    days = lasting.within(period, None, period.first, last)
    record = ConsentRequestRecord(
        case_id=sight.case_id,
        asked_at=at,
        asked_by=sight.actor.name,
        why=why.strip(),
        begins_day=days.first,
        ends_day=days.last,
        **_columns(scope),
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="consent.asked", about=record.id)
    told = [each for each in decides.inside(decides.demand.lacking(())) if each != sight.actor.person_id]
    outbox.post(sight.case_id, at=at, message="consent.asked", persons=told)
    return record.fact()


@transaction.atomic(savepoint=False)
def give_consent(
    sight: Sight,
    *,
    at: datetime,
    request_id: ConsentRequestId,
    way: Way,
    period: Period | None = None,
    given_by: PersonId | None = None,
    witness: Witness | None = None,
) -> Consent:
    """One person says yes. The consent opens something when everybody who must has said so."""
    question = _question(sight, request_id)
    day, giver = danish_day(at), given_by or sight.actor.person_id
    decides = _deciding(sight, question.scope(), day)
    require(policy.may_answer(sight, giver, decides.demand, way, witness))
    assert giver is not None  # the policy has looked

    record = _begun(sight, at, question, way, giver, _days(question, decides, period, day))
    signers = [PersonId(each.person_id) for each in record.signatures.all()]
    if giver in signers:
        raise Unfit("consent.signed_already")
    _sign(sight, at, record, giver, way, witness)
    signers.append(giver)
    if decides.demand.met_by(signers):
        record.complete, record.given_at, record.way = True, at, way.value
        record.save(update_fields=["complete", "given_at", "way"])
        question.answered_at, question.accepted = at, True
        question.save(update_fields=["answered_at", "accepted"])
    audit.record(sight, at=at, event="consent.given" if record.complete else "consent.signed", about=record.id)
    _tell_given(sight, at, record, decides.inside([giver]), decides.inside(decides.demand.lacking(signers)))
    return record.fact(signers)


@transaction.atomic(savepoint=False)
def decline_consent(
    sight: Sight,
    *,
    at: datetime,
    request_id: ConsentRequestId,
    reason: str = "",
    given_by: PersonId | None = None,
) -> ConsentRequest:
    """Somebody who decides says no. That is an answer, and it ends nothing else (S-76)."""
    question = _question(sight, request_id)
    giver = given_by or sight.actor.person_id
    require(policy.may_decline(sight, giver, _deciding(sight, question.scope(), danish_day(at)).demand))
    question.answered_at, question.accepted, question.declined_because = at, False, reason.strip()
    question.save(update_fields=["answered_at", "accepted", "declined_because"])
    begun = ConsentRecord.objects.in_case(sight).filter(request=question, withdrawn_at=None)
    begun.update(withdrawn_at=at, withdrawn_by=sight.actor.name)
    audit.record(sight, at=at, event="consent.declined", about=question.id)
    outbox.post(sight.case_id, at=at, message="consent.declined", professionals=professionals_of(sight))
    return question.fact()


@transaction.atomic(savepoint=False)
def withdraw_consent(sight: Sight, *, at: datetime, consent_id: ConsentId, given_by: PersonId | None = None) -> Consent:
    """A consent is taken back; from this moment it opens nothing."""
    rows = ConsentRecord.objects.in_case(sight).select_for_update(of=("self",))
    record: ConsentRecord = rows.one(id=consent_id)
    consent, day = record.signed_fact(), danish_day(at)
    if not policy.may_see(sight, consent.scope):
        raise Missing("record.missing")
    decides = _deciding(sight, consent.scope, day)
    grown = decides.person.age(day) >= decides.ages.own_health
    require(policy.may_withdraw(sight, given_by or sight.actor.person_id, consent, decides.demand, grown=grown))
    if consent.withdrawn_at is not None:
        raise Unfit("consent.withdrawn_already")
    if consent.lapsed(day):
        raise Unfit("consent.lapsed_already")
    record.withdrawn_at, record.withdrawn_by = at, sight.actor.name
    record.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if not consent.complete:
        ConsentRequestRecord.objects.in_case(sight).filter(id=record.request_id, answered_at=None).update(
            answered_at=at, accepted=False
        )
    audit.record(sight, at=at, event="consent.withdrawn", about=record.id)
    key = "consent.plan_withdrawn" if consent.scope.kind is ConsentKind.PLAN else "consent.withdrawn"
    outbox.post(sight.case_id, at=at, message=key, professionals=professionals_of(sight))
    people = {consent.scope.person_id, *decides.inside(consent.signers)} - {sight.actor.person_id}
    outbox.post(sight.case_id, at=at, message="consent.withdrawn_receipt", persons=sorted(people))
    return record.fact(consent.signers)


@transaction.atomic(savepoint=False)
def show_to_one(
    sight: Sight,
    *,
    at: datetime,
    for_person: PersonId,
    recipient_id: PersonId,
    categories: Sequence[Category],
    purpose: str,
    last_day: date | None = None,
) -> list[Consent]:
    """The person lets one who stands by them see some kinds of information: one consent for each kind (S-79)."""
    if not categories:
        raise Unfit("consent.names_no_category")
    given = []
    for category in categories:
        scope = ConsentScope(ConsentKind.INFORMATION, for_person, purpose, category, "", Recipient.PERSON, recipient_id)
        period = Period(danish_day(at), last_day)
        question = ask_for_consent(sight, at=at, scope=scope, why=purpose, period=period)
        given.append(give_consent(sight, at=at, request_id=question.id, way=Way.PORTAL))
    return given


@transaction.atomic(savepoint=False)
def part_from_companion(sight: Sight, *, at: datetime, companion_id: UUID) -> Companion:
    """Somebody no longer stands by the person, and what was shown to them is taken back."""
    ended = end_companion(sight, at=at, companion_id=companion_id)
    shown = {"person_id": ended.for_person, "recipient": Recipient.PERSON.value, "recipient_id": ended.companion_id}
    begun = ConsentRecord.objects.in_case(sight).filter(withdrawn_at=None, **shown)
    for consent in begun.select_for_update(of=("self",)).order_by("given_at", "id"):
        consent.withdrawn_at, consent.withdrawn_by = at, sight.actor.name
        consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record(sight, at=at, event="consent.withdrawn", about=consent.id)
    ConsentRequestRecord.objects.in_case(sight).filter(answered_at=None, **shown).update(answered_at=at, accepted=False)
    return ended


@dataclass(frozen=True, slots=True)
class _Deciding:
    """Whom a consent is about, and who decides on the day."""

    person: CasePerson
    kin: Sequence[Relation]
    custody: frozenset[PersonId]
    ages: deciding.Thresholds
    demand: deciding.Demand
    people: frozenset[PersonId]  # of the case

    def inside(self, asked: Iterable[PersonId]) -> list[PersonId]:
        """Those of them who are in the case, and so can be told something there."""
        return [each for each in asked if each in self.people]


def _deciding(sight: Sight, scope: ConsentScope, day: date) -> _Deciding:
    case = case_of(sight)
    person = case.by_id(scope.person_id)
    if person is None:
        raise Missing("record.missing")
    kin = relations_around([each.person_id for each in case.persons])
    custody = custody_of(kin, scope.person_id)
    ages = deciding.thresholds_of(lawbook().on(day))
    demand = deciding.who_must(scope, person.age(day), custody, ages)
    return _Deciding(person, kin, custody, ages, demand, frozenset(each.person_id for each in case.persons))


def _question(sight: Sight, request_id: ConsentRequestId) -> ConsentRequestRecord:
    rows = ConsentRequestRecord.objects.in_case(sight).select_for_update(of=("self",))
    record: ConsentRequestRecord = rows.one(id=request_id)
    if not policy.may_see(sight, record.scope()):
        raise Missing("record.missing")
    if record.answered_at is not None:
        raise Unfit("consent.answered_already")
    return record


def _days(question: ConsentRequestRecord, decides: _Deciding, period: Period | None, day: date) -> Period:
    asked = question.fact().period
    begins = max(asked.first, day)
    last = lasting.last_possible_day(question.scope(), decides.person.born, begins, decides.custody, decides.ages)
    return lasting.within(asked, period, begins, last)


def _begun(
    sight: Sight, at: datetime, question: ConsentRequestRecord, way: Way, giver: PersonId, days: Period
) -> ConsentRecord:
    """The consent that others have begun to sign, or a new one."""
    begun = ConsentRecord.objects.in_case(sight).filter(request=question).first()
    if begun is not None:
        found: ConsentRecord = begun
        return found
    record = ConsentRecord(
        case_id=sight.case_id,
        request=question,
        given_by_id=giver,
        given_at=at,
        way=way.value,
        complete=False,
        begins_day=days.first,
        ends_day=days.last,
        **_columns(question.scope()),
    )
    record.save(force_insert=True)
    return record


def _sign(
    sight: Sight, at: datetime, record: ConsentRecord, giver: PersonId, way: Way, witness: Witness | None
) -> None:
    said = witness if way is not Way.PORTAL else None
    SignatureRecord(
        case_id=sight.case_id,
        consent=record,
        person_id=giver,
        signed_at=at,
        way=way.value,
        present=said.present.strip() if said else "",
        read_aloud=said.read_aloud if said else False,
        signature=said.signature.strip() if said else "",
        recorded_by=sight.actor.name if said else "",
    ).save(force_insert=True)


def _tell_given(
    sight: Sight, at: datetime, record: ConsentRecord, giver: Sequence[PersonId], lacking: Sequence[PersonId]
) -> None:
    """Who gave it gets a receipt, which also shows a yes that somebody else wrote down; the others hear of it.

    A holder of custody outside the case has no page here to read it on: that one is written to.
    """
    outbox.post(sight.case_id, at=at, message="consent.receipt", persons=giver)
    if record.complete:
        outbox.post(sight.case_id, at=at, message="consent.given", professionals=professionals_of(sight))
    else:
        outbox.post(sight.case_id, at=at, message="consent.asked", persons=lacking)


def _must_be_there(sight: Sight, scope: ConsentScope) -> None:
    """The recipient must be known here: a department, somebody of the case, or who stands by the person."""
    if scope.recipient is Recipient.DEPARTMENT:
        known: set[UUID] = {department.id for department in departments()}
    elif scope.recipient is Recipient.PERSON:
        known = {each.person_id for each in case_of(sight).persons}
        known |= {each.companion_id for each in companions(sight) if each.for_person == scope.person_id}
        known -= {scope.person_id}
    else:
        return
    if scope.recipient_id not in known:
        raise Unfit("consent.recipient_unknown")


def _asked(sight: Sight) -> list[ConsentRequest]:
    return [row.fact() for row in ConsentRequestRecord.objects.in_case(sight).filter(answered_at=None)]


def _given(sight: Sight, decides: _Deciding, day: date) -> list[Consent]:
    rows = ConsentRecord.objects.in_case(sight).filter(
        complete=True, withdrawn_at=None, person=decides.person.person_id
    )
    found = [row.signed_fact() for row in rows.signed().order_by("given_at", "id")]
    return as_they_stand(found, [decides.person], decides.kin, decides.ages, day)


def _columns(scope: ConsentScope) -> dict[str, object]:
    clean = replace(scope, purpose=scope.purpose.strip(), source=scope.source.strip())
    return {
        "person_id": clean.person_id,
        "kind": clean.kind.value,
        "category": clean.category.value,
        "source": clean.source,
        "recipient": clean.recipient.value,
        "recipient_id": clean.recipient_id,
        "purpose": clean.purpose,
    }

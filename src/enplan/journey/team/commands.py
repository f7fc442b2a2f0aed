"""What can happen to the team and to those who stand by the citizen?"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from enplan.journey.entrance.rules.naming import short_name
from enplan.journey.team import policy, rules
from enplan.journey.team.facts import Companion, CompanionKind, CustodyChange, JoinQuestion, Kin, Membership
from enplan.journey.team.models import CompanionRecord, CustodyChangeRecord, JoinQuestionRecord, MembershipRecord
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import CaseId, PersonId, ProfessionalId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit import commands as audit
from enplan.registers.base.barrier import tell_actor, tell_case, tell_sight
from enplan.registers.cases.commands import add_person, hold_case
from enplan.registers.cases.facts import Place
from enplan.registers.cases.queries import case_of, people_of
from enplan.registers.organisation.queries import professional
from enplan.registers.outbox import commands as outbox
from enplan.registers.people.commands import register_person, relate
from enplan.registers.people.facts import Person, RelationKind, custody_of
from enplan.registers.people.queries import find_persons, persons, relations_around


@transaction.atomic(savepoint=False)
def name_coordinator(
    by: Actor, *, at: datetime, case_id: CaseId, professional_id: ProfessionalId, keep_former: bool = False
) -> Membership:
    """The citizen gets their one contact person (S-25); a former one hands over, and the history stays."""
    tell_case(by, case_id)
    present = list(_present(case_id))
    former = next((row for row in present if row.coordinator), None)
    require(policy.may_name_coordinator(by, former.fact() if former else None))
    if former and former.professional_id == professional_id:
        raise Unfit("team.coordinator_already")
    named, day = professional(professional_id), danish_day(at)

    own = (row for row in present if row.professional_id == professional_id or row.department_id == named.department.id)
    leaving = list({row.id: row for row in [former, *own] if row}.values())
    _end(leaving, day)
    staying = [row.fact() for row in present if row not in leaving]
    record = _seat(case_id, professional_id, day, coordinator=True)
    if former and keep_former and rules.stay_as_contact(former.fact(), named.department.id, staying):
        _seat(case_id, ProfessionalId(former.professional_id), day)

    audit.record_in_case(by, case_id, at=at, event="team.coordinator_named", about=record.id)
    others = [ProfessionalId(row.professional_id) for row in present if row.professional_id != professional_id]
    outbox.post(case_id, at=at, message="team.coordinator_named", persons=people_of(case_id), professionals=others)
    outbox.post(case_id, at=at, message="team.you_are_coordinator", professionals=[professional_id])
    return record.fact()


@transaction.atomic(savepoint=False)
def add_member(sight: Sight, *, at: datetime, professional_id: ProfessionalId, replaces: bool = False) -> Membership:
    """A professional joins the team as their department's one contact."""
    require(policy.may_add_member(sight))
    return _join(sight, at, professional_id, replaces=replaces)


@transaction.atomic(savepoint=False)
def end_membership(sight: Sight, *, at: datetime, membership_id: UUID) -> Membership:
    """A professional leaves the team, and with it every right to see the case."""
    record: MembershipRecord = (
        MembershipRecord.objects.in_case(sight).select_for_update(of=("self",)).one(id=membership_id)
    )
    require(policy.may_end_membership(sight, record.fact()))
    if record.until_day is not None:
        raise Unfit("team.membership_ended_already")
    if record.coordinator:
        raise Unfit("team.coordinator_must_be_replaced")
    _end([record], danish_day(at))
    audit.record(sight, at=at, event="team.membership_ended", about=record.id)
    left = [ProfessionalId(record.professional_id)]
    outbox.post(sight.case_id, at=at, message="team.member_left", persons=people_of(sight.case_id), professionals=left)
    return record.fact()


@transaction.atomic(savepoint=False)
def register_companion(
    sight: Sight, *, at: datetime, companion_id: PersonId, for_person: PersonId, kind: CompanionKind, mandate: str = ""
) -> Companion:
    """Somebody stands by a person of the case. They see nothing but what the person consents to."""
    require(policy.may_register_companion(sight, for_person, mandate))
    case = case_of(sight)
    if case.by_id(for_person) is None:
        raise Missing("record.missing")
    if companion_id == for_person:
        raise Unfit("team.nobody_stands_by_themselves")
    present = CompanionRecord.objects.in_case(sight).filter(companion_id=companion_id, for_person_id=for_person)
    if present.filter(kind=kind.value, until_day=None).exists():
        raise Unfit("team.companion_already")
    record = CompanionRecord(
        case_id=sight.case_id,
        companion_id=companion_id,
        for_person_id=for_person,
        kind=kind.value,
        since_day=danish_day(at),
        mandate=mandate.strip(),
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="team.companion_registered", about=record.id)
    outbox.post(sight.case_id, at=at, message="team.you_stand_by", persons=[companion_id])
    outbox.post(
        sight.case_id,
        at=at,
        message="team.companion_registered",
        persons=[for_person],
        professionals=_team(sight.case_id),
    )
    return record.fact()


@transaction.atomic(savepoint=False)
def choose_companion(
    sight: Sight, *, at: datetime, name: str, born: date, for_person: PersonId, kind: CompanionKind, mandate: str = ""
) -> Companion:
    """The same, for somebody the person knows by name and birth day."""
    require(policy.may_register_companion(sight, for_person, mandate))
    companion = _known_by(sight, name, born, danish_day(at))
    return register_companion(
        sight, at=at, companion_id=companion.id, for_person=for_person, kind=kind, mandate=mandate
    )


@transaction.atomic(savepoint=False)
def end_companion(sight: Sight, *, at: datetime, companion_id: UUID) -> Companion:
    """Somebody no longer stands by the person; from this moment the case is closed to them."""
    record: CompanionRecord = (
        CompanionRecord.objects.in_case(sight).select_for_update(of=("self",)).one(id=companion_id)
    )
    require(policy.may_end_companion(sight, record.fact()))
    if record.until_day is not None:
        raise Unfit("team.companion_ended_already")
    record.until_day = danish_day(at)
    record.save(update_fields=["until_day"])
    audit.record(sight, at=at, event="team.companion_ended", about=record.id)
    told = [PersonId(record.companion_id), PersonId(record.for_person_id)]
    outbox.post(sight.case_id, at=at, message="team.companion_ended", persons=told, professionals=_team(sight.case_id))
    return record.fact()


@transaction.atomic(savepoint=False)
def add_relative(
    sight: Sight,
    *,
    at: datetime,
    name: str,
    born: date,
    place: Place,
    ref: str | None = None,
    person_id: PersonId | None = None,
    kin: Sequence[Kin] = (),
) -> Person:
    """Somebody of the family belongs to the case: the plan is one for the family (S-48)."""
    require(policy.may_add_relative(sight))
    case = case_of(sight)
    if place is Place.CITIZEN:
        raise Unfit("team.case_has_its_citizen")
    someone = _given(person_id) if person_id else _known_by(sight, name, born, danish_day(at))
    if case.by_id(someone.id):
        raise Unfit("team.person_already", who=someone.name)
    taken = {each.ref for each in case.persons}
    if ref in taken:
        raise Unfit("team.short_name_taken", ref=ref)
    add_person(sight, person_id=someone.id, ref=ref or short_name(someone.name, taken), place=place)
    for each in kin:
        one, other = (someone.id, each.to) if each.from_new else (each.to, someone.id)
        relate(one=one, other=other, kind=each.kind, known_day=danish_day(at), source=sight.actor.name)
    audit.record(sight, at=at, event="team.relative_added", about=someone.id)
    told = [each.person_id for each in case.persons]
    outbox.post(sight.case_id, at=at, message="team.relative_added", persons=told)
    return someone


@transaction.atomic(savepoint=False)
def change_custody(
    sight: Sight,
    *,
    at: datetime,
    child_id: PersonId,
    holders: frozenset[PersonId],
    from_day: date,
    source: str,
    shown: frozenset[PersonId] | None = None,
) -> list[CustodyChange]:
    """From now on these hold custody of the child, and nobody else (security, T15).

    It acts with the next request of anybody: who lost custody no longer sees or decides for the child, and the yes they
    gave for it is void. Who gets it decides from today, whatever day it counts from: what was shared before then was
    not theirs to share. `shown` are the holders that the form showed.
    """
    require(policy.may_change_custody(sight))
    hold_case(sight)
    people, day = case_of(sight).persons, danish_day(at)
    kin = relations_around([each.person_id for each in people])
    if shown is not None and shown != custody_of(kin, child_id):
        raise Unfit("team.custody_changed_meanwhile")
    gained, lost = rules.custody_shift(rules.custody_in(people, kin, day), child_id, holders)
    if not source.strip():
        raise Unfit("team.custody_source_missing")
    if from_day > day:
        raise Unfit("team.custody_day_ahead")

    changes = []
    for holder_id in (*gained, *lost):
        held = holder_id in holders
        kind = RelationKind.PARENT_WITH_CUSTODY if held else RelationKind.PARENT_WITHOUT_CUSTODY
        relate(one=holder_id, other=child_id, kind=kind, known_day=day, source=source.strip())
        changes.append(CustodyChange(child_id, holder_id, held, from_day, source.strip(), sight.actor.name, at))
    _remember_custody(sight, changes)
    audit.record(sight, at=at, event="team.custody_changed", about=child_id)
    told = sorted({*holders, *lost} & {each.person_id for each in people})
    outbox.post(sight.case_id, at=at, message="team.custody_changed", persons=told, professionals=_team(sight.case_id))
    return changes


def _remember_custody(sight: Sight, changes: Sequence[CustodyChange]) -> None:
    for each in changes:
        CustodyChangeRecord(
            case_id=sight.case_id,
            child_id=each.child_id,
            holder_id=each.holder_id,
            held=each.held,
            from_day=each.from_day,
            source=each.source,
            by=each.by,
            at=each.at,
        ).save(force_insert=True)


@transaction.atomic(savepoint=False)
def ask_to_join(by: Actor, *, at: datetime, case_id: CaseId, ground: str) -> JoinQuestion:
    """A professional outside the team says why they should be in it. The citizen can read the question."""
    require(policy.may_ask_to_join(by))
    assert by.professional_id is not None  # the policy has looked
    tell_case(by, case_id)
    present = [row.fact() for row in _present(case_id)]
    if not present:
        raise Missing("case.missing")
    rules.must_be_free(present, by.professional_id)
    if not ground.strip():
        raise Unfit("team.ground_missing")
    asked = JoinQuestionRecord.objects.filter(case_id=case_id, professional_id=by.professional_id, answered_at=None)
    if asked.exists():
        raise Unfit("team.asked_already")
    record = JoinQuestionRecord(case_id=case_id, professional_id=by.professional_id, ground=ground.strip(), asked_at=at)
    record.save(force_insert=True)
    audit.record_in_case(by, case_id, at=at, event="team.asked_to_join", about=record.id)
    coordinators = [each.professional_id for each in present if each.coordinator]
    outbox.post(case_id, at=at, message="team.asked_to_join", persons=people_of(case_id), professionals=coordinators)
    question = _question(record.id)
    tell_actor(by)
    return question


@transaction.atomic(savepoint=False)
def answer_join_question(
    sight: Sight, *, at: datetime, question_id: UUID, accepted: bool, answer: str, replaces: bool = False
) -> JoinQuestion:
    """The coordinator lets the professional into the team, or says why not."""
    rows = JoinQuestionRecord.objects.in_case(sight).select_for_update(of=("self",))
    record: JoinQuestionRecord = rows.one(id=question_id)
    require(policy.may_answer_question(sight))
    if record.answered_at is not None:
        raise Unfit("team.question_answered_already")
    if not answer.strip():
        raise Unfit("team.answer_missing")
    record.answered_at, record.accepted, record.answer = at, accepted, answer.strip()
    record.save(update_fields=["answered_at", "accepted", "answer"])
    audit.record(sight, at=at, event="team.join_question_answered", about=record.id)
    asker = ProfessionalId(record.professional_id)
    outbox.post(sight.case_id, at=at, message="team.join_question_answered", professionals=[asker])
    if accepted:
        _join(sight, at, asker, replaces=replaces)
    return _question(record.id)


def _join(sight: Sight, at: datetime, professional_id: ProfessionalId, *, replaces: bool) -> Membership:
    someone, day = professional(professional_id), danish_day(at)
    present = list(_present(sight.case_id))
    rules.must_be_free([row.fact() for row in present], professional_id)
    contact = next((row for row in present if row.department_id == someone.department.id), None)
    if contact is not None and contact.coordinator:
        raise Unfit("team.department_is_coordinators", department=someone.department.name)
    if contact is not None and not replaces:
        raise Unfit("team.department_has_contact", department=someone.department.name)
    if contact is not None:
        _end([contact], day)
    record = _seat(sight.case_id, professional_id, day)
    audit.record(sight, at=at, event="team.member_added", about=record.id)
    outbox.post(sight.case_id, at=at, message="team.member_added", persons=people_of(sight.case_id))
    outbox.post(sight.case_id, at=at, message="team.you_are_member", professionals=[professional_id])
    return record.fact()


def _present(case_id: CaseId) -> Sequence[MembershipRecord]:
    rows = MembershipRecord.objects.filter(case_id=case_id, until_day=None).select_for_update(of=("self",))
    return list(rows.order_by("-coordinator", "since_day", "id"))


def _seat(
    case_id: CaseId, professional_id: ProfessionalId, day: date, *, coordinator: bool = False
) -> MembershipRecord:
    department_id = professional(professional_id).department.id
    record = MembershipRecord(
        case_id=case_id,
        professional_id=professional_id,
        department_id=department_id,
        since_day=day,
        coordinator=coordinator,
    )
    record.save(force_insert=True)
    return record


def _end(rows: Sequence[MembershipRecord], day: date) -> None:
    for row in rows:
        row.until_day = day
        row.save(update_fields=["until_day"])


def _question(question_id: UUID) -> JoinQuestion:
    row: JoinQuestionRecord = JoinQuestionRecord.objects.select_related("professional__department").one(id=question_id)
    return row.fact()


def _team(case_id: CaseId) -> list[ProfessionalId]:
    rows = MembershipRecord.objects.filter(case_id=case_id, until_day=None)
    return [ProfessionalId(row.professional_id) for row in rows]


def _given(person_id: PersonId) -> Person:
    found = persons([person_id]).get(person_id)
    if found is None:
        raise Missing("record.missing")
    return found


def _known_by(sight: Sight, name: str, born: date, on: date) -> Person:
    """Find somebody by name and birth day, or register them.

    Neither citizen nor coordinator may search among people, so the look-up is made as the system, and whether somebody
    was known before does not show. Where several share name and birth day nobody is guessed at.
    """
    if not name.strip() or born > on:
        raise Unfit("team.name_or_birth_day_missing")
    tell_actor(the_clock())
    found = find_persons(name, born)
    if len(found) > 1:
        raise Unfit("team.several_of_that_name")
    someone = found[0] if found else register_person(name=name.strip(), born=born)
    tell_sight(sight)
    return someone

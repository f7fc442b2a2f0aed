"""What can happen to meetings?"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from enplan.journey.meetings import policy
from enplan.journey.meetings.facts import Attendance, DueDuty, Form, Meeting, Reply, State
from enplan.journey.meetings.models import AttendanceRecord, DischargeRecord, MeetingRecord, facts
from enplan.journey.meetings.rules.demanded import duties_on
from enplan.journey.meetings.rules.duties import by_name, misfits
from enplan.journey.meetings.rules.presence import to_tell
from enplan.journey.meetings.rules.rooms import kept_apart
from enplan.journey.sectorplans.facts import Household, Laid
from enplan.journey.sectorplans.queries import household_of, kept_apart_by_stay
from enplan.journey.team.facts import Member
from enplan.journey.team.queries import members
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import category_of
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import MeetingId, PersonId, ProfessionalId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import Lawbook, lawbook
from enplan.registers.audit.commands import record as remember
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox.commands import post
from enplan.registers.people.queries import relations_among


@transaction.atomic(savepoint=False)
def plan_meeting(
    sight: Sight,
    *,
    at: datetime,
    starts_at: datetime,
    ends_at: datetime,
    form: Form,
    purpose: str,
    persons: Sequence[PersonId],
    professionals: Sequence[ProfessionalId],
    place: str = "",
    agenda: Sequence[str] = (),
    duties: Sequence[str] = (),
    together_because: str = "",
) -> Meeting:
    """A meeting is planned and people are invited; it says which duties of the law it is to meet.

    Raises:
        Unfit: the times, the people or the duties do not fit, or people who are kept apart would share a room.
    """
    case, team = case_of(sight), {each.membership.professional_id: each for each in members(sight)}
    invites_oneself = sight.actor.professional_id in professionals
    require(policy.may_plan(sight, frozenset(persons), invites_oneself))
    _check_time_and_people(at, starts_at, ends_at, purpose, persons, professionals, case, team)
    laid, book = household_of(sight, on=danish_day(at)), lawbook()
    chosen = _chosen(sight, duties, laid, book, danish_day(at))
    _check_law(chosen, form, danish_day(starts_at), book)
    if not together_because.strip():
        _check_rooms(sight, laid.household, case, persons, danish_day(at))

    record = MeetingRecord(
        case_id=sight.case_id,
        starts_at=starts_at,
        ends_at=ends_at,
        form=form.value,
        place=place.strip(),
        purpose=purpose.strip(),
        agenda=[point.strip() for point in agenda if point.strip()],
        persons=list(dict.fromkeys(persons)),
        professionals=list(dict.fromkeys(professionals)),
        together_because=together_because.strip(),
        state=State.PLANNED.value,
        planned_by=sight.actor.name,
        planned_at=at,
    )
    _keep(record, case, team, chosen, laid)
    remember(sight, at=at, event="meetings.planned", about=record.id)
    _tell(sight, record, at, "meetings.invited")
    return record.fact()


def _keep(
    record: MeetingRecord,
    case: Case,
    team: dict[ProfessionalId, Member],
    chosen: Sequence[DueDuty],
    laid: Laid,
) -> None:
    record.save(force_insert=True)
    _invite(record, case, team)
    _discharge(record, chosen, laid, lawbook(), case.regime)


@transaction.atomic(savepoint=False)
def answer_invitation(
    sight: Sight,
    *,
    at: datetime,
    meeting_id: MeetingId,
    accept: bool,
    words: str = "",
    brings: str = "",
    for_person: PersonId | None = None,
) -> Meeting:
    """Somebody comes, perhaps with a companion, or asks for another time and says which.

    Raises:
        Unfit: the meeting is over or cancelled, or another time is asked for without a word about it.
    """
    record = _one(sight, meeting_id)
    mine = _invitation(sight, record.fact(), for_person)
    require(policy.may_answer(sight, mine))
    if record.state != State.PLANNED.value:
        raise Unfit("meetings.no_longer_planned")
    if not accept and not words.strip():
        raise Unfit("meetings.say_another_time")
    assert mine is not None  # the policy has refused nobody's invitation

    reply = Reply.ACCEPTED if accept else Reply.DECLINED
    AttendanceRecord.objects.in_case(sight).filter(id=mine.id).update(
        reply=reply.value, words=words.strip(), brings=brings.strip(), answered_at=at
    )

    remember(sight, at=at, event=f"meetings.{reply.value}", about=record.id)
    others = [ProfessionalId(each) for each in record.professionals if each != sight.actor.professional_id]
    post(sight.case_id, at=at, message=f"meetings.{reply.value}", professionals=others)
    return _one(sight, meeting_id).fact()


@transaction.atomic(savepoint=False)
def hold_meeting(
    sight: Sight,
    *,
    at: datetime,
    meeting_id: MeetingId,
    came: Collection[UUID],
    minutes: str,
    agreements: Sequence[str] = (),
    shown: int | None = None,
) -> Meeting:
    """The meeting was held: who came, what was said in short, what was agreed. `came` names invitations or people.

    Raises:
        Unfit: it has not begun, is not planned any more, says nothing, or nobody came.
    """
    record = _one(sight, meeting_id)
    require(policy.may_hold(sight, record.fact()))
    if record.state != State.PLANNED.value:
        raise Unfit("meetings.no_longer_planned")
    if record.starts_at > at:
        raise Unfit("meetings.not_begun")
    if not minutes.strip():
        raise Unfit("meetings.say_what_was_said")
    there = {row.id for row in record.attendances.all() if {row.id, row.person_id, row.professional_id} & set(came)}
    if not there:
        raise Unfit("meetings.nobody_came")

    record.revise(shown)
    record.state, record.held_at, record.minutes = State.HELD.value, at, minutes.strip()
    record.agreements = [each.strip() for each in agreements if each.strip()]
    record.save(update_fields=["state", "held_at", "minutes", "agreements", "revision"])
    rows = AttendanceRecord.objects.in_case(sight).filter(meeting_id=record.id)
    rows.filter(id__in=there).update(reply=Reply.CAME.value)
    rows.exclude(id__in=there).update(reply=Reply.ABSENT.value)

    remember(sight, at=at, event="meetings.held", about=record.id)
    _tell(sight, record, at, "meetings.held")
    return _one(sight, meeting_id).fact()


@transaction.atomic(savepoint=False)
def cancel_meeting(sight: Sight, *, at: datetime, meeting_id: MeetingId, reason: str) -> Meeting:
    """The meeting does not take place; everybody invited is told, and its duties are open again.

    Raises:
        Unfit: it is not planned any more, or no reason is given.
    """
    record = _one(sight, meeting_id)
    require(policy.may_cancel(sight, record.fact()))
    if record.state != State.PLANNED.value:
        raise Unfit("meetings.no_longer_planned")
    if not reason.strip():
        raise Unfit("meetings.say_why_cancelled")

    record.revise(None)
    record.state, record.cancelled_because = State.CANCELLED.value, reason.strip()
    record.save(update_fields=["state", "cancelled_because", "revision"])

    remember(sight, at=at, event="meetings.cancelled", about=record.id)
    _tell(sight, record, at, "meetings.cancelled")
    return record.fact()


def _one(sight: Sight, meeting_id: MeetingId) -> MeetingRecord:
    rows = MeetingRecord.objects.in_case(sight).select_for_update(of=("self",)).whole()
    record: MeetingRecord = rows.one(id=meeting_id)
    return record


def _check_time_and_people(
    at: datetime,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    persons: Collection[PersonId],
    professionals: Collection[ProfessionalId],
    case: Case,
    team: dict[ProfessionalId, Member],
) -> None:
    if not purpose.strip():
        raise Unfit("meetings.say_what_for")
    if ends_at <= starts_at:
        raise Unfit("meetings.ends_before_start")
    if danish_day(starts_at) != danish_day(ends_at):
        raise Unfit("meetings.ends_another_day")
    if starts_at <= at:
        raise Unfit("meetings.in_the_past")
    if not persons or not professionals:
        raise Unfit("meetings.say_who")
    if any(case.by_id(each) is None for each in persons):
        raise Missing("meetings.person_not_in_case")
    if any(each not in team for each in professionals):
        raise Unfit("meetings.professional_not_in_team")


def _chosen(sight: Sight, names: Sequence[str], laid: Laid, book: Lawbook, on: date) -> list[DueDuty]:
    booked = facts(MeetingRecord.objects.in_case(sight).exclude(state=State.CANCELLED.value).whole())
    refs = {person_id: ref for ref, person_id in laid.persons.items()}
    known = by_name(duties_on(laid.household, booked, refs, book, on)) if names else {}
    for name in names:
        if name not in known:
            raise Missing("meetings.duty_missing")
    return [known[name] for name in dict.fromkeys(names)]


def _check_law(duties: Sequence[DueDuty], form: Form, day: date, book: Lawbook) -> None:
    for reason, duty in misfits(duties, form, day):
        raise Unfit(reason, label=duty.label, section=_section(duty, book))


def _check_rooms(sight: Sight, household: Household, case: Case, persons: Collection[PersonId], on: date) -> None:
    """Whom a room must not hold at once does not hang on what the planner may see of the reason."""
    refs = [each.ref for each in case.persons if each.person_id in persons]
    for each in kept_apart(household, refs, on, kept_apart_by_stay(sight, on=on, case=case)):
        names = {person.ref: person.name for person in case.persons}
        raise Unfit("meetings.kept_apart", one=names[each.one], other=names[each.other])


def _section(duty: DueDuty, book: Lawbook) -> str:
    return ", ".join(book.cite(basis) for basis in duty.legal_basis)


def _invite(record: MeetingRecord, case: Case, team: dict[ProfessionalId, Member]) -> None:
    told = {"case_id": record.case_id, "meeting_id": record.id, "reply": Reply.INVITED.value}
    rows = [
        AttendanceRecord(person_id=person.person_id, name=person.name, **told)
        for person in case.persons
        if person.person_id in record.persons
    ]
    rows += [
        AttendanceRecord(professional_id=each, name=team[ProfessionalId(each)].name, **told)
        for each in record.professionals
    ]
    AttendanceRecord.objects.bulk_create(rows)


def _discharge(record: MeetingRecord, duties: Sequence[DueDuty], laid: Laid, book: Lawbook, regime: str) -> None:
    DischargeRecord.objects.bulk_create(
        DischargeRecord(
            case_id=record.case_id,
            meeting_id=record.id,
            person_id=laid.persons[duty.person],
            category=category_of(duty.meeting_rule, duty.sector).value,
            duty=duty.name,
            meeting_rule=duty.meeting_rule,
            label=duty.label,
            section=_section(duty, book)[:300],
            effect=duty.effect.value,
            regime=regime,
            sanction=duty.sanction,
        )
        for duty in duties
    )


def _invitation(sight: Sight, meeting: Meeting, for_person: PersonId | None) -> Attendance | None:
    if sight.actor.professional_id is not None:
        return meeting.of_professional(sight.actor.professional_id)
    if for_person is not None:
        return meeting.of_person(for_person)
    mine = meeting.of_person(sight.actor.person_id) if sight.actor.person_id else None
    if mine is not None:
        return mine
    wards = sight.actor.acts_for
    if sight.relation is Relation.COMPANION:
        wards = frozenset(grant.person_id for grant in sight.grants)
    return next((each for each in meeting.attendances if each.person_id in wards), None)


def _tell(sight: Sight, record: MeetingRecord, at: datetime, message: str) -> None:
    case = case_of(sight)
    relations = relations_among([each.person_id for each in case.persons])
    persons = to_tell(map(PersonId, record.persons), case, relations, danish_day(at)) - {sight.actor.person_id}
    professionals = [ProfessionalId(each) for each in record.professionals if each != sight.actor.professional_id]
    post(sight.case_id, at=at, message=message, persons=sorted(persons), professionals=professionals)

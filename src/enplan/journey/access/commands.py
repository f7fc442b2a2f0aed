"""How is somebody let into a case?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import connection, transaction

from enplan.journey.access import rules
from enplan.journey.access.facts import Doing, LetThrough
from enplan.journey.access.models import OpeningRecord
from enplan.journey.consent.gate import consents_in_force, hold_consents
from enplan.journey.consent.rules.deciding import thresholds_of
from enplan.journey.consent.rules.standing import as_they_stand, hangs_on_custody
from enplan.journey.team.facts import Member
from enplan.journey.team.gate import companions_of, seat_of
from enplan.journey.team.queries import contact_of
from enplan.kernel.actor import Actor, Role
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import CaseId, PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.law.lawbook import lawbook
from enplan.registers.audit.commands import record_before_case
from enplan.registers.base.barrier import tell_actor, tell_case, tell_sight
from enplan.registers.cases.gate import case_by_id
from enplan.registers.people.gate import relations_around


@transaction.atomic(savepoint=False)
def open_case(
    actor: Actor, *, at: datetime, case_id: CaseId, errand: str, doing: Doing = Doing.READ, holding: bool = False
) -> Sight:
    """Let the actor into the case as far as team, consent and custody allow, and write down that they came.

    `errand` is a key with a Danish sentence; the citizen reads it under "Hvem har kigget". `holding` makes a withdrawal
    of consent wait for the end of the transaction, so that nothing is written on a consent that is gone.

    Raises:
        Missing: there is no such case, or this actor has no part in it; from outside the two are the same.
    """
    tell_case(actor, case_id)
    if holding:
        hold_consents(case_id)
    entry = _enter(actor, _ground(actor, case_id, danish_day(at)), danish_day(at), errand)
    _write_down(actor, case_id, at, errand, entry.sight.relation, doing, entry=entry)
    tell_sight(entry.sight)
    return entry.sight


@transaction.atomic(savepoint=False)
def find_contact(by: Actor, *, at: datetime, case_id: CaseId) -> Member:
    """A professional outside the team is told whom to ring, and the citizen can read that they asked (T01).

    Raises:
        Missing: there is no such case, or the one who asks is no professional.
    """
    who = contact_of(by, case_id=case_id)
    tell_case(by, case_id)
    _write_down(by, case_id, at, "find_contact", Relation.OUTSIDER, Doing.READ)
    tell_actor(by)
    return who


@transaction.atomic(savepoint=False)
def note_refusal(
    by: Actor, *, at: datetime, case_id: CaseId, errand: str, relation: Relation, doing: Doing, reason: str
) -> None:
    """Somebody was told no, or could not do what they began on: what they came for has been undone, this stands.

    It has a transaction of its own, so the door calls it when that of the request is over. A try at a case that does
    not exist concerns nobody; it is remembered all the same, for whoever guesses (T28, T36).
    """
    tell_case(by, case_id)
    if case_by_id(case_id) is None:
        record_before_case(by, at=at, event="access.tried_no_case")
    else:
        _write_down(by, case_id, at, errand, relation, doing, reason=reason)
    tell_actor(by)


@transaction.atomic(savepoint=False)
def visit_case(by: Actor, *, at: datetime, case_id: CaseId, errand: str, since: datetime) -> Sight | None:
    """Let the clock in, unless it has been there on this errand after `since` or another worker is there right now.

    The caller's transaction keeps the others out, so it must hold all that is done in the case.
    """
    tell_case(by, case_id)
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"{errand}:{case_id}"])
        (alone,) = cursor.fetchone()
    visits = OpeningRecord.objects.filter(case_id=case_id, account_id=by.account_id, errand=errand, at__gt=since)
    if not alone or visits.exists():
        return None
    return open_case(by, at=at, case_id=case_id, errand=errand)


@dataclass(frozen=True, slots=True)
class _Entry:
    """What somebody is let in to see, on which grounds, and for whom they come."""

    sight: Sight
    let: Sequence[LetThrough]
    on_behalf_of: Sequence[PersonId]


def _write_down(
    actor: Actor,
    case_id: CaseId,
    at: datetime,
    errand: str,
    relation: Relation,
    doing: Doing,
    *,
    entry: _Entry | None = None,
    reason: str = "",
) -> None:
    OpeningRecord(
        case_id=case_id,
        account_id=actor.account_id,
        name=actor.name,
        department_id=actor.department_id,
        relation=relation.value,
        errand=errand,
        at=at,
        doing=doing.value,
        reason=reason,
        asked_in=actor.asked_in,
        on_behalf_of=list(entry.on_behalf_of) if entry else [],
        grounds=rules.as_written(entry.let) if entry else [],
    ).save(force_insert=True)


def _ground(actor: Actor, case_id: CaseId, day: date) -> rules.Ground:
    case = case_by_id(case_id)
    if case is None:
        raise Missing("case.missing")
    seat = seat_of(case_id, actor.professional_id) if actor.professional_id else None
    outsider = actor.person_id is not None and case.by_id(actor.person_id) is None
    given, ages = consents_in_force(case_id, day), thresholds_of(lawbook().on(day))
    asks_kin = actor.person_id is not None or hangs_on_custody(given, case.persons, ages, day)
    kin = relations_around([each.person_id for each in case.persons]) if asks_kin else []
    return rules.Ground(
        case=case,
        kinships=kin,
        consents=as_they_stand(given, case.persons, kin, ages, day),
        seat=seat.membership if seat else None,
        own_categories=seat.categories if seat else (),
        companions=companions_of(case_id, actor.person_id) if outsider and actor.person_id else [],
    )


def _enter(actor: Actor, ground: rules.Ground, day: date, errand: str) -> _Entry:
    relation = Relation.SYSTEM if actor.is_(Role.SYSTEM) else rules.relation_of(actor, ground, day)
    if relation is None:
        raise Missing("case.missing")
    let = rules.let_through(actor, relation, ground, day)
    grants, behalf = frozenset(each.grant for each in let), rules.on_behalf_of(actor, relation, ground, day)
    if relation is Relation.CITIZEN:
        actor = replace(actor, acts_for=frozenset(behalf))
    sight = Sight(actor, ground.case.id, relation, grants, rules.withheld_of(ground, grants), errand)
    return _Entry(sight, let, behalf)

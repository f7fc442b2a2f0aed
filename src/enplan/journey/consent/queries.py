"""What is shown of consents?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from enplan.journey.consent import policy
from enplan.journey.consent.facts import Consent, ConsentKind, ConsentRequest, ConsentScope
from enplan.journey.consent.models import ConsentRecord, ConsentRequestRecord
from enplan.journey.consent.rules import deciding, gaps
from enplan.journey.consent.rules.gaps import Gap
from enplan.journey.consent.rules.standing import as_they_stand, hangs_on_custody
from enplan.journey.team.facts import Companion, Member
from enplan.journey.team.queries import companions, members
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing
from enplan.kernel.ids import ConsentId, ConsentRequestId, PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.law.lawbook import lawbook
from enplan.registers.base.prepared import CASE, Hole, Holes, Prepared
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.facts import Department
from enplan.registers.organisation.queries import departments
from enplan.registers.people.facts import Relation as Kinship
from enplan.registers.people.facts import custody_of
from enplan.registers.people.queries import persons, relations_around

LAPSES_SOON = timedelta(days=30)
NOT_NAMED = "den anden forælder"  # holds custody outside the case, to a reader who need not know who


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who decides, and whether they have said yes."""

    person_id: PersonId
    name: str
    signed: bool
    me: bool
    outside: bool = False  # holds custody without being in the case: answers in a meeting or on paper


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits for an answer."""

    request: ConsentRequest
    person: str
    recipient: str
    signers: Sequence[Signer]
    opens: Sequence[str]  # departments that see more after a yes
    lapsed: bool

    @property
    def mine(self) -> bool:
        """Whether the viewer can answer it now."""
        return not self.lapsed and any(each.me and not each.signed for each in self.signers)

    @property
    def waits_for(self) -> list[str]:
        """Whose yes is lacking."""
        return [each.name for each in self.signers if not each.signed]

    @property
    def waits_outside(self) -> list[str]:
        """Those of them who are not in the case: somebody must speak with them or write to them."""
        return [each.name for each in self.signers if each.outside and not each.signed]


@dataclass(frozen=True, slots=True)
class Given:
    """A consent that somebody has given."""

    consent: Consent
    person: str
    recipient: str
    given_by: Sequence[str]
    stops: Sequence[str]  # departments that see less without it
    mine: bool  # whether the viewer can take it back
    lapses_soon: bool


@dataclass(frozen=True, slots=True)
class ConsentsPage:
    """What has been asked, given, ended and declined, and for the team what is missing."""

    case: Case
    asked: Sequence[Asked]
    given: Sequence[Given]
    ended: Sequence[Given]
    declined: Sequence[Asked]
    missing: Sequence[Gap]
    companions: Sequence[Companion]
    names: Mapping[UUID, str]
    departments: Sequence[Department]


def consents_page(sight: Sight, *, on: date) -> ConsentsPage:
    """All consents of the case that the viewer may know of."""
    world = _world(sight, on)
    shown = [each for each in world.requests if policy.may_see(sight, each.scope)]
    given = [each for each in world.consents if each.complete and policy.may_see(sight, each.scope)]
    open_questions = [each for each in world.requests if each.accepted is None]
    return ConsentsPage(
        case=world.case,
        asked=[world.asked(each) for each in shown if each.accepted is None],
        given=[world.given(each) for each in given if not each.ended(on)],
        ended=[world.given(each) for each in given if each.ended(on)],
        declined=[world.asked(each) for each in shown if each.accepted is False],
        missing=gaps.find_gaps(world.people, world.team, world.consents, open_questions, on) if sight.is_staff else [],
        companions=world.companions,
        names=world.names,
        departments=world.departments,
    )


def question_page(sight: Sight, *, request_id: ConsentRequestId, on: date) -> Asked:
    """One question, with what follows from a yes.

    Raises:
        Missing: there is none that the viewer may know of.
    """
    world = _world(sight, on)
    found = next((each for each in world.requests if each.id == request_id), None)
    if found is None or not policy.may_see(sight, found.scope):
        raise Missing("record.missing")
    return world.asked(found)


def consent_page(sight: Sight, *, consent_id: ConsentId, on: date) -> Given:
    """One consent, with what stops when it is taken back.

    Raises:
        Missing: there is none that the viewer may know of.
    """
    world = _world(sight, on)
    found = next((each for each in world.consents if each.id == consent_id), None)
    if found is None or not policy.may_see(sight, found.scope):
        raise Missing("record.missing")
    return world.given(found)


def consents_in_force(sight: Sight, *, on: date, case: Case | None = None) -> list[Consent]:
    """Every consent of the case that counts on the day."""
    case, ages = case or case_of(sight), deciding.thresholds_of(lawbook().on(on))
    rows = ConsentRecord.objects.in_case(sight).filter(complete=True, withdrawn_at=None, begins_day__lte=on)
    found = [row.signed_fact() for row in rows.signed().order_by("given_at", "id")]
    people = case.persons
    kin = relations_around([each.person_id for each in people]) if hangs_on_custody(found, people, ages, on) else []
    return [each for each in as_they_stand(found, people, kin, ages, on) if each.opens(on)]


def plan_consent_missing(sight: Sight, *, on: date, case: Case | None = None) -> list[PersonId]:
    """The people of the case who have not consented to one plan."""
    case = case or case_of(sight)
    in_force = consents_in_force(sight, on=on, case=case)
    given = {each.scope.person_id for each in in_force if each.scope.kind is ConsentKind.PLAN}
    return [each.person_id for each in case.persons if each.person_id not in given]


def plan_stopped(sight: Sight, *, on: date) -> dict[PersonId, date]:
    """Whose yes to one plan was taken back and never given again, and on which day: their common plan stops there."""
    return PlanStopped.read(row["told"] for row in _STOPPED(case=sight.case_id, day=on))


def unanswered(sight: Sight, *, on: date) -> list[ConsentRequest]:
    """The questions that wait for an answer and have not lapsed, oldest first."""
    rows = ConsentRequestRecord.objects.in_case(sight).filter(answered_at=None).order_by("asked_at", "id")
    asked = (row.fact() for row in rows)
    return [each for each in asked if each.period.last is None or each.period.last >= on]


def questions_to(sight: Sight, *, on: date) -> int:
    """How many questions wait for an answer that the citizen may give, for themselves or a child in their custody."""
    return len(_questions.within(sight, mine=answered_by(sight), day=on))


def answered_by(sight: Sight) -> list[str]:
    """What the viewer answers questions on, as `person:category`.

    Only kinds that are shown to them: what a young person decides on alone is not told to their parents.
    """
    if sight.relation is not Relation.CITIZEN:
        return []
    people = {sight.actor.person_id, *sight.actor.acts_for}
    return sorted(grant.key() for grant in sight.grants if grant.person_id in people)


def _waiting() -> "QuerySet[ConsentRequestRecord]":
    about = Concat(Cast("person_id", TextField()), Value(":"), "category", output_field=TextField())
    rows = ConsentRequestRecord.objects.filter(case_id=CASE, answered_at=None)
    open_still: QuerySet[ConsentRequestRecord] = rows.filter(Q(ends_day=None) | Q(ends_day__gte=Hole("day")))
    return open_still.alias(about=about).filter(about__in=Holes("mine", "text"))


_questions = Prepared(lambda: _waiting().only("id"))


class QuestionsTo(Coalesce):
    """The same number, for a prepared query to take along; it is asked with `mine=answered_by(sight)` and `day`."""

    def __init__(self) -> None:
        rows = _waiting().order_by().values("case_id").annotate(number=Count("id")).values("number")
        super().__init__(Subquery(rows), 0)


def _stopped() -> "QuerySet[ConsentRecord, dict[str, Any]]":
    plan = ConsentRecord.objects.filter(case_id=CASE, kind=ConsentKind.PLAN.value, complete=True)
    lasts = Q(ends_day=None) | Q(ends_day__gte=Hole("day"))
    stands = plan.filter(lasts, withdrawn_at=None, person_id=OuterRef("person_id")).order_by()
    ended = plan.filter(~Exists(stands), withdrawn_at__isnull=False).order_by("person_id")
    told = JSONObject(person="person_id", last=Max("withdrawn_at"))
    rows: QuerySet[ConsentRecord, dict[str, Any]] = ended.values("person_id").annotate(told=told).values("told")
    return rows


_STOPPED = Prepared(_stopped)


class PlanStopped(ArraySubquery):
    """Whose yes to one plan was taken back, for a prepared query to take along; it is asked with `day`."""

    def __init__(self) -> None:
        super().__init__(_stopped())

    @staticmethod
    def read(told: Iterable[Mapping[str, str]]) -> dict[PersonId, date]:
        """What the query took along, by person the day."""
        return {PersonId(UUID(each["person"])): danish_day(datetime.fromisoformat(each["last"])) for each in told}


@dataclass(frozen=True, slots=True)
class _World:
    """Everything the pages of consents are made of, read once."""

    sight: Sight
    on: date
    case: Case
    team: Sequence[Member]
    kin: Sequence[Kinship]
    requests: Sequence[ConsentRequest]
    consents: Sequence[Consent]
    begun: Mapping[ConsentRequestId, tuple[PersonId, ...]]
    companions: Sequence[Companion]
    departments: Sequence[Department]
    names: Mapping[UUID, str]

    @property
    def people(self) -> list[PersonId]:
        """Those of the case, the one it began with first."""
        first = self.case.citizen.person_id
        return [first, *(each.person_id for each in self.case.persons if each.person_id != first)]

    def demand(self, scope: ConsentScope) -> deciding.Demand:
        """Who decides on the day."""
        person = self.case.by_id(scope.person_id)
        age = person.age(self.on) if person else 0
        ages = deciding.thresholds_of(lawbook().on(self.on))
        return deciding.who_must(scope, age, custody_of(self.kin, scope.person_id), ages)

    def asked(self, request: ConsentRequest) -> Asked:
        """A question as it is shown."""
        me, signed = self.sight.actor.person_id, self.begun.get(request.id, ())
        lacking = self.demand(request.scope).lacking(signed)
        signers = [
            Signer(each, self.names.get(each, NOT_NAMED), done, each == me, self.case.by_id(each) is None)
            for who, done in ((signed, True), (lacking, False))
            for each in who
        ]
        opens = gaps.what_opens(request, self.team, self.consents, self.on)
        lapsed = request.period.last is not None and request.period.last < self.on
        return Asked(request, self._name(request.scope), self._recipient(request.scope), signers, opens, lapsed)

    def given(self, consent: Consent) -> Given:
        """A consent as it is shown."""
        me, demand = self.sight.actor.person_id, self.demand(consent.scope)
        who = consent.signers or (consent.given_by,)
        decides = self.sight.relation is Relation.CITIZEN and me is not None
        theirs = me is not None and (demand.includes(me) or me in who or me == consent.scope.person_id)
        last = consent.period.last
        return Given(
            consent=consent,
            person=self._name(consent.scope),
            recipient=self._recipient(consent.scope),
            given_by=[self.names.get(each, NOT_NAMED) for each in who],
            stops=gaps.what_stops(consent, self.team, self.consents, self.on),
            mine=decides and theirs and not consent.ended(self.on),
            lapses_soon=last is not None and self.on <= last <= self.on + LAPSES_SOON,
        )

    def _name(self, scope: ConsentScope) -> str:
        return self.names.get(scope.person_id, "")

    def _recipient(self, scope: ConsentScope) -> str:
        return self.names.get(scope.recipient_id, "") if scope.recipient_id else ""


def _world(sight: Sight, on: date) -> _World:
    case, helpers, offices = case_of(sight), companions(sight), departments()
    rows = ConsentRecord.objects.in_case(sight).signed().order_by("given_at", "id")
    signed, begun = [], {}
    for row in rows:
        consent = row.signed_fact()
        signed.append(consent)
        if not consent.complete and consent.withdrawn_at is None:
            begun[ConsentRequestId(row.request_id)] = consent.signers
    kin = relations_around([each.person_id for each in case.persons])
    ages = deciding.thresholds_of(lawbook().on(on))
    requests = ConsentRequestRecord.objects.in_case(sight).order_by("asked_at", "id")
    return _World(
        sight=sight,
        on=on,
        case=case,
        team=members(sight),
        kin=kin,
        requests=[row.fact() for row in requests],
        consents=as_they_stand(signed, case.persons, kin, ages, on),
        begun=begun,
        companions=helpers,
        departments=offices,
        names=_names(case, helpers, offices, kin),
    )


def _names(
    case: Case, helpers: Iterable[Companion], offices: Iterable[Department], kin: Iterable[Kinship]
) -> dict[UUID, str]:
    found: dict[UUID, str] = {each.person_id: each.name for each in case.persons}
    others = {*(each.companion_id for each in helpers), *(each.one for each in kin)} - set(found)
    found |= {person_id: person.name for person_id, person in persons(others).items()} if others else {}
    found |= {office.id: office.name for office in offices}
    return found

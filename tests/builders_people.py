"""Which requests, answers and consents do the tests of the first steps start from?"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from enplan.journey.consent.facts import Consent, ConsentKind, ConsentScope, Recipient, Way, Witness
from enplan.journey.entrance.facts import COMMON, Channel, Criterion, CriterionAnswer, Draft, Origin, Request
from enplan.journey.entrance.rules.deadlines import promise
from enplan.journey.team.facts import Member, Membership
from enplan.kernel.actor import Actor, Role
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.ids import AccountId, CaseId, ConsentId, DepartmentId, PersonId, ProfessionalId, RequestId
from enplan.kernel.period import Period
from enplan.kernel.sight import Grant, Relation, Sight
from tests.worlds import NOW

TODAY = NOW.date()
FROM_TODAY = Period(TODAY)
CASE = CaseId(uuid4())
BECAUSE = "Det har vi talt med borgeren om."
SEEN = Witness(present="Mette og Susanne Brandt", read_aloud=True, signature="Underskrevet på papir, lagt i sagen")


def a_request(*, asked_at: datetime = NOW, days: int = 28, answered_at: datetime | None = None) -> Request:
    """A citizen's own request."""
    return Request(
        id=RequestId(uuid4()),
        asked_at=asked_at,
        origin=Origin.CITIZEN,
        channel=Channel.PORTAL,
        asked_by="Mette",
        about_name="Mette",
        about_born=date(1983, 4, 12),
        wish="Jeg vil gerne have én plan.",
        phone="",
        citizen_knows=True,
        answer_within_days=days,
        promised_day=promise(danish_day(asked_at), days),
        answered_at=answered_at,
    )


def answers(*not_met: Criterion, reason: str = BECAUSE) -> tuple[CriterionAnswer, ...]:
    """Every criterion answered; all are met but those named."""
    return tuple(CriterionAnswer(each, each not in not_met, reason) for each in COMMON)


def a_draft(
    *not_met: Criterion,
    offered: bool = True,
    reasons: str = BECAUSE,
    judgement: str = "",
    said: str = BECAUSE,
    guidance: str = BECAUSE,
) -> Draft:
    """An answer in which nothing is missing, unless the test takes it away."""
    return Draft(answers(*not_met), offered, reasons, judgement, said, guidance)


def a_sight(
    relation: Relation,
    *,
    person_id: PersonId | None = None,
    professional_id: ProfessionalId | None = None,
    acts_for: Iterable[PersonId] = (),
    grants: Iterable[Grant] = (),
) -> Sight:
    """What somebody sees, for tests that need no database."""
    role = Role.PROFESSIONAL if professional_id else Role.CITIZEN
    actor = Actor(
        AccountId(uuid4()),
        "Nogen",
        frozenset({role}),
        person_id=person_id,
        professional_id=professional_id,
        acts_for=frozenset(acts_for),
    )
    return Sight(actor, CASE, relation, frozenset(grants))


def a_scope(
    person_id: PersonId,
    category: Category = Category.HEALTH,
    *,
    kind: ConsentKind = ConsentKind.INFORMATION,
    recipient: Recipient = Recipient.TEAM,
    recipient_id: UUID | None = None,
    source: str = "",
    purpose: str = "At lave én plan",
) -> ConsentScope:
    """What a consent names; a plan consent names the plan alone."""
    about = Category.PLAN if kind is ConsentKind.PLAN else category
    return ConsentScope(kind, person_id, purpose, about, source, recipient, recipient_id)


def a_consent(scope: ConsentScope, *, period: Period = FROM_TODAY, withdrawn: bool = False) -> Consent:
    """A yes of the person themselves."""
    return Consent(
        id=ConsentId(uuid4()),
        scope=scope,
        given_by=scope.person_id,
        given_at=NOW,
        period=period,
        way=Way.PORTAL,
        withdrawn_at=NOW if withdrawn else None,
        signers=(scope.person_id,),
    )


def a_member(department: str, *kinds: Category, coordinator: bool = False) -> Member:
    """A professional of a department that works with these kinds of information."""
    seat = Membership(
        uuid4(), CASE, ProfessionalId(uuid4()), DepartmentId(uuid4()), Period(TODAY), coordinator=coordinator
    )
    return Member(seat, f"Medarbejder i {department}", "rådgiver", "70 10 20 99", department, kinds)

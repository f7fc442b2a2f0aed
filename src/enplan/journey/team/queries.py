"""What is shown of the team and of those who stand by the citizen?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Subquery
from django.db.models.functions import JSONObject

from enplan.journey.entrance.queries import Card, RequestPage, request_board, request_page
from enplan.journey.team import policy, rules
from enplan.journey.team.facts import Companion, CustodyChange, CustodySeen, JoinQuestion, Member, Membership
from enplan.journey.team.models import CompanionRecord, CustodyChangeRecord, JoinQuestionRecord, MembershipRecord
from enplan.kernel.actor import Actor
from enplan.kernel.errors import Missing
from enplan.kernel.ids import CaseId, PersonId, ProfessionalId, RequestId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import require
from enplan.registers.base.barrier import tell_actor, tell_case
from enplan.registers.base.models import CaseRows
from enplan.registers.base.prepared import CASE, Hole, Holes, Prepared
from enplan.registers.cases.facts import Case, CasePerson
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.facts import Professional
from enplan.registers.organisation.queries import professionals
from enplan.registers.people.facts import Relation as Kinship
from enplan.registers.people.queries import persons, relations_among, relations_around


@dataclass(frozen=True, slots=True)
class CompanionSeen:
    """Somebody who stands by a person of the case, with both names."""

    companion: Companion
    name: str
    for_name: str


@dataclass(frozen=True, slots=True)
class TeamPage:
    """Everybody around the citizen."""

    case: Case
    coordinator: Member | None
    members: Sequence[Member]  # beside the coordinator
    former: Sequence[Member]
    kin: Sequence[Kinship]
    companions: Sequence[CompanionSeen]
    questions: Sequence[JoinQuestion]

    @property
    def unanswered(self) -> list[JoinQuestion]:
        """Questions to join that nobody has answered."""
        return [each for each in self.questions if each.answered_at is None]

    @property
    def people(self) -> list[CasePerson]:
        """Everybody the case is about, the one it began with first."""
        return [self.case.citizen, *self.family]

    @property
    def family(self) -> list[CasePerson]:
        """The people of the case beside the one it began with."""
        return [each for each in self.case.persons if each.person_id != self.case.citizen.person_id]


@dataclass(frozen=True, slots=True)
class CustodyPage:
    """Who holds custody of the children of the case, and how that came, newest first."""

    case: Case
    children: Sequence[CustodySeen]
    changes: Sequence[CustodyChange]

    def changes_of(self, child_id: PersonId) -> list[tuple[CustodyChange, str]]:
        """What has been written down about one child, each with the name of the holder."""
        names = {person: name for seen in self.children for person, name in seen.outside.items()}
        names |= {each.person_id: each.name for each in self.case.persons}
        return [
            (each, names.get(each.holder_id, "En uden for forløbet"))
            for each in self.changes
            if each.child_id == child_id
        ]


@dataclass(frozen=True, slots=True)
class Choices:
    """The team as its coordinator changes it, with the professionals who can be chosen."""

    page: TeamPage
    professionals: Sequence[Professional]


@dataclass(frozen=True, slots=True)
class BoardCard:
    """A request on the board, and who has become the citizen's contact person."""

    card: Card
    coordinator: str


@dataclass(frozen=True, slots=True)
class IntakePage:
    """One request on its way into a case with a contact person."""

    page: RequestPage
    coordinator: Member | None
    professionals: Sequence[Professional]


def team_page(sight: Sight) -> TeamPage:
    """Everybody around the citizen, and who asks to join."""
    case = case_of(sight)
    rows = [
        row.member() for row in _rows().in_case(sight).order_by("-coordinator", "department__name", "since_day", "id")
    ]
    active = [each for each in rows if each.membership.period.last is None]
    return TeamPage(
        case=case,
        coordinator=next((each for each in active if each.coordinator), None),
        members=[each for each in active if not each.coordinator],
        former=[each for each in rows if each.membership.period.last is not None],
        kin=relations_among([each.person_id for each in case.persons]),
        companions=_companions_seen(sight, case),
        questions=join_questions(sight),
    )


def custody_page(sight: Sight, *, on: date) -> CustodyPage:
    """Who holds custody of each child, for the one who may write it down."""
    require(policy.may_change_custody(sight))
    case = case_of(sight)
    kin = relations_around([each.person_id for each in case.persons])
    outside = {each.one for each in kin} - {each.person_id for each in case.persons}
    names = {each: someone.name for each, someone in persons(outside).items()} if outside else {}
    rows = CustodyChangeRecord.objects.in_case(sight).order_by("-at", "id")
    return CustodyPage(case, rules.custody_in(case.persons, kin, on, names), [row.fact() for row in rows])


def team_choices(sight: Sight) -> Choices:
    """The same, with those who can be chosen."""
    return Choices(team_page(sight), professionals())


def members(sight: Sight) -> list[Member]:
    """The team today, the coordinator first."""
    rows = _rows().in_case(sight).filter(until_day=None).order_by("-coordinator", "department__name", "id")
    return [row.member() for row in rows]


def coordinator_of(sight: Sight) -> Member | None:
    """The citizen's one contact person."""
    return next((row.member() for row in _coordinators.within(sight)), None)


@dataclass(frozen=True, slots=True)
class ContactPerson:
    """Whom the citizen asks about anything."""

    name: str
    phone: str


class CoordinatorOf(Subquery):
    """The citizen's one contact person, for a prepared query to take along as a document of `ContactPerson`."""

    def __init__(self) -> None:
        rows = MembershipRecord.objects.filter(case_id=CASE, until_day=None, coordinator=True)
        told = JSONObject(name="professional__name", phone="professional__phone")
        super().__init__(rows.order_by("id").values(told=told)[:1])


def professionals_of(sight: Sight) -> list[ProfessionalId]:
    """Who of the team is told when something happens."""
    rows = MembershipRecord.objects.in_case(sight).filter(until_day=None).order_by("-coordinator", "since_day", "id")
    return [ProfessionalId(each) for each in rows.values_list("professional_id", flat=True)]


def companions(sight: Sight) -> list[Companion]:
    """Those who stand by somebody of the case today."""
    rows = CompanionRecord.objects.in_case(sight).filter(until_day=None).order_by("since_day", "id")
    return [row.fact() for row in rows]


def join_questions(sight: Sight, *, most: int = 100) -> list[JoinQuestion]:
    """Who has asked to join the team, newest first."""
    rows = JoinQuestionRecord.objects.in_case(sight).select_related("professional__department")
    return [row.fact() for row in rows.order_by("-asked_at", "id")[:most]]


def my_memberships(by: Actor) -> list[Membership]:
    """The teams the professional is in today."""
    tell_actor(by)
    return [row.fact() for row in _memberships(professional=by.professional_id)]


def coordinators_of(by: Actor, case_ids: Iterable[CaseId]) -> dict[CaseId, Member]:
    """The contact person of each of the cases, as far as the actor may know, in one query."""
    tell_actor(by)
    return {CaseId(row.case_id): row.member() for row in _coordinators_of(cases=list(case_ids))}


def contact_of(by: Actor, *, case_id: CaseId) -> Member:
    """What a professional outside the team is shown of a case: whom to ring, and nothing else.

    Raises:
        Missing: there is no such case, or the one who asks is no professional.
    """
    if not by.is_staff:
        raise Missing("case.missing")
    tell_case(by, case_id)
    row = _rows().filter(case_id=case_id, until_day=None, coordinator=True).order_by("id").first()
    tell_actor(by)
    if row is None:
        raise Missing("case.missing")
    member: Member = row.member()
    return member


def has_asked_to_join(by: Actor, *, case_id: CaseId) -> bool:
    """Whether a question of this professional is still unanswered."""
    tell_actor(by)
    mine = JoinQuestionRecord.objects.filter(case_id=case_id, professional_id=by.professional_id, answered_at=None)
    return mine.exists()


def intake_board(by: Actor, *, on: date) -> list[BoardCard]:
    """The requests by stage, with the contact person of those who have got one plan offered."""
    cards = request_board(by, on=on)
    named = coordinators_of(by, [card.case_id for card in cards if card.case_id])
    names = {case_id: member.name for case_id, member in named.items()}
    return [BoardCard(card, names.get(card.case_id, "") if card.case_id else "") for card in cards]


def intake_page(by: Actor, *, request_id: RequestId, on: date) -> IntakePage:
    """One request, its answer, and after a yes the contact person or those who can become it."""
    page = request_page(by, request_id=request_id, on=on)
    case_id = page.card.case_id
    named = coordinators_of(by, [case_id]).get(case_id) if case_id else None
    return IntakePage(page, named, professionals() if case_id and named is None else [])


def _rows() -> CaseRows:
    return MembershipRecord.objects.select_related("professional__department", "department")


_memberships = Prepared(
    lambda: MembershipRecord.objects.filter(professional_id=Hole("professional"), until_day=None).order_by(
        "case_id", "id"
    )
)
_coordinators_of = Prepared(
    lambda: _rows().filter(case_id__in=Holes("cases"), until_day=None, coordinator=True).order_by("case_id", "id")
)
_coordinators = Prepared(lambda: _rows().filter(case_id=CASE, until_day=None, coordinator=True).order_by("id"))


def _companions_seen(sight: Sight, case: Case) -> list[CompanionSeen]:
    found = companions(sight)
    if sight.relation is Relation.COMPANION:
        found = [each for each in found if each.companion_id == sight.actor.person_id]
    names = persons({each.companion_id for each in found})
    return [CompanionSeen(each, names[each.companion_id].name, _name_in(case, each.for_person)) for each in found]


def _name_in(case: Case, person_id: PersonId) -> str:
    someone = case.by_id(person_id)
    return someone.name if someone else ""

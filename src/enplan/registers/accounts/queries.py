"""What is shown of those who can sign in?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from enplan.kernel.actor import Actor, Role
from enplan.kernel.ids import AccountId, PersonId, ProfessionalId
from enplan.registers.accounts.facts import HeldForm, SignIn, SignInId
from enplan.registers.accounts.models import AccountRecord, HeldFormRecord, SignInRecord
from enplan.registers.base.prepared import Hole, Prepared

CLOCK: Final = AccountId(UUID("00000000-0000-4000-8000-00000000c10c"))

_open = Prepared(
    lambda: AccountRecord.objects.select_related("professional").filter(id=Hole("account"), active=True).order_by("id")
)
_in = Prepared(
    lambda: (
        SignInRecord.objects.select_related("account__professional")
        .filter(id=Hole("sign_in"), ended_at=None, account__active=True)
        .order_by("id")
    )
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One who can sign in, and as what people know them."""

    actor: Actor
    who: str


def actor_of(account_id: AccountId) -> Actor | None:
    """The one who acts with this account, or nobody when it is closed or unknown."""
    return next((record.fact() for record in _open(account=account_id)), None)


def signed_in(sign_in_id: SignInId) -> SignIn | None:
    """The sign-in and whose it is; nothing when it, the account, or everything before a moment after it is over."""
    record = next(iter(_in(sign_in=sign_in_id)), None)
    if record is None:
        return None
    over = record.account.signed_out_at is not None and record.at <= record.account.signed_out_at
    return None if over else record.fact()


def held_form(by: Actor, *, form_id: UUID, since: datetime) -> HeldForm:
    """What the account was about to send, if it has not been held for too long.

    Raises:
        Missing: it is another's, or gone.
    """
    record: HeldFormRecord = HeldFormRecord.objects.one(id=form_id, account_id=by.account_id, at__gte=since)
    return record.fact()


def can_sign_in(person_id: PersonId) -> bool:
    """Whether the person has an open account of their own."""
    return AccountRecord.objects.filter(person_id=person_id, active=True).exists()


def signs_in(person: str) -> Exists:
    """Whether the person of a column has an open account of their own, for another query to take along."""
    return Exists(AccountRecord.objects.filter(person_id=OuterRef(person), active=True))


def professionals_with(role: Role) -> list[ProfessionalId]:
    """The professionals with an open account and this role."""
    rows = AccountRecord.objects.filter(active=True, roles__contains=[role.value]).exclude(professional=None)
    return [ProfessionalId(each) for each in rows.order_by("id").values_list("professional_id", flat=True)]


def those_who_can_sign_in() -> list[Entry]:
    """Everybody with an open account: citizens and ombuds by name, then professionals by department and name."""
    records = AccountRecord.objects.select_related("professional__department").filter(active=True)
    entries = [Entry(record.fact(), _presented(record)) for record in records.order_by("name", "id")]
    people = [entry for entry in entries if not entry.actor.is_(Role.SYSTEM)]
    return sorted(people, key=lambda entry: (entry.actor.is_staff, entry.who.rpartition(", ")[2], entry.actor.name))


def _presented(record: AccountRecord) -> str:
    if record.professional is None:
        return "personligt ombud" if Role.OMBUD.value in record.roles else "borger"
    return f"{record.professional.title}, {record.professional.department.name}"


def the_clock() -> Actor:
    """The one in whose name jobs act. It has no account, so nobody can sign in as it."""
    return Actor(CLOCK, "Én plan", frozenset({Role.SYSTEM}))

"""What can happen to those who can sign in?"""

from datetime import datetime

from django.db import transaction

from enplan.kernel.actor import Actor, Role
from enplan.kernel.ids import AccountId
from enplan.registers.accounts.models import AccountRecord
from enplan.registers.organisation.facts import Professional
from enplan.registers.people.facts import Person


@transaction.atomic
def open_account_for_person(person: Person, *, roles: frozenset[Role] = frozenset({Role.CITIZEN})) -> Actor:
    """A person can sign in from now on."""
    record = AccountRecord(person_id=person.id, name=person.name, roles=sorted(roles))
    record.save(force_insert=True)
    return record.fact()


@transaction.atomic
def open_account_for_professional(
    professional: Professional, *, roles: frozenset[Role] = frozenset({Role.PROFESSIONAL})
) -> Actor:
    """A professional can sign in from now on."""
    record = AccountRecord(professional_id=professional.id, name=professional.name, roles=sorted(roles))
    record.save(force_insert=True)
    return record.fact()


@transaction.atomic
def sign_out(account_id: AccountId, *, at: datetime) -> None:
    """Every session of the account that began before now is over, in whichever browser it is kept."""
    AccountRecord.objects.filter(id=account_id).update(signed_out_at=at)


@transaction.atomic
def close_account(account_id: AccountId) -> None:
    """Nobody can sign in with the account any more; those signed in are out with their next click."""
    AccountRecord.objects.filter(id=account_id).update(active=False)

"""What can happen to those who can sign in, and to the forms they send?"""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from enplan.kernel.actor import Actor, Role
from enplan.kernel.ids import AccountId
from enplan.registers.accounts.models import AccountRecord, SentFormRecord
from enplan.registers.audit import commands as audit
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
def close_account(by: Actor, *, at: datetime, account_id: AccountId) -> None:
    """Nobody can sign in with the account any more; those signed in are out with their next click."""
    AccountRecord.objects.filter(id=account_id).update(active=False)

    audit.record_before_case(by, at=at, event="accounts.closed", about=account_id)


@transaction.atomic
def begin_form(form_id: UUID, *, at: datetime) -> str | None:
    """Nothing when the form comes for the first time; else where it led then.

    Whoever sends the same form meanwhile waits here until it is known what became of it.
    """
    claim = "insert into sent_form (id, sent_at, led_to) values (%s, %s, '') on conflict (id) do nothing"
    with connection.cursor() as cursor:
        cursor.execute(claim, [form_id, at])
        if cursor.rowcount:
            return None
    led_to: str = SentFormRecord.objects.values_list("led_to", flat=True).get(id=form_id)
    return led_to


@transaction.atomic
def end_form(form_id: UUID, *, led_to: str) -> None:
    """The form has done its work; sent again it leads to the same page and does nothing."""
    SentFormRecord.objects.filter(id=form_id).update(led_to=led_to)


@transaction.atomic
def give_back_form(form_id: UUID) -> None:
    """The form did nothing, so it may come again as it is."""
    SentFormRecord.objects.filter(id=form_id).delete()


@transaction.atomic
def forget_forms(*, before: datetime) -> int:
    """Forms sent so long ago that no browser sends them again are forgotten; answers with how many."""
    forgotten, _ = SentFormRecord.objects.filter(sent_at__lt=before).delete()
    return forgotten

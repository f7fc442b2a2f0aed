"""What can happen to those who can sign in, and to the forms they send?"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from enplan.kernel.actor import Actor, Role
from enplan.kernel.errors import Refused
from enplan.kernel.ids import AccountId, PersonId, ProfessionalId
from enplan.registers.accounts import rules
from enplan.registers.accounts.facts import Employee, Newcomer, Proof, Seal, SignIn, SignInId
from enplan.registers.accounts.models import AccountRecord, HeldFormRecord, IdentityRecord, SentFormRecord, SignInRecord
from enplan.registers.audit import commands as audit
from enplan.registers.base.barrier import tell_actor
from enplan.registers.organisation.commands import employ
from enplan.registers.organisation.facts import Professional
from enplan.registers.organisation.queries import departments
from enplan.registers.people.commands import register_person
from enplan.registers.people.facts import Person
from enplan.registers.people.queries import persons

HINT_KEPT = timedelta(days=1)  # no sign-in lasts so long


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
def begin_sign_in(
    account_id: AccountId, *, at: datetime, proof: Proof, hint: str = "", instead_of: SignInId | None = None
) -> SignIn:
    """Somebody has shown who they are and is in; the sign-in this browser had before, if any, is over."""
    if instead_of is not None:
        _end(instead_of, at)
    record = SignInRecord(
        account=AccountRecord.objects.select_related("professional").get(id=account_id),
        at=at,
        way=proof.way.value,
        level=proof.level.value if proof.level else "",
        proved_at=proof.proved_at,
        issuer=proof.issuer,
        transaction=proof.transaction,
        broker_transaction=proof.broker_transaction,
        session=proof.session,
        hint=hint,
    )
    record.save(force_insert=True)
    return record.fact()


@transaction.atomic
def know_again(by: Actor, *, at: datetime, person_id: PersonId, seals: Iterable[Seal]) -> None:
    """The person is known again by these marks from now on.

    Raises:
        Refused: one of them is somebody else's.
    """
    for seal in seals:
        record, new = IdentityRecord.objects.get_or_create(
            mark=seal.mark.value, seal=seal.value, defaults={"person_id": person_id, "since": at}
        )
        if record.person_id != person_id:
            raise Refused("sign_in.known_as_another")
        if new:
            audit.record_before_case(by, at=at, event="accounts.known_again", about=person_id)


@transaction.atomic
def let_in_person(
    by: Actor,
    *,
    at: datetime,
    newcomer: Newcomer,
    proof: Proof,
    longest: timedelta,
    hint: str = "",
    instead_of: SignInId | None = None,
) -> SignIn | None:
    """A person who is known here is in; nothing when nobody is known by these marks.

    Raises:
        Refused: it is not sure enough, their account is closed, or the marks are those of two persons.
    """
    rules.must_be_sure(proof, at=at, longest=longest)
    tell_actor(by)
    found = {record.person_id for record in _known(newcomer.seals)}
    if not found:
        return None
    known = found.pop()
    if known is None or found:
        raise Refused("sign_in.known_as_another")
    person_id = PersonId(known)
    know_again(by, at=at, person_id=person_id, seals=newcomer.seals)
    account = AccountRecord.objects.filter(person_id=person_id).first()
    if account is None:
        account_id = _opened(by, at, persons([person_id])[person_id])
    elif account.active:
        account_id = AccountId(account.id)
    else:
        raise Refused("sign_in.closed")
    return begin_sign_in(account_id, at=at, proof=proof, hint=hint, instead_of=instead_of)


@transaction.atomic
def welcome_person(
    by: Actor, *, at: datetime, newcomer: Newcomer, name: str, proof: Proof, longest: timedelta, hint: str = ""
) -> SignIn:
    """Somebody nobody knew is known from now on, and in; a withheld name is kept as a protected person's."""
    there = let_in_person(by, at=at, newcomer=newcomer, proof=proof, longest=longest, hint=hint)
    if there is not None:
        return there
    rules.must_be_welcome(newcomer, at=at)
    assert newcomer.born is not None  # must_be_welcome says so
    person = register_person(name=newcomer.name or name, born=newcomer.born, protected=not newcomer.name)
    know_again(by, at=at, person_id=person.id, seals=newcomer.seals)
    return begin_sign_in(_opened(by, at, person), at=at, proof=proof, hint=hint)


@transaction.atomic
def let_in_professional(
    by: Actor,
    *,
    at: datetime,
    employee: Employee,
    proof: Proof,
    longest: timedelta,
    hint: str = "",
    instead_of: SignInId | None = None,
) -> SignIn:
    """A professional is in, with the roles that the directory gives them today. One who is new works here from now on.

    Raises:
        Refused: it is not sure enough, they have no role here, their department is unknown, or their account closed.
    """
    rules.must_be_sure(proof, at=at, longest=longest)
    if not employee.roles:
        raise Refused("sign_in.no_role")
    tell_actor(by)
    known = _known([employee.seal])
    professional_id = known[0].professional_id if known else _employed(by, at, employee)
    if professional_id is None:
        raise Refused("sign_in.known_as_another")
    account = AccountRecord.objects.get(professional_id=professional_id)
    if not account.active:
        raise Refused("sign_in.closed")
    roles = sorted(employee.roles)
    if account.roles != roles:
        account.roles = roles
        account.save(update_fields=["roles"])
        audit.record_before_case(by, at=at, event="accounts.roles_changed", about=account.id)
    return begin_sign_in(AccountId(account.id), at=at, proof=proof, hint=hint, instead_of=instead_of)


def _employed(by: Actor, at: datetime, employee: Employee) -> ProfessionalId:
    department = next((each for each in departments() if each.name == employee.department), None)
    if department is None or not employee.name:
        raise Refused("sign_in.department_unknown", department=employee.department or "–")
    someone = employ(name=employee.name, title=employee.title, department_id=department.id)
    IdentityRecord(professional_id=someone.id, mark=employee.seal.mark.value, seal=employee.seal.value, since=at).save(
        force_insert=True
    )
    account_id = open_account_for_professional(someone, roles=employee.roles).account_id
    audit.record_before_case(by, at=at, event="accounts.opened", about=account_id)
    return someone.id


def _known(seals: Iterable[Seal]) -> list[IdentityRecord]:
    found: list[IdentityRecord] = []
    for seal in seals:
        found += IdentityRecord.objects.select_for_update().filter(mark=seal.mark.value, seal=seal.value)
    return found


def _opened(by: Actor, at: datetime, person: Person) -> AccountId:
    account_id = open_account_for_person(person).account_id
    audit.record_before_case(by, at=at, event="accounts.opened", about=account_id)
    return account_id


@transaction.atomic
def end_sign_in(sign_in_id: SignInId, *, at: datetime) -> None:
    """This sign-in is over, in whichever browser a copy of its key is kept."""
    _end(sign_in_id, at)


def _end(sign_in_id: SignInId, at: datetime) -> None:
    SignInRecord.objects.filter(id=sign_in_id, ended_at=None).update(ended_at=at, hint="")


@transaction.atomic
def forget_sign_ins(*, at: datetime, before: datetime) -> int:
    """Sign-ins begun before then are forgotten, and every hint that is of no use any more; answers with how many."""
    SignInRecord.objects.filter(at__lt=at - HINT_KEPT).exclude(hint="").update(hint="")
    forgotten, _ = SignInRecord.objects.filter(at__lt=before).delete()
    return forgotten


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


@transaction.atomic
def hold_form(account_id: AccountId, *, at: datetime, address: str, content: str) -> UUID:
    """What somebody was about to send is kept for them, closed; answers with its key."""
    record = HeldFormRecord(account_id=account_id, at=at, address=address, content=content)
    record.save(force_insert=True)
    return record.id


@transaction.atomic
def forget_held_forms(*, before: datetime) -> int:
    """What was held longer ago is gone; answers with how many."""
    forgotten, _ = HeldFormRecord.objects.filter(at__lt=before).delete()
    return forgotten

"""What is shown of those who can sign in?"""

from enplan.kernel.actor import Actor, Role
from enplan.kernel.ids import AccountId, PersonId, ProfessionalId
from enplan.registers.accounts.models import AccountRecord


def actor_of(account_id: AccountId) -> Actor | None:
    """The one who acts with this account, or nobody when it is closed or unknown."""
    record = AccountRecord.objects.select_related("professional").filter(id=account_id, active=True).first()
    return record.fact() if record else None


def actor_for_person(person_id: PersonId) -> Actor | None:
    """The person's own account, if they have one."""
    record = AccountRecord.objects.select_related("professional").filter(person_id=person_id, active=True).first()
    return record.fact() if record else None


def actor_for_professional(professional_id: ProfessionalId) -> Actor | None:
    """The professional's own account, if they have one."""
    records = AccountRecord.objects.select_related("professional")
    record = records.filter(professional_id=professional_id, active=True).first()
    return record.fact() if record else None


def those_who_can_sign_in() -> list[Actor]:
    """Everybody with an open account, citizens first."""
    records = AccountRecord.objects.select_related("professional").filter(active=True)
    actors = [record.fact() for record in records.order_by("professional_id", "name", "id")]
    return sorted((actor for actor in actors if not actor.is_(Role.SYSTEM)), key=lambda actor: actor.is_staff)


def the_clock() -> Actor:
    """The account with which jobs act; made when it is first asked for."""
    record, _ = AccountRecord.objects.get_or_create(
        roles=[Role.SYSTEM.value], person=None, professional=None, defaults={"name": "Én plan"}
    )
    return record.fact()

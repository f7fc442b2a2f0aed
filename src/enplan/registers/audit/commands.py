"""How is remembered what was done?"""

from datetime import datetime
from uuid import UUID

from enplan.kernel.actor import Actor
from enplan.kernel.sight import Sight
from enplan.registers.audit.models import AuditRecord


def record(sight: Sight, *, at: datetime, event: str, about: UUID | None = None) -> None:
    """Remember, in the same transaction, what the actor did in the case."""
    _insert(sight.actor, sight.case_id, at, event, about)


def record_before_case(by: Actor, *, at: datetime, event: str, about: UUID | None = None) -> None:
    """Remember what the actor did where there is no case yet."""
    _insert(by, None, at, event, about)


def record_in_case(by: Actor, case_id: UUID, *, at: datetime, event: str, about: UUID | None = None) -> None:
    """Remember what the actor did to a case without having been let into it, such as asking to join its team."""
    _insert(by, case_id, at, event, about)


def _insert(actor: Actor, case_id: UUID | None, at: datetime, event: str, about: UUID | None) -> None:
    AuditRecord(
        case_id=case_id,
        account_id=actor.account_id,
        name=actor.name,
        at=at,
        event=event,
        about=about,
        asked_in=actor.asked_in,
    ).save(force_insert=True)

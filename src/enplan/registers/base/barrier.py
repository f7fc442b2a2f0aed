"""What is the database told about who reads? Row level security repeats it on every row.

Everything is told for the transaction only (`set_config(…, true)`): the connection's next user starts with nothing.
"""

import json

from django.db import connection

from enplan.kernel.actor import Actor
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Sight

_TELL = "select " + ", ".join(
    f"set_config('enplan.{name}', %s, true)"
    for name in ("account", "person", "professional", "roles", "case", "grants", "own")
)


def _tell(actor: Actor, case_id: CaseId | None, grants: str, own: str = "") -> None:
    roles = ",".join(sorted(actor.roles))
    told = [actor.account_id, actor.person_id, actor.professional_id, roles, case_id, grants, own]
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [str(value) if value else "" for value in told])


def tell_actor(actor: Actor) -> None:
    """Before there is a case: only what the actor's own account, cases and roles open."""
    _tell(actor, None, "")


def tell_case(actor: Actor, case_id: CaseId) -> None:
    """While `access` decides: the rows of the case that are about nobody's content."""
    _tell(actor, case_id, "")


def tell_sight(sight: Sight) -> None:
    """From now on: this case, and of personal rows only what the sight grants."""
    grants, own = sorted(grant.key() for grant in sight.grants), sorted(map(str, sight.speaks_for))
    _tell(sight.actor, sight.case_id, ",".join(grants), ",".join(own))


def count_withheld(sight: Sight, table: str, amount: str = "1") -> dict[Category, int]:
    """How many rows (or how much of the column `amount`) of the case the sight does not let through, by category.

    A row that needs several grants counts under the kind it is listed under. Only numbers leave this function. `table`
    and `amount` are names in our code, never input.
    """
    with connection.cursor() as cursor:
        granted = [grant.key() for grant in sight.grants]
        cursor.execute("select enplan_withheld(%s::regclass, %s, %s)", [f'"{table}"', amount, granted])
        (counted,) = cursor.fetchone()
    return {Category(category): int(count) for category, count in sorted(json.loads(counted).items())}

"""What is the database told about who reads? Row level security repeats it on every row.

Everything is told for the transaction only (`set_config(…, true)`): the connection's next user starts with nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection

from enplan.kernel.actor import Actor
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId
from enplan.kernel.sight import Sight

EVERYTHING = "*"
_TELL = "select " + ", ".join(
    f"set_config('enplan.{name}', %s, true)"
    for name in ("account", "person", "professional", "roles", "case", "grants")
)


def _tell(actor: Actor, case_id: CaseId | None, grants: str) -> None:
    roles = ",".join(sorted(actor.roles))
    told = [actor.account_id, actor.person_id, actor.professional_id, roles, case_id, grants]
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
    _tell(sight.actor, sight.case_id, ",".join(sorted(grant.key() for grant in sight.grants)))


@contextmanager
def _counting(sight: Sight) -> Iterator[None]:
    """For a moment every kind of the case may be counted; what the sight grants is told again at the end."""
    _tell(sight.actor, sight.case_id, EVERYTHING)
    try:
        yield
    finally:
        tell_sight(sight)


def count_withheld(sight: Sight, table: str, amount: str = "1") -> dict[Category, int]:
    """How many rows (or how much of the column `amount`) of the case the sight does not let through, by category.

    Only numbers leave this function. `table` and `amount` are names in our code, never input.
    """
    query = f"""select category, sum({amount})::int from {table}
                where case_id = %s and not (person_id::text || ':' || category = any(%s)) group by category"""  # noqa: S608
    with _counting(sight), connection.cursor() as cursor:
        cursor.execute(query, [str(sight.case_id), [grant.key() for grant in sight.grants]])
        rows: Sequence[tuple[str, int]] = cursor.fetchall()
    return {Category(category): count for category, count in rows if count}

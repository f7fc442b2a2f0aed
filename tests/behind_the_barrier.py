"""What stands in a table whoever looks? For tests only: the owner of the tables lifts the barrier for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from enplan.registers.audit.models import AuditRecord


@contextmanager
def lifted(table: str) -> Iterator[None]:
    """For a moment row level security does not bind the owner of the table."""
    with connection.cursor() as cursor:
        cursor.execute(f"alter table {table} no force row level security")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"alter table {table} force row level security")


def every_event() -> list[str]:
    """Everything that was done, in whichever case or before there was one, in the order of time."""
    with lifted("audit"):
        return list(AuditRecord.objects.order_by("at", "id").values_list("event", flat=True))

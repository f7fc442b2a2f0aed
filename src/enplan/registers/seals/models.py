"""Which tables hold the seals and how far they have been taken elsewhere, and what is it that is sealed?"""

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from enplan.registers.base.models import AppendOnlyRecord, LogRecord, Record, Rows
from enplan.registers.seals.facts import Seal, Unsigned

_IN_UTC = "select set_config('TimeZone', 'UTC', true)"  # how the moments of a row are written out


class Seals(Rows):
    """The seals, in order."""

    def last_made(self) -> Seal | None:
        """The newest."""
        row = self.order_by("-number").first()
        return row.fact() if row else None

    def after(self, number: int) -> Iterator[Seal]:
        """Those with a higher number, from the lowest."""
        return (row.fact() for row in self.filter(number__gt=number).order_by("number").iterator())


class SealRecord(AppendOnlyRecord):
    """Everything in the logs from one transaction to another, sealed."""

    number = models.BigIntegerField()
    begins = models.BigIntegerField()
    ends = models.BigIntegerField()
    rows = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    cluster = models.BigIntegerField()
    key = models.CharField(max_length=60)
    signature = models.CharField(max_length=100)

    objects = Seals.as_manager()

    class Meta(AppendOnlyRecord.Meta):
        db_table = "seal"
        ordering = ["number", "id"]
        constraints = [models.UniqueConstraint(fields=["number"], name="a_seal_has_a_number_of_its_own")]

    def fact(self) -> Seal:
        """The row as a frozen value."""
        said = Unsigned(self.number, self.begins, self.ends, self.rows, self.digest, self.at, self.cluster)
        return Seal(said, self.key, self.signature)


class KeptRecord(Record):
    """How far one place elsewhere has the seals. Should it be wrong, they are sent there once more."""

    place = models.CharField(max_length=300)
    number = models.BigIntegerField()
    at = models.DateTimeField()

    objects = Rows.as_manager()

    class Meta:
        db_table = "seal_kept"
        ordering = ["place", "id"]
        constraints = [models.UniqueConstraint(fields=["place"], name="a_place_has_the_seals_up_to_one_number")]


def logs() -> list[str]:
    """The tables that are sealed."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, LogRecord))  # noqa: SLF001 - how Django lets itself be asked


def rows_between(begins: int, ends: int) -> Iterator[bytes]:
    """Every row that was written in these transactions, as it is sealed: by name, without what is null, in order."""
    each = " union all ".join(
        f"select '{log}' as log, written_in, id, jsonb_strip_nulls(to_jsonb({log}))::text as told from {log}"  # noqa: S608 - our own names
        " where written_in >= %s and written_in < %s"
        for log in logs()
    )
    ordered = f"select log || ' ' || told from ({each}) logs order by written_in, log, id"  # noqa: S608 - as above
    with connection.cursor() as zone:
        zone.execute(_IN_UTC)
    with connection.chunked_cursor() as cursor:
        cursor.execute(ordered, [begins, ends] * len(logs()))
        for (told,) in cursor:
            yield str(told).encode()

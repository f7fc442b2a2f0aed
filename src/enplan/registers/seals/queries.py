"""What has been sealed, and does everything still stand as it was?"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import connection, transaction

from enplan.kernel.actor import Actor
from enplan.registers.base.barrier import tell_actor
from enplan.registers.seals import rules
from enplan.registers.seals.facts import Checked, Fault, Seal, Wrong
from enplan.registers.seals.models import SealRecord, logs, rows_between


@transaction.atomic
def check(by: Actor, *, at: datetime, keys: Sequence[str], kept: Sequence[Seal] | None = None) -> Checked:
    """Try every seal against what stands in the logs, and, where they are given, against the seals kept elsewhere."""
    tell_actor(by)
    found: list[Fault] = []
    here: dict[int, Seal] = {}
    before, counted = None, 0
    for seal in SealRecord.objects.after(0):
        here[seal.said.number] = seal
        found += (Fault(wrong, seal.said.number) for wrong in rules.faults_of(seal, before, keys))
        rows, digest = rules.digest_of(rules.hash_of(before), rows_between(seal.said.begins, seal.said.ends))
        if (rows, digest) != (seal.said.rows, seal.said.digest):
            found.append(Fault(Wrong.CHANGED, seal.said.number))
        before, counted = seal, counted + rows
    found += _beyond(list(here.values()), at)
    if kept is not None:
        found += rules.faults_of_kept(here, kept, keys, at=at)
    return Checked(len(here), counted, len(kept or ()), tuple(found), before)


def _beyond(seals: Sequence[Seal], at: datetime) -> Iterator[Fault]:
    """What stands after the last seal: nothing old, and nothing of which no transaction can have been the one."""
    ends = seals[-1].said.ends if seals else rules.BEGINNING
    if rules.is_behind(seals, at=at) and any(_is_there(log, str(ends)) for log in logs()):
        yield Fault(Wrong.UNSEALED, 0)
    if any(_is_there(log, "enplan_none_begun_from()") for log in logs()):
        yield Fault(Wrong.OUTSIDE, 0)


def _is_there(log: str, since: str) -> bool:
    with connection.cursor() as cursor:
        # Our own names, both.
        cursor.execute(f"select exists (select from {log} where written_in >= {since})")  # noqa: S608  # nosec B608
        return bool(cursor.fetchone()[0])

"""How are the logs sealed?"""

from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction

from enplan.kernel.actor import Actor
from enplan.kernel.errors import Unfit
from enplan.registers.base.barrier import tell_actor
from enplan.registers.seals import rules
from enplan.registers.seals.facts import Seal, Signer, Unsigned
from enplan.registers.seals.models import KeptRecord, SealRecord, logs, rows_between


@transaction.atomic
def seal(by: Actor, *, at: datetime, signer: Signer) -> Seal | None:
    """Seal all that was written before the oldest transaction that still runs; none if it is not time, or done already.

    Raises:
        Unfit: the database counts its transactions anew, after it was copied to another cluster.
    """
    tell_actor(by)
    if not _alone():
        return None
    last = SealRecord.objects.last_made()
    if last is not None and at - last.said.at < rules.EVERY:
        return None
    ends, cluster = _all_ended_before()
    begins = last.said.ends if last else rules.BEGINNING
    if ends < begins:
        raise Unfit("seals.numbers_went_back")
    count, digest = rules.digest_of(rules.hash_of(last), rows_between(begins, ends))
    said = Unsigned(last.said.number + 1 if last else 1, begins, ends, count, digest, at, cluster)
    made = SealRecord(
        number=said.number,
        begins=begins,
        ends=ends,
        rows=count,
        digest=digest,
        at=at,
        cluster=cluster,
        key=signer.key,
        signature=signer.signs(rules.as_told(said)),
    )
    made.save(force_insert=True)
    return made.fact()


def keep_elsewhere(place: str, keep: Callable[[str], None], *, at: datetime) -> int:
    """Hand every seal that a place has not got to `keep`, in order; how many. What is kept stays kept if one fails."""
    has, count = KeptRecord.objects.filter(place=place).values_list("number", flat=True).first() or 0, 0
    for each in list(SealRecord.objects.after(has)):
        keep(rules.as_line(each))
        with transaction.atomic():
            KeptRecord.objects.update_or_create(place=place, defaults={"number": each.said.number, "at": at})
        count += 1
    return count


@transaction.atomic
def count_on(by: Actor) -> int:
    """Let the numbers of transactions go on after the highest there is, in a database that was copied; by its owner.

    The database decides what number a row gets, so this is a change of the database, as a migration is.
    """
    tell_actor(by)
    numbers = [f"select max(written_in) as number from {log}" for log in logs()]  # noqa: S608 - our own names
    numbers.append("select max(ends) from seal")
    with connection.cursor() as cursor:
        highest = f"select coalesce(max(number), 0) from ({' union all '.join(numbers)}) highest"  # noqa: S608  # nosec B608
        cursor.execute(highest)
        before = int(cursor.fetchone()[0]) + 1
        cursor.execute(
            "create or replace function enplan_transactions_before() returns bigint language sql stable as"
            f" 'select {before}::bigint'"
        )
    return before


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended('seal', 0))")
        return bool(cursor.fetchone()[0])


def _all_ended_before() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("select enplan_all_ended_before(), (pg_control_system()).system_identifier")
        ends, cluster = cursor.fetchone()
    return int(ends), int(cluster)

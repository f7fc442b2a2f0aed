"""How are several people let go at the same moment? Each on their own connection."""

from collections.abc import Callable
from threading import Barrier, Thread
from types import ModuleType

import pytest
from django.db import connection, transaction
from django.db.models import Model

from enplan.kernel.errors import Expected
from tests.assurance.canaries import open_to_change

Ready = Callable[[], object]  # said by each when all that comes before is done; then all go on together
Job = Callable[[Ready], object]
PATIENCE = 240  # seconds: on a small machine that others use too


def at_once(*jobs: Job) -> list[object]:
    """Each done, begun together; what came of it, or the expected error."""
    start, results = Barrier(len(jobs), timeout=PATIENCE), [None] * len(jobs)

    def run(place: int, job: Job) -> None:
        try:
            with transaction.atomic():
                results[place] = job(start.wait)
        except Exception as error:  # noqa: BLE001  # told to the one who asked, in their own thread
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, job)) for place, job in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    unexpected = [each for each in results if isinstance(each, Exception) and not isinstance(each, Expected)]
    assert not unexpected, unexpected
    return results


def refusals(results: list[object]) -> list[str]:
    """Why some were refused."""
    return [each.reason for each in results if isinstance(each, Expected)]


def count(table: str, where: str = "true") -> int:
    """How many rows there are, whoever looks."""
    with transaction.atomic(), open_to_change(table), connection.cursor() as cursor:
        cursor.execute(f'select count(*) from "{table}" where {where}')
        return int(cursor.fetchone()[0])


def both_read_first(monkeypatch: pytest.MonkeyPatch, commands: ModuleType, record: type[Model]) -> None:
    """The hold is taken away, and both have read before either writes: what happens at worst without it."""
    waiting, save = Barrier(2, timeout=PATIENCE), record.save

    def save_then(self: Model, *how: object, **told: object) -> None:
        waiting.wait()
        save(self, *how, **told)

    monkeypatch.setattr(commands, "hold_case", lambda *_: None)
    monkeypatch.setattr(record, "save", save_then)

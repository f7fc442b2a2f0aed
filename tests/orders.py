"""How is every order of acts tried, against a small model of what the law lets follow what?

A machine plays the real commands on the real database. Its model is written from the law and the seeds, not from the
code, and says before each act whether it may be done. What is refused has changed nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import Error, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from enplan.kernel.errors import Expected
from tests.clock import MORNING


class Orders(RuleBasedStateMachine):
    """Acts in any order. Whatever one row of them stores is taken back before the next."""

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.savepoint()
        self.at: datetime = MORNING

    def teardown(self) -> None:
        """Take everything back."""
        transaction.savepoint_rollback(self.point)

    def later(self, days: int = 0) -> datetime:
        """The clock goes on: no two acts are done at the same moment."""
        self.at += timedelta(days=days, minutes=1)
        return self.at

    @contextmanager
    def allowed(self, may: bool) -> Iterator[None]:
        """The act is done exactly when the model lets it, by an expected error that has a sentence."""
        why: Exception | None = None
        try:
            with transaction.atomic():
                yield
        except Expected as refused:
            why = refused
        assert (why is None) is may, (may, why)

    @contextmanager
    def held_by_the_database(self) -> Iterator[None]:
        """Whatever goes round the commands does not come through."""
        try:
            with transaction.atomic():
                yield
        except Error:
            return
        raise AssertionError("the database let it through")


def try_every_order(machine: type[Orders], *, examples: int, steps: int) -> None:
    """Play so many rows of so many acts, the same ones every time."""
    thorough = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=True,
        database=None,
        report_multiple_bugs=False,
        phases=[Phase.explicit, Phase.generate],  # a shorter row is not worth a minute of every run
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=thorough)

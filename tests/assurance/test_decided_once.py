"""Do fifty clicks at once give one decision, one letter and one complaint? (S7)

Fifty connections, let go at the same moment. Everything is committed, as it is for people.
"""

from collections.abc import Callable
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from enplan.journey.access.commands import open_case
from enplan.journey.decisions.commands import issue_decision, receive_complaint
from enplan.journey.decisions.facts import Decision
from enplan.kernel.errors import Expected
from enplan.kernel.sight import Sight
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from tests.assurance.at_once import count
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, a_plan_to_decide

pytestmark = pytest.mark.django_db(transaction=True)
CLICKS = 50
PATIENCE = 240  # seconds: fifty connections on a small machine that others use too


@pytest.fixture
def plan() -> Planned:
    """An agreed plan, committed."""
    with transaction.atomic():
        tell_actor(the_clock())
        return a_plan_to_decide()


def at_once(plan: Planned, who: str, job: Callable[[Sight], object], clicks: int) -> list[object]:
    """The same by one person on so many connections, begun together; what came of each."""
    start, results = Barrier(clicks, timeout=PATIENCE), [None] * clicks

    def run(place: int) -> None:
        try:
            with transaction.atomic():
                actor = plan.world.actor(who)
                sight = open_case(actor, at=NOW, case_id=plan.world.case_id, errand="story")
                start.wait()
                results[place] = job(sight)
        except Exception as error:  # noqa: BLE001  # told to the one who asked, in their own thread
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert [each for each in results if isinstance(each, Exception) and not isinstance(each, Expected)] == []
    return results


def complain(decision: Decision, key: UUID | None) -> Callable[[Sight], object]:
    """Mette complains over all of it; a form that is sent again carries the same key."""
    return lambda sight: receive_complaint(sight, at=NOW, decision_id=decision.id, text="Nej.", key=key)


def test_fifty_signatures_at_once_are_one_decision_and_one_letter(plan: Planned) -> None:
    choices = plan.choices("mentor")
    results = at_once(
        plan,
        COORDINATOR,
        lambda sight: issue_decision(sight, at=NOW, version_id=plan.version.id, choices=choices),
        CLICKS,
    )

    made = {each.id: each for each in results if isinstance(each, Decision)}
    told = {person for each in made.values() for part in each.parts for person in part.persons}
    assert len(results) == CLICKS
    assert len(made) == count("decision") == 1
    assert count("audit", "event = 'decision.issued'") == 1
    assert count("message", "message = 'decision.issued'") == len(told)  # each party once


def test_a_complaint_sent_fifty_times_at_once_is_one_and_other_complaints_are_others(plan: Planned) -> None:
    """The second half shows that the first one could fail: with keys of their own they are as many as they are."""
    with transaction.atomic():
        decision = plan.issue("mentor")
    persons = len({part.person_id for part in decision.parts})

    at_once(plan, "mette", complain(decision, uuid4()), CLICKS)
    assert count("complaint") == persons

    at_once(plan, "mette", complain(decision, None), 5)
    assert count("complaint") == persons * 6

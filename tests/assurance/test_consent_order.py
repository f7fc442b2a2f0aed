"""Is the order certain when a consent is taken back while somebody writes on the strength of it? (T31)"""

from datetime import datetime
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from enplan.demo.stories import mother_without_work as mettes
from enplan.demo.stories.telling import Telling
from enplan.journey.access.commands import open_case
from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.facts import Consent, ConsentKind
from enplan.journey.consent.queries import consents_page
from tests.builders_stories import mette_with_plans
from tests.clock import TODAY, Clock
from tests.doors.signed_in import as_

HELD = "for share"


@pytest.fixture
def story() -> Telling:
    with transaction.atomic():
        return mette_with_plans(TODAY)


def now() -> datetime:
    return Clock.now()


def a_shared_kind(story: Telling) -> Consent:
    """Something that Mette shares, other than the plan itself."""
    with transaction.atomic():
        sight = open_case(story.actor("mette"), at=now(), case_id=story.case_id, errand="story")
        page = consents_page(sight, on=TODAY)
    return next(each.consent for each in page.given if each.consent.scope.kind is not ConsentKind.PLAN)


def withdrawn_meanwhile(story: Telling, *, holding: bool) -> bool:
    """Whether a consent that Mette takes back is gone before the coordinator, who came first, is done."""
    consent, gone = a_shared_kind(story), Event()

    def take_back() -> None:
        try:
            with transaction.atomic():
                sight = open_case(story.actor("mette"), at=now(), case_id=story.case_id, errand="story")
                withdraw_consent(sight, at=now(), consent_id=consent.id)
            gone.set()
        finally:
            connection.close()

    with transaction.atomic():
        open_case(story.actor(mettes.COORDINATOR), at=now(), case_id=story.case_id, errand="story", holding=holding)
        thread = Thread(target=take_back)
        thread.start()
        meanwhile = gone.wait(3)
    thread.join(30)
    assert gone.is_set()  # in the end it is taken back in either case
    return meanwhile


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_waits_for_what_is_being_written(story: Telling) -> None:
    assert not withdrawn_meanwhile(story, holding=True)


@pytest.mark.django_db(transaction=True)
def test_without_the_hold_it_would_not_wait(story: Telling) -> None:
    """The control: this is what the hold is for."""
    assert withdrawn_meanwhile(story, holding=False)


@pytest.mark.django_db
def test_forms_hold_looks_do_not_and_neither_does_a_withdrawal(story: Telling) -> None:
    consent, mette = a_shared_kind(story), as_(story.actor("mette"))

    def holds(method: str, address: str) -> bool:
        with CaptureQueriesContext(connection) as said:
            getattr(mette, method)(address)
        return any(HELD in each["sql"] for each in said.captured_queries)

    assert not holds("get", "/min-plan/")
    assert holds("post", "/min-plan/oensker/")
    assert not holds("post", f"/min-plan/samtykker/{consent.id}/")

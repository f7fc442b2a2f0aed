"""Does a form that is sent twice do its work once, whatever it adds, and is nothing lost that is another act? (T58)"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver

from enplan.demo.stories.telling import Telling
from enplan.doors.jobs.forget_forms import KEPT, forget_old_forms
from enplan.doors.jobs.worker import Worker
from enplan.doors.parts.sending import ALREADY, FORM_KEY
from enplan.journey.plan.queries import plan_page
from enplan.registers.accounts.commands import begin_form, end_form, forget_forms, give_back_form
from enplan.registers.accounts.models import SentFormRecord
from tests.architecture.source import PACKAGE
from tests.architecture.test_routes import PUBLIC, patterns
from tests.builders_plan import drafted, noon
from tests.builders_sectorplans import a_household, a_plan
from tests.builders_stories import mette_with_plans
from tests.clock import TODAY
from tests.doors.desk.test_sectorplans import a_file
from tests.doors.signed_in import as_
from tests.worlds import mettes_case

pytestmark = pytest.mark.django_db
WISHES: Final = "/min-plan/oensker/"
HAVE: Final = "Jeg vil have en have"
NOW: Final = datetime(2026, 11, 23, 8, tzinfo=UTC)
# The routes that take forms outside the log-in. Sent twice they leave what they leave when sent once.
OUTSIDE: Final = {
    "log-ind/",  # who has signed in is signed in; nothing is added
    "log-ind/ny/",  # it says `once` itself: a person is known once
    "log-ud/",  # who has signed out is signed out
    "log-ud/overalt/",  # the same
    "soeg-en-plan/",  # only how one asks is shown to strangers; the form itself is behind the log-in and sent once
}


def sent(client: Client, address: str, form: dict[str, Any]) -> Any:
    """What comes back when the form is sent."""
    return client.post(address, form)


def wish(client: Client, key: str, text: str = HAVE) -> Any:
    """The form of a wish, sent with this key."""
    return sent(client, WISHES, {"nyt-text": text, "nyt-domain": "daily-life", FORM_KEY: key})


def wishes(story: Telling, text: str = HAVE) -> int:
    """How many goals say so."""
    page = plan_page(story.sight("mette", noon(story)), at=noon(story))
    return len([each for each in page.goals if each.text == text])


def test_a_wish_sent_twice_is_one_wish_and_the_second_leads_where_the_first_led() -> None:
    story = drafted()
    client = as_(story.actor("mette"))
    first, second = wish(client, "k"), wish(client, "k")

    assert (first.status_code, second.status_code) == (303, 303)
    assert second.url == first.url.partition("#")[0]
    assert ALREADY in client.get(second.url).content.decode()
    assert wishes(story) == 1


def test_without_the_key_it_would_be_two() -> None:
    story = drafted()
    client = as_(story.actor("mette"))
    for _ in range(2):
        client.post(WISHES, {"nyt-text": HAVE, "nyt-domain": "daily-life"})

    assert wishes(story) == 2


def test_every_page_gives_its_forms_new_keys() -> None:
    client = as_(drafted().actor("mette"))
    seen: list[str] = []
    for _ in range(2):
        page = client.get("/min-plan/").content.decode()
        keys = re.findall(rf'name="{FORM_KEY}" value="([^"]+)"', page)
        assert len(keys) == page.count('method="post"') > 3
        seen += keys

    assert len(set(seen)) == len(seen)


def test_other_words_in_the_same_form_are_another_wish() -> None:
    story = drafted()
    client = as_(story.actor("mette"))
    wish(client, "k")
    wish(client, "k", "Jeg vil have en hund")

    assert (wishes(story), wishes(story, "Jeg vil have en hund")) == (1, 1)


def test_the_key_of_another_keeps_nobody_from_writing() -> None:
    story = drafted()
    wish(as_(story.actor("mette")), "k")
    note = {"nyt-text": HAVE, "nyt-domain": "daily-life", FORM_KEY: "k"}

    assert as_(story.actor("Susanne Brandt")).post(WISHES, note).status_code == 403
    assert SentFormRecord.objects.count() == 1
    assert wishes(story) == 1


def test_a_form_that_was_not_good_enough_may_come_again() -> None:
    client = as_(drafted().actor("mette"))

    assert [wish(client, "k", " ").status_code for _ in range(2)] == [422, 422]
    assert SentFormRecord.objects.count() == 0


def test_a_form_that_failed_leaves_no_key() -> None:
    client = as_(drafted().actor("mette"))
    missing = f"/min-plan/maal/{uuid4()}/jeg-goer/"

    answers = [client.post(missing, {"title": "x", FORM_KEY: "k"}).status_code for _ in range(2)]

    assert answers[0] == answers[1] >= 400
    assert SentFormRecord.objects.count() == 0


def test_files_sent_twice_are_taken_in_once_and_a_corrected_file_is_another() -> None:
    world = mettes_case()
    client = as_(world.actor("Henrik Dam"))
    address = f"/arbejde/sager/{world.case_id}/sektorplaner/upload/"
    one, same = (
        sent(client, address, {"plan_files": [a_file(a_household(a_plan()))], FORM_KEY: "k"}) for _ in range(2)
    )
    broken = SimpleUploadedFile("plan.json", b"{", "application/json")

    assert (one.status_code, same.status_code) == (302, 303)
    assert same.url == one.url
    assert client.post(address, {"plan_files": [broken], FORM_KEY: "k"}).status_code == 400


def test_what_is_kept_names_nobody_and_says_nothing_of_the_form() -> None:
    story = drafted()
    address = f"/min-plan/udredning/{story.person('mette')}/det-der-virker/?person=mette"
    client = as_(story.actor("mette"))
    wish(client, "k")
    client.post(address, {FORM_KEY: "k"})

    kept = list(SentFormRecord.objects.values())
    assert kept
    assert {name for each in kept for name in each} == {"id", "sent_at", "led_to"}
    assert [each["led_to"] for each in kept if "?" in each["led_to"] or "mette" in each["led_to"]] == []


def test_a_key_is_good_for_one_act_until_it_is_given_back() -> None:
    form = UUID(int=7)

    assert begin_form(form, at=NOW) is None
    end_form(form, led_to="/min-plan/")
    assert begin_form(form, at=NOW) == "/min-plan/"
    give_back_form(form)
    assert begin_form(form, at=NOW) is None


def test_old_keys_are_forgotten_and_young_ones_are_not() -> None:
    for number, age in enumerate((timedelta(), KEPT - timedelta(seconds=1), KEPT + timedelta(seconds=1))):
        begin_form(UUID(int=number), at=NOW - age)

    assert forget_old_forms(at=NOW) == 1
    assert forget_forms(before=NOW + timedelta(seconds=1)) == 2


def test_the_worker_tidies_once_a_night() -> None:
    begin_form(UUID(int=1), at=NOW - KEPT - timedelta(days=1))
    now = NOW
    worker = Worker((), clock=lambda: now)
    worker.work()
    assert SentFormRecord.objects.count() == 0

    begin_form(UUID(int=2), at=NOW - KEPT - timedelta(days=1))
    now = NOW + timedelta(hours=1)
    worker.work()
    assert SentFormRecord.objects.count() == 1
    now = NOW + timedelta(days=1)
    worker.work()
    assert SentFormRecord.objects.count() == 0


def post_forms() -> Iterator[tuple[Path, str]]:
    """Every form of every template that is sent with POST, each as it is written."""
    for path in sorted(PACKAGE.rglob("*.html")):
        for form in re.findall(
            r'<form\b[^>]*method="post".*?</form>', path.read_text("utf-8"), re.DOTALL | re.IGNORECASE
        ):
            yield path, form


def test_every_form_that_is_sent_carries_a_key() -> None:
    forms = list(post_forms())
    without = [path.name for path, form in forms if not re.search(r"{% (csrf_token|form_key) %}", form)]

    assert len(forms) > 70
    assert without == []


def test_every_route_that_takes_a_form_takes_it_once() -> None:
    public = {written: pattern.callback for written, pattern in patterns(get_resolver()) if written in PUBLIC}
    takes = {
        written
        for written, view in public.items()
        if view.__name__ in {"log_in", "log_out", "log_out_everywhere", "welcome", "ask"}
    }
    asking = [pattern.callback for written, pattern in patterns(get_resolver()) if written not in PUBLIC]

    assert takes == OUTSIDE
    assert [view.__name__ for view in asking if not getattr(view, "asks_who", False)] == []


def test_a_stranger_who_asks_for_a_plan_twice_has_asked_once() -> None:
    client = as_(drafted().actor("jimmi"))
    asked = {"wish": "Jeg vil gerne have én plan.", "phone": "12 34 56 78", FORM_KEY: "k"}
    one, same = (sent(client, "/soeg-en-plan/", asked) for _ in range(2))

    assert (one.status_code, same.status_code) == (303, 303)
    assert same.url == one.url


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_are_one() -> None:
    with transaction.atomic():
        story = mette_with_plans(TODAY)
        actor = story.actor("mette")
    start, answers = Barrier(50, timeout=30), list[tuple[int, str]]()

    def send() -> None:
        try:
            client = as_(actor)
            start.wait()
            answer = wish(client, "k")
            answers.append((answer.status_code, answer.url.partition("#")[0]))
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)

    assert len(answers) == 50
    assert len(set(answers)) == 1
    with transaction.atomic():
        assert wishes(story) == 1
        assert SentFormRecord.objects.count() == 1

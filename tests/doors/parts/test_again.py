"""Does what binds ask who it is once more, and is nothing lost on the way? (security.md 2, T43)"""

from datetime import timedelta
from typing import Any, Final

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from enplan.doors.jobs.forget_forms import HELD, forget_old_forms
from enplan.doors.parts.http import ENTRY
from enplan.kernel.actor import Actor
from enplan.registers.accounts.commands import forget_held_forms, hold_form
from enplan.registers.accounts.facts import Level, Proof, Way
from enplan.registers.accounts.models import HeldFormRecord, SignInRecord
from tests.architecture.test_routes import patterns
from tests.clock import Clock
from tests.doors.at_mitid import PLAN, Town, a_town
from tests.doors.signed_in import as_
from tests.partners.openid.peer import CPR
from tests.worlds import World, mettes_case
from tests.worlds_decisions import a_plan_to_decide

pytestmark = pytest.mark.django_db
LONG: Final = settings.SIGN_IN_FRESH + timedelta(seconds=1)
HELD_VERSION: Final = "00000000-0000-4000-8000-000000000000"
# What binds somebody, and what they take along: these, and no others, ask once more.
BINDS: Final = {
    *("desk-decision-sign", "desk-decision-endorse", "desk-decision-reassess"),
    *("portal-approve", "portal-consent-question", "portal-consent-show"),
    *(
        "my-evidence-pdf",
        "desk-evidence-pdf",
        "desk-sector-assessment-data",
        "desk-decision-file-pdf",
        "desk-appeal-pdf",
    ),
}


@pytest.fixture
def world() -> World:
    return mettes_case()


def long_ago(actor: Actor, *, way: Way = Way.DEMO, said: bool = True) -> Client:
    """A browser in which they have been signed in for a while."""
    now = Clock.now()
    return as_(actor, proof=Proof(way, Level.SUBSTANTIAL, now - LONG if said else None))


def test_what_binds_asks_once_more_and_nothing_else_does() -> None:
    asking = {pattern.name for _, pattern in patterns(get_resolver()) if getattr(pattern.callback, "asks_again", False)}

    assert asking == BINDS


def test_who_showed_it_just_now_is_not_asked(world: World) -> None:
    client = as_(world.actor("mette"))

    assert "Vis, at det er dig" not in client.get("/min-plan/belysning.pdf").content.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("way", "there"), [(Way.DEMO, "/log-ind/"), (Way.MITID, "/log-ind/mitid/"), (Way.STAFF, "/log-ind/kommune/")]
)
def test_who_did_not_is_led_the_way_they_came_in_by(world: World, way: Way, there: str) -> None:
    answer = long_ago(world.actor("mette"), way=way).get("/min-plan/belysning.pdf")
    text = answer.content.decode()

    assert answer.status_code == 403
    assert "Vis, at det er dig" in text
    assert f'href="{there}?igen=1&amp;videre=%2Fmin-plan%2Fbelysning.pdf"' in text


def test_a_sign_in_that_is_too_weak_or_does_not_say_when_is_never_fresh(world: World) -> None:
    weak = as_(world.actor("mette"), proof=Proof(Way.MITID, Level.LOW, Clock.now()))

    assert "Vis, at det er dig" in weak.get("/min-plan/belysning.pdf").content.decode()
    unsaid = long_ago(world.actor("mette"), said=False)
    assert "Vis, at det er dig" in unsaid.get("/min-plan/belysning.pdf").content.decode()


def test_a_decision_is_not_signed_by_somebody_who_only_sits_there() -> None:
    plan = a_plan_to_decide()
    pattern = next(written for written, each in patterns(get_resolver()) if each.name == "desk-decision-sign")
    address = "/" + pattern.replace("<uuid:case_id>", str(plan.world.case_id))
    answer = long_ago(plan.world.actor("Susanne Brandt")).post(address, {"version": "x"})

    assert answer.status_code == 403
    assert "Vis, at det er dig" in answer.content.decode()


class TestHeld:
    """What somebody was about to send."""

    WORDS: Final = {"answer": "nej", "reason": "Jeg vil hellere have en have.", "formular": "k-1"}

    def _sent(self, client: Client) -> tuple[Any, HeldFormRecord]:
        answer = client.post(f"/min-plan/godkend/{HELD_VERSION}/", self.WORDS)
        return answer, HeldFormRecord.objects.get()

    def test_is_kept_closed_and_shown(self, world: World) -> None:
        answer, held = self._sent(long_ago(world.actor("mette")))

        assert answer.status_code == 403
        assert "Jeg vil hellere have en have." in answer.content.decode()
        assert "have" not in held.content
        assert held.address == f"/min-plan/godkend/{HELD_VERSION}/"

    def test_comes_back_to_the_same_person_alone_with_every_word_and_its_key(self, world: World) -> None:
        _, held = self._sent(long_ago(world.actor("mette")))
        page = as_(world.actor("mette")).get(f"/log-ind/holdt/{held.id}/").content.decode()

        assert f'action="{held.address}"' in page
        for name, value in self.WORDS.items():
            assert f'name="{name}" value="{value}"' in page
        assert page.rindex('name="formular" value="k-1"') > page.index('name="csrfmiddlewaretoken"')
        assert as_(world.actor("carsten")).get(f"/log-ind/holdt/{held.id}/").status_code == 404
        assert Client().get(f"/log-ind/holdt/{held.id}/").status_code == 302

    def test_is_not_sent_by_itself(self, world: World) -> None:
        _, held = self._sent(long_ago(world.actor("mette")))
        page = as_(world.actor("mette")).get(f"/log-ind/holdt/{held.id}/").content.decode()

        assert "Det er ikke sendt endnu" in page
        assert "http-equiv" not in page

    def test_is_gone_after_an_hour(self, world: World) -> None:
        mette, now = world.actor("mette"), Clock.now()
        old = hold_form(mette.account_id, at=now - HELD - timedelta(seconds=1), address="/", content="")

        assert as_(mette).get(f"/log-ind/holdt/{old}/").status_code == 404
        assert forget_held_forms(before=now - HELD) == 1
        assert forget_old_forms(at=now) == 0


def test_by_mitid_it_is_asked_there_too_and_the_sign_in_is_a_new_one() -> None:
    with a_town() as town:
        town.know("mette", cpr=CPR)
        client = town.browser()
        town.sign_in(client)
        before, case = client.session[ENTRY], "x"
        session = client.session
        session["case"] = case
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
        again = town_again(town, client)

        assert (town.peer.asked["prompt"], town.peer.asked["max_age"]) == ("login", "0")
        assert again.headers["Location"] == PLAN
        assert client.session[ENTRY] != before
        assert client.session["case"] == case, "what the browser had chosen stays"
        assert SignInRecord.objects.get(id=before).ended_at is not None


def test_who_only_says_that_they_showed_it_again_is_not_believed() -> None:
    with a_town() as town:
        town.know("mette", cpr=CPR)
        client = town.browser()
        town.sign_in(client)
        town.peer.token = {"auth_time": int((Clock.now() - LONG).timestamp())}

        assert town_again(town, client).status_code == 400


def town_again(town: Town, client: Client) -> Any:
    """Off once more, and back."""
    town.peer.at = Clock.now()
    there = client.get("/log-ind/mitid/?igen=1").headers["Location"]
    return client.get(town.peer.sign_in(there, code=f"again-{len(town.peer.used)}"))


def test_a_form_too_large_to_hold_is_not_held(world: World) -> None:
    client = long_ago(world.actor("mette"))
    answer = client.post(f"/min-plan/godkend/{HELD_VERSION}/", {"reason": "x " * 150_000})

    assert answer.status_code == 403
    assert not HeldFormRecord.objects.exists()
    assert "Vi gemmer det for dig" not in answer.content.decode()

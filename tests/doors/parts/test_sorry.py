"""Does every page that cannot be shown say what happened, and where to go from here?"""

import pytest
from django.test import Client, override_settings
from django.urls import path

from enplan.config.urls import handler400, handler403, handler404, handler500
from enplan.config.urls import urlpatterns as ours

pytestmark = pytest.mark.django_db


def broken(request: object) -> None:
    """A page with a mistake in it."""
    raise RuntimeError("Mette Holm Andersen")


urlpatterns = [*ours, path("i-stykker/", broken)]
HANDLERS = (handler400, handler403, handler404, handler500)


def test_an_address_without_a_page_says_so_in_danish() -> None:
    answer = Client().get("/findes-ikke/")

    assert answer.status_code == 404
    assert "Siden findes ikke" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_a_button_address_opened_by_hand_is_no_blank_page() -> None:
    answer = Client().get("/log-ud/")

    assert answer.status_code == 405
    assert "Adressen bruges kun af en knap" in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_with_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/log-ind/", {"account": "x"})

    assert answer.status_code == 403
    assert "Intet er gemt" in answer.content.decode()


@override_settings(ROOT_URLCONF="tests.doors.parts.test_sorry")
def test_a_mistake_of_ours_gets_a_number_that_the_log_has_too(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(raise_request_exception=False).get("/i-stykker/")

    assert answer.status_code == 500
    number = next(record.getMessage().split()[-1] for record in caplog.records if record.name == "enplan.doors")
    assert number in answer.content.decode()
    assert "Mette" not in answer.content.decode()

"""Can anything that is typed or sent break a page, or come out again as something else than text? (T56, T57, S9, S10)

Every form that somebody of a story is shown is filled with it, and every page is looked at afterwards.
"""

import json
import re
from typing import Any, Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from enplan.partners.sector_systems.household import BadHousehold, read_household
from tests.assurance.city import Browser, City, text_of
from tests.assurance.pages import Addresses, PageForm, forms_of, shape

pytestmark = pytest.mark.django_db
SCRIPT: Final = "</textarea></option>'\"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}${7*7}"
ODD: Final = {
    "letters that steer": "før\x00\x01\x07\x08\x1b[2Jefter\r\nSet-Cookie: a=b\r\n\r\nanden\u2028tredje\x85",
    "a family of signs": "👩‍👩‍👧‍👦🏳️‍🌈é\u202eסוף" + "Æøåbc" * 12,
    "very long": "langt " * 20_000,
    "digits without end": "9" * 5000,
    "a number beyond all": "99999999999999999999",
    "not a number": "NaN",
}
TURNS: Final = 4  # each time a form is sent, each of its fields gets another of these
WHO: Final = [("mette", "mette"), ("mette", "Susanne Brandt")]


def all_forms(city: City, story: str, who: str) -> tuple[Browser, list[str], list[PageForm]]:
    """Somebody's browser, the pages they can see, and every form on those."""
    browser, addresses = Browser(city.actor(who)), pages_for(city, story, who)
    return browser, addresses, forms_of(browser, addresses)


def pages_for(city: City, story: str, who: str) -> list[str]:
    """The pages of the person's own door."""
    door = "/min-plan" if who in city.cast.citizens else "/arbejde"
    return [each for each in Addresses(city, story, most=1).all() if each.startswith(door)]


@pytest.mark.parametrize(("story", "who"), WHO)
def test_nothing_typed_breaks_a_page(city: City, story: str, who: str) -> None:
    """In the fields for words, and in those that a browser would not let one type in."""
    browser, _, forms = all_forms(city, story, who)
    wrong = set()
    for form in forms:
        for turn in range(TURNS):
            names = list(form.filled("x"))
            texts = [list(ODD.values())[(place * 2 + turn) % len(ODD)] for place in range(len(names))]
            typed = {name: [text] for name, text in zip(names, texts, strict=True)}
            if turn == 0:  # what is not words stays as it was, so that the words come all the way
                typed = form.filled(ODD["letters that steer"])
            if browser.post(form.action, typed).status_code >= 500:
                wrong.add(f"{shape(form.action)}: {turn}")

    assert len(forms) > 15
    assert wrong == set()


def test_what_was_typed_comes_out_as_text(city: City) -> None:
    """A script is written into every field of every form, and nobody's page runs it."""
    wrong, stored = [], 0
    for story, who in WHO:
        browser, pages, forms = all_forms(city, story, who)
        for form in forms:
            answer = browser.post(form.action, form.filled(SCRIPT))
            stored += answer.status_code in {302, 303}
            if runs(answer):
                wrong.append(f"answer of {shape(form.action)}")
    for story, who in WHO:
        browser, pages = Browser(city.actor(who)), pages_for(city, story, who)
        wrong += [f"{who}: {shape(page)}" for page in pages if runs(browser.get(page))]

    assert stored > 40
    assert wrong == []


def runs(answer: HttpResponse) -> bool:
    """Whether a browser would take what was typed for something else than text: only a page can be run as one."""
    if not answer.headers.get("Content-Type", "text/html").startswith("text/html"):
        return answer.headers.get("X-Content-Type-Options") != "nosniff"
    return is_alive(text_of(answer))


def is_alive(page: str) -> bool:
    """Whether what was typed stands in the page as it was typed."""
    return "<script>alert" in page or "<img src=x" in page or "</textarea></option>" in page


@pytest.mark.parametrize(
    "question",
    [
        f"uge=0001-01-01&side={'9' * 5000}&forslag={'9' * 5000}&person=%00&ret=%00&om=%00&slags=%00&anden=%00",
        "uge=9999-12-31&side=99999999999999999999&forslag=99999999999999999999&person[]=x&ret=x&om=x&slags=x",
        "uge=2026-W01&side=0&forslag=%D9%A3&%ff=%fe&person=&ret=&om=&slags=&anden=",
        "uge=%00&side=-1&forslag=-1",
        "uge=2026-11-23T10:00&side=%C2%B2&forslag=%C2%B2&person=%f0%9f%98%80",
    ],
    ids=["too much", "too far", "nothing", "less than nothing", "not quite"],
)
@pytest.mark.parametrize("who", ["mette", "Susanne Brandt"])
def test_nothing_asked_for_breaks_a_page(city: City, who: str, question: str) -> None:
    case = f"/arbejde/sager/{city.stories['mette'].case_id}/"
    of_desk = [
        "/arbejde/sager/",
        *(case + page for page in ("plan/", "moeder/nyt/", "udredning/", "samtykker/", "opfoelgning/")),
    ]
    of_portal = [
        "/min-plan/",
        "/min-plan/fremgang/",
        "/min-plan/udredning/",
        "/min-plan/hvem-har-kigget/",
        "/soeg-en-plan/",
    ]
    browser = Browser(city.actor(who))
    answers = {page: browser.get(f"{page}?{question}") for page in (of_portal if who == "mette" else of_desk)}

    assert {page: one.status_code for page, one in answers.items() if one.status_code >= 500} == {}


class Unread:
    """A body that nobody may begin to read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("somebody began to read")

    readline = read


@pytest.mark.parametrize("address", ["/log-ind/", "/min-plan/oensker/", "/soeg-en-plan/", "/intet/"])
@pytest.mark.parametrize("length", ["12000001", "99999999999999999999999", "-5", "mange"])
def test_what_is_too_large_is_refused_before_it_is_read(address: str, length: str) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    answer = client.generic(
        "POST", address, b"", "multipart/form-data; boundary=x", CONTENT_LENGTH=length, **{"wsgi.input": Unread()}
    )

    assert answer.status_code == (404 if address == "/intet/" else 413)


def send(city: City, content: bytes, name: str = "plan.json") -> tuple[int, str]:
    """A file handed in at the desk."""
    browser = Browser(city.actor("Susanne Brandt"))
    file = SimpleUploadedFile(name, content, "application/json")
    address = f"/arbejde/sager/{city.stories['mette'].case_id}/sektorplaner/upload/"
    answer = browser.post(address, {"plan_files": file})
    return answer.status_code, text_of(answer)


def a_household(**changed: Any) -> dict[str, Any]:
    """A small household file for Mette."""
    plan = {
        "id": "ny",
        "plan_type": "min-plan",
        "person": "mette",
        "department": "Jobcenter Nordby",
        "made": "2026-11-02",
        "goals": [{"id": "maal", "text": "Mette arbejder lidt."}],
        "measures": [],
    }
    persons = [{"id": "mette", "name": "Mette Holm Andersen", "born": "1983-04-12"}]
    start = {"format": "enplan.household/1", "on": "2026-11-23", "municipality": "Nordby Kommune", "regime": "hop-2018"}
    return {**start, "persons": persons, "relations": [], "plans": [plan], **changed}


def deep(opening: str, closing: str, inside: str = "1", times: int = 200_000) -> bytes:
    return (opening * times + inside + closing * times).encode()


BROKEN: Final = {
    "lists in lists": deep("[", "]"),
    "tables in tables": deep('{"a":', "}"),
    "lists in a household": json.dumps(a_household())
    .replace('"relations": []', '"relations": ' + "[" * 50_000 + "]" * 50_000)
    .encode(),
    "an archive": b"PK\x03\x04" + bytes(range(256)) * 40,
    "an archive named as a plan": b"\x1f\x8b\x08" + bytes(500),
    "a page": b"<!doctype html><script>alert(1)</script>",
    "nothing": b"",
    "a nul": b"\x00",
    "of another alphabet": json.dumps(a_household(municipality="Nordby på Åen"), ensure_ascii=False).encode("latin-1"),
    "in sixteen bits": json.dumps(a_household()).encode("utf-16"),
    "a number of five thousand digits": json.dumps(a_household()).replace('"maal"', "9" * 5000).encode(),
    "a number beyond all bounds": json.dumps(a_household()).replace('"Mette arbejder lidt."', "1e999999999").encode(),
    "half a sign": b'{"format": "enplan.household/1", "on": "\\ud800"}',
    "a key twice": b'{"format": "enplan.household/1", "format": "enplan.household/1"}',
    "no number": b'{"on": NaN, "plans": -Infinity}',
    "a list": b"[]",
    "a word": b'"plan"',
    "nulls everywhere": json.dumps(dict.fromkeys(a_household())).encode(),
    "a nul in a text": json.dumps(a_household()).replace("arbejder", "arbej\\u0000der").encode(),
    "days that are none": json.dumps(a_household(on="2026-13-45")).encode(),
    "the year nought": json.dumps(a_household(on="0000-01-01")).encode(),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_told_what_is_wrong(city: City, kind: str) -> None:
    status, page = send(city, BROKEN[kind])

    assert status == 400, re.sub(r"<[^>]+>", " ", page)[-600:]
    assert not is_alive(page)


@pytest.mark.parametrize("kind", BROKEN)
def test_the_reader_of_files_only_fails_as_it_says(kind: str) -> None:
    with pytest.raises(BadHousehold):
        read_household(BROKEN[kind])


def test_a_file_that_would_happen_a_hundred_thousand_times_is_not_waited_for(city: City) -> None:
    """A measure of every day of a lifetime, and a plan of as many items as fit: told as too much, or shown at once."""
    sessions = [
        {
            "start": f"2026-11-{day:02}T{hour:02}:00",
            "end": f"2026-11-{day:02}T{hour:02}:30",
            "weekly_until": "2099-12-31",
        }
        for day in range(23, 30)
        for hour in range(7, 21)
    ]
    measure = {
        "id": "alt",
        "measure_type": "mentorstoette",
        "title": "Altid",
        "starts": "2026-11-23",
        "goals": ["ny/maal"],
        "sessions": sessions,
    }
    content = a_household()
    content["plans"][0]["measures"] = [measure]
    status, _ = send(city, json.dumps(content).encode())

    assert status in {302, 400}
    for page in ("samordning/", "plan/", "moeder/", "sektorplaner/"):
        browser = Browser(city.actor("Susanne Brandt"))
        assert browser.get(f"/arbejde/sager/{city.stories['mette'].case_id}/{page}").status_code == 200, page


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "plan\r\nX: y.json",
        "<script>alert(1)</script>.json",
        "a" * 300 + ".json",
        "\u202enosj.exe",
        "CON",
    ],
)
def test_the_name_of_a_file_is_only_a_name(city: City, name: str) -> None:
    status, page = send(city, b"nothing", name)

    assert status == 400
    assert not is_alive(page)

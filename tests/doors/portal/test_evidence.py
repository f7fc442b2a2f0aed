"""Can a citizen read how well lit their case is, in plain words?"""

import re

import pytest

from enplan.demo.stories.telling import Telling
from enplan.doors.letters.lix import MOST, lix
from enplan.doors.letters.render import FONTS
from tests.builders_stories import mette_with_plans
from tests.doors.reading import main_of, page_of, text_of
from tests.doors.signed_in import as_

pytestmark = pytest.mark.django_db
HERE = "/min-plan/belysning/"


@pytest.fixture
def story() -> Telling:
    return mette_with_plans()


def test_mette_reads_what_is_missing_and_that_it_is_not_her_task(story: Telling) -> None:
    page = as_(story.actor("mette")).get(HERE).content.decode()

    assert "Du skal ikke selv skaffe det." in page
    assert "Det betyder ikke, at nogen har bestemt noget om pension." in page
    assert re.search(r"\d+ af \d+ dele er på plads", page)
    assert "Dokumentation for at alle" not in page  # the law's own words stay at the desk


def test_it_is_plain_danish(story: Telling) -> None:
    text = text_of(main_of(page_of(as_(story.actor("mette")).get(HERE).content.decode())))

    assert (lix(text) or MOST + 1) <= MOST


def test_it_offers_no_form_and_no_way_to_the_desk(story: Telling) -> None:
    page = as_(story.actor("mette")).get(HERE).content.decode()

    assert "dokument/?dokument=" not in page
    assert as_(story.actor("mette")).post(HERE).status_code == 405


def test_freja_is_told_that_there_is_nobody(story: Telling) -> None:
    assert as_(story.actor("freja")).get(HERE).status_code == 404


@pytest.mark.skipif(not list(FONTS.glob("*.ttf")), reason="the fonts are fetched at set-up")
def test_mette_takes_the_file_along(story: Telling) -> None:
    answer = as_(story.actor("mette")).get("/min-plan/belysning.pdf")

    assert answer.content.startswith(b"%PDF")

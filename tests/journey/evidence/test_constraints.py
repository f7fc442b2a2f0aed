"""Does the database itself hold together what was settled?"""

from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.db.utils import ProgrammingError

from enplan.demo.stories.telling import Telling
from enplan.journey.evidence.models import MarkRecord
from tests.builders_stories import mette_with_plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Telling:
    told = mette_with_plans()
    told.sight("Susanne Brandt", told.at(0))
    return told


def _mark(story: Telling, category: str = "work", **what: Any) -> MarkRecord:
    given: dict[str, Any] = {"words": "Fordi", "who": "Henrik Dam", "by_day": story.today, "kind": "to-get", **what}
    return MarkRecord(
        case_id=story.case_id,
        person_id=story.person("mette"),
        category=category,
        document="overgangstidspunkt",
        by_name="Susanne Brandt",
        at=story.at(0),
        **given,
    )


@pytest.mark.parametrize(
    ("what", "rule"),
    [
        pytest.param({"kind": "not-needed", "words": ""}, "what_is_not_needed_has_a_reason", id="no reason"),
        pytest.param({"who": ""}, "what_is_to_be_got_has_a_name_and_a_day", id="nobody"),
        pytest.param({"by_day": None}, "what_is_to_be_got_has_a_name_and_a_day", id="no day"),
        pytest.param({"kind": "filed"}, "only_what_is_filed_names_a_paper", id="no paper"),
    ],
)
def test_a_rule_of_the_table(story: Telling, what: dict[str, Any], rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule):
        _mark(story, **what).save(force_insert=True)


def test_a_mark_is_never_changed(story: Telling) -> None:
    _mark(story).save(force_insert=True)

    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("update evidence_mark set who = 'En anden'")


def test_a_mark_is_shown_to_those_who_may_see_its_kind(story: Telling) -> None:
    _mark(story).save(force_insert=True)
    seen = {}
    for who in ("Susanne Brandt", "mette", "freja"):
        story.sight(who, story.at(1))
        seen[who] = MarkRecord.objects.count()

    assert seen == {"Susanne Brandt": 1, "mette": 1, "freja": 0}

"""Does the page on which a complaint is answered give help back without a last day, and does the citizen see it?"""

from datetime import UTC, timedelta, tzinfo
from html import unescape
from re import sub
from unittest.mock import patch

import pytest
from django.test import Client

from enplan.journey.decisions.commands import receive_complaint
from enplan.journey.decisions.queries import parts_in_force
from tests.builders_plan import COORDINATOR
from tests.clock import Clock
from tests.doors.portal.test_plan import text
from tests.doors.signed_in import as_
from tests.journey.decisions.test_given_back import with_less

pytestmark = pytest.mark.django_db
BEFORE_AFTER = "/min-plan/foer-og-efter/"


class NextWeek(Clock):
    """When the letter has come and been complained over."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "NextWeek":
        told = Clock.now(tz) + timedelta(days=7)
        return cls.fromtimestamp(told.timestamp(), told.tzinfo)


def plain(client: Client, address: str = "/min-plan/") -> str:
    """What is read on the page, without the marks."""
    return " ".join(unescape(sub("<[^>]+>", " ", text(client, address))).split())


def test_who_answers_leaves_the_last_day_empty_and_the_help_goes_on() -> None:
    story, decision, support = with_less()
    at = story.at(2, 13)
    (part,) = (each for each in decision.parts if each.element_id == support.id)
    (complaint,) = receive_complaint(story.sight("mette", at), at=at, decision_id=decision.id, part_ids=[part.id])
    here = f"/arbejde/sager/{story.case_id}/afgoerelse/klager/{complaint.parts[0].id}/"
    with patch("enplan.doors.parts.middleware.datetime", NextWeek):
        desk = as_(story.actor(COORDINATOR), at=NextWeek.now(UTC))
        mette = as_(story.actor("mette"), at=NextWeek.now(UTC))
        shown = plain(desk, here)
        assert "Står feltet tomt, når borgeren får helt ret, har hjælpen ingen slutdato." in shown
        assert "9. marts 2026 til 31. marts 2027 Begrundelse: Vi prøver til foråret." in plain(mette)

        assert "31. marts 2027" in plain(mette, BEFORE_AFTER)

        sent = desk.post(here, {"outcome": "changed", "reasons": "Du har ret.", "starts": "2026-03-09", "ends": ""})

        assert sent.status_code == 302
        assert "9. marts 2026 og indtil videre Som det står i brev af 30. november 2026" in plain(mette)
        assert "Vi prøver til foråret" not in plain(mette)  # why it was less is why no more
        (held,) = [each for each in parts_in_force(story.sight("mette", at)) if each.replaces]
        letter = plain(mette, f"/min-plan/breve/{held.decision_id}/")
        assert "Der er ingen slutdato." in letter
        assert "31. marts 2027" not in plain(mette, BEFORE_AFTER)

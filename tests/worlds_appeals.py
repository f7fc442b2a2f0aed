"""Who has got a no to one plan? Played by commands alone."""

from datetime import datetime

from enplan.demo.cast import Cast
from enplan.journey.entrance.commands import receive_request, screen_request
from enplan.journey.entrance.facts import Channel, Criterion, Origin, Reach, Request
from tests.builders_people import BECAUSE, answers
from tests.worlds import NOW

ANNE = "Anne Lykkegaard"


def refused(cast: Cast, who: str = "birgit", *, at: datetime = NOW, reach: Reach | None = None) -> Request:
    """They have asked on the portal, and the entrance has said no."""
    asked = receive_request(
        cast.citizens[who],
        at=at,
        origin=Origin.CITIZEN,
        channel=Channel.PORTAL,
        about_name="",
        about_born=cast.persons[who].born,
        wish="Jeg har to planer, der ikke passer sammen.",
    )
    screen_request(
        cast.professionals[ANNE],
        at=at,
        request_id=asked.id,
        answers=answers(Criterion.SEVERAL_PLANS),
        offered=False,
        reasons="Vi ser kun én plan, så der er ikke noget at samle.",
        citizen_said="Jeg synes, at der er to planer.",
        guidance=BECAUSE,
        reach=reach,
        person_id=cast.persons[who].id,
    )
    return asked

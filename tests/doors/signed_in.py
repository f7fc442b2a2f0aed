"""How does a test sit down at a door as somebody?"""

from datetime import UTC

from django.conf import settings
from django.test import Client

from enplan.doors.parts import middleware
from enplan.doors.parts.http import ENTRY, SEEN, SINCE
from enplan.kernel.actor import Actor


def as_(actor: Actor) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    session = client.session
    session[ENTRY] = str(actor.account_id)
    # The pages may be told another hour than it is; a log-in begins by the same clock, or it would be over at once.
    session[SINCE] = session[SEEN] = middleware.datetime.now(UTC).isoformat()  # type: ignore[attr-defined]  # theirs
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client

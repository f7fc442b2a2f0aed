"""How does a test sit down at a door as somebody?"""

from django.conf import settings
from django.test import Client

from enplan.doors.parts.http import ENTRY, SEEN, SINCE
from enplan.kernel.actor import Actor
from tests.clock import Clock


def as_(actor: Actor) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    session = client.session
    session[ENTRY] = str(actor.account_id)
    session[SINCE] = session[SEEN] = Clock.now().isoformat()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client

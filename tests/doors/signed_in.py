"""How does a test sit down at a door as somebody?"""

from datetime import datetime

from django.conf import settings
from django.test import Client

from enplan.doors.parts.http import ENTRY, SEEN
from enplan.kernel.actor import Actor
from enplan.registers.accounts.commands import begin_sign_in
from enplan.registers.accounts.facts import Level, Proof, Way
from tests.clock import Clock


def as_(actor: Actor, *, at: datetime | None = None, proof: Proof | None = None) -> Client:
    """A browser in which this person has signed in, just now and surely unless it is said otherwise."""
    now = at or Clock.now()
    signed = begin_sign_in(actor.account_id, at=now, proof=proof or Proof(Way.DEMO, Level.SUBSTANTIAL, now))
    client = Client()
    session = client.session
    session[ENTRY] = str(signed.id)
    session[SEEN] = now.isoformat()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key or ""
    return client

"""How does a test send somebody off to MitID and back? A case, and a broker that vouches for whom we say."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.test import Client

from enplan.doors import wiring
from enplan.kernel.ids import PersonId
from enplan.partners.openid.client import Client as Asking
from enplan.partners.openid.client import Provider
from enplan.registers.accounts.commands import know_again
from enplan.registers.accounts.facts import Mark
from enplan.registers.accounts.models import SignInRecord
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from tests.assurance.city import forget
from tests.clock import Clock
from tests.partners.openid.peer import CLIENT_ID, ISSUER, Peer
from tests.worlds import World, mettes_case

START, BACK, PLAN = "/log-ind/mitid/", "/log-ind/mitid/svar/", "/min-plan/"


@dataclass
class Town:
    """Mette's case, and a broker that vouches for whom we say."""

    world: World
    peer: Peer

    def browser(self) -> Client:
        """Somebody's, who has not signed in."""
        forget()
        return Client()

    def sent_off(self, client: Client, onward: str = "") -> str:
        """Off to MitID; the address they come back with."""
        self.peer.at = Clock.now()
        there = client.get(START, {"videre": onward} if onward else {})
        assert there.status_code == 302
        return self.peer.sign_in(there.headers["Location"], code=f"c-{len(self.peer.used)}")

    def sign_in(self, client: Client, onward: str = "") -> Any:
        """Off and back."""
        return client.get(self.sent_off(client, onward))

    def know(self, who: str, **marks: str) -> None:
        """The person is known by these from now on."""
        tell_actor(the_clock())
        seals = [wiring.sealed(Mark(mark), value) for mark, value in marks.items()]
        know_again(the_clock(), at=Clock.now(), person_id=PersonId(self.world.cast.persons[who].id), seals=seals)
        forget()


@contextmanager
def a_town() -> Iterator[Town]:
    """Mette's case in a municipality that has a broker."""
    world, peer = mettes_case(), Peer(Clock.now())
    client = Asking(Provider(ISSUER, CLIENT_ID, "s" * 40), line=peer)
    with patch.object(wiring, "mitid", lambda: client):
        yield Town(world, peer)


def is_in(client: Client) -> bool:
    """Whether the browser opens Min plan."""
    forget()
    return client.get(PLAN).status_code == 200


def latest() -> SignInRecord:
    """The newest sign-in."""
    found: SignInRecord = SignInRecord.objects.order_by("-at", "id")[0]
    return found

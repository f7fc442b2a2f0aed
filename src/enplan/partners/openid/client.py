"""How do we ask a provider who somebody is? The authorization code flow with PKCE, a state and a nonce of its own."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Protocol, TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException, Response

from enplan.partners.openid import checking
from enplan.partners.openid.checking import Claims
from enplan.partners.openid.faults import Unproved, cancelled, unreachable, untrue

SIGNED_BY: Final = ("RS256", "PS256", "ES256")  # never by nobody, and never with our own secret
TIMEOUT: Final = (3.05, 10)  # seconds: to reach them, and for each answer
MOST: Final = 1_000_000  # bytes of an answer
KNOWN_FOR: Final = timedelta(hours=1)
RESTS_FOR: Final = timedelta(seconds=15)  # one that did not answer is not asked again at once, so nobody waits in line
LOOPBACK: Final = {"127.0.0.1", "localhost", "::1"}
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom we ask, and as whom. `level` is asked for in `acr_values`, where the provider wants to be told."""

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    scopes: str = "openid"
    level: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)  # what else is sent along, such as idp_params


@dataclass(frozen=True, slots=True)
class Question:
    """What we asked: kept by us until the answer comes, and good for one answer."""

    state: str
    nonce: str
    verifier: str
    at: datetime
    again: bool = False  # whether they must show who they are once more


@dataclass(frozen=True, slots=True)
class Told:
    """What the provider says of somebody, checked; `token` is shown to it when they sign out."""

    claims: Claims
    token: str


class Line(Protocol):
    """The way to the provider."""

    def get(self, url: str, *, bearer: str = "") -> Response:
        """Read something."""

    def exchange(self, url: str, *, code: str, verifier: str, redirect: str) -> Mapping[str, Any]:
        """A code against tokens."""


class Network:
    """The way over the network: short, small, and never led elsewhere."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    def get(self, url: str, *, bearer: str = "") -> Response:
        """Read something."""
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        with self._session() as session:
            response: Response = session.get(
                url, withhold_token=True, headers=headers, allow_redirects=False, timeout=TIMEOUT, stream=True
            )
            body = response.raw.read(MOST + 1, decode_content=True)
        if len(body) > MOST:
            raise unreachable("the answer is too large")
        response._content = body  # noqa: SLF001  # read by hand, so that no answer is too large
        return response

    def exchange(self, url: str, *, code: str, verifier: str, redirect: str) -> Mapping[str, Any]:
        """A code against tokens."""
        with self._session() as session:
            token: Mapping[str, Any] = session.fetch_token(
                url,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                redirect_uri=redirect,
                allow_redirects=False,
                timeout=TIMEOUT,
            )
        return token

    def _session(self) -> Any:
        return OAuth2Session(self._provider.client_id, self._provider.secret, default_timeout=TIMEOUT)


class Client:
    """Asks one provider; what it says of itself is known for an hour."""

    def __init__(self, provider: Provider, line: Line | None = None) -> None:
        self.provider = provider
        self._line: Line = line or Network(provider)
        self._about: tuple[Mapping[str, Any], datetime] | None = None
        self._keys: KeySet | None = None
        self._silent_since: datetime | None = None

    def ask(self, *, redirect: str, at: datetime, again: bool = False) -> tuple[str, Question]:
        """Where the person is sent, and what we must remember until they come back.

        Raises:
            Unproved: the provider does not answer.
        """
        question = Question(generate_token(43), generate_token(43), generate_token(64), at, again)
        session = OAuth2Session(
            self.provider.client_id,
            scope=self.provider.scopes,
            redirect_uri=redirect,
            code_challenge_method="S256",
        )
        more = dict(self.provider.extra)
        if self.provider.level:
            more["acr_values"] = self.provider.level
        if again:
            more |= {"prompt": "login", "max_age": "0"}
        endpoint = self._endpoint("authorization_endpoint", at)
        address, _ = session.create_authorization_url(
            endpoint, state=question.state, code_verifier=question.verifier, nonce=question.nonce, **more
        )
        return address, question

    def hear(self, answer: str, *, question: Question, redirect: str, at: datetime) -> Told:
        """Who came back, from the address they came back with.

        Raises:
            Unproved: they broke off, the provider does not answer, or what it says is not an answer to our question.
        """
        code = self._code(answer, question)
        tokens = self._tried(
            lambda: self._line.exchange(
                self._endpoint("token_endpoint", at), code=code, verifier=question.verifier, redirect=redirect
            )
        )
        token, access = str(tokens.get("id_token") or ""), str(tokens.get("access_token") or "")
        claims = self._read(token, at)
        checking.must_be_fresh(claims, at=at)
        checking.must_answer(claims, nonce=question.nonce, access_token=access)
        if question.again:
            checking.must_be_as_fresh_as_asked(claims, since=question.at)
        more = self._more(access, at)
        if more:
            checking.must_be_of_the_same(claims, more)
        return Told({**more, **claims}, token)

    def leave(self, *, token: str, back: str, at: datetime) -> str | None:
        """Where somebody signs out at the provider too, if it has such a place."""
        place = self._known(at).get("end_session_endpoint")
        if not isinstance(place, str) or not self._is_safe(place):
            return None
        told = {"client_id": self.provider.client_id, "post_logout_redirect_uri": back}
        if token:
            told["id_token_hint"] = token
        return f"{place}{'&' if '?' in place else '?'}{urlencode(told)}"

    def _code(self, answer: str, question: Question) -> str:
        told = {name: values[0] for name, values in parse_qs(urlsplit(answer).query).items()}
        if told.get("state") != question.state:
            raise untrue("state is another")
        if told.get("iss", self.provider.issuer) != self.provider.issuer:
            raise untrue("another provider answers")
        if "error" in told:
            raise cancelled(f"the provider says {told['error'][:40]!r}")
        if not told.get("code"):
            raise untrue("code is missing")
        return told["code"]

    def _read(self, token: str, at: datetime) -> Claims:
        """What a signed token says, when it is signed by the provider and is for us."""
        try:
            decoded = jwt.decode(token, self._key_set(at), algorithms=list(SIGNED_BY))
        except (JoseError, ValueError) as first:
            try:  # their keys may have changed since we asked
                decoded = jwt.decode(token, self._key_set(at, anew=True), algorithms=list(SIGNED_BY))
            except (JoseError, ValueError):
                raise untrue("the signature does not hold") from first
        checking.must_be_for_us(decoded.claims, issuer=self.provider.issuer, client_id=self.provider.client_id)
        return decoded.claims

    def _more(self, access: str, at: datetime) -> Claims:
        """What the provider tells besides, where it has a place for it; signed or plain."""
        if "userinfo_endpoint" not in self._known(at):
            return {}
        response = self._tried(lambda: self._line.get(self._endpoint("userinfo_endpoint", at), bearer=access))
        if response.status_code != 200:
            raise unreachable(f"userinfo answers {response.status_code}")
        if response.headers.get("Content-Type", "").startswith("application/jwt"):
            return self._read(response.text, at)
        return _object(response)

    def _known(self, at: datetime) -> Mapping[str, Any]:
        """What the provider says of itself; it must be the one we asked, and its places as safe as its address."""
        if self._about is not None and timedelta() <= at - self._about[1] <= KNOWN_FOR:
            return self._about[0]
        if self._silent_since is not None and timedelta() <= at - self._silent_since <= RESTS_FOR:
            raise unreachable("it did not answer a moment ago")
        try:
            about = self._fetched(self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
        except Unproved:
            self._silent_since = at
            raise
        if about.get("issuer") != self.provider.issuer:
            raise unreachable("it says it is another")
        self._about, self._keys, self._silent_since = (about, at), None, None
        return about

    def _key_set(self, at: datetime, *, anew: bool = False) -> KeySet:
        if self._keys is None or anew:
            keys: Any = self._fetched(self._endpoint("jwks_uri", at))
            self._keys = KeySet.import_key_set(keys)
        return self._keys

    def _endpoint(self, name: str, at: datetime) -> str:
        place = self._known(at).get(name)
        if not isinstance(place, str) or not self._is_safe(place):
            raise unreachable(f"{name} is missing or unsafe")
        return place

    def _is_safe(self, place: str) -> bool:
        """Encrypted on its way; on the machine itself, as in tests, as plain as the address we were given."""
        parts, ours = urlsplit(place), urlsplit(self.provider.issuer)
        on_this_machine = parts.scheme == ours.scheme == "http" and {parts.hostname, ours.hostname} <= LOOPBACK
        return parts.scheme == "https" or on_this_machine

    def _fetched(self, url: str) -> Mapping[str, Any]:
        if not self._is_safe(url):
            raise unreachable("its address is unsafe")
        response = self._tried(lambda: self._line.get(url))
        if response.status_code != 200:
            raise unreachable(f"it answers {response.status_code}")
        return _object(response)

    @staticmethod
    def _tried(doing: Callable[[], Found]) -> Found:
        try:
            return doing()
        except (RequestException, OSError) as error:
            raise unreachable(type(error).__name__) from error
        except AuthlibBaseError as error:
            raise untrue(f"the code is refused: {str(error.error)[:40]}") from error


def _object(response: Response) -> Mapping[str, Any]:
    try:
        found = json.loads(response.content)
    except ValueError as error:
        raise unreachable("the answer is not JSON") from error
    if not isinstance(found, dict):
        raise unreachable("the answer is no object")
    return found

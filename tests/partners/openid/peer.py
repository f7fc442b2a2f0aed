"""Who answers as a provider when we want it to lie? One in this process, which signs whatever a test wants said."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from authlib.common.errors import AuthlibBaseError
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from requests import Response
from requests.exceptions import ConnectTimeout

from enplan.partners.openid.checking import half_hash

ISSUER: Final = "https://broker.example/op"
CLIENT_ID: Final = "enplan"
NSIS: Final = "https://data.gov.dk/concept/core/nsis/"
CPR: Final = "1204839995"  # of the form only: never issued


@cache
def key(name: str) -> RSAKey:
    """A key of the provider; made once, because it takes time."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"})


@dataclass
class Peer:
    """A provider that remembers what it was asked, and says what the test changes."""

    at: datetime
    token: dict[str, Any] = field(default_factory=dict)  # what is said otherwise; None: left out
    userinfo: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    signs_with: Callable[[], Any] = lambda: key("one")  # made when it is needed
    publishes: tuple[str, ...] = ("one",)
    silent: bool = False
    used: set[str] = field(default_factory=set)
    asked: dict[str, str] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)

    def sign_in(self, address: str, *, code: str = "c-1") -> str:
        """Where the browser comes back to, when the person has been asked at this address."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return f"{self.asked['redirect_uri']}?code={code}&state={self.asked['state']}"

    def get(self, url: str, *, bearer: str = "") -> Response:
        """What it says of itself, its keys, and what it says of the person."""
        self.calls.append(url)
        if self.silent:
            raise ConnectTimeout
        if url.endswith("/.well-known/openid-configuration"):
            return _answer(changed(self._about(), self.about))
        if url == f"{ISSUER}/jwks":
            return _answer(KeySet([key(name) for name in self.publishes]).as_dict(private=False))
        assert bearer == "a-1"
        return _answer(changed(self._userinfo(), self.userinfo))

    def exchange(self, url: str, *, code: str, verifier: str, redirect: str) -> Mapping[str, Any]:
        """A code against tokens, once, and only for whoever knows what its hash was."""
        self.calls.append(url)
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
        if code in self.used or challenge != self.asked["code_challenge"] or redirect != self.asked["redirect_uri"]:
            raise AuthlibBaseError("invalid_grant")
        self.used.add(code)
        claims = changed(self._claims(), self.token)
        header = {"alg": "RS256", "kid": "one", **self.header}
        return {"id_token": _signed(header, claims, self.signs_with()), "access_token": "a-1"}

    def _about(self) -> dict[str, Any]:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/auth",
            "token_endpoint": f"{ISSUER}/token",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "jwks_uri": f"{ISSUER}/jwks",
            "end_session_endpoint": f"{ISSUER}/out",
        }

    def _claims(self) -> dict[str, Any]:
        now = int(self.at.timestamp())
        return {
            "iss": ISSUER,
            "aud": CLIENT_ID,
            "sub": "s-1",
            "nonce": self.asked["nonce"],
            "iat": now,
            "nbf": now,
            "exp": now + 300,
            "auth_time": now,
            "at_hash": half_hash("a-1"),
            "loa": f"{NSIS}Substantial",
            "ial": f"{NSIS}Substantial",
            "aal": f"{NSIS}High",
            "identity_type": "private",
            "transaction_id": "t-1",
            "idp_transaction_id": "b-1",
            "session_expiry": str(now + 3600),
            "sid": "x-1",
        }

    @staticmethod
    def _userinfo() -> dict[str, Any]:
        return {
            "sub": "s-1",
            "mitid.uuid": "7B4C4E9A-2F7A-4B57-9C07-1A3F4B7C1D11",
            "mitid.age": "43",
            "mitid.date_of_birth": "1983-04-12",
            "mitid.has_cpr": "true",
            "mitid.identity_name": "Mette Holm Andersen",
            "mitid.geo_ip_distance_km": "12",
            "dk.cpr": CPR,
        }


def changed(said: dict[str, Any], otherwise: Mapping[str, Any]) -> dict[str, Any]:
    """What is said, with what is said otherwise; None leaves out."""
    return {name: value for name, value in {**said, **otherwise}.items() if value is not None}


def _signed(header: dict[str, Any], claims: dict[str, Any], with_key: Any) -> str:
    said = f"{_coded(json.dumps(header).encode())}.{_coded(json.dumps(claims).encode())}"
    if header["alg"] == "none":
        return f"{said}."
    if isinstance(with_key, bytes):
        return f"{said}.{_coded(hmac.new(with_key, said.encode(), sha256).digest())}"
    return jwt.encode(header, claims, with_key, algorithms=[header["alg"]])


def _coded(part: bytes) -> str:
    return urlsafe_b64encode(part).decode().rstrip("=")


def public_as_secret() -> bytes:
    """The provider's public key used as if it were a secret that both share."""
    return key("one").as_pem(private=False)


def another_kind() -> ECKey:
    """A key of another kind that nobody has published."""
    return ECKey.generate_key("P-256", {"kid": "one"})


def _answer(told: object) -> Response:
    response = Response()
    response.status_code = 200
    response._content = json.dumps(told).encode()
    response.headers["Content-Type"] = "application/json"
    return response

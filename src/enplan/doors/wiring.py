"""Which partner is asked, with which settings, and with which keys is sealed and closed what others need not read?"""

import hmac
from functools import cache
from hashlib import sha256
from typing import Any, Final

from django.conf import settings
from django.utils.crypto import salted_hmac
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from enplan.partners.mitid.mapping import Names
from enplan.partners.openid.client import Client, Provider
from enplan.registers.accounts.facts import Level, Mark, Seal

CLOSING: Final = {"alg": "dir", "enc": "A256GCM"}


@cache
def mitid() -> Client | None:
    """The broker of MitID, where the municipality has one."""
    return _client(settings.MITID)


def mitid_names() -> Names:
    """What that broker calls each fact."""
    told: dict[str, Any] = dict(settings.MITID_CLAIMS)
    if "levels" in told:
        told["levels"] = tuple(told["levels"].split())
    also = {word: Level(level) for word, level in settings.MITID_LEVELS.items()}
    return Names(**told, also=also)


def sealed(mark: Mark, value: str) -> Seal:
    """A mark as it may be kept. Without the key, ten digits cannot be tried against it."""
    key = (settings.IDENTITY_KEY or settings.SECRET_KEY).encode()
    return Seal(mark, hmac.new(key, f"{mark.value}:{value}".encode(), sha256).hexdigest())


def closed(text: str) -> str:
    """A text that the database keeps and cannot read."""
    return jwe.encrypt_compact(CLOSING, text, _key(), algorithms=list(CLOSING.values())) if text else ""


def opened(text: str) -> str:
    """The text again; empty when it was closed with another key, or by somebody else."""
    try:
        found = jwe.decrypt_compact(text, _key(), algorithms=list(CLOSING.values())).plaintext if text else b""
    except (JoseError, ValueError):
        return ""
    return (found or b"").decode()


def _key() -> OctKey:
    return OctKey.import_key(salted_hmac("enplan.closing", "", secret=settings.SECRET_KEY, algorithm="sha256").digest())


def _client(told: dict[str, str]) -> Client | None:
    if not told["issuer"]:
        return None
    return Client(Provider(told["issuer"], told["client_id"], told["secret"], told["scopes"], told["level"]))

"""How is something kept for a while in the database, that nobody can read who has only the database?"""

from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

CLOSING: Final = {"alg": "dir", "enc": "A256GCM"}


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

"""Is a token ours, fresh, and an answer to what we asked? Signatures are looked at elsewhere; this is what it says."""

import hmac
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from enplan.partners.openid.faults import untrue

SKEW: Final = timedelta(seconds=60)  # so much may two clocks differ
OLDEST: Final = timedelta(minutes=10)  # a token is made for us while we wait
Claims = Mapping[str, object]


def must_be_for_us(claims: Claims, *, issuer: str, client_id: str) -> None:
    """From the one we asked, and for us: somebody else's token opens nothing here.

    Raises:
        Unproved: it is not.
    """
    if claims.get("iss") != issuer:
        raise untrue("iss is another")
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    if client_id not in audiences:
        raise untrue("aud is another")
    if "azp" in claims and claims["azp"] != client_id:
        raise untrue("azp is another")
    if len(audiences) > 1 and "azp" not in claims:
        raise untrue("aud names several, and azp is missing")


def must_be_fresh(claims: Claims, *, at: datetime) -> None:
    """Made just now, and still good.

    Raises:
        Unproved: it is not, or does not say when.
    """
    until, made = moment(claims.get("exp")), moment(claims.get("iat"))
    if until is None or made is None:
        raise untrue("exp or iat is missing")
    if until <= at - SKEW:
        raise untrue("exp has passed")
    if not at - OLDEST <= made <= at + SKEW:
        raise untrue("iat is not now")
    begins = moment(claims.get("nbf"))
    if begins is not None and begins > at + SKEW:
        raise untrue("nbf has not come")


def must_answer(claims: Claims, *, nonce: str, access_token: str) -> None:
    """An answer to this very question, and the access token is the one that came with it.

    Raises:
        Unproved: it is not.
    """
    if not hmac.compare_digest(str(claims.get("nonce") or "").encode(), nonce.encode()):
        raise untrue("nonce is another")
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise untrue("sub is missing")
    told = claims.get("at_hash")
    if told is not None and not hmac.compare_digest(str(told).encode(), half_hash(access_token).encode()):
        raise untrue("at_hash is another")


def must_be_as_fresh_as_asked(claims: Claims, *, since: datetime) -> None:
    """They showed who they are after we asked for it, and not once before.

    Raises:
        Unproved: they did not, or nobody says when they did.
    """
    shown = moment(claims.get("auth_time"))
    if shown is None or shown < since - SKEW:
        raise untrue("auth_time is before we asked")


def must_be_of_the_same(token: Claims, more: Claims) -> None:
    """What is told besides is about the one whom the token is about.

    Raises:
        Unproved: it is about somebody else.
    """
    if more.get("sub") != token.get("sub"):
        raise untrue("userinfo is about another sub")


def moment(told: object) -> datetime | None:
    """Seconds since 1970, as a number or, as some write it, as a text."""
    try:
        seconds = float(told) if isinstance(told, int | float | str) and not isinstance(told, bool) else None
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def half_hash(text: str) -> str:
    """The left half of the SHA-256, as tokens tell of one another."""
    return urlsafe_b64encode(sha256(text.encode()).digest()[:16]).decode().rstrip("=")

"""How does a browser come to be somebody's, and stop being so?"""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from enplan.doors.parts.http import ENTRY, SEEN
from enplan.registers.accounts.facts import SignIn, SignInId


def enter(request: HttpRequest, signed: SignIn) -> None:
    """From now on the browser is theirs; nothing of the one before is left in it, and no old key opens anything."""
    request.session.flush()
    request.session[ENTRY] = str(signed.id)
    request.session[SEEN] = signed.at.isoformat()
    rotate_token(request)


def renew(request: HttpRequest, signed: SignIn) -> None:
    """The same person has shown who they are again: a new key, and what the browser had chosen stays."""
    request.session[ENTRY] = str(signed.id)
    request.session[SEEN] = signed.at.isoformat()
    request.session.cycle_key()
    rotate_token(request)


def come_in(request: HttpRequest, signed: SignIn) -> None:
    """In as the same as before, or as somebody else."""
    before: SignIn | None = getattr(request, "sign_in", None)
    same = before is not None and before.actor.account_id == signed.actor.account_id
    (renew if same else enter)(request, signed)


def present(request: HttpRequest) -> SignInId | None:
    """The sign-in that the browser has now, which ends when another begins."""
    signed: SignIn | None = getattr(request, "sign_in", None)
    return signed.id if signed else None


def inside(address: str) -> str:
    """The address if it lies on this site, else nothing: nobody is led elsewhere by a link to the log-in."""
    parts = urlsplit(address)
    is_inside = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.netloc
    return address if is_inside else ""

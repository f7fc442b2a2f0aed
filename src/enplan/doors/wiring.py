"""Which partner is asked, with which settings, and with which key are marks sealed?"""

import hmac
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from enplan.kernel.actor import Role
from enplan.partners.anchors.places import File, Place, Receiver
from enplan.partners.directory import mapping as directory
from enplan.partners.mitid import mapping as broker
from enplan.partners.openid.client import Client, Provider
from enplan.registers.accounts.facts import Level, Mark, Seal
from enplan.registers.seals.facts import Signer
from enplan.registers.seals.rules import signer_of


@cache
def mitid() -> Client | None:
    """The broker of MitID, where the municipality has one."""
    return _client(settings.MITID)


@cache
def staff() -> Client | None:
    """The municipality's own directory, where it speaks OpenID Connect."""
    return _client(settings.STAFF)


def mitid_names() -> broker.Names:
    """What that broker calls each fact."""
    return broker.Names(**_named(settings.MITID_CLAIMS, settings.MITID_LEVELS))


def staff_names() -> directory.Names:
    """What that directory calls each fact."""
    return directory.Names(**_named(settings.STAFF_CLAIMS, settings.STAFF_LEVELS))


def staff_roles() -> dict[str, Role]:
    """Which roles the directory's names stand for."""
    return {name: Role(role) for name, role in settings.STAFF_ROLES.items()}


def _named(claims: Mapping[str, str], levels: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = dict(claims)
    if "levels" in told:
        told["levels"] = tuple(told["levels"].split())
    return {**told, "also": {word: Level(level) for word, level in levels.items()}}


def sealed(mark: Mark, value: str) -> Seal:
    """A mark as it may be kept. Without the key, ten digits cannot be tried against it."""
    key = (settings.IDENTITY_KEY or settings.SECRET_KEY).encode()
    return Seal(mark, hmac.new(key, f"{mark.value}:{value}".encode(), sha256).hexdigest())


@cache
def log_signer() -> Signer:
    """Who signs the seals of the logs."""
    return signer_of(settings.LOG_KEY or f"log:{settings.SECRET_KEY}")


def log_keys() -> list[str]:
    """The public keys whose signature on a seal counts."""
    return [log_signer().key, *settings.LOG_KEYS_BEFORE]


def anchors() -> list[Place]:
    """Where the seals are kept."""
    places: list[Place] = []
    if settings.LOG_ANCHOR_FILE:
        places.append(File(Path(settings.LOG_ANCHOR_FILE)))
    if settings.LOG_ANCHOR_URL:
        places.append(Receiver(settings.LOG_ANCHOR_URL, settings.LOG_ANCHOR_TOKEN))
    return places


def _client(told: dict[str, str]) -> Client | None:
    if not told["issuer"]:
        return None
    return Client(Provider(told["issuer"], told["client_id"], told["secret"], told["scopes"], told["level"]))

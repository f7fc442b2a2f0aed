"""What does a seal say, who has signed it, and does it fit the one before and the one that is kept elsewhere?"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from enplan.registers.seals.facts import Fault, Seal, Signer, Unsigned, Wrong

EVERY: Final = timedelta(minutes=4)  # sealed and taken elsewhere at most five minutes after it was written
LATE: Final = timedelta(minutes=15)  # older than this and not sealed, or not elsewhere, is a fault
BEGINNING: Final = -(2**63)  # no transaction comes before it
NOTHING_BEFORE: Final = bytes(32)
_ALGORITHM: Final = "Ed25519"


def digest_of(before: bytes, rows: Iterable[bytes]) -> tuple[int, str]:
    """How many rows, and the digest over them and the seal before. Each row counts by its own digest."""
    total, count = sha256(before), 0
    for row in rows:
        total.update(sha256(row).digest())
        count += 1
    return count, total.hexdigest()


def hash_of(seal: Seal | None) -> bytes:
    """What the next seal carries on: everything the one before says, with its signature."""
    return sha256(as_line(seal).encode()).digest() if seal else NOTHING_BEFORE


def as_told(said: Unsigned) -> bytes:
    """What is signed: the same bytes for the same seal, whoever writes them."""
    return json.dumps(asdict(said) | {"at": said.at.isoformat()}, sort_keys=True, separators=(",", ":")).encode()


def as_line(seal: Seal) -> str:
    """The seal in one line, as it is kept elsewhere."""
    told = json.loads(as_told(seal.said)) | {"key": seal.key, "signature": seal.signature}
    return json.dumps(told, sort_keys=True, separators=(",", ":"))


def read_line(line: str) -> Seal:
    """The same, read back.

    Raises:
        ValueError: it is no seal.
    """
    try:
        told: dict[str, Any] = json.loads(line)
        key, signature = str(told.pop("key")), str(told.pop("signature"))
        return Seal(Unsigned(**told | {"at": datetime.fromisoformat(told["at"])}), key, signature)
    except (AttributeError, KeyError, TypeError) as no:
        raise ValueError("no seal") from no


def signer_of(secret: str) -> Signer:
    """Who signs with this secret. The key follows from the secret alone, so nothing but the secret has to be kept."""
    own = OKPKey.derive_key(secret, _ALGORITHM, kdf_options={"salt": b"en plan", "info": b"seals of the log"})

    def signs(told: bytes) -> str:
        return jws.serialize_compact({"alg": _ALGORITHM}, told, own, algorithms=[_ALGORITHM]).rpartition(".")[2]

    return Signer(str(own.as_dict(private=False)["x"]), signs)


def is_signed(seal: Seal) -> bool:
    """Whether the seal's own key has signed exactly what it says."""
    try:
        public = OKPKey.import_key({"kty": "OKP", "crv": _ALGORITHM, "x": seal.key})
        head = urlsafe_b64encode(json.dumps({"alg": _ALGORITHM}, separators=(",", ":")).encode()).rstrip(b"=")
        body = urlsafe_b64encode(as_told(seal.said)).rstrip(b"=")
        token = b".".join([head, body, seal.signature.encode()])
        jws.deserialize_compact(token, public, algorithms=[_ALGORITHM])
    except (JoseError, ValueError):
        return False
    return True


def faults_of(seal: Seal, before: Seal | None, keys: Iterable[str]) -> list[Wrong]:
    """What is wrong with the seal itself and with how it goes on from the one before; its rows are another matter."""
    number, begins = (before.said.number + 1, before.said.ends) if before else (1, BEGINNING)
    found = [
        (Wrong.GAP, seal.said.number != number),
        (Wrong.JOIN, seal.said.begins != begins or seal.said.ends < begins),
        (Wrong.UNKNOWN_KEY, seal.key not in keys),
        (Wrong.FORGED, not is_signed(seal)),
    ]
    return [wrong for wrong, is_so in found if is_so]


def faults_of_kept(
    here: Mapping[int, Seal], kept: Sequence[Seal], keys: Iterable[str], *, at: datetime
) -> tuple[Fault, ...]:
    """What the seals kept elsewhere tell of those here: only they know an end that was cut off, or all written anew."""
    found = []
    for each in kept:
        number = each.said.number
        if each.key not in keys or not is_signed(each):
            found.append(Fault(Wrong.FORGED, number))  # somebody has written in the other place
        elif number not in here:
            found.append(Fault(Wrong.CUT_OFF, number))
        elif here[number] != each:
            found.append(Fault(Wrong.WRITTEN_ANEW, number))
    known = {each.said.number for each in kept}
    late = [number for number, seal in here.items() if number not in known and at - seal.said.at > LATE]
    return (*dict.fromkeys(found), *(Fault(Wrong.NOT_KEPT, number) for number in sorted(late)))


def is_behind(seals: Sequence[Seal], *, at: datetime) -> bool:
    """Whether nothing more has been sealed for long: no seal was made, or a transaction that hangs holds them back."""
    if not seals:
        return True
    reached = min(seal.said.at for seal in seals if seal.said.ends == seals[-1].said.ends)
    return at - reached > LATE

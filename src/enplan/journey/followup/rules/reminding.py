"""Which reminders are new, and which are settled?

A reminder says only of which kind something is and by when. Its key is a digest, so that a list over many cases can be
made of it without telling what it is about.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from enplan.journey.dossier.facts import Awaited
from enplan.journey.followup.facts import Due, DueKind
from enplan.journey.followup.rules.due import Ground, can_judge
from enplan.kernel.ids import CaseId


def digest(case_id: CaseId, kind: DueKind, key: str) -> str:
    """A key that is the same for the same thing in the same case, and from which nothing can be read."""
    return sha256(f"{case_id}|{kind.value}|{key}".encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be written to come in step with what is due."""

    new: tuple[Due, ...]
    settled: frozenset[tuple[DueKind, str]]  # kind and digest


def step(
    case_id: CaseId, dues: Iterable[Due], open_reminders: Iterable[tuple[DueKind, str, object]], ground: Ground
) -> Step:
    """Compare what is due with the reminders that are open (kind, digest, day)."""
    wanted = {(due.kind, digest(case_id, due.kind, due.key), due.day): due for due in dues}
    there = set(open_reminders)
    judged = {
        (kind, digest(case_id, kind, key)) for kind in DueKind for key in _keys(ground) if can_judge(ground, kind, key)
    }
    settled = frozenset(
        (kind, key)
        for kind, key, day in there
        if (kind, key, day) not in wanted and (ground.sees_all or (kind, key) in judged or _whole_kind(ground, kind))
    )
    return Step(tuple(due for one, due in wanted.items() if one not in there), settled)


def ordered_elsewhere(case_id: CaseId, awaited: Iterable[Awaited]) -> frozenset[str]:
    """The digests of the late statements that were ordered in a sector plan."""
    return frozenset(digest(case_id, DueKind.STATEMENT_LATE, each.key) for each in awaited if each.where)


def _whole_kind(ground: Ground, kind: DueKind) -> bool:
    return can_judge(ground, kind, "") and kind in {DueKind.CONSENT, DueKind.JOIN}


def _keys(ground: Ground) -> set[str]:
    return {
        "plan",
        *(duty.name for duty in ground.duties),
        *(str(meeting.id) for meeting in ground.meetings),
        *(plan.id for plan in ground.plans),
        *(each.key for each in ground.awaited),
        *(each.key for each in ground.promised),
        *ground.copies,
    }

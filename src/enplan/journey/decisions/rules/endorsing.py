"""Does a second professional agree with exactly these answers? (four eyes, where the municipality wants it)"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

from enplan.journey.decisions.facts import Choice, Endorsement


def prints(choices: Iterable[Choice]) -> dict[str, str]:
    """By measure the print of its answer; another word gives another print."""
    return {
        str(choice.element_id): sha256(repr(replace(choice, revision=0)).encode()).hexdigest() for choice in choices
    }


def print_of_all(choices: Iterable[Choice]) -> str:
    """One print of all answers, which a form carries: what was read is what is agreed to."""
    return sha256(repr(sorted(prints(choices).items())).encode()).hexdigest()


def endorsed(choices: Mapping[UUID, Choice], endorsements: Iterable[Endorsement], signer: UUID) -> Endorsement | None:
    """The newest agreement of somebody else than the signer that holds for every answer as it stands now."""
    wanted = prints(choices.values()).items()
    agreed = (each for each in endorsements if each.by_account != signer and wanted <= each.answers.items())
    return max(agreed, key=lambda each: (each.at, str(each.id)), default=None)

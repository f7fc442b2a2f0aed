"""How far has the plan come, as the citizen follows it?"""

from enum import StrEnum
from typing import Final

from enplan.journey.plan.facts import Standing, Version


class PlanStage(StrEnum):
    """One stretch of the way to a plan; before them lies the request, whose answer was yes."""

    GATHERING = "gathering"  # the plans there are, and the consents
    DRAFTING = "drafting"
    ANSWERING = "answering"
    IN_FORCE = "in-force"


STAGES: Final = tuple(PlanStage)


def stage_of(*, drafted: bool, proposed: Version | None, approved: Version | None) -> PlanStage:
    """The stage that goes on now. A new proposal beside a plan in force takes nothing back."""
    if approved is not None:
        return PlanStage.IN_FORCE
    if proposed is not None:
        return PlanStage.DRAFTING if proposed.standing is Standing.REJECTED else PlanStage.ANSWERING
    return PlanStage.DRAFTING if drafted else PlanStage.GATHERING

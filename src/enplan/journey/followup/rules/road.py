"""Where on the way is the case, and what is the next step?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """The steps of the citizen's way, in order."""

    ENTRANCE = "entrance"
    TEAM = "team"
    CONSENT = "consent"
    ASSESSMENT = "assessment"
    SECTORPLANS = "sectorplans"
    COORDINATION = "coordination"
    DRAFT = "draft"
    APPROVAL = "approval"
    DECISION = "decision"
    MEETINGS = "meetings"
    FOLLOWUP = "followup"


class Mark(StrEnum):
    """How far it has come with a step."""

    DONE = "done"
    NOW = "now"
    BEGUN = "begun"  # something of it is there, but not all
    AHEAD = "ahead"


PAGE: Final = {
    Stage.ENTRANCE: "",
    Stage.TEAM: "team/",
    Stage.CONSENT: "samtykker/",
    Stage.ASSESSMENT: "udredning/",
    Stage.SECTORPLANS: "sektorplaner/",
    Stage.COORDINATION: "samordning/",
    Stage.DRAFT: "plan/",
    Stage.APPROVAL: "plan/",
    Stage.DECISION: "afgoerelse/",
    Stage.MEETINGS: "moeder/",
    Stage.FOLLOWUP: "opfoelgning/",
}


@dataclass(frozen=True, slots=True)
class RoadStep:
    """A step with how far it has come, and the page of the case where one goes on."""

    stage: Stage
    mark: Mark
    page: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What is there already."""

    screened: bool = False
    has_team: bool = False
    all_consented: bool = False
    assessed: bool = False
    assessment_lacks: bool = False  # gathered, and something that a law names has no answer
    has_plans: bool = False
    must_findings: int = 0
    drafted: bool = False
    approved: bool = False
    proposed: bool = False
    decided: bool = False
    needs_decision: bool = True
    has_meetings: bool = False


def road(ground: Ground) -> tuple[RoadStep, ...]:
    """The whole way. The first step that is not done is where one is now; a later one may well be done before it."""
    done = {
        Stage.ENTRANCE: ground.screened,
        Stage.TEAM: ground.has_team,
        Stage.CONSENT: ground.all_consented,
        Stage.ASSESSMENT: ground.assessed and not ground.assessment_lacks,
        Stage.SECTORPLANS: ground.has_plans,
        Stage.COORDINATION: ground.has_plans and ground.must_findings == 0,
        Stage.DRAFT: ground.drafted and (ground.proposed or ground.approved),
        Stage.APPROVAL: ground.approved and not ground.proposed,
        Stage.DECISION: ground.approved and (ground.decided or not ground.needs_decision),
        Stage.MEETINGS: ground.has_meetings,
        Stage.FOLLOWUP: False,
    }
    # What still collides under an agreed plan is followed up; it does not lead back to the time before the plan.
    # An assessment that judgement has found enough (S-12) keeps nobody back; it is not told to be whole.
    passed = {Stage.COORDINATION} if done[Stage.APPROVAL] else set()
    passed |= {Stage.ASSESSMENT} if ground.assessed else set()
    now = next(stage for stage in Stage if not done[stage] and stage not in passed)
    begun = {
        Stage.ASSESSMENT: ground.assessed,
        Stage.COORDINATION: ground.has_plans,
        Stage.DRAFT: ground.drafted,
        Stage.APPROVAL: ground.approved or ground.proposed,
        Stage.FOLLOWUP: ground.approved,
    }
    return tuple(RoadStep(stage, _mark(stage, now, done, begun), PAGE[stage]) for stage in Stage)


def present(steps: Sequence[RoadStep]) -> RoadStep:
    """Where one goes on."""
    return next(each for each in steps if each.mark is Mark.NOW)


def _mark(stage: Stage, now: Stage, done: Mapping[Stage, bool], begun: Mapping[Stage, bool]) -> Mark:
    if stage is now:
        return Mark.NOW
    if done[stage]:
        return Mark.DONE
    return Mark.BEGUN if begun.get(stage) else Mark.AHEAD

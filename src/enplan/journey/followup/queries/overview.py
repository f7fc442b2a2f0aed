"""What is shown of a case on one page?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists

from enplan.journey.access.facts import Opening
from enplan.journey.access.queries import openings
from enplan.journey.assessment.facts import SoFar
from enplan.journey.assessment.queries import was_concluded
from enplan.journey.consent.queries import plan_consent_missing
from enplan.journey.coordination.facts import Severity
from enplan.journey.coordination.queries import FindingsPage, findings_page
from enplan.journey.decisions.facts import Kind
from enplan.journey.decisions.queries import left_to_decide
from enplan.journey.entrance.queries import was_screened
from enplan.journey.followup.facts import QUIET, Closure, Deviation, Due
from enplan.journey.followup.models import ClosureRecord
from enplan.journey.followup.models.grounds import Seen, ground_of, look_at
from enplan.journey.followup.queries.progress import closure_of, noted_in
from enplan.journey.followup.rules import road as way
from enplan.journey.followup.rules.deviation import deviations
from enplan.journey.followup.rules.due import PAGE_OF, all_due
from enplan.journey.meetings.facts import Meeting, State
from enplan.journey.plan.facts import LIVING, PlanMeasure, Standing, Version
from enplan.journey.plan.queries import goals
from enplan.journey.sectorplans.queries import assessment_so_far
from enplan.journey.team.facts import Member
from enplan.journey.team.queries import members
from enplan.kernel.sight import Sight
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_with
from enplan.registers.organisation.facts import Matter


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The case on one page: where it is on the way, what is first, who is around, and who has looked."""

    on: date
    case: Case
    road: tuple[way.RoadStep, ...]
    coordinator: Member | None
    members: tuple[Member, ...]  # beside the coordinator
    dues: tuple[Due, ...]
    deviations: tuple[Deviation, ...]
    next_meeting: Meeting | None
    approved: Version | None
    proposed: Version | None
    goals: int
    measures: int
    closure: Closure | None
    openings: tuple[Opening, ...]
    must_findings: int
    findings: int
    withheld: int
    answers: SoFar | None  # where the assessment is gathered: how much of it is answered

    @property
    def first_page(self) -> str:
        """Where one does what presses most."""
        return PAGE_OF[self.dues[0].kind] if self.dues else ""

    @property
    def present(self) -> way.RoadStep:
        """Where one goes on."""
        return way.present(self.road)


def overview_page(sight: Sight, *, on: date) -> OverviewPage:
    """The case on one page; each thing is asked once and handed on."""
    ended = Exists(ClosureRecord.objects.in_case(sight))
    case, there_is = case_with(sight, screened=was_screened(sight), assessed=was_concluded(sight), ended=ended)
    seen, team = look_at(sight, on, case), members(sight)
    ground, lying = ground_of(sight, on, seen), seen.booked.with_meetings()
    found = findings_page(sight, on=on, laid=lying.plans, adding=lying.adding, enough=seen.ours[Matter.ENOUGH_CONTACTS])
    plans = seen.booked.laid.household.plans
    answers = assessment_so_far(sight, on=on, case=case, plans=plans) if there_is["assessed"] else None
    lacks = {"assessment_lacks": answers is not None and not answers.enough}
    aims, steps = goals(sight, known=seen.versions), seen.steps
    others = tuple(each for each in team if not each.coordinator)
    ahead = [each for each in ground.meetings if each.state is State.PLANNED and each.day >= on]
    return OverviewPage(
        on=on,
        case=case,
        road=way.road(_come_so_far(sight, seen, found, steps, {**there_is, **lacks, "has_team": bool(others)}, on)),
        coordinator=next((each for each in team if each.coordinator), None),
        members=others,
        dues=tuple(each for each in all_due(ground) if each.kind not in QUIET),
        deviations=deviations(
            aims,
            steps,
            [each for noted in noted_in(sight).values() for each in noted],
            on,
            seen.first_agreed,
            seen.ours[Matter.QUIET_WEEKS],
        ),
        next_meeting=min(ahead, key=lambda each: each.starts_at, default=None),
        approved=seen.version(Standing.APPROVED),
        proposed=seen.version(Standing.PROPOSED),
        goals=len(aims),
        measures=sum(each.column in LIVING for each in steps),
        closure=closure_of(sight) if there_is["ended"] else None,
        openings=tuple(openings(sight, most=5)),
        must_findings=len(found.of(Severity.MUST)),
        findings=len(found.open),
        withheld=found.withheld,
        answers=answers,
    )


def _come_so_far(
    sight: Sight, seen: Seen, found: FindingsPage, steps: Sequence[PlanMeasure], there_is: Mapping[str, bool], on: date
) -> way.Ground:
    agreed = seen.version(Standing.APPROVED)
    return way.Ground(
        screened=there_is["screened"],
        has_team=there_is["has_team"],
        all_consented=not plan_consent_missing(sight, on=on, case=seen.case),
        assessed=there_is["assessed"],
        assessment_lacks=there_is["assessment_lacks"],
        has_plans=bool(seen.booked.laid.household.plans),
        must_findings=len(found.of(Severity.MUST)),
        drafted=bool(steps),
        approved=agreed is not None,
        proposed=seen.version(Standing.PROPOSED) is not None,
        decided=any(each.kind is Kind.ON_PLAN for each in seen.decisions)
        and not left_to_decide(sight, on=on, known=seen.versions, decisions=seen.decisions),
        needs_decision=any(not each.is_own and not each.beside for each in agreed.measures) if agreed else True,
        has_meetings=bool(seen.booked.meetings),
    )

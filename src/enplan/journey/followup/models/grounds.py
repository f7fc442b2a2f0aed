"""What do several questions about a case stand on, and what follows from it?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enplan.journey.consent.queries import consents_in_force, unanswered
from enplan.journey.decisions.facts import Clock as Complained
from enplan.journey.decisions.facts import Decision, Hearing
from enplan.journey.decisions.queries import clocks_of, decisions_of, due_of_decisions, hearings_of, outside_copies
from enplan.journey.dossier.queries import awaited
from enplan.journey.followup.facts import (
    DueKind,
    Promised,
)
from enplan.journey.followup.models import NotedDayRecord, ReviewRecord
from enplan.journey.followup.rules.deadlines import law_days
from enplan.journey.followup.rules.due import SETTLED, Clock, Ground, still_followed
from enplan.journey.followup.rules.in_force import agreed_today
from enplan.journey.followup.rules.running import CaseFacts
from enplan.journey.meetings.queries import Booked, booked_duties
from enplan.journey.plan.facts import PlanMeasure, Standing, Version
from enplan.journey.plan.queries import measures, versions
from enplan.journey.sectorplans.rules.asked import awaited_in_plans
from enplan.journey.team.queries import join_questions
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.cases.facts import Case
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import numbers_on

Teller = Callable[[Sight, date], Iterable[Promised]]
TELLERS: list[Teller] = []  # later steps, which this one does not know, tell here what somebody gets by a day


@dataclass(frozen=True, slots=True)
class Seen:
    """What several questions about a case stand on, read once."""

    case: Case
    booked: Booked
    versions: tuple[Version, ...]
    decisions: tuple[Decision, ...]
    steps: tuple[PlanMeasure, ...]
    ours: Mapping[Matter, int]  # what the municipality has settled about following up

    def version(self, standing: Standing) -> Version | None:
        """The newest version that stands so."""
        return next((each for each in self.versions if each.standing is standing), None)

    @property
    def first_agreed(self) -> date | None:
        """The day there first was an agreed plan."""
        return min((danish_day(each.approved_at) for each in self.versions if each.approved_at), default=None)


def look_at(sight: Sight, on: date, case: Case | None = None, known: Sequence[Version] | None = None) -> Seen:
    """Read it, less what the asker has read already."""
    case = case or case_of(sight)
    plans = versions(sight) if known is None else known
    decisions = decisions_of(sight, with_letters=False)
    steps = measures(sight, known=plans)
    booked, ours = booked_duties(sight, on=on, case=case), numbers_on(*SETTLED, on=on)
    return Seen(case, booked, tuple(plans), tuple(decisions), tuple(steps), ours)


def ground_of(sight: Sight, on: date, seen: Seen | None = None) -> Ground:
    """Everything from which it follows what is due, as far as the viewer may see; commands and queries both ask."""
    seen = seen or look_at(sight, on)
    laid, law = seen.booked.laid, lawbook().on(on)
    proposed, approved = seen.version(Standing.PROPOSED), seen.version(Standing.APPROVED)
    review = ReviewRecord.objects.within(sight).order_by("-at", "id").first()
    clocks = clocks_of(sight, seen.case, seen.decisions, law)
    hearings = hearings_of(sight)
    waiting = [
        Clock(
            DueKind.HEARING if each.kind == "hearing" else DueKind.COMPLAINT, f"{each.kind}:{each.day}", each.day or on
        )
        for each in due_of_decisions(sight, on=on, clocks=clocks, hearings=hearings)
    ]
    question_days = timedelta(days=seen.ours[Matter.QUESTION_DAYS])
    joining = [
        Clock(DueKind.JOIN, str(each.id), danish_day(each.asked_at) + question_days)
        for each in join_questions(sight)
        if each.answered_at is None
    ]
    papers = _on_paper(sight, seen, hearings, clocks)
    coming = awaited(sight, on=on, again=seen.ours[Matter.CHASE_DAYS])
    return Ground(
        on=on,
        duties=seen.booked.duties,
        meetings=seen.booked.meetings,
        asked=unanswered(sight, on=on),
        plans=still_followed(laid.household.plans, law, approved=approved is not None),
        clocks=[*waiting, *(each for each, gone in papers if not gone), *joining],
        copies=frozenset(each.key for each, _ in papers),
        proposed_at=proposed.proposed_at if proposed else None,
        objected_at=max((each.at for each in proposed.objections), default=None) if proposed else None,
        approved_at=approved.approved_at if approved else None,
        review=review.fact() if review else None,
        sees_plan=sight.shows(seen.case.citizen.person_id, Category.PLAN),
        sees_all=not sight.withheld,
        awaited=[*coming, *awaited_in_plans(laid.household.plans, laid.persons, law)],
        promised=[each for tell in TELLERS for each in tell(sight, on)],
        law=law_days(_facts(sight, on, seen, clocks)),
        ahead_days=seen.ours[Matter.AHEAD_DAYS],
        question_days=seen.ours[Matter.QUESTION_DAYS],
        review_months=seen.ours[Matter.REVIEW_MONTHS],
    )


def _on_paper(
    sight: Sight, seen: Seen, hearings: Sequence[Hearing], clocks: Sequence[Complained]
) -> list[tuple[Clock, bool]]:
    """Every letter on paper to somebody outside the case, each with whether nothing is left to send."""
    copies = outside_copies(sight, case=seen.case, decisions=seen.decisions)
    found = [(Clock(DueKind.LETTER, each.key, each.made_day), each.sent is not None) for each in copies]
    asked = [each for each in hearings if each.holder]
    found += [(Clock(DueKind.LETTER, each.key, danish_day(each.asked_at)), not each.to_send) for each in asked]
    for clock in clocks:
        looked = clock.part.reassessment
        if looked and clock.upheld_on_paper:
            found.append((Clock(DueKind.LETTER, clock.letter_key, danish_day(looked.at)), not clock.letter_waits))
    return found


def _facts(sight: Sight, on: date, seen: Seen, clocks: Sequence[Complained]) -> CaseFacts:
    """What deadlines of the law run from. Whoever has become part of a case has had the request answered."""
    approved = seen.version(Standing.APPROVED)
    refs = {each.person_id: each.ref for each in seen.case.persons}
    return CaseFacts(
        on=on,
        book=lawbook(),
        persons=seen.case.persons,
        plans=seen.booked.laid.household.plans,
        duties=seen.booked.duties,
        decisions=seen.decisions,
        clocks=clocks,
        agreed=agreed_today(approved.measures, seen.steps) if approved else (),
        stopped=approved.ended if approved else (),
        agreed_day=danish_day(approved.approved_at) if approved and approved.approved_at else None,
        consents=consents_in_force(sight, on=on, case=seen.case),
        noted=[row.fact() for row in NotedDayRecord.objects.within(sight).filter(ended_at=None).order_by("day", "id")],
        shown=frozenset((refs[each.person_id], each.category) for each in sight.grants if each.person_id in refs),
    )

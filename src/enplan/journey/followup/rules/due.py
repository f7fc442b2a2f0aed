"""What is due in a case, and what comes first?"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from enplan.journey.consent.facts import ConsentRequest
from enplan.journey.dossier.facts import Awaited
from enplan.journey.followup.facts import Due, DueKind, LawDay, Promised, Review
from enplan.journey.followup.rules.deadlines import as_due
from enplan.journey.meetings.facts import DueDuty, Meeting, Reply, State
from enplan.journey.sectorplans.facts import SectorPlan
from enplan.kernel.calendar import add_months, danish_day
from enplan.law.lawbook import Law
from enplan.law.provision import OnePlan
from enplan.registers.organisation.facts import Matter

REPLACED: Final = frozenset({OnePlan.REPLACEABLE_WHOLE, OnePlan.BECOMES_ONE_PLAN, OnePlan.IS_ONE_PLAN})


PAGE_OF: Final = {
    DueKind.DUTY_OVERDUE: "moeder/",
    DueKind.DUTY: "moeder/",
    DueKind.MEETING_TO_NOTE: "moeder/",
    DueKind.ANOTHER_TIME: "moeder/",
    DueKind.HEARING: "afgoerelse/",
    DueKind.COMPLAINT: "afgoerelse/",
    DueKind.LETTER: "afgoerelse/",
    DueKind.OBJECTION: "plan/",
    DueKind.VERSION: "plan/",
    DueKind.REVIEW: "opfoelgning/",
    DueKind.PLAN_FOLLOW_UP: "sektorplaner/",
    DueKind.CONSENT: "samtykker/",
    DueKind.JOIN: "team/",
    DueKind.REQUEST: "frister/",
    DueKind.START: "plan/",
    DueKind.READY: "sektorplaner/",
    DueKind.PREPARE: "frister/",
    DueKind.ENDS: "frister/",
    DueKind.OTHERS_DAY: "frister/",
    DueKind.CITIZEN_DAY: "afgoerelse/",
    DueKind.STATEMENT_LATE: "sagens-oplysninger/erklaeringer/",
    DueKind.EVIDENCE: "belysning/",
    DueKind.STATEMENT: "sagens-oplysninger/erklaeringer/",
}  # on which page of the case it is done


SETTLED: Final = (  # what following up reckons with, of what the municipality has settled
    Matter.AHEAD_DAYS,
    Matter.QUESTION_DAYS,
    Matter.REVIEW_MONTHS,
    Matter.QUIET_WEEKS,
    Matter.ENOUGH_CONTACTS,
    Matter.CHASE_DAYS,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A day that runs from another step: a hearing, a complaint, a question to join the team."""

    kind: DueKind
    key: str
    day: date


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that days follow from."""

    on: date
    duties: Sequence[DueDuty] = ()
    meetings: Sequence[Meeting] = ()
    asked: Sequence[ConsentRequest] = ()
    plans: Sequence[SectorPlan] = ()
    clocks: Sequence[Clock] = ()
    awaited: Sequence[Awaited] = ()  # statements whose answer is due on a day
    promised: Sequence[Promised] = ()  # documents that somebody gets by a day
    law: Sequence[LawDay] = ()  # every deadline of the law that runs
    copies: frozenset[str] = frozenset()  # the letters on paper this viewer knows of, sent or not
    proposed_at: datetime | None = None  # an open version waits for its answers since then
    objected_at: datetime | None = None  # somebody has said no to something in it
    approved_at: datetime | None = None
    review: Review | None = None  # the last one
    sees_plan: bool = True  # whether this viewer may see the citizen's plan
    sees_all: bool = True  # whether nothing at all is kept from this viewer
    ahead_days: int = 60  # a duty is told of so long before its day, until the municipality settles another number
    question_days: int = 7  # after so many a question is brought up again
    review_months: int = 3  # so long an approved plan may lie before it is gone through, when nobody has said

    @property
    def horizon(self) -> date:
        """The last day that is told of today."""
        return self.on + timedelta(days=self.ahead_days)

    def brought_up(self, asked_at: datetime) -> date:
        """The day on which a question that nobody has answered is brought up again."""
        return danish_day(asked_at) + timedelta(days=self.question_days)


def all_due(ground: Ground) -> tuple[Due, ...]:
    """Everything that is due, what one does first foremost."""
    of_law = as_due(ground.law, ground.horizon)
    own = [*_duties(ground), *_meetings(ground), *_answers(ground), *_reviews(ground), *_clocks(ground)]
    found = [*own, *_statements(ground), *_promised(ground, ground.horizon), *of_law]
    return tuple(sorted(found, key=lambda each: (each.day, list(DueKind).index(each.kind), each.key)))


def every_day(ground: Ground) -> tuple[Due, ...]:
    """Everything with a day in the whole calendar of the case, however far ahead; the law's deadlines stand apart."""
    duties = [_of_duty(duty, duty.due, ground.on) for duty in ground.duties if duty.due is not None and duty.lacks]
    own = (*_meetings(ground), *_answers(ground), *_reviews(ground, until=date.max), *_clocks(ground))
    return (*duties, *own, *_statements(ground), *_promised(ground, date.max))


def can_judge(ground: Ground, kind: DueKind, key: str) -> bool:
    """Whether this viewer would see it if it still were due: what one may not see, one cannot call settled."""
    if ground.sees_all or kind in {DueKind.CONSENT, DueKind.JOIN}:
        return True
    if kind in {DueKind.REVIEW, DueKind.VERSION, DueKind.OBJECTION}:
        return ground.sees_plan
    return key in _known(ground, kind)


def _known(ground: Ground, kind: DueKind) -> Collection[str]:
    """The keys of this kind that this viewer knows of, due or not."""
    if kind is DueKind.LETTER:
        return ground.copies
    if kind in {DueKind.DUTY, DueKind.DUTY_OVERDUE}:
        return [each.name for each in ground.duties]
    if kind in {DueKind.MEETING_TO_NOTE, DueKind.ANOTHER_TIME}:
        return [str(each.id) for each in ground.meetings]
    if kind in {DueKind.STATEMENT, DueKind.STATEMENT_LATE}:
        return [each.key for each in ground.awaited]
    if kind is DueKind.EVIDENCE:
        return [each.key for each in ground.promised]
    return [each.id for each in ground.plans] if kind is DueKind.PLAN_FOLLOW_UP else ()


def still_followed(plans: Iterable[SectorPlan], law: Law, *, approved: bool) -> tuple[SectorPlan, ...]:
    """The plans with a follow-up of their own: those an approved plan has taken the place of have none any more."""
    return tuple(each for each in plans if not approved or law.plan_type(each.plan_type).one_plan not in REPLACED)


def _duties(ground: Ground) -> Iterator[Due]:
    told: set[str] = set()
    for duty in ground.duties:
        if duty.due is None or not duty.lacks or duty.due > ground.horizon or duty.name in told:
            continue
        told.add(duty.name)
        yield _of_duty(duty, duty.due, ground.on)


def _of_duty(duty: DueDuty, due: date, on: date) -> Due:
    sections = tuple(f"{basis.law} {basis.section}" for basis in duty.legal_basis)
    return Due(DueKind.DUTY_OVERDUE if due < on else DueKind.DUTY, due, duty.name, duty.label, sections)


def _meetings(ground: Ground) -> Iterator[Due]:
    for meeting in ground.meetings:
        if meeting.state is not State.PLANNED:
            continue
        if meeting.day < ground.on:
            yield Due(DueKind.MEETING_TO_NOTE, meeting.day, str(meeting.id), meeting.purpose)
        elif any(each.reply is Reply.DECLINED for each in meeting.attendances):
            yield Due(DueKind.ANOTHER_TIME, meeting.day, str(meeting.id), meeting.purpose)


def _answers(ground: Ground) -> Iterator[Due]:
    for question in ground.asked:
        if question.answered_at is None:
            day = ground.brought_up(question.asked_at)
            yield Due(DueKind.CONSENT, day, str(question.id), question.scope.purpose)
    if ground.objected_at is not None:
        yield Due(DueKind.OBJECTION, danish_day(ground.objected_at), "plan")
    elif ground.proposed_at is not None:
        yield Due(DueKind.VERSION, ground.brought_up(ground.proposed_at), "plan")


def _reviews(ground: Ground, until: date | None = None) -> Iterator[Due]:
    if ground.review is not None:
        yield Due(DueKind.REVIEW, ground.review.next_day, "plan")
    elif ground.approved_at is not None:
        yield Due(DueKind.REVIEW, add_months(danish_day(ground.approved_at), ground.review_months), "plan")
    for plan in ground.plans:
        if plan.follow_up is not None and plan.follow_up <= (until or ground.horizon):
            yield Due(DueKind.PLAN_FOLLOW_UP, plan.follow_up, plan.id, plan.department)


def _clocks(ground: Ground) -> Iterator[Due]:
    for clock in ground.clocks:
        yield Due(clock.kind, clock.day, clock.key)


def _statements(ground: Ground) -> Iterator[Due]:
    """The answer is the doctor's to give; once it is late, somebody of ours must ask for it again (S-21)."""
    for each in ground.awaited:
        kind = DueKind.STATEMENT_LATE if each.chase else DueKind.STATEMENT
        title = f"{each.kind} (bestilt af {each.where})" if each.where else each.kind
        yield Due(kind, each.day, each.key, title, each.sections)


def _promised(ground: Ground, until: date) -> Iterator[Due]:
    return (Due(DueKind.EVIDENCE, each.day, each.key, each.title) for each in ground.promised if each.day <= until)

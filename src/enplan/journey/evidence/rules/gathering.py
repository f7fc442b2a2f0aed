"""What of all that a case holds is evidence about one person, and for what?"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from enplan.journey.assessment.facts import Answer, AskedElsewhere
from enplan.journey.assessment.rules.asking import STRENGTHS_LABEL
from enplan.journey.dossier.facts import Document, Ordered
from enplan.journey.dossier.rules.waiting import due_of
from enplan.journey.evidence.facts import Coming, Evidence, Kind, Mark, Tried
from enplan.journey.evidence.rules.points import (
    AGE,
    FOLLOW_UP,
    MEETING,
    NOTES,
    OWN_VIEW_ITEMS,
    OWN_WORDS,
    PAPER,
    TRANSFER,
    TREATMENT,
    TRIED,
    TRIED_PRACTICE,
    TRIED_WORK,
    expert,
    filed,
    of_plan,
)
from enplan.journey.followup.facts import NotedDay, Progress, ProgressState, Review
from enplan.journey.meetings.facts import Meeting, State
from enplan.journey.outcomes.facts import Reading
from enplan.journey.plan.facts import Column, PlanMeasure, Version
from enplan.journey.sectorplans.facts import Measure, SectorPlan
from enplan.kernel.calendar import age_on, danish_day
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.provision import Reuse

PRACTICE: Final = frozenset(
    {"virksomhedspraktik", "loentilskud", "nytteindsats", "ordinaere-timer", "fleksjob", "gradvis-tilbagevenden"}
)
RUNNING: Final = "igangvaerende-indsatser"
PAST_WORK, PAST_SOCIAL = "hidtidig-beskaeftigelsesindsats", "hidtidig-social-indsats"
HEALTH_SECTORS: Final = frozenset({"health"})
ADDICTION_TREATMENT: Final = frozenset(
    {"stofmisbrugsbehandling", "laegelig-stofbehandling", "alkoholbehandling", "integreret-dobbeltdiagnose"}
)
TREATMENT_TOO: Final = ADDICTION_TREATMENT | {"behandlingsmaessigt-tilbud", "psykiatrisk-behandling"}
ONE_PLAN: Final = "helhedsorienteret-plan"
PENSION_MEETING: Final = "pension-moede"
WORKING_AGE, LOWER_AGE = 18, 40  # pensionsloven § 16: from 40; from 18 only when nothing can improve the work ability


def of_age(born: date, on: date) -> Evidence:
    """The age, as the register knows it, and what the law says of it."""
    age = age_on(born, on)
    certain = "too-young" if age < WORKING_AGE else "strict" if age < LOWER_AGE else "from-40"
    tells = frozenset({AGE}) if age >= WORKING_AGE else frozenset()
    return Evidence(Kind.AGE, "age", str(age), "", on, tells, certain=certain)


def of_answers(answers: Iterable[Answer], person_id: PersonId, name: str, law: Law) -> list[Evidence]:
    """What was answered. What one wishes and how one sees oneself is one's own view, in one's own words.

    What was asked for one purpose is not carried over.
    """
    found = []
    for each in answers:
        if each.person_id != person_id or not _may_serve(each.item, law):
            continue
        known, own = each.item in law.book.items, name in {each.source, each.answered_by}
        own = own and (each.category is Category.PLAN or each.item in OWN_VIEW_ITEMS)
        found.append(
            Evidence(
                Kind.ANSWER,
                str(each.id),
                law.item(each.item).label if known else STRENGTHS_LABEL,
                each.source,
                danish_day(each.answered_at),
                frozenset({each.item} | ({OWN_WORDS} if own else set())),
                text=each.text,
                ages=not known or law.item(each.item).reuse is not Reuse.ASK_ONCE,
            )
        )
    return found


def _may_serve(item: str, law: Law) -> bool:
    return item not in law.book.items or law.item(item).reuse is not Reuse.PER_PURPOSE


def of_statements(ordered: Iterable[Ordered], person_id: PersonId, law: Law) -> tuple[list[Evidence], list[Coming]]:
    """Statements that have come, and those that are on their way, wherever they were ordered."""
    evidence, coming = [], []
    for number, each in enumerate(ordered):
        items = [item for item in each.items if item in law.book.items and _may_serve(item, law)]
        tells = frozenset({*items, *(expert(item) for item in items)})
        if each.person_id != person_id or not tells:
            continue
        if each.called_off is not None:
            continue
        if each.received is None or each.received > law.day:
            coming.append(Coming(tells, each.kind, each.where, _due(each, law), is_ordered=True))
            continue
        key = str(each.statement_id or f"{each.where}/{each.kind}/{each.requested}/{number}")
        text = ", ".join(law.item(item).label for item in items)
        evidence.append(
            Evidence(
                Kind.STATEMENT,
                key,
                each.kind,
                each.where,
                each.received,
                tells,
                text=text,
                valid_until=each.valid_until,
            )
        )
    return evidence, coming


def _due(ordered: Ordered, law: Law) -> date | None:
    """The day an answer is due: the very one of the register of statements."""
    due = due_of(ordered, law)
    return due.day if due else None


def answered_elsewhere(asked: Iterable[AskedElsewhere], person_id: PersonId, law: Law) -> list[Coming]:
    """Answers that another department already has: they are fetched instead of asking again."""
    return [
        Coming(frozenset({each.item}), law.item(each.item).label, each.by, None, is_ordered=False)
        for each in asked
        if each.person_id == person_id and each.assessment and each.answered and _may_serve(each.item, law)
    ]


def of_documents(documents: Iterable[Document], person_id: PersonId) -> list[Evidence]:
    """The notes and papers of the dossier: each is something noted with day and source."""
    return [
        Evidence(Kind.DOCUMENT, str(each.id), each.title, each.source, each.day, frozenset({NOTES}), text=each.text)
        for each in documents
        if each.person_id == person_id
    ]


def with_filed(evidence: Iterable[Evidence], marks: Iterable[Mark]) -> list[Evidence]:
    """A paper of the dossier lights the points for which somebody has filed it; marks on unseen papers do nothing."""
    points: dict[str, set[str]] = {}
    for mark in marks:
        points.setdefault(str(mark.filed_id), set()).update(
            filed(mark.document, each) for each in (*mark.points, PAPER)
        )
    found = []
    for each in evidence:
        more = points.get(each.key, set()) if each.kind is Kind.DOCUMENT else set()
        found.append(replace(each, tells=each.tells | more))
    return found


def of_sector_plans(plans: Iterable[SectorPlan], ref: str, law: Law) -> list[Evidence]:
    """The plans in force. One whose day of follow-up has passed is as old as that day says."""
    return [
        Evidence(
            Kind.SECTOR_PLAN,
            plan.id,
            law.plan_type(plan.plan_type).label,
            plan.department,
            plan.made,
            frozenset({of_plan(plan.plan_type)}),
            valid_until=plan.follow_up,
        )
        for plan in plans
        if plan.person == ref and plan.made is not None and plan.plan_type in law.book.plan_types
    ]


def of_one_plan(version: Version | None, person_id: PersonId, law: Law) -> list[Evidence]:
    """The one plan that was said yes to, when it has something about the person."""
    if version is None or version.approved_at is None:
        return []
    theirs = {*(goal.person_id for goal in version.goals), *(each.person_id for each in version.measures)}
    if person_id not in theirs:
        return []
    label, tells = law.plan_type(ONE_PLAN).label, frozenset({of_plan(ONE_PLAN)})
    return [
        Evidence(Kind.ONE_PLAN, str(version.id), label, version.proposed_by, danish_day(version.approved_at), tells)
    ]


def of_measure(measure: PlanMeasure, aims: Sequence[str], noted: Sequence[Progress], law: Law) -> Evidence | None:
    """A measure of the one plan that has begun. `noted` has the newest word first."""
    starts, over = measure.starts, measure.column in {Column.DONE, Column.STOPPED}
    if starts is None or starts > law.day or not measure.measure_type:
        return None
    over = over or (measure.ends is not None and measure.ends < law.day)
    newest = noted[0] if noted else None
    setbacks = [each.words for each in noted if each.state in {ProgressState.STOPPED, ProgressState.STANDS_STILL}]
    tried = Tried(
        aim="; ".join(aims),
        starts=starts,
        ends=measure.ends,
        result=(newest.words or f"progress.{newest.state}") if newest else "",
        why=measure.reason or next((each for each in setbacks if each), "") if over else "",
        is_over=over,
    )
    source = ", ".join(each for each in (measure.responsible.name, measure.responsible.department) if each)
    return _tried(str(measure.id), measure.measure_type, measure.title, source, tried, law)


def of_sector_measure(measure: Measure, plan: SectorPlan, law: Law) -> Evidence | None:
    """A measure of a sector plan that has not become part of the one plan; nobody has noted here how it went."""
    if measure.starts > law.day:
        return None
    aims = [goal.text for goal in plan.goals if goal.id in measure.goals or goal.name in measure.goals]
    tried = Tried("; ".join(aims), measure.starts, measure.ends, "", "", measure.is_past(law.day))
    return _tried(measure.name, measure.measure_type, measure.title, plan.department, tried, law)


def _tried(key: str, measure_type: str, title: str, source: str, tried: Tried, law: Law) -> Evidence:
    kind = law.measure_type(measure_type)
    tags = {TRIED}
    if kind.sector == "employment":
        tags |= {TRIED_WORK, PAST_WORK}
    if kind.sector in {"social-adult", "social-child"}:
        tags |= {PAST_SOCIAL}
    if measure_type in PRACTICE:
        tags |= {TRIED_PRACTICE}
    if kind.sector in HEALTH_SECTORS or measure_type in TREATMENT_TOO:
        tags |= {TREATMENT}
    whole = tried.is_over and not tried.lacks
    running = set() if tried.is_over else {RUNNING}
    day = tried.ends if tried.is_over and tried.ends and tried.ends < law.day else tried.starts
    return Evidence(
        Kind.MEASURE,
        key,
        title or kind.label,
        source,
        day,
        tells=frozenset((tags if whole else set()) | running),
        hints=frozenset(set() if whole else tags),
        tried=tried,
    )


def of_progress(noted: Iterable[Progress], titles: dict[object, str]) -> list[Evidence]:
    """Every dated word about how it goes; the citizen's own words are their own view."""
    return [
        Evidence(
            Kind.OWN_WORDS if each.by_citizen else Kind.FOLLOW_UP,
            str(each.id),
            titles.get(each.about_id, ""),
            each.by_name,
            danish_day(each.at),
            frozenset({FOLLOW_UP} | ({OWN_WORDS} if each.by_citizen and each.words else set())),
            text=each.words,
        )
        for each in noted
    ]


def of_transfer(noted: Iterable[NotedDay]) -> list[Evidence]:
    """The day from which the case goes on by the rules on pension, where somebody has noted it."""
    tells = frozenset({filed(TRANSFER, PAPER)})
    return [Evidence(Kind.FOLLOW_UP, str(each.id), "", each.by_name, each.day, tells) for each in noted]


def of_reviews(reviews: Iterable[Review]) -> list[Evidence]:
    """The plan was gone through."""
    return [
        Evidence(
            Kind.FOLLOW_UP, str(each.id), "", each.by_name, danish_day(each.at), frozenset({FOLLOW_UP}), text=each.words
        )
        for each in reviews
    ]


def of_readings(readings: Iterable[Reading]) -> list[Evidence]:
    """Where the citizen says they stand, when they said it in words."""
    return [
        Evidence(
            Kind.OWN_WORDS,
            str(each.id),
            f"scale.{each.scale}",
            each.by_name,
            danish_day(each.at),
            frozenset({OWN_WORDS}),
            text=each.words,
        )
        for each in readings
        if each.by_citizen and each.words
    ]


def of_meetings(meetings: Iterable[Meeting], person_id: PersonId) -> list[Evidence]:
    """The meeting with those who decide about a pension, where it was offered or held."""
    return [
        Evidence(
            Kind.MEETING, str(each.id), each.purpose, each.planned_by, danish_day(each.planned_at), frozenset({MEETING})
        )
        for each in meetings
        if each.state is not State.CANCELLED
        and any(one.meeting_rule == PENSION_MEETING and one.person_id == person_id for one in each.discharges)
    ]


def of_sector_measures(plan: SectorPlan, ref: str, known: Iterable[str], law: Law) -> list[Evidence]:
    """The measures of a sector plan for somebody, less those that became part of the one plan."""
    ours = set(known)
    found = [
        of_sector_measure(each, plan, law) for each in plan.measures if ref in each.persons and each.name not in ours
    ]
    return [each for each in found if each is not None]

"""How do the people of the stories come from findings to one approved plan?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from enplan.demo.stories.telling import Telling
from enplan.journey.coordination.commands import resolve_conflict
from enplan.journey.coordination.facts import Finding, Kind
from enplan.journey.coordination.queries import findings_page
from enplan.journey.plan.commands import accept_element, approve_plan, draft_plan, meet_demand, propose_plan
from enplan.journey.plan.facts import PlanMeasure, Version, Way
from enplan.journey.plan.queries import draft_page, measures
from enplan.journey.plan.queries import version as as_seen
from enplan.journey.plan.rules.standing import can_answer

BECAUSE: Mapping[Kind, str] = {
    Kind.TIME_CLASH: "Ingen kan være to steder på én gang. Vi flytter det, der er lettest at flytte.",
    Kind.MUST_WAIT: "Det ene skal være færdigt, før det andet giver mening.",
    Kind.OPPOSING_DEMANDS: "Behandlingen har brug for ro. Kravet kommer tilbage, når den er slut.",
    Kind.GOALS_APART: "Begge mål er rigtige, men ikke på samme tid.",
    Kind.WAITING_IN_CIRCLE: "Når alle venter på hinanden, begynder ingen. Én går først.",
    Kind.DUTY_UNPLANNED: "Vi tager det på et fælles møde.",
    Kind.DUTY_OVERDUE: "Mødet er ikke holdt i tide. Vi tager det på det første fælles møde.",
    Kind.DOUBLE_EFFORT: "Én, der kommer fast, er bedre end to, der kommer sjældent.",
    Kind.QUESTION_ASKED_TWICE: "Svaret er givet. Vi viser det frem og spørger kun, om det stadig passer.",
    Kind.STATEMENT_ORDERED_TWICE: "Lægen har svaret én gang. Det er nok.",
}

AGREED = "Det er jeg enig i. Det, vi aftaler nu, skal også kunne lade sig gøre."


@dataclass(frozen=True, slots=True)
class Own:
    """A way out of people's own."""

    solution: str
    because: str


def resolve(
    story: Telling, coordinator: str, decided_by: Sequence[str], own: Mapping[tuple[str, ...], Own], *, days: int
) -> None:
    """Around one table: each finding that has a reason above is resolved, by its first way out or one of their own.

    Their own are known by the items, after the kind of the finding where the same items trip somebody up twice.

    After each they look again: a way out may end other findings too, or cause one.
    """
    seen: set[str] = set()
    for minute in count():
        at = story.at(days, 10 + minute // 60, minute % 60)
        page = findings_page(story.sight(coordinator, at), on=story.day(days))
        row = next((each for each in page.open if each.key not in seen and _is_settled(each.finding, own)), None)
        if row is None:
            return
        seen.add(row.key)
        chosen = _own(row.finding, own)
        resolve_conflict(
            story.sight(coordinator, at),
            at=at,
            finding_key=row.key,
            choice=None if chosen else 0,
            own_solution=chosen.solution if chosen else "",
            reason=chosen.because if chosen else BECAUSE[row.finding.kind],
            decided_by=decided_by,
        )


def _is_settled(finding: Finding, own: Mapping[tuple[str, ...], Own]) -> bool:
    return _own(finding, own) is not None or finding.kind in BECAUSE


def _own(finding: Finding, own: Mapping[tuple[str, ...], Own]) -> Own | None:
    return own.get((finding.kind.value, *finding.items)) or own.get(finding.items)


def draft(story: Telling, coordinator: str, met: Mapping[str, str], *, days: int) -> None:
    """One plan is drafted with nothing lost, and what the law demands of it beside goals and measures is written."""
    at = story.at(days, 9)
    draft_plan(story.sight(coordinator, at), at=at)
    for minute, demand in enumerate(draft_page(story.sight(coordinator, at), at=at).demands):
        if demand.met_by or demand.key not in met:
            continue
        moment = story.at(days, 9, 10 + minute)
        meet_demand(
            story.sight(coordinator, moment),
            at=moment,
            person_id=demand.person_id,
            plan_type=demand.plan_type,
            key=demand.key,
            text=met[demand.key],
        )


def measure(story: Telling, coordinator: str, item: str, *, days: int) -> PlanMeasure:
    """The measure of the one plan that came from this item of a sector plan."""
    found = measures(story.sight(coordinator, story.at(days, 8)))
    return next(each for each in found if item in each.origins)


def propose_and_approve(
    story: Telling,
    coordinator: str,
    people: Sequence[str],
    *,
    proposed: int,
    approved: int,
    at_the_table: str = "",
    outside: str = "",
) -> Version:
    """The plan is proposed; each says yes to what gives less, then to the whole, for those they speak for.

    Who is `at_the_table` says yes to what gives less there and then, and it is written down in their words. Who is
    `outside` holds custody without being in the case, and says yes for the child in a meeting.
    """
    at = story.at(proposed, 15)
    version = propose_plan(story.sight(coordinator, at), at=at)
    if at_the_table:
        _agree_in_a_meeting(story, coordinator, at_the_table, version, proposed)
    if outside:
        _approve_in_a_meeting(story, coordinator, outside, version, approved)
    for hour, who in enumerate(people):
        version = _approve(story, who, version, approved, 19 + hour)
    return version


def _agree_in_a_meeting(story: Telling, coordinator: str, who: str, version: Version, days: int) -> None:
    """What gives somebody less is talked through, where they would rather say it than write it."""
    at, person = story.at(days, 16), story.person(who)
    for element, whom in sorted({(each.element_id, each.person_id) for each in version.reductions}):
        if whom == person:
            accept_element(
                story.sight(coordinator, at),
                at=at,
                version_id=version.id,
                element_id=element,
                for_person=whom,
                by_person=person,
                way=Way.MEETING,
                words=AGREED,
                present=f"{story.cast.persons[who].name} og {coordinator}",
            )


def _approve_in_a_meeting(story: Telling, coordinator: str, who: str, version: Version, days: int) -> None:
    at, person = story.at(days, 14), story.person(who)
    for whom in can_answer(version, person):
        for less in version.reductions:
            if less.person_id == whom:
                accept_element(
                    story.sight(coordinator, at),
                    at=at,
                    version_id=version.id,
                    element_id=less.element_id,
                    for_person=whom,
                    by_person=person,
                    way=Way.MEETING,
                    words=AGREED,
                    present=f"{story.cast.persons[who].name} og {coordinator}",
                )
        sight = story.sight(coordinator, at)
        approve_plan(sight, at=at, version_id=version.id, for_person=whom, by_person=person, way=Way.MEETING)


def _approve(story: Telling, who: str, version: Version, days: int, hour: int) -> Version:
    person = story.person(who)
    at = story.at(days, hour)
    version = as_seen(story.sight(who, at), version_id=version.id)  # each is asked for what they may see
    speaks_for = [each.for_person for each in version.approvers if any(person in group for group in each.by)]
    for minute, whom in enumerate(speaks_for):
        at = story.at(days, hour, 5 * minute)
        said = {(each.element_id, each.for_person) for each in version.agreements}
        for less in version.reductions:
            if whom == less.person_id and (less.element_id, whom) not in said:
                sight = story.sight(who, at)
                accept_element(
                    sight, at=at, version_id=version.id, element_id=less.element_id, for_person=whom, words=AGREED
                )
        at = story.at(days, hour, 5 * minute + 2)
        version = approve_plan(story.sight(who, at), at=at, version_id=version.id, for_person=whom)
    return version

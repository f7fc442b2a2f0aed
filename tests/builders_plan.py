"""Which plans do the tests talk about? Facts with defaults, and Mette's plan as far as a test needs it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from enplan.demo.stories.telling import Telling
from enplan.journey.plan.commands import accept_element, approve_plan, draft_plan, meet_demand, propose_plan
from enplan.journey.plan.facts import (
    Answering,
    Approver,
    Change,
    Column,
    GoalState,
    PlanGoal,
    PlanMeasure,
    Promised,
    Responsible,
    Standing,
    Version,
    Way,
)
from enplan.journey.plan.queries import draft_page, plan_page
from enplan.journey.plan.rules.standing import can_answer
from enplan.kernel.category import Category
from enplan.kernel.errors import Expected
from enplan.kernel.ids import AccountId, GoalId, MeasureId, PersonId, VersionId
from enplan.law.provision import LegalBasis
from enplan.registers.people.commands import agree_capacity
from enplan.registers.people.facts import Capacity
from tests.builders_stories import mette_with_plans
from tests.worlds import NOW

METTE = PersonId(UUID(int=1))
FREJA = PersonId(UUID(int=2))
COORDINATOR = "Susanne Brandt"
MENTOR = "Mentor på vej mod arbejde"
PLACEMENT = "Virksomhedspraktik i Nordby Genbrug"
SUPPORT = "Bostøtte i hjemmet"
BASIS = LegalBasis("lab", "§§ 167-171")
CHANGE = Change(NOW, "Susanne Brandt", AccountId(UUID(int=9)), by_staff=True)


def a_goal(**changes: Any) -> PlanGoal:
    """A goal of Mette's."""
    goal = PlanGoal(
        id=GoalId(uuid4()),
        person_id=METTE,
        category=Category.WORK,
        domain="work",
        aim="some-hours",
        text="Jeg vil arbejde nogle timer",
        wordings=(),
        position=0,
        state=GoalState.WORKING,
        changed=CHANGE,
        wanted_by=date(2027, 6, 1),
        own_words=True,
    )
    return replace(goal, **changes)


def a_promise(**changes: Any) -> Promised:
    """What a sector plan gave."""
    promise = Promised(
        item="jobcenter/mentor",
        title="Mentor",
        measure_type="mentorstoette",
        starts=date(2026, 10, 6),
        ends=date(2027, 4, 5),
        hours_per_week=Decimal(2),
        legal_basis=(BASIS,),
        plan_type="min-plan",
        department="Jobcenter Nordby",
    )
    return replace(promise, **changes)


def a_measure(**changes: Any) -> PlanMeasure:
    """A measure that gives what was promised."""
    measure = PlanMeasure(
        id=MeasureId(uuid4()),
        person_id=METTE,
        persons=(METTE,),
        category=Category.WORK,
        measure_type="mentorstoette",
        title="Mentor",
        starts=date(2026, 10, 6),
        ends=date(2027, 4, 5),
        column=Column.DOING,
        changed=CHANGE,
        hours_per_week=Decimal(2),
        responsible=Responsible("Bo Lindgren", "mentor", "Jobcenter Nordby"),
        legal_basis=(BASIS,),
        origins=("jobcenter/mentor",),
        promised=(a_promise(),),
        citizen_does="Jeg kommer onsdag kl. 10.",
        municipality_does="Bo Lindgren står for: Mentor.",
        plan_type="min-plan",
    )
    return replace(measure, **changes)


def a_version(**changes: Any) -> Version:
    """A proposed version for Mette alone."""
    version = Version(
        id=VersionId(uuid4()),
        number=1,
        standing=Standing.PROPOSED,
        regime="hop-2018",
        proposed_at=NOW,
        proposed_by="Susanne Brandt",
        approvers=(Approver(METTE, ((METTE,),)),),
        goals=(a_goal(),),
        measures=(),
    )
    return replace(version, **changes)


def noon(story: Telling, days: int = 0) -> datetime:
    """Twelve o'clock on a day of the story."""
    return story.at(days, 12)


def agree(story: Telling) -> None:
    """It is agreed with Mette what a week may hold, as her household's file says."""
    story.sight(COORDINATOR, noon(story))
    agreed = Capacity(hours_per_week=Decimal(18), contacts_per_week=6, not_before=time(9), not_after=time(15, 30))
    agree_capacity(person_id=story.person("mette"), capacity=agreed)


def drafted() -> Telling:
    """Mette's sector plans as a draft of one plan."""
    story = mette_with_plans()
    draft_plan(story.sight(COORDINATOR, noon(story)), at=noon(story))
    return story


def ready() -> Telling:
    """A draft that the law lets be proposed."""
    story = drafted()
    meet_all_demands(story)
    return story


def meet_all_demands(story: Telling, days: int = 0) -> None:
    """Write down how the plan meets whatever it does not meet by itself."""
    at = noon(story, days)
    for demand in draft_page(story.sight(COORDINATOR, at), at=at).demands:
        if not demand.met_by:
            meet_demand(
                story.sight(COORDINATOR, at),
                at=at,
                person_id=demand.person_id,
                plan_type=demand.plan_type,
                key=demand.key,
                text="Det er talt igennem med Mette.",
            )


def proposed(story: Telling | None = None, days: int = 0) -> tuple[Telling, Version]:
    """A version that waits for Mette's answer alone: Carsten, who has custody of Freja too, has said yes on paper."""
    story = story or ready()
    at = noon(story, days)
    version = propose_plan(story.sight(COORDINATOR, at), at=at)
    return story, carsten_agrees(story, version, at)


def carsten_agrees(story: Telling, version: Version, at: datetime) -> Version:
    """He is not in the case: the coordinator writes down his yes for Freja, and first to what gives her less."""
    freja, carsten = story.person("freja"), story.person("carsten")
    if freja not in can_answer(version, carsten) or any(each.by_person == carsten for each in version.approvals):
        return version
    his: Answering = {"for_person": freja, "by_person": carsten, "way": Way.PAPER, "words": "Det er i orden."}
    for less in version.reductions:
        if less.person_id == freja:
            sight, element = story.sight(COORDINATOR, at), less.element_id
            accept_element(sight, at=at, version_id=version.id, element_id=element, **his)
    return approve_plan(story.sight(COORDINATOR, at), at=at, version_id=version.id, **his)


def measure_called(story: Telling, title: str, who: str = COORDINATOR) -> PlanMeasure:
    """A measure of the living plan by its title."""
    at = noon(story)
    return next(each for each in plan_page(story.sight(who, at), at=at).measures if each.title == title)


def goal_about(story: Telling, aim: str, who: str = COORDINATOR) -> PlanGoal:
    """A goal of the living plan by its aim."""
    at = noon(story)
    return next(each for each in plan_page(story.sight(who, at), at=at).goals if each.aim == aim)


@contextmanager
def refusal(kind: type[Expected], reason: str = "") -> Iterator[None]:
    """What is done inside is refused for this reason, and leaves nothing behind."""
    with pytest.raises(kind) as refused, transaction.atomic():
        yield
    assert refused.value.reason == reason or not reason

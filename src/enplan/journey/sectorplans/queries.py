"""What is shown of the sector plans?"""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import TextField, Value
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Concat, JSONObject

from enplan.journey.access.policy import may_read_openings
from enplan.journey.assessment.facts import SoFar
from enplan.journey.assessment.queries import (
    AskedOfPerson,
    AssessmentPage,
    answered_so_far,
    asked_before,
    assessment_page,
)
from enplan.journey.dossier.facts import Ordered
from enplan.journey.dossier.queries import RegisterPage, register_page
from enplan.journey.dossier.rules.reusing import Freshness, freshness
from enplan.journey.sectorplans.facts import (
    CandidateLook,
    Capacity,
    Household,
    Laid,
    Misfit,
    Person,
    PlanFile,
    Received,
    Relation,
    SectorPlan,
)
from enplan.journey.sectorplans.models import CandidateLookRecord, SectorPlanRecord
from enplan.journey.sectorplans.policy import may_take_in
from enplan.journey.sectorplans.rules.asked import asked_in_plans, departments_asking, ordered_in_plans, plan_types_of
from enplan.journey.sectorplans.rules.document import plan_of
from enplan.journey.sectorplans.rules.freshness import is_stale
from enplan.journey.sectorplans.rules.intake import misfits
from enplan.journey.sectorplans.rules.laying import Sorted, as_shown, lay, seen
from enplan.journey.sectorplans.rules.staying import CRISIS_CENTRE, apart_by_stay
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId, SectorPlanId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.base.barrier import count_withheld
from enplan.registers.base.prepared import CASE, Holes
from enplan.registers.cases.facts import Case, CasePerson
from enplan.registers.cases.queries import case_of
from enplan.registers.people import facts as people
from enplan.registers.people.queries import persons, relations_among

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def household_of(sight: Sight, *, on: date, case: Case | None = None) -> Laid:
    """The household with its sector plans as this sight lets them through, ready to be laid side by side."""
    case = case or case_of(sight)
    rows = SectorPlanRecord.objects.within(sight).in_force().order_by("ref", "id")
    plans, left_out = lay([Sorted(row.whole(), Category(row.category)) for row in rows], shows_of(sight, case))
    known = persons(each.person_id for each in case.persons)
    relations = relations_among(known)
    everybody = []
    for each in case.in_order:
        open_to_us = sight.shows(each.person_id, Category.PLAN)
        agreed = known[each.person_id].capacity
        if agreed != people.Capacity() and not open_to_us:
            left_out[Category.PLAN] += 1
        everybody.append(Person(each.ref, each.born, each.name, _capacity(agreed) if open_to_us else Capacity()))
    refs = {each.person_id: each.ref for each in case.persons}
    household = Household(
        persons=tuple(everybody),
        plans=plans,
        relations=tuple(Relation(refs[each.one], refs[each.other], each.kind) for each in relations),
        on=on,
        regime=case.regime,
    )
    withheld = left_out + Counter(count_withheld(sight, "sector_plan", "living_items"))
    return Laid(household, dict(sorted(withheld.items())), {each.ref: each.person_id for each in case.persons})


class Appointed(ArraySubquery):
    """The appointments of the plans in force, for a prepared query to take along; `read` makes plans of them."""

    def __init__(self) -> None:
        about = Concat(Cast("person_id", TextField()), Value(":"), "category", output_field=TextField())
        rows = SectorPlanRecord.objects.in_force().filter(case_id=CASE).alias(about=about)
        inside = {name: KeyTransform(name, "document") for name in ("person", "made", "appointments")}
        document = JSONObject(id="ref", plan_type="plan_type", department="department", **inside)
        granted = rows.filter(about__in=Holes("grants", "text")).order_by("ref", "id")
        super().__init__(granted.values(json=JSONObject(category="category", document=document)))

    @staticmethod
    def read(sight: Sight, case: Case, told: Sequence[Mapping[str, Any]]) -> tuple[SectorPlan, ...]:
        """The plans with their appointments alone, as the sight lets them through."""
        shows = shows_of(sight, case)
        return tuple(seen(plan_of(each["document"]), Category(each["category"]), shows) for each in told)


def kept_apart_by_stay(sight: Sight, *, on: date, case: Case | None = None) -> frozenset[frozenset[str]]:
    """Which two of the case are put in no room together because of a stay in a crisis centre, whatever consent opens.

    Only yes or no for a pair leaves this function: neither which of them it is, nor where, nor why (coordination, 5).
    """
    with connection.cursor() as cursor:
        cursor.execute("select sector_plan_stays(%s)", [CRISIS_CENTRE])
        (stays,) = cursor.fetchone()
    people = (each.ref for each in (case or case_of(sight)).persons)
    return apart_by_stay([plan_of(each) for each in json.loads(stays)], people, on)


def _capacity(agreed: people.Capacity) -> Capacity:
    return Capacity(
        hours_per_week=agreed.hours_per_week,
        contacts_per_week=agreed.contacts_per_week,
        not_before=agreed.not_before,
        not_after=agreed.not_after,
        free_days=frozenset(WEEKDAYS.index(day) for day in agreed.free_days),
    )


def shows_of(sight: Sight, case: Case) -> Callable[[str, Category], bool]:
    """The sight asked with the case's short names."""
    ids = {each.ref: each.person_id for each in case.persons}
    return lambda ref, category: ref in ids and sight.shows(ids[ref], category)


@dataclass(frozen=True, slots=True)
class Listed:
    """A plan in force as the list shows it."""

    received: Received
    person: CasePerson
    stale: bool


@dataclass(frozen=True, slots=True)
class SectorPlansPage:
    """All sector plans of the case that may be seen."""

    plans: tuple[Listed, ...]
    withdrawn: tuple[Received, ...]
    people: tuple[CasePerson, ...]
    withheld: dict[Category, int]


def sector_plans_page(sight: Sight, *, on: date) -> SectorPlansPage:
    """The plans in force, the withdrawn ones, and how much is not shown."""
    case = case_of(sight)
    shows = shows_of(sight, case)
    rows = SectorPlanRecord.objects.within(sight).filter(superseded_at=None).order_by("ref", "id")
    facts = [row.fact(shows) for row in rows]
    of = {each.person_id: each for each in case.persons}
    listed = [Listed(each, of[each.person_id], is_stale(each.plan, on)) for each in facts if each.in_force]
    order = {each.person_id: place for place, each in enumerate(case.in_order)}
    withheld = Counter(count_withheld(sight, "sector_plan", "living_items"))
    for each in listed:
        if each.received.hidden:
            withheld[each.received.category] += each.received.hidden
    return SectorPlansPage(
        plans=tuple(sorted(listed, key=lambda each: (order[each.person.person_id], each.received.plan.id))),
        withdrawn=tuple(each for each in facts if not each.in_force),
        people=case.in_order,
        withheld=dict(sorted(withheld.items())),
    )


@dataclass(frozen=True, slots=True)
class SectorPlanPage:
    """One sector plan and how it came to be as it is."""

    received: Received
    person: CasePerson
    people: tuple[CasePerson, ...]
    versions: tuple[Received, ...]  # newest first
    others: tuple[Received, ...]  # the other plans in force: items may refer to theirs
    stale: bool


def sector_plan_page(sight: Sight, *, plan_id: SectorPlanId, on: date) -> SectorPlanPage:
    """One version of a plan, with all versions of it.

    Raises:
        Missing: there is no such plan, or it may not be known that there is.
    """
    case = case_of(sight)
    shows = shows_of(sight, case)
    meant: SectorPlanRecord = SectorPlanRecord.objects.within(sight).one(id=plan_id)
    rows = SectorPlanRecord.objects.within(sight)
    versions = rows.filter(ref=meant.ref).order_by("-version", "id")
    others = [row.fact(shows) for row in rows.in_force().exclude(ref=meant.ref).order_by("ref", "id")]
    received = meant.fact(shows)
    received = replace(received, plan=as_shown(received.plan, [each.plan for each in others]))
    person = case.by_id(PersonId(meant.person_id))
    assert person is not None  # a plan is about somebody of the case
    return SectorPlanPage(
        received=received,
        person=person,
        people=case.in_order,
        versions=tuple(row.fact(shows) for row in versions),
        others=tuple(others),
        stale=received.in_force and is_stale(received.plan, on),
    )


def plans_in_force(sight: Sight) -> list[Received]:
    """Every plan that counts and may be seen, by its id."""
    case = case_of(sight)
    rows = SectorPlanRecord.objects.within(sight).in_force().order_by("ref", "id")
    return [row.fact(shows_of(sight, case)) for row in rows]


def intake_misfits(sight: Sight, *, on: date, files: Sequence[PlanFile]) -> list[Misfit]:
    """All that keeps these files from being taken in."""
    return misfits(files, case_of(sight), lawbook().on(on), partial(may_take_in, sight))


def assessment_with_plans(sight: Sight, *, on: date) -> AssessmentPage:
    """The one assessment, with all that the sector plans of the case have asked and been told."""
    case = case_of(sight)
    plans = [each.plan for each in plans_in_force(sight)]
    ids = {each.ref: each.person_id for each in case.persons}
    return assessment_page(
        sight,
        on=on,
        plan_types=plan_types_of(plans, ids),
        elsewhere=asked_in_plans(plans, ids, lawbook().on(on)),
    )


def assessment_so_far(sight: Sight, *, on: date, case: Case, plans: Sequence[SectorPlan]) -> SoFar:
    """How much of the one assessment is answered, by whoever has the case and its plans in hand already."""
    ids = {each.ref: each.person_id for each in case.persons}
    types, asked = plan_types_of(plans, ids), asked_in_plans(plans, ids, lawbook().on(on))
    return answered_so_far(sight, on=on, case=case, plan_types=types, elsewhere=asked)


def askers_of(sight: Sight) -> dict[PersonId, dict[str, tuple[str, ...]]]:
    """Which departments need each assessment of a person: those whose plans it feeds, and those who have asked."""
    ids = {each.ref: each.person_id for each in case_of(sight).persons}
    return departments_asking([each.plan for each in plans_in_force(sight)], ids, lawbook())


def asked_before_with_plans(sight: Sight, *, on: date) -> list[AskedOfPerson]:
    """What has been asked before, in the conversation, in statements and by the departments of the sector plans."""
    ids = {each.ref: each.person_id for each in case_of(sight).persons}
    plans = [each.plan for each in plans_in_force(sight)]
    return asked_before(sight, on=on, elsewhere=asked_in_plans(plans, ids, lawbook().on(on)))


def register_with_plans(sight: Sight, *, on: date) -> RegisterPage:
    """The register of statements, with those that sector plans tell of, the lapsed ones too."""
    ids = {each.ref: each.person_id for each in case_of(sight).persons}
    elsewhere = ordered_in_plans([each.plan for each in plans_in_force(sight)], ids)
    return register_page(sight, on=on, elsewhere=elsewhere)


def statements_elsewhere(sight: Sight, *, on: date) -> list[Ordered]:
    """The statements that sector plans tell of and that are on their way or valid on the day."""
    case = case_of(sight)
    ids = {each.ref: each.person_id for each in case.persons}
    every = ordered_in_plans([each.plan for each in plans_in_force(sight)], ids)
    return [each for each in every if freshness(each, on) is not Freshness.LAPSED]


def candidate_looks(sight: Sight, *, most: int = 50) -> list[CandidateLook]:
    """When the reader, or somebody they act for, was shown as one whom one plan may help; newest first."""
    require(may_read_openings(sight))
    mine = {sight.actor.person_id, *sight.actor.acts_for}
    rows = CandidateLookRecord.objects.filter(person_id__in=sorted(filter(None, mine))).order_by("-at", "id")[:most]
    return [row.fact() for row in rows]

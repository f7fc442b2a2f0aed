"""What did people have before the one plan: measures, decisions to complain over, meetings, contact persons?"""

from collections.abc import Iterable, Iterator, Mapping

from enplan.journey.plan.facts import PlanMeasure
from enplan.journey.plan.rules.drafting import Table, promised_by
from enplan.journey.plan.rules.weighing import Right, RightKind, rights_of
from enplan.journey.sectorplans.facts import Duty, SectorPlan
from enplan.law.lawbook import Law

COMBINED = "combined"
ONE_ROUTE = "ast-social"  # where a combined decision is complained over: Ankestyrelsen (agreement of 2022)
TOGETHER = "Fælles møde om hele planen"


def rights_before(table: Table, measures: Iterable[PlanMeasure], *, all_shown: bool) -> list[Right]:
    """Everything that the sector plans and the law gave. What the plan remembers counts as it was when it was drafted.

    What is only in a sector plan counts too, where everything of the one plan is shown: else it may be in a measure
    that is withheld, and nobody has lost it.
    """
    known = list(rights_of(measures))
    there = {each.item for each in known}
    if all_shown:
        known += [each for plan in table.household.plans for each in _new(table, plan) if each.item not in there]
    decided = [each for right in known for each in _decision(right, table.law)]
    duties = [_duty(table, plan, each) for plan in table.household.plans for each in plan.duties]
    contacts = [each for plan in table.household.plans for each in _contacts(table, plan)]
    return list(dict.fromkeys([*known, *decided, *duties, *contacts]))


def complaint_to(table: Table) -> str:
    """The one place where one complains, if the regime has one."""
    combined = table.law.regime(table.household.regime).complaint == COMBINED
    return table.law.complaint_route(ONE_ROUTE).authority_da if combined else ""


def joint_meetings(table: Table) -> Mapping[str, str]:
    """By duty to meet: what the one plan lets come in its place."""
    if not table.law.regime(table.household.regime).replaces_plans:
        return {}
    rules = table.law.book.meeting_rules
    return {
        each.name: TOGETHER
        for plan in table.household.plans
        for each in plan.duties
        if rules.nearest(each.meeting_rule, each.since).can_combine
    }


def _new(table: Table, plan: SectorPlan) -> Iterator[Right]:
    for each in plan.measures:
        if not each.is_past(table.on):
            given = promised_by(plan, each, table.law.measure_type(each.measure_type))
            person = table.persons[each.persons[0]]
            kind = table.category(plan)
            yield Right(RightKind.MEASURE, each.name, person, kind, given.title, given.department, given)


def _decision(right: Right, law: Law) -> Iterator[Right]:
    """The right to have a measure decided, where the law decides it."""
    if right.promised is None:
        return
    kind = law.measure_type(right.promised.measure_type)
    if kind.granted_by_decision:
        to = law.complaint_route(kind.complaint_route).authority_da
        yield Right(
            RightKind.DECISION, right.item, right.person_id, right.category, right.title, right.department, to=to
        )


def _duty(table: Table, plan: SectorPlan, duty: Duty) -> Right:
    label = table.law.book.meeting_rules.nearest(duty.meeting_rule, duty.since).label
    person = table.persons[duty.person]
    return Right(RightKind.MEETING, duty.name, person, table.category(plan), label, plan.department)


def _contacts(table: Table, plan: SectorPlan) -> Iterator[Right]:
    """Everybody with a say in the plan, as a citizen would count them (S-41)."""
    said = [plan.contact, *(each.contact for each in plan.measures if not each.is_past(table.on))]
    names = dict.fromkeys(contact.name for contact in said if contact is not None and contact.name)
    person = table.persons[plan.person]
    for name in names:
        gave = tuple(each.name for each in plan.measures if each.contact and each.contact.name == name)
        yield Right(RightKind.CONTACT, name, person, table.category(plan), name, plan.department, gave=gave)

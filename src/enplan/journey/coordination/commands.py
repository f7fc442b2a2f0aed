"""What can happen to a finding?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from enplan.journey.coordination import policy
from enplan.journey.coordination.facts import Finding, Resolution
from enplan.journey.coordination.models import ResolutionRecord
from enplan.journey.coordination.rules.needing import grants_for
from enplan.journey.coordination.rules.resolving import whose
from enplan.journey.coordination.rules.settling import Adding, nothing_more, settle
from enplan.journey.sectorplans.facts import Household, Laid
from enplan.journey.sectorplans.queries import household_of
from enplan.journey.team.queries import professionals_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.cases.commands import hold_case
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import departments, number_on
from enplan.registers.outbox import commands as outbox


@transaction.atomic(savepoint=False)
def resolve_conflict(
    sight: Sight,
    *,
    at: datetime,
    finding_key: str,
    reason: str,
    decided_by: Sequence[str],
    choice: int | None = None,
    own_solution: str = "",
    laid: Laid | None = None,
    adding: Adding = nothing_more,
) -> Resolution:
    """People decide about a finding: one of its ways out, or a way of their own, with reason and who decided.

    The sector plans are changed by the department that owns them; the resolution tells all of them what was agreed.
    """
    day = danish_day(at)
    laid = laid or household_of(sight, on=day)
    finding = _finding(sight, laid, adding, finding_key, day)
    needs = grants_for(adding(laid.household)[0], laid.persons, lawbook().on(day), finding.items)
    require(policy.may_resolve(sight, needs))
    text, change = _solution(finding, choice, own_solution)
    names = _decided(reason, decided_by)
    _owners_say_yes(laid.household, change, names)
    hold_case(sight)
    last = _last(sight, finding_key)
    if last and (last.choice, last.text, last.reason, last.decided_by) == (choice, text, reason.strip(), tuple(names)):
        return last  # a button pressed twice decides once
    record = ResolutionRecord(
        case_id=sight.case_id,
        person_id=needs[0].person_id,
        category=needs[0].category.value,
        needs=[grant.key() for grant in needs],
        finding_key=finding_key,
        kind=finding.kind.value,
        about_persons=list(finding.persons),
        items=list(finding.items),
        choice=choice,
        text=text,
        change=change,
        reason=reason.strip(),
        decided_by=names,
        at=at,
        by=sight.actor.name,
    )
    record.save(force_insert=True)
    audit.record(sight, at=at, event="coordination.resolved", about=record.id)
    others = [each for each in professionals_of(sight) if each != sight.actor.professional_id]
    outbox.post(sight.case_id, at=at, message="coordination.resolved", professionals=others)
    return record.fact()


def _decided(reason: str, decided_by: Sequence[str]) -> list[str]:
    """Those who decided, where a reason is given and somebody is named."""
    if not reason.strip():
        raise Unfit("coordination.reason_missing")
    names = [name.strip() for name in dict.fromkeys(decided_by) if name.strip()]
    if not names:
        raise Unfit("coordination.who_decided_missing")
    return names


def _owners_say_yes(household: Household, change: dict[str, object], names: Sequence[str]) -> None:
    """What another authority has planned is moved only with its yes; the municipality's own departments are the team.

    Raises:
        Unfit: another authority owns what is changed, and is not among those who decided.
    """
    ours = {each.name for each in departments() if not each.external}
    unasked = sorted(whose(household, change) - ours - set(names))
    if unasked:
        raise Unfit("coordination.owner_not_asked", owner=" og ".join(unasked))


def _last(sight: Sight, finding_key: str) -> Resolution | None:
    rows = ResolutionRecord.objects.within(sight).filter(finding_key=finding_key)
    row = rows.order_by("-at", "id").first()
    return row.fact() if row else None


def _finding(sight: Sight, laid: Laid, adding: Adding, key: str, day: date) -> Finding:
    decided = [row.fact() for row in ResolutionRecord.objects.within(sight).order_by("-at", "id")]
    household = replace(laid.household, enough_contacts=number_on(Matter.ENOUGH_CONTACTS, on=day))
    found = settle(household, decided, lawbook(), day, adding).finding(key)
    if found is None:
        raise Missing("coordination.finding_gone")
    return found


def _solution(finding: Finding, choice: int | None, own: str) -> tuple[str, dict[str, object]]:
    """The words of the way out, and the change it makes.

    Raises:
        Unfit: neither a way out that there is nor a way of their own has been said.
    """
    if choice is None:
        if not own.strip():
            raise Unfit("coordination.solution_missing")
        return own.strip(), {}
    if not 0 <= choice < len(finding.proposals):
        raise Unfit("coordination.no_such_way_out")
    return finding.proposals[choice].text, dict(finding.proposals[choice].change)

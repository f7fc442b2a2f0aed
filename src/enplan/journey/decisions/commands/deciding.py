"""How does the authority decide? First in drafts, then once, in one letter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from enplan.journey.decisions import policy
from enplan.journey.decisions.commands.shared import (
    approved_plan,
    checked,
    earlier_in_force,
    element_of_plan,
    elements_of,
    hearings_in,
    setting_of,
    those_to_tell,
    unfit,
)
from enplan.journey.decisions.commands.writing import decision_fact, write_decision
from enplan.journey.decisions.facts import Choice, Decision, Delivery, Drafted, Kind
from enplan.journey.decisions.models import ChoiceRecord, DecisionRecord, EndorsementRecord
from enplan.journey.decisions.rules import checking, composing, endorsing
from enplan.journey.decisions.rules.lettering import everybody
from enplan.journey.plan.facts import Version
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import DecisionId, VersionId
from enplan.kernel.sight import Sight
from enplan.kernel.verdict import require
from enplan.law.lawbook import lawbook
from enplan.registers.audit import commands as audit
from enplan.registers.cases.commands import hold_case
from enplan.registers.cases.queries import case_of
from enplan.registers.organisation.queries import four_eyes
from enplan.registers.outbox import commands as outbox


@transaction.atomic(savepoint=False)
def save_choice(sight: Sight, *, at: datetime, choice: Choice, shown: int | None = None) -> Choice:
    """What is meant to be answered for one element is kept as a draft; `shown` is the revision the form showed."""
    require(policy.may_decide(sight))
    hold_case(sight)  # of two first drafts at once the slower one must find the other
    current = approved_plan(sight)
    element = element_of_plan(sight, current, choice.element_id, lawbook().on(danish_day(at)))
    which = {"version_id": current.id, "element_id": choice.element_id}
    rows = ChoiceRecord.objects.within(sight).select_for_update(of=("self",))
    record: ChoiceRecord | None = rows.filter(**which).first()
    if record is None:
        record = ChoiceRecord(**which, case_id=sight.case_id, revision=0)
        record.belongs_to(element.persons, element.categories)
    elif replace(record.fact(), revision=0) == replace(choice, revision=0):
        return record.fact()  # nothing was changed, or a double click
    record.revise(shown)
    record.result, record.facts, record.discretion = choice.result.value, choice.facts, choice.discretion
    record.rule, record.granted, record.unknown_against = choice.rule, choice.granted, choice.unknown_against
    record.said, record.consented = choice.said, choice.consented
    record.reply, record.agreed = choice.reply, choice.agreed
    record.starts, record.ends = choice.starts, choice.ends
    record.changed_at, record.changed_by = at, sight.actor.name
    record.save()

    audit.record(sight, at=at, event="decision.choice_saved", about=choice.element_id)
    return record.fact()


@transaction.atomic(savepoint=False)
def issue_decision(
    sight: Sight,
    *,
    at: datetime,
    version_id: VersionId,
    choices: Sequence[Choice] | None = None,
    replaces: DecisionId | None = None,
    delivery: Delivery = Delivery.DIGITAL,
) -> Decision:
    """The authority answers for every measure of the approved plan that needs it, in one letter.

    What an earlier letter has answered, and what is still as it was then, need not be answered again.

    Without `choices` the saved drafts count. `replaces` is the decision that was in force when the form was shown, so a
    double click finds the decision it has already made.
    """
    require(policy.may_decide(sight))
    current = approved_plan(sight)
    if current.id != version_id:
        raise Unfit("decision.plan_changed")
    before = _decision_in_force(sight)
    if before is not None and before.version_id == version_id and replaces in {None, before.replaces_id}:
        return decision_fact(sight, before)
    if before is not None and replaces not in {None, before.id}:
        raise Unfit("decision.made_meanwhile")

    setting = setting_of(sight, at, delivery)
    if before is not None:
        setting = replace(setting, earlier=earlier_in_force(sight))
    if choices is None:
        choices = [record.fact() for record in ChoiceRecord.objects.within(sight).filter(version_id=version_id)]
    parts = _composed(sight, current, choices, setting)
    try:
        with transaction.atomic():
            record = write_decision(sight, at, current.id, parts, setting, replaces=before.id if before else None)
    except IntegrityError:  # the other click was first
        made = _decision_in_force(sight)
        if made is None:
            raise
        return decision_fact(sight, made)

    audit.record(sight, at=at, event="decision.issued", about=record.id)
    told = those_to_tell(case_of(sight), (each for part in parts for each in everybody(part.element)), setting.law)
    outbox.post(sight.case_id, at=at, message="decision.issued", persons=told)
    return decision_fact(sight, record)


def _composed(sight: Sight, plan: Version, choices: Iterable[Choice], setting: composing.Setting) -> list[Drafted]:
    """The parts of the letter, when nothing that must be there is missing."""
    elements = elements_of(sight, plan, setting.law)
    chosen = {choice.element_id: choice for choice in choices}
    if chosen.keys() - {element.id for element in elements}:
        raise Missing("record.missing")
    seconded = not four_eyes(on=setting.law.day) or _is_seconded(sight, plan, chosen)
    for check in checking.hinders(checked(sight, plan, elements, chosen, setting, seconded=seconded)):
        raise unfit(check, elements)
    return composing.compose(elements, chosen, setting, hearings_in(sight))


def _is_seconded(sight: Sight, plan: Version, chosen: Mapping[UUID, Choice]) -> bool:
    rows = EndorsementRecord.objects.in_case(sight).filter(version_id=plan.id).order_by("-at", "id")
    return endorsing.endorsed(chosen, [row.fact() for row in rows], sight.actor.account_id) is not None


def _decision_in_force(sight: Sight) -> DecisionRecord | None:
    """The newest decision on the plan."""
    rows = DecisionRecord.objects.in_case(sight).filter(kind=Kind.ON_PLAN.value)
    newest: DecisionRecord | None = rows.order_by("-made_at", "id").first()
    return newest

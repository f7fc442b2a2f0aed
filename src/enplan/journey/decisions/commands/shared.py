"""What do the commands around decisions share?"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from enplan.journey.assessment.queries import assessed
from enplan.journey.decisions import policy
from enplan.journey.decisions.commands.writing import decision_fact
from enplan.journey.decisions.facts import (
    Check,
    Choice,
    Decision,
    Delivery,
    Element,
    Hearing,
    Kind,
    Part,
    Result,
)
from enplan.journey.decisions.models import ChoiceRecord, DecisionRecord, HearingRecord, PartRecord
from enplan.journey.decisions.models.outside import holders_by_element
from enplan.journey.decisions.models.signing import signer_of
from enplan.journey.decisions.rules import checking, complaints, composing, settling
from enplan.journey.decisions.rules.setting import Answer, Earlier, earlier_answers
from enplan.journey.plan.facts import Version
from enplan.journey.plan.queries import approved_version, versions
from enplan.journey.team.facts import Companion
from enplan.journey.team.queries import companions, coordinator_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.errors import Missing, Unfit
from enplan.kernel.ids import PersonId, VersionId
from enplan.kernel.sight import Relation, Sight
from enplan.law.lawbook import Law, lawbook
from enplan.law.phrasebook import in_words, phrasebook
from enplan.registers.cases.facts import Case, CasePerson
from enplan.registers.cases.queries import case_of
from enplan.registers.outbox import commands as outbox
from enplan.registers.people.facts import custody_of
from enplan.registers.people.queries import relations_among


def approved_plan(sight: Sight) -> Version:
    """The version that is to be decided on; without the citizen's yes there is nothing to decide."""
    current = approved_version(sight)
    if current is None:
        raise Unfit("decision.no_approved_plan")
    return current


def elements_of(sight: Sight, plan: Version, law: Law) -> list[Element]:
    """Everything in the plan that takes a decision, with what somebody has of it already."""
    found = composing.needing_decision(plan.measures, plan.given_less, law, answers_in_force(sight))
    return composing.about_children(found, {person.person_id: person for person in case_of(sight).persons}, law)


def element_of_plan(sight: Sight, plan: Version, element_id: UUID, law: Law) -> Element:
    """The element with this id, if it takes a decision and the sight shows it."""
    for element in elements_of(sight, plan, law):
        if element.id == element_id and sight.shows(element.person_id, element.category):
            return element
    raise Missing("record.missing")


def setting_of(sight: Sight, at: datetime, delivery: Delivery, kind: Kind = Kind.ON_PLAN) -> composing.Setting:
    """Under what a letter is written at this moment."""
    case, today = case_of(sight), danish_day(at)
    law = lawbook().on(today)
    return composing.Setting(
        people={person.person_id: person for person in case.persons},
        regime=law.regime(case.regime),
        law=law,
        phrases=phrasebook().on(today),
        received=complaints.received_day(today, delivery),
        delivery=delivery,
        kind=kind,
    )


def hearings_in(sight: Sight) -> list[Hearing]:
    """All hearings, in their order."""
    return [record.fact() for record in HearingRecord.objects.within(sight).order_by("asked_at", "id")]


def checked(
    sight: Sight,
    plan: Version,
    elements: Sequence[Element],
    chosen: Mapping[UUID, Choice],
    setting: composing.Setting,
    *,
    seconded: bool = True,
) -> list[Check]:
    """What the law and good practice say to these answers."""
    hearings = hearings_in(sight)
    return checking.checks(
        elements,
        chosen,
        composing.compose(elements, chosen, setting, hearings),
        hearings=hearings,
        setting=setting,
        plan_open=policy.plan_open(sight, setting.people.values()),
        assessed=assessed(sight),
        signer=signer_of(sight, on=setting.law.day),
        settled=_settled(sight, elements, setting.law),
        approvals=plan.approvals,
        seconded=seconded,
        holders=holders_by_element(elements, tuple(setting.people.values()), setting.law),
    )


def decisions_by_id(sight: Sight) -> dict[UUID, DecisionRecord]:
    """Every decision of the case."""
    rows = DecisionRecord.objects.in_case(sight).order_by("id")
    return {row.id: row for row in rows}


def answers_in_force(sight: Sight) -> list[Part]:
    """The answers that hold today, as far as the sight shows them."""
    return _in_force(_answers(sight))


def earlier_in_force(sight: Sight) -> dict[Answer, Earlier]:
    """Where the answers stand that hold today: in which letter, and as which number."""
    rows = _answers(sight)
    return earlier_answers(_in_force(rows), {row.decision_id: danish_day(row.decision.made_at) for row in rows})


def _answers(sight: Sight) -> list[PartRecord]:
    rows = PartRecord.objects.within(sight).select_related("decision")
    return list(rows.order_by("-decision__made_at", "decision_id", "position", "id"))


def _in_force(found: Sequence[PartRecord]) -> list[Part]:
    on_plan = [row.fact() for row in found if row.decision.kind == Kind.ON_PLAN.value]
    later = [row.fact() for row in found if row.decision.kind == Kind.AFTER_COMPLAINT.value]
    return complaints.answers_today(on_plan, later)


def _settled(sight: Sight, elements: Sequence[Element], law: Law) -> dict[UUID, Decision]:
    """What a letter has answered already, as it stands in the plan now."""
    rows = DecisionRecord.objects.in_case(sight).filter(kind=Kind.ON_PLAN.value).order_by("-made_at", "id")
    decisions = [decision_fact(sight, row) for row in rows]
    if not decisions:
        return {}
    drafts = ChoiceRecord.objects.within(sight).filter(result=Result.ELSEWHERE.value)
    apart = {(VersionId(row.version_id), row.element_id) for row in drafts}
    return settling.settled(elements, decisions, versions(sight), apart, law)


def unfit(check: Check, elements: Sequence[Element]) -> Unfit:
    """A check that is not met, as the error that says so."""
    titles = {element.id: element.title for element in elements}
    blanks = {name: in_words(value) if isinstance(value, date) else value for name, value in check.blanks.items()}
    title = titles.get(check.element_id, "") if check.element_id else ""
    return Unfit(f"decision.check.{check.key}", element=title, **blanks)


def person_of(case: Case, person_id: PersonId) -> CasePerson:
    """The person of the case."""
    person = case.by_id(person_id)
    if person is None:
        raise Missing("record.missing")
    return person


def mandates(sight: Sight) -> Sequence[Companion]:
    """Who may speak for whom; only asked for when a companion acts."""
    return companions(sight) if sight.relation is Relation.COMPANION else ()


def those_who_decide_for(case: Case, persons: Iterable[PersonId], day: date) -> list[PersonId]:
    """The persons themselves when of age, else those of the case who hold custody of them."""
    found: dict[PersonId, None] = {}
    kinships = None
    for person_id in persons:
        person = person_of(case, person_id)
        if person.age(day) >= composing.OF_AGE:
            found[person_id] = None
            continue
        if kinships is None:
            kinships = relations_among([each.person_id for each in case.persons])
        found.update(dict.fromkeys(sorted(custody_of(kinships, person_id))))
    return list(found)


def those_to_tell(case: Case, persons: Iterable[PersonId], law: Law) -> list[PersonId]:
    """Everybody a letter is for: those who decide for them, and a child who is old enough to complain."""
    everybody = list(dict.fromkeys(persons))
    own = [each for each in everybody if complaints.old_enough_to_complain(person_of(case, each).age(law.day), law)]
    return list(dict.fromkeys([*those_who_decide_for(case, everybody, law.day), *own]))


def tell_coordinator(sight: Sight, at: datetime, message: str) -> None:
    """Tell the coordinator, unless it is they who act."""
    member = coordinator_of(sight)
    if member is not None and member.membership.professional_id != sight.actor.professional_id:
        outbox.post(sight.case_id, at=at, message=message, professionals=[member.membership.professional_id])

"""Who may hear, decide, complain and look again?"""

from collections.abc import Iterable
from datetime import date

from enplan.journey.decisions.rules.complainants import SPEAKS_FOR
from enplan.journey.decisions.rules.complaints import old_enough_to_complain
from enplan.journey.team.facts import Companion
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused
from enplan.law.lawbook import Law
from enplan.registers.cases.facts import CasePerson


def may_decide(sight: Sight) -> Verdict:
    """The coordinator, in whose hands the letter is gathered."""
    return ALLOWED if sight.relation is Relation.COORDINATOR else refused("decision.coordinator_only")


def may_endorse(sight: Sight) -> Verdict:
    """Somebody else of the team than the one who signs."""
    if not sight.is_staff:
        return refused("decision.staff_only")
    return refused("decision.second_is_another") if sight.relation is Relation.COORDINATOR else ALLOWED


def may_open_hearing(sight: Sight) -> Verdict:
    """The coordinator, who also decides."""
    return may_decide(sight)


def may_speak_for(sight: Sight, person: CasePerson, companions: Iterable[Companion], law: Law) -> Verdict:
    """The party themselves (a child from the age of the law), the holder of custody, or the one with a mandate."""
    if sight.actor.person_id == person.person_id:
        own = old_enough_to_complain(person.age(law.day), law)
        return ALLOWED if own else refused("decision.too_young")
    if person.person_id in sight.actor.acts_for or _has_mandate(sight, person.person_id, companions, law.day):
        return ALLOWED
    return refused("decision.not_a_party")


def may_answer_hearing(sight: Sight, person: CasePerson, companions: Iterable[Companion], law: Law) -> Verdict:
    """Who speaks for the party; the coordinator notes an answer that was given by word of mouth."""
    return ALLOWED if sight.relation is Relation.COORDINATOR else may_speak_for(sight, person, companions, law)


def may_complain(sight: Sight, person: CasePerson, companions: Iterable[Companion], law: Law) -> Verdict:
    """Who speaks for the party; the team takes down a complaint made by phone, letter or in a meeting."""
    return ALLOWED if sight.is_staff else may_speak_for(sight, person, companions, law)


def may_name_complainant(sight: Sight) -> Verdict:
    """The team, who takes it down; on the portal it is the one who writes."""
    return ALLOWED if sight.is_staff else refused("decision.staff_only")


def may_reassess(sight: Sight) -> Verdict:
    """The team, each for the kinds of information they see."""
    return ALLOWED if sight.is_staff else refused("decision.staff_only")


def plan_open(sight: Sight, people: Iterable[CasePerson]) -> frozenset[PersonId]:
    """Those to whom a letter may be written: consent to one plan opens the plan's own information."""
    return frozenset(each.person_id for each in people if sight.shows(each.person_id, Category.PLAN))


def _has_mandate(sight: Sight, person_id: PersonId, companions: Iterable[Companion], day: date) -> bool:
    return sight.relation is Relation.COMPANION and any(
        each.companion_id == sight.actor.person_id
        and each.for_person == person_id
        and each.kind in SPEAKS_FOR
        and each.period.holds(day)
        for each in companions
    )

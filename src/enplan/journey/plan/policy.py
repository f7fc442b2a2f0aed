"""May this actor do this with the plan?"""

from collections.abc import Sequence

from enplan.journey.plan.facts import PlanMeasure, Version, Way
from enplan.journey.plan.rules.standing import can_answer
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_draft(sight: Sight) -> Verdict:
    """The contact person puts the draft together."""
    return ALLOWED if sight.relation is Relation.COORDINATOR else refused("plan.only_coordinator_drafts")


def may_write(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """The people of the plan, for themselves and children in their custody, and the team; each within what they see."""
    if not sight.shows(person_id, category):
        return refused("plan.no_consent")
    if sight.is_staff or acts_as(sight, person_id):
        return ALLOWED
    return refused("plan.not_your_plan")


def may_reword(sight: Sight, *, own_words: bool, said_by_citizen: bool) -> Verdict:
    """A citizen's own words are changed by the citizen, or as the citizen says them in a meeting."""
    if own_words and sight.is_staff and not said_by_citizen:
        return refused("plan.citizens_own_words")
    return ALLOWED


def may_add_measure(sight: Sight, persons: Sequence[PersonId], category: Category, *, own: bool) -> Verdict:
    """The team suggests measures; a citizen adds what they want to do themselves."""
    for person in persons:
        verdict = may_write(sight, person, category)
        if not verdict:
            return verdict
    return ALLOWED if own or sight.is_staff else refused("plan.staff_only")


def acts_as(sight: Sight, person_id: PersonId) -> bool:
    """Whether the actor is the person, or decides for them as holder of custody."""
    me = sight.actor
    return sight.relation is Relation.CITIZEN and (me.person_id == person_id or person_id in me.acts_for)


def may_order(sight: Sight, person_id: PersonId) -> Verdict:
    """The order of the goals is the citizen's own (S-78)."""
    return ALLOWED if acts_as(sight, person_id) else refused("plan.order_is_the_citizens")


def may_change_measure(sight: Sight, measure: PlanMeasure) -> Verdict:
    """The team, within what it sees; a citizen their own actions."""
    if not sight.shows_all(measure.persons, measure.category):
        return refused("plan.no_consent")
    if sight.is_staff:
        return ALLOWED
    mine = any(acts_as(sight, person) for person in measure.persons)
    return ALLOWED if mine and measure.is_own else refused("plan.object_instead")


def may_merge(sight: Sight, into: PlanMeasure, merged: PlanMeasure) -> Verdict:
    """Two measures become one by a professional's choice."""
    if not sight.is_staff:
        return refused("plan.object_instead")
    return may_change_measure(sight, into) and may_change_measure(sight, merged)


def may_meet_demand(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """What the law demands of the content is the team's to write."""
    if not sight.is_staff:
        return refused("plan.staff_only")
    return ALLOWED if sight.shows(person_id, category) else refused("plan.no_consent")


def may_propose(sight: Sight) -> Verdict:
    """The contact person proposes the plan to the citizen."""
    return ALLOWED if sight.relation is Relation.COORDINATOR else refused("plan.only_coordinator_proposes")


def may_answer(sight: Sight, version: Version, for_person: PersonId, by_person: PersonId, way: Way) -> Verdict:
    """Those whose yes is needed; the contact person may enter what was said in a meeting or stands on paper."""
    if for_person not in can_answer(version, by_person):
        return refused("plan.not_yours_to_answer")
    if way is Way.PORTAL:
        return ALLOWED if sight.actor.person_id == by_person else refused("plan.not_yours_to_answer")
    return ALLOWED if sight.relation is Relation.COORDINATOR else refused("plan.only_coordinator_enters_answers")

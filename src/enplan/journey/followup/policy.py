"""Who may note progress, go through the plan and end it?"""

from enplan.kernel.actor import Actor, Role
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_note(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """Whoever may see the goal or measure: the citizen, those who decide for a child, and the team. Companions read."""
    if not sight.shows(person_id, category):
        return refused("followup.not_shown")
    if sight.relation is Relation.COMPANION:
        return refused("followup.companion_reads")
    if sight.relation is Relation.CITIZEN and person_id not in {sight.actor.person_id, *sight.actor.acts_for}:
        return refused("followup.not_your_plan")
    return ALLOWED


def may_review(sight: Sight, person_id: PersonId) -> Verdict:
    """The coordinator, while there is consent to the plan."""
    if sight.relation is not Relation.COORDINATOR:
        return refused("followup.coordinator_only")
    return ALLOWED if sight.shows(person_id, Category.PLAN) else refused("followup.plan_consent_missing")


def may_close(sight: Sight) -> Verdict:
    """The coordinator; that the citizen has taken back the consent must not keep a case open."""
    return ALLOWED if sight.relation is Relation.COORDINATOR else refused("followup.coordinator_only")


def may_remind(sight: Sight) -> Verdict:
    """The team and the clock: what is due is the authority's to do (S-88)."""
    allowed = sight.is_staff or sight.relation is Relation.SYSTEM
    return ALLOWED if allowed else refused("followup.staff_only")


def may_note_day(sight: Sight, person_id: PersonId, category: Category) -> Verdict:
    """The team, of what it may see: the day is known to the authority, and it is the authority that must act."""
    if not sight.is_staff:
        return refused("followup.staff_notes_days")
    return ALLOWED if sight.shows(person_id, category) else refused("followup.day_not_shown")


def may_count(by: Actor) -> Verdict:
    """The clock alone: nobody else is shown all cases together."""
    return ALLOWED if by.is_(Role.SYSTEM) else refused("followup.clock_counts")

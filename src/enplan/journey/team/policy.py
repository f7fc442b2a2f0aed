"""May this actor change who is around the citizen?"""

from enplan.journey.team.facts import Companion, Membership
from enplan.kernel.actor import Actor, Role
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_name_coordinator(actor: Actor, present: Membership | None) -> Verdict:
    """The one entrance and the leader name the contact person, and the present one may hand over."""
    if actor.is_(Role.INTAKE) or actor.is_(Role.LEADER) or actor.is_(Role.SYSTEM):
        return ALLOWED
    if present is not None and actor.professional_id == present.professional_id:
        return ALLOWED
    return refused("team.not_yours_to_name")


def may_add_member(sight: Sight) -> Verdict:
    """The coordinator gathers the team."""
    return ALLOWED if sight.relation is Relation.COORDINATOR else refused("team.coordinator_only")


def may_end_membership(sight: Sight, membership: Membership) -> Verdict:
    """The coordinator, or the member who leaves."""
    own = sight.actor.professional_id == membership.professional_id
    return ALLOWED if own or sight.relation is Relation.COORDINATOR else refused("team.coordinator_only")


def may_register_companion(sight: Sight, for_person: PersonId, mandate: str) -> Verdict:
    """The person chooses; the coordinator writes it down when it was said to them, and then says how (S-78)."""
    if speaks_for(sight, for_person):
        return ALLOWED
    if sight.relation is Relation.COORDINATOR:
        return ALLOWED if mandate.strip() else refused("team.mandate_missing")
    return refused("team.companion_is_chosen_by_the_person")


def may_end_companion(sight: Sight, companion: Companion) -> Verdict:
    """The person, the one who stands by them, or the coordinator to whom it was said."""
    themselves = sight.actor.person_id == companion.companion_id
    allowed = themselves or speaks_for(sight, companion.for_person) or sight.relation is Relation.COORDINATOR
    return ALLOWED if allowed else refused("team.companion_is_chosen_by_the_person")


def may_add_relative(sight: Sight) -> Verdict:
    """Who is in the case is the coordinator's to write down, together with the family."""
    return ALLOWED if sight.relation is Relation.COORDINATOR else refused("team.coordinator_only")


def may_change_custody(sight: Sight) -> Verdict:
    """The coordinator writes down what an authority or the parents have settled; nobody else's word changes it."""
    return ALLOWED if sight.relation is Relation.COORDINATOR else refused("team.coordinator_only")


def may_ask_to_join(actor: Actor) -> Verdict:
    """Professionals ask; others have no work in the case."""
    return ALLOWED if actor.is_staff else refused("door.staff_only")


def may_answer_question(sight: Sight) -> Verdict:
    """The coordinator, who knows what the citizen wants."""
    return ALLOWED if sight.relation is Relation.COORDINATOR else refused("team.coordinator_only")


def speaks_for(sight: Sight, person_id: PersonId) -> bool:
    """Whether the actor is the person, or holds custody of them."""
    return sight.relation is Relation.CITIZEN and person_id in {sight.actor.person_id, *sight.actor.acts_for}

"""May this actor ask for, give, decline or take back this consent?"""

from enplan.journey.consent.facts import Consent, ConsentKind, ConsentScope, Recipient, Way, Witness
from enplan.journey.consent.rules.deciding import Demand
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_ask(sight: Sight, scope: ConsentScope) -> Verdict:
    """The team asks; and who stands by the citizen, or the person, for what shall be shown to that one alone."""
    if sight.is_staff:
        return ALLOWED
    to_one = scope.kind is ConsentKind.INFORMATION and scope.recipient is Recipient.PERSON
    if sight.relation is Relation.COMPANION and to_one and scope.recipient_id == sight.actor.person_id:
        return ALLOWED
    if to_one and _speaks_for(sight, scope.person_id):
        return ALLOWED
    return refused("consent.team_asks")


def may_answer(sight: Sight, giver: PersonId | None, demand: Demand, way: Way, witness: Witness | None) -> Verdict:
    """On the portal the person alone. A professional writes down what was said and signed before witnesses."""
    if not demand.groups:
        return refused("consent.custody_unknown")
    if way is Way.PORTAL:
        if sight.relation is not Relation.CITIZEN or sight.actor.person_id != giver:
            return refused("consent.only_the_person_gives")
    elif not sight.is_staff:
        return refused("consent.only_staff_writes_down")
    elif witness is None or not (witness.present.strip() and witness.signature.strip()):
        return refused("consent.witness_missing")
    elif not witness.read_aloud:
        return refused("consent.not_read_aloud")
    return ALLOWED if giver is not None and demand.includes(giver) else refused("consent.another_decides")


def may_decline(sight: Sight, giver: PersonId | None, demand: Demand) -> Verdict:
    """Those who could say yes can say no; a professional may write the no down, which takes nothing from anybody."""
    themselves = sight.relation is Relation.CITIZEN and sight.actor.person_id == giver
    if not (themselves or sight.is_staff):
        return refused("consent.only_the_person_gives")
    return ALLOWED if giver is not None and demand.includes(giver) else refused("consent.another_decides")


def may_withdraw(sight: Sight, giver: PersonId | None, consent: Consent, demand: Demand, *, grown: bool) -> Verdict:
    """Whoever decides today, whoever signed, and the young person too; as easy as giving (GDPR art. 7 stk. 3)."""
    themselves = sight.relation is Relation.CITIZEN and sight.actor.person_id == giver
    if not (themselves or sight.is_staff):
        return refused("consent.only_the_person_gives")
    own = grown and giver == consent.scope.person_id
    theirs = giver is not None and (own or demand.includes(giver) or giver in consent.signers)
    return ALLOWED if theirs else refused("consent.another_decides")


def may_see(sight: Sight, scope: ConsentScope) -> bool:
    """The team sees all consents of the case, a companion those to them, a citizen their own and their children's.

    What a young person decides on alone is not shown to their parents.
    """
    if sight.is_staff or sight.relation is Relation.SYSTEM:
        return True
    if _speaks_for(sight, scope.person_id) and sight.shows(scope.person_id, scope.category):
        return True
    return scope.recipient is Recipient.PERSON and scope.recipient_id == sight.actor.person_id


def _speaks_for(sight: Sight, person_id: PersonId) -> bool:
    return sight.relation is Relation.CITIZEN and person_id in {sight.actor.person_id, *sight.actor.acts_for}

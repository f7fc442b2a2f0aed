"""Who can complain over a letter of the case, by name, and until when those who are not in the case can?"""

from dataclasses import replace

from enplan.journey.decisions.facts import Decision
from enplan.journey.decisions.models.outside import copies_sent
from enplan.journey.decisions.rules.complainants import Complainant, complainants, own_days
from enplan.journey.team.queries import companions
from enplan.kernel.calendar import danish_day
from enplan.kernel.sight import Sight
from enplan.law.lawbook import Law, lawbook
from enplan.registers.cases.facts import Case
from enplan.registers.people.queries import persons, relations_around


def complainants_of(sight: Sight, case: Case, decision: Decision, law: Law) -> list[Complainant]:
    """Everybody who can, as far as the viewer sees the answers; their own days counted under the law of the letter."""
    kin = relations_around([each.person_id for each in case.persons])
    found = complainants(decision, case.persons, kin, companions(sight), law)
    names = {each.person_id: each.name for each in case.persons}
    if strangers := {each.person_id for each in found} - names.keys():
        names |= {who: person.name for who, person in persons(strangers).items()}
    sent = copies_sent(sight) if any(each.outside for each in found) else {}
    then = lawbook().on(danish_day(decision.made_at))
    told = []
    for each in (one for one in found if one.person_id in names):
        copy = sent.get((decision.id, each.person_id))
        days = own_days(decision, each.parts, then, copy) if each.outside else {}
        told.append(replace(each, name=names[each.person_id], sent=copy, days=tuple(days.items())))
    return told

"""Do those who said yes still decide? Custody is read when a consent is used, not only when it is given."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from enplan.journey.consent.facts import Consent
from enplan.journey.consent.rules.deciding import Thresholds, who_must
from enplan.kernel.calendar import danish_day
from enplan.registers.cases.facts import CasePerson
from enplan.registers.people.facts import Relation, custody_since


def as_they_stand(
    consents: Iterable[Consent], people: Iterable[CasePerson], kin: Sequence[Relation], ages: Thresholds, on: date
) -> list[Consent]:
    """The consents, with those void whose signers no longer decide for the child."""
    of = {each.person_id: each for each in people}
    return [replace(each, void=_is_void(each, of.get(each.scope.person_id), kin, ages, on)) for each in consents]


def _is_void(consent: Consent, person: CasePerson | None, kin: Sequence[Relation], ages: Thresholds, on: date) -> bool:
    """Whether the yes of those who have held custody ever since it was said is not enough (security, T15).

    Custody that came later takes nothing back, and custody that was lost and came again opens nothing by itself.
    """
    if person is None or not consent.complete or person.age(on) >= ages.of_age:
        return False
    given = danish_day(consent.given_at)
    ever_since = [each for each, since in custody_since(kin, person.person_id).items() if since <= given]
    return not who_must(consent.scope, person.age(on), ever_since, ages).met_by(consent.signers)


def hangs_on_custody(consents: Iterable[Consent], people: Iterable[CasePerson], ages: Thresholds, on: date) -> bool:
    """Whether any of them is about a child, so that custody must be asked for at all."""
    children = {each.person_id for each in people if each.age(on) < ages.of_age}
    return any(consent.scope.person_id in children for consent in consents)

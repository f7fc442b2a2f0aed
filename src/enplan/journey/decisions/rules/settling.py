"""Which measures of the approved plan has a letter answered already, just as they stand now?

A new version of the plan is decided on only where it is new: an answer that was given holds until it is given anew
or what it answers has changed.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from uuid import UUID

from enplan.journey.decisions.facts import Decision, Element, Kind
from enplan.journey.decisions.rules.composing import needing_decision
from enplan.journey.plan.facts import Version
from enplan.kernel.ids import VersionId
from enplan.law.lawbook import Law

Apart = Collection[tuple[VersionId, UUID]]  # which measures of which version are decided in a case of their own


def settled(
    elements: Iterable[Element], decisions: Iterable[Decision], plans: Iterable[Version], apart: Apart, law: Law
) -> dict[UUID, Decision]:
    """By measure the letter that answers it, the newest letter first among `decisions`."""
    letters = [each for each in decisions if each.kind is Kind.ON_PLAN]
    wanted = {each.version_id for each in letters}
    then = {
        plan.id: {each.id: each for each in needing_decision(plan.measures, plan.given_less, law)}
        for plan in plans
        if plan.id in wanted
    }
    found = {}
    for element in elements:
        letter = _newest_about(element, letters, apart)
        if letter is None:
            continue
        former = then.get(letter.version_id, {}).get(element.id)
        if former is not None and _granted_alike(former, element):
            found[element.id] = letter
    return found


def _newest_about(element: Element, letters: Iterable[Decision], apart: Apart) -> Decision | None:
    for letter in letters:
        answered = {part.measure_type for part in letter.parts if part.element_id == element.id}
        if answered:
            return letter if answered.issuperset(element.types) else None
        if (letter.version_id, element.id) in apart:
            return letter
    return None


def _granted_alike(one: Element, other: Element) -> bool:
    """Whether a letter would grant the same: what, how much, by whom, from when to when, and what it demands."""
    plain: dict[str, object] = {"persons": (), "categories": (), "beside": False, "reduced": False}
    plain |= {"less": (), "agreed": (), "not_agreed": False, "had": ""}
    plain |= {"person_id": other.person_id, "children": ()}  # the children come with the people of the case
    return replace(one, **plain) == replace(other, **plain)  # type: ignore[arg-type]  # each is a field of Element

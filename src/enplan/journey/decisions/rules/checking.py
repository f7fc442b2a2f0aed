"""What must be there before a decision is signed, and what should be looked at once more?"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from enplan.journey.decisions.facts import Check, Choice, Drafted, Element, Hearing, Result, Weight
from enplan.journey.decisions.rules.composing import ANSWERED, fully_met
from enplan.journey.decisions.rules.hearing import Heard, heard, hearings_about
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.provision import Certainty
from enplan.law.regime import Regime

LONG = 900  # characters; more than half a page on one question is not read


def checks(
    elements: Sequence[Element],
    choices: Mapping[UUID, Choice],
    parts: Sequence[Drafted],
    *,
    hearings: Sequence[Hearing],
    regime: Regime,
    law: Law,
    plan_open: frozenset[PersonId],
    settled: Collection[UUID] = (),
) -> list[Check]:
    """Every must, then every should, each in the order of the elements; what is settled needs no new answer."""
    found = [*_of_letter(elements, {*choices, *settled}, parts, regime)]
    for element in elements:
        choice = choices.get(element.id)
        if choice is None and element.id in settled:
            continue
        if choice is None:
            found.append(Check(Weight.MUST, "unanswered", element.id))
        elif choice.result in ANSWERED:
            found += of_choice(element, choice, law)
            found += _of_hearing(choice, hearings, law.day)
            found += _of_law(element, choice, law)
            if element.person_id not in plan_open:
                found.append(Check(Weight.MUST, "plan-closed", element.id))
    found += _alike(choices)
    return sorted(found, key=lambda check: check.weight is not Weight.MUST)


def hinders(found: Iterable[Check]) -> list[Check]:
    """Those that hold the signing up."""
    return [check for check in found if check.weight is Weight.MUST]


def _of_letter(
    elements: Sequence[Element], answered: Collection[UUID], parts: Sequence[Drafted], regime: Regime
) -> Iterable[Check]:
    if not elements:
        yield Check(Weight.MUST, "nothing-to-decide")
    elif not parts and all(element.id in answered for element in elements):
        yield Check(Weight.MUST, "nothing-answered")
    if not regime.enacted:
        yield Check(Weight.MUST, "regime-not-enacted", blanks={"regime": regime.label})


def of_choice(element: Element, choice: Choice, law: Law) -> Iterable[Check]:
    """What is missing in the answer to one element, whatever else stands in the letter."""
    if choice.result is Result.PARTLY and not choice.granted.strip():
        yield Check(Weight.MUST, "granted-missing", element.id)
    if not fully_met(element, choice):
        if not choice.facts.strip():
            yield Check(Weight.MUST, "facts-missing", element.id)
        if not choice.discretion.strip():
            yield Check(Weight.MUST, "discretion-missing", element.id)
    if any(len(text) > LONG for text in (choice.facts, choice.discretion, choice.rule)):
        yield Check(Weight.SHOULD, "long-text", element.id, {"most": LONG})
    if element.not_agreed:
        yield Check(Weight.MUST, "less-not-agreed", element.id)
    if element.reduced and choice.result is Result.GRANTED:
        yield Check(Weight.SHOULD, "reduced", element.id)
    if element.starts and element.starts < law.day and choice.result is not Result.REFUSED:
        yield Check(Weight.SHOULD, "begun", element.id, {"first": element.starts})
    if element.beside:
        yield Check(Weight.SHOULD, "beside", element.id)


def _of_hearing(choice: Choice, hearings: Sequence[Hearing], day: date) -> Iterable[Check]:
    how_far = heard(choice, hearings, day)
    if how_far is Heard.DUE:
        yield Check(Weight.MUST, "hearing-due", choice.element_id)
    elif how_far is Heard.OPEN:
        last = max(each.answer_by for each in hearings_about(choice.element_id, hearings) if each.open_on(day))
        yield Check(Weight.MUST, "hearing-open", choice.element_id, {"last": last})


def _of_law(element: Element, choice: Choice, law: Law) -> Iterable[Check]:
    for measure_type in element.types:
        kind = law.measure_type(measure_type)
        if not law.bases_in_force(kind.legal_basis):
            yield Check(Weight.MUST, "no-basis", element.id, {"measure": kind.label})
        elif not kind.in_force(law.day) and choice.result is not Result.REFUSED:
            yield Check(Weight.MUST, "closed", element.id, {"measure": kind.label})
        elif kind.certainty is not Certainty.READ:
            yield Check(Weight.SHOULD, "law-not-read", element.id, {"measure": kind.label})
        if kind.consent_of in {"custody-holder", "custody-holder-and-15", "young-person"}:
            yield Check(Weight.SHOULD, f"consent-of-{kind.consent_of}", element.id)


def _alike(choices: Mapping[UUID, Choice]) -> Iterable[Check]:
    """The same considerations word for word under several measures are seldom considerations of each."""
    said = Counter(choice.discretion.strip() for choice in choices.values() if choice.result in ANSWERED)
    for choice in choices.values():
        text = choice.discretion.strip()
        if text and said[text] > 1 and choice.result is not Result.GRANTED:
            yield Check(Weight.SHOULD, "same-words", choice.element_id)

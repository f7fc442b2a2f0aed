"""What must be there before a decision is signed, and what should be looked at once more?

A demand of the law names its sections; what names none is good practice, or what the municipality itself has settled.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from enplan.journey.decisions.facts import Check, Choice, Drafted, Element, Hearing, Result, Weight
from enplan.journey.decisions.facts.signing import Signer
from enplan.journey.decisions.rules.competence import out_of_reach
from enplan.journey.decisions.rules.complaints import length_of
from enplan.journey.decisions.rules.composing import ANSWERED, OF_AGE, Setting, fully_met, is_less
from enplan.journey.decisions.rules.elements import is_for_child
from enplan.journey.decisions.rules.hearing import Heard, heard, hearings_about
from enplan.journey.decisions.rules.limits import too_long
from enplan.journey.plan.facts import Approval
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.provision import Certainty, LegalBasis, MeasureType
from enplan.law.regime import Regime

LONG: Final = 900  # characters; more than half a page on one question is not read
OWN_YES_TO_PLACEMENT: Final = 15  # from then on a young person consents too
# The municipality prepares these, but another body decides: the one whose decisions are complained over by this route.
DECIDED_BY: Final[Mapping[str, str]] = {
    "ast-boern-udvalg": "børne- og ungeudvalget",
}


def _act(*sections: str) -> tuple[LegalBasis, ...]:
    return tuple(LegalBasis("forvaltningsloven", section) for section in sections)


ENOUGH_IS_KNOWN: Final = (LegalBasis("retssikkerhedsloven", "§ 10"),)  # the authority sees to it before it decides


DEMANDED_BY: Final[Mapping[str, tuple[LegalBasis, ...]]] = {
    "granted-missing": _act("§ 22", "§ 24"),
    "facts-missing": _act("§ 22", "§ 24 stk. 2"),
    "discretion-missing": _act("§ 22", "§ 24 stk. 1"),
    "guidance-missing": _act("§ 25"),
    "hearing-due": _act("§ 19"),
    "hearing-open": _act("§ 19"),
    "holder-not-heard": _act("§ 19"),
    "holder-letter": _act("§ 19"),
    "holder-open": _act("§ 19"),
    "holder-may-not-know": _act("§ 19"),
    "reply-missing": _act("§ 19", "§ 24 stk. 1"),
    "less-not-heard": (LegalBasis("retssikkerhedsloven", "§ 4"),),
    "not-assessed": ENOUGH_IS_KNOWN,
    "no-partial-refusal": ENOUGH_IS_KNOWN,
    "reduced": _act("§ 22", "§ 24"),
    "same-words": _act("§ 24 stk. 1"),
}


def _check(
    weight: Weight,
    key: str,
    element_id: UUID | None = None,
    blanks: Mapping[str, str | int | date] | None = None,
    bases: tuple[LegalBasis, ...] = (),
) -> Check:
    return Check(weight, key, element_id, dict(blanks or {}), bases or DEMANDED_BY.get(key, ()))


def checks(
    elements: Sequence[Element],
    choices: Mapping[UUID, Choice],
    parts: Sequence[Drafted],
    *,
    hearings: Sequence[Hearing],
    setting: Setting,
    plan_open: frozenset[PersonId],
    assessed: Collection[PersonId],
    signer: Signer,
    settled: Collection[UUID] = (),
    approvals: Sequence[Approval] = (),
    seconded: bool = True,
    holders: Mapping[UUID, Collection[PersonId]] | None = None,
) -> list[Check]:
    """Every must, then every should, each in the order of the elements; what is settled needs no new answer.

    `assessed` are the persons whose assessment has been gathered; `signer` is the one who is to sign; `approvals` are
    those of the plan; `seconded` says whether a second professional agrees, where that is asked for; `holders` are by
    element those who hold custody of a child in it without being in the case.
    """
    law = setting.law
    found = [*_of_letter(elements, {*choices, *settled}, parts, setting)]
    for element in elements:
        choice = choices.get(element.id)
        if choice is None and element.id in settled:
            continue
        if choice is None:
            found.append(_check(Weight.MUST, "unanswered", element.id))
        elif choice.result in ANSWERED:
            found += out_of_reach(element, signer, law)
            found += of_choice(element, choice, law)
            found += _of_hearing(choice, hearings, law.day)
            found += _of_running(element, choice, hearings, law.day)
            found += _of_holders(element, choice, hearings, law.day, (holders or {}).get(element.id, ()))
            found += _of_law(element, choice, law)
            found += _of_length(element, choice, law)
            found += _of_child(element, law)
            found += _of_consent(element, choice, setting, approvals)
            if element.person_id not in plan_open:
                found.append(_check(Weight.MUST, "plan-closed", element.id, bases=setting.regime.legal_basis))
            elif element.person_id not in assessed:
                found.append(of_partial_start(choice, setting.regime))
    found += _alike(choices)
    if not seconded and not hinders(found):  # nobody is asked to approve what is not finished
        found.append(_check(Weight.MUST, "four-eyes"))
    return sorted(found, key=lambda check: check.weight is not Weight.MUST)


def hinders(found: Iterable[Check]) -> list[Check]:
    """Those that hold the signing up."""
    return [check for check in found if check.weight is Weight.MUST]


def _of_letter(
    elements: Sequence[Element], answered: Collection[UUID], parts: Sequence[Drafted], setting: Setting
) -> Iterable[Check]:
    if not elements:
        yield _check(Weight.MUST, "nothing-to-decide")
    elif not parts and all(element.id in answered for element in elements):
        yield _check(Weight.MUST, "nothing-answered")
    if not setting.regime.enacted:
        yield _check(Weight.MUST, "regime-not-enacted", blanks={"regime": setting.regime.label})
    for part in parts:
        guided = part.guidance is not None and part.guidance.paragraphs
        if not guided and not fully_met(part.element, part.choice):
            yield _check(Weight.MUST, "guidance-missing", part.element.id)


def of_choice(element: Element, choice: Choice, law: Law) -> Iterable[Check]:
    """What is missing in the answer to one element, whatever else stands in the letter."""
    if choice.result is Result.PARTLY and not choice.granted.strip():
        yield _check(Weight.MUST, "granted-missing", element.id)
    if not fully_met(element, choice):
        if not choice.facts.strip():
            yield _check(Weight.MUST, "facts-missing", element.id)
        if not choice.discretion.strip():
            yield _check(Weight.MUST, "discretion-missing", element.id)
    if any(len(text) > LONG for text in (choice.facts, choice.discretion, choice.rule)):
        yield _check(Weight.SHOULD, "long-text", element.id, {"most": LONG})
    if element.not_agreed:
        yield _check(Weight.MUST, "less-not-agreed", element.id)
    if element.reduced and choice.result is Result.GRANTED:
        yield _check(Weight.SHOULD, "reduced", element.id)
    if element.starts and element.starts < law.day and choice.result is not Result.REFUSED:
        yield _check(Weight.SHOULD, "begun", element.id, {"first": element.starts})
    if element.beside:
        yield _check(Weight.SHOULD, "beside", element.id)


def of_partial_start(choice: Choice, regime: Regime) -> Check:
    """An answer before the assessment is gathered (S-92): only where the regime permits it, and only a whole yes.

    Help may begin before everything has been uncovered; what has not been uncovered is no ground for less than asked.
    """
    if not regime.partial_start:
        return _check(Weight.MUST, "not-assessed", choice.element_id, {"regime": regime.label})
    if choice.result is not Result.GRANTED:
        return _check(Weight.MUST, "no-partial-refusal", choice.element_id)
    return _check(Weight.SHOULD, "partial-start", choice.element_id, bases=regime.legal_basis)


def _of_hearing(choice: Choice, hearings: Sequence[Hearing], day: date) -> Iterable[Check]:
    how_far = heard(choice, hearings, day)
    answered = any(each.answer for each in hearings if each.element_id == choice.element_id)  # also from outside
    if answered and choice.result is not Result.GRANTED and not choice.reply.strip():
        yield _check(Weight.MUST, "reply-missing", choice.element_id)
    if how_far is Heard.DUE:
        yield _check(Weight.MUST, "hearing-due", choice.element_id)
    elif how_far is Heard.OPEN:
        last = max(each.answer_by for each in hearings_about(choice.element_id, hearings) if each.open_on(day))
        yield _check(Weight.MUST, "hearing-open", choice.element_id, {"last": last})


def _of_running(element: Element, choice: Choice, hearings: Sequence[Hearing], day: date) -> Iterable[Check]:
    """A no, or a part, to help that runs is less: it has a day, and nobody is surprised by it (S-65)."""
    if not is_less(element, choice):
        return
    turns = choice.ends if choice.result is Result.REFUSED else choice.starts
    if turns is None:
        key = "last-day-missing" if choice.result is Result.REFUSED else "first-day-missing"
        yield _check(Weight.MUST, key, element.id)
    elif turns < day:
        yield _check(Weight.MUST, "taken-back-in-time", element.id)
    if not choice.agreed.strip():
        done = heard(choice, hearings, day) is Heard.DONE
        yield (
            _check(Weight.SHOULD, "less-against", element.id)
            if done
            else _check(Weight.MUST, "less-not-heard", element.id)
        )


def _of_holders(
    element: Element, choice: Choice, hearings: Sequence[Hearing], day: date, holders: Collection[PersonId]
) -> Iterable[Check]:
    """Who holds custody outside the case is a party too, and knows nothing of what stands in it before being told."""
    found: dict[str, Check] = {}
    for holder in holders:
        how_far = heard(choice, hearings, day, holder)
        key, weight, blanks = "", Weight.MUST, dict[str, str | int | date]()
        if how_far is Heard.OPEN:
            waits = [each for each in hearings_about(choice.element_id, hearings, holder) if each.open_on(day)]
            key = "holder-letter" if any(each.to_send for each in waits) else "holder-open"
            blanks = {"last": max(each.answer_by for each in waits)} if key == "holder-open" else {}
        elif how_far is Heard.DUE or (how_far is Heard.NOT_DUE and is_less(element, choice)):
            key = "holder-not-heard"
        elif how_far is Heard.NOT_DUE and choice.result is not Result.GRANTED:
            key, weight = "holder-may-not-know", Weight.SHOULD
        if key:
            found.setdefault(key, _check(weight, key, element.id, blanks))
    yield from found.values()


def _of_law(element: Element, choice: Choice, law: Law) -> Iterable[Check]:
    for measure_type in element.types:
        kind = law.measure_type(measure_type)
        named, bases = {"measure": kind.label}, kind.legal_basis
        if not law.bases_in_force(kind.legal_basis):
            yield _check(Weight.MUST, "no-basis", element.id, named, bases)
        elif not kind.in_force(law.day) and choice.result is not Result.REFUSED:
            yield _check(Weight.MUST, "closed", element.id, named, bases)
        elif kind.certainty is not Certainty.READ:
            yield _check(Weight.SHOULD, "law-not-read", element.id, named, bases)
        if kind.complaint_route in DECIDED_BY:
            named = {**named, "body": DECIDED_BY[kind.complaint_route]}
            yield _check(Weight.MUST, "another-decides", element.id, named, bases)


def _of_length(element: Element, choice: Choice, law: Law) -> Iterable[Check]:
    """What the law lets last only so long is not granted for longer, nor without a last day."""
    if choice.result is Result.REFUSED or element.stops:
        return
    for each in too_long(element, choice, law):
        length: dict[str, str | int | date] = {"length": length_of(each.limit), "last": each.last}
        yield _check(Weight.MUST, "too-long", element.id, length, each.limit.legal_basis)


def _of_child(element: Element, law: Law) -> Iterable[Check]:
    """What barnets lov gives is decided for a child, who must be among those it is about."""
    for measure_type in element.types:
        kind = law.measure_type(measure_type)
        if is_for_child(kind) and not element.children:
            yield _check(Weight.MUST, "no-child", element.id, bases=kind.legal_basis)


def _of_consent(element: Element, choice: Choice, setting: Setting, approvals: Sequence[Approval]) -> Iterable[Check]:
    """The yes to the plan is a yes to what stands in it; whose yes is missing, must be said to have come otherwise."""
    if choice.result is Result.REFUSED or choice.consented:
        return
    said_yes = {each.by_person for each in approvals if each.for_person == element.person_id and not each.element_id}
    for measure_type in element.types:
        kind = setting.law.measure_type(measure_type)
        if _lacks_consent(kind, element.person_id, said_yes, setting):
            yield _check(Weight.MUST, f"consent-of-{kind.consent_of}", element.id, bases=kind.legal_basis)


def _lacks_consent(kind: MeasureType, person_id: PersonId, said_yes: set[PersonId], setting: Setting) -> bool:
    if kind.consent_of not in {"custody-holder", "custody-holder-and-15", "young-person"}:
        return False
    age, theirs = setting.people[person_id].age(setting.law.day), person_id in said_yes
    if kind.consent_of == "young-person" or age >= OF_AGE:  # a parent's own plan holds it: the parent has said yes
        return not theirs
    others = bool(said_yes - {person_id})
    own_too = kind.consent_of == "custody-holder-and-15" and age >= OWN_YES_TO_PLACEMENT
    return not others or (own_too and not theirs)


def _alike(choices: Mapping[UUID, Choice]) -> Iterable[Check]:
    """The same considerations word for word under several measures are seldom considerations of each."""
    said = Counter(choice.discretion.strip() for choice in choices.values() if choice.result in ANSWERED)
    for choice in choices.values():
        text = choice.discretion.strip()
        if text and said[text] > 1 and choice.result is not Result.GRANTED:
            yield _check(Weight.SHOULD, "same-words", choice.element_id)

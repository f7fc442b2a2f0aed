"""What is to be asked, of whom, and what need not be asked because it is known already?

One conversation instead of one per law (S-18): each question once, ordered by life, with all the laws it serves.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from enplan.journey.assessment.facts import OWN_STRENGTHS, Answer, AskedElsewhere, Question, Serves, State, Theme
from enplan.kernel.calendar import age_on, danish_day
from enplan.kernel.category import Category
from enplan.law.lawbook import Law
from enplan.law.provision import Assessment, InformationItem, Reuse

# The order of the conversation: what the person wants and what works come before what is hard (S-13, S-93).
THEMES: Final = {
    "strengths": "Det, der virker",
    "goals": "Det, jeg vil",
    "living": "Hverdag og bolig",
    "relations": "Familie og mennesker omkring mig",
    "child": "Barnet",
    "work-education": "Arbejde og uddannelse",
    "function": "Det, jeg kan",
    "health": "Helbred",
    "economy": "Penge",
    "history": "Det, der er prøvet",
}
STRENGTHS_TOO: Final = frozenset({"fritid-interesser", "netvaerk"})  # what carries a person stands with the strengths
STRENGTHS_LABEL: Final = "Det, der går godt, og det, jeg er god til"
OF_THEME: Final = {
    "goals": Category.PLAN,
    "work-education": Category.WORK,
    "economy": Category.ECONOMY,
    "health": Category.HEALTH,
    "function": Category.SOCIAL,
    "living": Category.SOCIAL,
    "relations": Category.SOCIAL,
    "history": Category.SOCIAL,
    "child": Category.FAMILY,
}
OF_ITEM: Final = {
    OWN_STRENGTHS: Category.PLAN,
    "arbejdsevne": Category.HEALTH,
    "barnets-skoleforhold": Category.EDUCATION,
    "barnets-sundhed": Category.HEALTH,
    "boern-i-hjemmet": Category.FAMILY,
    "familieforhold": Category.FAMILY,
    "fysiske-funktioner": Category.HEALTH,
    "hidtidig-beskaeftigelsesindsats": Category.WORK,
    "igangvaerende-indsatser": Category.PLAN,
    "kontaktpersoner-fagfolk": Category.PLAN,
    "kriminalitet": Category.JUSTICE,
    "mentale-funktioner": Category.HEALTH,
    "rusmidler": Category.ADDICTION,
    "unges-forsoergelse": Category.ECONOMY,
    "unges-uddannelse-beskaeftigelse": Category.EDUCATION,
}
MOST_ASKED: Final = 6  # without any sector plan: what at least so many assessments ask for
ADULT, YOUNG = 18, 15


def category_of_item(item_id: str, law: Law) -> Category:
    """The kind of information an answer is kept as.

    Raises:
        KeyError: the law data do not know the item.
    """
    return OF_ITEM.get(item_id) or OF_THEME[law.item(item_id).theme]


def subjects_at(age: int) -> frozenset[str]:
    """About whom a question may be, for a person of this age."""
    if age >= ADULT:
        return frozenset({"adult", "family", "youth"}) if age < 30 else frozenset({"adult", "family"})
    return frozenset({"child", "family", "youth"}) if age >= YOUNG else frozenset({"child", "family"})


def assessments_for(plan_types: Collection[str], named: Collection[str], law: Law) -> list[Assessment]:
    """The assessments behind a person's sector plans: those that feed the plans, and those the plans name."""
    every = law.book.assessments.in_force(law.day)
    return [one for one in every if one.id in named or not set(plan_types).isdisjoint(one.feeds_plan_types)]


def items_for(assessments: Sequence[Assessment], age: int, law: Law) -> list[InformationItem]:
    """What these assessments ask for; with none of them yet, what most assessments ask for."""
    asking, subjects = {one.id for one in assessments}, subjects_at(age)
    items = law.book.items.in_force(law.day)
    if asking:
        return [item for item in items if not asking.isdisjoint(item.asked_by) and _about(item, subjects)]
    first_asked = (item for item in items if len(item.asked_by) >= MOST_ASKED or item.subject == "child")
    return [item for item in first_asked if _about(item, subjects)]


def _about(item: InformationItem, subjects: frozenset[str]) -> bool:
    return item.subject in subjects


def themes(
    *,
    born: date,
    plan_types: Collection[str],
    answers: Sequence[Answer],
    elsewhere: Sequence[AskedElsewhere],
    law: Law,
) -> tuple[Theme, ...]:
    """All questions about one person, by theme, in the order of the conversation; the answers are that person's."""
    age = age_on(born, law.day)
    behind = assessments_for(plan_types, {each.assessment for each in elsewhere if each.assessment}, law)
    given: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=lambda one: (one.answered_at, str(one.id)), reverse=True):
        given.setdefault(answer.item, []).append(answer)
    asked: dict[str, list[AskedElsewhere]] = {}
    for each in sorted(elsewhere, key=lambda one: (one.asked, one.by), reverse=True):
        asked.setdefault(each.item, []).append(each)
    questions = (
        _question(item, given.get(item.id, ()), asked.get(item.id, ()), behind, law)
        for item in items_for(behind, age, law)
    )
    return _by_theme([_strengths(given.get(OWN_STRENGTHS, ()), law.day), *questions])


def _by_theme(questions: Iterable[Question]) -> tuple[Theme, ...]:
    sorted_in: dict[str, list[Question]] = {key: [] for key in THEMES}
    for question in questions:
        sorted_in["strengths" if question.item in STRENGTHS_TOO else question.theme].append(question)
    return tuple(Theme(key, THEMES[key], tuple(found)) for key, found in sorted_in.items() if found)


def _strengths(answers: Sequence[Answer], on: date) -> Question:
    state = State.CONFIRM if answers else State.OPEN
    return Question(
        item=OWN_STRENGTHS,
        label=STRENGTHS_LABEL,
        theme="strengths",
        category=Category.PLAN,
        reuse=Reuse.ASK_ONCE_CONFIRM,
        state=State.KNOWN if answers and _still_holds(answers[0], on) else state,
        serves=(),
        answers=tuple(answers),
    )


def _question(
    item: InformationItem,
    answers: Sequence[Answer],
    elsewhere: Sequence[AskedElsewhere],
    behind: Sequence[Assessment],
    law: Law,
) -> Question:
    return Question(
        item=item.id,
        label=item.label,
        theme=item.theme,
        category=category_of_item(item.id, law),
        reuse=item.reuse,
        state=state_of(item.reuse, answers, elsewhere, law.day),
        serves=tuple(_serves(one, item, law) for one in behind if one.id in item.asked_by),
        answers=tuple(answers),
        elsewhere=tuple(elsewhere),
    )


def _serves(assessment: Assessment, item: InformationItem, law: Law) -> Serves:
    bases = tuple(law.book.cite(basis) for basis in assessment.legal_basis)
    return Serves(assessment.id, assessment.label, bases, assessment.id in item.asked_by_explicit)


def state_of(reuse: Reuse, answers: Sequence[Answer], elsewhere: Sequence[AskedElsewhere], on: date) -> State:
    """How far a question is, by what is known (newest first) and the class of reuse.

    What is collected per purpose is never carried over: an answer given elsewhere does not even count as fetched.
    """
    if reuse is Reuse.PER_PURPOSE:
        return State.PER_PURPOSE if answers else State.OPEN
    if answers:
        settled = reuse is Reuse.ASK_ONCE or _still_holds(answers[0], on)
        return State.KNOWN if settled else State.CONFIRM
    return State.ANSWERED_ELSEWHERE if any(each.answered for each in elsewhere) else State.OPEN


def _still_holds(answer: Answer, on: date) -> bool:
    """Whether nobody need ask if it still holds: the person has said so, or it was said the same day."""
    return answer.confirmed or danish_day(answer.answered_at) == on


def asked_already(question: Question, on: date) -> tuple[AskedElsewhere, ...]:
    """Who has asked the same before the day, newest first: the warning before one asks again (S-20)."""
    return tuple(each for each in question.elsewhere if each.asked <= on)


def bound_to_purpose(item_id: str, law: Law) -> bool:
    """Whether an answer counts for the purpose it is given for alone."""
    return item_id != OWN_STRENGTHS and law.item(item_id).reuse is Reuse.PER_PURPOSE


def labels(items: Iterable[str], law: Law) -> Mapping[str, str]:
    """What each item is called."""
    return {item: STRENGTHS_LABEL if item == OWN_STRENGTHS else law.item(item).label for item in items}

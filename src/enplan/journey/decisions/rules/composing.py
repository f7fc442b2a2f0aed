"""Which measures take a decision, and what does the one letter say about each of them?

Under a regime that decides everything at once it is one decision. Else the law keeps a decision per measure, and one
letter gathers them: each part keeps its legal bases, its reasons (forvaltningsloven §§ 22 and 24) and its route of
complaint (§ 25).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final, TypeVar
from uuid import UUID

from enplan.journey.decisions.facts import (
    Choice,
    Counted,
    Decision,
    Delivery,
    Drafted,
    Element,
    Form,
    GuidanceWords,
    Hearing,
    Kind,
    Part,
    PartWords,
    PersonLetter,
    Result,
)
from enplan.journey.decisions.rules.complaints import (
    COMBINED_ROUTE,
    can_appeal,
    last_day_to_complain,
    length_of,
    old_enough_to_complain,
)
from enplan.journey.decisions.rules.hearing import hearings_about
from enplan.journey.plan.facts import LIVING, PlanMeasure, Reduction
from enplan.journey.plan.rules.parting import parted, parted_reductions
from enplan.kernel.calendar import DENMARK, danish_day
from enplan.kernel.category import Category, category_of
from enplan.kernel.ids import CaseId, DecisionId, PersonId, VersionId
from enplan.law.lawbook import Law
from enplan.law.phrasebook import Phrases, listed
from enplan.law.provision import ComplaintRoute, MeasureType, Regime
from enplan.registers.cases.facts import CasePerson, Place

OF_AGE: Final = 18
ANSWERED: Final = (Result.GRANTED, Result.PARTLY, Result.REFUSED)
COMBINED: Final = "combined"
CHILDREN: Final = "social-child"  # the sector of barnets lov
TO_OTHERS: Final = frozenset({  # of what barnets lov gives, what is granted to the parents or to one who is of age
    "foraeldrepaalaeg", "merudgifter-barn", "oekonomisk-stoette-forebyggelse", "stoette-foraeldre-anbringelse",
    "tabt-arbejdsfortjeneste", "ungestoette",
})  # fmt: skip
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Setting:
    """Under what the letter is written: the people, the law and the sentences of the day, and how it is sent."""

    people: Mapping[PersonId, CasePerson]
    regime: Regime
    law: Law
    phrases: Phrases
    received: date
    delivery: Delivery = Delivery.DIGITAL
    kind: Kind = Kind.ON_PLAN


def needing_decision(measures: Iterable[PlanMeasure], reductions: Iterable[Reduction], law: Law) -> list[Element]:
    """Those of the approved measures that the authority must first say yes or no to, in the order of the plan."""
    every = list(reductions)
    living = [measure for measure in measures if measure.column in LIVING]
    stopping = dict.fromkeys(each.stops for each in every if each.stops)
    wholes = (*living, *stopping)
    given_less = parted_reductions(wholes, every, lambda part: bool(types_decided(part, law)))
    found = [
        with_less(element_of(part, types_decided(part, law), law), given_less)
        for whole in wholes
        for part in parted(whole)
    ]
    return [element for element in found if element.types]


def about_children(elements: Iterable[Element], people: Mapping[PersonId, CasePerson], law: Law) -> list[Element]:
    """What barnets lov gives is decided for the child: it is named and comes first, whoever else it is about."""
    found = []
    for element in elements:
        of_child = any(is_for_child(law.measure_type(each)) for each in element.types)
        known = [people[each] for each in element.persons if each in people]
        children = tuple(each.person_id for each in in_order(known) if each.age(law.day) < OF_AGE)
        if of_child and children:
            others = tuple(each for each in element.persons if each not in children)
            found.append(replace(element, person_id=children[0], persons=(*children, *others), children=children))
        else:
            found.append(element)
    return found


def is_for_child(kind: MeasureType) -> bool:
    """Whether the law gives it to a child; to the parents, or to a grown young person, it is their own."""
    return kind.sector == CHILDREN and kind.id not in TO_OTHERS


def with_less(element: Element, reductions: Iterable[Reduction]) -> Element:
    """The element with all in which it gives less than a sector plan did, and what was said to that (S-65)."""
    found = [each for each in reductions if each.element_id == element.id]
    if not found:
        return element
    return replace(
        element,
        reduced=True,
        less=tuple((each.before, each.after) for each in found),
        agreed=tuple(dict.fromkeys(each.words for each in found if each.words)),
        not_agreed=any(not each.words for each in found),
        stops=any(each.stops is not None for each in found),
    )


def types_decided(measure: PlanMeasure, law: Law) -> tuple[str, ...]:
    """The measure type, where the law grants it by decision."""
    kind = measure.measure_type
    return (kind,) if kind and law.measure_type(kind).granted_by_decision else ()


def kind_of(measure_type: str, law: Law) -> Category:
    """Of which kind of information a measure of the type is."""
    return category_of(measure_type, law.measure_type(measure_type).sector)


def element_of(measure: PlanMeasure, types: tuple[str, ...], law: Law) -> Element:
    """The measure as something to answer."""
    categories = [kind_of(measure.measure_type, law)] if measure.measure_type else []
    hours = f"{measure.hours_per_week:f}".rstrip("0").rstrip(".") if measure.hours_per_week else ""
    return Element(
        id=measure.id,
        person_id=measure.person_id,
        category=measure.category,
        types=types,
        persons=tuple(dict.fromkeys((measure.person_id, *measure.persons))),
        categories=tuple(dict.fromkeys((measure.category, *categories))),
        title=measure.title,
        starts=measure.starts,
        ends=measure.ends,
        provider=measure.responsible.department,
        amount=f"{hours.replace('.', ',')} {'time' if hours == '1' else 'timer'} om ugen" if hours else "",
        beside=measure.beside,
        demands=measure.demand == "obligation",
    )


def fully_met(element: Element, choice: Choice) -> bool:
    """Whether the citizen gets all they asked for, so that neither reasons nor guidance are demanded (§§ 22 and 25)."""
    return choice.result is Result.GRANTED and not element.demands and not element.reduced


def form_of(regime: Regime) -> Form:
    """As what the law sees the letter under the regime."""
    return Form.ONE_DECISION if regime.decision == COMBINED else Form.ONE_LETTER


def compose(
    elements: Sequence[Element], choices: Mapping[UUID, Choice], setting: Setting, hearings: Sequence[Hearing] = ()
) -> list[Drafted]:
    """The parts of the letter: one per measure type that the law decides, for everything that has been answered.

    They stand person by person, and that is how they are numbered: the same number in everybody's copy.
    """
    order = {person.person_id: place for place, person in enumerate(in_order(setting.people.values()))}
    return [
        _part(element, measure_type, choice, setting, hearings)
        for element in sorted(elements, key=lambda each: order.get(each.person_id, len(order)))
        if (choice := choices.get(element.id)) and choice.result in ANSWERED
        for measure_type in element.types
    ]


def _part(
    element: Element, measure_type: str, choice: Choice, setting: Setting, hearings: Sequence[Hearing]
) -> Drafted:
    law = setting.law
    kind = law.measure_type(measure_type)
    combined = setting.regime.complaint == COMBINED
    route = law.complaint_route(COMBINED_ROUTE if combined else kind.complaint_route)
    bases = law.bases_in_force(kind.legal_basis)
    headline = f"{element.title}: {kind.label}" if len(element.types) > 1 else element.title
    rule = f"rule.{measure_type}"
    words = PartWords(
        headline=headline,
        outcome=" ".join(_outcome(element, choice, setting)),
        facts=choice.facts,
        rule=choice.rule or (setting.phrases.say(rule) if rule in setting.phrases else ""),
        discretion=choice.discretion,
        bases=tuple(law.book.cite(basis) for basis in bases),
        said="\n".join(_said(choice, hearings_about(element.id, hearings), setting.phrases)),
    )
    guidance = (
        None
        if fully_met(element, choice)
        else guidance_words(route, [setting.people[each] for each in element.children or (element.person_id,)], setting)
    )
    return Drafted(element, measure_type, kind_of(measure_type, law), choice, bases, route.id, words, guidance)


def _said(choice: Choice, hearings: Sequence[Hearing], phrases: Phrases) -> Iterable[str]:
    """What the citizen said of their own accord, and when they were asked."""
    if choice.said.strip():
        yield _sentence(choice.said)
    for hearing in hearings:
        asked: dict[str, str | int | date] = {"day": danish_day(hearing.asked_at), "facts": _sentence(hearing.facts)}
        if hearing.answer:
            yield phrases.say("part.heard.answered", {**asked, "answer": _sentence(hearing.answer)})
        else:
            yield phrases.say("part.heard.silent", {**asked, "last": hearing.answer_by})


def _outcome(element: Element, choice: Choice, setting: Setting) -> Iterable[str]:
    yield from _answered(element, choice, setting)
    if element.children:
        names = listed([setting.people[each].name for each in element.children])
        yield setting.phrases.say("part.about-children", {"names": names})


def _answered(element: Element, choice: Choice, setting: Setting) -> Iterable[str]:
    phrases = setting.phrases
    if element.stops:
        yield phrases.say("part.stops")
        yield from _agreed(element, phrases)
        return
    yield phrases.say(f"part.{choice.result}")
    if choice.result is Result.GRANTED:
        yield from _less(element, phrases)
    if choice.result is Result.PARTLY and choice.granted:
        yield phrases.say("part.gives", {"granted": _sentence(choice.granted)})
    if choice.result is Result.REFUSED:
        return
    if element.amount and choice.result is Result.GRANTED:
        yield phrases.say("part.amount", {"amount": element.amount})
    if element.starts:
        yield _period(element.starts, element.ends, setting)
    if element.provider:
        yield phrases.say("part.provider", {"provider": element.provider})


def _less(element: Element, phrases: Phrases) -> Iterable[str]:
    """In what it is less than before, and what was said to that."""
    for before, after in element.less:
        yield phrases.say("part.less", {"before": before, "after": after})
    yield from _agreed(element, phrases)


def _agreed(element: Element, phrases: Phrases) -> Iterable[str]:
    for words in element.agreed:
        yield phrases.say("part.agreed", {"words": words})


def _period(first: date, last: date | None, setting: Setting) -> str:
    """From when to when, as one says it on the day of the letter."""
    day, begun = setting.law.day, ".begun" if first < setting.law.day else ""
    if last is None:
        return setting.phrases.say(f"part.period.open{begun}", {"first": first})
    return setting.phrases.say(
        "part.period.past" if last < day else f"part.period.closed{begun}", {"first": first, "last": last}
    )


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


def guidance_words(route: ComplaintRoute, persons: Sequence[CasePerson], setting: Setting) -> GuidanceWords:
    """How one complains by the route: where, how, by which day, and what happens then."""
    due = last_day_to_complain(route, setting.law, setting.received, setting.delivery)
    paragraphs = [setting.phrases.say(key, blanks) for key, blanks in _guidance(route, persons, setting, due.day)]
    appeal = can_appeal(route.id)
    headline = setting.phrases.say(
        "guide.headline" if appeal else "guide.headline.none", {"authority": route.authority_da}
    )
    return GuidanceWords(route.id, headline, tuple(paragraphs), due.day)


Said = tuple[str, dict[str, str | int | date]]


def _guidance(
    route: ComplaintRoute, persons: Sequence[CasePerson], setting: Setting, last: date | None
) -> Iterable[Said]:
    if not can_appeal(route.id):
        yield "guide.none", {}
        return
    yield _where(route, setting.law, last)
    if f"route.{route.id}" in setting.phrases:
        yield f"route.{route.id}", {}
    if route.lodged == "with-the-deciding-authority":
        yield "guide.how", {}
        if route.reconsideration:
            length = length_of(setting.law.deadline(route.reconsideration_deadline))
            yield "guide.reassess", {"length": length, "authority": route.authority_da}
        else:
            yield "guide.forward", {"authority": route.authority_da}
    yield f"guide.suspensive.{route.suspensive_effect}", {}
    children = [person for person in persons if person.age(setting.law.day) < OF_AGE]
    if children and "custody" in route.who_can_complain:
        yield "guide.who.custody", {}
        for child in children if "child" in route.who_can_complain else ():
            if old_enough_to_complain(child.age(setting.law.day), setting.law):
                yield "guide.who.child", {"name": child.name}


def _where(route: ComplaintRoute, law: Law, last: date | None) -> Said:
    ours = route.lodged == "with-the-deciding-authority"
    if last is None and ours:
        return "guide.to-us.no-deadline", {}
    if last is None:
        return "guide.direct.no-deadline", {"authority": route.authority_da}
    if ours:
        return "guide.to-us", {"last": last, "length": length_of(law.deadline(route.complaint_deadline))}
    return "guide.direct", {"last": last, "authority": route.authority_da}


def count(parts: Sequence[Drafted], regime: Regime) -> Counted:
    """How many decisions the law sees in the letter (S-16): one per measure, unless the regime makes it one."""
    by_act = Counter(part.bases[0].law if part.bases else "" for part in parts)
    combined = form_of(regime) is Form.ONE_DECISION
    return Counted(
        number=min(1, len(parts)) if combined else len(parts),
        by_act=tuple(sorted(by_act.items(), key=lambda row: (-row[1], row[0]))),
        routes=len({part.route for part in parts if part.guidance}),
        why="count.why.combined" if combined else "count.why.per-measure",
    )


def in_order(people: Iterable[CasePerson]) -> list[CasePerson]:
    """The one the case began with first, then other adults, then children."""
    return sorted(people, key=lambda each: (tuple(Place).index(each.place), each.born, each.name))


def letters(parts: Sequence[Drafted], setting: Setting) -> list[PersonLetter]:
    """What each of those whom any of it is about is told before their own parts."""
    persons = dict.fromkeys(person for part in parts for person in part.element.persons)
    return [_letter(setting.people[person], _parts_of(person, parts), setting) for person in persons]


def _parts_of(person: PersonId, parts: Sequence[Drafted]) -> list[Drafted]:
    """Those that a letter lists under the person: what is decided for a child stands under the child.

    Who lives with a child and decides nothing for it finds the child's under their own name.
    """
    own = [part for part in parts if person in (part.element.children or part.element.persons)]
    return own or [part for part in parts if person in part.element.persons]


def _letter(person: CasePerson, parts: Sequence[Drafted], setting: Setting) -> PersonLetter:
    say, name = setting.phrases.say, {"name": person.name}
    voice = "self" if person.age(setting.law.day) >= OF_AGE else "other"
    form = form_of(setting.regime)
    if setting.kind is Kind.AFTER_COMPLAINT:
        return PersonLetter(
            person.person_id, say("letter.headline.after-complaint"), (say("letter.opening.after-complaint"),)
        )
    counted = "one-decision" if form is Form.ONE_DECISION else "single" if len(parts) == 1 else "many"
    opening = (
        say(f"letter.opening.{voice}", name),
        _sum(parts, setting.phrases),
        say(f"letter.count.{counted}", {"count": len(parts), "whom": say(f"letter.whom.{voice}", name)}),
    )
    whose = say(f"letter.whose.{voice}", name)
    return PersonLetter(person.person_id, say(f"letter.headline.{form}", {"whose": whose}), opening)


def _sum(parts: Sequence[Drafted], phrases: Phrases) -> str:
    if len(parts) == 1:
        answer = phrases.say(f"letter.answer.{parts[0].choice.result}")
        return phrases.say("letter.sum.one", {"answer": answer})
    results = {part.choice.result for part in parts}
    if len(results) == 1:
        answer = phrases.say(f"letter.answer.{results.pop()}")
        return phrases.say("letter.sum.all", {"answer": answer, "count": len(parts)})
    return phrases.say("letter.sum", {"answers": listed(_answers(parts, phrases))})


def _answers(parts: Sequence[Drafted], phrases: Phrases) -> Iterable[str]:
    given = Counter(part.choice.result for part in parts)
    for result in ANSWERED:
        if given[result]:
            yield phrases.say(f"letter.sum.{result}", {"count": given[result]})


def by_route(guided: Iterable[tuple[V, GuidanceWords | None]]) -> list[tuple[GuidanceWords, list[V]]]:
    """The guidance once per route, with everything it is about (S-17): the citizen reads each only once."""
    found: dict[GuidanceWords, list[V]] = {}
    for what, words in guided:
        if words is not None:
            found.setdefault(words, []).append(what)
    return list(found.items())


def as_if_issued(
    parts: Sequence[Drafted], setting: Setting, case_id: CaseId, version_id: VersionId, contact: str
) -> Decision:
    """The decision as it would be if it were signed now, for a look before it is."""
    decision_id = DecisionId(version_id)  # nothing is stored: any id will do
    return Decision(
        id=decision_id,
        case_id=case_id,
        version_id=version_id,
        kind=setting.kind,
        form=form_of(setting.regime),
        regime=setting.regime.id,
        made_at=datetime.combine(setting.law.day, time(12), DENMARK),
        made_by=contact,
        title_of_maker="",
        delivery=setting.delivery,
        received_day=setting.received,
        closing=closing(parts, contact, setting.phrases),
        parts=tuple(
            Part(
                id=part.element.id,
                decision_id=decision_id,
                person_id=part.element.person_id,
                category=part.category,
                element_id=part.element.id,
                measure_type=part.measure_type,
                result=part.choice.result,
                route=part.route,
                bases=part.bases,
                words=part.words,
                guidance=part.guidance,
                persons=part.element.persons,
                number=number,
            )
            for number, part in enumerate(parts, 1)
        ),
        letters=tuple(letters(parts, setting)),
    )


def closing(parts: Sequence[Drafted], contact: str, phrases: Phrases) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What stands at the end of every letter: whom one asks, what one has a right to, what one must tell."""
    rights = [phrases.say("closing.rights.file"), phrases.say("closing.rights.companion")]
    if any(part.guidance is None for part in parts):
        rights.insert(0, phrases.say("closing.granted"))
    return (
        (phrases.say("closing.help.headline"), (phrases.say("closing.help", {"contact": contact}),)),
        (phrases.say("closing.rights.headline"), tuple(rights)),
        (phrases.say("closing.tell.headline"), (phrases.say("closing.tell"),)),
    )

"""Which measures take a decision, and what does the one letter say about each of them?

Under a regime that decides everything at once it is one decision. Else the law keeps a decision per measure, and one
letter gathers them: each part keeps its legal bases, its reasons (forvaltningsloven §§ 22 and 24) and its route of
complaint (§ 25).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from enplan.journey.decisions.facts import (
    Choice,
    Counted,
    Delivery,
    Drafted,
    Element,
    Form,
    GuidanceWords,
    Hearing,
    Kind,
    Part,
    PartWords,
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
from enplan.journey.decisions.rules.merged import of_type, pieces_of, reasons_for
from enplan.journey.plan.facts import LIVING, PlanMeasure, Reduction
from enplan.journey.plan.rules.comparing import said_hours, said_until
from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category, category_of
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.phrasebook import Phrases
from enplan.law.provision import ComplaintRoute, Regime
from enplan.registers.cases.facts import CasePerson, Place

OF_AGE: Final = 18
ANSWERED: Final = (Result.GRANTED, Result.PARTLY, Result.REFUSED)
COMBINED: Final = "combined"
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


def needing_decision(
    measures: Iterable[PlanMeasure], reductions: Iterable[Reduction], law: Law, held: Iterable[Part] = ()
) -> list[Element]:
    """Those of the approved measures that the authority must first say yes or no to, in the order of the plan.

    `held` are the answers that hold today: a no to what one of them gives is less than somebody has.
    """
    given_less = list(reductions)
    living = [measure for measure in measures if measure.column in LIVING]
    stopping = dict.fromkeys(each.stops for each in given_less if each.stops)
    found = [
        with_less(element_of(measure, types_decided(measure, law), law), given_less) for measure in (*living, *stopping)
    ]
    given = {part.element_id for part in held if part.result in {Result.GRANTED, Result.PARTLY}}
    return [_running(element, law.day) if element.id in given else element for element in found if element.types]


def _running(element: Element, day: date) -> Element:
    """What a letter has given, from its first day to its last."""
    begun = element.starts is not None and element.starts <= day and (element.ends is None or element.ends >= day)
    if element.had or not begun:
        return element
    return replace(element, had=f"{element.amount or 'hjælpen'} {said_until(element.ends)}")


def _had(measure: PlanMeasure, day: date) -> str:
    """What the sector plans give today, in words."""
    running = [each for each in measure.promised if each.starts <= day and (each.ends is None or each.ends >= day)]
    words = (
        f"{said_hours(each.hours_per_week) if each.hours_per_week else each.title} {said_until(each.ends)}"
        for each in running
    )
    return "; ".join(dict.fromkeys(words))


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
    """The measure types in it that the law grants by decision; several after a merge."""
    return tuple(each for each in _types(measure) if law.measure_type(each).granted_by_decision)


def _types(measure: PlanMeasure) -> list[str]:
    types = dict.fromkeys([measure.measure_type, *(promised.measure_type for promised in measure.promised)])
    return [each for each in types if each]


def kind_of(measure_type: str, law: Law) -> Category:
    """Of which kind of information a measure of the type is."""
    return category_of(measure_type, law.measure_type(measure_type).sector)


def element_of(measure: PlanMeasure, types: tuple[str, ...], law: Law) -> Element:
    """The measure as something to answer."""
    categories = [kind_of(each, law) for each in _types(measure)]
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
        had=_had(measure, law.day),
        pieces=pieces_of(measure, types),
    )


def fully_met(element: Element, choice: Choice) -> bool:
    """Whether the citizen gets all they asked for, so that neither reasons nor guidance are demanded (§§ 22 and 25)."""
    return choice.result is Result.GRANTED and not element.demands and not element.reduced


def is_less(element: Element, choice: Choice) -> bool:
    """Whether the answer takes from somebody what they have: a no, or a part, to help that runs (S-65)."""
    return bool(element.had) and not element.stops and choice.result in {Result.PARTLY, Result.REFUSED}


def form_of(regime: Regime) -> Form:
    """As what the law sees the letter under the regime."""
    return Form.ONE_DECISION if regime.decision == COMBINED else Form.ONE_LETTER


def compose(
    elements: Sequence[Element], choices: Mapping[UUID, Choice], setting: Setting, hearings: Sequence[Hearing] = ()
) -> list[Drafted]:
    """The parts of the letter: one per measure type that the law decides, for everything that has been answered."""
    return [
        _part(element, measure_type, choice, setting, hearings)
        for element in elements
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
    rule, (facts, discretion) = f"rule.{measure_type}", reasons_for(choice, measure_type)
    words = PartWords(
        headline=headline,
        outcome=" ".join(_outcome(of_type(element, measure_type, law), choice, setting)),
        facts=facts,
        rule=choice.rule or (setting.phrases.say(rule) if rule in setting.phrases else ""),
        discretion=discretion,
        bases=tuple(law.book.cite(basis) for basis in bases),
        said="\n".join(_said(choice, hearings_about(element.id, hearings), setting.phrases)),
        reply=choice.reply,
        agreed=" ".join(filter(None, (choice.agreed, *element.agreed))),
    )
    guidance = None if fully_met(element, choice) else guidance_words(route, setting.people[element.person_id], setting)
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
    phrases, anew = setting.phrases, setting.kind is Kind.AFTER_COMPLAINT
    if element.stops:
        yield phrases.say("part.stops")
        yield from _agreed(element, phrases)
        return
    if is_less(element, choice) and not anew:
        yield from _taken(element, choice, phrases)
    else:
        yield phrases.say(f"part.{choice.result}")
    if choice.result is Result.GRANTED:
        yield from _less(element, phrases)
    if choice.granted and (choice.result is Result.PARTLY or anew):
        yield phrases.say("part.gives", {"granted": _sentence(choice.granted)})
    if choice.result is Result.REFUSED:
        return
    if element.amount and choice.result is Result.GRANTED:
        yield phrases.say("part.amount", {"amount": element.amount})
    if element.starts:
        yield _period(element.starts, element.ends, setting)
    if element.provider:
        yield phrases.say("part.provider", {"provider": element.provider})


def _taken(element: Element, choice: Choice, phrases: Phrases) -> Iterable[str]:
    """A no, or a part, to what somebody has: until when, or from when, and what was said to that."""
    if choice.result is Result.REFUSED:
        yield phrases.say("part.refused.had")
        yield phrases.say("part.less", {"before": element.had, "after": "ingen hjælp"})
        if choice.ends:
            yield phrases.say("part.last-day", {"last": choice.ends})
    else:
        yield phrases.say("part.partly.had")
        yield phrases.say("part.had", {"before": element.had})
        if choice.starts:
            yield phrases.say("part.first-day", {"first": choice.starts})
    if choice.agreed.strip():
        yield phrases.say("part.agreed", {"words": choice.agreed.strip()})


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


def guidance_words(route: ComplaintRoute, person: CasePerson, setting: Setting) -> GuidanceWords:
    """How one complains by the route: where, how, by which day, and what happens then."""
    due = last_day_to_complain(route, setting.law, setting.received, setting.delivery)
    paragraphs = [setting.phrases.say(key, blanks) for key, blanks in _guidance(route, person, setting, due.day)]
    appeal = can_appeal(route.id)
    headline = setting.phrases.say(
        "guide.headline" if appeal else "guide.headline.none", {"authority": route.authority_da}
    )
    return GuidanceWords(route.id, headline, tuple(paragraphs), due.day)


Said = tuple[str, dict[str, str | int | date]]


def _guidance(route: ComplaintRoute, person: CasePerson, setting: Setting, last: date | None) -> Iterable[Said]:
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
    age = person.age(setting.law.day)
    if age < OF_AGE and "custody" in route.who_can_complain:
        yield "guide.who.custody", {}
        if old_enough_to_complain(age, setting.law) and "child" in route.who_can_complain:
            yield "guide.who.child", {"name": person.name}


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


def by_route(guided: Iterable[tuple[V, GuidanceWords | None]]) -> list[tuple[GuidanceWords, list[V]]]:
    """The guidance once per route, with everything it is about (S-17): the citizen reads each only once."""
    found: dict[GuidanceWords, list[V]] = {}
    for what, words in guided:
        if words is not None:
            found.setdefault(words, []).append(what)
    return list(found.items())

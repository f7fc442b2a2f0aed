"""What does the one letter say about each measure that takes a decision?

Under a regime that decides everything at once it is one decision. Else the law keeps a decision per measure, and one
letter gathers them: each part keeps its legal bases, its reasons (forvaltningsloven §§ 22 and 24) and its route of
complaint (§ 25).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from enplan.journey.decisions.facts import (
    Choice,
    Counted,
    Drafted,
    Element,
    Form,
    Hearing,
    Kind,
    PartWords,
    Result,
)
from enplan.journey.decisions.rules.complaints import COMBINED_ROUTE
from enplan.journey.decisions.rules.elements import about_children, element_of, kind_of, needing_decision, with_less
from enplan.journey.decisions.rules.guiding import by_route, guidance_words
from enplan.journey.decisions.rules.hearing import hearings_about
from enplan.journey.decisions.rules.setting import OF_AGE, Setting, in_order
from enplan.kernel.calendar import danish_day
from enplan.law.phrasebook import Phrases, listed
from enplan.law.regime import Regime

__all__ = [
    "ANSWERED", "OF_AGE", "Setting", "about_children", "by_route", "compose", "count", "element_of", "form_of",
    "fully_met", "in_order", "is_less", "kind_of", "needing_decision", "with_less",
]  # fmt: skip
ANSWERED: Final = (Result.GRANTED, Result.PARTLY, Result.REFUSED)
COMBINED: Final = "combined"
EMPLOYMENT: Final = "employment"  # the sector in which absence can cost a benefit


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
    named = [law.book.cite(basis) for basis in bases]
    words = PartWords(
        headline=headline,
        outcome=" ".join(_outcome(element, measure_type, choice, setting)),
        word=setting.phrases.say(f"part.word.{_word(element, choice)}"),
        facts=choice.facts,
        rule=choice.rule or _rule(measure_type, named, setting.phrases, whole=fully_met(element, choice)),
        discretion=choice.discretion,
        bases=tuple(named),
        said="\n".join(_said(choice, hearings_about(element.id, hearings), setting.phrases)),
        reply=choice.reply,
        agreed=" ".join(filter(None, (choice.agreed, *element.agreed))),
    )
    persons = [setting.people[each] for each in element.children or (element.person_id,)]
    guidance = None if fully_met(element, choice) else guidance_words(route, persons, setting, measure_type)
    return Drafted(element, measure_type, kind_of(measure_type, law), choice, bases, route.id, words, guidance)


def _rule(measure_type: str, bases: Sequence[str], phrases: Phrases, *, whole: bool) -> str:
    """What the rule says; where nobody has put it in a sentence, less than was asked for names what it follows."""
    if f"rule.{measure_type}" in phrases:
        return phrases.say(f"rule.{measure_type}")
    return "" if whole or not bases else phrases.say("part.rule", {"bases": listed(bases)})


def _word(element: Element, choice: Choice) -> str:
    """The answer in a word that promises no more than it gives."""
    if element.stops:
        return "stops"
    if choice.result is Result.GRANTED and _is_duty(element):
        return "granted.duty"
    if choice.result is Result.GRANTED and element.reduced:
        return "granted.less"
    return choice.result.value


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


def _outcome(element: Element, measure_type: str, choice: Choice, setting: Setting) -> Iterable[str]:
    yield from _answered(element, choice, setting)
    if before := setting.earlier.get((element.id, measure_type)):
        yield setting.phrases.say("part.replaces", {"number": before.number, "day": before.day})
    if element.children:
        names = listed([setting.people[each].name for each in element.children])
        yield setting.phrases.say("part.about-children", {"names": names})


def _answered(element: Element, choice: Choice, setting: Setting) -> Iterable[str]:
    phrases, anew = setting.phrases, setting.kind is Kind.AFTER_COMPLAINT
    if element.stops:
        yield phrases.say("part.stops")
        yield from _agreed(element, phrases)
        return
    yield from _first_word(element, choice, setting)
    if choice.result is Result.GRANTED:
        yield from _less(element, phrases)
    if choice.granted and (choice.result is Result.PARTLY or anew):
        yield phrases.say("part.gives", {"granted": _sentence(choice.granted)})
    if choice.result is Result.REFUSED:
        return
    if element.amount and choice.result is Result.GRANTED:
        yield phrases.say("part.amount", {"amount": element.amount})
    if element.starts:
        yield _period(element.starts, element.ends, setting, ".duty" if _is_duty(element) else "")
    if choice.open_ended:
        yield phrases.say("part.open-ended")
    if element.provider:
        yield phrases.say(f"part.provider{'.duty' if _is_duty(element) else ''}", {"provider": element.provider})
    yield from _duty(element, setting)


def _is_duty(element: Element) -> bool:
    """Whether one must take part from the first day."""
    return element.demands and element.duty_from is None


def _duty(element: Element, setting: Setting) -> Iterable[str]:
    """That one must take part, and what absence can cost: only what the law says, and only after written guidance."""
    if not element.demands:
        if element.rests:
            yield setting.phrases.say("part.duty.rests")
        return
    first = element.duty_from
    if first:
        last = first - timedelta(days=1)
        yield setting.phrases.say("part.duty.from", {"first": first, "last": last})
    yield setting.phrases.say("part.duty.later" if first else "part.duty")
    if any(setting.law.measure_type(each).sector == EMPLOYMENT for each in element.types):
        yield setting.phrases.say("part.duty.absence")
        yield setting.phrases.say("part.duty.guided")


def _first_word(element: Element, choice: Choice, setting: Setting) -> Iterable[str]:
    """Yes, partly or no; of a duty that one must; of what somebody has already, what is taken."""
    if is_less(element, choice) and setting.kind is not Kind.AFTER_COMPLAINT:
        yield from _taken(element, choice, setting.phrases)
    elif _is_duty(element) and choice.result is Result.GRANTED:
        yield setting.phrases.say("part.granted.duty")
    else:
        yield setting.phrases.say(f"part.{choice.result}")


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


def _period(first: date, last: date | None, setting: Setting, what: str = "") -> str:
    """From when to when, as one says it on the day of the letter."""
    day, begun = setting.law.day, ".begun" if first < setting.law.day else ""
    if last is None:
        return setting.phrases.say(f"part.period{what}.open{begun}", {"first": first})
    return setting.phrases.say(
        f"part.period{what}.past" if last < day else f"part.period{what}.closed{begun}", {"first": first, "last": last}
    )


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else f"{text}."


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

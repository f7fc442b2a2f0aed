"""What is each person told before their answers, and what stands at the end of every letter?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Final

from enplan.journey.decisions.facts import Decision, Drafted, Element, Form, Kind, Part, PersonLetter, Result
from enplan.journey.decisions.rules.composing import ANSWERED, OF_AGE, Setting, form_of, is_less
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import CaseId, DecisionId, PersonId, VersionId
from enplan.law.phrasebook import Phrases, listed
from enplan.registers.cases.facts import CasePerson

STOPS: Final = "stops"
KINDS: Final = (*(each.value for each in ANSWERED), STOPS)


def letters(parts: Sequence[Drafted], setting: Setting) -> list[PersonLetter]:
    """What each of those whom any of it is about is told before their own parts."""
    persons = dict.fromkeys(person for part in parts for person in everybody(part.element))
    return [_letter(setting.people[person], _parts_of(person, parts), setting) for person in persons]


def everybody(element: Element) -> tuple[PersonId, ...]:
    """All it is about, the one it is decided for first: each of them gets the answer."""
    return tuple(dict.fromkeys((element.person_id, *element.persons)))


def _parts_of(person: PersonId, parts: Sequence[Drafted]) -> list[Drafted]:
    """Those that a letter lists under the person: what is decided for a child stands under the child.

    Who lives with a child and decides nothing for it finds the child's under their own name.
    """
    own = [part for part in parts if person in (part.element.children or everybody(part.element))]
    return own or [part for part in parts if person in everybody(part.element)]


def _letter(person: CasePerson, parts: Sequence[Drafted], setting: Setting) -> PersonLetter:
    """To those who decide for a child it speaks of the child; the child's own copy speaks to the child."""
    if person.age(setting.law.day) >= OF_AGE:
        return _in_voice("self", person, parts, setting)
    return replace(_in_voice("other", person, parts, setting), to_child=_in_voice("child", person, parts, setting))


def _in_voice(voice: str, person: CasePerson, parts: Sequence[Drafted], setting: Setting) -> PersonLetter:
    say, name = setting.phrases.say, {"name": person.name}
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
    """The answers in one sentence, and in the next what is less than before, and what is a duty."""
    less = sum(1 for part in parts if part.element.reduced or is_less(part.element, part.choice))
    duties = sum(1 for part in parts if part.element.demands and part.choice.result is not Result.REFUSED)
    said = [_answer(parts, phrases)]
    for key, count in (("less", less), ("duty", duties)):
        if count:
            how_many = "it" if len(parts) == 1 else "one" if count == 1 else "all" if count == len(parts) else "some"
            said.append(phrases.say(f"letter.sum.{key}.{how_many}", {"count": count}))
    return " ".join(said)


def _answer(parts: Sequence[Drafted], phrases: Phrases) -> str:
    kinds = Counter(_kind(part) for part in parts)
    if len(parts) == 1:
        return phrases.say("letter.sum.one", {"answer": phrases.say(f"letter.answer.{next(iter(kinds))}")})
    if len(kinds) == 1:
        answer = phrases.say(f"letter.answer.{next(iter(kinds))}")
        return phrases.say("letter.sum.all", {"answer": answer, "count": len(parts)})
    answers = [phrases.say(f"letter.sum.{kind}", {"count": kinds[kind]}) for kind in KINDS if kinds[kind]]
    return phrases.say("letter.sum", {"answers": listed(answers)})


def _kind(part: Drafted) -> str:
    """Yes, partly or no; what is granted to stop is no yes."""
    return STOPS if part.element.stops else part.choice.result.value


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
                persons=everybody(part.element),
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

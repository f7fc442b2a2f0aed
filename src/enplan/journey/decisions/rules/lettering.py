"""What is each person told before their answers, and what stands at the end of every letter?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time

from enplan.journey.decisions.facts import Decision, Drafted, Form, Kind, Part, PersonLetter
from enplan.journey.decisions.rules.composing import ANSWERED, OF_AGE, Setting, form_of
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import CaseId, DecisionId, VersionId
from enplan.law.phrasebook import Phrases, listed
from enplan.registers.cases.facts import CasePerson


def letters(parts: Sequence[Drafted], setting: Setting) -> list[PersonLetter]:
    """What each person is told before their own parts; nobody learns how many parts others have."""
    persons = dict.fromkeys(part.element.person_id for part in parts)
    return [
        _letter(setting.people[person], [part for part in parts if part.element.person_id == person], setting)
        for person in persons
    ]


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
            )
            for part in parts
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

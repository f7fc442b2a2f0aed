"""Has somebody asked for this before? By whom and when, wherever it was, for whoever is about to ask again (S-20)."""

from collections.abc import Iterable, Sequence

from enplan.journey.assessment.facts import OWN_STRENGTHS, AlreadyAsked, Answer, AskedElsewhere, Time
from enplan.journey.assessment.rules.asking import category_of_item, state_of
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law

HERE = "Udredningen"


def already_asked(
    person_id: PersonId, answers: Iterable[Answer], elsewhere: Iterable[AskedElsewhere], law: Law
) -> list[AlreadyAsked]:
    """Every piece of information about the person that somebody has asked for, by its label; newest time first."""
    given: dict[str, list[Answer]] = {}
    for answer in sorted(answers, key=lambda one: (one.answered_at, str(one.id)), reverse=True):
        if answer.person_id == person_id and answer.item != OWN_STRENGTHS:
            given.setdefault(answer.item, []).append(answer)
    asked: dict[str, list[AskedElsewhere]] = {}
    for each in elsewhere:
        if each.person_id == person_id:
            asked.setdefault(each.item, []).append(each)
    every = [_one(item, person_id, given.get(item, ()), asked.get(item, ()), law) for item in {**given, **asked}]
    return sorted(every, key=lambda one: (one.label, one.item))


def _one(
    item: str, person_id: PersonId, answers: Sequence[Answer], elsewhere: Sequence[AskedElsewhere], law: Law
) -> AlreadyAsked:
    times = [*map(_here, answers), *(Time(each.by, each.what, each.asked, each.answered) for each in elsewhere)]
    return AlreadyAsked(
        person_id=person_id,
        item=item,
        label=law.item(item).label,
        category=category_of_item(item, law),
        state=state_of(law.item(item).reuse, answers, elsewhere, law.day),
        times=tuple(sorted(times, key=lambda one: (one.asked, one.by), reverse=True)),
    )


def _here(answer: Answer) -> Time:
    day = danish_day(answer.answered_at)
    return Time(answer.answered_by, answer.purpose or HERE, day, day, source=answer.source)

"""How does one complain over an answer: where, how, by which day, and what happens meanwhile?"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, TypeVar

from enplan.journey.decisions.facts import GuidanceWords
from enplan.journey.decisions.rules.complaints import (
    can_appeal,
    last_day_to_complain,
    length_of,
    old_enough_to_complain,
)
from enplan.journey.decisions.rules.setting import OF_AGE, Setting
from enplan.law.lawbook import Law
from enplan.law.provision import ComplaintRoute
from enplan.registers.cases.facts import CasePerson

V = TypeVar("V")
PARTLY: Final = "partly"  # of barnets lov §§ 144-145 only some decisions wait for the complaint
WHERE_TO_LIVE: Final = frozenset({"anbringelse-med-samtykke", "familieanbringelse"})  # with a choice of a place


def guidance_words(
    route: ComplaintRoute, persons: Sequence[CasePerson], setting: Setting, measure_type: str = ""
) -> GuidanceWords:
    """How one complains by the route: where, how, by which day, and what happens then."""
    due = last_day_to_complain(route, setting.law, setting.received, setting.delivery)
    said = _guidance(route, persons, setting, due.day, measure_type)
    paragraphs = [setting.phrases.say(key, blanks) for key, blanks in said]
    appeal = can_appeal(route.id)
    headline = setting.phrases.say(
        "guide.headline" if appeal else "guide.headline.none", {"authority": route.authority_da}
    )
    return GuidanceWords(route.id, headline, tuple(paragraphs), due.day)


Said = tuple[str, dict[str, str | int | date]]


def _guidance(
    route: ComplaintRoute, persons: Sequence[CasePerson], setting: Setting, last: date | None, measure_type: str
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
    waits = ".placing" if route.suspensive_effect == PARTLY and measure_type in WHERE_TO_LIVE else ""
    yield f"guide.suspensive.{route.suspensive_effect}{waits}", {}
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


def by_route(guided: Iterable[tuple[V, GuidanceWords | None]]) -> list[tuple[GuidanceWords, list[V]]]:
    """The guidance once per route, with everything it is about (S-17): the citizen reads each only once."""
    found: dict[GuidanceWords, list[V]] = {}
    for what, words in guided:
        if words is not None:
            found.setdefault(words, []).append(what)
    return list(found.items())

"""Under what is a letter written, and in which order does it name the people?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from enplan.journey.decisions.facts import Delivery, Kind, Part
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.phrasebook import Phrases
from enplan.law.regime import Regime
from enplan.registers.cases.facts import CasePerson, Place

OF_AGE: Final = 18


Answer = tuple[UUID, str]  # of which element, and of which measure type


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where the answer stands that holds until this letter: its number, and the day of the letter."""

    number: int
    day: date


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
    earlier: Mapping[Answer, Earlier] = field(default_factory=dict)  # what an answer given now takes the place of


def earlier_answers(held: Iterable[Part], days: Mapping[UUID, date]) -> dict[Answer, Earlier]:
    """Where each of the answers that hold stands; `days` are those of the letters."""
    return {(part.element_id, part.measure_type): Earlier(part.number, days[part.decision_id]) for part in held}


def in_order(people: Iterable[CasePerson]) -> list[CasePerson]:
    """The one the case began with first, then other adults, then children."""
    return sorted(people, key=lambda each: (tuple(Place).index(each.place), each.born, each.name))

"""Under what is a letter written, and in which order does it name the people?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from enplan.journey.decisions.facts import Delivery, Kind
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law
from enplan.law.phrasebook import Phrases
from enplan.law.regime import Regime
from enplan.registers.cases.facts import CasePerson, Place

OF_AGE: Final = 18


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


def in_order(people: Iterable[CasePerson]) -> list[CasePerson]:
    """The one the case began with first, then other adults, then children."""
    return sorted(people, key=lambda each: (tuple(Place).index(each.place), each.born, each.name))

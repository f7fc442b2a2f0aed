"""What is a case, and who are the people in it?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from enplan.kernel.calendar import age_on
from enplan.kernel.ids import CaseId, PersonId


class CaseKind(StrEnum):
    """Whom the one plan is for."""

    CITIZEN = "citizen"
    FAMILY = "family"


class Place(StrEnum):
    """What a person is in the case."""

    CITIZEN = "citizen"  # the one the case began with
    ADULT = "adult"
    CHILD = "child"


@dataclass(frozen=True, slots=True)
class CasePerson:
    """A person in a case; `ref` is the short name that sector plans use for them, such as `mette`."""

    person_id: PersonId
    ref: str
    name: str
    born: date
    place: Place
    protected: bool = False

    def age(self, day: date) -> int:
        """Whole years on the day."""
        return age_on(self.born, day)


@dataclass(frozen=True, slots=True)
class Case:
    """One citizen or one family on the way, and the regime that its things are decided under."""

    id: CaseId
    kind: CaseKind
    regime: str
    opened_at: datetime
    persons: tuple[CasePerson, ...]

    @property
    def citizen(self) -> CasePerson:
        """The one the case began with."""
        return next(each for each in self.persons if each.place is Place.CITIZEN)

    @property
    def in_order(self) -> tuple[CasePerson, ...]:
        """Everybody as one reads about them: the citizen first, then adults, then children."""
        order = list(Place)
        return tuple(sorted(self.persons, key=lambda each: (order.index(each.place), each.born, each.ref)))

    def by_ref(self, ref: str) -> CasePerson | None:
        """The person that sector plans call so."""
        return next((each for each in self.persons if each.ref == ref), None)

    def by_id(self, person_id: PersonId) -> CasePerson | None:
        """The person with this id, if in the case."""
        return next((each for each in self.persons if each.person_id == person_id), None)

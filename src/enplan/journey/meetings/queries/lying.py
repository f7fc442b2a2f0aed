"""How do the sector plans lie beside what is booked?"""

from dataclasses import dataclass, replace

from enplan.journey.meetings.facts import DueDuty, Meeting
from enplan.journey.meetings.rules.booking import that_count, that_happen
from enplan.journey.sectorplans.facts import Household, Laid
from enplan.kernel.ids import PersonId


@dataclass(frozen=True, slots=True)
class WithMeetings:
    """The household with its booked meetings: `laid` for everything that happens, `duty_household` to count duties."""

    laid: Laid
    duty_household: Household
    meetings: tuple[Meeting, ...]
    plans: Laid  # without the meetings

    def adding(self, household: Household) -> tuple[Household, Household]:
        """The meetings among plans that read otherwise than they came: as they happen, and to count duties."""
        refs = refs_of(self.plans)
        return that_happen(household, self.meetings, refs), that_count(household, self.meetings, refs)


@dataclass(frozen=True, slots=True)
class Booked:
    """The sector plans as they came, what is booked, and what the law still demands."""

    laid: Laid
    meetings: tuple[Meeting, ...]
    duties: tuple[DueDuty, ...]

    def with_meetings(self) -> WithMeetings:
        """The same with the meetings among the plans."""
        return with_meetings(self.laid, self.meetings)


def refs_of(laid: Laid) -> dict[PersonId, str]:
    """The short names that sector plans use, by person."""
    return {person_id: ref for ref, person_id in laid.persons.items()}


def with_meetings(laid: Laid, booked: tuple[Meeting, ...]) -> WithMeetings:
    """The plans with all that is booked."""
    happening = that_happen(laid.household, booked, refs_of(laid))
    counted = that_count(laid.household, booked, refs_of(laid))
    return WithMeetings(replace(laid, household=happening), counted, booked, laid)

"""What is a meeting, who is invited, and which duties of the law does it meet?"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from enplan.kernel.calendar import danish_day
from enplan.kernel.category import Category
from enplan.kernel.ids import CaseId, MeetingId, PersonId, ProfessionalId
from enplan.law.provision import LegalBasis


class Form(StrEnum):
    """How people meet (S-45)."""

    OFFICE = "office"
    HOME = "home"
    WALK = "walk"
    VIDEO = "video"
    PHONE = "phone"


IN_PERSON = frozenset({Form.OFFICE, Form.HOME, Form.WALK})


class State(StrEnum):
    """What has become of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class Reply(StrEnum):
    """What somebody has answered, and later: whether they were there."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"  # asks for another time
    CAME = "came"
    ABSENT = "absent"


class Effect(StrEnum):
    """What the one plan does to a duty to meet."""

    STAYS = "stays"  # the duty is there as before; the meeting discharges it
    MERGES = "merges"  # the follow-up is the one plan's own follow-up
    SUSPENDS = "suspends"  # the regime lets the municipality depart from it


@dataclass(frozen=True, slots=True)
class Discharge:
    """A duty the meeting is to meet: by which section, for whom and under which regime."""

    duty: str  # `plan-id/item-id`
    meeting_rule: str
    person_id: PersonId
    category: Category
    label: str
    section: str
    effect: Effect
    regime: str
    sanction: bool = False  # staying away can cost benefit, after written guidance


@dataclass(frozen=True, slots=True)
class Attendance:
    """Somebody who is invited: a person of the case or a professional, never both."""

    id: UUID
    name: str
    reply: Reply
    person_id: PersonId | None = None
    professional_id: ProfessionalId | None = None
    words: str = ""  # why not, or which other time
    brings: str = ""  # whom they bring along
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """People meet. Duties that the viewer may not see are left out of `discharges`."""

    id: MeetingId
    case_id: CaseId
    starts_at: datetime
    ends_at: datetime
    form: Form
    place: str
    purpose: str
    agenda: tuple[str, ...]
    state: State
    planned_by: str
    planned_at: datetime
    discharges: tuple[Discharge, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    together_because: str = ""  # why people who otherwise do not share a room do so here
    minutes: str = ""
    agreements: tuple[str, ...] = ()
    cancelled_because: str = ""
    revision: int = 1

    @property
    def day(self) -> date:
        """The Danish day it is on."""
        return danish_day(self.starts_at)

    @property
    def persons(self) -> tuple[PersonId, ...]:
        """The people of the case who are invited."""
        return tuple(each.person_id for each in self.attendances if each.person_id)

    @property
    def professionals(self) -> tuple[ProfessionalId, ...]:
        """The professionals who are invited."""
        return tuple(each.professional_id for each in self.attendances if each.professional_id)

    def of_person(self, person_id: PersonId) -> Attendance | None:
        """The person's own invitation."""
        return next((each for each in self.attendances if each.person_id == person_id), None)

    def of_professional(self, professional_id: ProfessionalId) -> Attendance | None:
        """The professional's own invitation."""
        return next((each for each in self.attendances if each.professional_id == professional_id), None)


@dataclass(frozen=True, slots=True)
class MeetingTime:
    """When and where a meeting is, and for which people of the case: what a calendar needs of it."""

    id: MeetingId
    starts_at: datetime
    ends_at: datetime
    purpose: str
    place: str
    persons: tuple[PersonId, ...]
    state: State
    revision: int


@dataclass(frozen=True, slots=True)
class DueDuty:
    """A meeting the law demands of the municipality, by when, and how it may be held."""

    name: str  # `plan-id/item-id`
    person: str  # the short name that sector plans use
    department: str
    meeting_rule: str
    sector: str
    label: str
    legal_basis: tuple[LegalBasis, ...]
    effect: Effect
    form: str
    form_note: str
    sanction: bool
    can_combine: bool
    first: date | None  # the earliest day it may be met; none: any day
    due: date | None
    demanded: int
    booked: int

    @property
    def lacks(self) -> int:
        """How many meetings are still to be held or booked."""
        return max(0, self.demanded - self.booked)


@dataclass(frozen=True, slots=True)
class Apart:
    """Two people who are not put in one room unless a professional chooses so, with a reason."""

    one: str
    other: str
    why: str  # `ex-partners`, `crisis-centre`, or `withheld`: consent does not open the reason


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A meeting that would meet several duties: a time, who should be there, and what speaks against the time."""

    starts: datetime  # Danish clock time
    ends: datetime
    duties: tuple[str, ...]
    persons: tuple[str, ...]
    departments: tuple[str, ...]
    against: tuple[str, ...] = ()  # of `free-day`, `before-hours`, `after-hours`, `same-week`, `no-free-time`

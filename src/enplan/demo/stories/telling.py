"""How is a story told? Somebody opens the case and does one thing at one moment; then the next."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from enplan.demo.cast import Cast
from enplan.demo.households import household, household_day, weeks_to
from enplan.journey.access.commands import open_case
from enplan.journey.entrance.commands import receive_request, screen_request, take_up_request
from enplan.journey.entrance.facts import Channel, Criterion, CriterionAnswer, Origin, Request
from enplan.journey.plan.facts import Version
from enplan.journey.sectorplans.facts import Household
from enplan.journey.team.commands import add_member, name_coordinator
from enplan.kernel.actor import Actor
from enplan.kernel.calendar import DENMARK
from enplan.kernel.ids import CaseId, PersonId, ProfessionalId
from enplan.kernel.sight import Sight


@dataclass(slots=True)
class Telling:
    """One household's story around a day: `day(-28)` is four weeks before it."""

    cast: Cast
    name: str
    on: date
    case_id: CaseId = field(init=False)
    weeks: int = field(init=False)
    today: date = field(init=False)
    version: Version = field(init=False)

    def __post_init__(self) -> None:
        self.weeks = weeks_to(self.name, self.on)
        self.today = household_day(self.name) + timedelta(weeks=self.weeks)

    @property
    def household(self) -> Household:
        """The sector plans, moved to the day of the story, about people as they are registered."""
        return household(self.name, self.weeks, {ref: each.born for ref, each in self.cast.persons.items()})

    def day(self, days: int) -> date:
        """So many days after the story's day, or before it."""
        return self.today + timedelta(days=days)

    def at(self, days: int, hour: int = 10, minute: int = 0) -> datetime:
        """A Danish clock time on such a day."""
        return datetime.combine(self.day(days), time(hour, minute), tzinfo=DENMARK)

    def actor(self, who: str) -> Actor:
        """A citizen by short name or a professional by full name."""
        return self.cast.citizens.get(who) or self.cast.professionals[who]

    def person(self, ref: str) -> PersonId:
        """A person's id by short name."""
        return self.cast.persons[ref].id

    def professional(self, name: str) -> ProfessionalId:
        """A professional's id by full name."""
        found = self.cast.professionals[name].professional_id
        assert found is not None  # the cast made them
        return found

    def sight(self, who: str, at: datetime, errand: str = "story") -> Sight:
        """The case opened by somebody at a moment; do one thing with it, then open it again."""
        return open_case(self.actor(who), at=at, case_id=self.case_id, errand=errand)


@dataclass(frozen=True, slots=True)
class Screened:
    """What the one entrance wrote down about a request: a reason for each criterion and for the whole."""

    complex_problems: str
    several_plans: str
    coordination: str
    covered: str
    reasons: str


def ask_and_be_offered(
    story: Telling,
    *,
    citizen: str,
    by: str,
    origin: Origin,
    channel: Channel,
    wish: str,
    screened: Screened,
    days: int = -28,
) -> None:
    """Somebody asks at the one entrance, is considered, and is offered one plan: the case begins."""
    person = story.cast.persons[citizen]
    asked = receive_request(
        story.actor(by),
        at=story.at(days, 9, 20),
        origin=origin,
        channel=channel,
        about_name=person.name,
        about_born=person.born,
        wish=wish,
    )
    be_screened(story, citizen, asked, screened, days=days)


def be_screened(story: Telling, citizen: str, asked: Request, screened: Screened, *, days: int) -> None:
    """The request is considered criterion by criterion, and one plan is offered: the case begins."""
    intake = story.cast.professionals["Anne Lykkegaard"]
    take_up_request(intake, at=story.at(days + 1, 8, 45), request_id=asked.id)
    answers = (
        CriterionAnswer(Criterion.COMPLEX_PROBLEMS, met=True, reason=screened.complex_problems),
        CriterionAnswer(Criterion.SEVERAL_PLANS, met=True, reason=screened.several_plans),
        CriterionAnswer(Criterion.COORDINATION_NEED, met=True, reason=screened.coordination),
        CriterionAnswer(Criterion.COVERED, met=True, reason=screened.covered),
    )
    screening = screen_request(
        intake,
        at=story.at(days + 3, 14, 10),
        request_id=asked.id,
        answers=answers,
        offered=True,
        reasons=screened.reasons,
        person_id=story.person(citizen),
        ref=citizen,
    )
    assert screening.case_id is not None  # an offer begins a case
    story.case_id = screening.case_id


def add_to_team(story: Telling, coordinator: str, team: tuple[str, ...], *, days: int) -> None:
    """One contact person is named at the entrance; they gather the team around the citizen."""
    at = story.at(days, 9)
    name_coordinator(
        story.cast.professionals["Anne Lykkegaard"],
        at=at,
        case_id=story.case_id,
        professional_id=story.professional(coordinator),
    )
    for minute, name in enumerate(team):
        moment = story.at(days, 9, 10 + minute)
        add_member(story.sight(coordinator, moment), at=moment, professional_id=story.professional(name))

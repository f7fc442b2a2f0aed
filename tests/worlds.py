"""In which worlds do the tests play? Made by commands alone, so that no test stands on an impossible state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from enplan.demo.cast import Cast, set_up
from enplan.journey.access.commands import open_case
from enplan.journey.team.commands import add_member, name_coordinator
from enplan.kernel.actor import Actor
from enplan.kernel.ids import CaseId, ProfessionalId
from enplan.kernel.sight import Sight
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from enplan.registers.cases.commands import add_person, begin_case
from enplan.registers.cases.facts import CaseKind, Place
from tests.clock import MORNING, TODAY

NOW = MORNING


@dataclass(frozen=True)
class World:
    """A case in a municipality full of people."""

    cast: Cast
    case_id: CaseId

    def actor(self, who: str) -> Actor:
        """A citizen by short name (`mette`) or a professional by name (`Henrik Dam`)."""
        return self.cast.citizens.get(who) or self.cast.professionals[who]

    def sight(self, who: str, *, at: datetime = NOW, errand: str = "story") -> Sight:
        """The case opened by that person, now. Open it again before each command: only the last counts."""
        return open_case(self.actor(who), at=at, case_id=self.case_id, errand=errand)


def a_municipality(on: date = TODAY) -> Cast:
    """All people of the demo as they are around the day, and no case yet."""
    tell_actor(the_clock())
    return set_up(on)


def a_case(
    cast: Cast, citizen: str, *, family: Iterable[tuple[str, Place]] = (), coordinator: str, team: Iterable[str] = ()
) -> World:
    """A case of the citizen and their family with coordinator and team; no consents yet."""
    clock = the_clock()
    case_id = CaseId(uuid4())
    begin_case(
        clock,
        at=NOW,
        kind=CaseKind.CITIZEN,
        regime="hop-2018",
        citizen_id=cast.persons[citizen].id,
        ref=citizen,
        case_id=case_id,
    )
    for ref, place in family:
        sight = open_case(clock, at=NOW, case_id=case_id, errand="story")
        add_person(sight, person_id=cast.persons[ref].id, ref=ref, place=place)
    intake = cast.professionals["Anne Lykkegaard"]
    name_coordinator(intake, at=NOW, case_id=case_id, professional_id=_id(cast, coordinator))
    for name in team:
        add_member(
            open_case(cast.professionals[coordinator], at=NOW, case_id=case_id, errand="story"),
            at=NOW,
            professional_id=_id(cast, name),
        )
    return World(cast, case_id)


def mettes_case(cast: Cast | None = None) -> World:
    """The first story's people: Mette and Freja, coordinator Susanne Brandt, and the whole team around them."""
    return a_case(
        cast or a_municipality(),
        "mette",
        family=[("freja", Place.CHILD)],
        coordinator="Susanne Brandt",
        team=["Henrik Dam", "Peter Kvist", "Louise Warming", "Morten Friis"],
    )


def _id(cast: Cast, name: str) -> ProfessionalId:
    found = cast.professionals[name].professional_id
    assert found is not None
    return found

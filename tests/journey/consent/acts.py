"""What do the tests of these commands have in common?"""

from datetime import date, datetime, timedelta
from uuid import UUID

from enplan.journey.consent.commands import (
    ask_for_consent,
    give_consent,
)
from enplan.journey.consent.facts import Consent, ConsentRequest, ConsentScope, Way, Witness
from enplan.journey.team.commands import add_relative, choose_companion
from enplan.journey.team.facts import CompanionKind, Kin
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.period import Period
from enplan.registers.audit.queries import events
from enplan.registers.cases.facts import Place
from enplan.registers.outbox.queries import messages
from enplan.registers.people.facts import RelationKind
from tests.builders_people import TODAY, a_scope
from tests.worlds import NOW, World

COORDINATOR = "Susanne Brandt"
LATER = NOW + timedelta(days=10)


def who(world: World, ref: str) -> PersonId:
    return world.cast.persons[ref].id


def ask(world: World, scope: ConsentScope, *, last: date | None = None) -> ConsentRequest:
    return ask_for_consent(
        world.sight(COORDINATOR),
        at=NOW,
        scope=scope,
        why="Så kan teamet se det. Siger du nej, ser de det ikke.",
        period=Period(TODAY, last),
    )


def yes(world: World, ref: str, question: ConsentRequest) -> Consent:
    return give_consent(world.sight(ref), at=NOW, request_id=question.id, way=Way.PORTAL)


def mettes_health(world: World) -> ConsentScope:
    return a_scope(who(world, "mette"), Category.HEALTH)


def sees_health(world: World, *, days: int = 0) -> bool:
    at = NOW + timedelta(days=days)
    return world.sight("Henrik Dam", at=at).shows(who(world, "mette"), Category.HEALTH)


def done(world: World) -> set[str]:
    return {each.event for each in events(world.sight(COORDINATOR))}


def told(world: World, name: str) -> set[str]:
    return {each.message for each in messages(world.actor(name))}


def carsten_joins(world: World) -> None:
    carsten = world.cast.persons["carsten"]
    add_relative(
        world.sight(COORDINATOR),
        at=NOW,
        name=carsten.name,
        born=carsten.born,
        place=Place.ADULT,
        kin=[Kin(RelationKind.PARENT_WITH_CUSTODY, who(world, "freja"))],
    )


def carsten_on_paper(world: World, question: ConsentRequest, *, at: datetime = NOW) -> Consent:
    """His yes for Freja, written down by the coordinator: he is not in the case."""
    witness = Witness(present="Carsten og Susanne", read_aloud=True, signature="Brev af 20. november, i sagen")
    sight = world.sight(COORDINATOR, at=at)
    his = who(world, "carsten")
    return give_consent(sight, at=at, request_id=question.id, way=Way.PAPER, given_by=his, witness=witness)


def a_companion(world: World) -> tuple[UUID, PersonId]:
    """Birgit stands by Mette from now on."""
    birgit, mette = world.cast.persons["birgit"], who(world, "mette")
    sight, kind = world.sight("mette"), CompanionKind.OMBUD
    chosen = choose_companion(sight, at=NOW, name=birgit.name, born=birgit.born, for_person=mette, kind=kind)
    return chosen.id, birgit.id

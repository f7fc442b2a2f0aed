"""Who may ask, refer and answer?"""

from uuid import uuid4

import pytest

from enplan.journey.entrance import policy
from enplan.journey.entrance.facts import Channel, Origin
from enplan.kernel.actor import Actor, Role
from enplan.kernel.ids import AccountId, PersonId, ProfessionalId


def an_actor(*roles: Role, citizen: bool = False) -> Actor:
    return Actor(
        AccountId(uuid4()),
        "Nogen",
        frozenset(roles),
        person_id=PersonId(uuid4()) if citizen else None,
        professional_id=None if citizen else ProfessionalId(uuid4()),
    )


CITIZEN = an_actor(Role.CITIZEN, citizen=True)
OMBUD = an_actor(Role.OMBUD, citizen=True)
COLLEAGUE = an_actor(Role.PROFESSIONAL)
INTAKE = an_actor(Role.PROFESSIONAL, Role.INTAKE)


@pytest.mark.parametrize(
    ("actor", "origin", "channel", "allowed"),
    [
        (CITIZEN, Origin.CITIZEN, Channel.PORTAL, True),
        (CITIZEN, Origin.RELATIVE, Channel.PORTAL, True),
        (OMBUD, Origin.OMBUD, Channel.PORTAL, True),
        (CITIZEN, Origin.COLLEAGUE, Channel.PORTAL, False),
        (CITIZEN, Origin.CITIZEN, Channel.PHONE, False),
        (COLLEAGUE, Origin.CITIZEN, Channel.PHONE, False),
        (INTAKE, Origin.CITIZEN, Channel.PHONE, True),
        (INTAKE, Origin.RELATIVE, Channel.VISIT, True),
    ],
)
def test_everybody_asks_and_the_entrance_writes_down(
    actor: Actor, origin: Origin, channel: Channel, allowed: bool
) -> None:
    assert bool(policy.may_receive(actor, origin, channel)) is allowed


@pytest.mark.parametrize(
    ("actor", "refers", "answers"),
    [(CITIZEN, False, False), (OMBUD, False, False), (COLLEAGUE, True, False), (INTAKE, True, True)],
)
def test_colleagues_refer_and_the_entrance_answers(actor: Actor, refers: bool, answers: bool) -> None:
    assert (bool(policy.may_refer(actor)), bool(policy.may_answer(actor))) == (refers, answers)

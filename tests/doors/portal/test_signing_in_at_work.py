"""Do those who work here come in by the municipality's own login, with the roles it gives them today and no others?"""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.test import Client

from enplan.doors.parts.reasons import sentence
from enplan.registers.accounts.commands import close_account
from enplan.registers.accounts.models import AccountRecord, IdentityRecord, SignInRecord
from enplan.registers.accounts.queries import the_clock
from enplan.registers.accounts.rules import CVR
from enplan.registers.organisation.queries import professionals
from tests.assurance.city import forget
from tests.behind_the_barrier import every_event
from tests.clock import Clock
from tests.doors.at_mitid import a_broker
from tests.partners.openid.peer import NSIS, Peer
from tests.worlds import a_municipality

pytestmark = pytest.mark.django_db
START, BACK, DAY = "/log-ind/kommune/", "/log-ind/kommune/svar/", "/arbejde/"
LEADER: Final = "http://enplan.example/roles/usersystemrole/leader/1"
WHO: Final[dict[str, Any]] = {
    "name": "Nina Kjær",
    "title": "rådgiver",
    "department": "Voksenstøtte",
    "roles": ["fagperson"],
    "acr": f"{NSIS}Substantial",
    "oid": "o-1",
}


@pytest.fixture
def peer(settings: Any) -> Iterator[Peer]:
    settings.STAFF_CLAIMS = {"key": "oid", "privileges": "priv"}
    settings.STAFF_ROLES = {"fagperson": "professional", "indgang": "intake", LEADER: "leader"}
    settings.SERVED = ["12345678"]
    a_municipality()
    with a_broker("staff") as found:
        found.userinfo = {"dk.cpr": None}
        found.token = dict(WHO)
        yield found


def came(peer: Peer, **otherwise: Any) -> tuple[Client, Any]:
    """Off and back; what is said otherwise of them."""
    forget()
    peer.at = Clock.now()
    peer.token = {**WHO, **otherwise}
    client = Client()
    there = client.get(START).headers["Location"]
    return client, client.get(peer.sign_in(there, code=f"c-{len(peer.used)}"))


def roles() -> list[str]:
    """Those of Nina Kjær now."""
    found: list[str] = AccountRecord.objects.get(name="Nina Kjær").roles
    return found


def sees_requests(client: Client) -> bool:
    """Whether the menu leads to the board of requests, which is for the entrance."""
    forget()
    return 'href="/arbejde/henvendelser/"' in client.get(DAY).content.decode()


def is_in(client: Client) -> bool:
    forget()
    return client.get(DAY).status_code == 200


def test_somebody_new_works_here_from_the_first_sign_in_on(peer: Peer) -> None:
    client, answer = came(peer)

    assert answer.headers["Location"] == DAY
    assert is_in(client)
    found = next(each for each in professionals() if each.name == "Nina Kjær")
    assert (found.title, found.department.name) == ("rådgiver", "Voksenstøtte")
    assert every_event().count("accounts.opened") == 1


def test_the_same_is_known_again_by_what_never_changes_and_not_by_sub_or_name(peer: Peer) -> None:
    came(peer)
    peer.userinfo = {"dk.cpr": None, "sub": "s-2"}
    client, _ = came(peer, sub="s-2", name="Nina Kjær Holm")
    assert is_in(client)
    assert IdentityRecord.objects.count() == 1

    came(peer, sub="s-2", oid="o-2")
    assert IdentityRecord.objects.count() == 2


def test_the_roles_are_those_of_today(peer: Peer) -> None:
    came(peer)
    assert roles() == ["professional"]
    client, _ = came(peer, roles=["fagperson", "indgang"])
    assert roles() == ["intake", "professional"]
    assert sees_requests(client)
    came(peer, roles=["fagperson"])
    assert roles() == ["professional"]
    assert not sees_requests(client), "the one who is still in has lost it too"
    assert every_event().count("accounts.roles_changed") == 2


def privileges(scope: str, constraint: str = "") -> str:
    """As they come."""
    xml = f'<PrivilegeList><PrivilegeGroup Scope="{scope}">{constraint}<Privilege>{LEADER}</Privilege></PrivilegeGroup>'
    return b64encode(f"{xml}</PrivilegeList>".encode()).decode()


def test_privileges_give_roles_where_they_hold(peer: Peer) -> None:
    client, _ = came(peer, roles=None, priv=privileges(f"{CVR}12345678"))

    assert roles() == ["leader", "professional"]
    assert client.get("/ledelse/").status_code in {200, 302}


REFUSED: Final = {
    "no role": ({"roles": []}, "no_role"),
    "a role nobody knows": ({"roles": ["konge"]}, "no_role"),
    "a privilege elsewhere": ({"roles": None, "priv": privileges(f"{CVR}87654321")}, "no_role"),
    "a limited privilege": (
        {"roles": None, "priv": privileges(f"{CVR}12345678", '<Constraint Name="x">1</Constraint>')},
        "no_role",
    ),
    "no department": ({"department": None}, "department_unknown"),
    "no name": ({"name": None}, "department_unknown"),
    "nobody in particular": ({"oid": None}, "key_missing"),
    "a low level": ({"acr": f"{NSIS}Low"}, "level_too_low"),
    "one factor": ({"acr": "password"}, "level_unknown"),
}


@pytest.mark.parametrize(("said", "reason"), REFUSED.values(), ids=REFUSED)
def test_who_may_not_come_in_is_told_why_and_is_nobody_here(peer: Peer, said: dict[str, Any], reason: str) -> None:
    client, answer = came(peer, **said)
    text = sentence(f"sign_in.{reason}", {"department": "–" if said.get("department", 1) is None else "Voksenstøtte"})

    assert answer.status_code == 403
    assert text in answer.content.decode()
    assert not is_in(client)
    assert not SignInRecord.objects.exists()
    assert not IdentityRecord.objects.exists()


def test_a_department_nobody_knows_is_named(peer: Peer) -> None:
    _, answer = came(peer, department="Afdeling X")

    assert "Vi kender ikke din afdeling: Afdeling X." in answer.content.decode()


def test_who_has_left_does_not_come_in_again_by_the_same_login(peer: Peer) -> None:
    client, _ = came(peer)
    account = AccountRecord.objects.get(name="Nina Kjær")
    close_account(the_clock(), at=Clock.now(), account_id=account.fact().account_id)
    assert not is_in(client)

    again, answer = came(peer)
    assert sentence("sign_in.closed") in answer.content.decode()
    assert not is_in(again)
    assert AccountRecord.objects.filter(name="Nina Kjær").count() == 1


def test_an_answer_of_one_way_is_none_on_the_other(peer: Peer) -> None:
    """Both may be the same kind of provider; what was asked of the one is not heard from the other."""
    with a_broker() as mitid:
        client = Client()
        back = peer.sign_in(client.get(START).headers["Location"])
        mitid.asked = peer.asked
        calls = len(mitid.calls)
        answer = client.get(back.replace(BACK, "/log-ind/mitid/svar/"))

    assert answer.status_code == 400
    assert len(mitid.calls) == calls == 0
    assert not is_in(client)


def test_the_way_out_names_the_place_one_came_from(peer: Peer) -> None:
    client, _ = came(peer)

    assert "Log også ud af kommunens login" in client.post("/log-ud/").content.decode()

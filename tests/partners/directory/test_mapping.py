"""Is a colleague read rightly from what directories say?"""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.config.settings.login import STAFF_FACTS
from enplan.partners.directory.mapping import Names, colleague
from enplan.registers.accounts.facts import Level, Privileges
from tests.clock import MORNING
from tests.partners.directory.test_privileges import LEADER, NEW, SCOPE, listed

CLAIMS: dict[str, Any] = {
    "iss": "https://login.example/tenant",
    "sub": "s-1",
    "oid": "o-1",
    "name": "Susanne  Brandt",
    "title": "koordinator",
    "department": "Voksenstøtte",
    "roles": ["enplan-fagperson", "andet"],
    "acr": "https://data.gov.dk/concept/core/nsis/Substantial",
    "amr": ["pwd", "mfa"],
    "auth_time": MORNING.timestamp(),
    "sid": "x-1",
}


def test_a_colleague_is_read_with_all_that_is_needed() -> None:
    found = colleague(CLAIMS, Names(key="oid"))

    assert (found.name, found.title, found.department) == ("Susanne Brandt", "koordinator", "Voksenstøtte")
    assert found.key == "https://login.example/tenant|o-1", "what another directory calls o-1 is another"
    assert found.roles == ("enplan-fagperson", "andet")
    assert (found.proof.level, found.proof.proved_at, found.proof.session) == (Level.SUBSTANTIAL, MORNING, "x-1")


@pytest.mark.parametrize(
    ("said", "level"),
    [
        (["pwd", "mfa"], Level.SUBSTANTIAL),
        (["pwd"], None),
        ([], None),
        ("mfa", Level.SUBSTANTIAL),
        ("pwd", None),
        ([["mfa"], 1, None], None),
    ],
)
def test_a_second_factor_may_be_told_in_a_list_of_methods(said: object, level: Level | None) -> None:
    names = Names(levels=("amr",), also={"mfa": Level.SUBSTANTIAL})

    assert colleague({**CLAIMS, "amr": said}, names).proof.level is level


def test_a_directory_that_tells_no_level_tells_no_level() -> None:
    assert colleague({**CLAIMS, "acr": None}, Names()).proof.level is None
    assert colleague({**CLAIMS, "acr": "1"}, Names()).proof.level is None


@pytest.mark.parametrize("told", ["a b", "a, b", ["a", "b"], ["a", 1, "b", None]])
def test_roles_come_as_a_list_or_as_a_text(told: object) -> None:
    assert colleague({**CLAIMS, "roles": told}, Names()).roles == ("a", "b")


def test_roles_come_as_privileges_too_and_what_cannot_be_read_gives_none() -> None:
    names = Names(privileges="p")

    assert colleague({**CLAIMS, "p": listed(NEW)}, names).groups == (
        Privileges(SCOPE, ("urn:dk:kombit:KLE",), (LEADER,)),
    )
    assert colleague({**CLAIMS, "p": "%%%"}, names).groups == ()


def test_what_may_have_another_name_is_what_the_settings_take() -> None:
    assert {each.name for each in fields(Names)} - {"also"} == STAFF_FACTS


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.lists(st.text()))


@given(st.dictionaries(st.sampled_from(sorted(CLAIMS)), VALUES))
def test_no_nonsense_makes_it_fall(said: dict[str, Any]) -> None:
    colleague({**CLAIMS, **said}, Names())

"""Is a list of privileges read as its sender meant it, and nothing else read at all? (identity.md, 4)"""

from base64 import b64encode
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.partners.directory.privileges import Unreadable, privileges
from enplan.registers.accounts.facts import Privileges

OLD, NEW = "http://itst.dk/oiosaml/basic_privilege_profile", "http://digst.dk/oiosaml/basic_privilege_profile"
SCOPE = "urn:dk:gov:saml:cvrNumberIdentifier:12345678"
LEADER = "http://enplan.example/roles/usersystemrole/leader/1"


def coded(xml: str, encoding: str = "utf-8") -> str:
    """As it comes."""
    return b64encode(xml.encode(encoding)).decode()


def listed(namespace: str, *, prefix: str = "bpp:", inner: str = "") -> str:
    """A list of one group."""
    return coded(
        f'<?xml version="1.0"?><{prefix}PrivilegeList xmlns:{prefix.rstrip(":") or "x"}="{namespace}">'
        f'<{inner}PrivilegeGroup Scope="{SCOPE}"><{inner}Constraint Name="urn:dk:kombit:KLE">25.*</{inner}Constraint>'
        f"<{inner}Privilege> {LEADER} </{inner}Privilege></{inner}PrivilegeGroup></{prefix}PrivilegeList>"
    )


@pytest.mark.parametrize("namespace", [OLD, NEW])
@pytest.mark.parametrize("inner", ["", "bpp:"])
def test_a_list_is_read_whichever_of_the_two_profiles_it_is_written_by(namespace: str, inner: str) -> None:
    found = privileges(listed(namespace, inner=inner))

    assert found == (Privileges(SCOPE, ("urn:dk:kombit:KLE",), (LEADER,)),)


def test_a_list_may_be_wrapped_over_lines_and_hold_groups_that_are_empty() -> None:
    told = coded('<PrivilegeList><PrivilegeGroup Scope="a"/><PrivilegeGroup Scope="b"/></PrivilegeList>')
    wrapped = "\n".join(told[at : at + 20] for at in range(0, len(told), 20))

    assert [each.scope for each in privileges(wrapped)] == ["a", "b"]


DTD = "<!DOCTYPE PrivilegeList ["
BAD = {
    "no base64": "%%%",
    "no xml": coded("PrivilegeList"),
    "cut off": coded("<PrivilegeList><PrivilegeGroup>"),
    "of something else": coded("<Assertion/>"),
    "with a DTD": coded(f"{DTD}]><PrivilegeList/>"),
    "with an entity": coded(f'{DTD}<!ENTITY a "x">]><PrivilegeList><PrivilegeGroup Scope="&a;"/></PrivilegeList>'),
    "with a file": coded(f'{DTD}<!ENTITY a SYSTEM "file:///etc/passwd">]><PrivilegeList>&a;</PrivilegeList>'),
    "with a DTD in another encoding": coded(
        f'<?xml version="1.0" encoding="utf-16"?>{DTD}]><PrivilegeList/>', "utf-16"
    ),
    "a bomb": coded(
        DTD + '<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY b{n} "{"&a;" * 10}">' for n in range(9)) + "]>"
        "<PrivilegeList>&b8;</PrivilegeList>"
    ),
    "too deep": coded("<PrivilegeList>" + "<a>" * 20 + "</a>" * 20 + "</PrivilegeList>"),
    "too many groups": coded("<PrivilegeList>" + '<PrivilegeGroup Scope="x"/>' * 300 + "</PrivilegeList>"),
    "too large": coded("<PrivilegeList>" + " " * 200_000 + "</PrivilegeList>"),
    "empty": "",
}


@pytest.mark.parametrize("told", BAD.values(), ids=BAD)
def test_what_is_no_list_of_privileges_is_not_read(told: str) -> None:
    with pytest.raises(Unreadable):
        privileges(told)


@given(st.one_of(st.text(), st.binary().map(lambda raw: b64encode(raw).decode()), st.text().map(coded)))
def test_no_nonsense_makes_it_fall(told: str) -> None:
    with suppress(Unreadable):
        assert isinstance(privileges(told), tuple)

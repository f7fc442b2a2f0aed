"""Is a sign-in as sure and fresh as it must be, and does a directory give no more than it says? (identity.md)"""

from datetime import date, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.kernel.actor import Role
from enplan.kernel.errors import Refused
from enplan.registers.accounts.facts import Level, Mark, Newcomer, Privileges, Proof, Seal, Way
from enplan.registers.accounts.rules import (
    CVR,
    LEVELS,
    NSIS,
    ORDER,
    SKEW,
    fresh,
    level_told,
    must_be_sure,
    must_be_welcome,
    reaches,
    roles_given,
)
from tests.clock import MORNING

HOUR: Final = timedelta(hours=1)
WORDS: Final = {"p": Role.PROFESSIONAL, "i": Role.INTAKE, "l": Role.LEADER}
OURS: Final = f"{CVR}12345678"


def a_proof(level: Level | None = Level.SUBSTANTIAL, shown: datetime | None = MORNING) -> Proof:
    return Proof(Way.MITID, level, shown)


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("needed", Level)
def test_a_level_reaches_itself_and_what_is_lower(level: Level, needed: Level) -> None:
    order = ["Low", "Substantial", "High"]

    assert reaches(level, needed) == (order.index(level.value) >= order.index(needed.value))


def test_no_level_reaches_nothing() -> None:
    assert not any(reaches(None, needed) for needed in Level)


@given(st.lists(st.sampled_from(sorted(LEVELS))))
def test_the_level_told_is_the_lowest_of_all(told: list[str]) -> None:
    found = level_told(told)

    assert found is (min((LEVELS[each] for each in told), key=ORDER.index) if told else None)


@given(st.lists(st.sampled_from(sorted(LEVELS))), st.text(), st.integers(0, 5))
def test_one_unknown_word_makes_the_whole_unknown(told: list[str], word: str, place: int) -> None:
    if word not in LEVELS:
        assert level_told([*told[:place], word, *told[place:]]) is None


def test_the_words_of_nsis_are_those_of_the_standard() -> None:
    assert set(LEVELS) == {f"{NSIS}{level}" for level in ("Low", "Substantial", "High")}


@pytest.mark.parametrize(
    ("proof", "reason"),
    [
        (a_proof(None), "sign_in.level_unknown"),
        (a_proof(Level.LOW), "sign_in.level_too_low"),
        (a_proof(), ""),
        (a_proof(Level.HIGH), ""),
        (a_proof(shown=None), ""),  # nobody says when: enough to come in, and never fresh
        (a_proof(shown=MORNING - HOUR), ""),
        (a_proof(shown=MORNING - HOUR - timedelta(seconds=1)), "sign_in.too_long_ago"),
        (a_proof(shown=MORNING + SKEW), ""),
        (a_proof(shown=MORNING + SKEW + timedelta(seconds=1)), "sign_in.too_long_ago"),
    ],
)
def test_who_is_sure_enough_comes_in(proof: Proof, reason: str) -> None:
    if not reason:
        must_be_sure(proof, at=MORNING, longest=HOUR)
        return
    with pytest.raises(Refused) as found:
        must_be_sure(proof, at=MORNING, longest=HOUR)
    assert found.value.reason == reason


@pytest.mark.parametrize(
    ("proof", "is_fresh"),
    [
        (a_proof(), True),
        (a_proof(Level.HIGH, MORNING - HOUR), True),
        (a_proof(shown=MORNING - HOUR - timedelta(microseconds=1)), False),
        (a_proof(shown=MORNING + SKEW + timedelta(seconds=1)), False),
        (a_proof(shown=None), False),
        (a_proof(Level.LOW), False),
        (a_proof(None), False),
    ],
)
def test_fresh_is_lately_and_at_the_level_needed(proof: Proof, is_fresh: bool) -> None:
    assert fresh(proof, at=MORNING, longest=HOUR) is is_fresh


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        (date(2008, 11, 23), ""),  # 18 today
        (date(2008, 11, 24), "sign_in.child_alone"),
        (None, "sign_in.unknown_without_number"),
    ],
)
def test_one_nobody_knows_may_ask_alone_from_the_day_they_are_18(born: date | None, reason: str) -> None:
    newcomer = Newcomer("Mette", born, (Seal(Mark.CPR, "0" * 64),))
    if not reason:
        must_be_welcome(newcomer, at=MORNING)
        return
    with pytest.raises(Refused) as found:
        must_be_welcome(newcomer, at=MORNING)
    assert found.value.reason == reason


def test_one_who_cannot_be_known_again_is_not_welcome() -> None:
    with pytest.raises(Refused, match="unknown_without_number"):
        must_be_welcome(Newcomer("Mette", date(1983, 4, 12), ()), at=MORNING)


def given_by(*groups: Privileges, names: tuple[str, ...] = ()) -> set[str]:
    """The roles, as words."""
    return {role.value for role in roles_given(names, groups, served={"12345678"}, words=WORDS)}


@pytest.mark.parametrize(
    ("groups", "roles"),
    [
        ([Privileges(OURS, (), ("i",))], {"professional", "intake"}),
        ([Privileges(OURS.upper(), (), ("p",))], {"professional"}),
        ([Privileges(OURS, (), ("i",)), Privileges(OURS, (), ("l",))], {"professional", "intake", "leader"}),
        ([Privileges(OURS, (), ("what", "i"))], {"professional", "intake"}),  # an unknown name gives nothing
        ([Privileges(OURS, (), ("what",))], set()),
        ([Privileges(OURS, ("urn:dk:kombit:KLE",), ("l",))], set()),  # a limit we do not keep denies its group
        ([Privileges(OURS, ("x",), ("l",)), Privileges(OURS, (), ("p",))], {"professional"}),  # and no other
        ([Privileges(f"{CVR}87654321", (), ("l",))], set()),
        ([Privileges("urn:dk:gov:saml:seNumberIdentifier:12345678", (), ("l",))], set()),
        ([Privileges("12345678", (), ("l",))], set()),
        ([Privileges("", (), ("l",))], set()),
        ([], set()),
    ],
)
def test_privileges_give_what_they_say_and_no_more(groups: list[Privileges], roles: set[str]) -> None:
    assert given_by(*groups) == roles


def test_roles_by_name_give_what_their_words_stand_for() -> None:
    assert given_by(names=("l", "what")) == {"professional", "leader"}
    assert given_by(names=("L",)) == set()


GROUPS = st.builds(
    Privileges,
    st.sampled_from([OURS, OURS.lower(), f"{CVR}87654321", ""]),
    st.lists(st.sampled_from(["urn:dk:kombit:KLE", "x"]), max_size=2).map(tuple),
    st.lists(st.sampled_from(["p", "i", "l", "what"]), max_size=3).map(tuple),
)


@given(st.lists(GROUPS, max_size=5), st.lists(GROUPS, max_size=5))
def test_two_lists_give_what_either_gives(one: list[Privileges], other: list[Privileges]) -> None:
    assert given_by(*one, *other) == given_by(*one) | given_by(*other)

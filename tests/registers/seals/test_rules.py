"""Does a seal say what it seals, hold only what its key has signed, and go on from the one before?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.registers.seals.facts import Fault, Seal, Unsigned, Wrong
from enplan.registers.seals.rules import (
    BEGINNING,
    LATE,
    NOTHING_BEFORE,
    as_line,
    as_told,
    digest_of,
    faults_of,
    faults_of_kept,
    hash_of,
    is_behind,
    is_signed,
    read_line,
    signer_of,
)
from tests.clock import MORNING

OURS, THEIRS = signer_of("the municipality's own secret, long enough"), signer_of("somebody else's secret")
KEYS = [OURS.key]
PINNED = "pgIKDw4w1epkvJHEU5Ejh4jcoKnWwLXh9tlZQptaKmM"


def a_seal(number: int = 1, *, begins: int = BEGINNING, ends: int = 100, digest: str = "a" * 64, by: int = 0) -> Seal:
    said = Unsigned(number, begins, ends, 3, digest, MORNING + timedelta(minutes=4 * number), 77)
    signer = (OURS, THEIRS)[by]
    return Seal(said, signer.key, signer.signs(as_told(said)))


def a_chain(length: int, *, digest: str = "a" * 64) -> list[Seal]:
    chain = [a_seal(digest=digest)]
    for number in range(2, length + 1):
        chain.append(a_seal(number, begins=chain[-1].said.ends, ends=100 * number, digest=digest))
    return chain


def test_a_good_chain_has_no_faults() -> None:
    chain = a_chain(4)

    assert [faults_of(each, before, KEYS) for before, each in zip([None, *chain], chain, strict=False)] == [[]] * 4


def test_the_same_secret_is_the_same_key() -> None:
    """Pinned: another version of a library that derives it otherwise would make every old seal a stranger's."""
    assert signer_of("x" * 40).key == PINNED
    assert OURS.key != THEIRS.key


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        pytest.param({"number": 3}, Wrong.GAP, id="a number was left out"),
        pytest.param({"begins": 99}, Wrong.JOIN, id="it begins too early"),
        pytest.param({"begins": 101}, Wrong.JOIN, id="rows between the two are in none"),
        pytest.param({"ends": 99}, Wrong.JOIN, id="it ends before it begins"),
    ],
)
def test_a_seal_goes_on_from_the_one_before(changed: dict[str, int], wrong: Wrong) -> None:
    said = replace(a_seal(2, begins=100, ends=200).said, **changed)  # type: ignore[arg-type]  # numbers only
    seal = Seal(said, OURS.key, OURS.signs(as_told(said)))

    assert faults_of(seal, a_seal(), KEYS) == [wrong]


@pytest.mark.parametrize(
    "changed", [{"number": 2}, {"rows": 2}, {"digest": "b" * 64}, {"cluster": 1}, {"at": MORNING}, {"ends": 99}]
)
def test_no_part_of_a_seal_is_changed_unseen(changed: dict[str, object]) -> None:
    seal = a_seal()

    assert is_signed(seal)
    assert not is_signed(replace(seal, said=replace(seal.said, **changed)))  # type: ignore[arg-type]  # as it comes


def test_a_seal_signed_by_a_stranger_is_none_of_ours() -> None:
    assert faults_of(a_seal(by=1), None, KEYS) == [Wrong.UNKNOWN_KEY]
    assert faults_of(replace(a_seal(by=1), key=OURS.key), None, KEYS) == [Wrong.FORGED]


@pytest.mark.parametrize("key", ["", "not a key", "é", "AAAA"])
def test_a_key_or_a_signature_that_is_none_is_no_mistake_of_ours(key: str) -> None:
    assert not is_signed(replace(a_seal(), key=key))
    assert not is_signed(replace(a_seal(), signature=key))


@given(st.lists(st.binary(max_size=40), max_size=6), st.lists(st.binary(max_size=40), max_size=6))
def test_two_lists_of_rows_have_one_digest_only_if_they_are_the_same(one: list[bytes], other: list[bytes]) -> None:
    same = digest_of(NOTHING_BEFORE, one) == digest_of(NOTHING_BEFORE, other)

    assert same is (one == other)


def test_the_digest_hangs_on_the_seal_before() -> None:
    assert digest_of(hash_of(a_seal()), [b"row"]) != digest_of(hash_of(None), [b"row"])


def test_a_seal_is_read_back_as_it_was_written() -> None:
    assert read_line(as_line(a_seal())) == a_seal()


@pytest.mark.parametrize("line", ["", "[]", "{}", "1", '{"key": "x"}', as_line(a_seal())[:-9]])
def test_a_line_that_is_no_seal_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        read_line(line)


def kept_faults(here: list[Seal], kept: list[Seal], *, minutes: int = 0) -> tuple[Fault, ...]:
    at = MORNING + timedelta(minutes=minutes)
    return faults_of_kept({each.said.number: each for each in here}, kept, KEYS, at=at)


def test_only_the_seals_kept_elsewhere_know_an_end_that_was_cut_off() -> None:
    chain = a_chain(4)

    assert kept_faults(chain, chain) == ()
    assert kept_faults(chain[:2], chain) == (Fault(Wrong.CUT_OFF, 3), Fault(Wrong.CUT_OFF, 4))


def test_only_the_seals_kept_elsewhere_know_that_all_was_written_anew() -> None:
    rewritten = a_chain(2, digest="c" * 64)

    assert [faults_of(each, before, KEYS) for before, each in zip([None, *rewritten], rewritten, strict=False)] == [
        [],
        [],
    ]
    assert kept_faults(rewritten, a_chain(2)) == (Fault(Wrong.WRITTEN_ANEW, 1), Fault(Wrong.WRITTEN_ANEW, 2))


def test_who_rewrites_both_leaves_two_seals_with_one_number_elsewhere() -> None:
    rewritten = a_chain(1, digest="c" * 64)

    assert kept_faults(rewritten, [*a_chain(1), *rewritten]) == (Fault(Wrong.WRITTEN_ANEW, 1),)


def test_a_line_put_in_elsewhere_is_no_seal_of_ours() -> None:
    assert kept_faults(a_chain(1), [*a_chain(1), a_seal(2, by=1)]) == (Fault(Wrong.FORGED, 2),)


def test_what_was_never_taken_elsewhere_is_told_when_it_is_late() -> None:
    chain, kept = a_chain(2), a_chain(1)
    in_time = int(LATE.total_seconds() // 60) + 8

    assert kept_faults(chain, kept, minutes=in_time) == ()
    assert kept_faults(chain, kept, minutes=in_time + 1) == (Fault(Wrong.NOT_KEPT, 2),)


def test_what_is_not_sealed_for_long_is_behind() -> None:
    moving, last = a_chain(6), MORNING + timedelta(minutes=24)
    hanging = [*moving, *(a_seal(number, begins=600, ends=600) for number in range(7, 13))]

    assert is_behind([], at=MORNING)
    assert not is_behind(moving, at=last + LATE)
    assert is_behind(moving, at=last + LATE + timedelta(seconds=1))
    assert is_behind(hanging, at=MORNING + timedelta(minutes=48))

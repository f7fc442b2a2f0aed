"""Is a citizen read rightly from what brokers say, whatever they call it and however they write it? (identity.md, 2)"""

import csv
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.config.settings.login import FACTS
from enplan.partners.mitid.mapping import Names, citizen
from enplan.registers.accounts.facts import Level, Mark
from tests.clock import MORNING
from tests.partners.openid.peer import CPR, NSIS, Peer, changed

CLAIMS: dict[str, Any] = {**Peer._userinfo(), **Peer(MORNING, asked={"nonce": "n"})._claims()}
OTHER_WORDS = Names(
    levels=("mitid_loa",), cpr="nin", uuid="mitid_uuid", name="mitid_name", born="mitid_born", private="citizen"
)


def test_a_citizen_is_read_with_all_that_is_needed_and_no_more() -> None:
    found = citizen(CLAIMS, Names())

    assert (found.name, found.born, found.private) == ("Mette Holm Andersen", date(1983, 4, 12), True)
    assert found.marks == {Mark.CPR: CPR, Mark.MITID: "7b4c4e9a-2f7a-4b57-9c07-1a3f4b7c1d11"}
    assert (found.proof.level, found.proof.proved_at) == (Level.SUBSTANTIAL, MORNING)
    assert (found.proof.transaction, found.proof.broker_transaction, found.proof.session) == ("t-1", "b-1", "x-1")
    assert CPR not in repr(found)
    assert "12" not in found.proof.transaction, "the distance is not read"


def test_every_value_may_be_a_text() -> None:
    as_texts = {name: str(value) for name, value in CLAIMS.items()}

    assert citizen(as_texts, Names()) == citizen(CLAIMS, Names())


def test_another_broker_has_other_words_for_the_same() -> None:
    told = {"nin": "120483-9995", "mitid_uuid": "u", "mitid_name": " Mette  Holm ", "mitid_loa": f"{NSIS}High"}
    found = citizen({**told, "identity_type": "citizen"}, OTHER_WORDS)

    assert found.marks == {Mark.CPR: CPR, Mark.MITID: "u"}
    assert (found.name, found.born, found.private) == ("Mette Holm", date(1983, 4, 12), True)
    assert found.proof.level is Level.HIGH


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({}, Level.SUBSTANTIAL),
        ({"loa": f"{NSIS}High"}, Level.SUBSTANTIAL),  # never higher than the lower of the two
        ({"aal": f"{NSIS}Low"}, Level.LOW),
        ({"ial": f"{NSIS}Medium"}, None),
        ({"loa": f"{NSIS}substantial"}, None),
        ({"loa": "Substantial"}, None),
        ({"loa": ""}, None),
        ({"loa": None, "ial": None, "aal": None}, None),
        ({"loa": ["High"]}, None),
        ({"loa": f"https://elsewhere.example/nsis/High"}, None),  # noqa: F541
    ],
)
def test_the_level_is_the_lowest_told_and_an_unknown_word_is_none(said: dict[str, Any], level: Level | None) -> None:
    assert citizen(changed(CLAIMS, said), Names()).proof.level is level


def test_a_broker_may_have_words_of_its_own_for_levels() -> None:
    names = Names(levels=("acr",), also={"urn:broker:substantial": Level.SUBSTANTIAL})

    assert citizen({"acr": "urn:broker:substantial"}, names).proof.level is Level.SUBSTANTIAL
    assert citizen({"acr": "urn:broker:low"}, names).proof.level is None


@pytest.mark.parametrize(
    "said", [{"dk.cpr": None}, {"dk.cpr": ""}, {"dk.cpr": "120483"}, {"dk.cpr": "3002839995"}, {"dk.cpr": "x" * 10}]
)
def test_without_a_number_one_is_known_by_mitid_alone(said: dict[str, Any]) -> None:
    assert set(citizen(changed(CLAIMS, said), Names()).marks) == {Mark.MITID}


def test_a_withheld_name_is_empty_and_one_at_work_is_not_private() -> None:
    found = citizen(changed(CLAIMS, {"mitid.identity_name": None, "identity_type": "professional"}), Names())

    assert (found.name, found.private) == ("", False)


VALUES = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()))


@given(st.dictionaries(st.sampled_from(sorted(CLAIMS)), VALUES))
def test_no_nonsense_makes_it_fall_or_makes_somebody_surer(said: dict[str, Any]) -> None:
    found = citizen({**CLAIMS, **said}, Names())

    assert all(len(value) <= 200 for value in (found.name, found.proof.transaction, *found.marks.values()))
    if {"loa", "ial", "aal"} & said.keys():
        assert found.proof.level in {None, Level.SUBSTANTIAL} or said.get("loa") in CLAIMS.values()


def test_the_names_are_those_of_the_recorded_session(shared: Path) -> None:
    with (shared / "standards" / "codes" / "mitid-oidc-claims.csv").open(encoding="utf-8") as file:
        recorded = {row["claim"] for row in csv.DictReader(file)}
    names = Names()
    ours = {names.cpr, names.uuid, names.name, names.born, names.kind, names.shown_at, names.session, *names.levels}

    assert ours | {names.transaction, names.broker_transaction} <= recorded


def test_what_may_have_another_name_is_what_the_settings_take() -> None:
    assert {each.name for each in fields(Names)} - {"also"} == FACTS

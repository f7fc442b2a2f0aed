"""Are the sentences of letters there, dated, and is every mistake in them named by file and key?"""

import re
from datetime import date
from pathlib import Path

import pytest

from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import PhraseError, in_words, length_in_words, listed, load_phrases, phrasebook

DAY = date(2026, 11, 24)
HEAD = 'phrases = "try"\ntitle = "t"\nsource = "s"\nreviewed = "2026-11"\n'


def write(folder: Path, text: str) -> Path:
    (folder / "try.toml").write_text(text, "utf-8")
    return folder


def test_a_phrase_is_said_with_its_blanks_filled_and_days_as_people_say_them() -> None:
    said = phrasebook().on(DAY).say("guide.to-us", {"last": date(2026, 12, 22), "length": "4 uger"})

    assert "senest tirsdag den 22. december 2026" in said


def test_a_blank_that_is_left_empty_is_loud() -> None:
    with pytest.raises(KeyError):
        phrasebook().on(DAY).say("guide.to-us", {"length": "4 uger"})


def test_an_older_letter_uses_the_sentences_of_its_day(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        HEAD
        + '[[phrase]]\nid = "a"\nda = "gammel"\nvalid_to = 2025-12-31\n'
        + '[[phrase]]\nid = "a"\nda = "ny"\nvalid_from = 2026-01-01\n',
    )

    book = load_phrases(folder)

    assert book.on(date(2025, 12, 31)).say("a") == "gammel"
    assert book.on(date(2026, 1, 1)).say("a") == "ny"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("phrases = ", "try.toml: not TOML", id="not TOML"),
        pytest.param(HEAD.replace("try", "other"), "try.toml: phrases", id="called otherwise than its file"),
        pytest.param(HEAD + "more = 1\n", "try.toml: more: unknown key", id="an unknown key in the head"),
        pytest.param(HEAD + '[[phrase]]\nid = "a"\n', "try.toml: a: da", id="without words"),
        pytest.param(HEAD + '[[phrase]]\nid = "a"\nda = "b"\nto = 1\n', "try.toml: a: to", id="an unknown key"),
        pytest.param(HEAD + '[[phrase]]\nid = "a"\nda = "{b"\n', "try.toml: a: da", id="a blank that is not closed"),
        pytest.param(
            HEAD + '[[phrase]]\nid = "a"\nda = "b"\nvalid_from = 2026-01-02\nvalid_to = 2026-01-01\n',
            "try.toml: a: valid_to",
            id="ends before it begins",
        ),
        pytest.param(
            HEAD + '[[phrase]]\nid = "a"\nda = "b"\n' * 2, "try.toml: a: stands twice", id="twice for the same days"
        ),
    ],
)
def test_a_mistake_is_named_by_file_and_key(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(PhraseError) as caught:
        load_phrases(write(tmp_path, text))

    assert any(error.startswith(place) for error in caught.value.errors)


def test_every_suspensive_effect_of_the_acts_has_its_sentence() -> None:
    phrases = phrasebook().on(DAY)

    for route in lawbook().complaint_routes:
        assert f"guide.suspensive.{route.suspensive_effect}" in phrases


def test_what_a_rule_says_belongs_to_a_measure_type_that_exists() -> None:
    for phrase in phrasebook().phrases:
        kind, _, name = phrase.id.partition(".")
        if kind == "rule":
            assert name in lawbook().measure_types
        if kind == "route":
            assert name in lawbook().complaint_routes


def test_words_for_days_lengths_and_lists() -> None:
    assert in_words(date(2027, 1, 1)) == "fredag den 1. januar 2027"
    assert [length_in_words(1, "week"), length_in_words(14, "day")] == ["1 uge", "14 dage"]
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b og c"]


# Sentences that say a number of the law in words: they must be written anew when the number changes.
SAID_IN_WORDS = {
    ("route.patientklage", "to år"): "patientklage-2-aar",
    ("route.patientklage", "fem år"): "patientklage-5-aar",
    ("route.ast-boern-udvalg", "fire uger"): "domstol-4-uger-boern",
    ("rule.stofmisbrugsbehandling", "14 dage"): "stof-start-14-dage",
    ("rule.tidsbegraenset-stoette", "seks måneder"): "midlertidig-stoette-82b-6-maaneder",
    ("rule.mentorstoette", "seks måneder"): "mentor-6-maaneder",
}
AS_A_NUMBER = {"to": 2, "fire": 4, "fem": 5, "seks": 6, "14": 14}


@pytest.mark.parametrize(("said", "deadline"), SAID_IN_WORDS.items(), ids=lambda each: str(each[0]))
def test_a_sentence_says_the_time_the_law_gives(said: tuple[str, str], deadline: str) -> None:
    phrase, words = said
    number, unit = words.split()
    found = lawbook().deadlines[deadline]

    assert words in phrasebook().on(DAY).of[phrase].da
    assert length_in_words(found.amount, found.unit) == f"{AS_A_NUMBER[number]} {unit}"


def test_the_age_from_which_a_child_complains_is_the_one_of_the_law() -> None:
    assert f"fyldt {lawbook().consent_rules['barn-10-klage'].age} år" in phrasebook().on(DAY).of["guide.who.child"].da


def test_no_other_sentence_says_a_time_in_words() -> None:
    times = re.compile(r"\b(\w+) (?:dage|uger|måneder|år)\b")
    numbers = {*AS_A_NUMBER, "tre", "syv", "otte", "ni", "ti", "10", *(str(number) for number in range(1, 100))}
    found = {
        (phrase.id, match.group())
        for phrase in phrasebook().phrases
        for match in times.finditer(phrase.da)
        if match[1] in numbers
    }
    assert found - set(SAID_IN_WORDS) == {("guide.who.child", "10 år")}

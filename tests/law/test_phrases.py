"""Are the sentences of letters there, dated, and is every mistake in them named by file and key?"""

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

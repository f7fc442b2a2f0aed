"""Does the one letter say of each measure what the law demands, and no more than each person may know?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from enplan.journey.decisions.facts import Drafted, Element, Form, Kind, Result
from enplan.journey.decisions.rules import composing, lettering
from enplan.journey.plan.facts import Agreement, Column, Way
from enplan.journey.plan.rules.comparing import reductions
from enplan.kernel.category import Category
from enplan.kernel.ids import VersionId
from tests.builders_decisions import DAY, FREJA, METTE, a_choice, a_hearing, a_setting, an_element
from tests.builders_plan import a_measure, a_version
from tests.worlds import NOW

MENTOR = an_element("mentorstoette")
SUPPORT = an_element("socialpaedagogisk-stoette")
FAMILY = an_element("familiebehandling", person_id=FREJA, persons=(FREJA,))


def composed(*answers: tuple[Element, Result], regime: str = "hop-2018", on: date = DAY) -> list[Drafted]:
    choices = {element.id: a_choice(element, result) for element, result in answers}
    return composing.compose([element for element, _ in answers], choices, a_setting(regime=regime, on=on))


def test_a_measure_without_an_answer_is_not_in_the_letter() -> None:
    assert composing.compose([MENTOR], {}, a_setting()) == []


def test_what_is_decided_elsewhere_is_not_in_the_letter() -> None:
    assert composed((MENTOR, Result.ELSEWHERE)) == []


def test_each_part_names_its_own_law_and_route() -> None:
    mentor, support = composed((MENTOR, Result.REFUSED), (SUPPORT, Result.REFUSED))

    assert mentor.words.bases == ("Lov om en aktiv beskæftigelsesindsats §§ 167-171",)
    assert support.words.bases == ("Lov om social service § 85",)
    assert (mentor.route, support.route) == ("ast-beskaeftigelse", "ast-social")


def test_the_law_of_the_day_is_cited_and_not_the_act_it_replaced() -> None:
    (part,) = composed((MENTOR, Result.REFUSED), on=date(2019, 5, 1))

    assert part.words.bases == ("Lov om en aktiv beskæftigelsesindsats (ældre) §§ 31 b-31 e",)


def test_a_merged_measure_is_one_part_per_law() -> None:
    """A mentor who is also a social pedagogue takes two decisions with two guidances (S-16)."""
    merged = an_element("mentorstoette", "socialpaedagogisk-stoette", title="Fast støtteperson")

    parts = composed((merged, Result.REFUSED))

    assert [part.measure_type for part in parts] == ["mentorstoette", "socialpaedagogisk-stoette"]
    assert [part.category for part in parts] == [Category.WORK, Category.SOCIAL]
    assert parts[0].words.headline == "Fast støtteperson: Mentorstøtte"


def test_what_is_less_and_what_stops_is_decided_with_the_words_of_the_yes_and_guidance() -> None:
    """S-65: a reduction is a decision with complaint guidance; a measure that stops is one too."""
    shorter = a_measure(person_id=METTE, ends=date(2027, 1, 1))
    stopped = a_measure(person_id=METTE, column=Column.STOPPED, reason="Slut")
    less = reductions([shorter, stopped])
    yes = [Agreement(VersionId(stopped.id), each.element_id, METTE, METTE, NOW, Way.PORTAL, "Ja tak.") for each in less]
    version = a_version(measures=(shorter,), ended=(stopped,), reductions=tuple(less), agreements=tuple(yes[1:]))

    one, other = composing.needing_decision(version.measures, version.given_less, a_setting().law)

    assert (one.reduced, one.not_agreed, one.stops) == (True, True, False)
    assert (other.reduced, other.not_agreed, other.stops, other.agreed) == (True, False, True, ("Ja tak.",))
    first, second = composing.compose([one, other], {each.id: a_choice(each) for each in (one, other)}, a_setting())
    assert "Før: til den 5. april 2027. Nu: til den 1. januar 2027." in first.words.outcome
    assert second.words.outcome == "Vi stopper denne hjælp. Der er sagt ja til det med disse ord: »Ja tak.«"
    assert first.guidance is not None
    assert second.guidance is not None


def test_a_full_yes_needs_no_guidance() -> None:
    assert composed((MENTOR, Result.GRANTED))[0].guidance is None


@pytest.mark.parametrize("what", ["demands", "reduced"])
def test_a_yes_that_burdens_does(what: str) -> None:
    (part,) = composed((an_element("virksomhedspraktik", **{what: True}), Result.GRANTED))

    assert part.guidance is not None


def test_the_guidance_names_the_last_day_the_body_and_that_no_reasons_are_needed() -> None:
    (part,) = composed((SUPPORT, Result.REFUSED))

    assert part.guidance is not None
    text = " ".join(part.guidance.paragraphs)
    assert "senest tirsdag den 22. december 2026" in text
    assert "4 uger" in text
    assert "Ankestyrelsen" in text
    assert "ikke sige hvorfor" in text


def test_where_there_is_no_appeal_the_letter_says_so() -> None:
    (part,) = composed((an_element("tidsbegraenset-stoette"), Result.REFUSED))

    assert part.guidance is not None
    assert part.guidance.headline == "Her kan du ikke klage til en anden myndighed"


def test_a_child_of_ten_is_told_of_its_own_right_to_complain() -> None:
    (part,) = composed((FAMILY, Result.REFUSED))

    assert part.guidance is not None
    assert any("Freja Holm er fyldt 10 år" in paragraph for paragraph in part.guidance.paragraphs)


def test_guidance_is_read_once_per_route() -> None:
    practice = an_element("virksomhedspraktik")

    parts = composed((MENTOR, Result.REFUSED), (practice, Result.REFUSED), (SUPPORT, Result.REFUSED))

    grouped = composing.by_route((part, part.guidance) for part in parts)
    assert [len(about) for _, about in grouped] == [2, 1]


def test_under_the_law_of_today_one_letter_gathers_several_decisions() -> None:
    parts = composed((MENTOR, Result.GRANTED), (SUPPORT, Result.GRANTED), (FAMILY, Result.REFUSED))
    regime = a_setting().regime

    counted = composing.count(parts, regime)

    assert composing.form_of(regime) is Form.ONE_LETTER
    assert (counted.number, counted.routes) == (3, 1)
    assert dict(counted.by_act) == {"lab": 1, "sel": 1, "barnets-lov": 1}


def test_under_a_regime_of_one_decision_it_is_one_with_one_route() -> None:
    parts = composed((MENTOR, Result.REFUSED), (SUPPORT, Result.REFUSED), regime="hoi-2022")
    regime = a_setting(regime="hoi-2022").regime

    assert composing.form_of(regime) is Form.ONE_DECISION
    assert composing.count(parts, regime).number == 1
    assert {part.route for part in parts} == {"ast-social"}


def test_each_person_is_told_only_of_their_own_parts() -> None:
    parts = composed((MENTOR, Result.GRANTED), (SUPPORT, Result.REFUSED), (FAMILY, Result.GRANTED))

    mette, freja = lettering.letters(parts, a_setting())

    assert (mette.person_id, mette.headline) == (METTE, "Afgørelser om din plan")
    assert "Svarene er: 1 ja og 1 nej." in mette.opening
    assert freja.headline == "Afgørelser om Freja Holms plan"
    assert "Brevet indeholder én afgørelse om Freja Holm." in freja.opening


def test_one_answer_is_said_as_one() -> None:
    (letter,) = lettering.letters(composed((MENTOR, Result.GRANTED)), a_setting())

    assert "Svaret er: ja." in letter.opening
    assert "Brevet indeholder én afgørelse om dig." in letter.opening


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        (-30, None, "Hjælpen begyndte "),
        (0, None, "Hjælpen begynder "),
        (-30, 30, "Hjælpen begyndte "),
        (1, 30, "Hjælpen begynder "),
        (-30, -1, " og sluttede "),
    ],
)
def test_what_lies_before_the_letter_is_told_as_past(starts: int, ends: int | None, said: str) -> None:
    first, last = DAY + timedelta(days=starts), None if ends is None else DAY + timedelta(days=ends)
    (part,) = composed((replace(MENTOR, starts=first, ends=last), Result.GRANTED))

    assert said in part.words.outcome


def test_the_same_answer_to_everything_is_said_so() -> None:
    (letter,) = lettering.letters(composed((MENTOR, Result.GRANTED), (SUPPORT, Result.GRANTED)), a_setting())

    assert "Svaret er ja til alle 2." in letter.opening


def test_a_new_answer_says_that_it_answers_a_complaint() -> None:
    parts = composed((MENTOR, Result.GRANTED))

    (letter,) = lettering.letters(parts, a_setting(kind=Kind.AFTER_COMPLAINT))

    assert letter.headline == "Ny afgørelse efter din klage"


def test_what_the_rule_says_is_the_phrase_unless_the_writer_says_it() -> None:
    setting = a_setting()
    own = a_choice(MENTOR, Result.REFUSED, rule="Reglen siger noget andet.")

    assert "mentor" in composing.compose([MENTOR], {MENTOR.id: a_choice(MENTOR)}, setting)[0].words.rule
    assert composing.compose([MENTOR], {MENTOR.id: own}, setting)[0].words.rule == "Reglen siger noget andet."


def test_a_partly_yes_says_what_is_granted() -> None:
    (part,) = composed((MENTOR, Result.PARTLY))

    assert "Det giver vi: To timer om ugen." in part.words.outcome


def test_the_way_to_complain_all_the_same_stands_at_the_end_when_something_was_granted() -> None:
    granted = lettering.closing(composed((MENTOR, Result.GRANTED)), "Susanne", a_setting().phrases)
    refused = lettering.closing(composed((MENTOR, Result.REFUSED)), "Susanne", a_setting().phrases)

    assert "Du må gerne klage alligevel" in str(granted)
    assert "Du må gerne klage alligevel" not in str(refused)


def test_the_letter_repeats_what_the_citizen_said_and_what_came_of_the_hearing() -> None:
    """Per element what the citizen said, and whether a hearing was held (S-16)."""
    element = an_element()
    no = a_choice(element, Result.REFUSED, said="Jeg har brug for en mentor")
    asked = a_hearing(element)
    answered = replace(asked, answer="Jeg var syg", answered_at=asked.asked_at)

    silent, heard = (
        composing.compose([element], {element.id: no}, a_setting(), [hearing])[0].words.said
        for hearing in (asked, answered)
    )

    assert silent == (
        "Jeg har brug for en mentor.\nVi spurgte tirsdag den 24. november 2026 om dette: Mentoren skriver, at du ikke "
        "kom til seks aftaler. Vi fik intet svar til og med tirsdag den 8. december 2026."
    )
    assert heard.endswith("Svaret var: Jeg var syg.")
    assert composing.compose([element], {element.id: a_choice(element)}, a_setting())[0].words.said == ""

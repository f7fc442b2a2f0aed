"""Does the letter promise no more than it gives, call a duty a duty, name the child, and keep to the law's limits?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.decisions.facts import Drafted, Element, Result
from enplan.journey.decisions.rules import composing, lettering
from enplan.journey.decisions.rules.limits import LONGEST, too_long
from enplan.journey.followup.rules.starting import COMPUTED, Source
from enplan.kernel.ids import PersonId
from enplan.registers.cases.facts import CasePerson, Place
from tests.builders_decisions import DAY, FREJA, METTE, PEOPLE, a_choice, a_setting, an_element, named

MENTOR, SUPPORT = an_element("mentorstoette"), an_element("socialpaedagogisk-stoette")
LESS = replace(SUPPORT, id=named("less"), reduced=True, less=(("2 timer om ugen", "1 time om ugen"),))
STOPPING = replace(LESS, id=named("stops"), stops=True)
DUTY = an_element("nytteindsats", demands=True)
VIGGO = PersonId(named("viggo"))


def parts(*answers: tuple[Element, Result]) -> list[Drafted]:
    """What the letter says to these."""
    chosen = {element.id: a_choice(element, result) for element, result in answers}
    return composing.compose([element for element, _ in answers], chosen, a_setting())


def said(*answers: tuple[Element, Result]) -> str:
    """What Mette is told first."""
    (letter,) = lettering.letters(parts(*answers), a_setting())
    return letter.opening[1]


YES, NO = Result.GRANTED, Result.REFUSED


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        pytest.param([(MENTOR, YES), (SUPPORT, YES)], "Svaret er ja til alle 2.", id="all that was asked for"),
        pytest.param(
            [(MENTOR, YES), (SUPPORT, YES), (LESS, YES)],
            "Svaret er ja til alle 3. 1 af dem er mindre end før.",
            id="a yes to less is told as less",
        ),
        pytest.param([(LESS, YES)], "Svaret er: ja. Det er mindre end før.", id="alone"),
        pytest.param(
            [(MENTOR, YES), (STOPPING, YES)],
            "Svarene er: 1 ja og 1 stopper. 1 af dem er mindre end før.",
            id="what stops is no yes",
        ),
        pytest.param([(MENTOR, YES), (DUTY, YES)], "Svaret er ja til alle 2. 1 af dem er en pligt.", id="a duty"),
        pytest.param([(MENTOR, YES), (DUTY, NO)], "Svarene er: 1 ja og 1 nej.", id="what is refused is no duty"),
    ],
)
def test_the_first_sentence_is_true(answers: list[tuple[Element, Result]], sentence: str) -> None:
    assert said(*answers) == sentence


@given(st.lists(st.sampled_from(["yes", "less", "stops", "duty", "no"]), min_size=1, max_size=8))
def test_every_answer_is_counted_once_and_every_less_is_told(kinds: list[str]) -> None:
    found = {"yes": MENTOR, "less": LESS, "stops": STOPPING, "duty": DUTY, "no": SUPPORT}
    answers = [
        (replace(found[kind], id=named(f"{kind}{number}")), NO if kind == "no" else YES)
        for number, kind in enumerate(kinds)
    ]
    sentence = said(*answers)

    assert ("mindre end før" in sentence) == bool({"less", "stops"} & {*kinds})
    assert ("pligt" in sentence) == ("duty" in kinds)
    assert ("ja" in sentence) == bool({"yes", "less", "duty"} & {*kinds})


def test_each_answer_has_its_word() -> None:
    words = [part.words.word for part in parts((MENTOR, YES), (LESS, YES), (STOPPING, YES), (DUTY, YES))]

    assert words == ["Ja.", "Ja, men mindre end før.", "Hjælpen stopper.", "Du skal deltage."]


def test_a_duty_is_not_called_help_and_says_what_absence_can_cost_and_that_one_is_told_first() -> None:
    (part,) = parts((DUTY, YES))

    assert "Vi giver denne hjælp" not in part.words.outcome
    assert "Du skal deltage i dette." in part.words.outcome
    assert "lov om aktiv socialpolitik §§ 35-37" in part.words.outcome
    assert "sygedagpengeloven § 21" in part.words.outcome
    assert "når vi har skrevet til dig om det først" in part.words.outcome
    assert part.guidance is not None


def test_a_duty_outside_the_labour_market_threatens_no_benefit() -> None:
    (part,) = parts((an_element("behandlingsmaessigt-tilbud", demands=True), YES))

    assert "Du skal deltage i dette." in part.words.outcome
    assert "kontanthjælp" not in part.words.outcome


@pytest.mark.parametrize("kind", ["nytteindsats", "vejledning-opkvalificering", "stu", "loentilskud"])
def test_what_is_less_or_a_duty_says_what_the_rule_says(kind: str) -> None:
    """What is less than asked for is reasoned: the rule is part of that (forvaltningsloven § 24)."""
    less = replace(an_element(kind), reduced=True, less=(("2 timer om ugen", "1 time om ugen"),))
    duty = replace(an_element(kind, demands=True), id=named("duty"))

    assert all(part.words.rule for part in parts((less, YES), (duty, YES), (replace(less, id=named("no")), NO)))


def test_what_the_act_on_children_gives_is_decided_for_the_children_and_names_each_of_them() -> None:
    """The plan names a parent first; the decision is the children's all the same, and each of ten has its own guide."""
    viggo = CasePerson(VIGGO, "viggo", "Viggo Holm", date(2018, 6, 1), Place.CHILD)
    setting = replace(a_setting(), people={**PEOPLE, VIGGO: viggo})
    given_to = an_element("familiebehandling", persons=(METTE, VIGGO, FREJA))
    (element,) = composing.about_children([given_to], setting.people, setting.law)
    (part,) = composing.compose([element], {element.id: a_choice(element, NO)}, setting)

    assert (element.person_id, element.persons, element.children) == (FREJA, (FREJA, VIGGO, METTE), (FREJA, VIGGO))
    assert "Afgørelsen er om Freja Holm og Viggo Holm." in part.words.outcome
    assert part.guidance is not None
    own = [text for text in part.guidance.paragraphs if "fyldt 10 år" in text]
    assert len(own) == 1
    assert "Freja Holm" in own[0]


def test_what_is_given_to_the_parents_stays_theirs() -> None:
    element = an_element("merudgifter-barn", persons=(METTE, FREJA))

    assert composing.about_children([element], PEOPLE, a_setting().law) == [element]


def test_everybody_an_answer_is_about_is_greeted_and_each_counts_their_own() -> None:
    whole = replace(SUPPORT, id=named("both"), persons=(METTE, FREJA))
    mette, freja = lettering.letters(parts((MENTOR, YES), (whole, YES)), a_setting())

    assert (mette.person_id, mette.opening[1]) == (METTE, "Svaret er ja til alle 2.")
    assert (freja.person_id, freja.opening[1]) == (FREJA, "Svaret er: ja.")


def test_whether_it_waits_for_the_complaint_is_said_of_this_very_help() -> None:
    (family,) = parts((an_element("familiebehandling", persons=(FREJA,), person_id=FREJA), NO))
    (placing,) = parts((an_element("anbringelse-med-samtykke", persons=(FREJA,), person_id=FREJA), NO))

    assert family.guidance is not None
    assert placing.guidance is not None
    assert "Denne er ikke en af dem." in " ".join(family.guidance.paragraphs)
    assert "venter vi med at flytte barnet" in " ".join(placing.guidance.paragraphs)


def test_the_limits_are_those_the_deadlines_count() -> None:
    counted = {
        measure_type: deadline
        for deadline, start in COMPUTED.items()
        if start.source is Source.LONGEST
        for measure_type in start.of
    }

    assert dict(LONGEST) == counted


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)), st.integers(0, 400))
def test_as_long_as_the_law_lets_and_not_a_day_longer(starts: date, days: int) -> None:
    law, element = a_setting().law, replace(MENTOR, starts=starts, ends=starts + timedelta(days))
    last = law.deadline("mentor-6-maaneder").span.after(starts) - timedelta(days=1)
    broken = list(too_long(element, a_choice(element), law))

    assert bool(broken) == (starts + timedelta(days) > last)
    assert all(each.last == last for each in broken)
    assert list(too_long(replace(element, ends=None), a_choice(element), law))
    assert not list(too_long(replace(SUPPORT, starts=DAY, ends=None), a_choice(SUPPORT), law))

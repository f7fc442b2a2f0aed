"""Does a must hold the signing up, and does a should only warn? Is the party heard first?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.decisions.facts import Check, Choice, Drafted, Element, Endorsement, Hearing, Result, Weight
from enplan.journey.decisions.facts.signing import Signer
from enplan.journey.decisions.rules import composing
from enplan.journey.decisions.rules.checking import checks, hinders
from enplan.journey.decisions.rules.endorsing import endorsed, prints
from enplan.journey.decisions.rules.hearing import Heard, heard, last_day_to_answer, leaves_time
from enplan.journey.plan.facts import Approval, Way
from enplan.kernel.ids import PersonId, VersionId
from enplan.law.lawbook import lawbook
from enplan.registers.cases.facts import CasePerson
from tests.builders_decisions import DAY, FOR_ALL, FREJA, METTE, a_choice, a_hearing, a_setting, an_element

MENTOR = an_element("mentorstoette")
SUPPORT = an_element("socialpaedagogisk-stoette")


def found(*answers: tuple[Element, Choice | None], **what: Any) -> dict[str, Weight]:
    return {check.key: check.weight for check in all_checks(*answers, **what)}


def all_checks(
    *answers: tuple[Element, Choice | None],
    hearings: Sequence[Hearing] = (),
    regime: str = "hop-2018",
    approvals: Sequence[Approval] = (),
    seconded: bool = True,
    assessed: frozenset[PersonId] = frozenset({METTE, FREJA}),
    signer: Signer = FOR_ALL,
) -> list[Check]:
    setting = a_setting(regime=regime)
    elements = [element for element, _ in answers]
    choices = {element.id: choice for element, choice in answers if choice}
    parts = composing.compose(elements, choices, setting)
    all_found = checks(
        elements,
        choices,
        parts,
        hearings=hearings,
        setting=setting,
        plan_open=frozenset({METTE, FREJA}),
        approvals=approvals,
        seconded=seconded,
        assessed=assessed,
        signer=signer,
    )
    assert hinders(all_found) == [check for check in all_found if check.weight is Weight.MUST]
    return all_found


def test_a_full_yes_can_be_signed_without_a_word_more() -> None:
    assert found((MENTOR, a_choice(MENTOR))) == {}


@pytest.mark.parametrize(
    ("choice", "key"),
    [
        pytest.param(a_choice(MENTOR, Result.REFUSED, facts=" "), "facts-missing", id="a no without facts"),
        pytest.param(a_choice(MENTOR, Result.REFUSED, discretion=""), "discretion-missing", id="or considerations"),
        pytest.param(a_choice(MENTOR, Result.PARTLY, granted=""), "granted-missing", id="partly, but not what"),
        pytest.param(a_choice(MENTOR, Result.PARTLY, facts=""), "facts-missing", id="partly, without facts"),
        pytest.param(a_choice(MENTOR, Result.REFUSED, unknown_against=True), "hearing-due", id="not heard"),
    ],
)
def test_what_holds_the_signing_up(choice: Choice, key: str) -> None:
    assert found((MENTOR, choice))[key] is Weight.MUST


def test_the_one_who_signs_may_decide_under_each_law_in_the_letter() -> None:
    """S-16: the mentor is the job centre's, the social pedagogue the adult services'."""
    own = replace(FOR_ALL, for_all=False)
    answers = ((MENTOR, a_choice(MENTOR, Result.REFUSED)), (SUPPORT, a_choice(SUPPORT)))

    outside = [check.element_id for check in all_checks(*answers, signer=own) if check.key == "not-competent"]

    assert outside == [MENTOR.id]
    assert "not-competent" not in found((MENTOR, a_choice(MENTOR, Result.ELSEWHERE)), signer=own)


def test_everything_is_answered_before_it_is_signed() -> None:
    assert found((MENTOR, a_choice(MENTOR)), (SUPPORT, None))["unanswered"] is Weight.MUST


def test_a_plan_without_measures_to_decide_makes_no_letter() -> None:
    assert found()["nothing-to-decide"] is Weight.MUST


def test_a_letter_in_which_everything_is_decided_elsewhere_is_no_letter() -> None:
    assert found((MENTOR, a_choice(MENTOR, Result.ELSEWHERE)))["nothing-answered"] is Weight.MUST


def test_nobody_is_decided_about_under_a_regime_that_is_not_law() -> None:
    assert found((MENTOR, a_choice(MENTOR)), regime="hoi-2022")["regime-not-enacted"] is Weight.MUST


def test_a_measure_closed_for_new_cases_is_not_granted() -> None:
    closed = an_element("ressourceforloeb")

    assert found((closed, a_choice(closed)))["closed"] is Weight.MUST
    assert "closed" not in found((closed, a_choice(closed, Result.REFUSED)))


def test_no_letter_is_written_to_somebody_whose_plan_is_closed_to_us() -> None:
    child = an_element("mentorstoette", person_id=a_hearing(SUPPORT).id)
    setting = a_setting()
    answered = {child.id: a_choice(child)}

    all_found = checks(
        [child],
        answered,
        [],
        hearings=[],
        setting=setting,
        plan_open=frozenset({METTE}),
        assessed=(),
        signer=FOR_ALL,
    )

    assert "plan-closed" in {check.key for check in all_found}


@pytest.mark.parametrize(
    ("element", "choice", "key"),
    [
        pytest.param(MENTOR, a_choice(MENTOR, facts="x" * 901), "long-text", id="more than anybody reads"),
        pytest.param(replace(MENTOR, beside=True), a_choice(MENTOR), "beside", id="in a plan of its own"),
        pytest.param(replace(SUPPORT, starts=date(2026, 11, 1)), a_choice(SUPPORT), "begun", id="begun before decided"),
    ],
)
def test_what_only_warns(element: Element, choice: Choice, key: str) -> None:
    assert found((element, choice)) == {key: Weight.SHOULD}


def test_less_than_a_sector_plan_gave_needs_reasons_and_warns() -> None:
    """The target group must not get fewer or poorer offers without a reason (S-65)."""
    less = replace(MENTOR, reduced=True)

    seen = found((less, a_choice(less)))

    assert (seen["reduced"], seen["facts-missing"]) == (Weight.SHOULD, Weight.MUST)


def test_nothing_less_is_signed_before_it_is_agreed_to_in_words() -> None:
    """S-65: also what the approving sight did not show."""
    silent = replace(MENTOR, reduced=True, not_agreed=True)
    answer = a_choice(silent, facts="Ryggen.", discretion="Den skal holde.")

    assert found((silent, answer))["less-not-agreed"] is Weight.MUST
    assert "less-not-agreed" not in found((replace(silent, not_agreed=False), answer))


def test_the_same_considerations_under_two_measures_warn() -> None:
    same = {"discretion": "Efter en konkret vurdering."}

    seen = found(
        (MENTOR, a_choice(MENTOR, Result.REFUSED, **same)), (SUPPORT, a_choice(SUPPORT, Result.REFUSED, **same))
    )

    assert seen == {"same-words": Weight.SHOULD}


AGAINST = a_choice(MENTOR, Result.REFUSED, unknown_against=True)


@pytest.mark.parametrize(
    ("choice", "hearings", "how_far"),
    [
        pytest.param(AGAINST, [], Heard.DUE, id="unknown facts against, and a no"),
        pytest.param(a_choice(MENTOR, unknown_against=True), [], Heard.NOT_DUE, id="a yes hurts nobody"),
        pytest.param(a_choice(MENTOR, Result.REFUSED), [], Heard.NOT_DUE, id="the party knows the facts"),
        pytest.param(AGAINST, [a_hearing(MENTOR)], Heard.OPEN, id="asked, and time is left"),
        pytest.param(AGAINST, [a_hearing(SUPPORT)], Heard.DUE, id="asked about something else"),
        pytest.param(AGAINST, [a_hearing(MENTOR, answer_by=date(2026, 11, 23))], Heard.DONE, id="time has run out"),
        pytest.param(
            AGAINST,
            [a_hearing(MENTOR, answer="Jeg var syg.", answered_at=datetime(2026, 11, 24, tzinfo=UTC))],
            Heard.DONE,
            id="answered",
        ),
        pytest.param(a_choice(MENTOR), [a_hearing(MENTOR)], Heard.OPEN, id="an answer asked for is waited for"),
    ],
)
def test_is_the_party_heard(choice: Choice, hearings: list[Hearing], how_far: Heard) -> None:
    assert heard(choice, hearings, DAY) is how_far


def test_an_open_hearing_names_the_day_it_is_waited_for() -> None:
    assert found((MENTOR, AGAINST), hearings=[a_hearing(MENTOR)])["hearing-open"] is Weight.MUST


def test_a_party_has_two_weeks_and_never_less_than_three_days() -> None:
    assert last_day_to_answer(DAY) == date(2026, 12, 8)
    assert last_day_to_answer(date(2026, 12, 11)) == date(2026, 12, 28)  # Christmas Day, a Friday
    assert not leaves_time(DAY, date(2026, 11, 26))


# What the law demands, and by which section.
def yes_to_the_plan(by: PersonId, person: PersonId = FREJA) -> Approval:
    return Approval(VersionId(SUPPORT.id), person, by, datetime(2026, 11, 20, tzinfo=UTC), Way.PORTAL)


def test_every_demand_of_the_law_names_its_section_and_the_law_book_knows_the_act() -> None:
    """Demands are checked by rule, and a rule says where it stands (S-12)."""
    no = a_choice(MENTOR, Result.REFUSED, facts="", discretion="", unknown_against=True)
    named = {check.key: [lawbook().cite(basis) for basis in check.bases] for check in all_checks((MENTOR, no))}

    assert named == {
        "facts-missing": ["Forvaltningsloven § 22", "Forvaltningsloven § 24 stk. 2"],
        "discretion-missing": ["Forvaltningsloven § 22", "Forvaltningsloven § 24 stk. 1"],
        "hearing-due": ["Forvaltningsloven § 19"],
    }


def test_a_no_without_guidance_to_complaint_is_not_signed() -> None:
    setting, no = a_setting(), a_choice(MENTOR, Result.REFUSED)
    (part,) = composing.compose([MENTOR], {MENTOR.id: no}, setting)
    mette = frozenset({METTE})
    told: Any = {"hearings": [], "setting": setting, "plan_open": mette, "assessed": mette, "signer": FOR_ALL}

    def keys(part: Drafted) -> list[str]:
        return [check.key for check in checks([MENTOR], {MENTOR.id: no}, [part], **told)]

    assert keys(part) == []
    assert keys(replace(part, guidance=None)) == ["guidance-missing"]


def test_what_another_body_decides_is_not_decided_by_the_municipality() -> None:
    """The one who signs has the competence: a placement without consent belongs to the committee."""
    placed = an_element("anbringelse-uden-samtykke", person_id=FREJA)

    assert found((placed, a_choice(placed)))["another-decides"] is Weight.MUST
    assert "another-decides" not in found((placed, a_choice(placed, Result.ELSEWHERE)))


@pytest.mark.parametrize(
    ("measure_type", "by", "missing"),
    [
        pytest.param("familiebehandling", (METTE,), False, id="custody, given with the plan"),
        pytest.param("familiebehandling", (), True, id="custody, nobody said yes"),
        pytest.param("familiebehandling", (FREJA,), True, id="custody, only the child said yes"),
        pytest.param("familieanbringelse", (METTE,), False, id="a placement before 15"),
    ],
)
def test_a_measure_is_granted_only_with_the_consent_the_law_demands(
    measure_type: str, by: tuple[PersonId, ...], missing: bool
) -> None:
    element = an_element(measure_type, person_id=FREJA)
    key = f"consent-of-{lawbook().measure_types[measure_type].consent_of}"
    approvals = [yes_to_the_plan(each) for each in by]

    assert (found((element, a_choice(element)), approvals=approvals).get(key) is Weight.MUST) is missing
    assert key not in found((element, a_choice(element, consented=True)), approvals=approvals)
    assert key not in found((element, a_choice(element, Result.REFUSED)), approvals=approvals)


def test_a_parent_in_whose_plan_it_stands_says_yes_themselves() -> None:
    element = an_element("familiebehandling")

    assert "consent-of-custody-holder" in found((element, a_choice(element)))
    assert found((element, a_choice(element)), approvals=[yes_to_the_plan(METTE, METTE)]) == {"no-child": Weight.MUST}


def test_from_fifteen_a_young_person_says_yes_to_a_placement_too() -> None:
    placed = an_element("anbringelse-med-samtykke", person_id=FREJA)
    setting = a_setting()
    of_age = {FREJA: replace(setting.people[FREJA], born=date(2011, 11, 24)), METTE: setting.people[METTE]}
    both = frozenset({METTE, FREJA})
    told: Any = {"hearings": [], "plan_open": both, "assessed": both, "signer": FOR_ALL}
    ask = partial(checks, [placed], {placed.id: a_choice(placed)}, [], **told)
    parents = [yes_to_the_plan(METTE)]

    def keys(people: dict[PersonId, CasePerson], *, yes: list[Approval]) -> set[str]:
        return {check.key for check in ask(setting=replace(setting, people=people), approvals=yes)}

    day_before = {**of_age, FREJA: replace(of_age[FREJA], born=date(2011, 11, 25))}
    assert "consent-of-custody-holder-and-15" in keys(of_age, yes=parents)
    assert "consent-of-custody-holder-and-15" not in keys(of_age, yes=[*parents, yes_to_the_plan(FREJA)])
    assert "consent-of-custody-holder-and-15" not in keys(day_before, yes=parents)


def test_a_second_pair_of_eyes_is_asked_for_last() -> None:
    """Four eyes where the municipality wants it; nobody is asked to read what is not finished."""
    no = a_choice(MENTOR, Result.REFUSED)

    assert found((MENTOR, no), seconded=False) == {"four-eyes": Weight.MUST}
    assert "four-eyes" not in found((MENTOR, replace(no, facts="")), seconded=False)


def an_agreement(*choices: Choice, by: int = 2, hour: int = 9) -> Endorsement:
    at = datetime(2026, 11, 24, hour, tzinfo=UTC)
    return Endorsement(UUID(int=hour), VersionId(SUPPORT.id), prints(choices), at, "Henrik Dam", UUID(int=by))


@given(st.text(min_size=1), st.sampled_from(["facts", "discretion", "rule", "granted", "said"]))
def test_a_word_changed_is_no_longer_agreed_to(word: str, place: str) -> None:
    read = a_choice(MENTOR, Result.PARTLY)
    changed = replace(read, **{place: getattr(read, place) + word})

    assert endorsed({MENTOR.id: read}, [an_agreement(read)], UUID(int=1)) is not None
    assert endorsed({MENTOR.id: changed}, [an_agreement(read)], UUID(int=1)) is None


def test_an_agreement_is_somebody_elses_and_covers_every_answer() -> None:
    one, other = a_choice(MENTOR), a_choice(SUPPORT)
    both = {MENTOR.id: one, SUPPORT.id: other}

    assert endorsed(both, [an_agreement(one)], UUID(int=1)) is None
    assert endorsed(both, [an_agreement(one, other, by=1)], UUID(int=1)) is None
    assert endorsed(both, [an_agreement(other, one)], UUID(int=1)) is not None
    assert endorsed({MENTOR.id: replace(one, revision=7)}, [an_agreement(one)], UUID(int=1)) is not None


# Before the assessment is gathered (S-92).


@pytest.mark.parametrize("regime", ["sektor", "frikommune-2017", "hop-2018"])
@pytest.mark.parametrize("result", [Result.GRANTED, Result.PARTLY, Result.REFUSED])
def test_nothing_is_decided_on_a_partial_assessment_where_the_regime_does_not_permit_it(
    regime: str, result: Result
) -> None:
    """S-92: never under a regime that does not permit it."""
    choice = a_choice(MENTOR, result, granted="Lidt")

    assert found((MENTOR, choice), regime=regime, assessed=frozenset())["not-assessed"] is Weight.MUST
    assert "not-assessed" not in found((MENTOR, choice), regime=regime)


@pytest.mark.parametrize(
    ("result", "key", "weight"),
    [
        pytest.param(Result.GRANTED, "partial-start", Weight.SHOULD, id="help may begin"),
        pytest.param(Result.PARTLY, "no-partial-refusal", Weight.MUST, id="less than asked waits"),
        pytest.param(Result.REFUSED, "no-partial-refusal", Weight.MUST, id="a no waits"),
    ],
)
def test_where_the_regime_permits_it_help_may_begin_before_all_is_uncovered(
    result: Result, key: str, weight: Weight
) -> None:
    """S-92: start on partial clarification where the regime permits."""
    told = found((MENTOR, a_choice(MENTOR, result, granted="Lidt")), regime="hoi-2022", assessed=frozenset())

    assert told[key] is weight
    assert not {"partial-start", "no-partial-refusal"} & set(
        found((MENTOR, a_choice(MENTOR, result, granted="Lidt")), regime="hoi-2022")
    )


def test_what_is_decided_elsewhere_waits_for_no_assessment() -> None:
    assert "not-assessed" not in found((MENTOR, a_choice(MENTOR, Result.ELSEWHERE)), assessed=frozenset())

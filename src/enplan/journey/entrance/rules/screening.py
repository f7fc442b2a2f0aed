"""Can one plan be offered, and is the answer reasoned as it must be?

The criteria are those of the regime in force on the day, as `law/acts/regimes.toml` has them. People are not boxes, so
professional judgement may depart from the target group with a reason (S-11); whom the acts cover is law, and nobody
departs from it. Where a regime says *must*, one plan is offered to everybody who meets its objective criteria.
"""

from collections.abc import Sequence
from datetime import date

from enplan.journey.entrance.facts import Criterion, CriterionAnswer, Draft
from enplan.kernel.calendar import age_on
from enplan.kernel.errors import Unfit
from enplan.law.regime import Regime, TargetTest, Weight

SHORTEST = 10  # letters of a reason: "ja" and "ok" are none


def criteria_of(regime: Regime, *weights: Weight) -> tuple[Criterion, ...]:
    """What a screening under the regime goes through, in order; only those of the weights, if some are named."""
    return tuple(Criterion(each.key) for each in regime.criteria if not weights or each.weight in weights)


def in_target_group(answers: Sequence[CriterionAnswer], regime: Regime) -> bool:
    """Whether every criterion is met that one plan may be offered on."""
    return _met(answers).issuperset(criteria_of(regime, Weight.TARGET))


def must_be_offered(answers: Sequence[CriterionAnswer], regime: Regime) -> bool:
    """Whether the regime leaves no choice: all its criteria are met, the objective ones too."""
    objective = criteria_of(regime, Weight.MUST)
    return regime.offer == "must" and bool(objective) and _met(answers).issuperset(criteria_of(regime))


def departs_from_criteria(answers: Sequence[CriterionAnswer], offered: bool, regime: Regime) -> bool:
    """Whether the answer is another than the criteria alone would give."""
    return offered != in_target_group(answers, regime) if _covered(answers, regime) else False


def must_be_reasoned(draft: Draft, regime: Regime) -> None:
    """Every answer goes through all criteria, hears the citizen before a no, and says what to do now (S-68).

    Raises:
        Unfit: naming the first thing that is missing.
    """
    _every_criterion(draft.answers, regime)
    if not _says_something(draft.reasons):
        raise Unfit("screening.reasons_missing")
    if draft.offered and not _covered(draft.answers, regime):
        raise Unfit("screening.outside_the_acts")
    if not draft.offered and must_be_offered(draft.answers, regime):
        raise Unfit("screening.must_be_offered")
    if departs_from_criteria(draft.answers, draft.offered, regime) and not _says_something(draft.judgement):
        raise Unfit("screening.judgement_missing")
    if not draft.offered and not _says_something(draft.citizen_said):
        raise Unfit("screening.citizen_not_heard")
    if not draft.offered and not _says_something(draft.guidance):
        raise Unfit("screening.guidance_missing")


def must_fit_the_age(answers: Sequence[CriterionAnswer], regime: Regime, born: date, on: date) -> None:
    """What follows from the birth day is nobody's judgement.

    Raises:
        Unfit: a criterion about age is answered otherwise.
    """
    tests = {each.key: each for each in regime.criteria}
    for answer in answers:
        if _age_says(tests.get(answer.criterion.value), born, on) not in {None, answer.met}:
            raise Unfit("screening.age_says_otherwise")


def must_be_usable(regime: Regime | None, on: date, municipality: str = "") -> None:
    """Only rules that are in force and let this municipality offer one plan can carry one.

    Raises:
        Unfit: there are no such rules on the day, or they are for other municipalities.
    """
    if regime is None or not regime.enacted or regime.offer == "none" or not regime.in_force(on):
        raise Unfit("screening.regime_not_in_force")
    if not regime.is_for(municipality):
        raise Unfit("screening.regime_of_others")


def _age_says(test: TargetTest | None, born: date, on: date) -> bool | None:
    """What the birth day answers; None when the criterion is not about age."""
    return None if test is None or test.age_from is None else age_on(born, on) >= test.age_from


def _every_criterion(answers: Sequence[CriterionAnswer], regime: Regime) -> None:
    given = {each.criterion: each for each in answers}
    if len(given) != len(answers):
        raise Unfit("screening.criterion_twice")
    for criterion in criteria_of(regime):
        if criterion not in given or not _says_something(given[criterion].reason):
            raise Unfit(f"screening.{criterion.value}_missing")
    if not set(given) <= set(criteria_of(regime)):
        raise Unfit("screening.criterion_of_others")


def _covered(answers: Sequence[CriterionAnswer], regime: Regime) -> bool:
    return _met(answers).issuperset(criteria_of(regime, Weight.SCOPE))


def _met(answers: Sequence[CriterionAnswer]) -> set[Criterion]:
    return {each.criterion for each in answers if each.met}


def _says_something(text: str) -> bool:
    return len(text.strip()) >= SHORTEST

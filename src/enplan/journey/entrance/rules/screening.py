"""Can one plan be offered, and is the answer reasoned as it must be?

The target group of the holistic plan has three tests that must all be met (act no. 707 of 2018). People are not boxes,
so professional judgement may depart from them with a reason (S-11); whom the acts cover is law, and nobody departs
from it.
"""

from collections.abc import Sequence
from datetime import date

from enplan.journey.entrance.facts import Criterion, CriterionAnswer, Draft
from enplan.kernel.errors import Unfit
from enplan.law.provision import Regime

TESTS = (Criterion.COMPLEX_PROBLEMS, Criterion.SEVERAL_PLANS, Criterion.COORDINATION_NEED)
SHORTEST = 10  # letters of a reason: "ja" and "ok" are none


def in_target_group(answers: Sequence[CriterionAnswer]) -> bool:
    """Whether all three tests are met."""
    met = {each.criterion for each in answers if each.met}
    return met.issuperset(TESTS)


def departs_from_criteria(answers: Sequence[CriterionAnswer], offered: bool) -> bool:
    """Whether the answer is another than the criteria alone would give."""
    return offered != in_target_group(answers) if _covered(answers) else False


def must_be_reasoned(draft: Draft) -> None:
    """Every answer goes through all criteria, hears the citizen before a no, and says what to do now (S-68).

    Raises:
        Unfit: naming the first thing that is missing.
    """
    _every_criterion(draft.answers)
    if not _says_something(draft.reasons):
        raise Unfit("screening.reasons_missing")
    if draft.offered and not _covered(draft.answers):
        raise Unfit("screening.outside_the_acts")
    if departs_from_criteria(draft.answers, draft.offered) and not _says_something(draft.judgement):
        raise Unfit("screening.judgement_missing")
    if not draft.offered and not _says_something(draft.citizen_said):
        raise Unfit("screening.citizen_not_heard")
    if not draft.offered and not _says_something(draft.guidance):
        raise Unfit("screening.guidance_missing")


def must_be_usable(regime: Regime | None, on: date) -> None:
    """Only rules that are in force and let the municipality offer one plan can carry one.

    Raises:
        Unfit: there are no such rules on the day.
    """
    if regime is None or not regime.enacted or regime.offer == "none" or not regime.in_force(on):
        raise Unfit("screening.regime_not_in_force")


def _every_criterion(answers: Sequence[CriterionAnswer]) -> None:
    given = {each.criterion: each for each in answers}
    if len(given) != len(answers):
        raise Unfit("screening.criterion_twice")
    for criterion in Criterion:
        if criterion not in given or not _says_something(given[criterion].reason):
            raise Unfit(f"screening.{criterion.value}_missing")


def _covered(answers: Sequence[CriterionAnswer]) -> bool:
    return any(each.met for each in answers if each.criterion is Criterion.COVERED)


def _says_something(text: str) -> bool:
    return len(text.strip()) >= SHORTEST

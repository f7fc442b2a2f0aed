"""Is it seen who starts too early, who waits in a circle, and what the longest wait is?"""

from datetime import date, timedelta

import pytest

from enplan.journey.coordination.facts import Kind, MustWait, Waiting
from enplan.journey.coordination.rules.circles import circles
from enplan.journey.sectorplans.facts import Measure, Need, State
from tests.builders_coordination import ON, a_household, a_measure, ask, found

FINISHED, STARTED = State.FINISHED, State.STARTED
START = date(2027, 1, 11)


def waiting(state: State, of: str = "social/bolig", starts: date = START) -> Measure:
    """A measure that needs another."""
    return a_measure("job/praktik", kind="virksomhedspraktik", starts=starts, needs=(Need(of, state),))


def needed(starts: date = ON, ends: date | None = None) -> Measure:
    """The other."""
    return a_measure("social/bolig", kind="midlertidigt-botilbud", starts=starts, ends=ends)


@pytest.mark.parametrize(
    ("state", "starts", "ends", "until"),
    [
        pytest.param(FINISHED, ON, START - timedelta(1), "met", id="finished the day before"),
        pytest.param(FINISHED, ON, START, START, id="ends on the day it is needed"),
        pytest.param(FINISHED, ON, None, None, id="never ends"),
        pytest.param(STARTED, START, None, "met", id="starts the same day"),
        pytest.param(STARTED, START + timedelta(1), None, START + timedelta(1), id="starts the day after"),
    ],
)
def test_what_is_needed_must_be_there(state: State, starts: date, ends: date | None, until: object) -> None:
    findings = found(a_household(waiting(state), needed(starts, ends)), Kind.MUST_WAIT)
    if until == "met":
        assert not findings
    else:
        assert [finding.facts for finding in findings] == [MustWait("job/praktik", "social/bolig", state, START, until)]  # type: ignore[arg-type]


def test_one_that_has_begun_is_judged_as_if_it_started_today() -> None:
    begun = date(2026, 10, 1)
    met = a_household(waiting(FINISHED, starts=begun), needed(begun, ON - timedelta(1)))
    unmet = a_household(waiting(FINISHED, starts=begun), needed(begun, ON))
    assert not found(met, Kind.MUST_WAIT)
    (finding,) = found(unmet, Kind.MUST_WAIT)
    assert finding.first_day == begun


@pytest.mark.parametrize("state", list(State))
def test_a_plan_without_measures_is_never_there(state: State) -> None:
    household = a_household(waiting(state, of="tom"), follow_up={"tom": ON})
    (finding,) = found(household, Kind.MUST_WAIT)
    assert finding.facts == MustWait("job/praktik", "tom", state, START, None)


def test_a_plan_starts_with_its_first_measure_and_is_finished_with_its_last() -> None:
    plan = (
        a_measure("social/a", starts=ON, ends=START),
        a_measure("social/b", starts=START, ends=START + timedelta(9)),
    )
    assert not found(a_household(waiting(STARTED, of="social"), *plan), Kind.MUST_WAIT)
    (finding,) = found(a_household(waiting(FINISHED, of="social"), *plan), Kind.MUST_WAIT)
    assert finding.facts == MustWait("job/praktik", "social", FINISHED, START, START + timedelta(9))


@pytest.mark.parametrize("state", list(State))
def test_one_that_needs_itself_is_only_a_circle(state: State) -> None:
    household = a_household(waiting(state, of="job/praktik"))
    assert not found(household, Kind.MUST_WAIT)
    assert [finding.items for finding in found(household, Kind.WAITING_IN_CIRCLE)] == [("job/praktik",)]


def ring(*names: str) -> list[Measure]:
    """Measures that each wait for the next, and the last for the first."""
    return [a_measure(name, waits_for=(names[(number + 1) % len(names)],)) for number, name in enumerate(names)]


def test_three_that_wait_for_each_other_are_one_circle_of_which_two_would_be_none() -> None:
    three = ring("job/a", "social/b", "voksen/c")
    assert [finding.items for finding in found(a_household(*three), Kind.WAITING_IN_CIRCLE)] == [
        ("job/a", "social/b", "voksen/c")
    ]
    assert not found(a_household(three[0], three[1], a_measure("voksen/c")), Kind.WAITING_IN_CIRCLE)


def test_a_measure_that_waits_for_its_own_plan_goes_in_a_circle_with_it() -> None:
    household = a_household(a_measure("job/a", waits_for=("job",), persons=("freja",)), a_measure("job/b"))
    (finding,) = found(household, Kind.WAITING_IN_CIRCLE)
    assert (finding.items, finding.persons) == (("job", "job/a"), ("freja", "mette"))


def test_two_that_need_each_other_started_on_one_day_do_not_wait() -> None:
    def pair(first: date) -> list[Measure]:
        return [
            a_measure("job/a", starts=first, needs=(Need("social/b", STARTED),)),
            a_measure("social/b", starts=START, needs=(Need("job/a", STARTED),)),
        ]

    assert not found(a_household(*pair(START)), Kind.WAITING_IN_CIRCLE)
    assert not found(a_household(*pair(START - timedelta(1))), Kind.WAITING_IN_CIRCLE)


def test_nobody_waits_for_what_is_past() -> None:
    past = a_measure("social/b", starts=date(2026, 1, 1), ends=ON - timedelta(1), waits_for=("job/a",))
    household = a_household(a_measure("job/a", waits_for=("social/b",)), past)
    assert not found(household, Kind.WAITING_IN_CIRCLE)


def test_circles_of_a_long_chain_take_no_recursion() -> None:
    chain = {f"m{number}": [f"m{number + 1}"] for number in range(50_000)}
    assert circles(chain) == []
    assert [len(part) for part in circles({**chain, "m49999": ["m0"]})] == [50_000]


def test_the_longest_wait_adds_up_the_delays() -> None:
    household = a_household(
        a_measure("social/bolig", starts=ON, ends=ON + timedelta(29)),
        a_measure("rus/behandling", starts=ON + timedelta(7), ends=ON + timedelta(16), waits_for=("social/bolig",)),
        a_measure("job/praktik", starts=ON + timedelta(17), waits_for=("rus/behandling",)),
    )
    # Treatment can start on day 30 instead of 7 and lasts ten days: work can start on day 40.
    assert ask(household).waiting == Waiting(("social/bolig", "rus/behandling", "job/praktik"), 40, "SOCIAL")


def test_a_wait_with_an_open_end_is_the_longest_of_all() -> None:
    household = a_household(
        needed(),
        waiting(FINISHED),
        a_measure("voksen/a", ends=ON + timedelta(90)),
        a_measure("voksen/b", waits_for=("voksen/a",)),
    )
    assert ask(household).waiting == Waiting(("social/bolig", "job/praktik"), None, "SOCIAL")


def test_what_is_there_in_time_holds_up_nobody() -> None:
    household = a_household(needed(ends=START - timedelta(1)), waiting(FINISHED))
    assert ask(household).waiting == Waiting((), 0, None)


def test_parts_of_a_circle_are_left_out_of_the_longest_wait() -> None:
    household = a_household(*ring("job/a", "social/b"), a_measure("voksen/c", waits_for=("job/a",)))
    assert ask(household).waiting == Waiting((), 0, None)

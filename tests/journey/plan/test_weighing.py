"""Is every right before the one plan laid beside what comes after, exactly once, and by the same measure? (S-65)"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.plan.facts import Column, PlanMeasure, Promised, ReductionKind, Responsible, Standing
from enplan.journey.plan.rules import content
from enplan.journey.plan.rules.comparing import ended, reductions
from enplan.journey.plan.rules.weighing import After, Becomes, Fact, Right, RightKind, Weighed, rights_of, weigh
from enplan.kernel.category import Category
from tests.builders_plan import BASIS, METTE, a_measure, a_promise, a_version

FIRST = date(2026, 10, 6)


def weighed(*measures: PlanMeasure, **after: Any) -> list[Weighed]:
    """What becomes of everything that these measures were promised to give."""
    return weigh(rights_of(measures), After(measures, tuple(reductions(measures)), **after))


@pytest.mark.parametrize(
    ("changed", "becomes", "facts"),
    [
        pytest.param({}, Becomes.KEPT, (), id="as promised"),
        pytest.param(
            {"hours_per_week": Decimal("1.99")},
            Becomes.LESS,
            (Fact("2 timer om ugen", "1,99 timer om ugen"),),
            id="a hundredth of an hour less",
        ),
        pytest.param(
            {"hours_per_week": Decimal("2.01")},
            Becomes.MORE,
            (Fact("2 timer om ugen", "2,01 timer om ugen"),),
            id="a hundredth of an hour more",
        ),
        pytest.param(
            {"starts": FIRST + timedelta(days=1), "ends": date(2027, 4, 6)},
            Becomes.LATER,
            (Fact("fra den 6. oktober 2026", "fra den 7. oktober 2026"),),
            id="a day later and as long",
        ),
        pytest.param(
            {"starts": FIRST + timedelta(days=1), "ends": date(2027, 4, 7)},
            Becomes.LATER,
            (Fact("fra den 6. oktober 2026", "fra den 7. oktober 2026"),),
            id="a day later and a day longer",
        ),
        pytest.param(
            {"starts": FIRST + timedelta(days=1)},
            Becomes.SHORTER,
            (Fact("fra den 6. oktober 2026", "fra den 7. oktober 2026"), Fact("182 dage i alt", "181 dage i alt")),
            id="a day later with the same end is a day shorter",
        ),
        pytest.param(
            {"starts": date(2027, 4, 5)},
            Becomes.SHORTER,
            (Fact("fra den 6. oktober 2026", "fra den 5. april 2027"), Fact("182 dage i alt", "1 dag i alt")),
            id="one day is left",
        ),
        pytest.param(
            {"starts": FIRST + timedelta(days=1), "ends": None},
            Becomes.LATER,
            (Fact("fra den 6. oktober 2026", "fra den 7. oktober 2026"),),
            id="later and without an end",
        ),
        pytest.param(
            {"starts": FIRST - timedelta(days=1)},
            Becomes.MORE,
            (Fact("fra den 6. oktober 2026", "fra den 5. oktober 2026"),),
            id="a day earlier",
        ),
        pytest.param(
            {"ends": date(2027, 4, 4)},
            Becomes.SHORTER,
            (Fact("til den 5. april 2027", "til den 4. april 2027"),),
            id="a day shorter",
        ),
        pytest.param(
            {"ends": None}, Becomes.MORE, (Fact("til den 5. april 2027", "uden slutdato"),), id="without an end"
        ),
        pytest.param({"legal_basis": ()}, Becomes.WEAKER, (Fact("lab §§ 167-171", "ingen"),), id="a basis is lost"),
        pytest.param(
            {"column": Column.STOPPED, "reason": "Nej"},
            Becomes.GONE,
            (Fact("Mentor", "gives ikke længere"),),
            id="gone",
        ),
        pytest.param({"column": Column.DONE, "ends": FIRST}, Becomes.KEPT, (), id="carried through"),
    ],
)
def test_each_change_has_one_verdict(changed: dict[str, Any], becomes: Becomes, facts: tuple[Fact, ...]) -> None:
    [found] = weighed(a_measure(**changed))

    assert (found.becomes, found.facts) == (becomes, facts)


def test_the_worst_of_several_is_the_verdict_and_all_of_them_are_told() -> None:
    measure = a_measure(hours_per_week=Decimal(1), starts=FIRST + timedelta(days=3), legal_basis=())
    [found] = weighed(measure)

    assert found.becomes is Becomes.LESS
    assert len(found.facts) == 4  # fewer hours, later, shorter, a basis lost
    assert (found.hours, found.days) == (Decimal(1), 3)


def test_an_offer_that_became_a_duty_is_a_weaker_right_and_the_other_way_round_is_more() -> None:
    offer, duty = a_promise(demand="offer"), a_promise(demand="obligation")

    assert [each.becomes for each in weighed(a_measure(promised=(offer,), demand="obligation"))] == [Becomes.WEAKER]
    assert [each.becomes for each in weighed(a_measure(promised=(duty,), demand="offer"))] == [Becomes.MORE]
    assert content.promised_of(content.promised_document([offer])) == (offer,)
    old = [{key: value for key, value in content.promised_document([offer])[0].items() if key != "demand"}]
    assert content.promised_of(old)[0].demand == ""


def test_what_became_part_of_another_is_replaced_by_it() -> None:
    both = (a_promise(), a_promise(item="voksen/bostoette", title="Bostøtte", hours_per_week=Decimal(3)))
    whole = a_measure(promised=both, hours_per_week=Decimal(5))
    part = a_measure(column=Column.STOPPED, merged_into=whole.id, promised=(both[1],), reason="Én er bedre")

    found = weighed(whole, part)

    assert [(each.right.item, each.becomes, each.into) for each in found] == [
        ("jobcenter/mentor", Becomes.KEPT, ""),
        ("voksen/bostoette", Becomes.REPLACED, "Mentor"),
    ]


def test_what_is_in_no_measure_is_told_as_gone() -> None:
    right = Right(RightKind.MEASURE, "skole/x", METTE, Category.WORK, "X", "Skolen", a_promise(item="skole/x"))

    [found] = weigh([right], After((), ()))

    assert (found.becomes, found.hours, found.element) == (Becomes.GONE, Decimal(2), None)


@pytest.mark.parametrize(
    ("one_place", "becomes"),
    [("", Becomes.KEPT), ("Ankestyrelsen", Becomes.KEPT), ("Et andet nævn", Becomes.REPLACED)],
)
def test_the_right_to_complain_follows_the_measure(one_place: str, becomes: Becomes) -> None:
    measure = a_measure(hours_per_week=Decimal(1))
    right = Right(
        RightKind.DECISION, "jobcenter/mentor", METTE, Category.WORK, "Mentor", "Jobcenter", to="Ankestyrelsen"
    )

    [found] = weigh([right], After((measure,), (), complaint_to=one_place))

    assert found.becomes is becomes


def test_a_duty_to_meet_is_kept_or_met_together() -> None:
    right = Right(RightKind.MEETING, "jobcenter/samtaler", METTE, Category.WORK, "Jobsamtaler", "Jobcenter")

    assert [each.becomes for each in weigh([right], After((), ()))] == [Becomes.KEPT]
    assert [each.becomes for each in weigh([right], After((), (), meetings={right.item: "Fælles"}))] == [
        Becomes.REPLACED
    ]


@pytest.mark.parametrize(
    ("name", "coordinator", "becomes"),
    [
        pytest.param("Bo Lindgren", "Susanne Brandt", Becomes.KEPT, id="still in charge of a measure"),
        pytest.param("Susanne Brandt", "Susanne Brandt", Becomes.KEPT, id="is the contact person"),
        pytest.param("Lis Holm", "Susanne Brandt", Becomes.REPLACED, id="the contact person instead"),
        pytest.param("Lis Holm", "", Becomes.GONE, id="nobody instead"),
    ],
)
def test_nobody_is_left_without_somebody_to_call(name: str, coordinator: str, becomes: Becomes) -> None:
    right = Right(RightKind.CONTACT, name, METTE, Category.WORK, name, "Jobcenter")

    [found] = weigh([right], After((a_measure(),), (), coordinator=coordinator))

    assert found.becomes is becomes


def test_who_gave_what_became_part_of_other_help_is_replaced_by_who_gives_the_whole() -> None:
    whole = a_measure(responsible=Responsible("Karina Toft", "bostøtte", "Voksenstøtte"))
    right = Right(
        RightKind.CONTACT, "Bo Lindgren", METTE, Category.WORK, "Bo Lindgren", "Jobcenter", gave=("jobcenter/mentor",)
    )

    [found] = weigh([right], After((whole,), (), coordinator="Susanne Brandt"))
    [unnamed] = weigh([right], After((replace(whole, responsible=Responsible()),), (), coordinator="Susanne Brandt"))
    [stopped] = weigh([right], After((replace(whole, column=Column.STOPPED),), (), coordinator="Susanne Brandt"))

    assert (found.becomes, found.into) == (Becomes.REPLACED, "Karina Toft")
    assert (unnamed.into, stopped.into) == ("Susanne Brandt", "Susanne Brandt")


def test_what_stops_is_kept_with_the_version_so_that_it_can_be_decided() -> None:
    stopped, own = a_measure(column=Column.STOPPED), a_measure(column=Column.STOPPED, promised=(), measure_type="")
    merged = a_measure(column=Column.STOPPED, merged_into=stopped.id)

    assert ended([stopped, own, merged, a_measure()]) == [stopped]


def test_what_was_agreed_to_in_a_version_in_force_is_marked() -> None:
    measure = a_measure(hours_per_week=Decimal(1))
    agreed = a_version(standing=Standing.APPROVED, measures=(measure,), reductions=tuple(reductions([measure])))
    [found] = weigh(rights_of([measure]), After((measure,), tuple(reductions([measure], agreed))))

    assert found.agreed


@pytest.mark.parametrize(
    ("then", "now", "agreed"),
    [
        pytest.param(date(2027, 6, 5), date(2027, 6, 5), True, id="as it was agreed"),
        pytest.param(date(2027, 6, 5), date(2027, 5, 6), True, id="cut to as long as was promised"),
        pytest.param(date(2027, 6, 5), date(2027, 5, 5), False, id="cut to a day less than was promised"),
        pytest.param(None, date(2027, 5, 5), False, id="it had no end"),
        pytest.param(date(2027, 5, 5), date(2027, 5, 5), True, id="agreed to be a day less"),
        pytest.param(date(2027, 5, 5), date(2027, 5, 4), False, id="a day less again"),
        pytest.param(date(2027, 5, 5), None, True, id="without an end"),
    ],
)
def test_a_yes_to_later_is_no_yes_to_shorter(then: date | None, now: date | None, agreed: bool) -> None:
    """It was to end on 5 April and was agreed to begin a month later."""
    later = FIRST + timedelta(days=31)
    measure = a_measure(starts=later, ends=then)
    version = a_version(standing=Standing.APPROVED, measures=(measure,), reductions=tuple(reductions([measure])))

    [found] = reductions([replace(measure, ends=now)], version)

    assert (found.kind, found.agreed) == (ReductionKind.LATER, agreed)


# Properties: nothing is lost, nothing is told twice, and the same is worse on the page as must be agreed to.

DAYS = st.dates(date(2026, 1, 1), date(2028, 2, 29))
HOURS = st.one_of(st.none(), st.decimals(0, 37, places=2))
COLUMNS = st.sampled_from(list(Column))


@st.composite
def measures(draw: st.DrawFn) -> PlanMeasure:
    """A measure that became of one to three items of sector plans."""
    items = draw(st.lists(st.integers(0, 10**6), min_size=1, max_size=3, unique=True))
    promises = []
    for each in items:
        starts, ends = draw(DAYS), draw(st.one_of(st.none(), DAYS))
        promises.append(
            a_promise(
                item=f"plan/{each}",
                starts=starts,
                ends=max(starts, ends) if ends else None,
                hours_per_week=draw(HOURS),
                demand=draw(st.sampled_from(["", "offer", "obligation"])),
            )
        )
    return a_measure(
        promised=tuple(promises),
        starts=draw(st.one_of(st.none(), DAYS)),
        ends=draw(st.one_of(st.none(), DAYS)),
        hours_per_week=draw(HOURS),
        column=draw(COLUMNS),
        legal_basis=draw(st.sampled_from([(), (BASIS,)])),
        demand=draw(st.sampled_from(["offer", "obligation"])),
    )


def distinct(found: list[PlanMeasure]) -> list[PlanMeasure]:
    """The measures, no two of them from one item."""
    seen: set[str] = set()
    kept = []
    for each in found:
        items = {promised.item for promised in each.promised}
        if not items & seen:
            kept.append(each)
            seen |= items
    return kept


PLANS = st.lists(measures(), max_size=5).map(distinct)


@given(PLANS, st.randoms())
def test_every_right_is_told_once_whatever_the_order(plan: list[PlanMeasure], chance: Any) -> None:
    found = weighed(*plan)

    assert sorted(each.right.item for each in found) == sorted(one.item for each in plan for one in each.promised)
    rights, shuffled, less = list(rights_of(plan)), list(plan), list(reductions(plan))
    for each in (rights, shuffled, less):
        chance.shuffle(each)
    again = weigh([*rights, *rights], After(tuple(shuffled), tuple(less)))
    assert {each.right.item: each.becomes for each in again} == {each.right.item: each.becomes for each in found}
    assert len(again) == len(found)


@given(PLANS)
def test_worse_on_the_page_is_what_must_be_agreed_to(plan: list[PlanMeasure]) -> None:
    must = {each.item for each in reductions(plan)}

    assert {each.right.item for each in weighed(*plan) if each.is_worse} == must


def given_as(promise: Promised) -> PlanMeasure:
    """A measure that gives exactly what the promise says."""
    return a_measure(
        starts=promise.starts,
        ends=promise.ends,
        hours_per_week=promise.hours_per_week,
        demand=promise.demand or "offer",
        promised=(promise,),
    )


@given(st.builds(lambda one, hours: (one, hours), st.decimals(0, 37, places=2), st.decimals(0, 37, places=2)))
def test_less_one_way_is_more_the_other_way(pair: tuple[Decimal, Decimal]) -> None:
    mirror = {Becomes.LESS: Becomes.MORE, Becomes.MORE: Becomes.LESS, Becomes.KEPT: Becomes.KEPT}
    one, other = a_promise(hours_per_week=pair[0]), a_promise(hours_per_week=pair[1])
    [there] = weighed(replace(given_as(other), promised=(one,)))
    [back] = weighed(replace(given_as(one), promised=(other,)))

    assert back.becomes is mirror[there.becomes]


@given(st.integers(-800, 800))
def test_later_one_way_is_more_the_other_way_by_as_many_days(days: int) -> None:
    moved = FIRST + timedelta(days=days)
    [there] = weighed(a_measure(starts=moved, ends=None, promised=(a_promise(ends=None),)))

    expected = Becomes.LATER if days > 0 else Becomes.MORE if days < 0 else Becomes.KEPT
    assert (there.becomes, there.days) == (expected, max(days, 0))

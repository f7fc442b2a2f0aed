"""What does the plan lack, what does it give less of, what changed, and who has said yes?"""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.plan.facts import (
    Approval,
    Approver,
    Column,
    Demand,
    GapKind,
    GoalState,
    Objection,
    PlanMeasure,
    ReductionKind,
    Responsible,
    Standing,
    Times,
    Way,
)
from enplan.journey.plan.rules import content
from enplan.journey.plan.rules.calendar import days_of, heaviest_week, moments
from enplan.journey.plan.rules.changes import DifferenceKind, changes
from enplan.journey.plan.rules.comparing import reductions
from enplan.journey.plan.rules.drafting import kept_edits
from enplan.journey.plan.rules.joining import pieces_of
from enplan.journey.plan.rules.readiness import gaps, meet
from enplan.journey.plan.rules.sides import citizen_does, said_times
from enplan.journey.plan.rules.standing import approved_at, approvers, last_answers, missing, named, outside, standing
from enplan.journey.plan.rules.writing import agreement_to_less, in_order, must_be_agreed_in_parts
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.kernel.ids import PersonId
from enplan.registers.cases.facts import CasePerson, Place
from enplan.registers.people.facts import Relation, RelationKind
from tests.builders_plan import BASIS, CHANGE, FREJA, METTE, a_goal, a_measure, a_promise, a_version
from tests.worlds import NOW

DAY = date(2026, 11, 23)
LATER = NOW + timedelta(hours=1)


def kinds(measure: PlanMeasure) -> list[ReductionKind]:
    """In which ways the measure gives less."""
    return [each.kind for each in reductions([measure])]


# Not worse (S-65).


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        pytest.param({"hours_per_week": Decimal(1)}, ReductionKind.FEWER_HOURS, id="fewer hours"),
        pytest.param({"ends": date(2027, 1, 1)}, ReductionKind.SHORTER, id="ends earlier"),
        pytest.param({"starts": date(2026, 12, 1)}, ReductionKind.LATER, id="begins later"),
        pytest.param({"starts": None}, ReductionKind.LATER, id="no day to begin"),
        pytest.param({"legal_basis": ()}, ReductionKind.WEAKER_BASIS, id="weaker footing"),
        pytest.param({"column": Column.STOPPED}, ReductionKind.FEWER, id="stopped"),
    ],
)
def test_what_gives_less_is_seen(changed: dict[str, object], kind: ReductionKind) -> None:
    assert kinds(a_measure(**changed)) == [kind]


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({}, id="as promised"),
        pytest.param({"hours_per_week": Decimal(3), "ends": None}, id="more"),
        pytest.param({"column": Column.DONE, "ends": date(2026, 11, 1)}, id="carried through"),
    ],
)
def test_what_gives_as_much_is_no_reduction(changed: dict[str, object]) -> None:
    assert kinds(a_measure(**changed)) == []


def test_two_measures_that_became_one_give_the_hours_of_both() -> None:
    both = (a_promise(), a_promise(item="voksen/bostoette", hours_per_week=Decimal(3)))

    assert kinds(a_measure(promised=both, hours_per_week=Decimal(5))) == []
    assert kinds(a_measure(promised=both, hours_per_week=Decimal(4))) == [ReductionKind.FEWER_HOURS]


def test_a_measure_that_became_part_of_another_is_judged_there() -> None:
    whole = a_measure()

    assert reductions([a_measure(column=Column.STOPPED, merged_into=whole.id)]) == []


# Readiness (S-12, S-55, S-64).


def test_only_the_law_and_an_unexplained_reduction_block() -> None:
    goal = a_goal(wanted_by=None, own_words=False)
    bare = a_measure(goals=(), starts=None, responsible=replace(a_measure().responsible, name="", department=""))
    demand = Demand("min-plan", "jobsoegning", "Jobsøgning", (BASIS,), METTE, Category.WORK)

    found = gaps([goal], [bare], [demand])

    assert [each.kind for each in found if each.blocks] == [GapKind.DEMAND_UNMET, GapKind.REDUCTION_WITHOUT_REASON]
    assert {each.kind for each in found if not each.blocks} == {
        GapKind.GOAL_WITHOUT_MEASURE,
        GapKind.GOAL_WITHOUT_DAY,
        GapKind.NO_VOICE,
        GapKind.MEASURE_WITHOUT_GOAL,
        GapKind.MEASURE_WITHOUT_DAYS,
        GapKind.MEASURE_WITHOUT_RESPONSIBLE,
    }


def test_a_whole_plan_lacks_nothing() -> None:
    goal = a_goal()

    assert gaps([goal], [a_measure(goals=(goal.id,))], []) == []


def test_a_plan_without_goals_cannot_be_proposed() -> None:
    given_up = a_goal(state=GoalState.GIVEN_UP)

    assert [each.kind for each in gaps([given_up], [], []) if each.blocks] == [GapKind.NO_GOALS]


@pytest.mark.parametrize(
    ("key", "met"),
    [("jobmaal", True), ("tilbud", True), ("mentoroplysninger", True), ("jobsoegning", False)],
)
def test_what_the_plan_says_itself_nobody_writes_again(key: str, met: bool) -> None:
    goal = a_goal()
    demand = Demand("min-plan", key, key, (), METTE, Category.WORK)

    [found] = meet([demand], [goal], [a_measure(goals=(goal.id,))])

    assert bool(found.met_by) is met


def test_a_mentor_without_end_does_not_meet_the_demand_of_the_law() -> None:
    demand = Demand("min-plan", "mentoroplysninger", "", (), METTE, Category.WORK)

    assert meet([demand], [], [a_measure(ends=None)])[0].met_by == ""


def test_a_mentor_that_became_part_of_other_help_is_in_the_plan_and_is_whoever_gives_the_whole() -> None:
    demand = Demand("min-plan", "mentoroplysninger", "", (), METTE, Category.WORK)
    support = a_measure(
        measure_type="socialpaedagogisk-stoette",
        ends=None,
        responsible=Responsible("Karina Toft", "bostøtte", "Voksenstøtte"),
    )
    both = replace(support, pieces=(*pieces_of(support), *pieces_of(a_measure())))
    endless = replace(support, pieces=(*pieces_of(support), *pieces_of(a_measure(ends=None))))

    assert meet([demand], [], [support])[0].met_by == "Der er ingen mentor i planen"
    assert meet([demand], [], [both])[0].met_by == "Karina Toft"
    assert meet([demand], [], [endless])[0].met_by == ""


# Who must say yes, and what becomes of a version.


def a_person(person: object, born: date, place: Place = Place.CHILD) -> CasePerson:
    """Somebody of the case."""
    return CasePerson(person, str(person), "Navn", born, place)  # type: ignore[arg-type]  # any id will do


PARENT = Relation(METTE, FREJA, RelationKind.PARENT_WITH_CUSTODY)


@pytest.mark.parametrize(
    ("born", "groups"),
    [
        pytest.param(date(2015, 1, 1), ((METTE,),), id="a child through the holder of custody"),
        pytest.param(date(2010, 11, 23), ((FREJA,), (METTE,)), id="from 16 both"),
        pytest.param(date(2010, 11, 24), ((METTE,),), id="not the day before"),
        pytest.param(date(2008, 11, 23), ((FREJA,),), id="from 18 alone"),
    ],
)
def test_who_must_say_yes_for_a_child(born: date, groups: object) -> None:
    people = [a_person(METTE, date(1983, 1, 1), Place.CITIZEN), a_person(FREJA, born)]

    assert approvers([FREJA], people, [PARENT], DAY) == (Approver(FREJA, groups),)  # type: ignore[arg-type]  # as drawn


def test_a_holder_of_custody_outside_the_case_is_needed_and_called_by_name() -> None:
    """Forældreansvarsloven § 3 stk. 1."""
    people = [a_person(METTE, date(1983, 1, 1), Place.CITIZEN), a_person(FREJA, date(2015, 1, 1))]
    carsten = PersonId(UUID(int=3))
    both = [PARENT, Relation(carsten, FREJA, RelationKind.PARENT_WITH_CUSTODY)]

    asked = named(approvers([METTE, FREJA], people, both, DAY), people, {carsten: "Carsten"})
    version = a_version(approvers=content.approvers_of(content.approvers_document(asked)))
    hers = [Approval(version.id, whom, METTE, NOW, Way.PORTAL) for whom in (METTE, FREJA)]
    his = Approval(version.id, FREJA, carsten, LATER, Way.PAPER)

    assert version.approvers == (
        Approver(METTE, ((METTE,),)),
        Approver(FREJA, ((METTE,), (carsten,)), ((carsten, "Carsten"),)),
    )
    assert outside(version) == outside(version, METTE) == outside(version, FREJA) == {carsten: "Carsten"}
    assert outside(version, PersonId(UUID(int=4))) == {carsten: ""}
    assert missing(replace(version, approvals=tuple(hers))) == ((FREJA, (carsten,)),)
    assert approved_at(version.approvers, hers) is None
    assert approved_at(version.approvers, [*hers, his]) == LATER


def test_a_version_is_in_force_with_the_last_yes_that_is_needed() -> None:
    version = a_version(approvers=(Approver(METTE, ((METTE,),)), Approver(FREJA, ((METTE,),))))
    mine = Approval(version.id, METTE, METTE, NOW, Way.PORTAL)
    hers = Approval(version.id, FREJA, METTE, LATER, Way.PORTAL)

    assert approved_at(version.approvers, [mine]) is None
    assert approved_at(version.approvers, [mine, hers]) == LATER
    assert standing([mine, hers], [], version.approvers, []) is Standing.APPROVED
    assert standing([mine, hers], [], version.approvers, [Standing.PROPOSED]) is Standing.APPROVED
    assert standing([mine, hers], [], version.approvers, [Standing.APPROVED]) is Standing.SUPERSEDED


def test_a_yes_to_an_element_is_no_yes_to_the_whole() -> None:
    version = a_version()

    assert (
        approved_at(version.approvers, [Approval(version.id, METTE, METTE, NOW, Way.PORTAL, version.goals[0].id)])
        is None
    )


def test_a_no_rejects_until_a_later_yes_and_a_newer_version_supersedes() -> None:
    version = a_version()
    no = Objection(version.id, METTE, METTE, NOW, "Det er for meget")

    assert standing([], [no], version.approvers, []) is Standing.REJECTED
    assert (
        standing([Approval(version.id, METTE, METTE, LATER, Way.PORTAL)], [no], version.approvers, [])
        is Standing.APPROVED
    )
    assert standing([], [], version.approvers, [Standing.PROPOSED]) is Standing.SUPERSEDED


def test_the_last_word_about_an_element_counts() -> None:
    version = a_version()
    goal = version.goals[0].id
    no = Objection(version.id, METTE, METTE, NOW, "Nej", goal)
    yes = Approval(version.id, METTE, METTE, LATER, Way.PORTAL, goal)

    assert not last_answers(replace(version, objections=(no,)))[goal, METTE, METTE].yes
    assert last_answers(replace(version, objections=(no,), approvals=(yes,)))[goal, METTE, METTE].yes


def test_the_whole_waits_for_a_yes_to_what_gives_less() -> None:
    measure = a_measure(hours_per_week=Decimal(1))
    version = a_version(measures=(measure,), reductions=tuple(reductions([measure])))
    yes = Approval(version.id, METTE, METTE, NOW, Way.PORTAL, measure.id)

    with pytest.raises(Unfit, match=r"plan\.reduction_not_accepted"):
        must_be_agreed_in_parts(version, METTE, METTE)
    with pytest.raises(Unfit, match=r"plan\.reduction_not_accepted"):  # a click alone is no informed agreement
        must_be_agreed_in_parts(replace(version, approvals=(yes,)), METTE, METTE)
    said = agreement_to_less(version, yes, " Det er fint. ", "")
    assert said is not None
    assert said.words == "Det er fint."
    must_be_agreed_in_parts(replace(version, approvals=(yes,), agreements=(said,)), METTE, METTE)


# What changed.


def test_every_difference_between_two_versions_is_told() -> None:
    kept, gone, new = a_goal(), a_goal(text="Væk"), a_goal(text="Nyt")
    measure = a_measure()
    old = a_version(goals=(kept, gone), measures=(measure,))
    later = a_version(goals=(kept, new), measures=(replace(measure, hours_per_week=Decimal("1.50"), starts=DAY),))

    found = changes(old, later)

    assert [(each.kind, each.title) for each in found] == [
        (DifferenceKind.ADDED, "Nyt"),
        (DifferenceKind.REMOVED, "Væk"),
        (DifferenceKind.CHANGED, "Mentor"),
    ]
    assert [(each.field, each.before, each.after) for each in found[2].fields] == [
        ("starts", "2026-10-06", "2026-11-23"),
        ("hours_per_week", "2", "1,5"),
    ]


def test_two_equal_versions_differ_in_nothing() -> None:
    version = a_version(measures=(a_measure(),))

    assert changes(version, version) == []


# Kept as data, and read again.


@given(
    hours=st.none() | st.decimals(0, 168, places=2),
    text=st.text(min_size=1, max_size=50),
    starts=st.none() | st.dates(date(1900, 1, 1), date(2199, 1, 1)),
)
def test_a_frozen_measure_reads_as_it_was_written(hours: Decimal | None, text: str, starts: date | None) -> None:
    times = (Times(DAY, time(9), time(10, 30), DAY + timedelta(weeks=3), (DAY,), "Torvet 3"),)
    measure = a_measure(title=text, hours_per_week=hours, starts=starts, ends=None, times=times)

    assert content.measure_of(content.measure_document(measure), CHANGE) == measure


def test_a_frozen_goal_reads_as_it_was_written() -> None:
    goal = a_goal()

    assert content.goal_of(content.goal_document(goal), (), CHANGE) == goal


# Times.


def test_days_begin_where_one_looks_and_skip_what_is_excepted() -> None:
    weekly = Times(date(2026, 11, 2), time(9), time(10), date(2026, 12, 28), (date(2026, 11, 30),))

    assert list(days_of(weekly, date(2026, 11, 24), date(2026, 12, 14))) == [date(2026, 12, 7), date(2026, 12, 14)]


def test_the_fullest_week_counts() -> None:
    twice = [Times(date(2026, 11, 2), time(9), time(10)), Times(date(2026, 11, 4), time(9), time(11))]

    assert heaviest_week(twice, Decimal(1)) == Decimal(3)
    assert heaviest_week([], Decimal(1)) == Decimal(1)


def test_a_stopped_measure_takes_place_no_more() -> None:
    times = (Times(DAY, time(9), time(10)),)

    assert len(moments([a_measure(times=times)], DAY, DAY)) == 1
    assert moments([a_measure(times=times, column=Column.STOPPED)], DAY, DAY) == []


def test_times_are_said_once_for_each_weekday_and_hour() -> None:
    tuesday = Times(date(2026, 11, 24), time(14), time(15), date(2026, 12, 15))
    again = replace(tuesday, day=date(2027, 1, 5), weekly_until=date(2027, 1, 26))
    thursday = Times(date(2026, 11, 26), time(13, 20), time(14, 20), date(2026, 12, 17))

    assert said_times([again, thursday, tuesday]) == "tirsdag kl. 14-15 og torsdag kl. 13.20-14.20"
    assert citizen_does("offer", []) == "Jeg deltager, som vi har aftalt."


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9), unique=True))
def test_ordering_loses_and_invents_nothing(wanted: list[int], there: list[int]) -> None:
    assert sorted(in_order(wanted, there)) == sorted(there)  # type: ignore[arg-type]  # any keys will do


def test_what_a_person_wrote_is_not_overwritten() -> None:
    assert kept_edits(["title"], {"title": "Planens", "ends": None}) == {"ends": None}


def test_a_reduction_that_was_agreed_to_is_not_asked_for_again_until_it_grows() -> None:
    then = a_measure(starts=date(2027, 1, 30))
    agreed = a_version(standing=Standing.APPROVED, measures=(then,), reductions=tuple(reductions([then])))

    for day, settled in ((date(2027, 1, 30), True), (date(2027, 1, 4), True), (date(2027, 2, 15), False)):
        found = reductions([replace(then, starts=day)], agreed)
        assert [(each.kind, each.agreed) for each in found] == [(ReductionKind.LATER, settled)]
    promised_more = replace(then, promised=(a_promise(starts=date(2026, 9, 1)),))
    assert [each.agreed for each in reductions([promised_more], agreed)] == [False]
    assert [each.agreed for each in reductions([then])] == [False]


def test_what_was_agreed_before_stays_in_the_version_and_is_no_question() -> None:
    measure = a_measure(hours_per_week=Decimal(1))
    agreed = a_version(standing=Standing.APPROVED, measures=(measure,), settled=tuple(reductions([measure])))
    (again,) = reductions([measure], agreed)

    assert again.agreed
    assert content.reduction_of(content.reduction_document(again)) == again
    must_be_agreed_in_parts(a_version(measures=(measure,), settled=(again,)), METTE, METTE)

"""Does a meeting meet the duties it should, at a time that suits, with people who may sit together?"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from enplan.journey.coordination.facts import JointMeeting, Occurrence
from enplan.journey.meetings.facts import Apart, DueDuty, Effect, Form, Reply, State
from enplan.journey.meetings.rules.booking import that_count, that_happen
from enplan.journey.meetings.rules.demanded import duties_on
from enplan.journey.meetings.rules.duties import effect_under, misfits, separate_meetings
from enplan.journey.meetings.rules.presence import met, missed, to_tell
from enplan.journey.meetings.rules.rooms import kept_apart
from enplan.journey.meetings.rules.sharing import attending, by_room
from enplan.journey.meetings.rules.times import Ground, suggestions
from enplan.journey.sectorplans.facts import Capacity, Measure, Person, Relation, RelationKind
from enplan.kernel.ids import CaseId
from enplan.law.lawbook import lawbook
from enplan.registers.cases.facts import Case, CaseKind, CasePerson, Place
from enplan.registers.people import facts as people
from tests.builders_meetings import (
    MONDAY,
    REFS,
    a_discharge,
    a_due_duty,
    a_duty,
    a_household,
    a_meeting,
    a_plan,
    an_attendance,
    person_id,
)

EX = (Relation("carsten", "mette", RelationKind.EX_PARTNER),)
THREE = (
    Person("mette", date(1983, 4, 12), "Mette"),
    Person("freja", date(2011, 2, 27), "Freja"),
    Person("carsten", date(1981, 8, 3), "Carsten"),
)


@pytest.mark.parametrize(
    ("duty", "form", "reasons"),
    [
        pytest.param(
            a_due_duty(form="physical"), Form.PHONE, ["meetings.duty_needs_presence"], id="the law wants presence"
        ),
        pytest.param(a_due_duty(form="physical"), Form.WALK, [], id="a walk is in person"),
        pytest.param(
            a_due_duty(form="physical", form_note="By phone while…"), Form.PHONE, [], id="the law has exceptions"
        ),
        pytest.param(
            a_due_duty(form="physical-first"), Form.VIDEO, ["meetings.duty_needs_presence"], id="the first one"
        ),
        pytest.param(a_due_duty(form="physical-first", booked=1), Form.VIDEO, [], id="the second one"),
        pytest.param(
            a_due_duty(first=MONDAY + timedelta(days=1)), Form.OFFICE, ["meetings.duty_not_yet"], id="too early"
        ),
    ],
)
def test_a_meeting_meets_a_duty_only_as_the_law_lets_it(duty: DueDuty, form: Form, reasons: list[str]) -> None:
    assert [reason for reason, _ in misfits([duty], form, MONDAY)] == reasons


def test_a_duty_that_stands_alone_is_not_combined() -> None:
    alone, other = a_due_duty("a/x", can_combine=False), a_due_duty("b/y")

    assert [(reason, duty.name) for reason, duty in misfits([alone, other], Form.OFFICE, MONDAY)] == [
        ("meetings.duty_stands_alone", "a/x")
    ]
    assert misfits([alone], Form.OFFICE, MONDAY) == ()


def test_only_a_regime_that_departs_from_meetings_suspends_a_duty() -> None:
    """S-38: the trial set the meeting duties of employment law aside; the holistic plan of today does not."""
    book = lawbook()
    job = next(rule for rule in book.meeting_rules if rule.sector == "employment" and rule.one_plan_effect == "stays")
    family = book.meeting_rules["bl-opfoelgning"]

    assert effect_under(job, book.regimes["frikommune-2017"]) is Effect.SUSPENDS
    assert effect_under(job, book.regimes["hop-2018"]) is Effect.STAYS
    assert effect_under(family, book.regimes["frikommune-2017"]) is Effect.STAYS


def test_a_follow_up_of_integration_becomes_the_plans_own() -> None:
    book = lawbook()
    rule = book.meeting_rules["integration-opfoelgning"]

    assert effect_under(rule, book.regimes["hop-2018"]) is Effect.MERGES
    assert effect_under(rule, book.regimes["sektor"]) is Effect.STAYS


def test_a_held_meeting_meets_the_duties_of_those_who_came() -> None:
    meeting = a_meeting(
        state=State.HELD,
        duties=[a_discharge("job/a", "mette"), a_discharge("skole/b", "freja")],
        there=[an_attendance("mette", reply=Reply.CAME), an_attendance("freja", reply=Reply.ABSENT)],
    )

    assert met(meeting) == ("job/a",)
    assert missed(meeting, person_id("freja")) == ("skole/b",)
    assert missed(meeting, person_id("mette")) == ()


def test_a_duty_of_a_child_who_was_not_invited_is_met_by_those_who_came() -> None:
    meeting = a_meeting(
        state=State.HELD, duties=[a_discharge("boern/b", "freja")], there=[an_attendance("mette", reply=Reply.CAME)]
    )

    assert met(meeting) == ("boern/b",)


def test_a_joint_meeting_happens_once_but_counts_for_each_duty() -> None:
    """Otherwise the meeting would clash with itself, or meet only one of its duties."""
    household = a_household(a_plan("job", a_duty()), a_plan("boern", a_duty(plan="boern", person="freja")))
    meeting = a_meeting(
        duties=[a_discharge("job/samtaler", "mette"), a_discharge("boern/samtaler", "freja")],
        there=[an_attendance("mette")],
    )

    happening = [one for plan in that_happen(household, [meeting], REFS).plans for one in plan.appointments]
    counting = [one for plan in that_count(household, [meeting], REFS).plans for one in plan.appointments]

    assert len(happening) == 1
    assert sorted(one.duty or "" for one in counting) == ["boern/samtaler", "job/samtaler"]


@pytest.mark.parametrize("state", [State.CANCELLED, State.HELD])
def test_what_was_cancelled_or_missed_counts_for_nothing(state: State) -> None:
    household = a_household(a_plan("job", a_duty()))
    meeting = a_meeting(duties=[a_discharge()], there=[an_attendance("mette", reply=Reply.ABSENT)], state=state)

    assert [one.duty for plan in that_count(household, [meeting], REFS).plans for one in plan.appointments] == []


def test_a_planned_meeting_fills_what_the_duty_lacks() -> None:
    household = a_household(a_plan("job", a_duty()))
    meeting = a_meeting(duties=[a_discharge()], there=[an_attendance("mette")])

    without = duties_on(household, [], REFS, lawbook(), MONDAY)
    with_it = duties_on(household, [meeting], REFS, lawbook(), MONDAY)

    assert next(duty.lacks for duty in without) == 1
    assert next(duty.lacks for duty in with_it) == 0


def test_a_due_day_that_has_passed_stands_first() -> None:
    household = a_household(a_plan("job", a_duty()))
    late = date(2027, 6, 1)

    first = duties_on(household, [], REFS, lawbook(), late)[0]

    assert first.due is not None
    assert first.due < late
    assert first.lacks


def test_ex_partners_are_kept_apart() -> None:
    household = a_household(persons=THREE, relations=EX)

    assert kept_apart(household, ["mette", "carsten", "freja"], MONDAY) == (Apart("carsten", "mette", "ex-partners"),)


def test_somebody_in_a_crisis_centre_is_kept_apart_from_a_person_outside_it() -> None:
    stay = Measure("bolig", "ophold", "krisecenter", ("freja", "mette"), MONDAY)
    plan = a_plan("bolig")
    household = a_household(replace(plan, measures=(stay,)), persons=THREE)

    found = kept_apart(household, ["mette", "carsten", "freja"], MONDAY)

    assert {(each.one, each.other, each.why) for each in found} == {
        ("carsten", "mette", "crisis-centre"),
        ("carsten", "freja", "crisis-centre"),
    }


def test_whom_one_may_not_know_the_reason_of_is_kept_apart_all_the_same() -> None:
    household = a_household(persons=THREE, relations=EX)
    unseen = {frozenset(("freja", "carsten")), frozenset(("mette", "carsten")), frozenset(("mette", "nobody"))}

    found = kept_apart(household, ["mette", "carsten", "freja"], MONDAY, unseen)

    assert [(each.one, each.other, each.why) for each in found] == [
        ("carsten", "freja", "withheld"),
        ("carsten", "mette", "ex-partners"),
    ]


def test_of_parents_who_are_kept_apart_neither_is_proposed_for_the_childs_meeting() -> None:
    custody = tuple(Relation(each, "freja", RelationKind.PARENT_WITH_CUSTODY) for each in ("mette", "carsten"))
    household = a_household(persons=THREE, relations=(*EX, *custody))
    duty = a_due_duty(person="freja")
    kept = kept_apart(household, ["mette", "carsten", "freja"], MONDAY)

    assert attending([duty], household, MONDAY, kept) == {duty.name: ("freja",)}
    assert attending([duty], household, MONDAY) == {duty.name: ("freja", "carsten", "mette")}


def test_a_joint_meeting_is_divided_so_that_nobody_meets_the_one_they_are_kept_apart_from() -> None:
    meeting = JointMeeting(MONDAY, ("a/x", "b/y", "c/z"))
    there = {"a/x": ["mette"], "b/y": ["carsten"], "c/z": ["freja"]}

    rooms = by_room([meeting], there, [Apart("carsten", "mette", "ex-partners")])

    assert [room.duties for room in rooms] == [("a/x", "c/z"), ("b/y",)]


NOTHING_AGREED = Capacity()


def _ground(*occurrences: Occurrence, capacity: Capacity = NOTHING_AGREED, due: date | None = None) -> Ground:
    mette = Person("mette", date(1983, 4, 12), "Mette", capacity)
    duty = a_due_duty(first=MONDAY, due=due or MONDAY + timedelta(days=4))
    return Ground({"mette": mette}, occurrences, {duty.name: [duty]}, MONDAY)


FRIDAY = JointMeeting(MONDAY + timedelta(days=4), ("job/samtaler",))
THERE = {"job/samtaler": ["mette"]}


def test_with_nothing_in_the_way_a_meeting_is_in_the_middle_of_the_morning() -> None:
    found = suggestions([FRIDAY], _ground(), THERE)[0]

    assert (found.starts.date(), found.starts.time(), found.against) == (FRIDAY.day, time(10), ())


def test_a_meeting_is_fitted_to_agreed_hours_and_free_days() -> None:
    """S-45: meetings are planned in the citizen's best interest."""
    capacity = Capacity(not_before=time(12), free_days=frozenset({4}))

    found = suggestions([FRIDAY], _ground(capacity=capacity), THERE)[0]

    assert found.starts.date() == MONDAY + timedelta(days=3)
    assert found.starts.time() >= time(12)
    assert found.against == ()


@pytest.mark.parametrize(
    ("begins", "ends"),
    [pytest.param(time(9), time(10, 45), id="before it"), pytest.param(time(11, 15), time(15), id="after it")],
)
def test_a_meeting_leaves_half_an_hour_to_get_from_one_place_to_the_next(begins: time, ends: time) -> None:
    busy = Occurrence("x/y", ("mette",), FRIDAY.day, begins, ends)

    found = suggestions([FRIDAY], _ground(busy, due=FRIDAY.day), THERE)[0]

    half_an_hour = timedelta(minutes=30)
    if found.starts.date() == FRIDAY.day:
        assert found.ends + half_an_hour <= datetime.combine(FRIDAY.day, begins) or found.starts >= (
            datetime.combine(FRIDAY.day, ends) + half_an_hour
        )
    assert found.against == ()


def test_a_time_that_does_not_suit_says_why() -> None:
    never = Capacity(free_days=frozenset(range(5)))

    assert suggestions([FRIDAY], _ground(capacity=never), THERE)[0].against == ("free-day",)


def test_the_law_would_ask_for_one_meeting_each() -> None:
    """S-32: how many meetings people are spared. Two demands of one duty count what the later one lacks."""
    duties = [a_due_duty("a/x", demanded=1), a_due_duty("a/x", demanded=3, booked=1), a_due_duty("b/y")]

    assert separate_meetings(duties) == 3


def _case() -> Case:
    people_ = (
        CasePerson(person_id("mette"), "mette", "Mette", date(1983, 4, 12), Place.CITIZEN),
        CasePerson(person_id("carsten"), "carsten", "Carsten", date(1981, 8, 3), Place.ADULT),
        CasePerson(person_id("freja"), "freja", "Freja", date(2011, 2, 27), Place.CHILD),
    )
    return Case(CaseId(person_id("case")), CaseKind.FAMILY, "hop-2018", a_meeting().planned_at, people_)


CUSTODY = [
    people.Relation(person_id(each), person_id("freja"), people.RelationKind.PARENT_WITH_CUSTODY)
    for each in ("mette", "carsten")
]


def test_both_holders_of_custody_hear_of_a_childs_own_meeting() -> None:
    told = to_tell([person_id("freja")], _case(), CUSTODY, MONDAY)

    assert told == {person_id("freja"), person_id("mette"), person_id("carsten")}


def test_the_other_parent_does_not_learn_where_the_first_one_will_be() -> None:
    told = to_tell([person_id("freja"), person_id("mette")], _case(), CUSTODY, MONDAY)

    assert told == {person_id("freja"), person_id("mette")}

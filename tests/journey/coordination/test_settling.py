"""Are findings and ways out asked of the plans with everything decided carried out?"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from enplan.journey.coordination.facts import Finding, Kind, Resolution
from enplan.journey.coordination.rules.keys import finding_key
from enplan.journey.coordination.rules.settling import Settled, carried_out, settle, still_found
from enplan.journey.sectorplans.facts import Appointment, Household, Measure, Person, SectorPlan, Session
from enplan.kernel.ids import ResolutionId
from enplan.law.lawbook import lawbook

MONDAY = date(2026, 11, 23)
WEDNESDAY = date(2026, 11, 25)
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


def weekly(day: date, start: time, end: time) -> tuple[Session, ...]:
    """A session every week until spring."""
    return (Session(day, start, end, day + timedelta(weeks=15)),)


def a_household(*, made: date | None = None) -> Household:
    """A mentor and a support worker come at the same time on Wednesdays; so does, once, a meeting at noon."""
    mentor = Measure(
        "job", "mentor", "mentorstoette", ("mette",), MONDAY, sessions=weekly(WEDNESDAY, time(10), time(11))
    )
    support = Measure("voksen", "st", "socialpaedagogisk-stoette", ("mette",), MONDAY)
    support = replace(support, sessions=weekly(WEDNESDAY, time(10, 30), time(12)), protected=True)
    meeting = Appointment("sundhed", "m", ("mette",), date(2026, 12, 9), time(10, 45), time(11, 30))
    plans = (
        SectorPlan("job", "min-plan", "mette", "Job", made=made, measures=(mentor,)),
        SectorPlan("voksen", "handleplan-voksen", "mette", "Voksen", measures=(support,)),
        SectorPlan("sundhed", "min-plan", "mette", "Sundhed", appointments=(meeting,)),
    )
    return Household((Person("mette", date(1983, 4, 12), "Mette"),), plans)


def chosen(finding: Finding, change: Mapping[str, object], *, minutes: int = 0) -> Resolution:
    """The way out that somebody took."""
    return Resolution(
        ResolutionId(uuid4()),
        finding_key(finding),
        finding.kind,
        finding.persons,
        finding.items,
        0,
        "Flyt",
        change,
        "Fordi",
        ("Mette",),
        AT + timedelta(minutes=minutes),
        "Susanne",
    )


def settled(household: Household, *decided: Resolution) -> Settled:
    """With these decisions, the newest last."""
    return settle(household, list(reversed(decided)), lawbook(), MONDAY)


def clash(found: Mapping[str, Finding], *items: str) -> Finding:
    """The clash of these items."""
    return next(each for each in found.values() if each.kind is Kind.TIME_CLASH and each.items == items)


MENTOR_SUPPORT, MENTOR_MEETING, MEETING_SUPPORT = (
    ("job/mentor", "voksen/st"),
    ("job/mentor", "sundhed/m"),
    ("sundhed/m", "voksen/st"),
)


def test_nobody_is_sent_where_somebody_has_just_been_moved_to() -> None:
    first = settled(a_household())
    finding = clash(first.now.by_key, *MENTOR_SUPPORT)
    taken = chosen(finding, finding.proposals[0].change)
    after = settled(a_household(), taken)
    mentor = next(one for one in after.now.spread.measures if one.name == "job/mentor").sessions[0]
    move = clash(after.now.by_key, *MEETING_SUPPORT).proposals[0].change["move"]

    assert isinstance(move, dict)
    assert finding_key(finding) in after.before.by_key
    assert finding_key(finding) not in after.now.by_key
    moved = (
        date.fromisoformat(move["day"]).weekday(),
        time.fromisoformat(move["start"]),
        time.fromisoformat(move["end"]),
    )
    assert not (moved[0] == mentor.day.weekday() and moved[1] < mentor.end and mentor.start < moved[2])


def test_what_a_choice_causes_is_a_new_finding_and_what_it_ends_is_gone() -> None:
    finding = clash(settled(a_household()).now.by_key, *MENTOR_SUPPORT)
    onto_the_lunch = {"from_weekday": 2, "weekday": 2, "start": "12:30", "end": "13:30"}
    away = {"from": "2026-12-09", "day": "2026-12-09", "start": "13:00", "end": "13:45"}
    one = chosen(finding, {"item": "job/mentor", "move": onto_the_lunch})
    two = chosen(
        clash(settled(a_household()).now.by_key, *MEETING_SUPPORT), {"item": "sundhed/m", "move": away}, minutes=1
    )
    caused = settled(a_household(), one, two).now.by_key

    assert clash(caused, *MENTOR_MEETING).first_day == date(2026, 12, 9)
    assert not [each for each in caused.values() if each.kind is Kind.TIME_CLASH and each.items != MENTOR_MEETING]


def test_what_is_settled_stays_known_by_its_key_and_can_be_decided_anew() -> None:
    finding = clash(settled(a_household()).now.by_key, *MENTOR_SUPPORT)
    found = settled(a_household(), chosen(finding, finding.proposals[0].change))

    assert found.finding(finding_key(finding)) == finding
    assert found.finding("time-clash-0") is None
    untouched = settled(a_household(), chosen(finding, {}))
    assert untouched.finding(finding_key(finding)) == finding


def test_a_newer_sector_plan_speaks_for_itself_once_it_fits() -> None:
    finding = clash(settled(a_household()).now.by_key, *MENTOR_SUPPORT)
    taken = chosen(finding, {"item": "job/mentor", "set": {"starts": "2027-01-06"}})
    newer = a_household(made=MONDAY + timedelta(days=1))

    def start(household: Household) -> date:
        return household.plans[0].measures[0].starts

    assert start(carried_out(a_household(), [taken])) == date(2027, 1, 6)
    assert start(carried_out(newer, [taken])) == MONDAY
    assert start(carried_out(newer, [taken], lambda _: {finding_key(finding)})) == date(2027, 1, 6)


def test_what_an_earlier_choice_caused_counts_as_found() -> None:
    household = a_household()
    meeting = replace(household.plans[2].appointments[0], start=time(13), end=time(13, 45))
    household = replace(household, plans=(*household.plans[:2], replace(household.plans[2], appointments=(meeting,))))
    onto_the_meeting = {"from_weekday": 2, "weekday": 2, "start": "12:30", "end": "13:30"}
    finding = clash(settled(household).now.by_key, *MENTOR_SUPPORT)
    one = chosen(finding, {"item": "job/mentor", "move": onto_the_meeting})
    caused = clash(settled(household, one).now.by_key, *MENTOR_MEETING)
    two = chosen(caused, {"item": "job/mentor", "shift_minutes": 75}, minutes=1)

    assert finding_key(caused) in still_found(household, [two, one], lawbook(), MONDAY)
    assert finding_key(caused) not in still_found(household, [two], lawbook(), MONDAY)
    assert finding_key(caused) not in settled(household, one, two).now.by_key


def test_nobody_is_shifted_twice() -> None:
    finding = clash(settled(a_household()).now.by_key, *MENTOR_SUPPORT)
    later = chosen(finding, {"item": "job/mentor", "shift_minutes": 30})

    def start(found: frozenset[str]) -> time:
        return carried_out(a_household(), [later], lambda _: found).plans[0].measures[0].sessions[0].start

    assert start(frozenset({finding_key(finding)})) == time(10, 30)
    assert start(frozenset()) == time(10)

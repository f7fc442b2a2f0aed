"""Is every fault of a household file named by its exact place, all of them together, and nothing right refused?"""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from enplan.journey.sectorplans.facts import Demand, Need, Person, State
from enplan.partners.sector_systems.household import BadHousehold, read_household, read_plan

Json = dict[str, object]

GOOD: Json = {
    "format": "enplan.household/1",
    "on": "2026-11-23",
    "persons": [
        {"id": "mette", "born": "1983-04-12", "capacity": {"not_before": "09:00", "not_after": "15:30"}},
        {"id": "freja", "born": "2011-02-27"},
    ],
    "relations": [{"from": "mette", "to": "freja", "kind": "parent-with-custody"}],
    "plans": [
        {
            "id": "job",
            "plan_type": "min-plan",
            "person": "mette",
            "department": "Jobcenter",
            "made": "2026-09-07",
            "follow_up": "2026-12-07",
            "goals": [{"id": "maal", "aim": "some-hours", "text": "Mette arbejder\nlidt."}],
            "measures": [
                {
                    "id": "mentor",
                    "measure_type": "mentorstoette",
                    "starts": "2026-11-23",
                    "ends": "2027-03-01",
                    "goals": ["job/maal"],
                    "sessions": [
                        {
                            "start": "2026-11-24T10:00",
                            "end": "2026-11-24T11:00",
                            "weekly_until": "2027-02-23",
                            "except": ["2026-12-29"],
                        }
                    ],
                }
            ],
            "appointments": [
                {"id": "moede", "start": "2026-12-01T10:00", "end": "2026-12-01T11:00", "duty": "job/pligt"}
            ],
            "duties": [{"id": "pligt", "meeting_rule": "lab-2026-75-pct", "from": "2026-10-01"}],
            "questions": [
                {"id": "spm", "item": "netvaerk", "assessment": "vum", "asked": "2026-10-01", "answered": "2026-10-02"}
            ],
            "statements": [{"id": "attest", "kind": "LÆ 125", "items": ["netvaerk"], "requested": "2026-10-01"}],
        }
    ],
}  # fmt: skip
PLAN = "plans[0]"
MEASURE = f"{PLAN}.measures[0]"
SESSION = f"{MEASURE}.sessions[0]"
STATEMENT = f"{PLAN}.statements[0]"


def changed(place: str, value: object) -> Json:
    """The good file with one thing put at a place."""
    household = deepcopy(GOOD)
    target: object = household
    *path, last = place.replace("[", ".[").split(".")
    for step in path:
        target = target[int(step[1:-1])] if isinstance(target, list) else target[step]  # type: ignore[index]
    if isinstance(target, list):
        number = int(last[1:-1])
        target[number:] = [value]
    else:
        target[last] = value  # type: ignore[index]
    return household


def places(household: object) -> list[str]:
    """Where the faults are."""
    return places_of(json.dumps(household).encode())


def places_of(data: bytes) -> list[str]:
    """Where the faults of these bytes are."""
    try:
        read_household(data)
    except BadHousehold as bad:
        return [fault.place for fault in bad.faults if fault.message]
    return []


def test_an_unknown_weekday_is_named_in_its_list() -> None:
    assert places(changed("persons[0].capacity.free_days", ["mon", "friday"])) == ["persons[0].capacity.free_days[1]"]


def test_a_good_file_is_read_with_its_defaults() -> None:
    household = read_household(json.dumps(GOOD).encode())
    (plan,) = household.plans
    (measure,) = plan.measures
    assert household.regime == "hop-2018"
    assert (measure.name, measure.persons, measure.demand) == ("job/mentor", ("mette",), Demand.OFFER)
    assert plan.goals[0].person == plan.duties[0].person == "mette"


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param("format", "enplan.household/2", id="another format"),
        pytest.param("on", "2026-13-01", id="no such month"),
        pytest.param("on", "2027-02-29", id="29 February of an ordinary year"),
        pytest.param("on", "1899-12-31", id="a day before 1900"),
        pytest.param("on", "2200-01-01", id="a day after 2199"),
        pytest.param("on", "20261123", id="a day without hyphens"),
        pytest.param("on", 20261123, id="a number for a day"),
        pytest.param("regime", "frikommune", id="no such regime"),
        pytest.param("municipality", "x" * 101, id="a text too long"),
        pytest.param("municipality", "Nord\x00by", id="a null in a text"),
        pytest.param("municipality", "Nord\rby", id="a carriage return in a text"),
        pytest.param("municipality", "Nord\x9bby", id="a C1 control"),
        pytest.param("municipality", "Nord\ud800by", id="half of a surrogate pair"),
        pytest.param("persons[0].born", None, id="null for a day"),
        pytest.param("persons[0].capacity.hours_per_week", 168.5, id="more hours than a week has"),
        pytest.param("persons[0].capacity.hours_per_week", -1, id="less than none"),
        pytest.param("persons[0].capacity.hours_per_week", True, id="true for a number"),
        pytest.param("persons[0].capacity.contacts_per_week", 2.5, id="half a contact"),
        pytest.param("persons[0].capacity.not_after", "09:00", id="not_after as early as not_before"),
        pytest.param("persons[0].capacity.not_before", "24:00", id="no such time"),
        pytest.param("relations[0].to", "emil", id="somebody who is not there"),
        pytest.param("relations[0].to", "mette", id="a relation to oneself"),
        pytest.param("relations[0].kind", "aunt", id="no such relation"),
        pytest.param("plans", {}, id="no list"),
        pytest.param(f"{PLAN}.plan_type", "min-plan-2", id="no such plan type"),
        pytest.param(f"{PLAN}.person", "emil", id="a plan for nobody here"),
        pytest.param(f"{PLAN}.follow_up", "2026-09-06", id="followed up before it was made"),
        pytest.param(f"{PLAN}.goals[0].aim", "happiness", id="no such aim"),
        pytest.param(f"{PLAN}.goals[0].text", "x" * 2001, id="a goal too long"),
        pytest.param(f"{MEASURE}.measure_type", "mentor", id="no such measure type"),
        pytest.param(f"{MEASURE}.ends", "2026-11-22", id="ends before it starts"),
        pytest.param(f"{MEASURE}.demand", "wish", id="no such demand"),
        pytest.param(f"{MEASURE}.protected", "true", id="a text for a flag"),
        pytest.param(f"{MEASURE}.persons", [], id="an empty list of persons"),
        pytest.param(f"{MEASURE}.goals[0]", "job/mentor", id="a goal that is a measure"),
        pytest.param(f"{MEASURE}.goals[0]", "job", id="a goal that is a plan"),
        pytest.param(f"{MEASURE}.goals[0]", "job/maal/x", id="a name of three parts"),
        pytest.param(f"{SESSION}.end", "2026-11-24T10:00", id="a session of no length"),
        pytest.param(f"{SESSION}.end", "2026-11-25T11:00", id="a session over midnight"),
        pytest.param(f"{SESSION}.start", "2026-11-24T10:00:00", id="seconds"),
        pytest.param(f"{SESSION}.start", "2026-11-24 10:00", id="a moment without T"),
        pytest.param(f"{SESSION}.weekly_until", "2026-11-23", id="weekly until before the first time"),
        pytest.param(f"{SESSION}.except[0]", "i morgen", id="a holiday that is no day"),
        pytest.param(f"{PLAN}.appointments[0].end", "2026-12-01T09:59", id="a meeting that ends before it starts"),
        pytest.param(f"{PLAN}.appointments[0].duty", "job/mentor", id="a duty that is a measure"),
        pytest.param(f"{PLAN}.duties[0].meeting_rule", "lab", id="no such meeting rule"),
        pytest.param(f"{PLAN}.duties[0].held", 1001, id="more meetings than anybody holds"),
        pytest.param(f"{PLAN}.questions[0].item", "vejret", id="no such information"),
        pytest.param(f"{PLAN}.questions[0].assessment", "vum-3", id="no such assessment"),
        pytest.param(f"{PLAN}.questions[0].answered", "2026-09-30", id="answered before it was asked"),
        pytest.param(f"{STATEMENT}.items", [], id="a statement about nothing"),
        pytest.param(f"{STATEMENT}.received", "2026-09-30", id="received before it was ordered"),
        pytest.param(f"{STATEMENT}.valid_until", "2026-09-30", id="run out before it was ordered"),
        pytest.param(f"{PLAN}.timer", 1, id="an unknown key"),
    ],
)
def test_a_fault_is_named_by_its_place(place: str, value: object) -> None:
    assert places(changed(place, value)) == [place]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param("persons", [], id="nobody"),
        pytest.param("persons[0].id", "Mette", id="an id with a capital"),
        pytest.param("persons[0].id", "mette\n", id="an id with a line end"),
        pytest.param("persons[1].id", "mette", id="two people of one id"),
        pytest.param(f"{PLAN}.duties[0].id", "maal", id="two items of one id"),
    ],
)
def test_a_fault_that_others_refer_to_is_named_beside_what_follows_from_it(place: str, value: object) -> None:
    assert place in places(changed(place, value))


@pytest.mark.parametrize(
    ("place", "value", "fault"),
    [
        pytest.param(f"{MEASURE}.needs", [{"measure": "job/x", "state": "finished"}], ".needs[0].measure", id="a need"),
        pytest.param(f"{MEASURE}.needs", [{"measure": "job", "state": "done"}], ".needs[0].state", id="a state"),
        pytest.param(f"{MEASURE}.needs", [{"state": "started"}], ".needs[0].measure", id="a missing key"),
        pytest.param(f"{MEASURE}.persons", ["mette", "mette"], ".persons[1]", id="the same person twice"),
        pytest.param(f"{MEASURE}.waits_for", ["job/maal"], ".waits_for[0]", id="waits for a goal"),
        pytest.param(f"{MEASURE}.contact", {"role": "mentor"}, ".contact.name", id="a contact without a name"),
        pytest.param(f"{SESSION}.except", ["2026-12-29"] * 2, ".sessions[0].except[1]", id="the same holiday twice"),
        pytest.param(f"{SESSION}.except", [f"2026-{1 + day // 28:02}-{1 + day % 28:02}" for day in range(201)],
                     ".sessions[0].except", id="more than 200 holidays"),
    ],
)  # fmt: skip
def test_a_fault_inside_a_list_is_named_by_its_number(place: str, value: object, fault: str) -> None:
    assert places(changed(place, value)) == [MEASURE + fault]


def test_valid_until_is_held_against_the_day_it_was_received() -> None:
    household = changed(f"{STATEMENT}.received", "2026-10-10")
    household["plans"][0]["statements"][0]["valid_until"] = "2026-10-09"  # type: ignore[index]
    assert places(household) == [f"{STATEMENT}.valid_until"]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param(
            f"{MEASURE}.needs", [{"measure": "job/mentor", "state": "finished"}], id="a measure that needs itself"
        ),
        pytest.param(f"{MEASURE}.waits_for", ["job"], id="a measure that waits for its own plan"),
        pytest.param(f"{SESSION}.start", "2026-01-06T10:00", id="a session outside its measure"),
        pytest.param(f"{PLAN}.duties[0].from", "2020-01-01", id="a rule that was not in force"),
        pytest.param(f"{PLAN}.duties[0].held", 1.0, id="a whole number written with a point"),
        pytest.param("persons[0].capacity.hours_per_week", 0, id="no hours at all"),
        pytest.param("municipality", "Ærø\tKommune", id="a tab"),
        pytest.param("municipality", "👩‍👧 Kommune", id="letters of all the world"),
        pytest.param("plans", [], id="no plans yet"),
        pytest.param("on", "2028-02-29", id="29 February of a leap year"),
    ],
)
def test_what_is_no_fault(place: str, value: object) -> None:
    household = changed(place, value)
    if place == f"{SESSION}.start":
        household["plans"][0]["measures"][0]["sessions"][0]["end"] = "2026-01-06T11:00"  # type: ignore[index]
    assert places(household) == []


@pytest.mark.parametrize(
    ("data", "line"),
    [
        pytest.param(b"", "Filen er tom", id="nothing"),
        pytest.param(b'{\n "on": \n', "Linje 3", id="cut off"),
        pytest.param(b'{\n "on": "\xe6"}', "Linje 2", id="not UTF-8"),
        pytest.param(b"\xef\xbb\xbf{}", "Linje 1", id="a byte order mark"),
        pytest.param(b'{"a": "NaN",\n"b": NaN}', "Linje 2", id="NaN"),
        pytest.param(b'{"a": "-Infinity \\" Infinity",\n\n"b": -Infinity}', "Linje 3", id="Infinity"),
        pytest.param(b'{"a": "\n"}', "Linje 1", id="a line end inside a text"),
        pytest.param(b"[" * 100_000, "indlejret", id="deeper than anything"),
        pytest.param(b"[]", "objekt", id="a list"),
        pytest.param(b" " * 10_000_001, "10 MB", id="one byte over 10 MB"),
    ],
)
def test_a_file_that_is_no_household_at_all(data: bytes, line: str) -> None:
    with pytest.raises(BadHousehold) as caught:
        read_household(data)
    (fault,) = caught.value.faults
    assert fault.place == "file"
    assert line in fault.message


def test_exactly_10_mb_are_read() -> None:
    data = json.dumps(GOOD).encode()
    assert places_of(data + b" " * (10_000_000 - len(data))) == []


def test_a_key_given_twice_is_a_fault_at_that_key() -> None:
    twice = json.dumps(GOOD).replace('"department": "Jobcenter"', '"department": "A", "department": "B"')
    assert places_of(twice.encode()) == [f"{PLAN}.department"]


def test_numbers_beyond_all_bounds_are_faults_and_quick_ones() -> None:
    for number in ("1e99999999999999999999", "9" * 5000, "1e-999999999"):
        data = json.dumps(changed("persons[0].capacity.hours_per_week", 77777)).replace("77777", number)
        assert places_of(data.encode()) == ["persons[0].capacity.hours_per_week"]


def test_decimals_are_kept_as_they_are_written() -> None:
    household = read_household(json.dumps(changed("persons[0].capacity.hours_per_week", 22.2)).encode())
    assert household.persons[0].capacity.hours_per_week == Decimal("22.2")


def test_all_faults_come_together() -> None:
    household = changed(f"{PLAN}.person", "emil")
    household["on"] = "i dag"
    del household["plans"][0]["measures"][0]["starts"]  # type: ignore[index]
    household["plans"].append({"id": "job"})  # type: ignore[attr-defined]
    assert places(household) == [
        "on", f"{PLAN}.person", f"{MEASURE}.starts", "plans[1].plan_type", "plans[1].person", "plans[1].department",
        "plans[1].id",
    ]  # fmt: skip


def weekly(sessions: int) -> Json:
    """The good file with so many weekly sessions, each 26 times in the horizon."""
    session = {"start": "2026-11-23T10:00", "end": "2026-11-23T11:00", "weekly_until": "2028-01-01"}
    household = changed(f"{MEASURE}.sessions", [session] * sessions)
    del household["plans"][0]["measures"][0]["ends"]  # type: ignore[index]
    return household


def test_100000_occurrences_are_too_many() -> None:
    assert places(weekly(3846)) == []  # 99,996 sessions and one appointment
    assert places(weekly(3847)) == ["plans"]


def test_occurrences_are_counted_from_the_day_the_caller_gives() -> None:
    data = json.dumps(weekly(3847)).encode()
    assert read_household(data, on=date(2029, 1, 1)).plans


def test_a_message_shows_no_characters_that_steer_a_terminal() -> None:
    household = deepcopy(GOOD) | {"\x1b[31mon": 1}
    with pytest.raises(BadHousehold) as caught:
        read_household(json.dumps(household).encode())
    assert "\x1b" not in str(caught.value)


def test_a_near_miss_is_answered_with_what_may_have_been_meant() -> None:
    with pytest.raises(BadHousehold, match="mentorstoette"):
        read_household(json.dumps(changed(f"{MEASURE}.measure_type", "mentorstøtte")).encode())


METTE = Person("mette", date(1983, 4, 12))


def test_a_plan_typed_by_hand_has_places_within_the_plan() -> None:
    typed: Json = {
        "id": "social",
        "plan_type": "handleplan-141",
        "person": "mette",
        "department": "Voksne",
        "measures": [{"id": "x"}],
    }
    with pytest.raises(BadHousehold) as caught:
        read_plan(typed, persons=[METTE])
    assert [fault.place for fault in caught.value.faults] == ["measures[0].measure_type", "measures[0].starts"]


def test_a_plan_typed_by_hand_may_refer_to_the_others_but_not_take_their_id() -> None:
    others = read_household(json.dumps(GOOD).encode()).plans
    measure: Json = {
        "id": "bo", "measure_type": "midlertidigt-botilbud", "starts": "2026-12-01", "hours_per_week": Decimal("2.5"),
        "needs": [{"measure": "job/mentor", "state": "started"}], "goals": ["job/maal"],
    }  # fmt: skip
    typed: Json = {
        "id": "social",
        "plan_type": "handleplan-141",
        "person": "mette",
        "department": "Voksne",
        "measures": [measure],
    }
    plan = read_plan(typed, persons=[METTE], plans=others)
    assert plan.measures[0].needs == (Need("job/mentor", State.STARTED),)
    assert plan.measures[0].hours_per_week == Decimal("2.5")
    with pytest.raises(BadHousehold) as caught:
        read_plan(typed | {"id": "job"}, persons=[METTE], plans=others)
    assert "id" in [fault.place for fault in caught.value.faults]


EXPECTED = {
    "unknown-ids": [
        f"{PLAN}.measures[1].measure_type",
        f"{PLAN}.measures[1].goals[0]",
        f"{PLAN}.duties[0].meeting_rule",
    ],
    "ends-before-start": [f"{PLAN}.follow_up", f"{MEASURE}.ends", f"{PLAN}.measures[1].sessions[0].end"],
    "two-of-one-id": [f"{PLAN}.duties[0].id", "plans[1].id"],
    "person-not-there": ["relations[0].to", f"{PLAN}.person", f"{MEASURE}.persons[1]"],
    "unknown-and-missing-keys": [
        "persons[0].capacity.timer",
        f"{PLAN}.department",
        f"{MEASURE}.start",
        f"{MEASURE}.starts",
    ],
    "cut-off": ["file"],
}


@pytest.mark.parametrize("name", EXPECTED)
def test_files_that_must_be_refused(shared: Path, name: str) -> None:
    data = (shared / "cases" / "bad" / f"{name}.json").read_bytes()
    assert sorted(places_of(data)) == sorted(EXPECTED[name])


def test_all_files_that_must_be_refused_are_known_here(shared: Path) -> None:
    assert {path.stem for path in (shared / "cases" / "bad").glob("*.json")} == set(EXPECTED)


@pytest.fixture
def refuses() -> Callable[[bytes], bool]:
    """Whether bytes are refused rather than blow up."""
    return lambda data: bool(places_of(data))


@pytest.mark.parametrize("at", range(0, 1200, 37))
def test_a_file_cut_off_anywhere_is_refused(at: int, refuses: Callable[[bytes], bool]) -> None:
    assert refuses(json.dumps(GOOD, ensure_ascii=False).encode()[:at])

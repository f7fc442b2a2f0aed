"""Are plans in order: followed up, every goal served, every measure with a purpose, few enough to talk to?"""

from datetime import date, timedelta

import pytest

from enplan.doors.parts.findings import HEADINGS
from enplan.journey.coordination.facts import SEVERITIES, ContactName, Kind, Say, StalePlan, TooManyContacts
from enplan.journey.coordination.rules.conflicts import DETECTORS
from enplan.journey.sectorplans.facts import Contact
from tests.builders_coordination import ON, a_goal, a_household, a_measure, ask, found

PAST = {"starts": date(2026, 1, 1), "ends": ON - timedelta(days=1)}


@pytest.mark.parametrize(("day", "is_stale"), [(ON - timedelta(1), True), (ON, False)], ids=["yesterday", "today"])
def test_a_plan_is_stale_the_day_after_its_follow_up(day: date, is_stale: bool) -> None:
    findings = found(a_household(follow_up={"job": day}), Kind.STALE_PLAN)
    assert [(finding.items, finding.facts) for finding in findings] == (
        [(("job",), StalePlan(day))] if is_stale else []
    )


def test_a_goal_is_served_by_any_measure_of_any_plan_past_ones_too() -> None:
    served = a_measure("voksen/m", goals=("job/maal",), starts=PAST["starts"], ends=PAST["ends"])
    assert not found(a_household(a_goal("job/maal"), served), Kind.GOAL_WITHOUT_MEASURE)
    (finding,) = found(a_household(a_goal("job/maal"), a_measure("voksen/m", goals=())), Kind.GOAL_WITHOUT_MEASURE)
    assert finding.items == ("job/maal",)
    assert finding.proposals[0].change == {"item": "voksen/m", "add_goal": "job/maal"}


def test_a_measure_without_a_goal_matters_only_while_it_lives() -> None:
    (finding,) = found(a_household(a_goal("job/maal"), a_measure("job/m", goals=())), Kind.MEASURE_WITHOUT_GOAL)
    assert finding.proposals[0].change == {"item": "job/m", "add_goal": "job/maal"}
    past = a_measure("job/m", goals=(), starts=PAST["starts"], ends=PAST["ends"])
    assert not found(a_household(past), Kind.MEASURE_WITHOUT_GOAL)


def test_three_contacts_are_enough_and_the_fourth_too_many() -> None:
    contacts = {plan: Contact(plan.title()) for plan in ("job", "social", "voksen")}
    measure = a_measure("job/m", contact=Contact("Bo", "mentor"))
    assert not found(a_household(contacts=contacts), Kind.TOO_MANY_CONTACTS)
    (finding,) = found(a_household(measure, contacts=contacts), Kind.TOO_MANY_CONTACTS)
    assert finding.items == ("job", "job/m", "social", "voksen")
    assert isinstance(finding.facts, TooManyContacts)
    assert (finding.facts.count, finding.facts.contacts[0]) == (4, ContactName("Bo", "JOB"))


def test_one_name_in_two_departments_is_two_and_in_one_department_once() -> None:
    contacts = {plan: Contact("Bo") for plan in ("a", "b", "c", "d")}
    (finding,) = found(a_household(contacts=contacts), Kind.TOO_MANY_CONTACTS)
    assert isinstance(finding.facts, TooManyContacts)
    assert finding.facts.count == 4
    same = a_measure("a/m", contact=Contact("Bo", "en anden rolle"))
    assert not found(a_household(same, contacts={"a": Contact("Bo")}), Kind.TOO_MANY_CONTACTS)


def test_who_helped_in_what_is_past_is_no_contact_any_more() -> None:
    contacts = {plan: Contact(plan.title()) for plan in ("job", "social", "voksen")}
    past = a_measure("job/m", contact=Contact("Bo"), starts=PAST["starts"], ends=PAST["ends"])
    assert not found(a_household(past, contacts=contacts), Kind.TOO_MANY_CONTACTS)


def test_everybody_with_a_say_is_listed_by_person() -> None:
    measure = a_measure("job/m", persons=("freja",), contact=Contact("Bo", "mentor"))
    says = ask(a_household(measure, contacts={"job": Contact("Henrik", "jobkonsulent")})).contacts
    assert says == {
        "mette": (Say("Henrik", "jobkonsulent", "JOB", ("job",)),),
        "freja": (Say("Bo", "mentor", "JOB", ("job/m",)),),
        "carsten": (),
    }


def test_every_kind_of_finding_has_its_detector() -> None:
    assert [detect.__name__.replace("_", "-") for detect in DETECTORS] == [kind.value for kind in Kind]


def test_every_kind_of_finding_has_its_heading_and_how_much_it_presses() -> None:
    assert list(HEADINGS) == list(SEVERITIES) == list(Kind)

"""Is a finding decided by those who see all of it, with reason and who decided, and known again afterwards?"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from enplan.demo.stories.telling import Telling
from enplan.journey.access.commands import open_case
from enplan.journey.coordination.commands import resolve_conflict
from enplan.journey.coordination.facts import Kind, Resolution
from enplan.journey.coordination.models import ResolutionRecord
from enplan.journey.coordination.queries import FindingsPage, Row, findings_page, resolutions
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.builders_plan import COORDINATOR, agree, noon, refusal
from tests.builders_stories import jimmi_with_plans, mette_with_plans

pytestmark = pytest.mark.django_db
HANNE = "Hanne Lykke"


def page(story: Telling, who: str = COORDINATOR) -> FindingsPage:
    """The findings as somebody sees them."""
    return findings_page(story.sight(who, noon(story)), on=story.today)


def a_finding(story: Telling, kind: Kind) -> Row:
    """The first open one of its kind."""
    return next(row for row in page(story).open if row.finding.kind is kind)


def decide(story: Telling, row: Row, who: str = COORDINATOR, *, minutes: int = 0, **changes: Any) -> Resolution:
    """The first way out is chosen, unless it is said otherwise."""
    given: dict[str, Any] = {"choice": 0, "reason": "Det er bedst for Mette.", "decided_by": ["Mette Holm Andersen"]}
    at = noon(story) + timedelta(minutes=minutes)
    return resolve_conflict(story.sight(who, at), at=at, finding_key=row.key, **{**given, **changes})


def test_a_way_out_is_chosen_and_the_finding_folds_away() -> None:
    story = mette_with_plans()
    row = a_finding(story, Kind.TIME_CLASH)
    found = decide(story, row)
    after = page(story)

    assert found.text == row.finding.proposals[0].text
    assert found.change == dict(row.finding.proposals[0].change)
    assert row.key not in {each.key for each in after.open}
    assert [each.resolution for each in after.resolved] == [found]
    assert [each.event for each in events(story.sight(COORDINATOR, noon(story)))].count("coordination.resolved") == 1
    assert "coordination.resolved" in [each.message for each in messages(story.actor("Henrik Dam"))]


def test_a_solution_of_their_own_needs_no_way_out() -> None:
    story = mette_with_plans()
    found = decide(story, a_finding(story, Kind.GOALS_APART), choice=None, own_solution="Ro først, så arbejde.")

    assert (found.choice, found.text) == (None, "Ro først, så arbejde.")


def test_the_newest_decision_counts_and_the_older_stays() -> None:
    story = mette_with_plans()
    row = a_finding(story, Kind.TIME_CLASH)
    decide(story, row)
    decide(story, row, minutes=1, choice=None, own_solution="Vi venter.")

    assert [each.resolution.text for each in page(story).resolved if each.resolution] == ["Vi venter."]
    assert len(resolutions(story.sight(COORDINATOR, noon(story)))) == 2


def test_the_load_is_told_before_and_after() -> None:
    story = mette_with_plans()
    agree(story)
    decide(story, a_finding(story, Kind.OVERLOAD))
    after = page(story)

    assert after.load["mette"] != after.load_after["mette"]
    assert sum(each.hours for each in after.load_after["mette"]) < sum(each.hours for each in after.load["mette"])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"reason": " "}, "coordination.reason_missing"),
        ({"decided_by": []}, "coordination.who_decided_missing"),
        ({"choice": None}, "coordination.solution_missing"),
        ({"choice": 99}, "coordination.no_such_way_out"),
    ],
)
def test_half_a_decision_is_none(changes: dict[str, Any], reason: str) -> None:
    story = mette_with_plans()
    row = a_finding(story, Kind.TIME_CLASH)

    with refusal(Unfit, reason):
        decide(story, row, **changes)
    assert resolutions(story.sight(COORDINATOR, noon(story))) == []


def test_what_another_authority_has_planned_is_moved_only_with_its_yes() -> None:
    """The region decides about its own treatment; what the municipality plans is the team's to move. (S-71)"""
    story = jimmi_with_plans()
    row = next(each for each in page(story, HANNE).open if each.finding.kind is Kind.MUST_WAIT)
    assert set(row.finding.proposals[0].change) == {"item", "set"}
    assert str(row.finding.proposals[0].change["item"]).startswith("psykiatri/")

    with refusal(Unfit, "coordination.owner_not_asked"):
        decide(story, row, HANNE, decided_by=["Jimmi Kold Nørgaard", "Rusmiddelcentret"])
    assert resolutions(story.sight(HANNE, noon(story))) == []

    found = decide(story, row, HANNE, decided_by=["Jimmi Kold Nørgaard", "Regionspsykiatrien"])
    assert "Regionspsykiatrien" in found.decided_by


def test_what_moves_nothing_of_another_authoritys_needs_no_yes_of_it() -> None:
    story = jimmi_with_plans()
    row = next(each for each in page(story, HANNE).open if each.finding.kind is Kind.MUST_WAIT)

    assert decide(story, row, HANNE, choice=None, own_solution="Den begynder nu.", decided_by=["Jimmi Kold Nørgaard"])


def test_who_may_not_see_it_all_decides_nothing() -> None:
    story = mette_with_plans()
    row = a_finding(story, Kind.TIME_CLASH)

    with refusal(Refused, "coordination.staff_only"):
        decide(story, row, "mette")
    with refusal(Missing):
        decide(story, row, "Anne Lykkegaard")
    decide(story, row)
    assert resolutions(story.sight("freja", noon(story))) == []


def test_a_finding_that_is_gone_cannot_be_decided() -> None:
    story = mette_with_plans()

    with refusal(Missing, "coordination.finding_gone"):
        resolve_conflict(
            story.sight(COORDINATOR, noon(story)),
            at=noon(story),
            finding_key="time-clash-0",
            choice=0,
            reason="Nej",
            decided_by=["Mette"],
        )


def test_duties_are_looked_for_in_a_household_of_their_own() -> None:
    story = mette_with_plans()
    sight = story.sight(COORDINATOR, noon(story))
    laid = household_of(sight, on=story.today)
    found = findings_page(sight, on=story.today, laid=laid, adding=lambda plans: (plans, type(plans)((), ())))

    kinds = {row.finding.kind for row in found.open}
    assert not kinds & {Kind.DUTY_UNPLANNED, Kind.DUTY_OVERDUE}
    assert Kind.TIME_CLASH in kinds


def test_the_page_asks_as_many_queries_for_more_decisions() -> None:
    story = mette_with_plans()

    def asked() -> int:
        sight = story.sight(COORDINATOR, noon(story))
        with CaptureQueriesContext(connection) as found:
            findings_page(sight, on=story.today)
        return len(found)

    before = asked()
    for row in page(story).open[:5]:
        decide(story, row, choice=None, own_solution="Vi taler om det.")

    assert asked() == before


def test_the_database_refuses_half_a_decision_and_any_change() -> None:
    story = mette_with_plans()
    decide(story, a_finding(story, Kind.TIME_CLASH))
    open_case(the_clock(), at=noon(story), case_id=story.case_id, errand="story")

    for name, field, value in (
        ("a_resolution_says_what_is_done", "text", ""),
        ("a_resolution_has_a_reason", "reason", ""),
        ("a_resolution_says_who_decided", "decided_by", []),
    ):
        row = ResolutionRecord.objects.get()
        row.pk = story.person("mette")
        row._state.adding = True
        setattr(row, field, value)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save(force_insert=True)
    with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
        ResolutionRecord.objects.update(reason="Noget andet")

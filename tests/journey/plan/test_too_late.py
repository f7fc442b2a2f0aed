"""Does the team read, before anybody says yes, what the plan puts off past the day of the law? (S-12, S-65)"""

from dataclasses import replace
from datetime import date

import pytest

from enplan.demo.stories import double_diagnosis as jimmis
from enplan.journey.plan.commands import draft_plan
from enplan.journey.plan.facts import Column, GapKind, PlanMeasure
from enplan.journey.plan.queries import draft_page
from enplan.journey.plan.rules.drafting import Table
from enplan.journey.plan.rules.joining import pieces_of
from enplan.journey.plan.rules.readiness import too_late
from enplan.journey.sectorplans.facts import Household
from enplan.law.lawbook import lawbook
from tests.builders_deadlines import a_plan
from tests.builders_plan import a_measure, noon
from tests.builders_stories import jimmi_with_plans
from tests.clock import TODAY
from tests.doors.signed_in import as_

ASKED, LAST, LATER = date(2026, 10, 26), date(2026, 11, 26), date(2027, 2, 9)
ON = date(2026, 11, 23)


def a_table(made: date | None = ASKED, on: date = ON) -> Table:
    """One sector plan, made on the day that help was asked for."""
    plan = replace(a_plan("behandlingsplan-psykiatri", made=made), id="psykiatri")
    return Table(Household((), (plan,)), {}, lawbook().on(on), on)


def assessing(**changes: object) -> PlanMeasure:
    """The assessment of the region's psychiatry as the plan has it."""
    given: dict[str, object] = {
        "measure_type": "psykiatrisk-behandling",
        "title": "Udredning",
        "origins": ("psykiatri/udredning",),
        "column": Column.PLANNED,
        "starts": LATER,
        **changes,
    }
    return a_measure(**given)


def test_help_that_begins_after_the_day_of_the_law_is_named_with_both_days_and_the_section() -> None:
    measure = assessing()

    (gap,) = too_late([measure], a_table())

    assert (gap.kind, gap.element_id, gap.blocks) == (GapKind.PAST_LAW_DAY, measure.id, False)
    assert gap.label == (
        "Udredning. Så begynder det den 9. februar 2027. "
        "Loven siger senest den 26. november 2026 (Sundhedsloven § 82 b)."
    )
    assert [(basis.law, basis.section) for basis in gap.legal_basis] == [("sundhedsloven", "§ 82 b")]


@pytest.mark.parametrize(
    ("measure", "table"),
    [
        pytest.param(assessing(starts=LAST), a_table(), id="on the last day"),
        pytest.param(assessing(starts=None), a_table(), id="no day is planned"),
        pytest.param(assessing(column=Column.STOPPED), a_table(), id="is stopped"),
        pytest.param(assessing(origins=()), a_table(), id="no sector plan asked for it"),
        pytest.param(assessing(measure_type="virksomhedspraktik"), a_table(), id="no law gives it a day"),
        pytest.param(assessing(), a_table(made=None), id="nobody knows since when"),
        pytest.param(assessing(), a_table(on=LATER), id="has begun"),
    ],
)
def test_of_help_that_is_in_time_or_that_no_law_hurries_nothing_is_said(measure: PlanMeasure, table: Table) -> None:
    assert too_late([measure], table) == []


def test_what_became_one_with_other_help_still_has_its_own_day() -> None:
    """Put together under help that no law hurries, the assessment is no less too late."""
    pieces = pieces_of(assessing())
    whole = a_measure(starts=LATER, origins=("jobcenter/mentor",), column=Column.PLANNED)
    together = replace(whole, origins=(*whole.origins, "psykiatri/udredning"), pieces=(*pieces_of(whole), *pieces))

    (gap,) = too_late([together], a_table())

    assert gap.element_id == together.id
    assert gap.label.startswith("Udredning. ")


@pytest.mark.django_db
def test_the_plan_page_says_it_before_the_plan_is_put_forward() -> None:
    story = jimmi_with_plans(TODAY)
    at = noon(story)
    draft_plan(story.sight(jimmis.COORDINATOR, at), at=at)
    page = draft_page(story.sight(jimmis.COORDINATOR, at), at=at)
    late = [each for each in page.gaps if each.kind is GapKind.PAST_LAW_DAY]

    assert late
    assert all((each.starts or TODAY) > TODAY for each in page.plan.measures if each.id in {g.element_id for g in late})
    shown = as_(story.actor(jimmis.COORDINATOR)).get(f"/arbejde/sager/{story.case_id}/plan/").content.decode()
    assert "Hjælpen begynder efter den dag, loven sætter" in shown
    assert "(Sundhedsloven § 82 c)" in shown

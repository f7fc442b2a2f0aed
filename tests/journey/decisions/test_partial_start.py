"""Is nothing decided before the assessment is gathered, where the regime does not permit it? (S-92)"""

import pytest
from django.db import transaction

from enplan.journey.decisions.queries import decision_page
from enplan.kernel.errors import Unfit
from tests.doors.signed_in import as_
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, a_plan_to_decide, assess

pytestmark = pytest.mark.django_db


def test_under_a_regime_that_does_not_permit_it_the_signing_waits_until_all_are_assessed() -> None:
    plan = a_plan_to_decide(assessed=("mette",))

    with pytest.raises(Unfit) as unfit, transaction.atomic():
        plan.issue()
    assert unfit.value.reason == "decision.check.not-assessed"
    assert decision_page(plan.world.sight(COORDINATOR), on=NOW.date()).issued == []

    assess(plan.world, "freja")
    assert plan.issue().parts


def test_the_page_says_what_the_regime_permits_and_whose_assessment_is_not_gathered() -> None:
    plan = a_plan_to_decide(assessed=("mette",))
    page = decision_page(plan.world.sight(COORDINATOR), on=NOW.date())

    assert not page.partial_start
    assert [person.ref for person in page.unassessed] == ["freja"]
    shown = as_(plan.world.actor(COORDINATOR)).get(f"/arbejde/sager/{plan.world.case_id}/afgoerelse/").content.decode()
    assert "lader ikke jer afgøre, før udredningen er samlet" in shown
    assert f'<a href="../udredning/{page.unassessed[0].person_id}/">' in shown

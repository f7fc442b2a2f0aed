"""Does only the one who may decide under a law sign under it, by department or by delegation? (S-16, S-17)"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from enplan.journey.decisions.commands import issue_decision, reassess_decision, save_choice
from enplan.journey.decisions.facts import Choice, Outcome, Result, Weight
from enplan.journey.decisions.facts.signing import Signer
from enplan.journey.decisions.queries import decision_page
from enplan.journey.decisions.rules.competence import may_decide_in, must_be_in_reach, out_of_reach
from enplan.kernel.category import Category
from enplan.kernel.errors import Unfit
from enplan.law.lawbook import lawbook
from enplan.registers.organisation.queries import departments
from enplan.registers.organisation.rules import NO, YES
from tests.builders_decisions import DAY, a_department, an_element
from tests.journey.decisions.acts import LATER, TODAY, reason
from tests.worlds import NOW, a_municipality
from tests.worlds_decisions import COORDINATOR, Planned, delegate

LAW = lawbook().on(DAY)
SOCIAL = a_department("Voksenstøtte", Category.SOCIAL)
TREATMENT = a_department("Rusmiddelcentret", Category.ADDICTION)
REGION = replace(a_department("Regionspsykiatrien"), categories=(Category.HEALTH,), external=True)
OTHERS = {Category.WORK: ("Jobcenter Nordby",), Category.SOCIAL: ("Voksenstøtte", "Socialafdelingen")}
AREAS = st.sampled_from(Category)


def test_a_department_decides_under_its_own_laws_alone() -> None:
    signer = Signer(SOCIAL, deciding=OTHERS)

    assert not list(out_of_reach(an_element("socialpaedagogisk-stoette"), signer, LAW))
    (check,) = out_of_reach(an_element("mentorstoette"), signer, LAW)
    assert (check.weight, check.key) == (Weight.MUST, "not-competent")
    assert check.blanks == {"measure": "Mentorstøtte", "own": "Voksenstøtte", "who": "Jobcenter Nordby"}
    assert check.bases == lawbook().measure_types["mentorstoette"].legal_basis


def test_what_is_delegated_can_be_signed_by_one_for_all_departments() -> None:
    together = an_element("mentorstoette", "socialpaedagogisk-stoette", "familiebehandling")

    assert not list(out_of_reach(together, Signer(SOCIAL, for_all=True), LAW))
    assert len(list(out_of_reach(together, Signer(SOCIAL), LAW))) == 2


def test_another_authority_signs_nothing_for_the_municipality_whatever_is_delegated() -> None:
    (check,) = out_of_reach(an_element("alkoholbehandling"), Signer(REGION, for_all=True), LAW)

    assert check.key == "signed-outside"


def test_who_may_is_named_also_where_nobody_is_known() -> None:
    with pytest.raises(Unfit) as caught:
        must_be_in_reach("familiebehandling", Signer(SOCIAL, deciding=OTHERS), LAW)
    assert caught.value.details["who"] == "en anden afdeling"

    with pytest.raises(Unfit) as caught:
        must_be_in_reach("socialpaedagogisk-stoette", Signer(None, for_all=True, deciding=OTHERS), LAW)
    assert caught.value.details["who"] == "Voksenstøtte eller Socialafdelingen"


@given(own=st.sets(AREAS), area=AREAS)
def test_without_delegation_one_decides_where_the_own_department_does(own: set[Category], area: Category) -> None:
    department = a_department("Afdelingen", *own)

    assert may_decide_in(Signer(department), area) == (area in own)
    assert may_decide_in(Signer(department, for_all=True), area)


def test_every_measure_that_takes_a_decision_is_some_department_s_to_decide() -> None:
    everybody = Signer(a_department("Alle", *Category))
    deciding = [kind.id for kind in lawbook().measure_types if kind.granted_by_decision]

    assert deciding
    assert not [each for each in deciding if list(out_of_reach(an_element(each), everybody, LAW))]
    assert not list(out_of_reach(an_element("stofmisbrugsbehandling"), Signer(TREATMENT), LAW))


@pytest.mark.django_db
class TestSigning:
    def test_without_delegation_the_contact_person_cannot_sign_for_the_others(self, plan: Planned) -> None:
        delegate(plan.world, NO)

        with pytest.raises(Unfit) as caught, transaction.atomic():
            plan.issue()

        assert reason(caught) == "decision.check.not-competent"

    def test_the_own_department_s_is_signed_while_the_others_decide_apart(self, plan: Planned) -> None:
        delegate(plan.world, NO)
        choices = [
            Choice(each.id, Result.GRANTED if name == "support" else Result.ELSEWHERE)
            for name, each in plan.measures.items()
            if name in {"mentor", "support", "family"}
        ]

        made = issue_decision(plan.world.sight(COORDINATOR), at=NOW, version_id=plan.version.id, choices=choices)

        assert [part.measure_type for part in made.parts] == ["socialpaedagogisk-stoette"]

    def test_delegation_holds_from_its_day(self, plan: Planned) -> None:
        delegate(plan.world, NO)
        delegate(plan.world, YES, first_day=LATER.date(), at=NOW - timedelta(days=2))
        for choice in plan.choices():
            save_choice(plan.world.sight(COORDINATOR), at=NOW, choice=choice)

        keys = {
            day: {check.key for check in decision_page(plan.world.sight(who), on=day).checks}
            for day, who in ((TODAY, COORDINATOR), (LATER.date(), "Henrik Dam"))
        }
        assert "not-competent" in keys[TODAY]
        assert "not-competent" not in keys[LATER.date()]
        assert plan.issue(at=LATER).parts

    @pytest.mark.parametrize("who", ["Henrik Dam", "Louise Warming"])
    def test_a_complaint_is_looked_at_again_by_those_who_may_decide(self, plan: Planned, who: str) -> None:
        decision = plan.issue("mentor")
        (mentor,) = (part for part in decision.parts if part.measure_type == "mentorstoette")
        (complaint,) = plan.complain(decision, parts=(mentor.id,))
        sight = plan.world.sight(who)
        (asked,) = complaint.parts

        def look() -> Outcome:
            given = {"complaint_part_id": asked.id, "outcome": Outcome.UPHELD, "reasons": "Vi har læst klagen."}
            return reassess_decision(sight, at=LATER, **given).outcome  # type: ignore[arg-type]  # as it is

        if who == "Henrik Dam":  # of the job centre, which decides on mentors
            assert look() is Outcome.UPHELD
        else:
            with pytest.raises(Unfit) as caught, transaction.atomic():
                look()
            assert reason(caught) == "decision.another_looks_again"

    def test_in_the_demo_every_area_of_the_stories_is_decided_by_somebody(self) -> None:
        a_municipality()
        deciding = {area for each in departments() for area in each.decides}

        assert set(Category) - deciding == {Category.INTEGRATION, Category.JUSTICE}
        assert [each.name for each in departments() if not each.decides and not each.external] == ["Boformen Kirkevej"]

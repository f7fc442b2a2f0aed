"""Are copies of a case whole, apart from each other, and behind the same barrier as the one that was told?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.utils import IntegrityError

from enplan.demo import bulk
from enplan.demo.bulk import Told, copied_id, copied_team_id, multiply
from enplan.demo.stories import many_actions
from enplan.demo.stories.mother_without_work import COORDINATOR
from enplan.demo.stories.telling import Telling
from enplan.journey.access.commands import open_case
from enplan.journey.plan.queries import PlanPage, plan_page
from enplan.kernel.actor import Actor
from enplan.kernel.errors import Missing
from enplan.kernel.ids import AccountId, CaseId
from enplan.registers.accounts.queries import actor_of
from enplan.registers.cases.queries import my_case_ids
from tests.worlds import a_municipality

pytestmark = pytest.mark.django_db  # else this file alone would find no test database
ASKED_IN = UUID("5e0c3b1a-6f0e-4c86-9f6e-0a4c2b7d9e11")  # the number of a request, and the id of no row
STRUCTURE = """
select 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
  where indrelid = any(%(tables)s::regclass[])
union all select contype::text, conrelid::regclass::text || ' ' || conname, pg_get_constraintdef(oid)
  from pg_constraint where conrelid = any(%(tables)s::regclass[])
union all select 'barrier', oid::regclass::text, relrowsecurity::text || relforcerowsecurity::text
  from pg_class where oid = any(%(tables)s::regclass[])
union all select 'policy', polrelid::regclass::text || ' ' || polname, pg_get_expr(polqual, polrelid)
  from pg_policy where polrelid = any(%(tables)s::regclass[])
union all select 'trigger', tgrelid::regclass::text || ' ' || tgname, tgenabled::text || pg_get_triggerdef(oid)
  from pg_trigger where tgrelid = any(%(tables)s::regclass[]) and not tgisinternal
order by 1, 2, 3"""


def tables() -> list[str]:
    mine = [model for model in apps.get_models() if model.__module__.startswith("enplan.")]
    return [connection.ops.quote_name(model._meta.db_table) for model in mine]


def structure() -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(STRUCTURE, {"tables": tables()})
        return list(cursor.fetchall())


@pytest.fixture(scope="module")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Telling, list[Any], list[Any]]]:
    """The story with three copies, and what the database looked like before and after."""
    with django_db_blocker.unblock(), transaction.atomic():
        story = many_actions.tell(a_municipality(), date(2026, 11, 23))
        reader = replace(story.actor(COORDINATOR), asked_in=ASKED_IN)
        open_case(reader, at=story.at(0, 9), case_id=story.case_id, errand="read_case")
        before = structure()
        multiply([Told(story.case_id)], 1, 2)
        multiply([Told(story.case_id)], 3, 3)
        yield story, before, structure()
        transaction.set_rollback(True)


@pytest.fixture
def story(told: tuple[Telling, list[Any], list[Any]]) -> Telling:
    return told[0]


def account(found: str) -> Actor:
    actor = actor_of(AccountId(UUID(found)))
    assert actor is not None
    return actor


def citizen_of(story: Telling, number: int) -> Actor:
    return account(copied_id(story.actor("mette").account_id, number))


def plan_of(story: Telling, who: Actor, case_id: object) -> PlanPage:
    at = story.at(0)
    return plan_page(open_case(who, at=at, case_id=CaseId(UUID(str(case_id))), errand="story"), at=at)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_citizen_sees_in_a_copy_what_the_first_one_sees(story: Telling, number: int) -> None:
    first = plan_of(story, story.actor("mette"), story.case_id)
    page = plan_of(story, citizen_of(story, number), copied_id(story.case_id, number))

    assert len(page.measures) == len(first.measures) == 20
    assert [goal.text for goal in page.goals] == [goal.text for goal in first.goals]
    assert [len(goal.wordings) for goal in page.goals] == [len(goal.wordings) for goal in first.goals]
    assert [measure.times for measure in page.measures] == [measure.times for measure in first.measures]
    assert [measure.agreed for measure in page.measures] == [measure.agreed for measure in first.measures]
    assert page.approved is not None
    assert page.approved.number == 1
    assert page.case.citizen.name == f"Mette Holm Andersen {number}"
    assert {goal for measure in page.measures for goal in measure.goals} <= {goal.id for goal in page.goals}


def test_the_team_of_the_copies_finds_them_all_and_no_other_case(story: Telling) -> None:
    coordinator = account(copied_team_id(story.actor(COORDINATOR).account_id, 1))
    assert set(my_case_ids(coordinator)) == {UUID(copied_id(story.case_id, number)) for number in (1, 2, 3)}
    assert my_case_ids(story.actor(COORDINATOR)) == [story.case_id]
    page = plan_of(story, coordinator, copied_id(story.case_id, 2))
    first = plan_of(story, story.actor(COORDINATOR), story.case_id)
    assert (len(page.goals), len(page.measures), page.withheld) == (
        len(first.goals), len(first.measures), first.withheld,
    )  # fmt: skip


def test_a_professional_has_forty_cases_however_many_there_are() -> None:
    someone = "8c8e0d4c-3f35-4d8e-9d2a-5b1f0c7e6a11"
    teams = [copied_team_id(someone, number) for number in range(1, 121)]
    assert {teams.count(team) for team in teams} == {40}


def test_nobody_of_one_copy_comes_into_another(story: Telling) -> None:
    with pytest.raises(Missing), transaction.atomic():
        plan_of(story, citizen_of(story, 1), copied_id(story.case_id, 2))
    with pytest.raises(Missing), transaction.atomic():
        plan_of(story, citizen_of(story, 1), story.case_id)


def test_no_id_is_shared_between_two_cases(story: Telling) -> None:
    """Neither as a value of its own nor within a list or a document; only the municipality and the team are shared."""
    shared = {str(ASKED_IN), *bulk._kept_ids(), *(copied_team_id(each, 1) for each in bulk._kept_ids())}
    seen: dict[str, CaseId] = {}
    for number in (0, 1, 2, 3):
        case_id = CaseId(UUID(copied_id(story.case_id, number))) if number else story.case_id
        found = ids_of(citizen_of(story, number) if number else story.actor("mette"), case_id, story)
        assert len(found - shared) > 150
        assert not [each for each in found - shared if each in seen]
        seen |= dict.fromkeys(found - shared, case_id)


def ids_of(who: Actor, case_id: CaseId, story: Telling) -> set[str]:
    """Every id in any row of the case that its citizen may see, wherever it stands."""
    open_case(who, at=story.at(0), case_id=case_id, errand="story")
    found: set[str] = set()
    for model in apps.get_models():
        if not model.__module__.startswith("enplan.") or "case_id" not in columns(model):
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                f"select row_to_json(t)::text from {connection.ops.quote_name(model._meta.db_table)} t"
                " where case_id = %s and to_jsonb(t) ->> 'errand' is distinct from 'story'",
                [case_id],
            )
            found |= {each.group() for (row,) in cursor.fetchall() for each in bulk.UUID_TEXT.finditer(row)}
    return found


def columns(model: type[models.Model]) -> set[str]:
    return {str(field.column) for field in model._meta.concrete_fields}


def test_copies_can_have_happened_earlier_each_of_another_case(story: Telling) -> None:
    """So that among many cases something is late, something is soon, and the rest comes later."""
    first = plan_of(story, story.actor("mette"), story.case_id)
    with transaction.atomic():
        multiply([Told(story.case_id, timedelta(weeks=weeks)) for weeks in (0, 3)], 4, 6)
        second = CaseId(UUID(copied_id(story.case_id, 5)))
        multiply([Told(second)], 7, 7)

        pages = [plan_of(story, citizen_of(story, number), copied_id(story.case_id, number)) for number in (4, 5, 6, 7)]
        transaction.set_rollback(True)

    starts = [measure.starts for measure in first.measures]
    ago = [each - timedelta(weeks=3) if each else None for each in starts]
    assert [[each.starts for each in page.measures] for page in pages] == [starts, ago, starts, ago]
    assert [page.case.citizen.name for page in pages] == [f"Mette Holm Andersen {number}" for number in (4, 5, 6, 7)]
    approved = first.approved.approved_at if first.approved else None
    assert approved is not None
    assert [page.approved.approved_at for page in pages if page.approved][1] == approved - timedelta(weeks=3)


def test_indexes_constraints_triggers_and_barrier_are_as_before(told: tuple[Telling, list[Any], list[Any]]) -> None:
    _, before, after = told
    assert after == before
    assert [each for each in after if each[0] == "barrier" and each[2] == "truetrue"]


def test_the_keys_hold_over_what_was_copied(story: Telling) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        multiply([Told(story.case_id)], 3, 3)
    assert len(plan_of(story, citizen_of(story, 3), copied_id(story.case_id, 3)).measures) == 20


def test_a_table_that_nobody_has_classified_stops_the_copying(monkeypatch: pytest.MonkeyPatch, story: Telling) -> None:
    monkeypatch.setattr(bulk, "KEPT", bulk.KEPT - {"department"})
    with pytest.raises(bulk.Unclassified, match="department"):
        multiply([Told(story.case_id)], 4, 4)


def test_an_id_of_nobodys_stops_the_copying(monkeypatch: pytest.MonkeyPatch, story: Telling) -> None:
    belonging = next(each for each in bulk._belongings() if each.table == "plan_goal")
    others = [each for each in bulk._belongings() if each.table != "plan_goal"]
    monkeypatch.setattr(
        bulk, "_belongings", lambda: iter([*others, replace(belonging, where="false and id = %(case)s")])
    )
    with pytest.raises(bulk.Unclassified, match="is the id of no row"), transaction.atomic():
        multiply([Told(story.case_id)], 4, 4)

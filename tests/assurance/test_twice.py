"""Does the same thing done twice at once happen once, and is what has been decided kept as it was? (S7, S13)

Two connections, let go at the same moment. Everything is committed, as it is for people.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from enplan.demo.stories import mother_without_work as mettes
from enplan.demo.stories.consenting import ask_to_share
from enplan.demo.stories.planning import draft
from enplan.demo.stories.telling import Telling
from enplan.journey.access.commands import open_case
from enplan.journey.assessment.commands import answer_question
from enplan.journey.consent.commands import decline_consent, give_consent, withdraw_consent
from enplan.journey.consent.facts import Way
from enplan.journey.consent.queries import consents_page
from enplan.journey.coordination.commands import resolve_conflict
from enplan.journey.coordination.queries import findings_page
from enplan.journey.dossier.commands import add_document
from enplan.journey.plan.commands import accept_element, approve_plan, draft_plan, propose_plan, set_goal
from enplan.journey.plan.queries import goals
from enplan.journey.team.commands import name_coordinator
from enplan.kernel.category import Category
from enplan.kernel.errors import Expected
from enplan.kernel.sight import Sight
from enplan.registers.base.models import AppendOnlyRecord
from tests.assurance.at_once import Ready, count
from tests.assurance.at_once import at_once as let_go
from tests.builders_stories import mette_with_plans
from tests.clock import TODAY, Clock
from tests.worlds import a_municipality

pytestmark = pytest.mark.django_db(transaction=True)
Job = Callable[[Sight, datetime], object]


@pytest.fixture
def story() -> Telling:
    """Mette with five sector plans, committed."""
    with transaction.atomic():
        return mette_with_plans(TODAY)


def at_once(story: Telling, *jobs: tuple[str, Job]) -> list[object]:
    """Each done by its person, begun together; what came of it, or the expected error."""

    def of(who: str, job: Job) -> Callable[[Ready], object]:
        def done(ready: Ready) -> object:
            at = Clock.now()
            sight = open_case(story.actor(who), at=at, case_id=story.case_id, errand="story")
            ready()
            return job(sight, at)

        return done

    return let_go(*(of(who, job) for who, job in jobs))


def twice(story: Telling, who: str, job: Job) -> list[object]:
    """The same, sent twice by one person."""
    return at_once(story, (who, job), (who, job))


def now(story: Telling, who: str) -> Sight:
    """The case opened now."""
    return open_case(story.actor(who), at=Clock.now(), case_id=story.case_id, errand="story")


def test_a_consent_is_given_once(story: Telling) -> None:
    with transaction.atomic():
        asked = ask_to_share(story, mettes.COORDINATOR, "mette", Category.ECONOMY, -1)
    twice(story, "mette", lambda sight, at: give_consent(sight, at=at, request_id=asked.id, way=Way.PORTAL))

    assert count("consent", f"request_id = '{asked.id}'") == 1


def test_a_question_is_answered_with_yes_or_no_and_not_both(story: Telling) -> None:
    with transaction.atomic():
        asked = ask_to_share(story, mettes.COORDINATOR, "mette", Category.ECONOMY, -1)
    results = at_once(
        story,
        ("mette", lambda sight, at: give_consent(sight, at=at, request_id=asked.id, way=Way.PORTAL)),
        ("mette", lambda sight, at: decline_consent(sight, at=at, request_id=asked.id, reason="Nej tak.")),
    )

    assert sum(isinstance(each, Expected) for each in results) == 1
    accepted = count("consent_request", f"id = '{asked.id}' and accepted")
    assert count("consent", f"request_id = '{asked.id}'") == accepted


def test_a_consent_is_taken_back_once(story: Telling) -> None:
    with transaction.atomic():
        given = consents_page(now(story, "mette"), on=TODAY).given[1].consent
    results = twice(story, "mette", lambda sight, at: withdraw_consent(sight, at=at, consent_id=given.id))

    assert sum(isinstance(each, Expected) for each in results) <= 1
    assert count("audit", f"event = 'consent.withdrawn' and about = '{given.id}'") == 1


def test_two_who_answer_the_same_question_do_not_overwrite_one_another(story: Telling) -> None:
    person = story.person("mette")
    results = twice(
        story,
        mettes.COORDINATOR,
        lambda sight, at: answer_question(
            sight, at=at, person_id=person, item="boligsituation", text="Hun bor godt.", source="Mette", shown=0
        ),
    )

    assert sum(isinstance(each, Expected) for each in results) == 1
    assert count("answer", "item = 'boligsituation'") == 1


def test_a_finding_is_resolved_once_by_one_of_two(story: Telling) -> None:
    with transaction.atomic():
        key = findings_page(now(story, mettes.COORDINATOR), on=TODAY).open[0].key
    twice(
        story,
        mettes.COORDINATOR,
        lambda sight, at: resolve_conflict(
            sight, at=at, finding_key=key, choice=0, own_solution="", reason="Det er bedst.", decided_by=["Mette"]
        ),
    )

    assert count("resolution", f"finding_key = '{key}'") == 1


def test_two_who_draft_make_one_plan(story: Telling) -> None:
    twice(story, mettes.COORDINATOR, lambda sight, at: draft_plan(sight, at=at))

    assert count("plan") == 1
    assert count("plan_wording", "item <> ''") == count("plan_goal", "not own_words")


def test_the_slower_of_two_editors_is_told_and_overwrites_nothing(story: Telling) -> None:
    with transaction.atomic():
        draft_plan(now(story, mettes.COORDINATOR), at=Clock.now())
        goal = goals(now(story, mettes.COORDINATOR))[0]

    def write(text: str) -> Job:
        return lambda sight, at: set_goal(sight, at=at, goal_id=goal.id, text=text, revision=goal.revision)

    results = at_once(story, (mettes.COORDINATOR, write("Den enes ord.")), ("Louise Warming", write("Den andens ord.")))
    reasons = [each.reason for each in results if isinstance(each, Expected)]

    assert len(reasons) == 1
    assert count("plan_goal", f"id = '{goal.id}' and revision = {goal.revision + 1}") == 1


def test_there_is_one_contact_person_whoever_names_two(story: Telling) -> None:
    def name(who: str) -> Job:
        return lambda sight, at: name_coordinator(
            sight.actor, at=at, case_id=story.case_id, professional_id=story.professional(who)
        )

    at_once(story, (mettes.COORDINATOR, name("Henrik Dam")), (mettes.COORDINATOR, name("Peter Kvist")))

    assert count("membership", "coordinator and until_day is null") == 1


def test_who_lost_the_consent_can_write_no_more(story: Telling) -> None:
    """A page that was opened before the consent was taken back is posted after it."""
    with transaction.atomic():
        given = consents_page(now(story, "mette"), on=TODAY).given
        health = next(each.consent for each in given if each.consent.scope.category is Category.HEALTH)
        withdraw_consent(now(story, "mette"), at=Clock.now(), consent_id=health.id)
    with pytest.raises(Expected), transaction.atomic():
        add_document(
            now(story, mettes.COORDINATOR),
            at=Clock.now(),
            person_id=story.person("mette"),
            category=Category.HEALTH,
            title="Et notat",
            text="Om ryggen",
            source="Mig",
        )

    assert count("document") == 0


def test_the_database_itself_refuses_a_row_of_a_kind_that_is_not_granted(story: Telling) -> None:
    model: Any = apps.get_model("dossier", "DocumentRecord")
    held = {"case_id": story.case_id, "person_id": story.person("mette"), "category": "addiction"}
    row = model(**held, title="x", text="y", source="z", added_at=Clock.now(), added_by="Henrik")
    with transaction.atomic():
        now(story, "Henrik Dam")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            row.save()


class TestVersions:
    """A plan that has been proposed."""

    @pytest.fixture
    def proposed(self, story: Telling) -> Telling:
        """Ready for Mette's yes."""
        with transaction.atomic():
            draft(story, mettes.COORDINATOR, mettes.MET, days=-10)
        return story

    def test_it_is_proposed_once(self, proposed: Telling) -> None:
        results = twice(proposed, mettes.COORDINATOR, lambda sight, at: propose_plan(sight, at=at))

        assert [each for each in results if isinstance(each, Expected) and each.reason != "plan.nothing_new"] == []
        assert count("plan_version") == 1

    def test_it_is_approved_once_and_decided_once(self, proposed: Telling) -> None:
        with transaction.atomic():
            version = propose_plan(now(proposed, mettes.COORDINATOR), at=Clock.now())
            for less in version.reductions:
                accept_element(
                    now(proposed, "mette"),
                    at=Clock.now(),
                    version_id=version.id,
                    element_id=less.element_id,
                    for_person=less.person_id,
                    words="Det er jeg enig i.",
                )
        mette = proposed.person("mette")
        results = twice(
            proposed, "mette", lambda sight, at: approve_plan(sight, at=at, version_id=version.id, for_person=mette)
        )

        assert not any(isinstance(each, Expected) for each in results), results
        whole = f"version_id = '{version.id}' and element_id is null and for_person_id = '{mette}'"
        assert count("plan_approval", whole) == 1


def append_only() -> list[str]:
    """The tables whose rows are never changed."""
    models = (each for each in apps.get_models() if issubclass(each, AppendOnlyRecord))
    return sorted(each._meta.db_table for each in models)


def goes_through(table: str, statement: str) -> bool:
    """Whether the database lets a row be changed; it is taken back at once."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'alter table "{table}" no force row level security')
            cursor.execute(statement)
            transaction.set_rollback(True)
    except DatabaseError as why:
        return "Cannot update or delete" not in str(why)
    return True


def test_what_has_happened_is_neither_changed_nor_deleted() -> None:
    """By nobody who works with the application's rights, in any table of what was approved, decided, seen or done."""
    with transaction.atomic():
        mettes.tell(a_municipality(), TODAY)
    tables, wrong, empty = append_only(), [], []
    assert {"audit", "opening", "plan_version", "plan_element", "plan_approval", "decision_part"} <= set(tables)
    for table in tables:
        if not count(table):
            empty.append(table)
            continue
        wrong += [
            each for each in (f'update "{table}" set id = id', f'delete from "{table}"') if goes_through(table, each)
        ]

    assert wrong == []
    assert len(empty) < len(tables) / 2, empty

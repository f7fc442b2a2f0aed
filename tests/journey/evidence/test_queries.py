"""Does evidence gather by itself, with day and source, and only through the sight?"""

from datetime import date, timedelta

import pytest

from enplan.demo.stories.consenting import ask_to_share, say_yes
from enplan.demo.stories.telling import Telling
from enplan.journey.assessment.commands import answer_question
from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.queries import consents_in_force
from enplan.journey.dossier.commands import add_document, receive_statement, request_statement
from enplan.journey.evidence.facts import Evidence, Kind, State
from enplan.journey.evidence.queries import EvidencePage, evidence_page
from enplan.journey.evidence.rules.lighting import is_old
from enplan.journey.followup.commands import end_noted_day, note_day
from enplan.journey.followup.facts import Happening, NotedEnd
from enplan.journey.followup.queries import case_deadlines
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing
from tests.builders_stories import mette_with_plans

pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"
HEALTH = ("fysisk-helbred", "psykisk-helbred", "diagnoser-og-behandling")


@pytest.fixture
def story() -> Telling:
    return mette_with_plans()


def page(story: Telling, who: str = SUSANNE, *, days: int = 0) -> EvidencePage:
    return evidence_page(story.sight(who, story.at(days, 16)), on=story.day(days))


def of(shown: EvidencePage, kind: Kind) -> list[Evidence]:
    return [each for each in shown.evidence if each.kind is kind]


def state(shown: EvidencePage, document: str) -> State:
    found = shown.light.named(document)
    assert found is not None
    return found.state


def test_the_doctor_is_asked_once_and_lights_every_document_that_needs_it(story: Telling) -> None:
    """S-21, S-69: a statement counts from the day it came, and until the day it holds to."""
    at = story.at(0, 9)
    ordered = request_statement(
        story.sight(SUSANNE, at), at=at, person_id=story.person("mette"), kind="LÆ 265", items=HEALTH, purpose="Pension"
    )
    waiting = page(story)
    assert not any(each.title == "LÆ 265" for each in of(waiting, Kind.STATEMENT))
    known = waiting.light.named("foreliggende-helbredsdokumenter")
    assert known is not None
    assert ("LÆ 265", story.day(30)) in {(each.what, each.due) for each in known.coming}

    at = story.at(1, 9)
    receive_statement(
        story.sight(SUSANNE, at),
        at=at,
        statement_id=ordered.id,
        text="Ryg og angst.",
        received_day=story.day(1),
        valid_until=story.day(60),
    )

    assert state(page(story, days=1), "foreliggende-helbredsdokumenter") is State.HAVE
    assert state(page(story, days=60), "foreliggende-helbredsdokumenter") is State.HAVE
    assert state(page(story, days=61), "foreliggende-helbredsdokumenter") is not State.HAVE


def test_an_answer_is_evidence_with_day_source_and_the_citizens_own_view(story: Telling) -> None:
    at = story.at(0, 9)
    answer_question(
        story.sight("mette", at),
        at=at,
        person_id=story.person("mette"),
        item="egen-vurdering-af-helbred",
        text="Jeg kan vaske tøj, men ikke bære det.",
    )

    (answer,) = of(page(story), Kind.ANSWER)

    assert (answer.source, answer.day) == ("Mette Holm Andersen", story.today)
    assert {"egen-vurdering-af-helbred", "own-words"} <= answer.tells


def test_what_was_answered_for_one_purpose_is_not_carried_over(story: Telling) -> None:
    at = story.at(0, 9)
    answer_question(
        story.sight("mette", at),
        at=at,
        person_id=story.person("mette"),
        item="kriminalitet",
        text="Intet.",
        purpose="Ansøgning om bolig",
    )

    assert not any("kriminalitet" in each.tells for each in page(story, "mette").evidence)


def test_a_sector_plan_whose_follow_up_has_passed_is_old(story: Telling) -> None:
    plans = {each.source: is_old(each, story.today) for each in of(page(story), Kind.SECTOR_PLAN)}

    assert plans["Voksenstøtte"]  # followed up on 2 November
    assert not plans["Jobcenter Nordby"]


def test_a_measure_of_a_sector_plan_counts_dimly_before_anybody_noted_how_it_went(story: Telling) -> None:
    tried = {each.title: each for each in of(page(story), Kind.MEASURE)}["Bostøtte i hjemmet"]

    assert tried.tried is not None
    assert tried.tried.aim
    assert tried.tried.lacks == ("result",)
    assert "tried" in tried.hints


def test_nothing_outside_the_sight_is_shown_or_counted(story: Telling) -> None:
    """A paper of a kind that is closed to the team is there for Mette alone."""
    at = story.at(0, 9)
    add_document(
        story.sight("mette", at),
        at=at,
        person_id=story.person("mette"),
        category=Category.ADDICTION,
        title="Om alkohol",
        text="Jeg drak engang.",
        source="Mig",
    )

    assert "Om alkohol" in {each.title for each in page(story, "mette").evidence}
    assert "Om alkohol" not in {each.title for each in page(story).evidence}
    assert "Om alkohol" not in {each.title for each in page(story).papers}
    treatment = page(story).light.named("behandlingsmuligheder")
    assert treatment is not None
    assert treatment.hidden == 1
    assert "rusmidler" not in {each.point.key for each in treatment.points}


def test_a_consent_that_is_taken_back_takes_its_evidence_along(story: Telling) -> None:
    before = page(story)
    sight = story.sight("mette", story.at(0, 17))
    health = next(each for each in consents_in_force(sight, on=story.today) if each.scope.category is Category.HEALTH)
    withdraw_consent(sight, at=story.at(0, 17), consent_id=health.id)

    after = evidence_page(story.sight(SUSANNE, story.at(0, 18)), on=story.today)

    assert state(before, "foreliggende-helbredsdokumenter") is not State.HIDDEN
    assert state(after, "foreliggende-helbredsdokumenter") is State.HIDDEN
    assert not any("sundhed" in each.source.casefold() for each in after.evidence)


def test_a_child_reads_of_nobodys_pension(story: Telling) -> None:
    with pytest.raises(Missing):
        page(story, "freja")
    with pytest.raises(Missing):
        evidence_page(story.sight(SUSANNE, story.at(0)), on=story.today, person_id=story.person("freja"))


def test_the_same_case_on_an_earlier_day_knows_less(story: Telling) -> None:
    early = evidence_page(story.sight(SUSANNE, story.at(0)), on=story.today - timedelta(days=400))

    assert early.light.percent < page(story).light.percent


def test_the_day_the_case_goes_on_as_a_pension_case_is_noted_once_and_counts_in_both_places(story: Telling) -> None:
    """S-18, S-67: it lights its document, and the three months of the law run from it; a mistake does neither."""
    say_yes(story, "mette", ask_to_share(story, SUSANNE, "mette", Category.ECONOMY, -3), -2)
    at, transfer, mette = story.at(0, 9), "overgangstidspunkt", story.person("mette")

    def months() -> list[tuple[date, date]]:
        lines = case_deadlines(story.sight(SUSANNE, story.at(0, 16)), on=story.today).lines
        found = [each.law for each in lines if each.law]
        return [(each.since, each.day) for each in found if each.deadline == "pension-afgoerelse-3-maaneder"]

    assert (state(page(story), transfer), months()) == (State.MISSING, [])

    noted = note_day(
        story.sight(SUSANNE, at), at=at, happening=Happening.PENSION_RULES, person_id=mette, day=story.day(-3)
    )

    assert state(page(story), transfer) is State.HAVE
    ((since, day),) = months()
    assert since == story.day(-3)
    assert day > story.day(80)

    later = story.at(0, 10)
    end_noted_day(story.sight(SUSANNE, later), at=later, noted_id=noted.id, ended_as=NotedEnd.MISTAKEN)
    assert (state(page(story), transfer), months()) == (State.MISSING, [])

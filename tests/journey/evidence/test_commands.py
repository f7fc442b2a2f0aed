"""What happens when somebody settles what a pension case still needs?"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from enplan.demo.stories.telling import Telling
from enplan.doors.jobs.watch_deadlines import watch_deadlines
from enplan.journey.access.commands import open_case
from enplan.journey.dossier.commands import add_document
from enplan.journey.dossier.facts import Document
from enplan.journey.evidence.commands import (
    arrange_document,
    file_paper,
    reopen_document,
    set_document_aside,
    take_paper_out,
)
from enplan.journey.evidence.facts import Mark, State
from enplan.journey.evidence.models import MarkRecord
from enplan.journey.evidence.queries import evidence_page
from enplan.journey.evidence.rules.lighting import DocumentLight
from enplan.journey.followup.facts import DueKind
from enplan.journey.followup.queries import case_deadlines, my_deadlines
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import CaseId
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.builders_stories import mette_with_plans
from tests.worlds import a_case

pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"
DAY, TRY_OUT, NOTES = "overgangstidspunkt", "virksomhedsafproevning", "notat-og-partshoering"


@pytest.fixture
def story() -> Telling:
    return mette_with_plans()


def seen(story: Telling, document: str, who: str = SUSANNE) -> DocumentLight:
    found = evidence_page(story.sight(who, story.at(0, 15)), on=story.today).light.named(document)
    assert found is not None
    return found


def arrange(
    story: Telling, document: str = DAY, *, who: str = SUSANNE, days: int = 0, name: str = "Henrik Dam", hour: int = 10
) -> Mark:
    at = story.at(0, hour)
    return arrange_document(
        story.sight(who, at),
        at=at,
        person_id=story.person("mette"),
        document=document,
        who=name,
        by_day=story.today + timedelta(days=days),
    )


def aside(story: Telling, document: str = TRY_OUT, reason: str = "Mette er for syg til at prøve.") -> Mark:
    at = story.at(0, 10)
    return set_document_aside(
        story.sight(SUSANNE, at), at=at, person_id=story.person("mette"), document=document, reason=reason
    )


def a_paper(story: Telling, category: Category = Category.WORK, about: str = "mette") -> Document:
    at = story.at(0, 9)
    return add_document(
        story.sight(SUSANNE, at),
        at=at,
        person_id=story.person(about),
        category=category,
        title="Brev om overgang",
        text="Sagen går over den 1. december.",
        source="Jobcentret",
    )


def filed(story: Telling, paper: Document, document: str = DAY, points: tuple[str, ...] = ()) -> Mark:
    at = story.at(0, 11)
    sight = story.sight(SUSANNE, at)
    return file_paper(
        sight, at=at, person_id=story.person("mette"), document=document, paper_id=paper.id, points=points
    )


def test_somebody_gets_what_is_missing_by_a_day(story: Telling) -> None:
    """S-70."""
    mark = arrange(story)

    getting = seen(story, DAY)
    assert getting.getting == mark
    assert not getting.needs_somebody
    assert events(story.sight(SUSANNE, story.at(0, 15)))[0].event == "evidence.document_arranged"
    assert messages(story.actor("mette"))[0].message == "evidence.settled"


def test_somebody_gets_it_today_but_not_yesterday(story: Telling) -> None:
    arrange(story, days=0)
    with pytest.raises(Unfit) as caught:
        arrange(story, days=-1)

    assert caught.value.reason == "evidence.day_passed"


def test_nobody_is_no_somebody(story: Telling) -> None:
    with pytest.raises(Unfit) as caught:
        arrange(story, name=" ")

    assert caught.value.reason == "evidence.who_missing"


def test_what_is_not_needed_says_why(story: Telling) -> None:
    aside(story)

    why = seen(story, TRY_OUT).not_needed
    assert why is not None
    assert (why.words, why.by_name) == ("Mette er for syg til at prøve.", SUSANNE)
    assert seen(story, "forgaeves-eller-aabenbart").state is not State.NOT_NEEDED
    assert "evidence.document_set_aside" in {each.event for each in events(story.sight(SUSANNE, story.at(0, 15)))}


@pytest.mark.parametrize(
    ("document", "reason", "why"),
    [(TRY_OUT, " ", "evidence.reason_missing"), (DAY, "Det haster.", "evidence.always_needed")],
    ids=["without a reason", "what the law always asks for"],
)
def test_some_things_cannot_be_set_aside(story: Telling, document: str, reason: str, why: str) -> None:
    """S-12: what the law demands blocks."""
    with pytest.raises(Unfit) as caught:
        aside(story, document, reason)

    assert caught.value.reason == why


def test_what_was_settled_can_be_taken_back(story: Telling) -> None:
    aside(story)
    at = story.at(0, 12)
    reopen_document(story.sight(SUSANNE, at), at=at, person_id=story.person("mette"), document=TRY_OUT)

    assert seen(story, TRY_OUT).not_needed is None
    assert events(story.sight(SUSANNE, story.at(0, 15)))[0].event == "evidence.document_reopened"


def test_a_paper_of_the_case_lights_what_it_is_filed_under(story: Telling) -> None:
    paper = a_paper(story)
    assert seen(story, DAY).state is State.MISSING

    filed(story, paper)

    assert seen(story, DAY).state is State.HAVE
    assert seen(story, DAY).evidence[0].source == "Jobcentret"
    assert events(story.sight(SUSANNE, story.at(0, 15)))[0].event == "evidence.paper_filed"


def test_a_paper_under_the_wrong_document_is_taken_out_again(story: Telling) -> None:
    paper = a_paper(story)
    filed(story, paper)
    at = story.at(0, 12)

    take_paper_out(story.sight(SUSANNE, at), at=at, person_id=story.person("mette"), document=DAY, paper_id=paper.id)

    assert seen(story, DAY).state is State.MISSING
    assert events(story.sight(SUSANNE, story.at(0, 15)))[0].event == "evidence.paper_taken_out"
    with pytest.raises(Unfit) as caught:
        take_paper_out(
            story.sight(SUSANNE, at), at=at, person_id=story.person("mette"), document=DAY, paper_id=paper.id
        )
    assert caught.value.reason == "evidence.not_filed"


def test_a_paper_shows_only_what_its_document_asks_for(story: Telling) -> None:
    with pytest.raises(Unfit) as caught:
        filed(story, a_paper(story), points=("rusmidler",))

    assert caught.value.reason == "evidence.point_unknown"


def test_a_paper_shows_nothing_of_a_kind_that_is_closed(story: Telling) -> None:
    """Mette has not opened what she says of drugs and alcohol."""
    with pytest.raises(Unfit):
        filed(story, a_paper(story), "behandlingsmuligheder", ("rusmidler",))


def test_a_paper_about_somebody_else_cannot_be_filed(story: Telling) -> None:
    with pytest.raises(Missing):
        filed(story, a_paper(story, Category.FAMILY, "freja"))


def test_the_citizen_and_strangers_settle_nothing(story: Telling) -> None:
    with pytest.raises(Refused) as caught, transaction.atomic():
        arrange(story, who="mette")
    assert caught.value.reason == "evidence.staff_settles"
    with pytest.raises(Missing):
        arrange(story, who="Rikke Søgaard")


def test_nobody_settles_what_they_may_not_see(story: Telling) -> None:
    other = a_case(story.cast, "lone", coordinator=SUSANNE)
    sight = other.sight(SUSANNE)

    with pytest.raises(Refused) as caught:
        set_document_aside(
            sight,
            at=story.at(0),
            person_id=story.cast.persons["lone"].id,
            document=TRY_OUT,
            reason="Det går ikke.",
        )

    assert caught.value.reason == "evidence.not_let_through"


def test_another_case_is_out_of_reach(story: Telling) -> None:
    at = story.at(0)
    sight = story.sight(SUSANNE, at)

    with pytest.raises(Missing), transaction.atomic():
        arrange_document(
            sight,
            at=at,
            person_id=story.cast.persons["lone"].id,
            document=DAY,
            who="Henrik Dam",
            by_day=story.today,
        )
    assert MarkRecord.objects.filter(case_id=CaseId(story.case_id)).count() == 0


def test_a_document_that_the_law_does_not_know_is_missing(story: Telling) -> None:
    with pytest.raises(Missing):
        arrange(story, "findes-ikke")


def _due(story: Telling, days: int = 0) -> list[tuple[int, str]]:
    page = case_deadlines(story.sight(SUSANNE, story.at(days, 15)), on=story.day(days))
    found = [each.line.due for each in page.lines if each.line.due and each.line.due.kind is DueKind.EVIDENCE]
    return [((each.day - story.today).days, each.title.rpartition(" (")[2].rstrip(")")) for each in found]


def test_what_somebody_gets_by_a_day_stands_among_the_deadlines_until_it_is_there(story: Telling) -> None:
    assert _due(story) == []
    arrange(story, days=140)
    assert _due(story) == [(140, "Henrik Dam")]

    arrange(story, days=9, name="Peter Kvist", hour=11)
    assert _due(story) == _due(story, days=10) == [(9, "Peter Kvist")]

    filed(story, a_paper(story))
    assert _due(story) == []


def test_the_clock_reminds_of_what_is_to_be_got_when_its_day_is_near(story: Telling) -> None:
    arrange(story, days=61)

    def on_my_list(days: int) -> list[date]:
        clock = open_case(the_clock(), at=story.at(days, 16), case_id=story.case_id, errand="remind")
        watch_deadlines(clock, at=story.at(days, 16))
        rows = my_deadlines(story.actor(SUSANNE), on=story.day(days)).rows
        return [each.day for each in rows if each.kind is DueKind.EVIDENCE]

    assert on_my_list(0) == []
    assert on_my_list(1) == [story.day(61)]


def test_who_may_not_see_that_kind_of_information_sees_no_promise_of_it(story: Telling) -> None:
    mark, sight = arrange(story, days=9), story.sight(SUSANNE, story.at(0, 15))
    open_to = frozenset(each for each in sight.grants if each.category is not mark.category)

    page = case_deadlines(replace(sight, grants=open_to), on=story.today)

    assert DueKind.EVIDENCE not in {each.line.kind for each in page.lines}

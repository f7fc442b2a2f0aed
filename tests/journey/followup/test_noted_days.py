"""Who may note a day that deadlines run from, what follows, and what ends it?"""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from enplan.demo.stories.telling import Telling
from enplan.doors.jobs.watch_deadlines import watch_deadlines
from enplan.journey.access.commands import open_case
from enplan.journey.consent.commands import ask_for_consent, give_consent
from enplan.journey.consent.facts import Way
from enplan.journey.dossier.commands import chase_statement, request_statement
from enplan.journey.followup.commands import close_case, count_week, end_noted_day, note_day, remind
from enplan.journey.followup.facts import ClosureReason, DueKind, Happening, NotedDay, NotedEnd
from enplan.journey.followup.models import NotedDayRecord
from enplan.journey.followup.queries import case_deadlines, my_deadlines, noted_page
from enplan.journey.followup.queries.deadlines import NOTED_PAGE
from enplan.journey.followup.rules.starting import APPLICATION, CATEGORY_OF
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import PersonId
from enplan.kernel.period import Period
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.models import AuditRecord
from enplan.registers.audit.queries import events
from enplan.registers.organisation.commands import settle
from enplan.registers.organisation.facts import Matter
from enplan.registers.outbox.queries import messages
from tests.assurance.city import as_owner
from tests.builders_people import a_scope
from tests.builders_stories import mette_with_draft
from tests.worlds import a_case

pytestmark = pytest.mark.django_db
SUSANNE = "Susanne Brandt"


@pytest.fixture
def story() -> Telling:
    return mette_with_draft()


def _note(
    story: Telling, happening: Happening = Happening.SICKNESS_BENEFIT, days: int = -3, who: str = SUSANNE
) -> NotedDay:
    at = story.at(0)
    return note_day(
        story.sight(who, at), at=at, happening=happening, person_id=story.person("mette"), day=story.day(days)
    )


def _open(story: Telling, category: Category) -> None:
    """Mette lets the team know more."""
    at, scope = story.at(0), a_scope(story.person("mette"), category)
    period = Period(story.today, story.day(300))
    asked = ask_for_consent(story.sight(SUSANNE, at), at=at, scope=scope, why="Det hænger sammen.", period=period)
    give_consent(story.sight("mette", at), at=at, request_id=asked.id, way=Way.PORTAL)


def _page(story: Telling) -> list[str]:
    page = case_deadlines(story.sight(SUSANNE, story.at(0)), on=story.today)
    return [each.line.law.deadline for each in page.lines if each.line.law]


def test_a_noted_day_gives_a_deadline_and_is_written_down(story: Telling) -> None:
    noted = _note(story)

    assert "sygedagpenge-revurdering-22-uger" in _page(story)
    assert noted.category is Category.WORK
    assert "followup.day_noted" in {each.event for each in events(story.sight(SUSANNE, story.at(0)))}


def test_an_application_has_the_days_its_area_had_on_the_day_it_came(story: Telling) -> None:
    """Retssikkerhedsloven § 3 stk. 2: what is settled later, or for another area, changes no earlier promise."""

    def settled(matter: Matter, days: str, first_day: date, at: datetime) -> None:
        leader = story.actor("Thomas Vinther")
        settle(leader, at=at, matter=matter, value=days, first_day=first_day, why="Besluttet af byrådet.")

    settled(Matter.AREA_WORK, "28", story.day(-10), story.at(-20))
    settled(Matter.AREA_WORK, "14", story.day(-2), story.at(-9))
    settled(Matter.AREA_FAMILY, "7", story.day(-10), story.at(-20))

    before, after = (_note(story, Happening.APPLIED_WORK, days) for days in (-3, -2))
    assert (before.within_days, after.within_days, _note(story).within_days) == (28, 14, None)
    page = case_deadlines(story.sight(SUSANNE, story.at(0)), on=story.today)
    rows = {each.line.law.key: each for each in page.lines if each.line.law and each.line.law.deadline == APPLICATION}
    mine = [rows[f"{APPLICATION}:{each.id}"] for each in (before, after)]
    assert [each.line.day for each in mine] == [date(2026, 12, 18), date(2026, 12, 4)]
    assert [each.page for each in mine] == [NOTED_PAGE] * 2
    assert "Ansøgningen om arbejde kom fredag den 20. november 2026." in mine[0].how[0]


def test_by_hand_too_an_application_has_the_days_of_its_area(story: Telling) -> None:
    noted = _note(story, Happening.APPLIED_WORK)
    story.sight(SUSANNE, story.at(0))

    with pytest.raises(IntegrityError, match="an_application_has_the_days_of_its_area"), transaction.atomic():
        NotedDayRecord.objects.filter(id=noted.id).update(within_days=None)


def test_the_lists_follow_when_it_is_noted_and_when_it_is_done(story: Telling) -> None:
    def listed() -> int:
        remind(story.sight(SUSANNE, story.at(0)), at=story.at(0))
        return Counter(each.kind for each in my_deadlines(story.actor(SUSANNE), on=story.today).rows)[DueKind.READY]

    before = listed()
    noted = _note(story, Happening.REASONS_ASKED)

    assert listed() == before + 1
    at = story.at(0, 1)
    end_noted_day(story.sight(SUSANNE, at), at=at, noted_id=noted.id, ended_as=NotedEnd.DONE)
    clock = open_case(the_clock(), at=at, case_id=story.case_id, errand="remind")
    remind(clock, at=at)
    assert listed() == before


def test_what_a_colleague_brings_about_is_told_to_the_contact_person_once(story: Telling) -> None:
    def told() -> int:
        return Counter(each.message for each in messages(story.actor(SUSANNE)))["followup.something_is_due"]

    remind(open_case(the_clock(), at=story.at(0), case_id=story.case_id, errand="remind"), at=story.at(0))
    before = told()
    _note(story, Happening.REASONS_ASKED, who="Henrik Dam")
    for who in ("Henrik Dam", SUSANNE, "Henrik Dam"):
        remind(story.sight(who, story.at(0)), at=story.at(0))
    remind(open_case(the_clock(), at=story.at(0, 20), case_id=story.case_id, errand="remind"), at=story.at(0, 20))

    assert told() == before + 1


def test_one_deadline_of_several_is_done_and_the_last_ends_the_day(story: Telling) -> None:
    _open(story, Category.INTEGRATION)
    noted = _note(story, Happening.RESPONSIBILITY)
    of_day = [
        "integration-danskuddannelse-1-maaned",
        "integration-kontrakt-1-maaned",
        "integration-visitation-3-maaneder",
    ]

    for number, deadline in enumerate(of_day):
        at = story.at(0, number + 1)
        found = end_noted_day(
            story.sight(SUSANNE, at), at=at, noted_id=noted.id, ended_as=NotedEnd.DONE, deadline=deadline
        )
        assert set(_page(story)) & set(of_day) == set(of_day[number + 1 :])

    assert found.ended_as is NotedEnd.DONE
    assert "followup.noted_day_ended" in {each.event for each in events(story.sight(SUSANNE, at))}
    with pytest.raises(Unfit, match=r"followup\.day_ended_before"), transaction.atomic():
        end_noted_day(story.sight(SUSANNE, at), at=at, noted_id=noted.id, ended_as=NotedEnd.MISTAKEN)


def test_a_deadline_that_does_not_run_from_the_day_cannot_be_done(story: Telling) -> None:
    noted = _note(story)

    with pytest.raises(Unfit, match=r"followup\.day_ended_before"), transaction.atomic():
        end_noted_day(
            story.sight(SUSANNE, story.at(0)),
            at=story.at(0),
            noted_id=noted.id,
            ended_as=NotedEnd.DONE,
            deadline="mentor-6-maaneder",
        )


@pytest.mark.parametrize(
    ("happening", "days", "why"),
    [
        pytest.param(Happening.SICKNESS_BENEFIT, 1, "followup.day_is_ahead", id="tomorrow"),
        pytest.param(Happening.SICKNESS_BENEFIT, -20000, "followup.day_before_birth", id="before birth"),
        pytest.param(Happening.BENEFIT, -3000, "followup.no_deadline_then", id="before the rule"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_stored(
    story: Telling, happening: Happening, days: int, why: str
) -> None:
    with pytest.raises(Unfit, match=why), transaction.atomic():
        _note(story, happening, days)

    assert NotedDayRecord.objects.in_case(story.sight(SUSANNE, story.at(0))).count() == 0


def test_the_same_day_is_noted_once_and_again_when_it_is_ended(story: Telling) -> None:
    noted = _note(story)
    with pytest.raises(Unfit, match=r"followup\.day_noted_before"), transaction.atomic():
        _note(story)

    end_noted_day(story.sight(SUSANNE, story.at(0)), at=story.at(0), noted_id=noted.id, ended_as=NotedEnd.MISTAKEN)

    assert _note(story).id != noted.id


def test_the_database_too_keeps_a_day_once(story: Telling) -> None:
    noted = _note(story)
    story.sight(SUSANNE, story.at(0))
    same = {"case_id": story.case_id, "person_id": noted.person_id, "category": "work", "day": noted.day}

    with pytest.raises(IntegrityError, match="a_day_is_noted_once"), transaction.atomic():
        NotedDayRecord(**same, happening=noted.happening.value, by_name="x", at=story.at(0)).save(force_insert=True)


def test_the_citizen_and_a_colleague_without_consent_note_nothing(story: Telling) -> None:
    with pytest.raises(Refused, match=r"followup\.staff_notes_days"), transaction.atomic():
        _note(story, Happening.ACCESS_ASKED, who="mette")
    withheld = [
        each
        for each in Happening
        if not story.sight("Peter Kvist", story.at(0)).shows(story.person("mette"), CATEGORY_OF[each])
    ]
    with pytest.raises(Refused, match=r"followup\.day_not_shown"), transaction.atomic():
        _note(story, withheld[0], who="Peter Kvist")


def test_nobody_outside_the_case_has_days_noted_in_it(story: Telling) -> None:
    with pytest.raises(Missing), transaction.atomic():
        note_day(
            story.sight(SUSANNE, story.at(0)),
            at=story.at(0),
            happening=Happening.ACCESS_ASKED,
            person_id=PersonId(story.case_id),
            day=story.today,
        )


def test_a_day_of_another_case_is_out_of_reach(story: Telling) -> None:
    noted = _note(story)
    other = a_case(story.cast, "jimmi", coordinator="Henrik Dam")
    at = story.at(0)

    with pytest.raises(Missing), transaction.atomic():
        end_noted_day(other.sight("Henrik Dam"), at=at, noted_id=noted.id, ended_as=NotedEnd.DONE)


def test_nothing_is_noted_in_a_case_that_has_ended(story: Telling) -> None:
    noted, at = _note(story), story.at(0, 1)
    close_case(story.sight(SUSANNE, at), at=at, reason=ClosureReason.CITIZEN_WISHES, words="Mette vil hellere selv.")

    with pytest.raises(Unfit, match=r"followup\.has_ended"), transaction.atomic():
        _note(story, Happening.ACCESS_ASKED)
    with pytest.raises(Unfit, match=r"followup\.has_ended"), transaction.atomic():
        end_noted_day(story.sight(SUSANNE, at), at=at, noted_id=noted.id, ended_as=NotedEnd.DONE)


def test_the_page_tells_what_follows_and_offers_only_what_one_may_see(story: Telling) -> None:
    _note(story)

    page = noted_page(story.sight(SUSANNE, story.at(0)), on=story.today)

    assert [[day.deadline for day in each.days] for each in page.followed] == [["sygedagpenge-revurdering-22-uger"]]
    assert page.ended == ()
    assert {CATEGORY_OF[each] for each in Happening} - {CATEGORY_OF[each] for each in page.happenings} == {
        Category.ADDICTION,
        Category.ECONOMY,
        Category.INTEGRATION,
    }


def test_a_statement_stands_among_the_deadlines_and_is_ours_only_while_it_must_be_chased(story: Telling) -> None:
    """S-21: the doctor's turn until the answer is late; then ours, until somebody has asked again."""
    at, who = story.at(0), SUSANNE
    one = request_statement(
        story.sight(who, at),
        at=at,
        person_id=story.person("mette"),
        category=Category.WORK,
        kind="Udtalelse fra fysioterapeut",
        items=("fysisk-helbred",),
        purpose="Hvad kan Mette klare?",
        answer_by=story.day(10),
    )

    def kinds(days: int) -> list[DueKind]:
        page = case_deadlines(story.sight(who, story.at(days)), on=story.day(days))
        return [each.line.kind for each in page.lines if each.line.due and each.line.due.key == str(one.id)]

    assert kinds(0) == kinds(10) == [DueKind.STATEMENT]
    assert kinds(11) == [DueKind.STATEMENT_LATE]
    late = story.at(11)
    chase_statement(story.sight(who, late), at=late, statement_id=one.id, words="Ringede.")
    assert kinds(12) == [DueKind.STATEMENT]
    assert kinds(19) == [DueKind.STATEMENT_LATE]


def test_a_late_statement_is_on_my_list_and_told_once_to_the_one_who_ordered_it(story: Telling) -> None:
    at = story.at(0)
    request_statement(
        story.sight(SUSANNE, at),
        at=at,
        person_id=story.person("mette"),
        category=Category.WORK,
        kind="Udtalelse fra fysioterapeut",
        items=("fysisk-helbred",),
        purpose="Hvad kan Mette klare?",
        answer_by=story.day(1),
    )
    for days in (0, 2, 2, 3):
        clock = open_case(the_clock(), at=story.at(days), case_id=story.case_id, errand="remind")
        watch_deadlines(clock, at=story.at(days))

    rows = my_deadlines(story.actor(SUSANNE), on=story.day(3)).rows
    told = Counter(each.message for each in messages(story.actor(SUSANNE)))
    assert [each.day for each in rows if each.kind is DueKind.STATEMENT_LATE] == [story.day(-5), story.day(1)]
    assert told["dossier.statement_late"] == 1


def test_the_clock_alone_counts_the_week_and_once(story: Telling) -> None:
    with pytest.raises(Refused, match=r"followup\.clock_counts"), transaction.atomic():
        count_week(story.actor(SUSANNE), at=story.at(0))

    assert count_week(the_clock(), at=story.at(0))
    assert not count_week(the_clock(), at=story.at(1) if story.today.weekday() < 6 else story.at(0))
    assert count_week(the_clock(), at=story.at(0) + timedelta(days=7))
    with as_owner("audit"):
        assert AuditRecord.objects.filter(event="followup.week_counted", case_id=None).count() == 2

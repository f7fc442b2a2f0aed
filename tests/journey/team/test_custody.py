"""Can custody of a child who is in the case be changed, and does it act on what everybody sees at once? (T15, T17)"""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from enplan.demo.cast import KNOWN_SINCE
from enplan.demo.stories.telling import Telling
from enplan.journey.consent.commands import ask_for_consent, give_consent
from enplan.journey.consent.facts import Way
from enplan.journey.team.commands import add_relative, change_custody, choose_companion
from enplan.journey.team.facts import CompanionKind, CustodyChange
from enplan.journey.team.models import CustodyChangeRecord
from enplan.journey.team.queries import custody_page
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import PersonId
from enplan.kernel.period import Period
from enplan.kernel.sight import Grant
from enplan.registers.audit.queries import events
from enplan.registers.cases.facts import Place
from enplan.registers.outbox.queries import messages
from enplan.registers.people.queries import persons
from tests.builders_people import TODAY, a_scope
from tests.builders_plan import drafted
from tests.clock import Clock
from tests.doors.signed_in import as_
from tests.worlds import NOW, World, a_case, a_municipality, mettes_case

pytestmark = pytest.mark.django_db
COORDINATOR = "Susanne Brandt"
SOURCE = "Familieretshusets afgørelse af 3. november 2026"


@pytest.fixture
def world() -> World:
    """Kenneth and Tina with Mikkel, who is 15, and Sofie, who is 8; custody is shared."""
    family = [("tina", Place.ADULT), ("mikkel", Place.CHILD), ("sofie", Place.CHILD)]
    return a_case(a_municipality(), "kenneth", family=family, coordinator=COORDINATOR, team=["Henrik Dam"])


def who(world: World, ref: str) -> PersonId:
    return world.cast.persons[ref].id


def custody(
    world: World, child: str, *holders: str, at: datetime = NOW, from_day: date = TODAY, source: str = SOURCE
) -> list[CustodyChange]:
    """The coordinator writes down that these hold custody of the child."""
    return change_custody(
        world.sight(COORDINATOR, at=at),
        at=at,
        child_id=who(world, child),
        holders=frozenset(who(world, each) for each in holders),
        from_day=from_day,
        source=source,
    )


def sees(world: World, parent: str, child: str, at: datetime = NOW) -> set[Category]:
    """The kinds of information about the child that the parent sees."""
    return {each.category for each in world.sight(parent, at=at).grants if each.person_id == who(world, child)}


def morning_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=UTC)


def test_who_loses_custody_sees_nothing_of_the_child_at_the_next_request(world: World) -> None:
    assert sees(world, "tina", "sofie") == set(Category)

    custody(world, "sofie", "kenneth")

    assert sees(world, "tina", "sofie") == set()
    assert who(world, "sofie") not in world.sight("tina").actor.acts_for
    assert sees(world, "kenneth", "sofie") == set(Category)
    assert sees(world, "tina", "mikkel") != set()  # the brother is another matter
    assert sees(world, "tina", "tina") == set(Category)


def test_who_gets_custody_sees_the_child_at_once(world: World) -> None:
    custody(world, "sofie", "kenneth")
    custody(world, "sofie", "kenneth", "tina", at=NOW + timedelta(hours=1))

    assert sees(world, "tina", "sofie") == set(Category)
    page = custody_page(world.sight(COORDINATOR), on=TODAY)
    sofie = next(each for each in page.children if each.child.ref == "sofie")
    assert {each.ref for each in sofie.holders} == {"kenneth", "tina"}
    assert (sofie.held[who(world, "kenneth")], sofie.held[who(world, "tina")]) == (KNOWN_SINCE, TODAY)
    written = [(each.held, each.source, each.by, name) for each, name in page.changes_of(who(world, "sofie"))]
    assert written == [
        (True, SOURCE, COORDINATOR, "Tina Lund Jensen"),
        (False, SOURCE, COORDINATOR, "Tina Lund Jensen"),
    ]


def test_a_yes_for_the_child_ends_with_the_custody_it_came_from_and_is_asked_for_anew(world: World) -> None:
    sofie, later = who(world, "sofie"), NOW + timedelta(days=1)
    kind = Grant(sofie, Category.EDUCATION)

    def yes(parent: str, at: datetime) -> None:
        asked = ask_for_consent(
            world.sight(COORDINATOR, at=at),
            at=at,
            scope=a_scope(sofie, Category.EDUCATION),
            why="Skolen hjælper os.",
            period=Period(at.date()),
        )
        give_consent(world.sight(parent, at=at), at=at, request_id=asked.id, way=Way.PORTAL)

    yes("tina", NOW)
    assert kind in world.sight(COORDINATOR).grants
    custody(world, "sofie", "kenneth")
    assert kind not in world.sight(COORDINATOR).grants

    yes("kenneth", later)
    assert kind in world.sight(COORDINATOR, at=later).grants


def test_who_lost_custody_decides_nothing_for_the_child(world: World) -> None:
    asked = ask_for_consent(
        world.sight(COORDINATOR),
        at=NOW,
        scope=a_scope(who(world, "sofie"), Category.EDUCATION),
        why="Skolen hjælper os.",
        period=Period(TODAY),
    )
    custody(world, "sofie", "kenneth")

    with pytest.raises((Refused, Missing)), transaction.atomic():
        give_consent(world.sight("tina"), at=NOW, request_id=asked.id, way=Way.PORTAL)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        pytest.param(date(2033, 5, 7), set(Category), id="the day before 15"),
        pytest.param(date(2033, 5, 8), set(Category) - {Category.HEALTH, Category.ADDICTION}, id="15"),
        pytest.param(date(2036, 5, 7), set(Category) - {Category.HEALTH, Category.ADDICTION}, id="the day before 18"),
        pytest.param(date(2036, 5, 8), set(), id="18"),
    ],
)
def test_custody_that_came_back_opens_what_the_age_of_the_child_allows(
    world: World, day: date, kinds: set[Category]
) -> None:
    """Sofie is born on the 8th of May 2018."""
    custody(world, "sofie", "kenneth")
    custody(world, "sofie", "kenneth", "tina")

    assert sees(world, "tina", "sofie", morning_of(day)) == kinds
    assert sees(world, "kenneth", "sofie", morning_of(day)) == kinds


def test_custody_is_changed_until_the_day_before_the_child_is_18(world: World) -> None:
    eve, birthday = date(2036, 5, 7), date(2036, 5, 8)
    assert custody(world, "sofie", "tina", at=morning_of(eve))

    with pytest.raises(Missing, match=r"team\.custody_of_a_child_only"), transaction.atomic():
        custody(world, "sofie", "kenneth", at=morning_of(birthday))
    page = custody_page(world.sight(COORDINATOR, at=morning_of(birthday)), on=birthday)
    assert page.children == []  # Mikkel was 18 long before


def test_nobody_in_the_case_may_hold_it(world: World) -> None:
    assert {each.held for each in custody(world, "sofie")} == {False}
    assert sees(world, "kenneth", "sofie") == sees(world, "tina", "sofie") == set()


def test_it_is_remembered_and_told_to_parents_and_team_in_neutral_words(world: World) -> None:
    custody(world, "sofie", "kenneth")

    assert "team.custody_changed" in {each.event for each in events(world.sight(COORDINATOR))}
    for name in ("kenneth", "tina", "Henrik Dam"):
        assert "team.custody_changed" in {each.message for each in messages(world.actor(name))}


def test_who_holds_it_outside_the_case_keeps_it_until_it_is_written_down_otherwise() -> None:
    """Carsten has custody of Freja with Mette, and is not in the case."""
    world = mettes_case()
    (seen,) = custody_page(world.sight(COORDINATOR), on=TODAY).children
    assert seen.outside == {who(world, "carsten"): "Carsten Bro Andersen"}
    page = as_(world.actor(COORDINATOR)).get(address(world)).content.decode()
    assert "Carsten Bro Andersen, ikke med i forløbet" in page

    assert [each.held for each in custody(world, "freja", "carsten")] == [False]  # Mette's ends, his stays
    assert [each.held for each in custody(world, "freja", "mette")] == [True, False]
    (seen,) = custody_page(world.sight(COORDINATOR), on=TODAY).children
    assert (set(seen.held), seen.outside) == ({who(world, "mette")}, {})
    assert messages(world.actor("carsten")) == []


def test_only_those_who_must_know_are_told_the_name_of_who_holds_it_outside() -> None:
    """The team, the child and who holds custody with him; a companion of Mette's, and one of the family, are not."""
    world = mettes_case()
    carsten, birgit = who(world, "carsten"), world.cast.persons["birgit"]
    kind = CompanionKind.OMBUD
    choose_companion(
        world.sight("mette"), at=NOW, name=birgit.name, born=birgit.born, for_person=who(world, "mette"), kind=kind
    )
    kenneth = world.cast.persons["kenneth"]
    add_relative(world.sight(COORDINATOR), at=NOW, name=kenneth.name, born=kenneth.born, place=Place.ADULT)

    def is_told(reader: str) -> bool:
        world.sight(reader)
        return carsten in persons([carsten])

    everybody = (COORDINATOR, "Henrik Dam", "mette", "freja", "birgit", "kenneth")
    assert [each for each in everybody if not is_told(each)] == ["birgit", "kenneth"]


@pytest.mark.parametrize("someone", ["Henrik Dam", "kenneth", "tina"])
def test_only_the_coordinator_writes_it_down(world: World, someone: str) -> None:
    with pytest.raises(Refused, match=r"team\.coordinator_only"), transaction.atomic():
        change_custody(
            world.sight(someone),
            at=NOW,
            child_id=who(world, "sofie"),
            holders=frozenset({who(world, "tina")}),
            from_day=TODAY,
            source=SOURCE,
        )
    with pytest.raises(Refused, match=r"team\.coordinator_only"), transaction.atomic():
        custody_page(world.sight(someone), on=TODAY)


@pytest.mark.parametrize(
    ("holders", "changes", "reason"),
    [
        pytest.param(["kenneth", "tina"], {}, "custody_is_so_already", id="as it is"),
        pytest.param(["mikkel"], {}, "custody_of_an_adult_of_the_case", id="a child"),
        pytest.param(["carsten"], {}, "custody_of_an_adult_of_the_case", id="nobody of the case"),
        pytest.param(["tina"], {"source": " "}, "custody_source_missing", id="stands nowhere"),
        pytest.param(["tina"], {"from_day": TODAY + timedelta(days=1)}, "custody_day_ahead", id="not yet"),
    ],
)
def test_what_cannot_be_written_down(world: World, holders: list[str], changes: dict[str, object], reason: str) -> None:
    with pytest.raises(Unfit, match=rf"team\.{reason}"), transaction.atomic():
        custody(world, "sofie", *holders, **changes)  # type: ignore[arg-type]  # as the table says
    assert sees(world, "tina", "sofie") == set(Category)


def test_an_adult_has_no_custody_over_them(world: World) -> None:
    with pytest.raises(Missing), transaction.atomic():
        custody(world, "tina", "kenneth")


def test_the_database_keeps_it_for_good_and_only_with_its_source(world: World) -> None:
    custody(world, "sofie", "kenneth")
    record = CustodyChangeRecord.objects.in_case(world.sight(COORDINATOR)).get()
    with pytest.raises(Exception, match="Cannot update or delete"), transaction.atomic():
        CustodyChangeRecord.objects.filter(id=record.id).delete()
    for name, wrong in {
        "a_change_of_custody_says_where_it_stands": {"source": ""},
        "nobody_has_custody_of_themselves": {"holder_id": record.child_id},
    }.items():
        given = {"source": SOURCE, "holder_id": record.holder_id} | wrong
        row = CustodyChangeRecord(
            case_id=world.case_id, child_id=record.child_id, held=True, from_day=TODAY, by="x", at=NOW, **given
        )
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save(force_insert=True)


# The page.


@pytest.fixture
def susanne(world: World) -> Client:
    return as_(world.actor(COORDINATOR))


def address(world: World) -> str:
    return f"/arbejde/sager/{world.case_id}/team/foraeldremyndighed/"


def form(world: World, *holders: str, shown: tuple[str, ...] = ("kenneth", "tina")) -> dict[str, object]:
    return {
        "barn": "sofie",
        "holders": [str(who(world, each)) for each in holders],
        "from_day": "03-11-2026",
        "source": SOURCE,
        "shown": ",".join(str(who(world, each)) for each in shown),
    }


def test_the_page_shows_who_has_it_and_takes_a_change(world: World, susanne: Client) -> None:
    page = susanne.get(address(world)).content.decode()
    assert "Forældremyndigheden er fælles" in page
    assert "foraeldremyndighed/" in susanne.get(f"/arbejde/sager/{world.case_id}/team/").content.decode()

    done = susanne.post(address(world), form(world, "kenneth"), follow=True).content.decode()

    assert "Samtykker, der hang på den tidligere, gælder ikke mere." in done
    assert "mistede den fra" in done
    assert SOURCE in done
    assert sees(world, "tina", "sofie", Clock.now()) == set()


def test_a_form_that_is_wrong_or_late_comes_back_with_what_was_typed(world: World, susanne: Client) -> None:
    missing = susanne.post(address(world), form(world, "kenneth") | {"source": "", "from_day": "i går"})
    assert missing.status_code == 422
    assert "Skriv, hvor det står." in missing.content.decode()
    assert "Datoen kan ikke læses" in missing.content.decode()

    late = susanne.post(address(world), form(world, "kenneth", shown=("tina",)))
    assert late.status_code == 422
    assert "En anden har ændret forældremyndigheden" in late.content.decode()
    assert SOURCE in late.content.decode()
    assert susanne.post(address(world), form(world, "kenneth") | {"barn": "ukendt"}).status_code == 404
    assert sees(world, "tina", "sofie", Clock.now()) == set(Category)


def test_the_page_is_the_coordinators(world: World) -> None:
    henrik = as_(world.actor("Henrik Dam"))

    assert henrik.get(address(world)).status_code == 403
    assert henrik.post(address(world), form(world, "kenneth")).status_code == 403
    assert "foraeldremyndighed/" not in henrik.get(f"/arbejde/sager/{world.case_id}/team/").content.decode()


def test_a_parent_who_lost_custody_does_not_read_the_childs_part_in_the_portal() -> None:
    """The page of the plan, before and after: the same browser, the next request."""
    story: Telling = drafted()
    mette, at = as_(story.actor("mette")), Clock.now()
    before = mette.get("/min-plan/").content.decode()
    freja = story.person("freja")
    sight = story.sight(COORDINATOR, at)
    with connection.cursor() as cursor:
        cursor.execute("select title from plan_measure where persons = array[%s::uuid]", [freja])
        about_freja = [title for (title,) in cursor.fetchall() if title in before]
    assert about_freja

    change_custody(sight, at=at, child_id=freja, holders=frozenset(), from_day=at.date(), source=SOURCE)

    after = mette.get("/min-plan/").content.decode()
    assert [title for title in about_freja if title in after] == []

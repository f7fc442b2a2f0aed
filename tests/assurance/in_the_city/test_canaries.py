"""Does anybody come to read what they have no consent, custody or task for? (S6, T02, T16, T31, T39)

Every page, letter, calendar file and message of everybody in the three stories, searched for the words of others.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.http import HttpResponse

from enplan.doors.letters.letter import Letter
from enplan.doors.letters.render import as_pdf
from enplan.journey.access import commands as access
from enplan.journey.access.commands import open_case
from enplan.journey.consent import gate
from enplan.journey.consent.commands import withdraw_consent
from enplan.journey.consent.facts import Consent
from enplan.journey.consent.models import ConsentRecord
from enplan.journey.consent.queries import consents_page
from enplan.kernel.errors import Missing
from enplan.kernel.ids import CaseId
from enplan.registers.base.models import PartyRows, PersonalRows, SharedRows
from tests.assurance.canaries import WORD, let_loose, of_kind, open_to_change, personal
from tests.assurance.city import INTAKE, LEADER, MODULES, STRANGER, Browser, City, forget, routes, text_of
from tests.assurance.pages import Addresses
from tests.clock import Clock

pytestmark = pytest.mark.django_db
FAMILY_AND_TEAM = [
    (story, who)
    for story, people in (
        ("mette", ("mette", "freja", "Susanne Brandt", "Henrik Dam", "Peter Kvist", "Louise Warming", "Morten Friis")),
        ("kenneth", ("kenneth", "tina", "mikkel", "Rikke Søgaard", "Jette Munk", "Lars Overgaard", "Dorte Lind")),
        ("jimmi", ("jimmi", "birgit", "Hanne Lykke", "Palle Rønn", "Gitte Dahl", "Heidi Lauritsen")),
    )
    for who in people
]
SEE_MOST = [
    ("mette", "mette"),
    ("mette", "freja"),
    ("mette", "Susanne Brandt"),
    ("kenneth", "kenneth"),
    ("kenneth", "tina"),
    ("kenneth", "mikkel"),
    ("kenneth", "Rikke Søgaard"),
    ("jimmi", "birgit"),
    ("jimmi", "Hanne Lykke"),
]
# The pages where most of what is known stands; enough to see whether a defence is gone.
HEART = ("/plan/", "/sektorplaner/", "/samordning/", "/udredning/", "/opfoelgning/", "/sektorplaner/<uuid:plan_id>/")
# Taken back after the stories: whose, which kind; the kind then stays with the department it belongs to.
TAKEN_BACK = {"mette": ("mette", "health"), "kenneth": ("kenneth", "addiction"), "jimmi": ("jimmi", "addiction")}


@pytest.fixture(scope="module")
def words(city: City, django_db_blocker: Any) -> Iterator[City]:
    """The city with a word in every text."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        for door in [each for name, each in sys.modules.items() if name.startswith("enplan.doors.")]:
            if getattr(door, "as_pdf", None) is as_pdf:
                patch.setattr(door, "as_pdf", all_of_it)
        let_loose(city.words)
        yield city
        transaction.set_rollback(True)


def without(known: frozenset[str], city: City, story: str, who: str) -> frozenset[str]:
    """What somebody of the team knows after the consent has been taken back."""
    person, kind = TAKEN_BACK[story]
    own = {"Peter Kvist": "health", "Lars Overgaard": "addiction", "Palle Rønn": "addiction"}
    if who in city.cast.citizens or own.get(who) == kind:
        return known
    return known - {f"{city.person(person)}:{kind}"}


def take_back(city: City, story: str) -> None:
    """The person takes back their consent to one kind."""
    person, kind = TAKEN_BACK[story]
    at, case_id = Clock.now(), city.stories[story].case_id
    sight = open_case(city.actor(person), at=at, case_id=case_id, errand="answer_consent")
    given = consents_page(sight, on=at.date()).given
    mine = [each.consent for each in given if each.consent.scope.person_id == city.person(person)]
    for consent in mine:
        if consent.scope.category == kind and consent.scope.recipient == "team":
            withdraw_consent(sight, at=at, consent_id=consent.id)


def read(answer: HttpResponse) -> str:
    """All that stands in an answer; lines of a calendar file are folded."""
    return text_of(answer).replace("\r\n ", "") + answer.headers.get("Location", "")


def all_of_it(letter: Letter) -> bytes:
    """All that is handed over to be set as a PDF, in place of the PDF."""
    return json.dumps(letter.as_data(), ensure_ascii=False).encode()


def pages_of(city: City, story: str, who: str, only: tuple[str, ...] = ("",)) -> Iterator[tuple[str, str]]:
    """Every page that somebody of the story can ask for (or only those that end so), and what stands on it."""
    browser, addresses = Browser(city.actor(who)), Addresses(city, story, most=2 if who == story else 1)
    for route in routes():
        if (who in city.cast.citizens) == route.written.startswith("arbejde"):
            continue
        if not route.written.endswith(only):
            continue
        for address in addresses.of(route):
            answer = browser.get(address)
            assert answer.status_code < 500, address
            yield address, read(answer)


def leaks(
    city: City, story: str, who: str, known: frozenset[str], only: tuple[str, ...] = ("",)
) -> dict[str, list[str]]:
    """On which pages somebody reads words they should not, and where those stood."""
    found = {address: city.words.seen_in(text, known) for address, text in pages_of(city, story, who, only)}
    return {address: where for address, where in found.items() if where}


def told_by_database(city: City, story: str, who: str, known: frozenset[str]) -> list[str]:
    """The words that the tables show somebody although they should not, whatever the application asks."""
    forget()
    with suppress(Missing), transaction.atomic():
        open_case(city.actor(who), at=Clock.now(), case_id=city.stories[story].case_id, errand="read_case")
    found: set[str] = set()
    for model in apps.get_models():
        table = model._meta.db_table
        if model.__module__.startswith("enplan."):
            with connection.cursor() as cursor:
                cursor.execute(f'select string_agg(t::text, chr(10)) from "{table}" t')
                text = cursor.fetchone()[0] or ""
            # An item of a sector plan about somebody else of the family is left out by the application alone.
            found |= {f"{table}: {each}" for each in city.words.seen_in(text, known) if not each.startswith("file:")}
    return sorted(found)


class TestWords:
    """Whoever looks, at whatever."""

    def test_there_are_words_of_every_kind(self, words: City) -> None:
        kinds = {need.partition(":")[2] for ways in words.words.ways.values() for way in ways for need in way}

        assert {"plan", "work", "social", "health", "addiction", "family", "education"} <= kinds
        assert len(words.words.ways) > 1500

    def test_nobody_sees_less_than_they_should(self, words: City) -> None:
        """The words are found where they may be: else the other tests would find nothing by finding nothing."""
        pages = list(pages_of(words, "mette", "mette"))
        seen = {word for _, text in pages for word in WORD.findall(text)}
        tables = {words.words.where[word].partition(".")[0] for word in seen}

        assert len(seen) > 200
        assert any(address.endswith("pdf") and WORD.search(text) for address, text in pages)
        assert any(address.endswith("ics") and WORD.search(text) for address, text in pages)
        assert tables >= {"plan_goal", "plan_measure", "progress", "meeting", "answer", "decision_part", "reading"}

    @pytest.mark.parametrize(("story", "who"), SEE_MOST)
    def test_nobody_reads_what_they_have_no_ground_for(self, words: City, story: str, who: str) -> None:
        assert leaks(words, story, who, words.known(who)) == {}

    @pytest.mark.parametrize(("story", "who"), FAMILY_AND_TEAM)
    def test_the_database_shows_nobody_more(self, words: City, story: str, who: str) -> None:
        assert told_by_database(words, story, who, words.known(who)) == []

    @pytest.mark.parametrize("who", [STRANGER, LEADER, INTAKE, "carsten", "lone"])
    def test_the_database_shows_strangers_nothing(self, words: City, who: str) -> None:
        assert told_by_database(words, "mette", who, words.known(who)) == []

    @pytest.mark.parametrize("who", [STRANGER, LEADER, INTAKE])
    def test_no_list_of_strangers_holds_a_word(self, words: City, who: str) -> None:
        browser = Browser(words.actor(who))
        addresses = [
            *("/arbejde/", "/arbejde/sager/", "/arbejde/frister/", "/arbejde/beskeder/", "/arbejde/henvendelser/"),
            *("/ledelse/", "/ledelse/frister/"),
        ]

        for address in addresses:
            assert words.words.seen_in(text_of(browser.get(address)), words.known(who)) == [], address

    @pytest.mark.parametrize(
        ("story", "who"),
        [(story, who) for story, who in FAMILY_AND_TEAM if who == MODULES[story].COORDINATOR]
        + [("mette", "Peter Kvist"), ("jimmi", "birgit")],
    )
    def test_what_is_taken_back_is_gone_with_the_next_look(self, words: City, story: str, who: str) -> None:
        take_back(words, story)
        known = without(words.known(who), words, story, who)

        assert leaks(words, story, who, known) == {}

    @pytest.mark.parametrize(("story", "who"), FAMILY_AND_TEAM)
    def test_what_is_taken_back_is_gone_from_the_database(self, words: City, story: str, who: str) -> None:
        take_back(words, story)

        assert told_by_database(words, story, who, without(words.known(who), words, story, who)) == []

    def test_somebody_elses_kind_of_consent_is_not_shown_to_the_family(self, words: City) -> None:
        """That Kenneth shares what is known of his treatment tells of it: his wife and son do not see the consent."""
        for who in ("tina", "mikkel"):
            page = text_of(Browser(words.actor(who)).get("/min-plan/samtykker/"))
            assert "rusmidler" not in page

    def test_what_is_copied_keeps_the_grounds_of_where_it_came_from(self, words: City) -> None:
        """A row that carries a word of a file can be seen only by who may see the word."""
        wrong: dict[str, int] = {}
        for model in apps.get_models():
            if not model.__module__.startswith("enplan.") or model._meta.db_table == "sector_plan":
                continue
            table, is_personal = model._meta.db_table, model in personal()
            with open_to_change(table), connection.cursor() as cursor:
                cursor.execute(f'select to_jsonb(t) from "{table}" t')
                for (row,) in cursor.fetchall():
                    needs = frozenset(of_kind(_row(row))[0]) if is_personal else frozenset[str]()
                    for where in words.words.seen_in(str(row), needs):
                        if where.startswith("file:"):
                            wrong[f"{table}: {where}"] = wrong.get(f"{table}: {where}", 0) + 1

        assert wrong == {}


def _row(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


@contextmanager
def no_filter() -> Iterator[None]:
    """The application forgets to ask for what the sight grants."""
    with pytest.MonkeyPatch.context() as patch:
        for rows_of in (PersonalRows, SharedRows, PartyRows):
            patch.setattr(rows_of, "within", lambda rows, sight: rows.in_case(sight))
        yield


@contextmanager
def no_barrier() -> Iterator[None]:
    """The database forgets to ask."""
    tables = [model._meta.db_table for model in apps.get_models() if model.__module__.startswith("enplan.")]
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in tables:
            cursor.execute(f'alter table "{table}" disable row level security')
    yield


def gate_without_withdrawals(case_id: CaseId, day: date) -> list[Consent]:
    """The rule of consent, broken: what was taken back still counts."""
    return [row.fact() for row in ConsentRecord.objects.filter(case_id=case_id)]


def after_taking_back(city: City) -> dict[str, list[str]]:
    """What the contact person reads of what Mette no longer shares."""
    take_back(city, "mette")
    who = MODULES["mette"].COORDINATOR
    return leaks(city, "mette", who, without(city.known(who), city, "mette", who), HEART)


class TestEachDefenceAlone:
    """Take one away, and the other holds; take both, and the search finds the leak (the control of these tests)."""

    def test_the_database_holds_back_when_the_application_forgets(self, words: City) -> None:
        with no_filter():
            assert after_taking_back(words) == {}

    def test_the_application_holds_back_when_the_database_forgets(self, words: City) -> None:
        with no_barrier():
            assert after_taking_back(words) == {}

    def test_with_both_gone_the_leak_is_seen(self, words: City) -> None:
        with no_filter(), no_barrier():
            assert after_taking_back(words)

    def test_without_the_rule_of_consent_the_leak_is_seen(self, words: City) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Consent, "opens", lambda consent, day: True)
            patch.setattr(gate, "consents_in_force", gate_without_withdrawals)
            patch.setattr(access, "consents_in_force", gate_without_withdrawals)

            assert after_taking_back(words)

    def test_with_a_policy_that_lets_everybody_see_the_database_test_is_red(self, words: City) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("create policy anybody on answer using (true)")

        assert told_by_database(words, "mette", "Henrik Dam", words.known("Henrik Dam")) != []

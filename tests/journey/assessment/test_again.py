"""Does whoever is about to ask see who has asked before? (S-20)"""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from enplan.journey.assessment.commands import answer_question
from enplan.journey.assessment.facts import Answer, AskedElsewhere, State
from enplan.journey.assessment.rules.again import already_asked
from enplan.journey.dossier.commands import call_off_statement, request_statement
from enplan.journey.dossier.queries import statements
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.journey.sectorplans.queries import asked_before_with_plans
from enplan.kernel.category import Category
from enplan.kernel.ids import AnswerId, PersonId
from enplan.law.lawbook import lawbook
from tests.builders_sectorplans import a_full_plan
from tests.worlds import NOW, World, mettes_case

ON = date(2026, 11, 23)
LAW = lawbook().on(ON)
METTE, OTHER = PersonId(uuid4()), PersonId(uuid4())


def an_answer(item: str, day: int, *, purpose: str = "", person: PersonId = METTE) -> Answer:
    """Told to Susanne in November."""
    at = datetime(2026, 11, day, 12, tzinfo=UTC)
    return Answer(AnswerId(uuid4()), person, Category.SOCIAL, item, "Ja", "Mette", at, "Susanne Brandt", purpose)


def a_question(item: str, day: int, answered: date | None = None) -> AskedElsewhere:
    """Asked by the job centre."""
    return AskedElsewhere(METTE, item, "Jobcenter Nordby", "Visitation", date(2026, 11, day), answered)


def test_every_time_is_told_with_who_asked_and_the_newest_first() -> None:
    found = already_asked(METTE, [an_answer("netvaerk", 3)], [a_question("netvaerk", 9)], LAW)

    assert [(one.item, one.state, one.answered) for one in found] == [("netvaerk", State.CONFIRM, True)]
    assert [(time.by, time.what, time.asked.day, time.answered and time.answered.day) for time in found[0].times] == [
        ("Jobcenter Nordby", "Visitation", 9, None),
        ("Susanne Brandt", "Udredningen", 3, 3),
    ]
    assert found[0].times[1].source == "Mette"


def test_what_was_asked_of_another_is_not_told() -> None:
    assert already_asked(METTE, [an_answer("netvaerk", 3, person=OTHER)], [], LAW) == []


@pytest.mark.parametrize(
    ("answers", "elsewhere", "state"),
    [
        pytest.param([an_answer("traumer-og-vold", 3, purpose="Krisehjælp")], [], State.PER_PURPOSE, id="per purpose"),
        pytest.param([], [a_question("netvaerk", 9, ON)], State.ANSWERED_ELSEWHERE, id="another has the answer"),
        pytest.param([], [a_question("netvaerk", 9)], State.OPEN, id="nobody has answered"),
        pytest.param([an_answer("fysisk-helbred", 3)], [], State.CONFIRM, id="to be confirmed"),
    ],
)
def test_each_is_told_with_how_far_it_may_be_used(
    answers: list[Answer], elsewhere: list[AskedElsewhere], state: State
) -> None:
    assert [one.state for one in already_asked(METTE, answers, elsewhere, LAW)] == [state]


@pytest.mark.django_db
class TestInACase:
    """With everything that has been asked in Mette's case."""

    @pytest.fixture
    def world(self) -> World:
        """Asked in the conversation, by the job centre and of a doctor."""
        world = mettes_case()
        mette = world.cast.persons["mette"].id
        answer_question(world.sight("mette"), at=NOW, person_id=mette, item="arbejdserfaring-cv", text="Butik.")
        take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())
        items = ["fysisk-helbred"]
        request_statement(
            world.sight("Peter Kvist"), at=NOW, person_id=mette, kind="LÆ 125", items=items, purpose="Træning"
        )
        return world

    def told(self, world: World, who: str) -> dict[str, list[str]]:
        """By item: who asked."""
        found = asked_before_with_plans(world.sight(who), on=ON)
        return {one.item: [time.by for time in one.times] for each in found for one in each.asked}

    def test_the_citizen_sees_all_of_it(self, world: World) -> None:
        told = self.told(world, "mette")

        assert told["arbejdserfaring-cv"] == ["Mette Holm Andersen"]
        assert "LÆ 125" in told["fysisk-helbred"]
        assert "Jobcenter Nordby" in told["psykisk-helbred"]

    def test_a_professional_sees_the_kinds_that_consent_and_sector_open(self, world: World) -> None:
        assert set(self.told(world, "Henrik Dam")) == {"arbejdserfaring-cv"}
        assert "fysisk-helbred" in self.told(world, "Peter Kvist")
        assert self.told(world, "Morten Friis") == {}

    def test_what_was_called_off_is_asked_of_nobody(self, world: World) -> None:
        one = statements(world.sight("Peter Kvist"))[0]
        call_off_statement(world.sight("Peter Kvist"), at=NOW, statement_id=one.id, because="Ikke tid.")

        assert "LÆ 125" not in self.told(world, "mette").get("fysisk-helbred", [])

"""Is nobody looked for without a ground of the law, and can each who was shown read it? (S-49, S-74)"""

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.test import TestCase

from enplan.demo.cast import Cast
from enplan.demo.stories import family_in_many_offices as family
from enplan.demo.stories.telling import Telling
from enplan.journey.sectorplans.commands import find_candidates
from enplan.journey.sectorplans.facts import Candidate
from enplan.journey.sectorplans.models import CandidateLookRecord, SectorPlanRecord
from enplan.journey.sectorplans.queries import candidate_looks
from enplan.journey.sectorplans.rules.candidates import GROUNDS, must_be_grounded
from enplan.kernel.errors import Refused, Unfit
from enplan.law.lawbook import lawbook
from enplan.registers.base.barrier import tell_actor
from tests.behind_the_barrier import every_event, lifted
from tests.doors.signed_in import as_
from tests.worlds import NOW, a_municipality

TODAY = NOW.date()
ENTRANCE, WHY = "Anne Lykkegaard", "Vi ringer til familier med mange planer i denne uge."


@pytest.mark.parametrize(
    ("ground", "why", "reason"),
    [
        pytest.param("", WHY, "candidates.ground_missing", id="no ground"),
        pytest.param("nysgerrighed", WHY, "candidates.ground_missing", id="a ground that no law gives"),
        pytest.param("fvl-28-videregivelse", WHY, "candidates.ground_missing", id="a rule about something else"),
        pytest.param("vejledning", "  ok  ", "candidates.why_missing", id="no purpose"),
    ],
)
def test_a_look_needs_a_ground_and_a_purpose(ground: str, why: str, reason: str) -> None:
    with pytest.raises(Unfit) as refused:
        must_be_grounded(ground, why, lawbook().on(TODAY))

    assert refused.value.reason == reason


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ground_is_a_rule_of_the_law_data_that_was_read(ground: str) -> None:
    rule = lawbook().on(TODAY).consent_rule(ground)

    assert rule.certainty == "read"
    assert rule.legal_basis
    must_be_grounded(ground, WHY, lawbook().on(TODAY))


def settle_constraints() -> None:
    """A table with checks still to come cannot be altered."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def look(story: Telling, who: str = ENTRANCE) -> list[Candidate]:
    return find_candidates(story.actor(who), at=NOW, ground="vejledning", why=WHY)


def by_hand(ground: str, why: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select * from find_candidates(%s, 'x', %s, %s, 2, 10)", [NOW, ground, why])


class TestLooking(TestCase):
    """The family with seven plans in seven offices; the case began with Kenneth."""

    story: Telling

    @classmethod
    def setUpTestData(cls) -> None:
        cls.story = Telling(a_municipality(), "familie-i-mange-kontorer", TODAY)
        family.be_referred(cls.story)
        family.say_what_is_shared(cls.story)
        family.take_in(cls.story)

    def test_the_entrance_is_shown_who_and_how_many_and_no_more(self) -> None:
        found = look(self.story)

        settle_constraints()
        with lifted("sector_plan"):
            rows = SectorPlanRecord.objects.filter(superseded_at=None, withdrawn_at=None)
            plans = {person: rows.filter(person_id=person) for person in rows.values_list("person_id", flat=True)}
            counted = {
                person: (each.count(), len(set(each.values_list("department", flat=True))))
                for person, each in plans.items()
            }
        begun_with = self.story.person("kenneth")
        assert begun_with in counted
        several = {person: told for person, told in counted.items() if told[0] >= 2 and person != begun_with}
        assert several
        assert {each.person_id: (each.plans, each.departments) for each in found} == several
        assert "sectorplans.candidates_found" in every_event()

    def test_whoever_was_shown_reads_who_looked_on_which_ground_and_why(self) -> None:
        tina = self.story.person("tina")
        shown = {each.person_id for each in look(self.story)}
        assert tina in shown

        looks = candidate_looks(self.story.sight("tina", NOW))
        assert [(each.name, each.ground, each.why) for each in looks if each.person_id == tina] == [
            (ENTRANCE, "vejledning", WHY)
        ]
        assert {each.person_id for each in looks} <= shown
        page = as_(self.story.actor("tina")).get("/min-plan/hvem-har-kigget/").content.decode()
        assert WHY in page
        assert "forvaltningsloven § 7" in page

    def test_every_look_is_written_down(self) -> None:
        once = {each.person_id for each in look(self.story)}
        twice = {each.person_id for each in look(self.story)}

        settle_constraints()
        with lifted("candidate_look"):
            assert CandidateLookRecord.objects.count() == len(once) + len(twice)

    def test_before_and_after_a_look_the_entrance_sees_no_plan(self) -> None:
        tell_actor(self.story.actor(ENTRANCE))
        assert not SectorPlanRecord.objects.exists()

        look(self.story)
        assert not SectorPlanRecord.objects.exists()

    def test_a_look_is_never_changed_and_no_stranger_reads_it(self) -> None:
        look(self.story)

        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            CandidateLookRecord.objects.update(why="noget andet")
        tell_actor(self.story.actor("Rikke Søgaard"))
        assert not CandidateLookRecord.objects.exists()

    def test_the_page_asks_for_the_ground_before_it_shows_anybody(self) -> None:
        anne, here = as_(self.story.actor(ENTRANCE)), "/arbejde/henvendelser/kandidater/"
        assert "Tina Lund Jensen" not in anne.get(here).content.decode()
        bare = anne.post(here, {"why": WHY})
        assert bare.status_code == 422
        assert "Tina Lund Jensen" not in bare.content.decode()

        page = anne.post(here, {"ground": "vejledning", "why": WHY}).content.decode()
        assert "Tina Lund Jensen" in page
        assert "Kenneth Lund Jensen" not in page
        assert as_(self.story.actor("Rikke Søgaard")).get(here).status_code == 403


@pytest.mark.django_db
class TestWithoutGround:
    """Nobody is shown, and nothing is written."""

    @pytest.fixture
    def cast(self) -> Cast:
        return a_municipality()

    @pytest.mark.parametrize("who", ["Rikke Søgaard", "Thomas Vinther", "tina"])
    def test_nobody_but_the_entrance_looks(self, cast: Cast, who: str) -> None:
        by = cast.citizens.get(who) or cast.professionals[who]
        with pytest.raises(Refused, match=r"candidates\.intake_only"), transaction.atomic():
            find_candidates(by, at=NOW, ground="vejledning", why=WHY)

        tell_actor(by)
        with pytest.raises(DatabaseError, match="candidates_are_shown_to_the_entrance"):
            by_hand("vejledning", WHY)

    @pytest.mark.parametrize(("ground", "why"), [("", WHY), ("vejledning", ""), ("vejledning", "ok")])
    def test_neither_the_command_nor_the_database_shows_anybody(self, cast: Cast, ground: str, why: str) -> None:
        anne = cast.professionals[ENTRANCE]
        with pytest.raises(Unfit, match=r"candidates\."), transaction.atomic():
            find_candidates(anne, at=NOW, ground=ground, why=why)

        tell_actor(anne)
        with pytest.raises(IntegrityError, match="a_look_has_a_lawful_ground"):
            by_hand(ground, why)

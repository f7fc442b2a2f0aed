"""Can the citizen answer once, in her own words, and never lose what she typed?"""

import re
from datetime import UTC, timedelta, tzinfo
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from enplan.doors.parts.reasons import sentences
from enplan.doors.parts.sending import FORM_KEY
from enplan.journey.assessment.commands import answer_question
from enplan.journey.assessment.facts import OWN_STRENGTHS, Answer
from enplan.journey.assessment.queries import answers
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.law.lawbook import lawbook
from tests.builders_sectorplans import a_full_plan, a_plan
from tests.clock import Clock
from tests.doors.signed_in import as_
from tests.worlds import NOW, World, mettes_case

pytestmark = pytest.mark.django_db
ADDRESS = "/min-plan/udredning/"


@pytest.fixture
def world() -> World:
    """Mette's case with her plan at the job centre."""
    world = mettes_case()
    take_in_plan(world.sight("Henrik Dam"), at=NOW, plan=a_full_plan())
    return world


@pytest.fixture
def client(world: World) -> Client:
    """Mette's browser."""
    return as_(world.actor("mette"))


def theme(world: World, slug: str, ref: str = "mette") -> str:
    """The address of one part of life."""
    return f"{ADDRESS}{world.cast.persons[ref].id}/{slug}/"


def text(response: Any) -> str:
    """What the page says, tags and needless space left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def answered(world: World, who: str, item: str, said: str, **more: Any) -> Answer:
    """Somebody answers for Mette."""
    person = world.cast.persons["mette"].id
    return answer_question(world.sight(who), at=NOW, person_id=person, item=item, text=said, **more)


def given(world: World) -> dict[str, str]:
    """What is known of Mette."""
    return {each.item: each.text for each in answers(world.sight("mette"))}


def test_strengths_and_wishes_stand_first_and_the_law_in_a_fold_out(world: World, client: Client) -> None:
    """S-13, S-93, S-08."""
    said = text(client.get(ADDRESS))
    assert said.index("Det, der virker") < said.index("Det, jeg vil") < said.index("Helbred")

    page = client.get(theme(world, "helbred"))

    laws = re.findall(r"<details.*?</details>", page.content.decode(), re.DOTALL)
    outside = re.sub(r"<details.*?</details>", "", page.content.decode(), flags=re.DOTALL)
    assert any("§" in each for each in laws)
    assert "§" not in outside


def test_the_person_is_asked_in_plain_words_and_every_question_has_them(world: World, client: Client) -> None:
    page = client.get(theme(world, "helbred")).content.decode()
    assert re.search(r"<label[^>]*>Hvordan har du det indeni\?</label>", page)
    assert "Hvad går godt lige nu?" in text(client.get(theme(world, "det-der-virker")))
    # About somebody else one is asked, not as them.
    assert "Hvad går godt lige nu?" not in text(client.get(theme(world, "det-der-virker", "freja")))

    asked = {key.removeprefix("question.") for key in sentences() if key.startswith("question.")}
    assert asked == {OWN_STRENGTHS, *(item.id for item in lawbook().items)}


def test_the_overview_leads_on_to_where_one_left_off(world: World, client: Client) -> None:
    assert "Begynd med »Det, der virker«" in text(client.get(ADDRESS))

    client.post(theme(world, "helbred"), {"text_psykisk-helbred": "Angst.", "shown_psykisk-helbred": "0"})
    said = text(client.get(ADDRESS))

    assert "Fortsæt med »Helbred«" in said
    assert "Du har svaret på 1 af" in said
    assert "Sidst skrevet 23. november 2026" in said


def test_one_goes_from_theme_to_theme_and_from_the_last_to_the_overview(world: World, client: Client) -> None:
    slugs = [stop.slug for stop in client.get(ADDRESS).context["stops"]]
    mine = theme(world, "").removesuffix("/")

    goes = [client.post(theme(world, slug), {"knap": "videre"})["Location"] for slug in slugs]
    stays = client.post(theme(world, "helbred"), {"text_psykisk-helbred": "Angst."})

    assert goes == [*(theme(world, slug) for slug in slugs[1:]), mine]
    assert stays["Location"] == theme(world, "helbred")
    assert client.get(mine).status_code == 200


def test_a_form_sent_twice_leads_to_the_same_childs_next_theme(world: World, client: Client) -> None:
    here = theme(world, "det-der-virker", "freja")
    fields = {"text_egne-styrker": "Hun tegner.", "knap": "videre", FORM_KEY: "k"}

    one, same = client.post(here, fields), client.post(here, fields)

    assert one["Location"] == same["Location"]
    assert str(world.cast.persons["freja"].id) in one["Location"]


def test_several_answers_are_saved_at_once_and_nothing_else(world: World, client: Client) -> None:
    answer = client.post(
        theme(world, "helbred"),
        {"text_fysisk-helbred": "Ondt i lænden.", "shown_fysisk-helbred": "0", "text_psykisk-helbred": "Angst."},
        follow=True,
    )

    assert "Tak. Dine svar er gemt." in text(answer)
    assert given(world) == {"fysisk-helbred": "Ondt i lænden.", "psykisk-helbred": "Angst."}
    assert "Ondt i lænden." in text(answer)


def test_saving_again_what_stands_there_saves_nothing(world: World, client: Client) -> None:
    here = theme(world, "helbred")
    client.post(here, {"text_psykisk-helbred": "Angst.\r\nOg uro.", "shown_psykisk-helbred": "0"})

    again = client.post(here, {"text_psykisk-helbred": "Angst.\r\nOg uro.", "shown_psykisk-helbred": "1"}, follow=True)

    assert "Du har ikke skrevet noget nyt." in text(again)


def test_what_is_written_to_a_question_that_is_gone_is_given_back_and_the_rest_can_be_saved(
    world: World, client: Client
) -> None:
    """Consent may be taken back, or a plan withdrawn, while somebody writes: nothing typed is lost (pages.md, 1)."""
    fields = {"text_psykisk-helbred": "Angst.", "text_barnets-sundhed": "Min lange tekst."}

    refused = client.post(theme(world, "helbred"), fields)

    assert refused.status_code == 400
    assert "Noget af det, du skrev, kan ikke gemmes." in text(refused)
    assert "Min lange tekst." in text(refused)
    assert given(world) == {}
    assert client.post(theme(world, "helbred"), {"text_psykisk-helbred": "Angst."}).status_code == 303
    gone = client.post(theme(world, "barnet"), {"text_barnets-sundhed": "Min lange tekst."})
    assert (gone.status_code, "Min lange tekst." in text(gone)) == (400, True)


class Tomorrow(Clock):
    """The day after."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Tomorrow":
        told = Clock.now(tz) + timedelta(days=1)
        return cls.fromtimestamp(told.timestamp(), told.tzinfo)


def test_what_was_said_today_is_not_asked_about_again(world: World, client: Client) -> None:
    answered(world, "Peter Kvist", "fysisk-helbred", "Ondt i lænden.", source="Samtale med Mette")

    said = text(client.get(theme(world, "helbred")))

    assert "Ondt i lænden." in said
    assert "Passer det stadig?" not in said
    assert "skal bekræftes" not in text(client.get(ADDRESS))


def test_what_somebody_wrote_down_is_confirmed_with_one_tick(world: World) -> None:
    answered(world, "Peter Kvist", "fysisk-helbred", "Ondt i lænden.", source="Samtale med Mette")
    with patch("enplan.doors.parts.middleware.datetime", Tomorrow):
        client = as_(world.actor("mette"), at=Tomorrow.now(UTC))
        assert "1 skal bekræftes" in text(client.get(ADDRESS))
        said = text(client.get(theme(world, "helbred")))
        assert "Svaret er fra Samtale med Mette, 23. november 2026 . Passer det stadig?" in said

        fields = {"text_fysisk-helbred": "Ondt i lænden.", "shown_fysisk-helbred": "1", "confirm_fysisk-helbred": "on"}
        client.post(theme(world, "helbred"), fields)

        newest = next(each for each in answers(world.sight("mette")) if each.item == "fysisk-helbred")
        assert (newest.text, newest.confirmed, newest.source) == ("Ondt i lænden.", True, "Samtale med Mette")
        assert "Passer det stadig?" not in text(client.get(theme(world, "helbred")))


def test_what_is_bound_to_a_purpose_needs_one_is_never_filled_in_and_no_text_is_lost(
    world: World, client: Client
) -> None:
    take_in_plan(world.sight("Susanne Brandt"), at=NOW, plan=a_plan("voksen", "handleplan-141"))
    here = next(
        theme(world, stop.slug)
        for stop in client.get(ADDRESS).context["stops"]
        if "traumer-og-vold" in {question.item for question in stop.theme.questions}
    )
    other = next(each for each in client.get(here).context["theme"].questions if each.item != "traumer-og-vold").item
    fields = {"text_traumer-og-vold": "Det skete i 2009.", f"text_{other}": "Min lange tekst."}

    without = client.post(here, fields)

    assert without.status_code == 400
    assert "Har du været ude for vold eller andet, der stadig gør ondt? Skriv kun det, du vil. : Formålet mangler." in (
        text(without)
    )
    assert text(without).count("Min lange tekst.") == 1
    assert given(world) == {}

    page = client.post(here, {**fields, "purpose_traumer-og-vold": "Støtte i hjemmet"}, follow=True)
    assert "til »Støtte i hjemmet«: Det skete i 2009. Svaret må ikke bruges til andet." in text(page)
    field = re.search(r'<textarea name="text_traumer-og-vold".*?</textarea>', page.content.decode(), re.DOTALL)
    assert field is not None
    assert "2009" not in field.group()


def test_the_slower_of_two_sees_both_answers_and_loses_nothing(world: World, client: Client) -> None:
    answered(world, "mette", "psykisk-helbred", "Angst.")
    answered_by_other = answer_question(
        world.sight("mette"),
        at=NOW + timedelta(minutes=1),
        person_id=world.cast.persons["mette"].id,
        item="psykisk-helbred",
        text="Angst og uro.",
    )
    assert answered_by_other.text == "Angst og uro."

    slow = client.post(
        theme(world, "helbred"),
        {"text_psykisk-helbred": "Angst i butikker.", "shown_psykisk-helbred": "1", "text_fysisk-helbred": "Ondt."},
    )

    assert slow.status_code == 400
    said = text(slow)
    assert "Et svar, der kom imens Angst og uro." in said
    assert said.count("Angst i butikker.") == 2
    assert "Ondt." in said
    assert given(world) == {"psykisk-helbred": "Angst og uro."}
    assert 'name="shown_psykisk-helbred" value="2"' in slow.content.decode()


def test_what_one_did_not_touch_is_no_conflict(world: World, client: Client) -> None:
    answered(world, "mette", "psykisk-helbred", "Angst.")
    answer_question(
        world.sight("mette"),
        at=NOW + timedelta(minutes=1),
        person_id=world.cast.persons["mette"].id,
        item="psykisk-helbred",
        text="Angst og uro.",
    )

    client.post(
        theme(world, "helbred"),
        {"text_psykisk-helbred": "Angst.", "shown_psykisk-helbred": "1", "text_fysisk-helbred": "Ondt."},
    )

    assert given(world) == {"psykisk-helbred": "Angst og uro.", "fysisk-helbred": "Ondt."}


def test_who_has_asked_before_is_said_beside_the_question(world: World, client: Client) -> None:
    """S-20."""
    said = " ".join(text(client.get(theme(world, stop.slug))) for stop in client.get(ADDRESS).context["stops"])

    assert "Jobcenter Nordby spurgte 24. august 2026 (Visitation" in said
    assert "Du behøver ikke svare igen." in said


def test_a_mother_answers_for_her_child_and_the_child_for_herself_alone(world: World, client: Client) -> None:
    assert "Freja Holm Andersen" in text(client.get(ADDRESS))
    client.post(theme(world, "det-der-virker", "freja"), {"text_egne-styrker": "Hun tegner."})
    freja = as_(world.actor("freja"))

    said = text(freja.get(ADDRESS)) + text(freja.get(theme(world, "det-der-virker", "freja")))

    assert "Hun tegner." in said
    assert "Mette Holm Andersen" not in said.replace("Svaret er fra Mette Holm Andersen", "")
    assert freja.get(theme(world, "det-der-virker")).status_code == 404
    assert freja.get(theme(world, "").removesuffix("/")).status_code == 404


def test_a_professional_and_a_stranger_are_turned_away(world: World) -> None:
    assert Client().get(ADDRESS).status_code == 302
    assert as_(world.actor("Henrik Dam")).get(ADDRESS).status_code == 403

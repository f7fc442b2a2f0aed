"""What is half done somewhere, so that the pages that ask for the rest of it are there too? Done by commands alone."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from enplan.demo.cast import Cast, set_up
from enplan.demo.stories import double_diagnosis, family_in_many_offices, mother_without_work
from enplan.demo.stories.telling import Telling
from enplan.journey.appeals.commands import answer_appeal, complain_over_refusal
from enplan.journey.consent.commands import ask_for_consent
from enplan.journey.consent.facts import ConsentKind, ConsentScope
from enplan.journey.decisions.commands import issue_decision, reassess_decision, receive_complaint
from enplan.journey.decisions.commands.hearings import answer_hearing, open_hearing
from enplan.journey.decisions.facts import Channel as Phoned
from enplan.journey.decisions.facts import Outcome, Part, Result
from enplan.journey.decisions.queries import decision_page, hearings_of, letters_page
from enplan.journey.dossier.commands import request_statement
from enplan.journey.entrance.commands import receive_request
from enplan.journey.entrance.facts import Channel, Origin
from enplan.kernel.category import Category
from enplan.kernel.period import Period
from enplan.registers.accounts.queries import the_clock
from enplan.registers.base.barrier import tell_actor
from tests.doors.refusing import answer_of
from tests.worlds_appeals import ANNE, refused
from tests.worlds_decisions import a_no


def tell_all(on: date) -> list[Telling]:
    """Everybody of the demo with their three stories, and then the things that wait for somebody."""
    tell_actor(the_clock())
    cast = set_up(on)
    mette = mother_without_work.tell(cast, on)
    family = family_in_many_offices.tell(cast, on)
    jimmi = double_diagnosis.tell(cast, on)
    _request(cast, mette)
    _question(mette)
    _statement(mette)
    _complaints(mette)
    _hearing(family)
    _refusals(cast, family)
    return [mette, family, jimmi]


def _request(cast: Cast, story: Telling) -> None:
    freja = cast.persons["freja"]
    receive_request(
        cast.citizens["freja"],
        at=story.at(-1),
        origin=Origin.CITIZEN,
        channel=Channel.PORTAL,
        about_name=freja.name,
        about_born=freja.born,
        wish="Jeg vil gerne have én plan.",
    )


def _question(story: Telling) -> None:
    at = story.at(-1)
    scope = ConsentScope(ConsentKind.INFORMATION, story.person("mette"), "At lave én plan", Category.JUSTICE)
    why = "Så kan vi se, om der er noget i vejen."
    ask_for_consent(story.sight("Susanne Brandt", at), at=at, scope=scope, why=why, period=Period(at.date(), None))


def _statement(story: Telling) -> None:
    at = story.at(-1)
    request_statement(
        story.sight("Susanne Brandt", at),
        at=at,
        person_id=story.person("mette"),
        kind="Statusattest",
        items=["fysisk-helbred"],
        purpose="Så vi ved, hvad ryggen kan holde til.",
        again_because="Den gamle er fra før operationen.",
        answer_by=at.date(),
    )


def _complaints(story: Telling) -> None:
    """One complaint has been answered in part, another waits, a third is to be sent on."""
    at = story.at(-1)
    refusal, anew = _no(story)
    older = letters_page(story.sight("mette", at), on=at.date()).letters[1]
    second, third = [each.part for each in older.parts if each.part.element_id not in anew][:2]

    def complain(part: Part, text: str) -> UUID:
        sight = story.sight("mette", at)
        made = receive_complaint(sight, at=at, decision_id=part.decision_id, part_ids=[part.id], text=text)
        return made[0].parts[0].id

    answered = complain(refusal, "Jeg vil have støtten.")
    complain(second, "Jeg vil begynde før.")
    upheld = complain(third, "Jeg er ikke enig.")
    sight = story.sight("Susanne Brandt", at)
    choice = a_no(refusal.element_id, Result.PARTLY, "Tre timer.")
    reassess_decision(
        sight, at=at, complaint_part_id=answered, outcome=Outcome.PARTLY, reasons="Du får noget af det.", choice=choice
    )
    sight = story.sight("Susanne Brandt", at)
    reassess_decision(sight, at=at, complaint_part_id=upheld, outcome=Outcome.UPHELD, reasons="Det er som før.")


def _no(story: Telling) -> tuple[Part, set[UUID]]:
    """A newer letter says no to one of the measures, and to one for Freja: her father's copy has not been sent.

    He is also asked on paper what he thinks of it, before it is answered anew.
    """
    at = story.at(-1)
    page = decision_page(story.sight("Susanne Brandt", at), on=at.date())
    assert page.version is not None
    assert page.in_force is not None
    first, freja = page.rows[0].element, story.person("freja")
    hers = next(row.element for row in page.rows if row.element.person_id == freja and row.element.id != first.id)
    _heard(story, hers.id)
    choices = [answer_of(each, at.date(), refused=True) for each in (first, hers)]
    made = issue_decision(
        story.sight("Susanne Brandt", at),
        at=at,
        version_id=page.version.id,
        choices=[replace(each, reply="Vi har læst svarene.") for each in choices],
        replaces=page.in_force.id,
    )
    open_hearing(story.sight("Susanne Brandt", at), at=at, element_id=hers.id, facts="Skolen skriver, at Freja trives.")
    _from_outside(story, next(each for each in made.parts if each.element_id == hers.id))
    no = next(each for each in made.parts if each.element_id == first.id)
    return no, {each.element_id for each in made.parts}


def _from_outside(story: Telling, refusal: Part) -> None:
    """Her father has complained on the phone; the answer to him has not been sent."""
    at = story.at(-1)
    made = receive_complaint(
        story.sight("Susanne Brandt", at),
        at=at,
        decision_id=refusal.decision_id,
        part_ids=[refusal.id],
        text="Hun har brug for det.",
        channel=Phoned.PHONE,
        complainant=story.cast.persons["carsten"].id,
    )
    part, why = made[0].parts[0].id, "Det er som før."
    sight = story.sight("Susanne Brandt", at)
    reassess_decision(sight, at=at, complaint_part_id=part, outcome=Outcome.UPHELD, reasons=why)


def _heard(story: Telling, element_id: UUID) -> None:
    """Freja's parents are asked, and both have answered: her father, who is not in the case, on the phone."""
    at = story.at(-2)
    sight = story.sight("Susanne Brandt", at)
    open_hearing(sight, at=at, element_id=element_id, facts="Freja har fået det bedre.")
    for each in hearings_of(sight):
        answer_hearing(sight, at=at, hearing_id=each.id, text="Det er rigtigt.")


def _refusals(cast: Cast, story: Telling) -> None:
    """Three have got a no: one may complain, one has, and one complaint is to be sent on."""
    at, anne = story.at(-1), cast.professionals[ANNE]
    refused(cast, "birgit", at=at)
    asked, upheld = (refused(cast, who, at=at).id for who in ("carsten", "tina"))
    complain_over_refusal(cast.citizens["carsten"], at=at, request_id=asked, text="Der er to planer.")
    made = complain_over_refusal(cast.citizens["tina"], at=at, request_id=upheld)
    answer_appeal(anne, at=at, appeal_id=made.id, outcome=Outcome.UPHELD, reasons="Det er som før.")


def _hearing(story: Telling) -> None:
    at = story.at(-1)
    rows = decision_page(story.sight("Rikke Søgaard", at), on=at.date()).rows
    element = next(row.element for row in rows if row.element.person_id == story.person("tina"))
    sight = story.sight("Rikke Søgaard", at)
    open_hearing(sight, at=at, element_id=element.id, facts="Skolen skriver, at der er meget fravær.")

"""Does the appeals body get one file with all that the complaint is about, and nothing that is not its business?"""

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from enplan.doors.letters.complaint_file import file_as_letter
from enplan.doors.letters.letter import Answer, Heading, Letter
from enplan.doors.parts.reasons import sentence
from enplan.journey.access.facts import Doing
from enplan.journey.access.queries import openings
from enplan.journey.decisions.commands import (
    answer_hearing,
    keep_complaint,
    open_hearing,
    reassess_decision,
    receive_complaint,
)
from enplan.journey.decisions.facts import Choice, Complaint, Outcome, Result
from enplan.journey.decisions.queries import complaint_file
from enplan.journey.dossier.commands import add_document
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from tests.doors.signed_in import as_
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, a_plan_to_decide

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
TODAY = NOW.date()


@pytest.fixture
def plan() -> Planned:
    return a_plan_to_decide()


def a_paper(plan: Planned, title: str, category: Category, person: str = "mette") -> UUID:
    """Something is written down in the dossier."""
    sight = plan.world.sight(COORDINATOR)
    return add_document(
        sight,
        at=NOW,
        person_id=plan.person(person),
        category=category,
        title=title,
        text=f"Det står der i {title}.",
        source="Mentoren",
    ).id


def complained(plan: Planned, *refused: str) -> dict[str, tuple[UUID, Complaint]]:
    """Mette is heard about the support, gets a no, and complains over all that was refused."""
    element = plan.measures["support"].id
    hearing = open_hearing(plan.world.sight(COORDINATOR), at=NOW, element_id=element, facts="Du kom ikke.")
    answer_hearing(plan.world.sight("mette"), at=NOW, hearing_id=hearing.id, text="Jeg var syg.")
    decision = plan.issue(*refused, at=LATER)
    kinds = {part.id: part.measure_type for part in decision.parts if part.result is Result.REFUSED}
    sight = plan.world.sight("mette", at=LATER)
    (complaint,) = receive_complaint(sight, at=LATER, decision_id=decision.id, part_ids=kinds, text="Jeg er uenig.")
    return {kinds[each.part_id]: (each.id, complaint) for each in complaint.parts}


def look_again(plan: Planned, part_id: UUID, outcome: Outcome = Outcome.UPHELD, choice: Choice | None = None) -> UUID:
    done = reassess_decision(
        plan.world.sight(COORDINATOR, at=LATER),
        at=LATER,
        complaint_part_id=part_id,
        outcome=outcome,
        reasons="Vi ser det som før.",
        choice=choice,
    )
    return done.id


def filed(plan: Planned, part_id: UUID, **what: object) -> Letter:
    file = complaint_file(plan.world.sight(COORDINATOR), part_id=part_id, on=LATER.date(), **what)  # type: ignore[arg-type]  # named by the test
    return file_as_letter(file, settings.MUNICIPALITY, on=LATER.date(), say=sentence)


def test_the_file_holds_decision_complaint_second_look_hearing_papers_and_steps(plan: Planned) -> None:
    """The file package for the appeals board (S-17): all that the case rests on, in one piece."""
    a_paper(plan, "Notat om støtten", Category.SOCIAL)
    part_id, _ = complained(plan, "support")["socialpaedagogisk-stoette"]
    look_again(plan, part_id)

    letter = filed(plan, part_id)
    text = str(letter.as_data())

    assert [block.text for block in letter.blocks if isinstance(block, Heading) and block.level == 2] == [
        "Sagen kort",
        "Klagen",
        "Afgørelsen",
        "Genvurderingen",
        "Partshøring",
        "Oplysninger, der har haft vægt",
        "Sagens gang",
    ]
    for words in ("Jeg er uenig.", "Vi ser det som før.", "Du kom ikke.", "Jeg var syg.", "Notat om støtten"):
        assert words in text
    assert "Underskrev og sendte afgørelsen" in text
    assert "Så på en afgørelse igen og fastholdt den" in text
    assert letter.contents


def test_the_body_sees_nothing_of_the_answers_it_does_not_hear(plan: Planned) -> None:
    """Only what the recipient may see: a complaint over two answers goes to two bodies, each with its own."""
    a_paper(plan, "Notat om støtten", Category.SOCIAL)
    a_paper(plan, "Notat om arbejde", Category.WORK)
    a_paper(plan, "Notat om Freja", Category.FAMILY, "freja")
    parts = complained(plan, "support", "mentor")
    for part_id, _ in parts.values():
        look_again(plan, part_id)

    social, work = (filed(plan, parts[kind][0]) for kind in ("socialpaedagogisk-stoette", "mentorstoette"))

    assert social.to != work.to
    for letter, own, other in ((social, "støtten", "arbejde"), (work, "arbejde", "støtten")):
        text = str(letter.as_data())
        assert len([block for block in letter.blocks if isinstance(block, Answer)]) == 1
        assert f"Notat om {own}" in text
        assert f"Notat om {other}" not in text
        assert "Freja" not in text
    assert "Du kom ikke." not in str(work.as_data())  # the hearing was about the support


def test_what_did_not_weigh_is_left_out(plan: Planned) -> None:
    kept, left = (a_paper(plan, title, Category.SOCIAL) for title in ("Det vigtige", "Det andet"))
    part_id, _ = complained(plan, "support")["socialpaedagogisk-stoette"]
    look_again(plan, part_id)

    text = str(filed(plan, part_id, chosen={kept}).as_data())

    assert "Det vigtige" in text
    assert "Det andet" not in text
    assert str(left) not in text


def test_nothing_goes_on_before_we_have_looked_again_or_when_the_citizen_was_right(plan: Planned) -> None:
    part_id, _ = complained(plan, "support")["socialpaedagogisk-stoette"]

    with pytest.raises(Unfit) as early, transaction.atomic():
        filed(plan, part_id)
    look_again(plan, part_id, Outcome.CHANGED)
    with pytest.raises(Unfit) as changed, transaction.atomic():
        filed(plan, part_id)

    assert {early.value.reason, changed.value.reason} == {"decision.not_forwarded"}


def test_a_partly_favourable_answer_goes_on_with_its_new_answer_when_the_citizen_keeps_it(plan: Planned) -> None:
    part_id, _ = complained(plan, "support")["socialpaedagogisk-stoette"]
    choice = Choice(plan.measures["support"].id, Result.PARTLY, facts="Som før.", discretion="Lidt.", granted="En time")
    done = look_again(plan, part_id, Outcome.PARTLY, choice)
    with pytest.raises(Unfit), transaction.atomic():
        filed(plan, part_id)

    keep_complaint(plan.world.sight("mette", at=LATER), at=LATER, reassessment_id=done, kept=True)

    assert "Det giver vi: En time." in str(filed(plan, part_id).as_data())


def test_who_may_not_see_the_answer_gets_no_file_and_citizens_hand_out_none(plan: Planned) -> None:
    part_id, _ = complained(plan, "support")["socialpaedagogisk-stoette"]
    look_again(plan, part_id)

    with pytest.raises(Missing), transaction.atomic():
        complaint_file(plan.world.sight("Henrik Dam"), part_id=part_id, on=TODAY)
    with pytest.raises(Refused), transaction.atomic():
        complaint_file(plan.world.sight("mette"), part_id=part_id, on=TODAY)


def test_the_file_is_taken_out_at_the_desk_and_the_citizen_sees_that_it_was(plan: Planned) -> None:
    desk: Client = as_(plan.world.actor(COORDINATOR))
    paper = a_paper(plan, "Notat om støtten", Category.SOCIAL)
    part_id, _ = complained(plan, "support")["socialpaedagogisk-stoette"]
    look_again(plan, part_id)
    root = f"/arbejde/sager/{plan.world.case_id}/afgoerelse/"
    address = f"{root}klager/{part_id}/sagen"

    listed = desk.get(root).content.decode()
    page = desk.get(f"{address}/").content.decode()
    pdf = desk.get(f"{address}.pdf", {"valgt": "1", "papir": str(paper)})
    wrong = desk.get(f"{address}.pdf", {"valgt": "1", "papir": "x"})

    assert f"{part_id}/sagen/" in listed
    assert "Notat om støtten" in page
    assert pdf.content.startswith(b"%PDF")
    assert wrong.status_code == 404
    found = [each for each in openings(plan.world.sight("mette")) if each.errand == "export_complaint_file"]
    assert {each.doing for each in found} == {Doing.PRINT, Doing.DENIED}, "the file, and the one asked for that is none"
    assert len(found) == 2

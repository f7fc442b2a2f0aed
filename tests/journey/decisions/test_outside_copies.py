"""Does a decision about a child reach who holds custody outside the case, with what is about the child alone?"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from enplan.doors.letters.decision import copy_as_letter
from enplan.doors.letters.letter import Answer, Heading, Text
from enplan.journey.access.commands import open_case
from enplan.journey.decisions.commands import send_copy
from enplan.journey.decisions.facts import Decision, Delivery, Form, Kind, Part, PartWords, Result
from enplan.journey.decisions.facts.outside import CopyWay, OutsideCopy
from enplan.journey.decisions.queries import copy_page, named_copies, outside_copies
from enplan.journey.decisions.rules.outside import as_copied, copies
from enplan.journey.followup.commands import remind
from enplan.journey.followup.facts import DueKind
from enplan.journey.followup.queries import my_day, my_deadlines
from enplan.journey.team.commands import add_relative
from enplan.journey.team.facts import Kin
from enplan.kernel.category import Category
from enplan.kernel.errors import Missing, Refused, Unfit
from enplan.kernel.ids import CaseId, DecisionId, PersonId, VersionId
from enplan.kernel.sight import Grant
from enplan.registers.accounts.queries import the_clock
from enplan.registers.audit.queries import events
from enplan.registers.cases.facts import CasePerson, Place
from enplan.registers.outbox.queries import messages
from enplan.registers.people.facts import Relation, RelationKind
from tests.builders_decisions import named
from tests.clock import TODAY
from tests.doors.signed_in import as_
from tests.worlds import NOW
from tests.worlds_decisions import COORDINATOR, Planned, a_plan_to_decide

FREJA, CARSTEN, METTE = (PersonId(UUID(int=each)) for each in (1, 2, 3))
WAITS = "Et brev skal sendes på papir til en forælder uden for forløbet"
PARENT = Relation(CARSTEN, FREJA, RelationKind.PARENT_WITH_CUSTODY, TODAY)


@pytest.fixture
def plan() -> Planned:
    return a_plan_to_decide()


def send(plan: Planned, decision: Decision, *, day: date = TODAY, who: str = COORDINATOR, to: str = "carsten") -> None:
    sight, holder = plan.world.sight(who), plan.person(to)
    send_copy(sight, at=NOW, decision_id=decision.id, holder_id=holder, way=CopyWay.POST, day=day)


def due(plan: Planned) -> list[DueKind]:
    return [each.kind for each in remind(plan.world.sight(COORDINATOR), at=NOW) if each.kind is DueKind.LETTER]


@pytest.mark.django_db
def test_it_is_a_task_until_it_is_sent(plan: Planned) -> None:
    """Forældreansvarsloven § 2, forvaltningsloven § 25: Carsten is a party to what is decided about Freja."""
    assert named_copies(plan.world.sight(COORDINATOR)) == []
    decision = plan.issue("family")

    (copy,) = named_copies(plan.world.sight(COORDINATOR))
    assert copy == OutsideCopy(
        decision.id, TODAY, plan.person("carsten"), (plan.person("freja"),), "Carsten Bro Andersen"
    )
    assert due(plan) == [DueKind.LETTER]

    send(plan, decision)
    (copy,) = outside_copies(plan.world.sight(COORDINATOR))
    assert copy.sent
    assert (copy.sent.way, copy.sent.day, copy.sent.sent_by) == (CopyWay.POST, TODAY, COORDINATOR)
    assert due(plan) == []
    send(plan, decision)  # a double click
    assert [each.event for each in events(plan.world.sight(COORDINATOR))].count("decision.copy_sent") == 1
    assert messages(plan.world.actor("carsten")) == []  # he has no page to read it on


@pytest.mark.django_db
def test_the_clock_brings_it_onto_the_lists_of_the_contact_person_and_off_again(plan: Planned) -> None:
    """Who opens their day or their deadlines sees it there, as on the page of the case."""
    decision = plan.issue("family")
    night, contact = NOW + timedelta(days=1), plan.world.actor(COORDINATOR)

    assert DueKind.LETTER in told_by_clock(plan, NOW)
    assert DueKind.LETTER in [each.kind for each in my_day(contact, at=NOW, on=TODAY).first]
    assert DueKind.LETTER in [row.kind for _, _, rows in my_deadlines(contact, on=TODAY).groups for row in rows]
    assert DueKind.LETTER in told_by_clock(plan, night)  # it does not take away what is still to be sent
    send(plan, decision)
    assert DueKind.LETTER not in told_by_clock(plan, night)


def told_by_clock(plan: Planned, at: datetime) -> list[DueKind]:
    sight = open_case(the_clock(), at=at, case_id=plan.world.case_id, errand="remind")
    return [each.kind for each in remind(sight, at=at)]


@pytest.mark.django_db
def test_it_says_what_is_about_the_child_and_how_he_complains(plan: Planned) -> None:
    decision = plan.issue("family", "mentor")
    page = copy_page(plan.world.sight(COORDINATOR), decision_id=decision.id, holder_id=plan.person("carsten"))
    letter = copy_as_letter(page, settings.MUNICIPALITY)

    assert letter.to == ("Carsten Bro Andersen",)
    assert [each.part.measure_type for each in page.letter.parts] == ["familiebehandling"]
    assert len([each for each in letter.blocks if isinstance(each, Answer)]) == 1
    said = " ".join(each.text for each in letter.blocks if isinstance(each, Text | Heading))
    assert "Du har forældremyndigheden over Freja Holm Andersen" in said
    assert "er regnet fra mandag den 23. november 2026. Får du brevet senere, har du lige så mange dage mere." in said
    assert "Ankestyrelsen" in said
    assert "Mette" not in said.replace("Mette Holm Andersen", "Mette")  # of her there is nothing in his letter


@pytest.mark.django_db
def test_who_comes_into_the_case_reads_it_there(plan: Planned) -> None:
    plan.issue("family")
    carsten, kin = plan.world.cast.persons["carsten"], Kin(RelationKind.PARENT_WITH_CUSTODY, plan.person("freja"))
    add_relative(
        plan.world.sight(COORDINATOR), at=NOW, name=carsten.name, born=carsten.born, place=Place.ADULT, kin=[kin]
    )

    assert outside_copies(plan.world.sight(COORDINATOR)) == []


@pytest.mark.django_db
def test_only_the_coordinator_sends_it_and_only_to_who_is_to_have_it(plan: Planned) -> None:
    decision = plan.issue("family")
    with pytest.raises(Refused, match=r"decision\.coordinator_only"), transaction.atomic():
        send(plan, decision, who="Henrik Dam")
    with pytest.raises(Missing), transaction.atomic():
        send(plan, decision, to="tina")
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(Unfit, match=r"decision\.copy_day"), transaction.atomic():
            send(plan, decision, day=day)
    assert outside_copies(plan.world.sight("mette")) == []


@pytest.mark.django_db
def test_it_is_read_printed_and_noted_at_the_desk(plan: Planned) -> None:
    decision = plan.issue("family")
    desk: Client = as_(plan.world.actor(COORDINATOR))
    root = f"/arbejde/sager/{plan.world.case_id}/afgoerelse/"
    assert WAITS not in desk.get("/arbejde/frister/").content.decode()
    due(plan)
    assert WAITS in desk.get("/arbejde/frister/").content.decode()
    assert WAITS in desk.get("/arbejde/").content.decode()
    here = f"{root}{decision.id}/papir/{plan.person('carsten')}/"

    assert here in desk.get(root).content.decode()
    assert "Ikke sendt" in desk.get(root).content.decode()
    assert "Du har forældremyndigheden over Freja" in desk.get(here).content.decode()
    assert desk.get(here + "brev.pdf").content.startswith(b"%PDF")
    refused = desk.post(here + "sendt/", {"way": "post", "day": ""})
    assert (refused.status_code, "Skriv den dag, brevet blev sendt." in refused.content.decode()) == (422, True)
    assert desk.post(here + "sendt/", {"way": "post", "day": TODAY.isoformat()}).status_code == 303
    assert "Ikke sendt" not in desk.get(root).content.decode()
    assert WAITS not in desk.get("/arbejde/frister/").content.decode()
    assert WAITS not in desk.get("/arbejde/").content.decode()
    assert "Send brevet" not in desk.get(here).content.decode()
    assert as_(plan.world.actor("Henrik Dam")).get(here).status_code == 403


def a_child(born: date = date(2015, 1, 1)) -> CasePerson:
    return CasePerson(FREJA, "freja", "Freja", born, Place.CHILD)


def a_decision(*needs: tuple[PersonId, Category]) -> Decision:
    """A letter with one answer, which needs this to be read."""
    told = tuple(Grant(person, kind) for person, kind in needs)
    part = Part(
        id=named("part"),
        decision_id=DecisionId(named("letter")),
        person_id=told[0].person_id,
        category=told[0].category,
        element_id=named("element"),
        measure_type="mentorstoette",
        result=Result.GRANTED,
        route="ast-beskaeftigelse",
        bases=(),
        words=PartWords("Mentor", "Ja."),
        guidance=None,
        persons=tuple(each.person_id for each in told),
        number=1,
        needs=told,
    )
    return Decision(
        id=part.decision_id,
        case_id=CaseId(named("case")),
        version_id=VersionId(named("version")),
        kind=Kind.ON_PLAN,
        form=Form.ONE_LETTER,
        regime="hoi-2022",
        made_at=NOW,
        made_by=COORDINATOR,
        title_of_maker="",
        delivery=Delivery.DIGITAL,
        received_day=TODAY,
        parts=(part,),
    )


PLAN, HEALTH = Category.PLAN, Category.HEALTH


@pytest.mark.parametrize(
    ("needs", "born", "told"),
    [
        pytest.param([(FREJA, PLAN)], date(2015, 1, 1), True, id="the child's"),
        pytest.param([(FREJA, PLAN), (METTE, PLAN)], date(2015, 1, 1), True, id="for the child and the mother"),
        pytest.param([(FREJA, PLAN), (METTE, HEALTH)], date(2015, 1, 1), False, id="it tells of the mother's health"),
        pytest.param([(METTE, PLAN)], date(2015, 1, 1), False, id="the mother's"),
        pytest.param([(FREJA, HEALTH)], date(2011, 11, 24), True, id="the day before the child is 15"),
        pytest.param([(FREJA, HEALTH)], date(2011, 11, 23), False, id="from 15 the health of the young is their own"),
        pytest.param([(FREJA, PLAN)], date(2008, 11, 24), True, id="the day before the child is of age"),
        pytest.param([(FREJA, PLAN)], date(2008, 11, 23), False, id="of age"),
    ],
)
def test_what_is_theirs_to_read(needs: list[tuple[PersonId, Category]], born: date, told: bool) -> None:
    child, mother = a_child(born), CasePerson(METTE, "mette", "Mette", date(1983, 1, 1), Place.CITIZEN)
    decision = a_decision(*needs)

    assert [each.holder_id for each in copies([decision], [mother, child], [PARENT])] == [CARSTEN] * told
    if child.age(TODAY) < 18:
        shown = as_copied(decision, [child])
        about = FREJA in decision.parts[0].persons
        assert (len(shown.parts), shown.closed) == ((1, ()) if told else (0, (1,) if about else ()))


def test_custody_counts_on_the_day_of_the_letter() -> None:
    decision = a_decision((FREJA, PLAN))
    since = replace(PARENT, known_day=TODAY + timedelta(days=1))

    assert copies([decision], [a_child()], [since]) == []
    assert copies([decision], [a_child(), replace(a_child(), person_id=CARSTEN, born=date(1981, 8, 3))], [PARENT]) == []

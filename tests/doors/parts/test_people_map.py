"""Does the picture of the people around the citizen hold everybody, inside its frame and beside each other?"""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from enplan.doors.parts.people_map import BOX, TALL, WIDTH, Node, people_list, people_map
from enplan.journey.team.facts import Companion, CompanionKind
from enplan.journey.team.queries import CompanionSeen, TeamPage
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.period import Period
from enplan.registers.cases.facts import Case, CaseKind, CasePerson, Place
from tests.builders_people import CASE, TODAY, a_member

METTE, FREJA = PersonId(uuid4()), PersonId(uuid4())


def a_page(*, team: int, named: str = "Mette Holm Andersen") -> TeamPage:
    persons = (
        CasePerson(METTE, "mette", named, date(1983, 4, 12), Place.CITIZEN),
        CasePerson(FREJA, "freja", "Freja Holm Andersen", date(2011, 2, 27), Place.CHILD),
    )
    case = Case(CASE, CaseKind.FAMILY, "hop-2018", datetime(2026, 11, 23, tzinfo=UTC), persons)
    ombud = Companion(uuid4(), CASE, PersonId(uuid4()), METTE, CompanionKind.OMBUD, Period(TODAY))
    return TeamPage(
        case=case,
        coordinator=a_member("Voksenstøtte", Category.SOCIAL, coordinator=True),
        members=[a_member(f"Afdeling {number}") for number in range(team)],
        former=[],
        kin=[],
        companions=[CompanionSeen(ombud, "Birgit Aagaard", named)],
        questions=[],
    )


def apart(one: Node, other: Node) -> bool:
    return abs(one.x - other.x) >= BOX or abs(one.y - other.y) >= TALL


@pytest.mark.parametrize("team", [0, 1, 4, 12])
def test_everybody_is_there_inside_the_frame_and_apart(team: int) -> None:
    drawn = people_map(a_page(team=team), METTE)

    assert [node.kind for node in drawn.nodes].count("team") == team
    assert {"me", "contact", "family", "helper"} <= {node.kind for node in drawn.nodes}
    assert len(drawn.ties) == len(drawn.nodes) - 1
    for number, node in enumerate(drawn.nodes):
        assert 0 <= node.x <= WIDTH - BOX
        assert 0 <= node.y <= drawn.height - TALL
        assert all(apart(node, other) for other in drawn.nodes[number + 1 :])


@pytest.mark.parametrize("team", [0, 1, 12])
def test_on_a_telephone_the_same_people_stand_below_each_other_the_contact_person_first(team: int) -> None:
    page = a_page(team=team)
    drawn = people_list(page, METTE)

    assert {node.name for node in drawn.nodes} == {node.name for node in people_map(page, METTE).nodes}
    assert [node.kind for node in drawn.nodes[:2]] == ["me", "contact"]
    assert [node.y for node in drawn.nodes] == sorted({node.y for node in drawn.nodes})
    assert drawn.width <= 288  # a telephone of 320 without its margins
    assert all(node.y + TALL <= drawn.height and node.x + BOX <= drawn.width for node in drawn.nodes)


def test_who_looks_stands_in_the_middle() -> None:
    assert people_map(a_page(team=1), FREJA).nodes[0].name == "Freja Holm Andersen"
    assert people_map(a_page(team=1), None).nodes[0].name == "Mette Holm Andersen"


def test_a_long_name_is_cut_so_that_it_fits() -> None:
    name = people_map(a_page(team=0, named="Alexandrine Christiane Frederikke Lindegaard"), METTE).nodes[0].name

    assert name.endswith("…")
    assert len(name) <= 29

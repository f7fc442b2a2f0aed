"""Where on the picture does each person around the citizen stand?

The citizen in the middle, the contact person first on the right, then the team; on the left the family and those who
stand by. Pure numbers: the template draws them, and a table beside the picture says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from enplan.doors.parts.reasons import sentence
from enplan.journey.team.queries import TeamPage
from enplan.kernel.ids import PersonId
from enplan.kernel.shortening import shortened

WIDTH, BOX, TALL, GAP, EDGE = 760, 230, 52, 14, 8
INDENT = 40
LONGEST = 29  # letters that fit into a box
Someone = tuple[str, str, str]  # kind, name and role


@dataclass(frozen=True, slots=True)
class Node:
    """One person as a box with a name and what they are to the citizen."""

    x: int
    y: int
    name: str
    role: str
    kind: str  # me, contact, team, family or helper

    @property
    def text_x(self) -> int:
        """Where the text begins."""
        return self.x + 12

    @property
    def name_y(self) -> int:
        """The line of the name."""
        return self.y + 22

    @property
    def role_y(self) -> int:
        """The line of the role."""
        return self.y + 41

    @property
    def middle(self) -> int:
        """The height at which the tie reaches the box."""
        return self.y + TALL // 2


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from the citizen to somebody."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class PeopleMap:
    """The picture of the people around the citizen."""

    height: int
    nodes: Sequence[Node]
    ties: Sequence[Tie]
    width: int = WIDTH
    box: int = BOX
    tall: int = TALL


def people_map(page: TeamPage, me: PersonId | None) -> PeopleMap:
    """The picture as the viewer sees it, who stands in the middle; for others the citizen does."""
    name, role, left, right = _around(page, me)
    height = max(len(left), len(right), 1) * (TALL + GAP) - GAP + 2 * EDGE
    middle = Node((WIDTH - BOX) // 2, (height - TALL) // 2, _short(name), role, "me")
    others = [*_column(left, EDGE, height), *_column(right, WIDTH - BOX - EDGE, height)]
    return PeopleMap(height, [middle, *others], [_tie(middle, each) for each in others])


def people_list(page: TeamPage, me: PersonId | None) -> PeopleMap:
    """The same for a telephone: the viewer on top and everybody else below, the contact person first."""
    name, role, left, right = _around(page, me)
    top = Node(EDGE, EDGE, _short(name), role, "me")
    others = [
        Node(INDENT, EDGE + row * (TALL + GAP), _short(name), _short(role), kind)
        for row, (kind, name, role) in enumerate([*right, *left], start=1)
    ]
    trunk = EDGE + (INDENT - EDGE) // 2
    stem = [Tie(trunk, top.y + TALL, trunk, others[-1].middle)] if others else []
    branches = [Tie(trunk, each.middle, each.x, each.middle) for each in others]
    height = (len(others) + 1) * (TALL + GAP) - GAP + 2 * EDGE
    return PeopleMap(height, [top, *others], [*stem, *branches], width=INDENT + BOX + EDGE)


def _around(page: TeamPage, me: PersonId | None) -> tuple[str, str, Sequence[Someone], Sequence[Someone]]:
    """Who is in the middle and as what, the family and helpers, and the contact person with the team."""
    mine = page.case.by_id(me) if me else None
    centre = mine or page.case.citizen
    right = [("contact", page.coordinator.name, "Kontaktperson")] if page.coordinator else []
    right += [("team", each.name, each.department) for each in page.members]
    left = [
        ("family", each.name, sentence(f"place.{each.place.value}"))
        for each in page.case.persons
        if each.person_id != centre.person_id
    ]
    left += [("helper", each.name, sentence(f"companion.{each.companion.kind.value}")) for each in page.companions]
    return centre.name, "Dig selv" if mine else "Borger", left, right


def _column(people: Sequence[Someone], x: int, height: int) -> list[Node]:
    top = (height - len(people) * (TALL + GAP) + GAP) // 2
    return [
        Node(x, top + row * (TALL + GAP), _short(name), _short(role), kind)
        for row, (kind, name, role) in enumerate(people)
    ]


def _tie(middle: Node, other: Node) -> Tie:
    if other.x < middle.x:
        return Tie(other.x + BOX, other.middle, middle.x, middle.middle)
    return Tie(middle.x + BOX, middle.middle, other.x, other.middle)


def _short(text: str) -> str:
    return shortened(text, LONGEST)

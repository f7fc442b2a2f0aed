"""How is it laid out what somebody had before the one plan, and what comes after?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from enplan.doors.parts.plan_cards import first_name
from enplan.journey.consent.queries import NOT_NAMED
from enplan.journey.plan.facts import Agreement, Standing
from enplan.journey.plan.queries import BeforeAfter
from enplan.journey.plan.rules.weighing import Becomes, Fact, RightKind, Weighed
from enplan.kernel.ids import PersonId

BECOMES_WORDS: Final[Mapping[Becomes, str]] = {
    Becomes.KEPT: "Som før",
    Becomes.REPLACED: "Erstattet",
    Becomes.MORE: "Mere",
    Becomes.WEAKER: "Svagere ret",
    Becomes.LATER: "Senere",
    Becomes.SHORTER: "Kortere",
    Becomes.LESS: "Mindre",
    Becomes.GONE: "Væk",
}
KIND_WORDS: Final[Mapping[RightKind, str]] = {
    RightKind.MEASURE: "Hjælp",
    RightKind.DECISION: "Afgørelser og klage",
    RightKind.MEETING: "Møder",
    RightKind.CONTACT: "Personer",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One right before, and what became of it, in words."""

    row: Weighed
    word: str
    name: str  # whose it is, where the case has several people
    agreement: Agreement | None = None
    agreed_by: str = ""
    asked: bool = False  # it waits for a yes in the version that has been proposed

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What reads otherwise."""
        return self.row.facts


@dataclass(frozen=True, slots=True)
class Group:
    """Rights of one kind that nobody lost."""

    key: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """The page: first what is less, then all else by kind."""

    worse: tuple[Line, ...]
    groups: tuple[Group, ...]
    sums: tuple[tuple[str, int], ...]


def lay_out(page: BeforeAfter) -> Laid:
    """The rows in the order in which people need them."""
    lines = [_line(page, each) for each in page.rows]
    groups = (
        Group(kind.value, KIND_WORDS[kind], tuple(each for each in _of(kind, lines) if not each.row.is_worse))
        for kind in RightKind
    )
    counted = ((becomes, sum(each.becomes is becomes for each in page.rows)) for becomes in Becomes)
    return Laid(
        worse=tuple(each for each in lines if each.row.is_worse),
        groups=tuple(each for each in groups if each.lines),
        sums=tuple((BECOMES_WORDS[becomes], count) for becomes, count in counted if count),
    )


def _of(kind: RightKind, lines: Iterable[Line]) -> Iterable[Line]:
    return (each for each in lines if each.row.right.kind is kind)


def _line(page: BeforeAfter, row: Weighed) -> Line:
    agreement = page.agreement(row) if row.is_worse else None
    several = len(page.plan.case.persons) > 1
    return Line(
        row,
        BECOMES_WORDS[row.becomes],
        _called(page, row.right.person_id) if several else "",
        agreement,
        page.plan.name(agreement.by_person) or NOT_NAMED if agreement else "",
        asked=_asked(page, row),
    )


def _asked(page: BeforeAfter, row: Weighed) -> bool:
    """Whether the version, in force or not, waits for a yes to this in words."""
    version = page.version
    if version is None or version.standing not in {Standing.PROPOSED, Standing.APPROVED} or row.element is None:
        return False
    here = {(each.element_id, each.for_person) for each in version.agreements if each.version_id == version.id}
    return any(
        each.element_id == row.element.id
        and ((each.element_id, each.person_id) not in here if not each.agreed else not each.words)
        for each in version.given_less
    )


def _called(page: BeforeAfter, person: PersonId) -> str:
    return first_name(page.plan.name(person))

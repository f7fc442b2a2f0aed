"""Which evidence do the tests talk about? Facts with defaults."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from enplan.journey.evidence.facts import Coming, Evidence, Kind, Mark, Settled
from enplan.journey.evidence.rules.lighting import CaseLight, light
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import Law, lawbook
from tests.clock import MORNING, TODAY

METTE = PersonId(UUID(int=1))
LAW = lawbook().on(TODAY)


def a_piece(*tells: str, kind: Kind = Kind.ANSWER, day: date = TODAY, **more: Any) -> Evidence:
    """A piece of evidence that lights these points."""
    return Evidence(kind, str(uuid4()), "Noget", "Nogen", day, frozenset(tells), **more)


def a_mark(document: str, kind: Settled = Settled.NOT_NEEDED, *, at: datetime = MORNING, **more: Any) -> Mark:
    """What somebody settled about a document."""
    told: dict[str, Any] = {"words": "Det passer ikke her.", "who": "Henrik Dam", "by_day": TODAY, "filed_id": None}
    told |= {"points": (), "by_name": "Susanne Brandt"} | more
    return Mark(uuid4(), METTE, Category.WORK, document, kind, at=at, **told)


def lit(
    *evidence: Evidence,
    marks: tuple[Mark, ...] = (),
    coming: tuple[Coming, ...] = (),
    closed: frozenset[Category] = frozenset(),
    law: Law = LAW,
) -> CaseLight:
    """The case with this evidence; of `closed` the viewer may see nothing."""
    return light(evidence, coming=coming, marks=marks, shows=lambda kind: kind not in closed, law=law)


def later(seconds: int) -> datetime:
    """A moment after the morning."""
    return MORNING + timedelta(seconds=seconds)

"""Which days have been noted in a case, what follows from each, and which more could be noted?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from enplan.journey.followup.facts import Happening, LawDay, NotedDay, NotedEnd
from enplan.journey.followup.models import NotedDayRecord
from enplan.journey.followup.rules.noting import after_noted, can_be_noted
from enplan.journey.followup.rules.running import CaseFacts
from enplan.journey.followup.rules.starting import CATEGORY_OF
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.cases.facts import Case, CasePerson
from enplan.registers.cases.queries import case_of


@dataclass(frozen=True, slots=True)
class NotedSeen:
    """A noted day, of whom, and the deadlines that run from it now."""

    noted: NotedDay
    person: CasePerson
    days: tuple[LawDay, ...]


@dataclass(frozen=True, slots=True)
class NotedPage:
    """The days that have been noted, as far as the viewer may see, and what they may note."""

    case: Case
    followed: tuple[NotedSeen, ...]
    ended: tuple[NotedSeen, ...]
    people: tuple[CasePerson, ...]  # of whom the viewer may note something
    happenings: tuple[Happening, ...]


def noted_page(sight: Sight, *, on: date) -> NotedPage:
    """What has been noted, the first day first, and what can be."""
    case, book = case_of(sight), lawbook()
    of = {each.person_id: each for each in case.persons}
    rows = [row.fact() for row in NotedDayRecord.objects.within(sight).order_by("day", "id")]
    seen = [_seen(each, of[each.person_id], CaseFacts(on=on, book=book, persons=case.persons)) for each in rows]
    granted = {grant.category for grant in sight.grants}
    return NotedPage(
        case=case,
        followed=_which(seen, ended=False),
        ended=_which(seen, ended=True),
        people=tuple(each for each in case.in_order if any(sight.shows(each.person_id, kind) for kind in granted)),
        happenings=tuple(each for each in can_be_noted(book, on) if CATEGORY_OF[each] in granted),
    )


def days_of(sight: Sight, happening: Happening, *, person_id: PersonId) -> list[NotedDay]:
    """The days on which it happened to the person, the first first; what was noted by mistake is left out."""
    rows = NotedDayRecord.objects.within(sight).filter(person_id=person_id, happening=happening.value)
    return [row.fact() for row in rows.exclude(ended_as=NotedEnd.MISTAKEN.value).order_by("day", "id")]


def _seen(noted: NotedDay, person: CasePerson, facts: CaseFacts) -> NotedSeen:
    alone = CaseFacts(on=facts.on, book=facts.book, persons=facts.persons, noted=(noted,))
    return NotedSeen(noted, person, tuple(after_noted(alone)))


def _which(seen: Sequence[NotedSeen], *, ended: bool) -> tuple[NotedSeen, ...]:
    return tuple(each for each in seen if (each.noted.ended_as is not None) is ended)

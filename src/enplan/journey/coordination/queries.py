"""What is shown of the findings?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject

from enplan.journey.coordination.facts import Finding, Kind, Resolution, Say, Severity, Waiting, WeekLoad
from enplan.journey.coordination.models import ResolutionRecord
from enplan.journey.coordination.rules.chains import longest_wait
from enplan.journey.coordination.rules.housekeeping import contacts_of
from enplan.journey.coordination.rules.load import load_of
from enplan.journey.coordination.rules.settling import OF_DUTIES, Adding, nothing_more, settle
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.sectorplans.facts import Laid
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.ids import PersonId, ResolutionId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.queries import number_on

__all__ = ["OF_DUTIES", "FindingsPage", "Row", "WhatWasDecided", "findings_page", "resolutions"]


@dataclass(frozen=True, slots=True)
class Row:
    """A finding by its key, and what was last decided about it."""

    key: str
    finding: Finding
    resolution: Resolution | None
    now: bool = True  # found with everything decided carried out; else only in the plans as they came


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The plans side by side: what trips somebody up, the load before and after, who has a say, who waits for whom."""

    spread: Spread  # the plans with everything decided carried out, for whoever puts the findings into words
    before: Spread  # and as they came
    persons: Mapping[str, PersonId]
    open: tuple[Row, ...]
    resolved: tuple[Row, ...]
    solved: tuple[Row, ...]  # nobody decided about it, but what was decided about others has ended it
    gone: tuple[Resolution, ...]  # decided, and no longer found in the plans as they came either
    load: Mapping[str, tuple[WeekLoad, ...]]
    load_after: Mapping[str, tuple[WeekLoad, ...]]
    contacts: Mapping[str, tuple[Say, ...]]
    waiting: Waiting
    withheld: int

    def of(self, severity: Severity) -> tuple[Row, ...]:
        """The open ones that press so much."""
        return tuple(row for row in self.open if row.finding.severity is severity)

    def spread_of(self, row: Row) -> Spread:
        """The plans in which it was found."""
        return self.spread if row.now else self.before


def findings_page(
    sight: Sight, *, on: date, laid: Laid | None = None, adding: Adding = nothing_more, enough: int | None = None
) -> FindingsPage:
    """Every finding of the household as the sight lets it through, with what has been decided.

    Whoever knows of booked meetings says how they are laid beside the plans. `enough` is how many contact persons the
    municipality finds enough, where it is known already.
    """
    laid = laid or household_of(sight, on=on)
    enough = number_on(Matter.ENOUGH_CONTACTS, on=on) if enough is None else enough
    household = replace(laid.household, enough_contacts=enough)
    found = settle(household, resolutions(sight), lawbook(), on, adding)
    now, before = found.now.by_key, found.before.by_key
    decided = [key for key in (*now, *before) if key in found.decided]
    return FindingsPage(
        spread=found.now.spread,
        before=found.before.spread,
        persons=laid.persons,
        open=tuple(Row(key, each, None) for key, each in now.items() if key not in found.decided),
        resolved=tuple(
            Row(key, now.get(key) or before[key], found.decided[key], key in now) for key in dict.fromkeys(decided)
        ),
        solved=tuple(
            Row(key, each, None, now=False)
            for key, each in before.items()
            if key not in now and key not in found.decided
        ),
        gone=tuple(each for key, each in found.decided.items() if key not in now and key not in before),
        load=load_of(found.before.spread).rows(),
        load_after=load_of(found.now.spread).rows(),
        contacts=contacts_of(found.now.spread),
        waiting=longest_wait(found.now.spread),
        withheld=sum(laid.withheld.values()),
    )


def resolutions(sight: Sight) -> list[Resolution]:
    """What was decided, newest first."""
    return [row.fact() for row in ResolutionRecord.objects.within(sight).order_by("-at", "id")]


class WhatWasDecided(ArraySubquery):
    """The changes that were decided, newest first, for a prepared query to take along; `read` makes resolutions."""

    def __init__(self) -> None:
        names = ("id", "finding_key", "kind", "change", "at")
        rows = ResolutionRecord.objects.within_grants().order_by("-at", "id")
        super().__init__(rows.values(json=JSONObject(**{name: name for name in names})))

    @staticmethod
    def read(told: Sequence[Mapping[str, Any]]) -> list[Resolution]:
        """The resolutions with what they change, and none of their words."""
        return [
            Resolution(
                id=ResolutionId(UUID(each["id"])),
                finding_key=each["finding_key"],
                kind=Kind(each["kind"]),
                persons=(),
                items=(),
                choice=None,
                text="",
                change=each["change"],
                reason="",
                decided_by=(),
                at=datetime.fromisoformat(each["at"]),
                by="",
            )
            for each in told
        ]

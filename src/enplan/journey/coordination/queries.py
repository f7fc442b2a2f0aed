"""What is shown of the findings?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from enplan.journey.coordination.facts import Finding, Kind, Resolution, Say, Severity, Waiting, WeekLoad
from enplan.journey.coordination.models import ResolutionRecord
from enplan.journey.coordination.rules.chains import longest_wait
from enplan.journey.coordination.rules.conflicts import find_conflicts
from enplan.journey.coordination.rules.housekeeping import contacts_of
from enplan.journey.coordination.rules.keys import finding_key
from enplan.journey.coordination.rules.load import load_of
from enplan.journey.coordination.rules.resolving import resolved
from enplan.journey.coordination.rules.showing import order_of
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.sectorplans.facts import Household, Laid
from enplan.journey.sectorplans.queries import household_of
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import lawbook

OF_DUTIES = frozenset({Kind.DUTY_UNPLANNED, Kind.DUTY_OVERDUE})


@dataclass(frozen=True, slots=True)
class Row:
    """A finding by its key, and what was last decided about it."""

    key: str
    finding: Finding
    resolution: Resolution | None


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """The plans side by side: what trips somebody up, the load before and after, who has a say, who waits for whom."""

    spread: Spread  # the plans as they lie, for whoever puts the findings into words
    persons: Mapping[str, PersonId]
    open: tuple[Row, ...]
    resolved: tuple[Row, ...]
    gone: tuple[Resolution, ...]  # decided, and no longer found
    load: Mapping[str, tuple[WeekLoad, ...]]
    load_after: Mapping[str, tuple[WeekLoad, ...]]
    contacts: Mapping[str, tuple[Say, ...]]
    waiting: Waiting
    withheld: int

    def of(self, severity: Severity) -> tuple[Row, ...]:
        """The open ones that press so much."""
        return tuple(row for row in self.open if row.finding.severity is severity)


def findings_page(
    sight: Sight, *, on: date, laid: Laid | None = None, duty_household: Household | None = None
) -> FindingsPage:
    """Every finding of the household as the sight lets it through, with what has been decided.

    Whoever knows of booked meetings gives the household with them; one meeting may meet several duties of the law, so
    those are looked for in a household of their own.
    """
    laid = laid or household_of(sight, on=on)
    spread = Spread(laid.household, lawbook(), on)
    findings = find_conflicts(spread)
    if duty_household is not None:
        of_duties = find_conflicts(Spread(duty_household, lawbook(), on))
        kept = [each for each in findings if each.kind not in OF_DUTIES]
        findings = tuple(sorted([*kept, *(one for one in of_duties if one.kind in OF_DUTIES)], key=order_of))
    decided = {each.finding_key: each for each in reversed(resolutions(sight))}
    keyed = [(finding_key(each), each) for each in findings]
    rows = [Row(key, finding, decided.get(key)) for key, finding in keyed]
    there = {row.key for row in rows}
    after = resolved(laid.household, [each.change for each in decided.values()])
    return FindingsPage(
        spread=spread,
        persons=laid.persons,
        open=tuple(row for row in rows if row.resolution is None),
        resolved=tuple(row for row in rows if row.resolution is not None),
        gone=tuple(each for key, each in decided.items() if key not in there),
        load=load_of(spread).rows(),
        load_after=load_of(Spread(after, lawbook(), on)).rows(),
        contacts=contacts_of(spread),
        waiting=longest_wait(spread),
        withheld=sum(laid.withheld.values()),
    )


def resolutions(sight: Sight) -> list[Resolution]:
    """What was decided, newest first."""
    return [row.fact() for row in ResolutionRecord.objects.within(sight).order_by("-at", "id")]

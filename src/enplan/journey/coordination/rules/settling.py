"""What trips somebody up now, when everything that has been decided is carried out?

Ways out are found with the earlier ones already taken: so nobody is sent where somebody has just been moved to, and
what a choice causes is a finding of its own. What was decided stays known by its finding in the plans as they came.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from enplan.journey.coordination.facts import Finding, Kind, Resolution
from enplan.journey.coordination.rules.conflicts import find_conflicts
from enplan.journey.coordination.rules.keys import finding_key
from enplan.journey.coordination.rules.resolving import resolved
from enplan.journey.coordination.rules.showing import order_of
from enplan.journey.coordination.rules.spread import Spread
from enplan.journey.sectorplans.facts import Household
from enplan.kernel.calendar import danish_day
from enplan.law.lawbook import Lawbook

OF_DUTIES = frozenset({Kind.DUTY_UNPLANNED, Kind.DUTY_OVERDUE})

# The plans with what is booked beside them: once as it happens, and once for each duty that it meets.
Adding = Callable[[Household], tuple[Household, Household]]


def nothing_more(household: Household) -> tuple[Household, Household]:
    """Nothing is booked beside the plans."""
    return household, household


@dataclass(frozen=True)
class Findings:
    """The findings of plans by their keys, and the plans as they were laid side by side."""

    spread: Spread
    by_key: Mapping[str, Finding]


@dataclass(frozen=True)
class Settled:
    """The plans as they came and as they are now, with the last word about each finding."""

    before: Findings
    now: Findings
    decided: Mapping[str, Resolution]

    def finding(self, key: str) -> Finding | None:
        """The finding of that key: as it is now, or as it was before it was settled."""
        now = self.now.by_key.get(key)
        return now or (self.before.by_key.get(key) if key in self.decided else None)


def settle(
    household: Household, decided: Sequence[Resolution], book: Lawbook, on: date, adding: Adding = nothing_more
) -> Settled:
    """What is found in the plans, with everything that was decided (newest first, as it is kept) carried out."""
    before = _findings(household, book, on, adding)
    after = carried_out(household, decided, lambda one: _findings(one, book, on, adding).by_key)
    now = before if after == household else _findings(after, book, on, adding)
    return Settled(before, now, {each.finding_key: each for each in last_words(decided)})


def carried_out(
    household: Household,
    decided: Sequence[Resolution],
    found: Callable[[Household], Collection[str]] | None = None,
) -> Household:
    """The plans as everything that still has to be carried out makes them, one after the other as it was decided.

    A sector plan made since then speaks for itself, unless it trips somebody up as before; `found` tells the keys, for
    those who see enough to find anything.
    """
    for each in last_words(decided):
        if each.change and _stands(household, each, found):
            household = resolved(household, [each.change])
    return household


def as_settled(household: Household, decided: Sequence[Resolution], book: Lawbook, on: date) -> Household:
    """The plans as they are with everything decided, for whoever sees them all."""
    return carried_out(household, decided, lambda one: _findings(one, book, on, nothing_more).by_key)


def still_found(household: Household, decided: Sequence[Resolution], book: Lawbook, on: date) -> set[str]:
    """The keys of what is found in the plans as they came, and of what an earlier choice had caused."""
    found = set(_findings(household, book, on, nothing_more).by_key)
    earlier: list[Resolution] = []
    for each in last_words(decided):
        if each.change and each.finding_key not in found:
            after = as_settled(household, earlier[::-1], book, on)
            found |= {each.finding_key} & set(_findings(after, book, on, nothing_more).by_key)
        earlier.append(each)
    return found


def last_words(decided: Sequence[Resolution]) -> list[Resolution]:
    """The newest about each finding, oldest first."""
    newest: dict[str, Resolution] = {}
    for each in decided:
        newest.setdefault(each.finding_key, each)
    return sorted(newest.values(), key=lambda each: each.at)


def _stands(household: Household, each: Resolution, found: Callable[[Household], Collection[str]] | None) -> bool:
    made = _made(household, str(each.change.get("item", "")))
    newer = made is not None and made > danish_day(each.at)
    if found is None:
        return not newer
    if not newer and "shift_minutes" not in each.change:  # twice shifted is too far
        return True
    return each.finding_key in found(household)


def _made(household: Household, item: str) -> date | None:
    """When the plan that holds the item was made."""
    name = item.partition("/")[0]
    return next((plan.made for plan in household.plans if plan.id == name), None)


def _findings(household: Household, book: Lawbook, on: date, adding: Adding) -> Findings:
    """One meeting may meet several duties of the law, so those are looked for in a household of their own."""
    happening, counted = adding(household)
    spread = Spread(happening, book, on)
    found = find_conflicts(spread)
    if counted is not happening:
        of_duties = find_conflicts(Spread(counted, book, on))
        kept = [each for each in found if each.kind not in OF_DUTIES]
        found = tuple(sorted([*kept, *(one for one in of_duties if one.kind in OF_DUTIES)], key=order_of))
    return Findings(spread, {finding_key(each): each for each in found})

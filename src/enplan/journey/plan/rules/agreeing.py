"""What has been agreed of each measure, when people chose ways out with the plans side by side?

A way out that makes two measures one is carried out in the plan by hand: the draft lets nothing go.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from enplan.journey.coordination.facts import Resolution
from enplan.journey.coordination.rules.resolving import resolved
from enplan.journey.coordination.rules.wording import said_day
from enplan.journey.sectorplans.facts import Household, Measure, SectorPlan
from enplan.kernel.calendar import danish_day

LONGEST = 1000  # of a reason in the plan


@dataclass(frozen=True, slots=True)
class Agreed:
    """A measure as it was agreed to be, and by which resolutions."""

    measure: Measure
    by: tuple[Resolution, ...]


def agreed_measures(
    household: Household, decided: Sequence[Resolution], still_found: Collection[str]
) -> dict[str, Agreed]:
    """The measures that read otherwise by what was decided (newest first, as it is kept), by name."""
    counting = [each for each in _last_words(decided) if _counts(household, each, still_found)]
    after = _measures(resolved(household, [each.change for each in counting]))
    by_item: dict[str, list[Resolution]] = {}
    for each in counting:
        by_item.setdefault(item_of(each), []).append(each)
    return {
        name: Agreed(after[name], tuple(by_item[name]))
        for name, before in _measures(household).items()
        if name in by_item and after[name] != before
    }


def item_of(resolution: Resolution) -> str:
    """The one item that reads otherwise by it; none where the way out is people's own or concerns several."""
    return str(resolution.change.get("item", ""))


def decided_since(decided: Iterable[Resolution], drafted_at: datetime | None) -> set[str]:
    """The items about which something was decided after the plan was drafted."""
    if drafted_at is None:
        return set()
    return {item_of(each) for each in decided if each.at > drafted_at and item_of(each)}


def reason_for(decided: Sequence[Resolution], needs: Collection[str]) -> str:
    """Why it reads otherwise: what was said, if everybody who sees the measure may read that, else only that it was.

    A reason may tell why another kind of information made the change necessary.
    """
    if not decided:
        return ""
    open_to_all = all(each.needs and set(each.needs) <= set(needs) for each in decided)
    said = " ".join(dict.fromkeys(each.reason for each in decided))
    if open_to_all and len(said) <= LONGEST:
        return said
    return f"Det blev aftalt {said_day(danish_day(decided[-1].at))}, så planerne passer sammen."


def _last_words(decided: Sequence[Resolution]) -> list[Resolution]:
    """The newest about each finding, oldest first."""
    newest: dict[str, Resolution] = {}
    for each in decided:
        newest.setdefault(each.finding_key, each)
    return sorted(newest.values(), key=lambda each: each.at)


def _counts(household: Household, resolution: Resolution, still_found: Collection[str]) -> bool:
    """Whether it still has to be carried out: a sector plan made since then, which fits, speaks for itself."""
    name = item_of(resolution)
    plan = _plans(household).get(name)
    if plan is None:
        return False
    if resolution.finding_key in still_found:
        return True
    newer = plan.made is not None and plan.made > danish_day(resolution.at)
    return not newer and "shift_minutes" not in resolution.change  # twice shifted is too far


def _plans(household: Household) -> Mapping[str, SectorPlan]:
    return {one.name: plan for plan in household.plans for one in plan.measures}


def _measures(household: Household) -> dict[str, Measure]:
    return {one.name: one for plan in household.plans for one in plan.measures}

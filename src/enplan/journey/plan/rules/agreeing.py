"""What has been agreed of each measure and goal, when people chose ways out with the plans side by side?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from enplan.journey.coordination.facts import Resolution
from enplan.journey.coordination.rules.resolving import resolved
from enplan.journey.coordination.rules.wording import said_day
from enplan.journey.sectorplans.facts import Household, Measure, SectorPlan
from enplan.kernel.calendar import danish_day

LONGEST = 1000  # of a reason in the plan
CHANGING = ("item", "merge", "end")  # what a change names that is to read otherwise
NAMING = (*CHANGING, "keep", "choose", "order", "add_measure", "add_goal_for")


@dataclass(frozen=True, slots=True)
class Agreed:
    """A measure as it was agreed to be, and by which resolutions."""

    measure: Measure
    by: tuple[Resolution, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A measure that was agreed to become part of another."""

    into: str
    by: Resolution


@dataclass(frozen=True, slots=True)
class Settled:
    """What was agreed, by the names of the items that it is about."""

    measures: Mapping[str, Agreed] = field(default_factory=dict)  # that read otherwise
    joined: Mapping[str, Joined] = field(default_factory=dict)  # that became part of another
    ended: Mapping[str, Resolution] = field(default_factory=dict)  # goals that were taken out
    counting: tuple[Resolution, ...] = ()  # all that counts, also what changes nothing by itself
    known: frozenset[UUID] = frozenset()  # every decision that may be read; another one is withheld


NOTHING_SETTLED = Settled()


def settled(household: Household, decided: Sequence[Resolution], still_found: Collection[str]) -> Settled:
    """What was decided (newest first, as it is kept) and still has to stand in the plan."""
    plans = _plans(household)
    counting = [each for each in _last_words(decided) if _counts(plans, each, still_found)]
    goals = {goal.name for plan in household.plans for goal in plan.goals}
    joined: dict[str, Joined] = {}
    for each in counting:
        into, gone = str(each.change.get("into", "")), set(_named(each, ("merge",)))
        joined |= {name: Joined(into, each) for name in sorted(gone - {into}) if into in gone}
    return Settled(
        measures=agreed_measures(household, counting),
        joined=joined,
        ended={name: each for each in counting for name in _named(each, ("end",)) if name in goals},
        counting=tuple(counting),
        known=frozenset(each.id for each in decided),
    )


def agreed_measures(household: Household, counting: Sequence[Resolution]) -> dict[str, Agreed]:
    """The measures that read otherwise by what counts, by name."""
    of_one = [each for each in counting if "item" in each.change]
    after = _measures(resolved(household, [each.change for each in of_one]))
    by_item: dict[str, list[Resolution]] = {}
    for each in of_one:
        by_item.setdefault(str(each.change["item"]), []).append(each)
    return {
        name: Agreed(after[name], tuple(by_item[name]))
        for name, before in _measures(household).items()
        if name in by_item and after[name] != before
    }


def names_of(resolution: Resolution) -> tuple[str, ...]:
    """The items a way out says something of; none where it is people's own: then those of the finding."""
    return _named(resolution, NAMING) if resolution.change else resolution.items


def decided_since(decided: Iterable[Resolution], drafted_at: datetime | None) -> set[str]:
    """The items about which a change was decided after the plan was drafted."""
    if drafted_at is None:
        return set()
    return {name for each in decided if each.at > drafted_at for name in _named(each, CHANGING)}


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


def _named(resolution: Resolution, keys: Iterable[str]) -> tuple[str, ...]:
    """The items that stand under one of the keys of its change."""
    found: list[str] = []
    for key in keys:
        value = resolution.change.get(key, ())
        found += [value] if isinstance(value, str) else [str(each) for each in value] if isinstance(value, list) else []
    return tuple(dict.fromkeys(found))


def _last_words(decided: Sequence[Resolution]) -> list[Resolution]:
    """The newest about each finding, oldest first."""
    newest: dict[str, Resolution] = {}
    for each in decided:
        newest.setdefault(each.finding_key, each)
    return sorted(newest.values(), key=lambda each: each.at)


def _counts(plans: Mapping[str, SectorPlan], resolution: Resolution, still_found: Collection[str]) -> bool:
    """Whether it still has to be carried out: a sector plan made since then, which fits, speaks for itself."""
    if resolution.finding_key in still_found:
        return True
    of = [plans.get(name) for name in _named(resolution, CHANGING)]
    if not of or None in of:
        return False
    newer = any(plan and plan.made is not None and plan.made > danish_day(resolution.at) for plan in of)
    return not newer and "shift_minutes" not in resolution.change  # twice shifted is too far


def _plans(household: Household) -> Mapping[str, SectorPlan]:
    """The plan of each measure and goal, by its name."""
    found = {one.name: plan for plan in household.plans for one in plan.measures}
    return found | {one.name: plan for plan in household.plans for one in plan.goals}


def _measures(household: Household) -> dict[str, Measure]:
    return {one.name: one for plan in household.plans for one in plan.measures}

"""How do the rows of goals and measures follow the sector plans, and how do two measures become one, or two again?"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from enplan.journey.coordination.facts import Resolution
from enplan.journey.plan import facts
from enplan.journey.plan.models import GoalRecord, MeasureRecord
from enplan.journey.plan.rules import content, drafting, joining
from enplan.journey.plan.rules.agreeing import reason_for
from enplan.kernel.category import Category

GIVEN_UP, STOPPED = facts.GoalState.GIVEN_UP.value, facts.Column.STOPPED.value


def goal_follows(
    row: GoalRecord, drafted: drafting.DraftedGoal, ended: Sequence[Resolution | None], change: facts.Change
) -> bool:
    """Say what the sector plans say now, in the words of the kind of information that the goal is of."""
    own = next((each for each in drafted.wordings if each.category == row.category), drafted.wordings[0])
    fresh: dict[str, object] = {
        "text": own.text,
        "domain": drafted.domain,
        "aim": drafted.aim,
        "beside": drafted.beside,
    }
    if "state" not in row.edited:
        by = [each for each in ended if each is not None]
        if len(by) == len(ended):  # what one department takes out another may still work for
            fresh |= {"state": GIVEN_UP, "reason": reason_for(by, row.needs)}
        elif row.state == GIVEN_UP:
            fresh |= {"state": facts.GoalState.WORKING.value, "reason": ""}
    return row.renew(fresh, change)


def measure_follows(
    row: MeasureRecord,
    drafted: drafting.DraftedMeasure,
    goals: Mapping[str, UUID],
    hidden: Sequence[UUID],
    change: facts.Change,
    known: Collection[UUID],
) -> bool:
    """Say what the sector plan says now, and what was agreed of it.

    Of what people have ended or merged only the yardstick follows; so it does where what was agreed may not be seen any
    more: the measure does not fall back to what it was before.
    """
    fresh = {**drafting.measure_columns(drafted, goals), "missing_since": None}
    fresh["goals"] = list(dict.fromkeys([*goals_of(fresh), *hidden]))
    if row.promised:
        promised = drafting.renewed_promises(content.promised_of(row.promised), drafted.promised)
        fresh["promised"] = content.promised_document(promised)
    if len(row.origins) > 1 or row.board == STOPPED or not set(row.decided) <= set(known):
        fresh = {key: fresh[key] for key in ("promised", "missing_since")}
    else:
        row.belongs_to(drafted.persons, [Category(row.category)])
        fresh["decided"] = [each.id for each in drafted.decided]
        if drafted.decided or row.decided:
            fresh["reason"] = reason_for(drafted.decided, row.needs)
    return row.renew(fresh, change)


def goals_of(columns: Mapping[str, object]) -> list[UUID]:
    """The goals among the columns of a measure."""
    found = columns["goals"]
    assert isinstance(found, list)
    return found


def take_in(whole: MeasureRecord, part: MeasureRecord) -> None:
    """Hold what the other holds too."""
    one, other = whole.fact(), part.fact()
    for name, value in joining.columns_of_both(one, other, whole.edited).items():
        setattr(whole, name, list(value) if isinstance(value, tuple) else value)
    whole.board = joining.board_of_both(one, other).value
    whole.belongs_to(whole.persons, _kinds(whole, part))


def become_part(part: MeasureRecord, whole: MeasureRecord, reason: str, by: Iterable[UUID] = ()) -> None:
    """From now on it is shown in the other one. `by` are the resolutions that say so; none: it was done by hand."""
    part.board, part.reason, part.merged_into, part.decided = STOPPED, reason, whole, list(by)


def stand_alone(part: MeasureRecord, whole: MeasureRecord, *, begun: bool) -> None:
    """The two are two again; what each of them says then follows its sector plan."""
    whole.origins = [each for each in whole.origins if each not in part.origins]
    whole.promised = [each for each in whole.promised if each["item"] not in part.origins]
    pieces = [each for each in whole.pieces if not set(each["items"]) & set(part.origins)]
    whole.pieces = pieces if len(pieces) > 1 else []
    whole.belongs_to(whole.persons, [Category(whole.category)])
    if "reason" not in whole.edited:
        whole.reason = ""
    part.board = (facts.Column.DOING if begun else facts.Column.PLANNED).value
    part.merged_into, part.reason, part.decided = None, "", []


def _kinds(whole: MeasureRecord, part: MeasureRecord) -> list[Category]:
    kinds = {Category(each.partition(":")[2]) for each in (*whole.needs, *part.needs)} - {Category(whole.category)}
    return [Category(whole.category), *sorted(kinds)]

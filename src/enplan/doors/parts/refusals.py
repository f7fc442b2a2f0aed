"""To what has the authority said no in the letter that holds today, and when?"""

from datetime import date
from uuid import UUID

from enplan.journey.decisions.facts import Result
from enplan.journey.decisions.queries import decisions_of, parts_in_force
from enplan.kernel.calendar import danish_day
from enplan.kernel.sight import Sight


def refusals(sight: Sight) -> dict[UUID, date]:
    """By measure the day of the letter that says no to all of it; a measure of several types may get some of them."""
    decisions = decisions_of(sight, with_letters=False)
    days = {each.id: danish_day(each.made_at) for each in decisions}
    held = parts_in_force(sight, decisions=decisions)
    given = {part.element_id for part in held if part.result is not Result.REFUSED}
    return {part.element_id: days[part.decision_id] for part in held if part.element_id not in given}

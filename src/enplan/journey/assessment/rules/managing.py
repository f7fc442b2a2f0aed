"""What can a week hold for somebody? As they have said it themselves."""

from decimal import Decimal

from enplan.registers.people.facts import Capacity

HOURS_OF_A_WEEK = Decimal(168)
MOST_CONTACTS = 100
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def unfit_week(capacity: Capacity) -> str:
    """The reason why nobody could live such a week, or nothing when it is a week."""
    early, late = capacity.not_before, capacity.not_after
    if early is not None and late is not None and late <= early:
        return "assessment.day_ends_before_it_begins"
    if capacity.hours_per_week is not None and not 0 <= capacity.hours_per_week <= HOURS_OF_A_WEEK:
        return "assessment.hours_beyond_a_week"
    if capacity.contacts_per_week is not None and not 0 <= capacity.contacts_per_week <= MOST_CONTACTS:
        return "assessment.contacts_beyond_a_week"
    if set(capacity.free_days) >= set(WEEK):
        return "assessment.no_day_left"
    return ""

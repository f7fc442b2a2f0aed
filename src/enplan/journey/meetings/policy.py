"""Who may plan, answer, hold and cancel a meeting?"""

from enplan.journey.meetings.facts import Attendance, Meeting
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Relation, Sight
from enplan.kernel.verdict import ALLOWED, Verdict, refused


def may_plan(sight: Sight, persons: frozenset[PersonId], among_invited: bool) -> Verdict:
    """A professional of the team, for a meeting they take part in or for people whose plan they may see."""
    if not sight.is_staff:
        return refused("meetings.staff_plans")
    if not among_invited and not sight.shows_all(persons, Category.PLAN):
        return refused("meetings.plan_consent_missing")
    return ALLOWED


def may_answer(sight: Sight, invited: Attendance | None) -> Verdict:
    """The one who is invited, whoever holds custody of an invited child, or who stands by the citizen."""
    if invited is None:
        return refused("meetings.not_invited")
    if invited.professional_id is not None:
        mine = invited.professional_id == sight.actor.professional_id
        return ALLOWED if mine else refused("meetings.not_invited")
    person = invited.person_id
    if person is not None and person in {sight.actor.person_id, *sight.actor.acts_for}:
        return ALLOWED
    stands_by = sight.relation is Relation.COMPANION and person is not None and sight.shows(person, Category.PLAN)
    return ALLOWED if stands_by else refused("meetings.not_invited")


def may_hold(sight: Sight, meeting: Meeting) -> Verdict:
    """The coordinator, or a professional who takes part."""
    return _runs_it(sight, meeting)


def may_cancel(sight: Sight, meeting: Meeting) -> Verdict:
    """The coordinator, or a professional who takes part. Citizens ask for another time instead."""
    return _runs_it(sight, meeting)


def _runs_it(sight: Sight, meeting: Meeting) -> Verdict:
    if not sight.is_staff:
        return refused("meetings.staff_runs")
    if sight.relation is Relation.COORDINATOR or sight.actor.professional_id in meeting.professionals:
        return ALLOWED
    return refused("meetings.not_your_meeting")

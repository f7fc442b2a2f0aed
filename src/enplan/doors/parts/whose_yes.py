"""Whose yes does a proposed plan wait for, as a page says it?"""

from enplan.journey.consent.queries import NOT_NAMED
from enplan.journey.plan.facts import Version
from enplan.journey.plan.queries import PlanPage
from enplan.journey.plan.rules.standing import missing


def missing_outside(version: Version, page: PlanPage) -> list[tuple[str, str]]:
    """For which child a yes is missing from a holder of custody who is not in the case, and from whom."""
    return [
        (page.name(child), page.name(person) or NOT_NAMED)
        for child, group in missing(version)
        for person in group
        if person in page.outside
    ]


def missing_yes(version: Version, page: PlanPage) -> list[tuple[str, str]]:
    """For whom a yes is missing, and who can give it, by name."""
    return [
        (page.name(person), " eller ".join(page.name(each) or NOT_NAMED for each in group))
        for person, group in missing(version)
    ]

"""What do the tests of these commands have in common?"""

from datetime import date

from enplan.demo.stories.telling import Telling
from enplan.journey.plan.commands import (
    approve_plan,
    change_measure,
    merge_measures,
    object_to_plan,
)
from enplan.journey.plan.facts import PlanMeasure, Version
from enplan.journey.plan.queries import PlanPage, plan_page
from enplan.registers.audit.queries import events
from enplan.registers.outbox.queries import messages
from tests.builders_plan import (
    COORDINATOR,
    MENTOR,
    PLACEMENT,
    SUPPORT,
    measure_called,
    noon,
    proposed,
    ready,
)


def page(story: Telling, who: str = "mette", days: int = 0) -> PlanPage:
    """The plan as somebody sees it."""
    return plan_page(story.sight(who, noon(story, days)), at=noon(story, days))


def retitle(story: Telling, measure: PlanMeasure, title: str, days: int = 0) -> None:
    """The coordinator calls a measure otherwise."""
    sight = story.sight(COORDINATOR, noon(story, days))
    change_measure(sight, at=noon(story, days), measure_id=measure.id, title=title)


def done(story: Telling, event: str) -> int:
    """How often it stands in the log."""
    return [each.event for each in events(story.sight(COORDINATOR, noon(story)))].count(event)


def told(story: Telling, who: str) -> list[str]:
    """What somebody has been told."""
    return [each.message for each in messages(story.actor(who))]


def merged(story: Telling) -> PlanMeasure:
    """The mentor became part of the support at home."""
    into, other = measure_called(story, SUPPORT), measure_called(story, MENTOR)
    return merge_measures(
        story.sight(COORDINATOR, noon(story)),
        at=noon(story),
        into=into.id,
        merged=other.id,
        reason="Én kan gøre begge dele.",
    )


def approve_for_all(story: Telling, version_id: object, days: int = 0) -> None:
    """Mette says yes for herself and for Freja."""
    for ref in ("mette", "freja"):
        approve_plan(
            story.sight("mette", noon(story, days)),
            at=noon(story, days),
            version_id=version_id,  # type: ignore[arg-type]  # a version's id
            for_person=story.person(ref),
        )


def object_to(story: Telling, version: Version, measure: PlanMeasure, reason: str) -> None:
    """Mette says no to one measure."""
    sight = story.sight("mette", noon(story))
    object_to_plan(sight, at=noon(story), version_id=version.id, element_id=measure.id, reason=reason)


def with_later_placement(story: Telling | None = None, days: int = 0) -> tuple[Telling, Version, PlanMeasure]:
    """A version that waits for Mette's answer, in which her placement begins later than her jobcentre had promised."""
    story = story or ready()
    at, placement = noon(story, days), measure_called(story, PLACEMENT)
    words = {"starts": date(2027, 2, 1), "reason": "Ryggen skal være klar."}
    change_measure(story.sight(COORDINATOR, at), at=at, measure_id=placement.id, **words)  # type: ignore[arg-type]  # as the form sends them
    story, version = proposed(story, days)
    return story, version, placement

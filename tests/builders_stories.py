"""How far has a story come? Mette's and Jimmi's, told by the demo's own commands up to the step a test is about."""

from datetime import date

from enplan.demo.stories import double_diagnosis as jimmis
from enplan.demo.stories import mother_without_work as mettes
from enplan.demo.stories.telling import Telling
from enplan.journey.plan.commands import draft_plan
from tests.worlds import NOW, a_municipality


def mette_with_plans(on: date | None = None) -> Telling:
    """Mette and Freja with team, consents and five sector plans, around the day."""
    day = on or NOW.date()
    story = Telling(a_municipality(day), "mor-uden-arbejde", day)
    mettes.ask(story)
    mettes.say_what_is_shared(story)
    mettes.take_in(story)
    return story


def mette_with_draft(on: date | None = None) -> Telling:
    """The same, with a draft of the one plan."""
    story = mette_with_plans(on)
    at = story.at(-10)
    draft_plan(story.sight(mettes.COORDINATOR, at), at=at)
    return story


def jimmi_with_plans(on: date | None = None) -> Telling:
    """Jimmi with team, consents and six sector plans, the region's among them."""
    day = on or NOW.date()
    story = Telling(a_municipality(day), "dobbelt-diagnose", day)
    jimmis.be_asked_for(story)
    jimmis.say_what_is_shared(story)
    jimmis.take_in(story)
    return story

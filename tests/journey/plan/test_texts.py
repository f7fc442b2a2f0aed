"""Is what is written of a demand of the law seen only where everything may be seen that it tells of?"""

from datetime import timedelta

import pytest

from enplan.demo.stories.consenting import ask_to_share, say_yes
from enplan.demo.stories.telling import Telling
from enplan.journey.plan.commands import draft_plan, meet_demand
from enplan.journey.plan.facts import Demand
from enplan.journey.plan.queries import draft_page
from enplan.kernel.category import Category
from enplan.kernel.errors import Refused
from tests.builders_plan import COORDINATOR, drafted, noon, refusal
from tests.journey.plan.test_agreed_kinds import take_back

pytestmark = pytest.mark.django_db
KEY = "jobsoegning"


def write(
    story: Telling, text: str, minutes: int, *, about: tuple[Category, ...] = (), who: str = COORDINATOR
) -> Demand:
    """Somebody writes how the plan meets the demand."""
    at = noon(story) + timedelta(minutes=minutes)
    person = story.person("mette")
    return meet_demand(
        story.sight(who, at), at=at, person_id=person, plan_type="min-plan", key=KEY, text=text, about=about
    )


def shown(story: Telling, minutes: int) -> tuple[str, int]:
    """What the coordinator reads, and how many texts are withheld."""
    at = noon(story) + timedelta(minutes=minutes)
    page = draft_page(story.sight(COORDINATOR, at), at=at)
    return next(each.met_by for each in page.demands if each.key == KEY), page.demands_withheld


def test_a_text_tells_of_the_plans_own_kind_unless_more_is_said() -> None:
    story = drafted()

    assert write(story, "Ingen jobsøgning nu.", 1).about == (Category.WORK,)
    assert write(story, "Ryggen først.", 2, about=(Category.HEALTH,)).about == (Category.HEALTH, Category.WORK)
    assert shown(story, 3) == ("Ryggen først.", 0)


def test_with_the_consent_the_text_goes_and_no_older_one_comes_back() -> None:
    """S-74."""
    story = drafted()
    write(story, "Ingen jobsøgning nu.", 1)
    write(story, "Ryggen først.", 2, about=(Category.HEALTH,))
    take_back(story, Category.HEALTH, noon(story) + timedelta(minutes=3))
    draft_plan(story.sight(COORDINATOR, noon(story)), at=noon(story) + timedelta(minutes=4))

    assert shown(story, 5) == ("", 1)
    with refusal(Refused, "plan.no_consent"):
        write(story, "Om ryggen igen.", 6, about=(Category.HEALTH,))
    assert write(story, "Det venter.", 7).about == (Category.WORK,)
    assert write(story, "Det venter lidt.", 8).revision == 2
    assert shown(story, 9) == ("Det venter lidt.", 1)


def test_when_she_says_yes_again_the_newest_text_counts_and_the_one_before_it_is_gone_with_the_next() -> None:
    story, day = drafted(), 24 * 60
    write(story, "Ryggen først.", 1, about=(Category.HEALTH,))
    take_back(story, Category.HEALTH, noon(story) + timedelta(minutes=2))
    write(story, "Det venter.", 3)
    say_yes(story, "mette", ask_to_share(story, COORDINATOR, "mette", Category.HEALTH, 1), 1)

    assert shown(story, 2 * day) == ("Det venter.", 0)
    assert write(story, "Ryggen er klar.", 2 * day, about=(Category.HEALTH,)).revision == 2
    take_back(story, Category.HEALTH, noon(story, 2) + timedelta(minutes=1))
    assert shown(story, 2 * day + 2) == ("", 1)

"""Which case is multiplied for the bench? Mette's, with six people around her and twenty actions in her plan."""

from datetime import date

from enplan.demo.cast import Cast
from enplan.demo.stories.acting import count
from enplan.demo.stories.mother_without_work import (
    COORDINATOR,
    act,
    agree_on_one_plan,
    ask,
    say_what_is_shared,
    take_in,
    tell_once,
)
from enplan.demo.stories.planning import measure
from enplan.demo.stories.telling import Telling
from enplan.journey.dossier.commands import request_statement
from enplan.journey.followup.commands import note_day, note_progress
from enplan.journey.followup.facts import Happening, ProgressState
from enplan.journey.plan.commands import add_measure, set_goal
from enplan.journey.plan.facts import PlanGoal

CALM = "Jeg vil have ro i hverdagen."
MY_OWN = (
    "Jeg går en tur hver morgen",
    "Jeg skriver ned, hvad jeg vil spørge om",
    "Jeg spiser aftensmad sammen med Freja",
    "Jeg ringer til min søster om søndagen",
)
OF_THE_TEAM = (
    ("Susanne sender en besked aftenen før", "Jeg siger til, hvis jeg ikke kan komme."),
    ("Morten ringer om torsdagen", "Jeg fortæller, hvordan det går med skolen."),
    ("Louise kommer hjem til os en gang om måneden", "Vi aftaler, hvad vi vil tale om."),
    ("Peter viser øvelserne igen i januar", "Jeg laver øvelserne tre gange om ugen."),
)


def tell(cast: Cast, on: date) -> Telling:
    """From the request to a plan that is followed; nothing waits for an answer."""
    story = Telling(cast, "mor-uden-arbejde", on)
    ask(story)
    say_what_is_shared(story)
    take_in(story)
    tell_once(story)
    add_actions(story)
    agree_on_one_plan(story)
    act(story)
    follow(story)
    return story


def add_actions(story: Telling) -> None:
    """Mette says what she does herself, and the team what it does, before anything is drafted."""
    at = story.at(-13, 9)
    calm = set_goal(story.sight("mette", at), at=at, person_id=story.person("mette"), text=CALM)
    for minute, title in enumerate(MY_OWN, 1):
        _add(story, "mette", minute, calm, title, title + ".")
    for minute, (title, mine) in enumerate(OF_THE_TEAM, 10):
        _add(story, COORDINATOR, minute, calm, title, mine, theirs=title + ".")


def _add(story: Telling, who: str, minute: int, goal: PlanGoal, title: str, mine: str, theirs: str = "") -> None:
    at = story.at(-13, 9, minute)
    add_measure(
        story.sight(who, at),
        at=at,
        person_id=story.person("mette"),
        title=title,
        goals=(goal.id,),
        starts=story.day(-5),
        citizen_does=mine,
        municipality_does=theirs,
    )


def follow(story: Telling) -> None:
    """Somebody says how it goes, a doctor is asked, a day is noted that a deadline runs from, and the clock comes."""
    wait_for_answers(story)
    therapy = measure(story, COORDINATOR, "voksen/psykolog", days=-2)
    at = story.at(-1, 15)
    note_progress(
        story.sight(COORDINATOR, at),
        at=at,
        measure_id=therapy.id,
        state=ProgressState.GOING_WELL,
        words="Mette er kommet til alle samtaler.",
    )
    count(story)


def wait_for_answers(story: Telling) -> None:
    """A statement is ordered, and Mette asks to see what is kept about her."""
    at, mette = story.at(-2, 10), story.person("mette")
    request_statement(
        story.sight(COORDINATOR, at),
        at=at,
        person_id=mette,
        kind="LÆ 125",
        items=["fysisk-helbred"],
        purpose="Hvad kan Mette klare nu?",
        again_because="Den forrige er fra før behandlingen.",
    )
    at = story.at(-2, 11)
    susanne = story.sight(COORDINATOR, at)
    note_day(susanne, at=at, happening=Happening.ACCESS_ASKED, person_id=mette, day=story.day(-2))

"""How does a told case come to have thirty more of everything that its pages list? By commands, as people would."""

from dataclasses import replace
from datetime import timedelta

from enplan.demo.stories.mother_without_work import COORDINATOR
from enplan.demo.stories.telling import Telling
from enplan.journey.assessment.commands import answer_question
from enplan.journey.consent.commands import ask_for_consent, give_consent
from enplan.journey.consent.facts import Way
from enplan.journey.dossier.commands import add_document
from enplan.journey.entrance.commands import receive_request
from enplan.journey.entrance.facts import Channel, Origin
from enplan.journey.followup.commands import note_day, note_progress, remind
from enplan.journey.followup.facts import Happening, ProgressState
from enplan.journey.meetings.commands import plan_meeting
from enplan.journey.meetings.facts import Form
from enplan.journey.outcomes.commands import record_reading
from enplan.journey.outcomes.facts import Scale
from enplan.journey.plan.commands import add_measure, set_goal
from enplan.journey.sectorplans.commands import take_in_plan
from enplan.kernel.category import Category
from enplan.kernel.period import Period
from enplan.kernel.sight import Sight
from enplan.registers.outbox.commands import post
from tests.builders_people import a_scope
from tests.builders_sectorplans import a_full_plan

MORE = 30


def grow(story: Telling) -> None:
    """Thirty more of each."""
    for number in range(MORE):
        _tell(story, number)
        _plan(story, number)
        _share(story, number)
        _follow(story, number)
    at = story.at(0, 23)
    remind(story.sight(COORDINATOR, at), at=at)


def _sight(story: Telling, who: str = COORDINATOR) -> Sight:
    return story.sight(who, story.at(0))


def _tell(story: Telling, number: int) -> None:
    """What is known: documents, answers, sector plans, messages, requests at the entrance."""
    at, mette = story.at(0), story.person("mette")
    add_document(
        _sight(story),
        at=at,
        person_id=mette,
        category=Category.SOCIAL,
        title=f"Notat {number}",
        text="Det går fremad.",
        source="Samtale",
    )
    answer_question(
        _sight(story, "mette"), at=at, person_id=mette, item="fritid-interesser", text=f"Jeg går tur nummer {number}."
    )
    whole = a_full_plan(f"plan-{number}")
    step = replace(whole.measures[0], sessions=(), title=f"Indsats {number}", goals=())
    plan = replace(whole, goals=(), measures=(step,), appointments=(), questions=(), statements=(), duties=())
    take_in_plan(_sight(story), at=at, plan=plan)
    persons, professionals = [mette], [story.professional(COORDINATOR)]
    post(story.case_id, at=at, message="followup.plan_reviewed", persons=persons, professionals=professionals)
    receive_request(
        story.actor("Anne Lykkegaard"),
        at=at,
        origin=Origin.CITIZEN,
        channel=Channel.PHONE,
        about_name=f"Borger {number}",
        about_born=story.day(-9000 - number),
        wish="Jeg vil gerne have én plan.",
    )


def _plan(story: Telling, number: int) -> None:
    """What is planned and followed: goals, measures, meetings, progress, readings."""
    at, mette = story.at(0), story.person("mette")
    goal = set_goal(_sight(story, "mette"), at=at, person_id=mette, text=f"Jeg vil lære ting nummer {number}.")
    add_measure(
        _sight(story, "mette"), at=at, person_id=mette, title=f"Jeg øver mig på ting {number}", goals=(goal.id,)
    )
    starts_at = story.at(30 + number, 8)
    plan_meeting(
        _sight(story),
        at=at,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=30),
        form=Form.OFFICE,
        purpose=f"Status {number}",
        persons=[mette],
        professionals=[story.professional(COORDINATOR)],
    )
    note_progress(_sight(story, "mette"), at=at, goal_id=goal.id, state=ProgressState.BEGUN, words="Jeg er i gang.")
    record_reading(_sight(story, "mette"), at=at, person_id=mette, scale=Scale.WELLBEING, value=number % 10)


def _follow(story: Telling, number: int) -> None:
    """A day that a deadline runs from."""
    at, mette = story.at(0), story.person("mette")
    day = story.day(-number)
    note_day(_sight(story), at=at, happening=Happening.ACCESS_ASKED, person_id=mette, day=day)


def _share(story: Telling, number: int) -> None:
    """What is asked and given: one consent that waits, and one that is in force."""
    at, period = story.at(0), Period(story.today, story.day(300))
    for source in (f"kilde-{number}", f"anden-{number}"):
        scope = a_scope(story.person("mette"), Category.WORK, source=source)
        asked = ask_for_consent(_sight(story), at=at, scope=scope, why="Så hænger det sammen.", period=period)
    give_consent(_sight(story, "mette"), at=at, request_id=asked.id, way=Way.PORTAL)

"""How do the people of the stories come from an approved plan to a decision, joint meetings and follow-up?"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from enplan.demo.stories.telling import Telling
from enplan.journey.decisions.commands import issue_decision, send_copy
from enplan.journey.decisions.facts import Choice, Decision, Delivery, Result
from enplan.journey.decisions.facts.outside import CopyWay
from enplan.journey.decisions.queries import decision_page
from enplan.journey.followup.commands import remind
from enplan.journey.meetings.commands import answer_invitation, plan_meeting
from enplan.journey.meetings.facts import Form, Meeting
from enplan.journey.outcomes.commands import record_reading, tally_case
from enplan.journey.outcomes.facts import Scale
from enplan.journey.plan.facts import Version
from enplan.registers.accounts.queries import the_clock
from enplan.registers.outbox.commands import mark_all_read

MOVED = (  # where a way out that was chosen together is all there is to say
    "Planerne passede ikke sammen. Vi talte om det ved samme bord og fandt en anden tid.",
    "Vi lægger vægt på, at det, du har sagt ja til, kan lade sig gøre.",
)


def decide(
    story: Telling, coordinator: str, version: Version, why: Mapping[str, tuple[str, str]], *, days: int
) -> Decision:
    """One letter over all measures that need a decision; `why` gives facts and discretion by measure title."""
    at = story.at(days, 13)
    page = decision_page(story.sight(coordinator, at), on=story.day(days))
    choices = []
    for row in page.rows:
        facts, discretion = why.get(row.element.title, MOVED if row.element.reduced else ("", ""))
        choices.append(Choice(row.element.id, Result.GRANTED, facts=facts, discretion=discretion))
    return issue_decision(
        story.sight(coordinator, at), at=at, version_id=version.id, choices=choices, delivery=Delivery.DIGITAL
    )


def send_on_paper(story: Telling, coordinator: str, letter: Decision, holder: str, *, days: int) -> None:
    """Who holds custody of a child without being in the case gets what the letter says of the child by post."""
    at, day = story.at(days, 14), story.day(days)
    send_copy(
        story.sight(coordinator, at),
        at=at,
        decision_id=letter.id,
        holder_id=story.person(holder),
        way=CopyWay.POST,
        day=day,
    )


def meet(
    story: Telling,
    coordinator: str,
    citizens: Sequence[str],
    professionals: Sequence[str],
    *,
    days: int,
    ahead: int,
    duties: Sequence[str],
    purpose: str,
    agenda: Sequence[str],
    place: str,
    form: Form = Form.OFFICE,
    hour: int = 10,
) -> Meeting:
    """A joint meeting is planned for a day ahead, and the first of the citizens says that they will come."""
    at, starts_at = story.at(days, 11), story.at(ahead, hour)
    meeting = plan_meeting(
        story.sight(coordinator, at),
        at=at,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=60),
        form=form,
        place=place,
        purpose=purpose,
        agenda=agenda,
        duties=duties,
        persons=[story.person(ref) for ref in citizens],
        professionals=[story.professional(name) for name in professionals],
    )
    answered = story.at(days, 20)
    return answer_invitation(
        story.sight(citizens[0], answered), at=answered, meeting_id=meeting.id, accept=True, words="Jeg kommer."
    )


def read(story: Telling, who: str, values: Mapping[Scale, tuple[int, str]], *, days: int) -> None:
    """Somebody says where they stand, from 0 to 10."""
    for minute, (scale, (value, words)) in enumerate(values.items()):
        at = story.at(days, 18, minute)
        record_reading(story.sight(who, at), at=at, person_id=story.person(who), scale=scale, value=value, words=words)


def count(story: Telling, *, days: int = 0) -> None:
    """The clock comes by: old messages are read, reminders of what is due, numbers for the leaders."""
    clock = the_clock()
    story.cast.professionals.setdefault(clock.name, clock)
    at = story.at(days, 6)
    for actor in story.cast.citizens.values():
        mark_all_read(actor, at=at)
    remind(story.sight(clock.name, at), at=at)
    tally_case(story.sight(clock.name, at), at=at)

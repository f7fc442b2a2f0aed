"""How do the people of the stories say yes? Asked in plain words; answered on the portal or in a meeting."""

from enplan.demo.stories.telling import Telling
from enplan.journey.consent.commands import ask_for_consent, give_consent
from enplan.journey.consent.facts import ConsentKind, ConsentRequest, ConsentScope, Recipient, Way, Witness
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.period import Period

A_YEAR = 364
PURPOSE = "At lave og følge op på én plan"
IN_WORDS = {
    Category.WORK: "dit arbejde og din plan hos jobcenteret",
    Category.SOCIAL: "den sociale støtte, du får",
    Category.HEALTH: "dit helbred og din behandling",
    Category.ADDICTION: "din behandling for rusmidler",
    Category.FAMILY: "jeres familie og den hjælp, I får",
    Category.EDUCATION: "skolen",
    Category.ECONOMY: "din økonomi",
}


def ask_for_one_plan(story: Telling, coordinator: str, person: str, days: int) -> ConsentRequest:
    """May we make one plan with you?"""
    at = story.at(days, 10, 30)
    return ask_for_consent(
        story.sight(coordinator, at),
        at=at,
        scope=ConsentScope(ConsentKind.PLAN, story.person(person), PURPOSE),
        why="Vi vil gerne samle dine planer til én plan. Siger du nej, fortsætter de planer, du har i dag.",
        period=Period(story.day(days)),
    )


def ask_to_share(
    story: Telling,
    coordinator: str,
    person: str,
    category: Category,
    days: int,
    *,
    source: str = "",
    recipient: PersonId | None = None,
) -> ConsentRequest:
    """May your team, or one person, know this kind of information about you?"""
    at = story.at(days, 10, 45)
    scope = ConsentScope(
        kind=ConsentKind.INFORMATION,
        person_id=story.person(person),
        purpose=PURPOSE,
        category=category,
        source=source,
        recipient=Recipient.PERSON if recipient else Recipient.TEAM,
        recipient_id=recipient,
    )
    words = IN_WORDS.get(category, "din plan")
    return ask_for_consent(
        story.sight(coordinator, at),
        at=at,
        scope=scope,
        why=f"Så kan vi se oplysninger om {words} og få planerne til at passe sammen. Siger du nej, ser vi dem ikke.",
        period=Period(story.day(days), story.day(days + A_YEAR)),
    )


def say_yes(story: Telling, who: str, asked: ConsentRequest, days: int) -> None:
    """Yes, on the portal."""
    at = story.at(days, 19, 40)
    give_consent(story.sight(who, at), at=at, request_id=asked.id, way=Way.PORTAL)


def say_yes_in_a_meeting(
    story: Telling, coordinator: str, who: str, asked: ConsentRequest, days: int, present: str
) -> None:
    """Yes, said and signed in a meeting; the coordinator writes it down."""
    at = story.at(days, 11)
    give_consent(
        story.sight(coordinator, at),
        at=at,
        request_id=asked.id,
        way=Way.MEETING,
        given_by=story.person(who),
        witness=Witness(present=present, read_aloud=True, signature=story.cast.persons[who].name),
    )

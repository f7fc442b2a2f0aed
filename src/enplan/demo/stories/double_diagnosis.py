"""The third story: Jimmi, psychosis and misuse, just discharged, in a shelter; and Birgit, his personal ombud (S-72, S-79)."""

from datetime import date

from enplan.demo.cast import Cast
from enplan.demo.stories.consenting import ask_for_one_plan, ask_to_share, say_yes
from enplan.demo.stories.telling import Screened, Telling, add_to_team, ask_and_be_offered
from enplan.journey.assessment.commands import answer_question, conclude_assessment
from enplan.journey.assessment.facts import OWN_STRENGTHS
from enplan.journey.entrance.facts import Channel, Origin
from enplan.journey.sectorplans.commands import take_in_household
from enplan.journey.team.commands import choose_companion
from enplan.journey.team.facts import CompanionKind
from enplan.kernel.category import Category

TITLE = "Dobbelt diagnose: seks planer, to af dem regionens"
COORDINATOR = "Hanne Lykke"
TEAM = ("Søren Bach", "Palle Rønn", "Gitte Dahl", "Marianne Thorup", "Heidi Lauritsen")
SHARED = (Category.WORK, Category.SOCIAL, Category.ADDICTION, Category.HEALTH)
SHARED_WITH_OMBUD = (Category.PLAN, Category.SOCIAL, Category.WORK)
SCREENED = Screened(
    complex_problems="Jimmi hører stemmer, tager stoffer og har ikke et sted at bo.",
    several_plans="Psykiatrien, sygehuset, rusmiddelcentret, jobcenteret, boformen og socialafdelingen har hver sin plan.",
    coordination="Praktikken ligger, mens behandlingen kører, og ingen ved, hvor han bor om tre måneder.",
    covered="Jimmi får hjælp efter serviceloven og en indsats efter beskæftigelsesloven.",
    reasons="Psykiatri og rusmiddelbehandling skal gå samme vej. Derfor tilbyder vi Jimmi én plan.",
)


def tell(cast: Cast, on: date) -> Telling:
    """From the ombud's request to follow-up."""
    story = Telling(cast, "dobbelt-diagnose", on)
    be_asked_for(story)
    say_what_is_shared(story)
    take_in(story)
    tell_once(story)
    return story


def be_asked_for(story: Telling) -> None:
    """Birgit asks for Jimmi, and he has said yes to that; he is offered one plan."""
    ask_and_be_offered(
        story,
        citizen="jimmi",
        by="birgit",
        origin=Origin.OMBUD,
        channel=Channel.PORTAL,
        wish="Jimmi er lige udskrevet og har seks planer. Han har bedt mig spørge, om de kan blive til én.",
        screened=SCREENED,
        days=-26,
    )
    add_to_team(story, COORDINATOR, TEAM, days=-22)
    birgit = story.cast.persons["birgit"]
    at = story.at(-21, 12)
    choose_companion(
        story.sight("jimmi", at),
        at=at,
        name=birgit.name,
        born=birgit.born,
        for_person=story.person("jimmi"),
        kind=CompanionKind.OMBUD,
        mandate="Birgit må spørge, være med til møder og klage for mig.",
    )


def say_what_is_shared(story: Telling) -> None:
    """Jimmi says yes to his team, and to what Birgit may know; not to his health, which he tells her himself."""
    say_yes(story, "jimmi", ask_for_one_plan(story, COORDINATOR, "jimmi", -20), -19)
    for category in SHARED:
        say_yes(story, "jimmi", ask_to_share(story, COORDINATOR, "jimmi", category, -20), -19)
    for category in SHARED_WITH_OMBUD:
        asked = ask_to_share(story, COORDINATOR, "jimmi", category, -20, recipient=story.person("birgit"))
        say_yes(story, "jimmi", asked, -19)


def take_in(story: Telling) -> None:
    """Six sector plans are laid side by side, the region's among them."""
    at = story.at(-16, 9)
    take_in_household(story.sight(COORDINATOR, at), at=at, household=story.household)


def tell_once(story: Telling) -> None:
    """Jimmi tells once, in few words."""
    told = (
        (
            "oensker-for-fremtiden",
            "Et sted at bo, hvor der er nogen vågen om natten. Og så cykelværkstedet, men ikke fra den ene dag til den anden.",
        ),
        (OWN_STRENGTHS, "Jeg kan mine ting med cykler. Jeg siger til, når det er for meget."),
        ("boligsituation", "Jeg bor på Kirkevej til januar. Så ved jeg ikke."),
    )
    for minute, (item, text) in enumerate(told):
        at = story.at(-14, 13, minute)
        answer_question(story.sight("jimmi", at), at=at, person_id=story.person("jimmi"), item=item, text=text)
    at = story.at(-12, 14)
    conclude_assessment(
        story.sight(COORDINATOR, at),
        at=at,
        person_id=story.person("jimmi"),
        conclusion="Bolig og behandling kommer først. Praktikken venter, til behandlingen er færdig.",
        strengths="Han siger til, når det er for meget, og han kan reparere cykler.",
        wishes="Et sted at bo med nogen vågen om natten, og cykelværkstedet bagefter.",
    )

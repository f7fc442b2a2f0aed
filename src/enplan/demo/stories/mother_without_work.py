"""The first story: Mette, without work, with anxiety and a bad back, and Freja of fifteen, whom she struggles with (S-03)."""

from datetime import date

from enplan.demo.cast import Cast
from enplan.demo.stories.consenting import ask_for_one_plan, ask_to_share, say_yes
from enplan.demo.stories.telling import Screened, Telling, add_to_team, ask_and_be_offered
from enplan.journey.assessment.commands import answer_question, conclude_assessment
from enplan.journey.assessment.facts import OWN_STRENGTHS
from enplan.journey.dossier.commands import add_document
from enplan.journey.entrance.facts import Channel, Origin
from enplan.journey.sectorplans.commands import take_in_household
from enplan.journey.team.commands import add_relative
from enplan.kernel.category import Category
from enplan.registers.cases.facts import Place

TITLE = "Mor uden arbejde: fem planer bliver til én"
COORDINATOR = "Susanne Brandt"
TEAM = ("Henrik Dam", "Peter Kvist", "Louise Warming", "Morten Friis")
SHARED = (
    ("mette", Category.WORK),
    ("mette", Category.SOCIAL),
    ("mette", Category.HEALTH),
    ("mette", Category.FAMILY),
    ("freja", Category.FAMILY),
    ("freja", Category.EDUCATION),
)
SCREENED = Screened(
    complex_problems="Mette er uden arbejde, har angst og ondt i ryggen og har det svært med sin datter på 15 år.",
    several_plans="Jobcenteret, voksenstøtten, sundhedscenteret, familieafdelingen og skolen har hver sin plan.",
    coordination="Planerne spænder ben for hinanden: praktik, behandling og samtaler ligger oven i hinanden.",
    covered="Mette får en indsats efter beskæftigelsesloven og støtte efter serviceloven.",
    reasons="Mette får hjælp fem steder, og hjælpen skal passe sammen. Derfor tilbyder vi hende én plan.",
)


def tell(cast: Cast, on: date) -> Telling:
    """From Mette's own request to the day life changed and the plan was opened again."""
    story = Telling(cast, "mor-uden-arbejde", on)
    ask(story)
    say_what_is_shared(story)
    take_in(story)
    tell_once(story)
    return story


def ask(story: Telling) -> None:
    """Mette asks herself, is offered one plan, and gets one contact person and a team."""
    ask_and_be_offered(
        story,
        citizen="mette",
        by="mette",
        origin=Origin.CITIZEN,
        channel=Channel.PORTAL,
        wish="Jeg har fem planer og kan ikke nå dem. Jeg vil gerne have én, så jeg kan få ro og komme videre.",
        screened=SCREENED,
    )
    add_to_team(story, COORDINATOR, TEAM, days=-24)
    freja = story.cast.persons["freja"]
    at = story.at(-24, 13)
    add_relative(
        story.sight(COORDINATOR, at),
        at=at,
        name=freja.name,
        born=freja.born,
        place=Place.CHILD,
        ref="freja",
    )


def say_what_is_shared(story: Telling) -> None:
    """Susanne asks in plain words; Mette answers on the portal, for herself and for Freja."""
    for person in ("mette", "freja"):
        say_yes(story, "mette", ask_for_one_plan(story, COORDINATOR, person, -21), -20)
    for person, category in SHARED:
        say_yes(story, "mette", ask_to_share(story, COORDINATOR, person, category, -21), -20)


def take_in(story: Telling) -> None:
    """The five sector plans are laid side by side."""
    at = story.at(-18, 9)
    take_in_household(story.sight(COORDINATOR, at), at=at, household=story.household)


def tell_once(story: Telling) -> None:
    """Mette tells once; her wishes and strengths come first (S-13, S-20)."""
    told = (
        ("mette", "oensker-for-fremtiden", "Jeg vil have ro først. Så vil jeg gerne arbejde nogle timer med planter."),
        (
            "mette",
            OWN_STRENGTHS,
            "Jeg er god til at passe ting, der gror. Jeg møder til tiden, når jeg ved, hvad der skal ske.",
        ),
        ("mette", "boligsituation", "Vi bor godt i en lejlighed. Huslejen er betalt."),
        ("mette", "fritid-interesser", "Jeg har en kolonihave med min søster. Der får jeg luft."),
    )
    for minute, (person, item, text) in enumerate(told):
        at = story.at(-17, 20, minute)
        answer_question(story.sight("mette", at), at=at, person_id=story.person(person), item=item, text=text)
    at = story.at(-16, 11)
    add_document(
        story.sight(COORDINATOR, at),
        at=at,
        person_id=story.person("mette"),
        category=Category.SOCIAL,
        title="Notat fra den første samtale",
        text="Mette fortæller, at hun glemmer aftaler, når der er mere end én om dagen. Formiddage går bedst.",
        source="Samtale hjemme hos Mette",
    )
    at = story.at(-14, 14)
    conclude_assessment(
        story.sight(COORDINATOR, at),
        at=at,
        person_id=story.person("mette"),
        conclusion="Mette kan komme videre, når der er én ting ad gangen. Ryggen skal trænes færdig, før hun kan løfte.",
        strengths="Hun holder aftaler, hun selv har været med til at lave, og hun har sin søster.",
        wishes="Ro i hverdagen først, derefter nogle timers arbejde med planter.",
    )

"""The second story: Kenneth and Tina, both without work, and Mikkel and Sofie; seven plans in seven offices (S-30)."""

from datetime import date

from enplan.demo.cast import Cast
from enplan.demo.stories.consenting import ask_for_one_plan, ask_to_share, say_yes, say_yes_in_a_meeting
from enplan.demo.stories.telling import Screened, Telling, add_to_team, be_screened
from enplan.journey.assessment.commands import answer_question, conclude_assessment
from enplan.journey.assessment.facts import OWN_STRENGTHS
from enplan.journey.entrance.commands import refer_citizen
from enplan.journey.sectorplans.commands import take_in_household
from enplan.journey.team.commands import add_relative
from enplan.kernel.category import Category
from enplan.registers.cases.facts import Place

TITLE = "Familie i mange kontorer: syv planer bliver til én"
COORDINATOR = "Rikke Søgaard"
TEAM = ("Jette Munk", "Lars Overgaard", "Inge Bjerre", "Signe Hald", "Dorte Lind")
FAMILY = (("tina", Place.ADULT), ("mikkel", Place.CHILD), ("sofie", Place.CHILD))
SHARED_BY_KENNETH = (
    ("kenneth", Category.WORK),
    ("kenneth", Category.ADDICTION),
    ("kenneth", Category.SOCIAL),
    ("kenneth", Category.FAMILY),
)
SHARED_BY_TINA = (
    ("tina", Category.WORK),
    ("tina", Category.HEALTH),
    ("tina", Category.SOCIAL),
    ("tina", Category.FAMILY),
    ("tina", Category.EDUCATION),
    ("mikkel", Category.EDUCATION),
    ("mikkel", Category.FAMILY),
    ("sofie", Category.FAMILY),
    ("sofie", Category.EDUCATION),
)
SCREENED = Screened(
    complex_problems="Begge forældre er uden arbejde. Kenneth er i behandling for rusmidler. Tina har ondt i skulderen. "
    "Sofie trives ikke, og Mikkel bliver væk fra skole.",
    several_plans="Familien har syv planer hos jobcenter, rusmiddelcenter, socialafdeling, sundhedscenter, familie og skole.",
    coordination="Aftalerne ligger oven i hinanden, og forældrene kan ikke nå at hente børnene.",
    covered="Kenneth og Tina er forældre og får en indsats efter beskæftigelsesloven og sygedagpengeloven.",
    reasons="Familien får hjælp seks steder. Hjælpen skal passe sammen, for at børnene får glæde af den.",
)


def tell(cast: Cast, on: date) -> Telling:
    """From a family counsellor's referral to follow-up."""
    story = Telling(cast, "familie-i-mange-kontorer", on)
    be_referred(story)
    say_what_is_shared(story)
    take_in(story)
    tell_once(story)
    return story


def be_referred(story: Telling) -> None:
    """Rikke refers the family, who has said yes; one plan for the whole family is offered."""
    kenneth = story.cast.persons["kenneth"]
    asked = refer_citizen(
        story.actor(COORDINATOR),
        at=story.at(-35, 11),
        about_name=kenneth.name,
        about_born=kenneth.born,
        reason="Familien løber mellem seks kontorer og beder om ét sted at gå hen.",
        consent_of_citizen=True,
    )
    be_screened(story, "kenneth", asked, SCREENED, days=-35)
    add_to_team(story, COORDINATOR, TEAM, days=-30)
    for minute, (ref, place) in enumerate(FAMILY):
        someone = story.cast.persons[ref]
        at = story.at(-30, 10, minute)
        add_relative(story.sight(COORDINATOR, at), at=at, name=someone.name, born=someone.born, place=place, ref=ref)


def say_what_is_shared(story: Telling) -> None:
    """Kenneth says yes in a meeting, Tina on the portal; both for the children where the law asks both."""
    for person in ("kenneth", "mikkel", "sofie"):
        asked = ask_for_one_plan(story, COORDINATOR, person, -27)
        say_yes_in_a_meeting(story, COORDINATOR, "kenneth", asked, -26, "Kenneth, Rikke Søgaard og Inge Bjerre")
        if person != "kenneth":
            say_yes(story, "tina", asked, -25)
    say_yes(story, "tina", ask_for_one_plan(story, COORDINATOR, "tina", -27), -25)
    for person, category in SHARED_BY_KENNETH:
        asked = ask_to_share(story, COORDINATOR, person, category, -27)
        say_yes_in_a_meeting(story, COORDINATOR, "kenneth", asked, -26, "Kenneth, Rikke Søgaard og Inge Bjerre")
    for person, category in SHARED_BY_TINA:
        say_yes(story, "tina", ask_to_share(story, COORDINATOR, person, category, -27), -25)


def take_in(story: Telling) -> None:
    """Seven sector plans are laid side by side."""
    at = story.at(-22, 9)
    take_in_household(story.sight(COORDINATOR, at), at=at, household=story.household)


def tell_once(story: Telling) -> None:
    """Kenneth and Tina tell once, each for themselves, at the kitchen table and on the portal."""
    told = (
        ("tina", "oensker-for-fremtiden", "At børnene har faste dage, og at jeg kan bære Sofie igen."),
        ("tina", OWN_STRENGTHS, "Jeg ved, hvad børnene har brug for. Min mor hjælper, når jeg ringer."),
        ("kenneth", "oensker-for-fremtiden", "At være fri af stoffer og arbejde lidt med hænderne."),
        ("kenneth", OWN_STRENGTHS, "Jeg kan reparere alt. Mikkel og jeg har cyklerne sammen."),
    )
    for minute, (person, item, text) in enumerate(told):
        at = story.at(-20, 20, minute)
        answer_question(story.sight(person, at), at=at, person_id=story.person(person), item=item, text=text)
    conclusions = (
        ("kenneth", "Behandlingen skal have ro, før timerne på jobbet øges.", "Han møder op, når han kender ugen."),
        (
            "tina",
            "Skulderen trænes færdig først. Støtten derhjemme ligger bedst om formiddagen.",
            "Hun holder dagene sammen.",
        ),
    )
    for minute, (person, conclusion, strengths) in enumerate(conclusions):
        at = story.at(-19, 14, minute)
        conclude_assessment(
            story.sight(COORDINATOR, at),
            at=at,
            person_id=story.person(person),
            conclusion=conclusion,
            strengths=strengths,
            wishes="Faste dage for børnene og færre steder at gå hen.",
        )

"""How do Kenneth, Tina, Mikkel and Sofie come from seven plans in seven offices to one? (S-30)"""

from datetime import date

from enplan.demo.cast import Cast
from enplan.demo.stories.acting import count, decide, meet, read
from enplan.demo.stories.consenting import ask_for_one_plan, ask_to_share, say_yes, say_yes_in_a_meeting
from enplan.demo.stories.planning import draft, measure, propose_and_approve, resolve
from enplan.demo.stories.telling import Screened, Telling, add_to_team, be_screened
from enplan.journey.assessment.commands import answer_question, conclude_assessment
from enplan.journey.assessment.facts import OWN_STRENGTHS
from enplan.journey.entrance.commands import refer_citizen
from enplan.journey.followup.commands import note_progress
from enplan.journey.followup.facts import ProgressState
from enplan.journey.outcomes.facts import Scale
from enplan.journey.plan.commands import change_measure, set_goal
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
    complex_problems="Begge forældre er uden arbejde. Kenneth er i behandling. Tina har ondt i skulderen. "
    "Sofie trives ikke, og Mikkel bliver væk fra skole.",
    several_plans="Familien har syv planer hos job, rusmiddel, social, sundhed, familie og skole.",
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
    agree_on_one_plan(story)
    act(story)
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
    """Kenneth and Tina tell once, at the kitchen table and on the portal; the assessment of all four is gathered."""
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
        (
            "kenneth",
            "Behandlingen skal have ro, før timerne på jobbet øges.",
            "Han møder op, når han kender ugen.",
            (Category.WORK, Category.ADDICTION),
        ),
        (
            "tina",
            "Skulderen trænes færdig først. Støtten derhjemme ligger bedst om formiddagen.",
            "Hun holder dagene sammen.",
            (Category.SOCIAL, Category.HEALTH),
        ),
        (
            "mikkel",
            "Skolen og de faste dage med far holder ham oppe. Støtten følger med.",
            "Han kan alt om cykler.",
            (Category.EDUCATION, Category.FAMILY),
        ),
        (
            "sofie",
            "Sofie har brug for ro og de samme voksne. Støtten skal ligge hjemme.",
            "Hun er glad og nysgerrig.",
            (Category.FAMILY,),
        ),
    )
    for minute, (person, conclusion, strengths, kinds) in enumerate(conclusions):
        at = story.at(-19, 14, minute)
        conclude_assessment(
            story.sight(COORDINATOR, at),
            at=at,
            person_id=story.person(person),
            conclusion=conclusion,
            strengths=strengths,
            wishes="Faste dage for børnene og færre steder at gå hen.",
            kinds=kinds,
        )


def agree_on_one_plan(story: Telling) -> None:
    """Around one table the conflicts are resolved; the family's plan is drafted, and both parents say yes."""
    resolve(story, COORDINATOR, ("Kenneth Lund Jensen", "Tina Lund Jensen", "Rikke Søgaard"), {}, days=-16)
    draft(story, COORDINATOR, MET, days=-13)
    work = measure(story, COORDINATOR, "job-kenneth/nytteindsats", days=-13)
    at = story.at(-13, 13)
    change_measure(
        story.sight("Jette Munk", at),
        at=at,
        measure_id=work.id,
        starts=story.day(145),
        ends=story.day(220),
        citizen_does="Jeg siger ja til at begynde, når behandlingen er slut.",
        municipality_does="Jette finder timer om formiddagen, så Kenneth kan hente Sofie.",
        reason="Behandlingen skal være færdig først.",
    )
    at = story.at(-12, 20)
    set_goal(
        story.sight("tina", at),
        at=at,
        person_id=story.person("tina"),
        text="Jeg vil kunne gå en tur med Sofie uden at have ondt bagefter.",
        domain="health",
    )
    story.version = propose_and_approve(
        story, COORDINATOR, ("kenneth", "tina"), proposed=-11, approved=-9, at_the_table="kenneth"
    )


def act(story: Telling) -> None:
    """One letter for each grown-up, one meeting for the whole family, and how it goes so far."""
    decide(story, COORDINATOR, story.version, WHY, days=-7)
    read(story, "tina", {Scale.WELLBEING: (4, "Der er mange aftaler."), Scale.MASTERY: (4, "")}, days=-20)
    read(story, "kenneth", {Scale.WELLBEING: (3, ""), Scale.CLOSENESS: (3, "Jeg vil gerne.")}, days=-20)
    meet(
        story,
        COORDINATOR,
        ("tina", "kenneth"),
        ("Rikke Søgaard", "Jette Munk", "Lars Overgaard"),
        days=-5,
        ahead=13,
        duties=("syge-tina/opfoelgning", "job-kenneth/samtaler"),
        purpose="Hvordan går det med familiens plan?",
        agenda=("Tinas skulder", "Kenneths behandling", "Børnenes aftener"),
        place="Familiehuset, Åvej 2",
    )
    training = measure(story, COORDINATOR, "sundhed/traening", days=-2)
    at = story.at(-2, 18)
    note_progress(
        story.sight("tina", at),
        at=at,
        measure_id=training.id,
        state=ProgressState.GOING_WELL,
        words="Jeg kan løfte armen højere end sidste måned.",
    )
    read(story, "tina", {Scale.WELLBEING: (5, "Jeg ved, hvad ugen bringer.")}, days=-1)
    count(story)


MET = {
    "barnets-oensker": "Sofie vil gerne have en ven med hjem. Mikkel vil have lov at sove på sit eget værelse i fred.",
    "udgangspunkt": "Planen bygger på familiebehandlingen og på den undersøgelse, der er i gang.",
    "stoette-familie": "Børnene bor hjemme. Familien får støtte om aftenen.",
    "varighed": "Støtten løber til juni 2027. Vi ser på den hver tredje måned.",
    "saerlige-forhold": "Familien bor i lejlighed. Tina skal ikke løfte tungt.",
    "udarbejdes-med-borger": "Planen er lavet ved køkkenbordet sammen med Kenneth og Tina.",
    "jobsoegning": "Kenneth skal ikke søge job, mens behandlingen kører.",
    "stabiliserende-aktiviteter": "Behandling for rusmidler, støtte- og kontaktperson og familiebehandling.",
    "oevrige-aftalte-indsatser": "Familiebehandling, støtte om aftenen og læsehold for Sofie.",
    "tvaerfaglig-indsats": "Genoptræning af skulderen og hold om smerter og søvn.",
}
WHY = {
    "Nytteindsats hos Park og Vej": (
        "Du er i behandling til april, og du har sagt ja til at begynde bagefter.",
        "Vi lægger vægt på, at behandlingen får ro.",
    ),
    "Afklaring af lettere arbejde": (
        "Du er sygemeldt med skulderen og træner til slutningen af januar.",
        "Vi lægger vægt på, at afklaringen begynder, når du kan løfte armen.",
    ),
}

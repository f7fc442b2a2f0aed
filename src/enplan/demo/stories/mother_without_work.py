"""How does Mette, without work, with anxiety, a bad back and a teenager, come from five plans to one? (S-03)"""

from datetime import date

from enplan.demo.cast import Cast
from enplan.demo.stories.acting import count, decide, meet, read, send_on_paper
from enplan.demo.stories.consenting import ask_for_one_plan, ask_to_share, say_yes, say_yes_in_a_meeting
from enplan.demo.stories.planning import Own, draft, measure, propose_and_approve, resolve
from enplan.demo.stories.telling import Screened, Telling, add_to_team, ask_and_be_offered
from enplan.journey.assessment.commands import answer_question, conclude_assessment
from enplan.journey.assessment.facts import OWN_STRENGTHS
from enplan.journey.dossier.commands import add_document
from enplan.journey.entrance.facts import Channel, Origin
from enplan.journey.evidence.commands import arrange_document
from enplan.journey.followup.commands import note_day, note_progress, review_plan
from enplan.journey.followup.facts import Happening, ProgressState
from enplan.journey.meetings.facts import Form
from enplan.journey.outcomes.facts import Scale
from enplan.journey.plan.commands import add_measure, change_measure, propose_plan, set_goal
from enplan.journey.plan.facts import PlanGoal
from enplan.journey.plan.queries import goals
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
    agree_on_one_plan(story)
    act(story)
    follow_up(story)
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
    """Susanne asks in plain words; Mette answers on the portal, for herself and for Freja.

    Carsten has custody of Freja too and is not in the case: his yes to one plan for her is given in a meeting.
    """
    for person in ("mette", "freja"):
        asked = ask_for_one_plan(story, COORDINATOR, person, -21)
        say_yes(story, "mette", asked, -20)
    say_yes_in_a_meeting(story, COORDINATOR, "carsten", asked, -19, f"Carsten Bro Andersen og {COORDINATOR}")
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
        conclusion="Mette kan komme videre med én ting ad gangen. Ryggen skal trænes færdig, før hun kan løfte.",
        strengths="Hun holder aftaler, hun selv har været med til at lave, og hun har sin søster.",
        wishes="Ro i hverdagen først, derefter nogle timers arbejde med planter.",
        kinds=[Category.WORK, Category.SOCIAL, Category.HEALTH],
    )
    at = story.at(-14, 14, 1)
    conclude_assessment(
        story.sight(COORDINATOR, at),
        at=at,
        person_id=story.person("freja"),
        conclusion="Freja har brug for rolige morgener og en voksen på skolen, hun kender.",
        strengths="Hun er god til dansk og har en veninde, hun følges med.",
        wishes="At komme i skole uden at være bange for at komme for sent.",
        kinds=[Category.EDUCATION, Category.FAMILY],
    )


def agree_on_one_plan(story: Telling) -> None:
    """Around one table the conflicts are resolved; the plan is drafted, Mette adds what is hers, and says yes."""
    resolve(story, COORDINATOR, ROUND_THE_TABLE, OWN_WAYS, days=-12)
    draft(story, COORDINATOR, MET, days=-10)
    wait_with_the_placement(story)
    add_what_is_hers(story)
    story.version = propose_and_approve(story, COORDINATOR, ("mette",), proposed=-8, approved=-6, outside="carsten")


def wait_with_the_placement(story: Telling) -> None:
    """The work placement begins when the back has been trained."""
    trainee = measure(story, COORDINATOR, "jobcenter/praktik", days=-10)
    at = story.at(-10, 13)
    change_measure(
        story.sight(COORDINATOR, at),
        at=at,
        measure_id=trainee.id,
        starts=story.day(70),
        ends=story.day(130),
        citizen_does="Jeg siger til, når noget gør ondt.",
        municipality_does="Henrik finder en praktik med planter og uden tunge løft.",
        municipality_by=story.day(60),
        reason="Praktikken venter, til Mette er klar. Det har hun selv bedt om.",
    )


def add_what_is_hers(story: Telling) -> None:
    """Mette writes a wish in her own words, and what she does about it herself."""
    at = story.at(-9, 20)
    wish = set_goal(
        story.sight("mette", at),
        at=at,
        person_id=story.person("mette"),
        text="Jeg vil arbejde lidt med planter, når jeg har fået ro.",
        domain="work",
    )
    at = story.at(-9, 20, 10)
    add_measure(
        story.sight("mette", at),
        at=at,
        person_id=story.person("mette"),
        title="Jeg er i kolonihaven hver lørdag",
        goals=(wish.id,),
        starts=story.day(-2),
        citizen_does="Jeg tager i haven med min søster om lørdagen.",
    )


def act(story: Telling) -> None:
    """One letter over all measures that need a decision, and one meeting where the law would have had several."""
    letter = decide(story, COORDINATOR, story.version, WHY, days=-5)
    send_on_paper(story, COORDINATOR, letter, "carsten", days=-5)
    read(
        story,
        "mette",
        {
            Scale.WELLBEING: (3, "Jeg sover dårligt."),
            Scale.MASTERY: (4, "Jeg har fem planer."),
            Scale.CLOSENESS: (2, ""),
        },
        days=-17,
    )
    meet(
        story,
        COORDINATOR,
        ("mette", "freja"),
        ("Susanne Brandt", "Henrik Dam", "Louise Warming"),
        days=-4,
        ahead=51,
        duties=("jobcenter/samtaler", "familie/opfoelgning-kontaktperson"),
        purpose="Hvordan går det med Mettes og Frejas plan?",
        agenda=("Hvad er blevet bedre?", "Praktik med planter", "Frejas kontaktperson"),
        place="Hjemme hos Mette",
        form=Form.HOME,
        hour=9,
    )


def follow_up(story: Telling) -> None:
    """It goes forward; then life changes, and the plan goes back to the draft and is proposed anew."""
    say_how_it_goes(story)
    open_the_plan_again(story)
    light_the_case(story)
    count(story)


def goal_about(story: Telling, words: str) -> PlanGoal:
    """The goal whose text holds these words."""
    return next(goal for goal in goals(story.sight("mette", story.at(-2, 8))) if words in goal.text)


def say_how_it_goes(story: Telling) -> None:
    """Mette and her contact person each note how it goes, and Mette says where she stands."""
    mine = goal_about(story, "planter")
    at = story.at(-2, 17)
    note_progress(
        story.sight("mette", at),
        at=at,
        goal_id=mine.id,
        state=ProgressState.BEGUN,
        scale=4,
        words="Jeg var i haven i lørdags. Det var godt.",
    )
    therapy = measure(story, COORDINATOR, "voksen/psykolog", days=-2)
    at = story.at(-1, 15)
    note_progress(
        story.sight(COORDINATOR, at),
        at=at,
        measure_id=therapy.id,
        state=ProgressState.GOING_WELL,
        words="Mette er kommet til alle samtaler.",
    )
    at, began = story.at(-1, 16), story.day(-40)
    susanne = story.sight(COORDINATOR, at)
    note_day(susanne, at=at, happening=Happening.BENEFIT, person_id=story.person("mette"), day=began)
    read(
        story,
        "mette",
        {Scale.WELLBEING: (5, "Jeg ved, hvem jeg skal ringe til."), Scale.MASTERY: (6, "Der er kun én plan.")},
        days=-1,
    )


def open_the_plan_again(story: Telling) -> None:
    """A sister has moved closer: the plan is reviewed, gets a new element, and is proposed as its second version."""
    school = goal_about(story, "i skole hver dag")
    at = story.at(0, 8, 30)
    review_plan(
        story.sight(COORDINATOR, at),
        at=at,
        words="Mette har det bedre. Hendes søster er flyttet tættere på og vil gerne hjælpe Freja om morgenen.",
        changed="Mettes søster kan følge Freja i skole mandag og tirsdag.",
        next_day=story.day(28),
        back_to_draft=True,
    )
    at = story.at(0, 8, 40)
    add_measure(
        story.sight(COORDINATOR, at),
        at=at,
        person_id=story.person("freja"),
        title="Moster følger Freja i skole",
        goals=(school.id,),
        starts=story.day(7),
        citizen_does="Jeg går med moster i skole mandag og tirsdag klokken halv otte.",
        municipality_does="Morten siger til Susanne, hvis Freja ikke kommer.",
    )
    at = story.at(0, 9)
    propose_plan(story.sight(COORDINATOR, at), at=at)


def light_the_case(story: Telling) -> None:
    """Should it come to a pension one day, the file must hold: Henrik sees to what the placement will show (S-69)."""
    at = story.at(0, 9, 20)
    arrange_document(
        story.sight(COORDINATOR, at),
        at=at,
        person_id=story.person("mette"),
        document="virksomhedsafproevning",
        who="Henrik Dam",
        by_day=story.day(140),
        words="Praktikken viser, hvad Mette kan klare.",
    )


ROUND_THE_TABLE = ("Mette Holm Andersen", "Susanne Brandt", "Henrik Dam", "Louise Warming")
EVERYBODY_WITH_A_SAY = (
    *("familie", "familie/kontaktperson", "jobcenter", "jobcenter/mentor", "skole", "sundhed"),
    *("voksen", "voksen/bostoette", "voksen/psykolog"),
)
OWN_WAYS = {
    ("jobcenter/fuldtid", "voksen/ro"): Own(
        "Ro først. Når behandlingen er slut til foråret, begynder Mette med nogle timer om ugen.",
        "Mette vil gerne arbejde. Hun kan ikke begge dele på én gang.",
    ),
    EVERYBODY_WITH_A_SAY: Own(
        "Mette ringer til Susanne. Susanne taler med de andre.",
        "Mette vil have ét nummer at ringe til.",
    ),
}
MET = {
    "barnets-oensker": "Freja har selv sagt, at hun vil have ro om morgenen og en voksen, hun kan tale med.",
    "udgangspunkt": "Planen bygger på familiebehandlingen og på den børnefaglige undersøgelse fra september.",
    "stoette-familie": "Freja bor hjemme. Familien får familiesamtaler og støtte om morgenen.",
    "varighed": "Støtten løber til sommeren 2027. Vi ser på den hvert kvartal.",
    "saerlige-forhold": "Mette bor i egen lejlighed. Hun har ikke brug for hjælpemidler nu.",
    "udarbejdes-med-borger": "Planen er lavet sammen med Mette, hjemme hos hende, over to formiddage.",
    "jobsoegning": "Mette skal ikke søge job, mens hun er i behandling. Det ser vi på igen til foråret.",
    "stabiliserende-aktiviteter": "Behandling hos psykolog, bostøtte i hjemmet og kolonihaven om lørdagen.",
    "oevrige-aftalte-indsatser": "Det, andre afdelinger gør, står i planen og vises, når Mette har sagt ja til det.",
}
WHY = {
    "Virksomhedspraktik i Nordby Genbrug": (
        "Du vil gerne arbejde med planter. Du er klar i slutningen af januar.",
        "Vi lægger vægt på, at du får ro til behandlingen først.",
    ),
    "Bostøtte i hjemmet": (
        "Du har brug for hjælp til at få hverdagen til at hænge sammen.",
        "Vi lægger vægt på, at det er den samme, der kommer hos dig.",
    ),
}

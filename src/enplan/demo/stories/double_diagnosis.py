"""How does Jimmi, with psychosis and misuse, get one plan, with his personal ombud beside him? (S-72, S-79)"""

from datetime import date

from enplan.demo.cast import Cast
from enplan.demo.stories.acting import count, decide, meet, read
from enplan.demo.stories.consenting import ask_for_one_plan, ask_to_share, say_yes
from enplan.demo.stories.planning import Own, draft, measure, propose_and_approve, resolve
from enplan.demo.stories.telling import Screened, Telling, add_to_team, ask_and_be_offered
from enplan.journey.assessment.commands import answer_question, conclude_assessment
from enplan.journey.assessment.facts import OWN_STRENGTHS
from enplan.journey.entrance.facts import Channel, Origin
from enplan.journey.followup.commands import note_progress
from enplan.journey.followup.facts import ProgressState
from enplan.journey.outcomes.facts import Scale
from enplan.journey.plan.commands import change_measure, set_goal
from enplan.journey.sectorplans.commands import take_in_household
from enplan.journey.team.commands import choose_companion
from enplan.journey.team.facts import CompanionKind
from enplan.kernel.category import Category

TITLE = "Dobbelt diagnose: seks planer, to af dem regionens"
COORDINATOR = "Hanne Lykke"
REGION = ("Regionspsykiatrien", "Psykiatrisk Sygehus, afsnit P3")
OWN_WAYS: dict[tuple[str, ...], Own] = {
    ("must-wait", "psykiatri/udredning", "rusmiddel/ambulant"): Own(
        "Marianne Thorup udreder Jimmi nu. Han skal ikke være færdig med stofbehandlingen først.",
        "Han har ret til at blive udredt hurtigt. Resten af hjælpen bygger på det, de finder ud af.",
    ),
}
TEAM = ("Søren Bach", "Palle Rønn", "Gitte Dahl", "Marianne Thorup", "Heidi Lauritsen")
SHARED = (Category.WORK, Category.SOCIAL, Category.ADDICTION, Category.HEALTH)
SHARED_WITH_OMBUD = (Category.PLAN, Category.SOCIAL, Category.WORK)
SCREENED = Screened(
    complex_problems="Jimmi hører stemmer, tager stoffer og har ikke et sted at bo.",
    several_plans="Psykiatri, sygehus, rusmiddelcenter, jobcenter, boform og socialafdeling har hver sin plan.",
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
    agree_on_one_plan(story)
    act(story)
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
            "Et sted at bo, hvor nogen er vågen om natten. Og så cykelværkstedet, men ikke med det samme.",
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
        kinds=[Category.WORK, Category.SOCIAL, Category.ADDICTION, Category.HEALTH],
    )


def agree_on_one_plan(story: Telling) -> None:
    """Jimmi, Birgit and the team resolve the conflicts; housing and treatment come first."""
    resolve(story, COORDINATOR, ("Jimmi Kold Nørgaard", "Hanne Lykke", "Palle Rønn", *REGION), OWN_WAYS, days=-11)
    draft(story, COORDINATOR, MET, days=-9)
    bikes = measure(story, COORDINATOR, "jobcenter/cykelvaerksted", days=-9)
    at = story.at(-9, 13)
    change_measure(
        story.sight("Søren Bach", at),
        at=at,
        measure_id=bikes.id,
        starts=story.day(112),
        ends=story.day(200),
        citizen_does="Jeg kommer på værkstedet to formiddage om ugen.",
        municipality_does="Søren aftaler med cykelsmeden, at Jimmi kan gå, når det er for meget.",
        reason="Behandlingen kommer først. Værkstedet venter på Jimmi.",
    )
    at = story.at(-8, 14)
    set_goal(
        story.sight("jimmi", at),
        at=at,
        person_id=story.person("jimmi"),
        text="Jeg vil bo et sted, hvor der er nogen vågen om natten.",
        domain="housing",
    )
    story.version = propose_and_approve(story, COORDINATOR, ("jimmi",), proposed=-7, approved=-5)


def act(story: Telling) -> None:
    """One letter, one meeting with the region at the table, and how it goes so far."""
    decide(story, COORDINATOR, story.version, WHY, days=-4)
    read(story, "jimmi", {Scale.WELLBEING: (2, "Der er for mange."), Scale.MASTERY: (3, "")}, days=-14)
    meet(
        story,
        COORDINATOR,
        ("jimmi",),
        ("Hanne Lykke", "Palle Rønn", "Søren Bach"),
        days=-3,
        ahead=22,
        duties=("rusmiddel/laegesamtale",),
        purpose="Hvor skal Jimmi bo fra februar?",
        agenda=("Botilbud", "Medicin", "Værkstedet"),
        place="Boformen Kirkevej",
        hour=13,
    )
    treatment = measure(story, COORDINATOR, "rusmiddel/ambulant", days=-1)
    at = story.at(-1, 14)
    note_progress(
        story.sight("jimmi", at),
        at=at,
        measure_id=treatment.id,
        state=ProgressState.GOING_WELL,
        words="Jeg er kommet hver gang siden jeg kom ud.",
    )
    read(story, "jimmi", {Scale.WELLBEING: (4, "Birgit er med.")}, days=-1)
    count(story)


MET = {
    "bostoette-oenske": "Jimmi ønsker, at boformen leverer bostøtten, så længe han bor der.",
    "varighed": "Støtten løber, til Jimmi har boet fast i et halvt år. Vi ser på den hver anden måned.",
    "saerlige-forhold": "Jimmi bor på Boformen Kirkevej til januar. Derefter er der søgt om plads på et botilbud.",
    "udarbejdes-med-borger": "Planen er lavet sammen med Jimmi og hans ombud, over tre korte møder.",
    "jobsoegning": "Jimmi skal ikke søge job, mens han er i behandling.",
    "stabiliserende-aktiviteter": "Behandling for rusmidler, medicin og kontaktpædagog på boformen.",
    "oevrige-aftalte-indsatser": "Støtte- og kontaktperson og hjælp til at få styr på gælden.",
}
WHY = {
    "Virksomhedspraktik hos cykelsmeden": (
        "Du er i behandling til februar, og du vil gerne på værkstedet bagefter.",
        "Vi lægger vægt på, at behandlingen får ro, og at du kan gå, når det er for meget.",
    ),
}

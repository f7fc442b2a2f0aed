"""What does somebody do, from the first request to how it goes? Only what stands on the pages, clicked and written.

Every act ends on the page it leads to, so the next one can begin where a person would.
"""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page

HOUSEHOLD = Path(__file__).resolve().parents[3] / "src" / "enplan" / "demo" / "households" / "proev-selv.json"
LONE = "Lone Friis Madsen"
WISH = "Jeg har ondt i ryggen og er sygemeldt. Jeg taler med tre kontorer, og de taler ikke sammen."
TEAM = ("Henrik Dam, jobkonsulent, Jobcenter Nordby", "Peter Kvist, fysioterapeut, Sundhedscenter Nordby")
KINDS = ("Arbejde og beskæftigelse", "Helbred", "Social støtte")
CLASH = "To ting på samme tid"


def follow(target: Locator) -> None:
    """Press what leads to another page, and wait until one is there."""
    with target.page.expect_navigation():
        target.click()


def heading(page: Page) -> str:
    """What the page is called."""
    return page.get_by_role("heading", level=1).inner_text()


def said(page: Page) -> str:
    """Everything a person can read on the page."""
    return page.locator("main").inner_text()


def menu(page: Page, name: str) -> None:
    """Follow a word of the main menu, or of the case's."""
    follow(page.get_by_role("navigation").get_by_role("link", name=name, exact=True))


def step(page: Page, name: str) -> None:
    """Go to one of the pages of the case."""
    follow(page.get_by_role("navigation", name="Sagens sider").get_by_role("link", name=name, exact=True))


def open_case(page: Page, name: str = LONE) -> None:
    """From anywhere at the desk to the overview of somebody's case."""
    menu(page, "Mine sager")
    follow(page.locator("main").get_by_role("link", name=name).first)


def ask_for_one_plan(lone: Page) -> None:
    """She has nothing yet, and the first page says what to do."""
    follow(lone.get_by_role("link", name="Bed om én plan"))
    lone.get_by_label("Hvad ønsker du hjælp til?").fill(WISH)
    follow(lone.get_by_role("button", name="Send til kommunen"))


def screen(anne: Page) -> None:
    """Criterion by criterion, then the answer, then a contact person."""
    follow(anne.get_by_role("link", name="Se henvendelserne"))
    follow(anne.get_by_role("link", name=LONE))
    follow(anne.get_by_role("button", name="Jeg går i gang"))
    for criterion in anne.locator("ol.ep-list > li", has=anne.get_by_label("Ja", exact=True)).all():
        criterion.get_by_label("Ja", exact=True).check()
        criterion.get_by_role("textbox").fill("Det fremgår af samtalen med borgeren.")
    anne.get_by_label("Vi tilbyder én plan", exact=True).check()
    anne.get_by_label("Begrundelse til borgeren").fill("Du får hjælp flere steder, og det griber ind i hinanden.")
    follow(anne.get_by_role("button", name="Giv svaret til borgeren"))
    anne.get_by_label("Kontaktperson").select_option("Susanne Brandt, socialrådgiver, Voksenstøtte")
    follow(anne.get_by_role("button", name="Vælg kontaktperson"))


def gather_team(susanne: Page) -> None:
    """The two departments that already have a plan for her."""
    step(susanne, "Team")
    for who in TEAM:
        susanne.get_by_label("Fagperson", exact=True).first.select_option(who)
        follow(susanne.get_by_role("button", name="Tag med i teamet"))


def ask_for_consents(susanne: Page) -> None:
    """One plan is one question, each kind of information another."""
    step(susanne, "Samtykker")
    follow(susanne.get_by_role("button", name="Spørg om én plan"))
    for kind in KINDS:
        susanne.get_by_label("Hvilke oplysninger?").select_option(kind)
        susanne.get_by_label("Hvem må se dem?").select_option("Fagpersonerne i teamet")
        follow(susanne.get_by_role("button", name="Spørg om at dele"))


def give_consents(lone: Page) -> int:
    """The first page says that she is asked; she reads each question and says yes."""
    menu(lone, "Min plan")
    follow(lone.get_by_role("link", name="Læs og svar"))
    given = 0
    while lone.get_by_role("link", name="Læs og svar").count():
        follow(lone.get_by_role("link", name="Læs og svar").first)
        follow(lone.get_by_role("button", name="Giv samtykke"))
        given += 1
    return given


def answer_once(lone: Page, susanne: Page) -> None:
    """What she writes herself stands there for the team; the contact person gathers it."""
    menu(lone, "Spørgsmål")
    follow(lone.get_by_role("link", name="Begynd med »Det, der virker«"))
    lone.get_by_label("Hvad går godt lige nu?").fill("Jeg er god til at lytte.")
    follow(lone.get_by_role("button", name="Gem og gå til næste emne"))
    lone.get_by_label("Hvordan vil du gerne have det om et år?").fill("Jeg vil arbejde nogle timer uden at få ondt.")
    follow(lone.get_by_role("button", name="Gem", exact=True))
    step(susanne, "Udredning")
    follow(susanne.get_by_role("link", name="Saml udredningen"))
    susanne.get_by_label("Det, der virker").fill("Lone har en god veninde.")
    susanne.get_by_label("Samlet vurdering").fill("Ryggen og kravene på de samme dage står i vejen.")
    susanne.get_by_label("Hvorfor er det nok").fill("Resten taler vi om undervejs.")
    follow(susanne.get_by_role("button", name="Gem den samlede vurdering"))


def upload_plans(susanne: Page, *files: Path) -> None:
    """The files of the departments, as they came."""
    step(susanne, "Sektorplaner")
    follow(susanne.get_by_role("link", name="Læg filer ind"))
    susanne.get_by_label("Filer med sektorplaner").set_input_files(files or [HOUSEHOLD])
    follow(susanne.get_by_role("button", name="Læg filerne ind"))


def type_a_plan(susanne: Page) -> None:
    """One plan that nobody has as a file: its head, a goal, and a measure on a day that is taken."""
    step(susanne, "Sektorplaner")
    follow(susanne.get_by_role("link", name="Skriv en plan ind"))
    susanne.get_by_label("Hvem er planen for?").select_option(LONE)
    susanne.get_by_label("Hvilken plan er det?").select_option("Behandlingsplan (ambulant psykiatri)")
    susanne.get_by_label("Forvaltning eller myndighed").fill("Regionspsykiatrien")
    follow(susanne.get_by_role("button", name="Gem planen"))
    follow(susanne.get_by_role("link", name="Tilføj mål"))
    susanne.get_by_label("Målet med planens egne ord").fill("Lone får det bedre med sin angst.")
    susanne.get_by_label("Hvilken retning peger det i?").select_option("Behandling af psykisk lidelse")
    follow(susanne.get_by_role("button", name="Gem"))
    follow(susanne.get_by_role("link", name="Tilføj indsats"))
    susanne.get_by_label("Hvilken indsats er det?").select_option("Psykiatrisk udredning og behandling")
    susanne.get_by_label("Begynder den").fill("2026-11-30")
    susanne.get_by_label("Krav", exact=True).select_option("Behandling")
    times = susanne.get_by_role("group", name="Tid 1")
    times.get_by_label("Dag (den første gang)").fill("2026-11-30")
    times.get_by_label("Fra kl.").fill("10:00")
    times.get_by_label("Til kl.").fill("11:00")
    times.get_by_label("Hver uge til og med").fill("2026-12-14")
    follow(susanne.get_by_role("button", name="Gem"))


def finding(susanne: Page, *words: str) -> Locator:
    """The finding that holds all these words."""
    found = susanne.locator(".ep-finding")
    for word in words:
        found = found.filter(has_text=word)
    return found.first


def resolve(susanne: Page, *words: str, own: str = "") -> None:
    """Choose the first way out, or write another, with why and who decided."""
    step(susanne, "Samordning")
    form = finding(susanne, *words)
    form.get_by_text("Løs det").click()
    if own:
        form.get_by_label("Vi gør noget andet").check()
        form.get_by_label("Jeres egen løsning").fill(own)
    else:
        form.get_by_role("radio").first.check()
    form.get_by_label("Hvorfor?", exact=True).fill("Det passer bedst for Lone.")
    form.get_by_label(LONE, exact=True).check()
    follow(form.get_by_role("button", name="Gem løsningen"))


def draft(susanne: Page) -> None:
    """The plans become one, and what the law wants said is written."""
    step(susanne, "Én plan")
    follow(susanne.get_by_role("button", name="Lav udkast"))
    while True:
        missing = (
            susanne.locator("details")
            .filter(has_text="Skriv, hvad planen siger")
            .filter(has=susanne.locator("textarea"))
        )
        if not missing.count():
            return
        missing.first.locator("summary").click()
        missing.first.get_by_role("textbox").fill("Det er aftalt med Lone, og det står under hvert mål.")
        follow(missing.first.get_by_role("button", name="Gem"))


def propose(susanne: Page) -> None:
    """Put the draft before her."""
    step(susanne, "Én plan")
    follow(susanne.get_by_role("button", name="Foreslå planen"))


def card(lone: Page, title: str) -> Locator:
    """The card of a measure in her plan."""
    return lone.locator(".ep-card").filter(has=lone.get_by_role("heading", name=title)).first


def object_to(lone: Page, title: str, why: str) -> None:
    """No to one part, with her reason."""
    menu(lone, "Min plan")
    part = card(lone, title)
    part.get_by_text("Nej, det passer ikke").click()
    part.get_by_role("textbox").fill(why)
    follow(part.get_by_role("button", name=re.compile("nej|svar", re.IGNORECASE)).last)


def accept(lone: Page, title: str) -> None:
    """Yes to one part."""
    follow(card(lone, title).get_by_role("button", name="Ja til det"))


def approve(lone: Page) -> None:
    """Yes to the whole."""
    follow(lone.get_by_role("button", name="Godkend planen"))


def decide(susanne: Page) -> None:
    """Yes to everything that must be decided, with reasons; then signed and sent."""
    step(susanne, "Afgørelse")
    for answer in susanne.get_by_label("Ja", exact=True).all():
        answer.check()
    for weighed in susanne.get_by_label("Oplysninger, der har haft vægt").all():
        weighed.fill("Du har sagt, at du vil det.")
    for judged in susanne.get_by_label("Vores vurdering").all():
        judged.fill("Vi har lagt vægt på, at det hjælper dig mod dit eget mål.")
    follow(susanne.get_by_role("button", name="Gem svarene"))
    follow(susanne.get_by_role("button", name="Underskriv og send"))


def meet(susanne: Page) -> None:
    """The joint meeting that the page proposes."""
    step(susanne, "Møder")
    follow(susanne.get_by_role("link", name="Planlæg det første møde"))
    follow(susanne.get_by_role("button", name="Indkald til mødet"))


def note(susanne: Page, words: str) -> None:
    """How it goes with the first goal."""
    step(susanne, "Opfølgning")
    form = susanne.locator("details").filter(has_text="Notér, hvordan det går").first
    form.locator("summary").first.click()
    form.get_by_label("Går fremad").check()
    form.get_by_label("Med få ord").fill(words)
    follow(form.get_by_role("button", name="Gem"))

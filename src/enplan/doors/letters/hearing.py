"""How is a holder of custody who is not in the case asked, on paper, before it is decided about the child?"""

from collections.abc import Mapping

from enplan.doors.letters.letter import Heading, Letter, Text, sender_of
from enplan.journey.decisions.queries import HearingLetter
from enplan.kernel.calendar import danish_day
from enplan.law.phrasebook import listed

OUTSIDE = (
    "Du har forældremyndigheden over {whom}. Du er ikke med i forløbet om én plan. "
    "Men vi skal snart afgøre noget om {whom}, og du er part i sagen. "
    "Derfor har du ret til at kende oplysningerne og sige din mening først (forvaltningsloven § 19)."
)
ANSWER = (
    "Du har {days} dage til at svare. De tæller fra den dag, du får brevet. "
    "Ring til os på {phone}, eller skriv til os. Svarer du ikke, afgør vi sagen med det, vi ved."
)


def hearing_as_letter(page: HearingLetter, municipality: Mapping[str, object]) -> Letter:
    """What weighs against them, and how they can answer."""
    hearing = page.hearing
    source = (Text(f"Det har vi fra: {hearing.source}"),) if hearing.source else ()
    return Letter(
        title="Vi vil høre din mening, før vi afgør sagen",
        to=(hearing.holder_name,),
        day=danish_day(hearing.asked_at),
        sender=sender_of(municipality, hearing.asked_by),
        blocks=(
            Text(OUTSIDE.format(whom=listed(page.children)), lead=True),
            Heading(f"Det handler om: {hearing.title}"),
            Text(hearing.facts),
            *source,
            Heading("Sådan svarer du"),
            Text(ANSWER.format(days=page.days, phone=municipality["phone"])),
        ),
    )

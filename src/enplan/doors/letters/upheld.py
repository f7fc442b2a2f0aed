"""How does who complained without being in the case read, on paper, that nothing was changed, and what happens now?"""

from collections.abc import Iterator, Mapping

from enplan.doors.letters.letter import Block, Heading, Letter, Text, sender_of
from enplan.journey.decisions.facts import Clock
from enplan.kernel.calendar import danish_day
from enplan.law.phrasebook import Phrases, in_words, listed, phrasebook


def whose(clock: Clock) -> str:
    """Who gets it, by name."""
    return listed(list(dict.fromkeys(each.whose for each in clock.on_paper)))


def upheld_as_letter(clock: Clock, municipality: Mapping[str, object]) -> Letter:
    """The letter of the day of the answer, so that it says the same whenever it is printed."""
    done = clock.part.reassessment
    assert done is not None  # the caller has looked
    day = danish_day(done.at)
    return Letter(
        title="Svar på din klage",
        to=(whose(clock),),
        day=day,
        sender=sender_of(municipality, done.by),
        blocks=tuple(_blocks(clock, done.reasons, phrasebook().on(day), str(municipality["phone"]))),
    )


def _blocks(clock: Clock, reasons: str, phrases: Phrases, phone: str) -> Iterator[Block]:
    assert clock.answer is not None  # who may not see it does not print it
    came = in_words(min(each.received_day for each in clock.on_paper))
    yield Text(f"Du har klaget. Vi fik klagen {came}. Den handler om: {clock.answer.words.headline}.")
    if clock.reconsiders:
        yield Text(phrases.say("entrance.upheld"), lead=True)
    yield Text(reasons)
    if clock.forward_by:
        yield Heading("Hvad sker der nu?")
        yield from _onward(clock, phrases)
    yield Text(phrases.say("entrance.ring", {"phone": phone}))


def _onward(clock: Clock, phrases: Phrases) -> Iterator[Block]:
    last = clock.forward_by.day if clock.forward_by else None
    if clock.late:
        yield Text(phrases.say("entrance.complained-late", {"authority": clock.authority}))
    if clock.late or last is None:
        yield Text(phrases.say("entrance.to-be-forwarded-now", {"authority": clock.authority}))
    else:
        yield Text(phrases.say("entrance.to-be-forwarded", {"authority": clock.authority, "last": last}))

"""How does the answer to a complaint over a no to one plan become a letter to the one it is about?"""

from collections.abc import Iterator, Mapping

from enplan.doors.letters.letter import Block, Heading, Letter, Text, sender_of
from enplan.journey.appeals.facts import AppealClock
from enplan.journey.decisions.facts import Outcome
from enplan.kernel.calendar import danish_day
from enplan.law.phrasebook import Phrases, in_words, phrasebook


def answer_as_letter(found: AppealClock, municipality: Mapping[str, object]) -> Letter:
    """The letter of the day of the answer, so that it says the same whenever it is printed."""
    appeal, request = found.appeal, found.request
    assert appeal.answered_at is not None  # the caller has looked
    day = danish_day(appeal.answered_at)
    return Letter(
        title="Svar på din klage over svaret om én plan",
        to=(request.about_name, *request.mail_to.splitlines()),
        day=day,
        sender=sender_of(municipality, appeal.answered_by),
        blocks=tuple(_blocks(found, phrasebook().on(day), str(municipality["phone"]))),
    )


def _blocks(found: AppealClock, phrases: Phrases, phone: str) -> Iterator[Block]:
    appeal = found.appeal
    changed = appeal.outcome is Outcome.CHANGED
    yield Text(phrases.say("entrance.you-complained", {"when": in_words(appeal.received_day)}))
    if changed:
        yield Text(phrases.say("entrance.complained-rightly"), lead=True)
    elif not found.late:
        yield Text(phrases.say("entrance.upheld"), lead=True)
    yield Text(appeal.reasons)
    if not changed:
        yield Heading("Hvad sker der nu?")
        yield from _onward(found, phrases)
    if appeal.text:
        yield Heading("Det sagde du i klagen")
        yield Text(appeal.text)
    yield Text(phrases.say("entrance.ring", {"phone": phone}))


def _onward(found: AppealClock, phrases: Phrases) -> Iterator[Block]:
    """A late complaint was not looked at again: only the body above says whether it can be heard."""
    if found.late:
        yield Text(phrases.say("entrance.complained-late", {"authority": found.authority}))
    if found.late or found.due.day is None:
        yield Text(phrases.say("entrance.to-be-forwarded-now", {"authority": found.authority}))
    else:
        yield Text(phrases.say("entrance.to-be-forwarded", {"authority": found.authority, "last": found.due.day}))

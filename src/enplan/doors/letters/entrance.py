"""How do receipt, notice of delay and answer become letters? In words to the one who reads them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from enplan.doors.letters.letter import Block, Heading, Letter, Points, Text, sender_of
from enplan.journey.entrance.facts import Delay, LetterDue, Paper, Request, Screening, To
from enplan.journey.entrance.rules.deadlines import counted_day, promised_day
from enplan.kernel.calendar import danish_day
from enplan.law.phrasebook import Phrases, in_words, length_in_words, phrasebook

Say = Callable[[str], str]
TITLES: Final[Mapping[tuple[Paper, bool], str]] = {  # and whether the reader asked for themselves
    (Paper.RECEIPT, True): "Kvittering for din henvendelse om én plan",
    (Paper.RECEIPT, False): "Kvittering for din henvendelse om én plan til {about}",
    (Paper.DELAY, True): "Ny dag for svaret på din henvendelse om én plan",
    (Paper.DELAY, False): "Ny dag for svaret på henvendelsen om én plan til {about}",
    (Paper.ANSWER, True): "Svar på din henvendelse om én plan",
    (Paper.ANSWER, False): "Svar på henvendelsen om én plan til dig",
    (Paper.NOTICE, False): "Vi har svaret på henvendelsen om én plan til {about}",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What a letter about a request is written from, and for whom."""

    request: Request
    delays: Sequence[Delay]
    answer: Screening | None
    due: LetterDue
    on: date

    @property
    def about_reader(self) -> bool:
        """Whether the reader is the one it is about."""
        return self.due.to is To.CITIZEN or not self.request.for_another

    @property
    def delay(self) -> Delay | None:
        """The notice the letter tells of."""
        return next((each for each in self.delays if each.id == self.due.delay), None)

    @property
    def day(self) -> date:
        """The day of the letter: that of what it tells, so that it says the same whenever it is printed."""
        if self.due.paper is Paper.RECEIPT:
            return danish_day(self.request.asked_at)
        if self.due.paper is Paper.ANSWER and self.answer:
            return danish_day(self.answer.at)
        return danish_day(self.delay.at) if self.delay else self.on


def request_as_letter(written: Written, municipality: Mapping[str, object], say: Say) -> Letter:
    """The letter that is due, or was; `say` knows the words of a key."""
    about_reader, request = written.about_reader, written.request
    own = about_reader and not request.for_another
    title = TITLES[written.due.paper, own].format(about="dig" if about_reader else request.about_name)
    by = written.answer.screened_by if written.due.paper is Paper.ANSWER and written.answer else ""
    by = written.delay.delayed_by if written.delay else by
    return Letter(
        title=title,
        to=(written.due.name, *written.due.address.splitlines()),
        day=written.day,
        sender=sender_of(municipality, by),
        blocks=tuple(_blocks(written, phrasebook().on(written.day), say, str(municipality["phone"]))),
    )


def _blocks(written: Written, phrases: Phrases, say: Say, phone: str) -> Iterator[Block]:
    yield Text(_who_asked(written, phrases))
    match written.due.paper:
        case Paper.RECEIPT:
            yield from _receipt(written, phrases, say)
        case Paper.DELAY:
            yield from _delay(written, phrases)
        case Paper.ANSWER:
            yield from _answer(written, phrases, say)
        case Paper.NOTICE:
            yield Text(phrases.say("entrance.given", {"about": written.request.about_name}), lead=True)
    yield Text(phrases.say("entrance.ring", {"phone": phone}))


def _who_asked(written: Written, phrases: Phrases) -> str:
    request, when = written.request, in_words(danish_day(written.request.asked_at))
    if not written.about_reader:
        return phrases.say("entrance.you-asked-for", {"when": when, "about": request.about_name})
    if request.for_another:
        return phrases.say("entrance.asked-for-you", {"when": when, "who": request.asked_by_whom})
    return phrases.say("entrance.you-asked", {"when": when})


def _by(written: Written, phrases: Phrases, last: date) -> Text:
    key = "entrance.answered-by-you" if written.about_reader else "entrance.answered-by-another"
    return Text(phrases.say(key, {"last": last, "about": written.request.about_name}), lead=True)


def _receipt(written: Written, phrases: Phrases, say: Say) -> Iterator[Block]:
    request = written.request
    last, length = promised_day(request), length_in_words(request.answer_within_days, "day")
    yield _by(written, phrases, last)
    came = danish_day(request.asked_at)
    closed = counted_day(request)
    key = "entrance.counted" if closed == last else "entrance.counted.moved"
    yield Text(phrases.say(key, {"came": came, "length": length, "last": last, "closed": closed}))
    yield Heading("Det har vi skrevet ned")
    yield Text(request.wish)
    came_in = say(f"channel.{request.channel.value}")
    yield Points((f"Vi fik det {came_in} fra {request.asked_by_whom}.", f"Nummer: {str(request.id)[:8]}"))


def _delay(written: Written, phrases: Phrases) -> Iterator[Block]:
    delay = written.delay
    if delay is None:
        return
    yield Text(phrases.say("entrance.delayed", {"before": delay.from_day}))
    yield _by(written, phrases, delay.new_day)
    if written.about_reader and delay.reason:
        yield Text(phrases.say("entrance.delayed.why", {"why": delay.reason}))


def _answer(written: Written, phrases: Phrases, say: Say) -> Iterator[Block]:
    answer = written.answer
    if answer is None:
        return
    yield Text(phrases.say("entrance.offered" if answer.offered else "entrance.not-offered"), lead=True)
    yield Text(answer.reasons)
    if answer.judgement:
        yield Text(answer.judgement)
    if answer.guidance:
        yield Heading("Det kan du gøre nu")
        yield Text(answer.guidance)
    yield Heading("Sådan nåede vi frem til svaret")
    for each in answer.answers:
        yield Heading(f"{say(f'criterion.{each.criterion.value}')} {'Ja' if each.met else 'Nej'}", 3)
        yield Text(each.reason)
    if answer.citizen_said:
        yield Heading("Det sagde du", 3)
        yield Text(answer.citizen_said)
    if answer.complaint:
        yield Heading("Sådan klager du")
        yield Text(answer.complaint)

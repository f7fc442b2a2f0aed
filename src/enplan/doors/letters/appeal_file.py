"""How does a complaint over a no to one plan become one file for the body that hears it?"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from enplan.doors.letters.complaint_file import CHANNELS
from enplan.doors.letters.letter import Block, Heading, Letter, Points, Text, sender_of
from enplan.journey.appeals.facts import AppealClock
from enplan.journey.decisions.facts import Channel
from enplan.kernel.calendar import danish_day
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import in_words


def appeal_as_letter(
    found: AppealClock, municipality: Mapping[str, object], *, on: date, steps: Sequence[str], say: Callable[[str], str]
) -> Letter:
    """The request, the answer, the complaint and the second look, in that order; `say` puts a key into words."""
    return Letter(
        title=f"Klagesag: {found.request.about_name}",
        to=(found.authority,),
        day=on,
        sender=sender_of(municipality),
        blocks=tuple(_blocks(found, steps, say)),
        signed=False,
        contents=True,
    )


def _blocks(found: AppealClock, steps: Sequence[str], say: Callable[[str], str]) -> Iterable[Block]:
    request = found.request
    born = in_words(request.about_born)
    yield Heading("Sagen kort")
    yield Text(
        f"Kommunen sender en klage fra {request.about_name}, født {born}. Klagen er over et nej til én plan.", lead=True
    )
    yield Heading("Henvendelsen")
    asked = in_words(danish_day(request.asked_at))
    yield Text(f"{request.asked_by} spurgte {asked} {say(f'channel.{request.channel.value}')}:")
    yield Text(request.wish)
    yield from _answer(found, say)
    yield from _complaint(found)
    yield from _second_look(found, steps)


def _answer(found: AppealClock, say: Callable[[str], str]) -> Iterable[Block]:
    answer = found.screening
    regime = lawbook().regimes[answer.regime].label
    yield Heading("Svaret")
    given = in_words(danish_day(answer.at))
    yield Text(f"Svaret er givet {given} af {answer.screened_by} efter ordningen ”{regime}”. Det blev nej.")
    yield Text(answer.reasons)
    yield Heading("Kriterierne", 3)
    yield Points(
        tuple(
            f"{say(f'criterion.{each.criterion.value}')} {'Ja' if each.met else 'Nej'}: {each.reason}"
            for each in answer.answers
        )
    )
    parts = (
        ("Faglig vurdering", answer.judgement),
        ("Det sagde borgeren", answer.citizen_said),
        ("Vejledning om anden hjælp", answer.guidance),
    )
    for headline, text in parts:
        if text:
            yield Heading(headline, 3)
            yield Text(text)
    yield Heading("Klagevejledningen", 3)
    yield Points(tuple(answer.complaint.splitlines()))


def _complaint(found: AppealClock) -> Iterable[Block]:
    appeal = found.appeal
    yield Heading("Klagen")
    whose = "Den er fra" if appeal.channel is Channel.PORTAL else "Den er skrevet ned af"
    came = f"Klagen kom {in_words(appeal.received_day)} {CHANNELS[appeal.channel]}. {whose} {appeal.by}."
    yield Text(f"{came} {'Den kom efter fristen.' if found.late else 'Den kom inden fristen.'}")
    yield Text(appeal.text or "Klagen er uden begrundelse. Det behøver den ikke.")


def _second_look(found: AppealClock, steps: Sequence[str]) -> Iterable[Block]:
    appeal = found.appeal
    yield Heading("Genvurderingen")
    if appeal.answered_at is None:
        yield Text("Kommunen har ikke set på svaret igen endnu.")
    else:
        yield Text(f"{appeal.answered_by} skrev {in_words(danish_day(appeal.answered_at))}:")
        yield Text(appeal.reasons)
    yield Text("Sådan er fristen regnet ud:")
    yield Points(tuple(steps))

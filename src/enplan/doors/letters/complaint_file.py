"""How does a forwarded complaint become one file: contents, decision, complaint, second look, papers and steps?"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from enplan.doors.letters.decision import answered
from enplan.doors.letters.letter import Block, Heading, Letter, Points, Table, Text, sender_of
from enplan.journey.decisions.facts import Channel, Clock, Hearing, Numbered, Outcome, Paper
from enplan.journey.decisions.queries import ComplaintFile
from enplan.kernel.calendar import danish_day
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import in_words, phrasebook

CHANNELS: Mapping[Channel, str] = {
    Channel.PORTAL: "på Min plan",
    Channel.PHONE: "i telefonen",
    Channel.LETTER: "i et brev eller en mail",
    Channel.MEETING: "på et møde",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.UPHELD: "Kommunen fastholder afgørelsen.",
    Outcome.PARTLY: "Kommunen har ændret afgørelsen delvis, og klagen er fastholdt.",
    Outcome.CHANGED: "Kommunen har ændret afgørelsen helt.",
}


def file_as_letter(
    file: ComplaintFile, municipality: Mapping[str, object], *, on: date, say: Callable[[str], str]
) -> Letter:
    """The whole file for the body that hears the complaint; `say` puts an event into words."""
    return Letter(
        title=f"Klagesag: {file.person.name}",
        to=(file.authority,),
        day=on,
        sender=sender_of(municipality),
        blocks=tuple(_blocks(file, on, say)),
        signed=False,
        contents=True,
    )


def _blocks(file: ComplaintFile, on: date, say: Callable[[str], str]) -> Iterable[Block]:
    yield from _shortly(file)
    yield from _complaint(file)
    yield from _decision(file)
    yield from _second_look(file, on)
    yield Heading("Partshøring")
    for hearing in file.hearings:
        yield from _hearing(hearing)
    if not file.hearings:
        yield Text("Der er ikke holdt partshøring om det, der klages over.")
    yield Heading("Oplysninger, der har haft vægt")
    for paper in file.papers:
        yield from _paper(paper)
    if not file.papers:
        yield Text("Der er ingen andre papirer end dem, der står ovenfor.")
    yield Heading("Sagens gang")
    rows = tuple((say(f"event.{each.event}"), in_words(danish_day(each.at)), each.name) for each in file.events)
    yield Table("Det er der sket", ("Hvad", "Dag", "Hvem"), rows) if rows else Text("Intet er noteret.")


def _shortly(file: ComplaintFile) -> Iterable[Block]:
    decision = file.letter.decision
    regime = lawbook().regimes[decision.regime].label
    yield Heading("Sagen kort")
    yield Text(
        f"Kommunen sender en klage fra {file.person.name}, født {in_words(file.person.born)}, til {file.authority}.",
        lead=True,
    )
    over = tuple(f"{each.called}: {each.part.words.headline}" for each, _ in file.answers)
    yield Text(f"Afgørelsen er fra {in_words(danish_day(decision.made_at))}. Der klages over:")
    yield Points(over)
    yield Text(
        "Filen viser kun det, der hører til klagen. Andre dele af borgerens plan og afgørelse er ikke med. "
        f"Afgørelsen er truffet efter ordningen ”{regime}”."
    )


def _complaint(file: ComplaintFile) -> Iterable[Block]:
    complaint = file.complaint
    yield Heading("Klagen")
    came = f"Klagen kom {in_words(complaint.received_day)} {CHANNELS[complaint.channel]}. Den er fra {complaint.whose}."
    late = any(clock.late for _, clock in file.answers)
    yield Text(f"{came} {'Den kom efter fristen.' if late else 'Den kom inden fristen.'}")
    yield Text(complaint.text or "Klagen er uden begrundelse. Det behøver den ikke.")
    for more in dict.fromkeys(each for _, clock in file.answers for each in clock.additions):
        yield Heading(f"Tilføjet {in_words(more.received_day)}", 3)
        yield Text(f"Det kom {CHANNELS[more.channel]}. Det er fra {more.whose}.")
        yield Text(more.text or "Der blev ikke skrevet mere.")


def _decision(file: ComplaintFile) -> Iterable[Block]:
    decision = file.letter.decision
    yield Heading("Afgørelsen")
    maker = f"{decision.made_by}, {decision.title_of_maker}" if decision.title_of_maker else decision.made_by
    yield Text(f"Underskrevet {in_words(danish_day(decision.made_at))} af {maker}.")
    for each, _ in file.answers:
        yield answered(each, level=3)
    guidance = dict.fromkeys(each.part.guidance for each, _ in file.answers if each.part.guidance)
    for words in guidance:
        yield Text(f"{words.headline}:")
        yield Points(words.paragraphs)


def _second_look(file: ComplaintFile, on: date) -> Iterable[Block]:
    yield Heading("Genvurderingen")
    for each, clock in file.answers:
        done = clock.part.reassessment
        assert done is not None  # only what has been looked at again is forwarded
        yield Heading(f"{each.called}: {each.part.words.headline}", 3)
        yield Text(f"{OUTCOMES[done.outcome]} {done.by} skrev det {in_words(danish_day(done.at))}:")
        yield Text(done.reasons)
        yield from _days(clock, on)
    for number, part in enumerate(file.new, 1):
        yield Heading("Det nye svar", 3)
        yield answered(Numbered(number, part), level=3)


def _days(clock: Clock, on: date) -> Iterable[Block]:
    phrases = phrasebook().on(on)
    steps = [phrases.say(step.phrase, step.blanks) for each in clock.days for step in each.steps]
    if steps:
        yield Text("Sådan er fristen regnet ud:")
        yield Points(tuple(steps))


def _hearing(hearing: Hearing) -> Iterable[Block]:
    yield Heading(hearing.title, 3)
    source = f" Oplysningerne kom fra: {hearing.source}." if hearing.source else ""
    whom = f" {hearing.holder_name}, som har forældremyndigheden uden for forløbet," if hearing.holder else ""
    yield Text(f"{hearing.asked_by} spurgte{whom} {in_words(danish_day(hearing.asked_at))}.{source}")
    yield Text(hearing.facts)
    if hearing.answered_at:
        yield Text(f"{hearing.holder_name or hearing.answered_by} svarede {in_words(danish_day(hearing.answered_at))}:")
        yield Text(hearing.answer)
    else:
        yield Text(f"Der kom intet svar til og med {in_words(hearing.answer_by)}.")


def _paper(paper: Paper) -> Iterable[Block]:
    yield Heading(paper.title, 3)
    yield Text(f"{in_words(paper.day)}. Kilde: {paper.source}." if paper.source else f"{in_words(paper.day)}.")
    if paper.text:
        yield Text(paper.text)

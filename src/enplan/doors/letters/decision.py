"""How does a decision become a letter? Its very words, person by person, with the guidance gathered by route."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from enplan.doors.letters.letter import Answer, Block, Heading, Letter, Points, Text, sender_of
from enplan.journey.decisions.facts import AboutPersonRow, DecisionLetter, GuidanceWords, Kind, Numbered, Result
from enplan.journey.decisions.queries import CopyPage
from enplan.journey.decisions.rules.complaints import can_appeal
from enplan.kernel.calendar import danish_day
from enplan.law.phrasebook import Phrases, in_words, listed, phrasebook

WORDS: Mapping[Result, str] = {Result.GRANTED: "Ja.", Result.PARTLY: "Delvis ja.", Result.REFUSED: "Nej."}
REASONS = (
    ("said", "Det har vi hørt"),
    ("reply", "Det siger vi til det"),
    ("facts", "Det har haft betydning"),
    ("rule", "Det siger reglen"),
    ("discretion", "Sådan har vi vurderet det"),
)
OUTSIDE = (
    "Du har forældremyndigheden over {whom}. Du er ikke med i forløbet om én plan. "
    "Derfor får du svaret om {whom} i dette brev. Hvor svaret siger »du«, mener vi dem, der er med i forløbet."
)
ANSWERED_ANEW = "Der er klaget over et svar om {whom}. Vi har set på det igen. Her er vores nye svar."
OTHERS_TOO = "Nr. {numbers} handler også om {whom}. Vi kan ikke vise det her, for det fortæller om andre. Ring til os."
OWN_DAYS = (
    "Du må klage. Ring eller skriv til os. Min plan på nettet er for dem, der er med i forløbet. "
    "Dagen for at klage nedenfor er regnet fra {received}. Får du brevet senere, har du lige så mange dage mere."
)
DRAFT = "Udkast. Brevet er ikke underskrevet og gælder ikke."


def decision_as_letter(seen: DecisionLetter, municipality: Mapping[str, object], *, draft: bool = False) -> Letter:
    """The decision as this reader may see it."""
    decision = seen.decision
    first = seen.people[0]
    title = first.letter.headline if first.letter else "Afgørelse"
    return Letter(
        title=title,
        to=tuple(row.person.name for row in seen.people),
        day=danish_day(decision.made_at),
        sender=sender_of(municipality, decision.made_by, decision.title_of_maker),
        blocks=tuple(_blocks(seen)),
        signed=not draft,
        mark=DRAFT if draft else "",
    )


def copy_as_letter(page: CopyPage, municipality: Mapping[str, object]) -> Letter:
    """What is about a child in it, to somebody who holds custody of the child without being in the case."""
    seen, whom = page.letter, listed(page.children)
    said = [Text(OUTSIDE.format(whom=whom), lead=True)]
    if seen.decision.kind is Kind.AFTER_COMPLAINT:
        said.append(Text(ANSWERED_ANEW.format(whom=whom)))
        seen = replace(seen, people=[replace(row, letter=None) for row in seen.people])
    if page.closed:
        said.append(Text(OTHERS_TOO.format(numbers=listed(in_runs(page.closed)), whom=whom)))
    own = Text(OWN_DAYS.format(received=in_words(seen.decision.received_day)))
    plain = decision_as_letter(page.letter, municipality)
    return replace(plain, to=(page.copy.name,), blocks=(*said, *_blocks(seen, own)))


def _blocks(seen: DecisionLetter, before_guidance: Text | None = None) -> Iterable[Block]:
    several = len(seen.people) > 1
    for row in seen.people:
        yield from _about(row, several=several)
    yield from _closed(seen)
    if before_guidance and seen.guidance:
        yield before_guidance
    for words, about in seen.guidance:
        yield from _guided(words, about, phrasebook().on(danish_day(seen.decision.made_at)))
    for headline, paragraphs in seen.decision.closing:
        yield Heading(headline)
        yield from (Text(paragraph) for paragraph in paragraphs)


def _closed(seen: DecisionLetter) -> Iterable[Block]:
    """What is about the reader and cannot be shown; and why a number may be missing in this copy."""
    phrases, numbers = phrasebook().on(danish_day(seen.decision.made_at)), seen.decision.closed
    if numbers:
        said = {"numbers": listed(in_runs(numbers)), "contact": seen.decision.made_by}
        yield Text(phrases.say("letter.closed.many" if len(numbers) > 1 else "letter.closed.one", said))
    shown = {each.number for each in seen.parts} | set(numbers)
    if shown and shown != set(range(1, len(shown) + 1)):
        yield Text(phrases.say("letter.numbers"))


def _about(row: AboutPersonRow, *, several: bool) -> Iterable[Block]:
    if several:
        yield Heading(row.person.name)
    if row.letter:
        opening = row.letter.opening
        yield from (Text(paragraph, lead=number == 0) for number, paragraph in enumerate(opening))
    for each in row.parts:
        yield answered(each, level=3 if several else 2)


def answered(each: Numbered, *, level: int) -> Answer:
    """One answer in its very words."""
    words = each.part.words
    said = ((headline, getattr(words, name)) for name, headline in REASONS)
    return Answer(
        number=each.number,
        headline=words.headline,
        word=words.word or WORDS[each.part.result],
        outcome=_after_word(words.outcome),
        reasons=tuple((headline, text) for headline, text in said if text),
        law=words.bases,
        level=level,
    )


def _after_word(outcome: str) -> str:
    """The sentence that repeats yes or no is dropped where the word already stands before it."""
    head, _, rest = outcome.partition(". ")
    return rest if head in {"Ja", "Nej", "Delvis ja", "Du skal deltage i dette"} and rest else outcome


def _guided(words: GuidanceWords, about: Sequence[Numbered], phrases: Phrases) -> Iterable[Block]:
    numbers = listed(list(_numbers(about)))
    yield Heading(phrases.say("guide.numbers", {"headline": words.headline, "numbers": numbers}))
    if len(about) > 1 and can_appeal(words.route):
        yield Text(phrases.say("guide.numbers.many"))
    yield Points(words.paragraphs)


def _numbers(about: Sequence[Numbered]) -> Iterable[str]:
    """The numbers of each person's answers, with whose they are where there are several."""
    for name in dict.fromkeys(each.about for each in about):
        runs = in_runs([each.number for each in about if each.about == name])
        yield f"{listed(runs)} om {name}" if name else listed(runs)


def in_runs(numbers: Sequence[int]) -> list[str]:
    """Rising numbers as one says them: `1, 3 til 6`; two that follow each other are said as two."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        said
        for run in runs
        for said in ([f"{run[0]} til {run[-1]}"] if len(run) > 2 else [str(number) for number in run])
    ]

"""How does the one plan become a letter for print? By my goals, with what both sides do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from enplan.doors.letters.letter import Block, Heading, Letter, Points, Table, Text, sender_of
from enplan.journey.decisions.rules.composing import in_order
from enplan.journey.plan.facts import LIVING, Answers, Given, PlanGoal, PlanMeasure, Standing, Version
from enplan.journey.plan.rules.answered import laid_over
from enplan.kernel.calendar import danish_day
from enplan.kernel.ids import PersonId
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import MONTHS, in_words
from enplan.registers.cases.facts import CasePerson

FIRM = "\u00a0"  # a space at which no line breaks: a day stays in one piece
NOT_APPROVED = "Forslag. Planen gælder først, når du har sagt ja til den."
STOPPED = "Den fælles plan er stoppet {day}. Hver afdeling laver nu sin egen plan. Hjælpen går videre."
NO_LETTERS: Answers = {}
HEAD = ("Hvad", "Hvornår", "Hvem hjælper")


def plan_as_letter(
    version: Version,
    people: Sequence[CasePerson],
    municipality: Mapping[str, object],
    *,
    contact: str = "",
    contact_phone: str = "",
    stopped: date | None = None,
    letters: Answers = NO_LETTERS,
) -> Letter:
    """The version of the plan as far as the reader may see it; `stopped` is when the yes to it was taken back.

    `letters` are what later letters say otherwise: it stands at the measure, as on the page of the plan.
    """
    measures, _ = laid_over((*version.measures, *version.ended), (), letters)
    version = replace(version, measures=tuple(each for each in measures if each.merged_into is None))
    shown = [each for each in in_order(people) if _of(version, each.person_id)]
    approved = version.standing is Standing.APPROVED
    day = danish_day(version.approved_at or version.proposed_at)
    return Letter(
        title="Din plan" if len(shown) <= 1 else "Jeres plan",
        to=tuple(each.name for each in shown),
        day=day,
        sender=sender_of(municipality, contact),
        blocks=tuple(_blocks(version, shown, day, _contact(contact, contact_phone), letters)),
        signed=False,
        mark=_mark(approved=approved, stopped=stopped),
    )


def _mark(*, approved: bool, stopped: date | None) -> str:
    if stopped:
        return STOPPED.format(day=in_words(stopped))
    return "" if approved else NOT_APPROVED


def _contact(name: str, phone: str) -> str:
    return f"{name}, telefon {phone}" if name and phone else name


def _of(version: Version, person_id: PersonId) -> bool:
    return person_id in {*(goal.person_id for goal in version.goals), *(each.person_id for each in version.measures)}


def _blocks(
    version: Version, people: Sequence[CasePerson], day: date, contact: str, letters: Answers
) -> Iterable[Block]:
    standing = "Planen er godkendt" if version.standing is Standing.APPROVED else "Planen er foreslået"
    yield Text(f"{standing} {in_words(day)}. Det er udgave {version.number}.", lead=True)
    if contact:
        yield Text(f"Din kontaktperson er {contact}. Ring eller skriv, hvis noget skal laves om.")
    for person in people:
        if len(people) > 1:
            yield Heading(person.name)
        yield from _for_person(version, person.person_id, letters, level=3 if len(people) > 1 else 2)
    yield from _rests_on(version)


def _rests_on(version: Version) -> Iterable[Block]:
    """By which arrangement and by which law of which day it was made: that stands by what is printed (S-54)."""
    day = danish_day(version.proposed_at)
    law = lawbook().on(day)
    yield Heading("Det bygger planen på")
    yield Text(
        f"Planen er lavet efter ordningen »{law.regime(version.regime).label}«. "
        f"Vi har brugt lovene, som de var {in_words(day)}."
    )
    if cited := tuple(dict.fromkeys(law.book.cite(basis) for basis in law.bases_in_force(version.legal_basis))):
        yield Points(cited)


def _for_person(version: Version, person_id: PersonId, letters: Answers, *, level: int) -> Iterable[Block]:
    measures = [each for each in version.measures if each.person_id == person_id and each.column in LIVING]
    goals = [each for each in version.goals if each.person_id == person_id]
    for goal in sorted(goals, key=lambda each: (each.position, str(each.id))):
        yield Heading(_headline(goal), level)
        yield from _measures([each for each in measures if goal.id in each.goals], letters)
    known = {goal.id for goal in goals}
    if rest := [each for each in measures if not known.intersection(each.goals)]:
        yield Heading("Andet i planen", level)
        yield from _measures(rest, letters)


def _headline(goal: PlanGoal) -> str:
    return f"{goal.text} (senest {_short(goal.wanted_by)})" if goal.wanted_by else goal.text


def _measures(measures: Sequence[PlanMeasure], letters: Answers) -> Iterable[Block]:
    if not measures:
        yield Text("Der er endnu ikke aftalt noget, der skal hjælpe med det.")
        return
    refused = {each.id for each in measures if each.id in letters and letters[each.id].given is Given.NONE}
    rows = tuple(
        (_what(each, letters), "" if each.id in refused else _when(each), "" if each.id in refused else _who(each))
        for each in measures
    )
    yield Table("Det hjælper", HEAD, rows)
    measures = [each for each in measures if each.id not in refused]  # nobody owes anything of a no
    if mine := tuple(
        _named(each, _promise(each.citizen_does, each.citizen_by, each)) for each in measures if each.citizen_does
    ):
        yield Text("Det gør du:")
        yield Points(mine)
    if theirs := tuple(
        _named(each, _promise(each.municipality_does, each.municipality_by, each))
        for each in measures
        if each.municipality_does
    ):
        yield Text("Det gør kommunen:")
        yield Points(theirs)


def _what(measure: PlanMeasure, letters: Answers) -> str:
    """What it is, and the letter that says otherwise than the plan, in the words of the page."""
    letter = letters.get(measure.id)
    if letter is None:
        return measure.title
    if letter.given is Given.NONE:
        until = f" Hjælpen gives til og med {_short(letter.ends)}." if letter.ends else ""
        return f"{measure.title}. Kommunen har sagt nej i brev af {_short(letter.day)}.{until}"
    granted = f": {letter.granted}" if letter.granted else ""
    return f"{measure.title}. Som det står i brev af {_short(letter.day)}{granted}."


def _named(measure: PlanMeasure, text: str) -> str:
    """To what somebody comes: the sentence alone does not say, unless it names the measure itself."""
    return text if measure.title.casefold() in text.casefold() else f"{measure.title}: {text}"


def _promise(text: str, by: date | None, measure: PlanMeasure) -> str:
    """What a side does, and from when, where that is another day than the measure's own or the one it once had."""
    once = {measure.starts, *(each.starts for each in measure.promised)}
    if by is None or by in once or (measure.starts and by < measure.starts):
        return text
    return f"{text.removesuffix('.')} (fra {_short(by)})."


def _when(measure: PlanMeasure) -> str:
    if measure.starts and measure.ends:
        return f"{_short(measure.starts)} til {_short(measure.ends)}"
    if measure.starts:
        return f"fra {_short(measure.starts)}"
    return ""


def _who(measure: PlanMeasure) -> str:
    if measure.is_own:
        return "Dig selv"
    return ", ".join(part for part in (measure.responsible.name, measure.responsible.department) if part)


def _short(day: date) -> str:
    return f"{day.day}.{FIRM}{MONTHS[day.month - 1]}{FIRM}{day.year}"

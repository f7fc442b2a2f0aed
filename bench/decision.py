"""How long does it take to compose one decision, and to set it as a PDF? Twelve elements, each time with other words.

`python -m bench.decision` prints milliseconds of computing, the median and the first of several runs. Composing is all
that is done beside the PDF: the parts, every check of the law, the guidance, and the letter. The PDF is new each time,
so that nothing the typesetter remembers from the last one helps; the first also reads the fonts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from time import process_time
from typing import Final
from uuid import UUID

import bench.ready  # noqa: F401 - importing it makes Django ready, which the letters now need
from enplan.doors.letters.decision import decision_as_letter
from enplan.doors.letters.letter import Letter
from enplan.doors.letters.render import as_pdf
from enplan.journey.decisions.facts import Choice, Delivery, Element, Result
from enplan.journey.decisions.facts.signing import Signer
from enplan.journey.decisions.rules import checking, complaints, composing, lettering
from enplan.journey.decisions.rules.reading import as_read
from enplan.kernel.calendar import DENMARK
from enplan.kernel.category import category_of
from enplan.kernel.ids import CaseId, DepartmentId, PersonId, VersionId
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import phrasebook
from enplan.registers.cases.facts import Case, CaseKind, CasePerson, Place
from enplan.registers.organisation.facts import Department

ON: Final = date(2026, 11, 24)
ELEMENTS: Final = 12
REPEATS: Final = 15
MUNICIPALITY: Final = {"name": "Nordby Kommune", "phone": "70 10 20 30", "mail": "enplan@nordby.example"}
METTE: Final = CasePerson(PersonId(UUID(int=1)), "mette", "Mette Holm", date(1983, 4, 12), Place.CITIZEN)
RESULTS: Final = (Result.REFUSED, Result.PARTLY, Result.GRANTED)
WORDS: Final = "Vi har set på, hvordan du har det, og hvad du selv siger om dine dage. "


@dataclass(frozen=True, slots=True)
class DecisionCost:
    """What one decision costs: milliseconds of computing."""

    elements: int
    kilobytes: float
    composing: float
    pdf: float
    first_pdf: float


def the_case() -> Case:
    """Mette's, alone."""
    opened = datetime.combine(ON, time(9), DENMARK)
    return Case(CaseId(UUID(int=2)), CaseKind.CITIZEN, "hop-2018", opened, (METTE,))


def setting() -> composing.Setting:
    """The law and the sentences of the day."""
    law = lawbook().on(ON)
    received = complaints.received_day(ON, Delivery.DIGITAL)
    return composing.Setting({METTE.person_id: METTE}, law.regime("hop-2018"), law, phrasebook().on(ON), received)


def the_elements(count: int) -> list[Element]:
    """So many measures of different kinds, in the order of the law data."""
    book = lawbook()
    kinds = [kind for kind in book.measure_types if kind.granted_by_decision and not kind.consent_of]
    return [
        Element(
            id=UUID(int=100 + number),
            person_id=METTE.person_id,
            category=category_of(kind.id, kind.sector),
            types=(kind.id,),
            title=kind.label,
            starts=ON + timedelta(days=7),
            ends=ON + timedelta(days=180),
        )
        for number, kind in enumerate(kinds[:count])
    ]


def choices(elements: Sequence[Element], run: int) -> dict[UUID, Choice]:
    """An answer with reasons of its own to each; no two runs say the same."""
    return {
        element.id: Choice(
            element.id,
            RESULTS[number % len(RESULTS)],
            facts=f"{WORDS * 3}Samtale {run}, punkt {number}.",
            discretion=f"{WORDS * 3}Vi vejer {element.title} i samtale {run}.",
            granted="To timer om ugen",
            said=f"Jeg har brug for det. Det sagde jeg {run} gange.",
        )
        for number, element in enumerate(elements)
    }


SIGNER: Final = Signer(Department(DepartmentId(UUID(int=4)), "Voksenstøtte", ()), for_all=True)


def composed(count: int, run: int) -> Letter:
    """The whole letter: what is answered, every check, where one complains."""
    around, case, elements = setting(), the_case(), the_elements(count)
    answers = choices(elements, run)
    parts = composing.compose(elements, answers, around)
    mette = frozenset({METTE.person_id})
    checking.checks(
        elements, answers, parts, hearings=(), setting=around, plan_open=mette, assessed=mette, signer=SIGNER
    )
    decision = lettering.as_if_issued(parts, around, case.id, VersionId(UUID(int=3)), "Susanne Brandt")
    return decision_as_letter(as_read(decision, case, [decision], withheld=0), MUNICIPALITY)


def measure(count: int = ELEMENTS, repeats: int = REPEATS) -> DecisionCost:
    """The median of several runs, in processor time; of the PDF the first one too."""
    setting()  # law and sentences are read once, when a process starts
    thinking, printing, size = [], [], 0
    for run in range(repeats):
        begun = process_time()
        letter = composed(count, run)
        written = process_time()
        size = len(as_pdf(letter))
        thinking.append((written - begun) * 1000)
        printing.append((process_time() - written) * 1000)
    return DecisionCost(count, size / 1000, median(thinking), median(printing), printing[0])


def main() -> None:
    """Print the figures."""
    for count in (ELEMENTS, 40):
        cost = measure(count)
        print(
            f"{cost.elements} elements: composed in {cost.composing:.1f} ms, PDF in {cost.pdf:.0f} ms "
            f"(the first in {cost.first_pdf:.0f} ms), {cost.kilobytes:.0f} kB"
        )


if __name__ == "__main__":
    main()

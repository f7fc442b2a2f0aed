"""How is it said what the law demands of a case, and what may be set aside?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from enplan.doors.parts.comparing import LEGEND, STANDINGS
from enplan.journey.holding import DutyHeld, Holding, PlanHeld
from enplan.journey.meetings.facts import Effect
from enplan.law.lawbook import Lawbook
from enplan.law.provision import Certainty, LegalBasis
from enplan.law.regime import Aspect, Point, Weight

ASPECTS: Final = {Aspect.CONTENT: "Indhold", Aspect.PROCESS: "Proces"}
EFFECTS: Final = {
    Effect.SUSPENDS: "Kan fraviges: mødet kan erstattes af et helhedsorienteret møde.",
    Effect.MERGES: "Går ind i den ene plans møder.",
    Effect.STAYS: "Bliver stående og kan ikke fraviges.",
}
WEIGHTS: Final = {
    Weight.TARGET: "Fagligt skøn. Kan fraviges med en begrundelse.",
    Weight.SCOPE: "Lov. Kan ikke fraviges.",
    Weight.MUST: "Pligt, når alle kravene er opfyldt.",
}
OFFERS: Final = {
    "none": "Kommunen kan ikke tilbyde én plan.",
    "may": "Kommunen kan tilbyde én plan.",
    "must": "Kommunen skal tilbyde én plan til dem, der opfylder alle pligtens krav. Andre kan få den tilbudt.",
}
CONSENTS: Final = {
    "none": "",
    "voluntary": "Det er frivilligt for borgeren.",
    "consent": "Det kræver borgerens samtykke.",
    "written-consent": "Det kræver borgerens skriftlige samtykke.",
}
FORMS: Final = {
    "one-decision": "Én samlet afgørelse med én klagevejledning.",
    "one-letter": "En afgørelse for hver indsats, samlet i ét brev. Hver har sin klagevejledning.",
}
NO_TEXT: Final = "Lovsamlingen har ingen tekst, der gælder den dag"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its sections, how sure it is, and what one does with it."""

    text: str
    law: str = ""
    certainty: str = ""
    does: str = ""
    points: tuple["Said", ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A holding, ready for the page."""

    standing: str
    offer: str
    consent: str
    form: str
    criteria: list[Said]
    departs: list[tuple[str, list[Said]]]
    keeps: list[tuple[str, list[Said]]]
    plans: list[Said]
    duties: list[Said]


def as_shown(found: Holding, book: Lawbook) -> Shown:
    """Every part in words."""
    regime = found.regime
    tests = [
        Said(each.da, _cited([LegalBasis(each.law, each.section)] if each.law else [], book) or regime.source_da,
             _sure(each.certainty), WEIGHTS[each.weight])
        for each in regime.criteria
    ]  # fmt: skip
    return Shown(
        standing=STANDINGS[found.standing],
        offer=OFFERS[regime.offer],
        consent=CONSENTS[regime.consent],
        form=FORMS[found.form],
        criteria=tests,
        departs=[(label, _points(found.departs[aspect], book, regime.source_da)) for aspect, label in ASPECTS.items()],
        keeps=[(label, _points(found.keeps[aspect], book, regime.source_da)) for aspect, label in ASPECTS.items()],
        plans=[_plan(each, book) for each in found.plans],
        duties=[_duty(each, book) for each in found.duties],
    )


def _plan(each: PlanHeld, book: Lawbook) -> Said:
    does = each.why_beside or "Én plan kan træde i stedet."
    demands = [Said(f"Loven kræver: {content.da}") for content in each.kind.content]
    aside = [Said(f"Kan fraviges: {point.da}", _law(point, book), _sure(point.certainty)) for point in each.aside]
    kept = [Said(f"Bliver stående: {point.da}", _law(point, book), _sure(point.certainty)) for point in each.kept]
    label = f"{each.kind.label} for {each.person}"
    law = _cited(each.basis, book) or NO_TEXT
    return Said(label, law, _sure(each.kind.certainty), does, (*demands, *aside, *kept))


def _duty(each: DutyHeld, book: Lawbook) -> Said:
    text = f"{each.rule.label} for {each.person}"
    return Said(text, _cited(each.basis, book), _sure(each.certainty), EFFECTS[each.effect])


def _points(points: Iterable[Point], book: Lawbook, otherwise: str) -> list[Said]:
    return [Said(each.da, _law(each, book) or otherwise, _sure(each.certainty)) for each in points]


def _law(point: Point, book: Lawbook) -> str:
    return _cited(point.legal_basis, book)


def _cited(bases: Iterable[LegalBasis], book: Lawbook) -> str:
    return "; ".join(book.cite(basis) for basis in bases)


def _sure(certainty: Certainty) -> str:
    return LEGEND.get(certainty, "")

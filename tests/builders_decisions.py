"""Which facts of decisions does a test start from? It names only what it is about."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from enplan.journey.decisions.facts import Choice, Delivery, Element, Hearing, Kind, Result
from enplan.journey.decisions.facts.signing import Signer
from enplan.journey.decisions.rules import complaints
from enplan.journey.decisions.rules.composing import Setting
from enplan.kernel.category import Category
from enplan.kernel.ids import DepartmentId, HearingId, PersonId
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import phrasebook
from enplan.registers.cases.facts import CasePerson, Place
from enplan.registers.organisation.facts import Department

SPACE = UUID("00000000-0000-0000-0000-000000000001")
DAY = date(2026, 11, 24)  # a Tuesday
METTE = PersonId(uuid5(SPACE, "mette"))
FREJA = PersonId(uuid5(SPACE, "freja"))
PEOPLE = {
    METTE: CasePerson(METTE, "mette", "Mette Holm", date(1983, 4, 12), Place.CITIZEN),
    FREJA: CasePerson(FREJA, "freja", "Freja Holm", date(2012, 6, 1), Place.CHILD),
}


def named(name: str) -> UUID:
    """The same id for the same name."""
    return uuid5(SPACE, name)


def an_element(measure_type: str = "mentorstoette", *also: str, **what: object) -> Element:
    """A measure of Mette's that takes a decision."""
    element = Element(
        id=named(str(what.get("title", measure_type))),
        person_id=METTE,
        category=Category.WORK,
        types=(measure_type, *also),
        title=lawbook().measure_types[measure_type].label,
        starts=date(2026, 12, 1),
        ends=date(2027, 5, 31),
        persons=(METTE,),
        categories=(Category.WORK,),
    )
    return replace(element, **what)  # type: ignore[arg-type]  # a test names fields of its own


def a_choice(element: Element, result: Result = Result.GRANTED, **what: object) -> Choice:
    """A complete answer."""
    reasons = {"facts": "Du sover dårligt.", "discretion": f"Vi vejer {element.title}."}
    full = {} if result is Result.GRANTED else reasons
    granted = {"granted": "To timer om ugen"} if result is Result.PARTLY else {}
    return Choice(element.id, result, **{**full, **granted, **what})  # type: ignore[arg-type]  # as above


def a_department(name: str, *decides: Category) -> Department:
    """One of the municipality's, that decides on these."""
    return Department(DepartmentId(named(name)), name, decides, decides=decides)


FOR_ALL = Signer(a_department("Voksenstøtte", Category.SOCIAL), for_all=True)


def a_setting(
    *, regime: str = "hop-2018", on: date = DAY, delivery: Delivery = Delivery.DIGITAL, kind: Kind = Kind.ON_PLAN
) -> Setting:
    """The law and the sentences of the day."""
    law = lawbook().on(on)
    received = complaints.received_day(on, delivery)
    return Setting(PEOPLE, law.regime(regime), law, phrasebook().on(on), received, delivery, kind)


def a_hearing(element: Element, **what: object) -> Hearing:
    """Mette has been shown facts that weigh against her."""
    hearing = Hearing(
        id=HearingId(named(f"hearing {element.id}")),
        person_id=element.person_id,
        category=element.category,
        element_id=element.id,
        title=element.title,
        facts="Mentoren skriver, at du ikke kom til seks aftaler.",
        source="Mentoren, den 2. november",
        asked_at=datetime(2026, 11, 24, 9, tzinfo=UTC),
        asked_by="Susanne Brandt",
        answer_by=date(2026, 12, 8),
    )
    return replace(hearing, **what)  # type: ignore[arg-type]  # as above

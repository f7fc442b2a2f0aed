"""Does the printed plan say the same days as the page?"""

from datetime import date
from decimal import Decimal

from enplan.doors.letters.letter import Heading, Points, Table, Text
from enplan.doors.letters.plan import plan_as_letter
from enplan.journey.plan.facts import Answered, Column, Given
from enplan.kernel.calendar import danish_day
from enplan.law.lawbook import lawbook
from enplan.law.phrasebook import in_words
from enplan.law.provision import LegalBasis
from enplan.registers.cases.facts import CasePerson, Place
from tests.builders_plan import METTE, a_measure, a_promise, a_version

PEOPLE = [CasePerson(METTE, "mette", "Mette Holm Andersen", date(1983, 4, 12), Place.CITIZEN)]
STARTS, ONCE, LATER = date(2027, 1, 30), date(2026, 11, 30), date(2027, 2, 6)


def points(citizen_by: date, municipality_by: date) -> list[str]:
    """What both sides do, as it is printed."""
    measure = a_measure(
        starts=STARTS,
        promised=(a_promise(starts=ONCE),),
        citizen_by=citizen_by,
        municipality_by=municipality_by,
    )
    letter = plan_as_letter(a_version(measures=(measure,)), PEOPLE, {"name": "Nordby Kommune", "phone": "", "mail": ""})
    return [item for block in letter.blocks if isinstance(block, Points) for item in block.items]


def test_the_start_of_the_measure_is_said_once_and_a_start_that_was_moved_not_at_all() -> None:
    assert points(STARTS, ONCE) == ["Mentor: Jeg kommer onsdag kl. 10.", "Bo Lindgren står for: Mentor."]


def test_a_day_of_its_own_is_from_when_and_never_at_the_latest() -> None:
    assert points(STARTS, LATER)[1] == "Bo Lindgren står for: Mentor (fra 6.\u00a0februar\u00a02027)."


def test_it_says_how_to_reach_the_contact_person_and_that_a_stopped_plan_is_stopped() -> None:
    municipality = {"name": "Nordby Kommune", "phone": "", "mail": ""}
    version = a_version(measures=(a_measure(),))
    letter = plan_as_letter(
        version, PEOPLE, municipality, contact="Susanne Brandt", contact_phone="70 10 20 51", stopped=STARTS
    )
    said = [block.text for block in letter.blocks if isinstance(block, Text)]

    assert (
        "Din kontaktperson er Susanne Brandt, telefon 70 10 20 51. Ring eller skriv, hvis noget skal laves om." in said
    )
    assert letter.mark.startswith("Den fælles plan er stoppet lørdag den 30. januar 2027.")


NORDBY = {"name": "Nordby Kommune", "phone": "", "mail": ""}
LETTER = date(2026, 11, 23)
PROPOSED = danish_day(a_version().proposed_at)


def printed(answer: Answered | None, column: Column = Column.DOING) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows of the plan with one measure, and what both sides do, when a letter has answered so."""
    measure = a_measure(column=column)
    ended = column is Column.STOPPED
    version = a_version(measures=() if ended else (measure,), ended=(measure,) if ended else ())
    letter = plan_as_letter(version, PEOPLE, NORDBY, letters={measure.id: answer} if answer else {})
    rows = [row for block in letter.blocks if isinstance(block, Table) for row in block.rows]
    return rows, [item for block in letter.blocks if isinstance(block, Points) for item in block.items]


def said(rows: list[tuple[str, ...]]) -> list[list[str]]:
    return [[cell.replace("\u00a0", " ") for cell in row] for row in rows]


def test_a_no_to_help_that_runs_stands_at_the_measure_and_nobody_owes_anything_of_it() -> None:
    rows, both = printed(Answered(Given.NONE, LETTER))
    until, _ = printed(Answered(Given.NONE, LETTER, ends=date(2026, 12, 31)))

    assert said(rows) == [["Mentor. Kommunen har sagt nej i brev af 23. november 2026.", "", ""]]
    assert both == []
    assert said(until)[0][0].endswith("23. november 2026. Hjælpen gives til og med 31. december 2026.")


def test_what_a_complaint_gave_is_printed_with_the_days_and_the_letter_that_gave_it() -> None:
    rows, both = printed(Answered(Given.ALL, LETTER, "To timer", starts=STARTS, open_ended=True, hours=Decimal(2)))

    assert said(rows)[0][:2] == ["Mentor. Som det står i brev af 23. november 2026: To timer.", "fra 30. januar 2027"]
    assert len(both) == 2


def test_help_that_stopped_with_the_plan_and_was_given_back_is_in_it_again() -> None:
    assert printed(None, Column.STOPPED)[0] == []
    rows, _ = printed(Answered(Given.ALL, LETTER), Column.STOPPED)
    assert said(rows)[0][0] == "Mentor. Som det står i brev af 23. november 2026."


def test_without_a_letter_the_measure_is_as_it_was_agreed() -> None:
    assert said(printed(None)[0]) == [["Mentor", "6. oktober 2026 til 5. april 2027", "Bo Lindgren, Jobcenter Nordby"]]


def test_it_says_by_which_arrangement_and_which_law_of_which_day_it_was_made() -> None:
    """S-54. A section of an act that has ended by then is not printed as if it were law."""
    bases = (LegalBasis("lab", "§ 37"), LegalBasis("lab-2016", "§ 27"))
    assert [basis.law for basis in lawbook().on(PROPOSED).bases_in_force(bases)] == ["lab"]

    letter = plan_as_letter(a_version(measures=(a_measure(),), legal_basis=bases), PEOPLE, NORDBY)
    last = letter.blocks[-3:]

    assert last[0] == Heading("Det bygger planen på")
    assert isinstance(last[1], Text)
    assert "ordningen »Helhedsorienteret plan«" in last[1].text
    assert in_words(PROPOSED) in last[1].text
    assert last[2] == Points((lawbook().cite(bases[0]),))

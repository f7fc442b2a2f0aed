"""Does the printed plan say the same days as the page?"""

from datetime import date

from enplan.doors.letters.letter import Points, Text
from enplan.doors.letters.plan import plan_as_letter
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

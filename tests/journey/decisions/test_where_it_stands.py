"""Does what each is told first count what stands below, or say where the rest stands?"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from enplan.journey.decisions.facts import Decision, Result
from enplan.journey.decisions.rules import composing, lettering
from enplan.journey.decisions.rules.reading import as_read
from enplan.journey.decisions.rules.setting import Earlier
from enplan.kernel.ids import CaseId, PersonId, VersionId
from enplan.registers.cases.facts import Case, CaseKind, CasePerson, Place
from tests.builders_decisions import FREJA, METTE, PEOPLE, a_choice, a_setting, an_element, named

VIGGO = PersonId(named("viggo"))
ALL = {**PEOPLE, VIGGO: CasePerson(VIGGO, "viggo", "Viggo Holm", date(2018, 6, 1), Place.CHILD)}
CASE = Case(CaseId(uuid4()), CaseKind.FAMILY, "hop-2018", datetime(2026, 1, 5, tzinfo=UTC), tuple(ALL.values()))


def issued() -> Decision:
    """One for Mette, one for both children, and one for Viggo alone."""
    setting = replace(a_setting(), people=ALL)
    both = an_element("familiebehandling", persons=(METTE, FREJA, VIGGO))
    alone = an_element("kontaktperson-barn-familie", persons=(VIGGO,), person_id=VIGGO)
    elements = composing.about_children([an_element("mentorstoette"), both, alone], ALL, setting.law)
    chosen = {each.id: a_choice(each, Result.GRANTED) for each in elements}
    parts = composing.compose(elements, chosen, setting)
    return lettering.as_if_issued(parts, setting, CASE.id, VersionId(uuid4()), "Susanne Brandt")


def test_what_stands_under_a_sibling_is_named() -> None:
    decision = issued()
    rows = {row.person.person_id: row for row in as_read(decision, CASE, [decision], withheld=0).people}
    viggo = rows[VIGGO].letter
    assert viggo is not None

    assert [each.number for each in rows[FREJA].parts] == [2]
    assert [each.number for each in rows[VIGGO].parts] == [3]
    assert viggo.opening[1] == "Svaret er ja til alle 2."
    assert viggo.opening[-1] == "Nr. 2 handler også om Viggo Holm. Det står under Freja Holm."


@pytest.mark.parametrize("person", [METTE, FREJA, VIGGO])
def test_the_count_is_of_what_stands_below_and_what_is_named(person: PersonId) -> None:
    decision = issued()
    people = as_read(decision, CASE, [decision], withheld=0).people
    (row,) = [each for each in people if each.person.person_id == person]
    assert row.letter is not None
    told = " ".join(row.letter.opening)
    counted = re.search(r"samler (\d+) afgørelser", told)

    named_too = "handler også om" in told
    assert len(row.parts) + named_too == (int(counted[1]) if counted else 1)


def test_an_answer_given_anew_says_which_letter_it_replaces() -> None:
    element, other = an_element("mentorstoette"), an_element("socialpaedagogisk-stoette")
    earlier = {(element.id, "mentorstoette"): Earlier(3, date(2026, 11, 11))}
    chosen = {each.id: a_choice(each, Result.GRANTED) for each in (element, other)}
    anew, first = composing.compose([element, other], chosen, replace(a_setting(), earlier=earlier))

    assert anew.words.outcome.endswith("Svaret erstatter nr. 3 i vores brev fra onsdag den 11. november 2026.")
    assert "erstatter" not in first.words.outcome

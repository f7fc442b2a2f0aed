"""Is the file of a case one whole: contents, index, sources, and the data inside, readable by people and machines?"""

import io
import json
import re
from datetime import date
from fractions import Fraction
from typing import Any

import pikepdf
import pytest

from enplan.doors.letters.evidence import CaseShown, as_read
from enplan.doors.letters.evidence_file import DATA, file_of_evidence
from enplan.doors.letters.lix import MOST, lix
from enplan.doors.letters.render import FONTS, as_pdf
from enplan.doors.parts.reasons import sentence
from enplan.journey.evidence.facts import Coming, Evidence, Kind, Settled, Tried
from enplan.journey.evidence.queries import EvidencePage
from enplan.journey.evidence.rules.lighting import CaseLight
from enplan.journey.evidence.rules.points import expert
from enplan.registers.cases.facts import CasePerson, Place
from tests.builders_evidence import LAW, METTE, a_mark, a_piece, lit
from tests.clock import TODAY
from tests.doors.letters.test_letters import structure

LONG = "Mette Sofie Amalie Østergaard-Kjærsgaard von der Løvenskiold-Sørensen"
MUNICIPALITY = {"name": "Nordby Kommune", "phone": "70 10 20 30", "mail": "enplan@nordby.example"}
TRIED = Tried(
    "Et job med planter", date(2025, 1, 6), date(2025, 6, 1), "Det gik godt", "Ryggen holdt ikke", is_over=True
)
needs_fonts = pytest.mark.skipif(not list(FONTS.glob("*.ttf")), reason="the fonts are fetched at set-up")


def a_page(light: CaseLight) -> EvidencePage:
    person = CasePerson(METTE, "mette", LONG, date(1983, 4, 12), Place.CITIZEN)
    findings = LAW.book.pension_findings.in_force(TODAY)
    return EvidencePage(person, (person,), light, (), (), (), findings, {}, TODAY)


PRACTICE = Evidence(
    Kind.MEASURE, "p", "Praktik på gartneri", "Jobcentret", date(2025, 6, 1), frozenset({"tried-practice"}), tried=TRIED
)
DOCTOR = a_piece(
    expert("fysisk-helbred"), kind=Kind.STATEMENT, day=date(2025, 1, 5), text="Ryg", valid_until=date(2025, 7, 5)
)
WAITING = Coming(frozenset({expert("psykisk-helbred")}), "LÆ 145", "Jobcentret", date(2026, 11, 22), is_ordered=True)
LIGHT = lit(
    PRACTICE,
    DOCTOR,
    coming=(WAITING,),
    marks=(
        a_mark("overgangstidspunkt", Settled.TO_GET),
        a_mark("laegeattest-rehab", Settled.NOT_NEEDED, words="Sagen ved det i forvejen"),
    ),
)


def shown() -> CaseShown:
    return as_read(a_page(LIGHT), sentence)


def data_in(pdf: pikepdf.Pdf) -> Any:
    return json.loads(pdf.attachments[DATA].get_file().read_bytes())


def opened() -> pikepdf.Pdf:
    written = file_of_evidence(a_page(LIGHT), shown(), MUNICIPALITY, reader="Susanne Brandt")
    return pikepdf.open(io.BytesIO(as_pdf(written)))


@needs_fonts
def test_it_is_of_the_kind_of_pdf_that_may_carry_a_file() -> None:
    """S-70: only part 3 of PDF/A lets a file be attached."""
    pdf = opened()

    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["pdfuaid:part"] == "1"
    assert pdf.Root.AF[0].AFRelationship == "/Data"
    assert str(pdf.Root.Lang) == "da"


@needs_fonts
def test_it_has_contents_headings_and_tables() -> None:
    found = structure(opened())

    assert {"/TOC", "/TOCI", "/H1", "/H2", "/H3", "/Table", "/TH"} <= set(found)


@needs_fonts
def test_the_data_inside_say_the_same_as_the_pages() -> None:
    data = data_in(opened())

    assert (data["percent"], data["have"], data["needed"]) == (shown().percent, shown().have, shown().needed)
    assert len(data["documents"]) == 19
    assert {each["number"] for each in data["evidence"]} == {each.number for each in shown().index}
    named = {number for each in data["documents"] for number in each["evidence"]}
    assert named == {each["number"] for each in data["evidence"]}


def test_every_document_of_the_law_is_named_once() -> None:
    read = shown()

    assert len(read.lacking) + len(read.there) + len(read.unnecessary) == 19


def test_it_says_how_old_and_from_whom_and_what_is_too_old() -> None:
    line = next(each for each in shown().index if each.text == "Ryg")

    assert (line.source, line.age, line.is_old) == ("Nogen", "1 år gammel", True)


def test_a_measure_tells_aim_length_result_and_why_it_did_not_lead_to_work() -> None:
    line = next(each for each in shown().index if each.details)

    assert dict(line.details) == {
        "Formål": "Et job med planter",
        "Hvor længe": "Fra 6. januar 2025 til 1. juni 2025.",
        "Hvordan gik det?": "Det gik godt",
        "Hvorfor førte det ikke til arbejde?": "Ryggen holdt ikke",
    }


def test_what_is_missing_says_who_gets_it_and_what_is_overdue() -> None:
    read = {each.id: each for each in shown().documents}

    assert read["overgangstidspunkt"].getting == "Henrik Dam skaffer det senest 23. november 2026."
    assert read["foreliggende-helbredsdokumenter"].coming == (
        "LÆ 145 til Jobcentret er bestilt og skulle være kommet 22. november 2026. Jobcentret rykker for svaret.",
    )
    assert read["laegeattest-rehab"].why_not == "Sagen ved det i forvejen. Det har Susanne Brandt skrevet."


def test_practice_is_told_with_source_and_certainty() -> None:
    assert len(shown().findings) == 5
    assert {each.certainty for each in shown().findings} == {
        "Det har vi selv læst der.",
        "Det har vi fra andre, der har læst det.",
    }
    assert all(each.source for each in shown().findings)


def test_what_the_law_asks_for_is_said_plainly() -> None:
    told = " ".join(f"{each.check} {each.name}." for each in shown().documents)

    assert (lix(told) or MOST + 1) <= MOST


def test_the_figure_can_be_counted_by_hand() -> None:
    """S-69: each document says what it counts, and the whole says how they were laid together."""
    read, needed = shown(), LIGHT.needed
    said = [each.share for each in read.documents if each.share]
    parts = [re.fullmatch(r"(\S+) af (\d+) punkter, det er (\S+) procent", each) for each in said]
    assert len(said) == len(needed)
    shares = [Fraction(one[1].replace(",", ".")) / int(one[2]) for one in parts if one]

    assert int(100 * sum(shares) / len(shares)) == read.percent
    assert f"rundet ned til {read.percent} procent" in read.counted
    assert f"delt med {len(needed)} dele" in read.counted


def test_documents_that_want_different_plans_say_which() -> None:
    labels = {each.id: [point.label for point in each.points if point.key == "plan"] for each in shown().documents}

    assert labels["rehabiliteringsplan"] == ["Gældende plan: Samlet beskrivelse af forudsætninger for at arbejde"]
    assert labels["funktion-i-hverdagen"] == ["Gældende plan: Handleplan for voksne"]
    assert labels["relevante-indsatser-udtoemt"] == ["Gældende plan: Min Plan eller Rehabiliteringsplanens indsatsdel"]

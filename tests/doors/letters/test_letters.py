"""Is a letter tagged, titled, in Danish and with its fonts inside, so that it can be read aloud, printed and kept?"""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.template.loader import render_to_string

from enplan.doors.letters.decision import in_runs
from enplan.doors.letters.letter import Answer, Block, Heading, Letter, Points, Sender, Table, Text
from enplan.doors.letters.lix import level, lix
from enplan.doors.letters.render import FONTS, as_pdf

LONG_NAME = "Mette Sofie Amalie Østergaard-Kjærsgaard von der Løvenskiold-Sørensen"

pytestmark = pytest.mark.skipif(not list(FONTS.glob("*.ttf")), reason="the fonts are fetched at set-up")


def a_letter(*blocks: Block, title: str = "Afgørelser om din plan") -> Letter:
    sender = Sender("Nordby Kommune", "Susanne Brandt", "socialrådgiver", "70 10 20 30", "enplan@nordby.example")
    return Letter(title, (LONG_NAME,), date(2026, 11, 24), sender, blocks)


WHOLE = a_letter(
    Text("Du har godkendt din plan.", lead=True),
    Answer(1, "Mentorstøtte", "Ja.", "Hjælpen begynder snart.", (("Det siger reglen", "En regel æøå."),), ("§ 85",), 2),
    Heading("Dine uger"),
    Table("Det hjælper", ("Hvad", "Hvornår"), (("Mentor", "mandag"), ("Støtte", ""))),
    Points(("Jeg går en tur.", "Kommunen ringer.")),
)


SMALL = 9.5  # points: the size of what the law says


def sizes(page: pikepdf.Page) -> list[float]:
    """Of each line of a page, in what size it is set."""
    size, found = 0.0, []
    for each in pikepdf.parse_content_stream(page):
        if str(each.operator) == "Tf":
            _, of_font = each.operands
            size = float(of_font)
        elif str(each.operator) in {"Tj", "TJ"}:
            found.append(size)
    return found


def opened(letter: Letter) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(as_pdf(letter)))


def tags(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        if "/K" in node:
            yield from tags(node.K)


def structure(pdf: pikepdf.Pdf) -> list[str]:
    return [str(each.S) for each in tags(pdf.Root.StructTreeRoot.K)]


def test_it_says_that_it_is_tagged_and_follows_both_standards() -> None:
    pdf = opened(WHOLE)

    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
    assert pdf.Root.MarkInfo.Marked


def test_it_is_in_danish_and_shows_its_title_in_the_window() -> None:
    pdf = opened(WHOLE)

    assert str(pdf.Root.Lang) == "da"
    assert str(pdf.docinfo.Title) == "Afgørelser om din plan"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_come_in_order_and_the_table_has_a_head_and_a_caption() -> None:
    found = structure(opened(WHOLE))

    assert [tag for tag in found if tag in {"/H1", "/H2", "/H3"}] == ["/H1", "/H2", "/H2"]
    assert found.count("/TH") == 2
    assert {"/Table", "/Caption", "/L", "/LI"} <= set(found)


def test_all_fonts_are_inside() -> None:
    pdf = opened(WHOLE)
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]

    assert fonts
    for font in fonts:
        descendant = font.DescendantFonts[0]
        assert "IBMPlexSans" in str(font.BaseFont)
        assert {"/FontFile2", "/FontFile3"} & set(descendant.FontDescriptor.keys())


def as_html(letter: Letter) -> str:
    """The part of a page that every page with a letter takes in."""
    return render_to_string("letters/letter.html", {"letter": letter})


def test_what_people_write_is_never_read_as_typesetting() -> None:
    """Letters take data, so that no text of a citizen can change a letter (T48)."""
    letter = a_letter(Text('#set page(width: 1pt) $x^2$ *fed* #panic("nej") ]] </p><script>'))

    assert len(opened(letter).pages) == 1
    assert "<script>" not in as_html(letter)


def test_forty_elements_and_very_long_texts_make_pages_and_no_mistake() -> None:
    many = [
        Answer(
            number, f"Indsats {number} med Ærø, Åse og Øst", "Nej.", "x " * 100, (("Fakta", "ord " * 120),), ("§ 1",), 2
        )
        for number in range(1, 41)
    ]

    pdf = opened(a_letter(*many))

    assert 10 < len(pdf.pages) < 60
    assert structure(pdf).count("/H2") == 40


@pytest.mark.parametrize("words", [60, 330], ids=["a short reason", "a long reason"])
def test_the_law_never_stands_alone_at_the_top_of_a_page(words: int) -> None:
    """However far down the page the answer begins; and a long reason begins where it is, not on a page of its own."""
    why = (("Sådan har vi vurderet det", "Vi ser på det. " * words),)
    answer = Answer(7, "Praktik", "Nej.", "Vi giver ikke denne hjælp.", why, ("lab § 57",), 2)
    broken = 0
    for number in range(12, 40, 2 if words == 60 else 7):
        pages = opened(a_letter(*(Text(f"Linje {each}") for each in range(number)), answer)).pages
        first = [sizes(page)[0] for page in pages[1:]]
        broken += bool(first)
        assert SMALL not in first, number
        assert words == 60 or len(sizes(pages[0])) > 30
    assert broken


def test_the_same_letter_is_the_same_file() -> None:
    assert as_pdf(WHOLE) == as_pdf(WHOLE)


def test_the_page_says_the_same_in_the_same_order() -> None:
    html = as_html(WHOLE)

    words = [
        "Afgørelser om din plan",
        "Du har godkendt",
        "Nr. 1: Mentorstøtte",
        "Det siger reglen",
        "Dine uger",
        "mandag",
    ]
    assert [html.index(word) for word in words] == sorted(html.index(word) for word in words)
    assert '<th scope="row"' in html


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        pytest.param("", None, id="no words"),
        pytest.param("Du får hjælp. Vi ringer til dig.", 4, id="short words, short sentences"),
        pytest.param("Kommunalbestyrelsen bevilger socialpædagogisk støtte.", 79, id="the language of letters"),
        pytest.param("Vi ses den 1. december kl. 9.", 25, id="a day is no end of a sentence"),
    ],
)
def test_how_hard_a_text_is_to_read(text: str, figure: int | None) -> None:
    assert lix(text) == figure


def test_the_figure_is_said_in_words() -> None:
    assert [level(figure) for figure in (20, 30, 40, 50, 60)] == ["meget let", "let", "middel", "svær", "meget svær"]


def test_the_sentences_of_letters_are_easy_to_read() -> None:
    from enplan.law.phrasebook import phrasebook  # noqa: PLC0415 - only this test reads the phrases

    phrases = [phrase for phrase in phrasebook().phrases if not phrase.id.startswith(("step.", "count."))]
    text = " ".join(phrase.da.replace("{", "").replace("}", "") for phrase in phrases if phrase.da.endswith("."))

    figure = lix(text)

    assert figure is not None
    assert figure <= 40


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        pytest.param([2], ["2"], id="one"),
        pytest.param([1, 2], ["1", "2"], id="two are said as two"),
        pytest.param([1, 3, 4, 5, 9], ["1", "3 til 5", "9"], id="three in a row are a run"),
    ],
)
def test_numbers_are_said_in_runs(numbers: list[int], said: list[str]) -> None:
    assert in_runs(numbers) == said


def test_a_file_with_contents_lists_its_chapters_for_those_who_hear_it() -> None:
    chapters = a_letter(Heading("Klagen"), Text("Nej."), Heading("Afgørelsen"), Text("Nej."))

    found = structure(opened(replace(chapters, contents=True)))

    assert "/TOC" in found
    assert found.count("/TOCI") == 2
    assert [tag for tag in found if tag in {"/H1", "/H2", "/H3"}] == ["/H1", "/H2", "/H2", "/H2"]
    assert "/TOC" not in structure(opened(chapters))


def test_no_picture_is_without_words() -> None:
    pdf = opened(WHOLE)
    pictures = [each for each in tags(pdf.Root.StructTreeRoot.K) if str(each.S) == "/Figure"]

    assert [each for each in pictures if "/Alt" not in each] == []

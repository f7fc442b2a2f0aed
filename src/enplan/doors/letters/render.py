"""How does a letter become an accessible PDF (PDF/A-2a and PDF/UA-1; PDF/A-3a when it carries its data)?"""

import json
from pathlib import Path
from typing import Final

import typst
from django.http import HttpResponse

from enplan.doors.letters.letter import Letter

HERE: Final = Path(__file__).parent
SOURCE: Final = HERE / "typst" / "letter.typ"
FONTS: Final = HERE / "fonts"  # put there at set-up


def letter_to_print(letter: Letter, name: str) -> HttpResponse:
    """The letter as a file that opens in the browser."""
    headers = {"Content-Disposition": f'inline; filename="{name}-{letter.day.isoformat()}.pdf"'}
    return HttpResponse(as_pdf(letter), content_type="application/pdf", headers=headers)


def as_pdf(letter: Letter) -> bytes:
    """The letter as a tagged PDF. Its content is handed over as data and is never read as typesetting."""
    written: bytes = typst.compile(
        SOURCE,
        root=SOURCE.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"letter": json.dumps(letter.as_data(), ensure_ascii=False)},
        pdf_standards=["a-3a" if letter.attached else "a-2a", "ua-1"],  # only part 3 lets files of ours be attached
    )
    return written

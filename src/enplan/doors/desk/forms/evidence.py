"""What can be typed about what a case still needs?"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from enplan.doors.letters.evidence import DocumentShown
from enplan.doors.parts.dates import day_field
from enplan.journey.dossier.facts import Document
from enplan.kernel.ids import DocumentId

MOST = 2000


class ArrangeForm(forms.Form):
    """Who gets it, by when."""

    who = forms.CharField(
        label="Hvem skaffer det?", max_length=200, error_messages={"required": "Skriv, hvem der skaffer det."}
    )
    by_day = day_field("Senest hvornår?", missing="Skriv, hvornår det senest skal være her.")
    words = forms.CharField(label="Bemærkning", max_length=MOST, required=False)


class SetAsideForm(forms.Form):
    """Why it is not needed."""

    reason = forms.CharField(
        label="Hvorfor er det ikke nødvendigt i denne sag?",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvorfor det ikke er nødvendigt."},
    )


class FileForm(forms.Form):
    """Which paper of the case it is, and what the paper shows."""

    paper = forms.ChoiceField(label="Hvilket dokument i sagen?", error_messages={"required": "Vælg et dokument."})
    points = forms.MultipleChoiceField(
        label="Hvad viser dokumentet?", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, document: DocumentShown, papers: Sequence[Document], *args: Any, **kwargs: Any) -> None:
        """The papers and points that the viewer sees."""
        super().__init__(*args, **kwargs)
        papers_shown = [(str(each.id), f"{each.title} ({each.source}, {each.day:%d-%m-%Y})") for each in papers]
        self.fields["paper"].choices = [("", "Vælg"), *papers_shown]  # type: ignore[attr-defined]  # a choice field
        self.fields["points"].choices = [(each.key, each.label) for each in document.points]  # type: ignore[attr-defined]  # a choice field

    def filing(self) -> dict[str, Any]:
        """What the command wants, besides the sight and the moment."""
        return {"paper_id": DocumentId(UUID(self.cleaned_data["paper"])), "points": self.cleaned_data["points"]}

"""What does the citizen answer when asked for a consent, and what may one who stands by them see?"""

from collections.abc import Collection
from datetime import date

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.words import CATEGORY_WORDS
from enplan.kernel.category import Category


class Answer(forms.Form):
    """A yes, for as long as asked or for shorter; or a no, with or without a reason."""

    last_day = day_field(
        "Sidste dag", missing="", required=False, help_text="Lad feltet stå tomt, hvis du siger ja til hele perioden."
    )
    reason = forms.CharField(
        label="Hvorfor siger du nej?", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ShowToOne(forms.Form):
    """Which kinds of information one person may see."""

    categories = forms.MultipleChoiceField(
        label="Hvad må personen se?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vælg mindst én slags oplysninger, eller gå tilbage."},
    )
    purpose = forms.CharField(
        label="Hvad skal det bruges til?",
        initial="Så personen kan støtte mig",
        max_length=500,
        error_messages={"required": "Skriv, hvad det skal bruges til."},
    )
    last_day = day_field(
        "Sidste dag", missing="", required=False, help_text="Lad feltet stå tomt, hvis det gælder, til du siger stop."
    )

    def __init__(self, *args: object, open_already: Collection[Category], today: date, **kwargs: object) -> None:
        """What is open already is not offered again."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["categories"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (each.value, CATEGORY_WORDS[each].capitalize()) for each in Category if each not in open_already
        ]
        self.today = today

    def clean_last_day(self) -> date | None:
        """A day that has not passed."""
        day: date | None = self.cleaned_data["last_day"]
        if day is not None and day < self.today:
            raise forms.ValidationError("Den sidste dag er gået. Vælg en dag i fremtiden.")
        return day

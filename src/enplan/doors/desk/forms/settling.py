"""What does a leader settle, from which day, and why?"""

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.reasons import sentence
from enplan.registers.organisation.facts import Matter
from enplan.registers.organisation.rules import LONGEST, NUMBERS


class Settle(forms.Form):
    """One matter anew."""

    def __init__(self, *args: object, matter: Matter, value: str, **kwargs: object) -> None:
        """`value` is what is in force today."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        bounds = NUMBERS.get(matter)
        label, missing = sentence(f"matter.{matter.value}"), {"required": "Skriv, hvad der skal gælde."}
        self.fields["value"] = (
            forms.CharField(
                label=label,
                help_text=f"Et helt tal fra {bounds.least} til {bounds.most}.",
                max_length=6,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                initial=value,
                error_messages=missing,
            )
            if bounds
            else forms.CharField(
                label=label, max_length=LONGEST, widget=forms.Textarea, initial=value, error_messages=missing
            )
        )
        self.fields["first_day"] = day_field(
            "Gælder fra",
            missing="Skriv den første dag, det gælder.",
            help_text="Tidligst i morgen. En dag, der er begyndt, ændres ikke.",
        )
        self.fields["why"] = forms.CharField(
            label="Hvorfor?",
            help_text="Skriv for eksempel, hvem der har besluttet det, og hvornår.",
            max_length=1000,
            widget=forms.Textarea,
            error_messages={"required": "Skriv hvorfor."},
        )

"""What does a leader settle, from which day, and why?"""

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.reasons import sentence
from enplan.registers.organisation.facts import Bounds, Matter
from enplan.registers.organisation.rules import CHOICES, LONGEST, NUMBERS


class Settle(forms.Form):
    """One matter anew."""

    def __init__(self, *args: object, matter: Matter, value: str, **kwargs: object) -> None:
        """`value` is what is in force today."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.fields["value"] = _value_field(matter, value)
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


def _which(bounds: Bounds) -> str:
    steps = f" Kun hvert {bounds.step}. tal." if bounds.step > 1 else ""
    return f"Et helt tal fra {bounds.least} til {bounds.most}. Fra start er det {bounds.otherwise}.{steps}"


def _value_field(matter: Matter, value: str) -> forms.Field:
    label, missing = sentence(f"matter.{matter.value}"), {"required": "Skriv, hvad der skal gælde."}
    if matter in CHOICES:
        return forms.ChoiceField(
            label=label,
            choices=[(each, sentence(f"matter.{matter.value}.{each}")) for each in CHOICES[matter]],
            widget=forms.RadioSelect,
            initial=value,
            error_messages={"required": "Vælg, hvad der skal gælde."},
        )
    if matter in NUMBERS:
        bounds = NUMBERS[matter]
        return forms.CharField(
            label=label,
            help_text=_which(bounds),
            max_length=6,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            initial=value,
            error_messages=missing,
        )
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea, initial=value, error_messages=missing
    )

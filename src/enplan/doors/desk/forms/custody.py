"""Who holds custody of a child from now on, and where does that stand?"""

from uuid import UUID

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.journey.team.facts import CustodySeen
from enplan.kernel.ids import PersonId


class CustodyForm(forms.Form):
    """Everybody who holds custody of one child; whoever is left out holds it no longer."""

    holders = forms.MultipleChoiceField(
        label="Hvem har forældremyndigheden nu?",
        help_text="Sæt kryds ved alle, der har den. To kryds betyder, at den er fælles.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={
            "invalid_choice": "Den valgte er ikke en voksen i forløbet. Tag personen med i forløbet først."
        },
    )
    from_day = day_field("Fra hvilken dag?", missing="Skriv, fra hvilken dag det gælder.")
    source = forms.CharField(
        label="Hvor står det?",
        help_text="For eksempel: Familieretshusets afgørelse af 3. november 2026.",
        max_length=200,
        error_messages={"required": "Skriv, hvor det står. Det kan være en afgørelse, en dom eller en aftale."},
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *args: object, seen: CustodySeen, **kwargs: object) -> None:
        """`seen` is the child as it stands."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["holders"]
        assert isinstance(field, forms.MultipleChoiceField)
        inside = [(str(each.person_id), each.name) for each in seen.could]
        field.choices = [
            *inside,
            *((str(each), f"{name} (ikke med i forløbet)") for each, name in seen.outside.items()),
        ]
        self.initial.setdefault("holders", [str(each) for each in seen.held])
        self.initial.setdefault("shown", ",".join(sorted(str(each) for each in seen.held)))

    def chosen(self) -> frozenset[PersonId]:
        """Those with a cross."""
        return frozenset(PersonId(UUID(each)) for each in self.cleaned_data["holders"])

    def clean_shown(self) -> frozenset[PersonId]:
        """Those who held it when the page was opened."""
        try:
            return frozenset(PersonId(UUID(each)) for each in self.cleaned_data["shown"].split(",") if each)
        except ValueError:
            return frozenset()  # nobody wrote that on a page of ours, so it fits nothing that stands

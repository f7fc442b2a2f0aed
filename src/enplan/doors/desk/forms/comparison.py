"""Which household is to be seen under every set of rules, and on which day?"""

from collections.abc import Iterable
from datetime import date

from django import forms

from enplan.doors.desk.forms.sectorplans import day_field
from enplan.law.regime import Regime


class CompareForm(forms.Form):
    """A household file; without a day the file's own, or today."""

    household = forms.FileField(
        label="Fil med husstandens planer",
        help_text="En fil i husstandsformatet (JSON) på højst 10 MB. Brug opdigtede navne.",
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Vælg en fil.", "empty": "Filen er tom. Vælg en anden."},
    )
    on = day_field("Efter loven på denne dag", hint="Lad feltet stå tomt for at bruge filens egen dag.")


class DayAndRegime(forms.Form):
    """The law of which day, and under which regime; without an answer today and the case's own."""

    dag = day_field("Efter loven på denne dag", hint="Lad feltet stå tomt for at se loven i dag.")
    regime = forms.ChoiceField(label="Efter ordningen", required=False)

    def __init__(self, *args: object, regimes: Iterable[Regime], first: str, today: date, **kwargs: object) -> None:
        """`first` is the regime of the case."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        self.first, self.today = first, today
        field = self.fields["regime"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(each.id, each.label) for each in regimes]
        self.initial["regime"] = first

    def chosen(self) -> tuple[date, str]:
        """The day and the regime; what cannot be read is as if it was left empty, and its field says so."""
        given = self.cleaned_data if self.is_bound and (self.is_valid() or self.cleaned_data) else {}
        return given.get("dag") or self.today, given.get("regime") or self.first

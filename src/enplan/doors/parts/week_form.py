"""What may my week hold? The same form on both doors."""

from datetime import time
from typing import Any

from django import forms

from enplan.journey.assessment.rules.managing import HOURS_OF_A_WEEK, MOST_CONTACTS, WEEK
from enplan.registers.people.facts import Capacity

DAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")


class ClockField(forms.TimeField):
    """A clock time, typed as people do: 9, 9.30 or 09:30."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> time | None:
        """The time, or nothing when the field is empty."""
        typed = str(value or "").strip().replace(".", ":")
        return super().to_python(f"{typed}:00" if typed.isdigit() else typed)

    def prepare_value(self, value: Any) -> Any:
        """A stored time as it is said."""
        return f"{value:%H.%M}" if isinstance(value, time) else value


class WeekForm(forms.Form):
    """Hours, appointments, times of day and free days; all of it may be left open."""

    hours_per_week = forms.DecimalField(
        label="Hvor mange timer kan du klare om ugen?",
        help_text="Tæl aftaler, behandling, praktik og støtte med. For eksempel 18.",
        required=False,
        min_value=0,
        max_value=HOURS_OF_A_WEEK,
        max_digits=5,
        decimal_places=2,
        localize=True,
    )
    contacts_per_week = forms.IntegerField(
        label="Hvor mange aftaler kan du klare om ugen?",
        required=False,
        min_value=0,
        max_value=MOST_CONTACTS,
    )
    not_before = ClockField(label="Ingen aftaler før klokken", help_text="For eksempel 9 eller 9.30.", required=False)
    not_after = ClockField(label="Ingen aftaler efter klokken", required=False)
    free_days = forms.MultipleChoiceField(
        label="Dage, hvor du helst har fri",
        choices=list(zip(WEEK, DAYS, strict=True)),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @classmethod
    def showing(cls, capacity: Capacity) -> "WeekForm":
        """The form with what is agreed."""
        return cls(
            initial={
                "hours_per_week": capacity.hours_per_week,
                "contacts_per_week": capacity.contacts_per_week,
                "not_before": capacity.not_before,
                "not_after": capacity.not_after,
                "free_days": list(capacity.free_days),
            }
        )

    def capacity(self) -> Capacity:
        """What was written, as a fact."""
        written = self.cleaned_data
        return Capacity(
            written["hours_per_week"],
            written["contacts_per_week"],
            written["not_before"],
            written["not_after"],
            tuple(written["free_days"]),
        )

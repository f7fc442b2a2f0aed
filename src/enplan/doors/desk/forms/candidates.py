"""On which ground, and for what, does the entrance look for those whom one plan may help?"""

from django import forms

from enplan.doors.parts.reasons import sentence
from enplan.journey.sectorplans.rules.candidates import GROUNDS


class FindCandidates(forms.Form):
    """The ground and the purpose; both are read by those who are shown."""

    ground = forms.ChoiceField(
        label="Hvad siger loven, I skal gøre?",
        choices=[(each, sentence(f"ground.{each}")) for each in GROUNDS],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg en grund. Uden en grund i loven vises ingen."},
    )
    why = forms.CharField(
        label="Hvad skal I bruge det til?",
        help_text="De borgere, du ser, kan læse det under »Hvem har kigget«.",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Skriv, hvad I skal bruge det til."},
    )

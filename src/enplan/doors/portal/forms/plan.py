"""What does a citizen write about their plan? One field first, details if wanted."""

from typing import Any

from django import forms

from enplan.doors.parts.plan_cards import DOMAIN_WORDS

OFTEN = 1000


class WishForm(forms.Form):
    """A goal or wish in own words."""

    text = forms.CharField(
        label="Hvad vil du gerne?",
        max_length=OFTEN,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv, hvad du gerne vil. Et par ord er nok."},
    )
    domain = forms.ChoiceField(label="Hvilken del af livet handler det om?", choices=list(DOMAIN_WORDS.items()))


class OwnWordsForm(forms.Form):
    """A goal said with the citizen's own words."""

    text = forms.CharField(
        label="Målet med dine egne ord",
        max_length=OFTEN,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Målet er tomt. Skriv det med dine ord, eller gå tilbage uden at gemme."},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ActionForm(forms.Form):
    """Something the citizen wants to do themselves."""

    title = forms.CharField(
        label="Hvad vil du selv gøre?",
        max_length=300,
        error_messages={"required": "Skriv, hvad du vil gøre. Et par ord er nok."},
    )
    by = forms.DateField(
        label="Hvornår?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Datoen kan ikke læses. Skriv den som 31-12-2026, eller lad feltet stå tomt."},
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"],
    )


class AnswerForm(forms.Form):
    """A yes or a no to one element."""

    answer = forms.ChoiceField(choices=[("ja", "Ja"), ("nej", "Nej")])
    reason = forms.CharField(required=False, max_length=2000)
    words = forms.CharField(required=False, max_length=2000)  # what one says yes to, where it gives less

    def clean(self) -> dict[str, Any]:
        """A no says why, so that somebody can do something about it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") == "nej" and not (given.get("reason") or "").strip():
            self.add_error("reason", "Skriv kort, hvorfor du siger nej. Så ved vi, hvad der skal ændres.")
        return given

"""What can the citizen write about a letter?"""

from collections.abc import Iterable

from django import forms

from enplan.journey.decisions.facts import Numbered

MOST = 10_000


class ComplainForm(forms.Form):
    """Over what, and, for those who want to, why."""

    parts = forms.MultipleChoiceField(
        label="Hvad klager du over?",
        help_text="Vælg ingen, hvis du klager over det hele.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Den del findes ikke i brevet. Vælg en af dem, der står her."},
    )
    text = forms.CharField(
        label="Hvad er du uenig i?",
        help_text="Du behøver ikke skrive noget.",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": "Teksten er for lang. Skriv højst %(limit_value)d tegn, eller ring til os."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def offer(self, parts: Iterable[Numbered]) -> "ComplainForm":
        """The parts that can be chosen."""
        self.fields["parts"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (str(each.part.id), f"{each.called}: {each.part.words.headline}") for each in parts
        ]
        return self


class AnswerHearingForm(forms.Form):
    """What the citizen thinks of the facts."""

    text = forms.CharField(
        label="Hvad mener du?",
        help_text="Skriv med dine egne ord. Er noget forkert, så skriv, hvad der er rigtigt.",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": "Feltet er tomt. Skriv, hvad du mener.",
            "max_length": "Teksten er for lang. Skriv højst %(limit_value)d tegn, eller ring til os.",
        },
    )


class KeepForm(forms.Form):
    """Whether the complaint goes on after a partly favourable answer."""

    kept = forms.TypedChoiceField(
        label="Hvad vil du?",
        choices=(("ja", "Jeg holder fast. Send klagen videre"), ("nej", "Jeg er tilfreds. Klagen kan stoppe")),
        coerce=lambda word: word == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg et af de to svar."},
    )

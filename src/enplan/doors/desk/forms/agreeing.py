"""What is written down when somebody says yes to getting less?"""

from typing import Any

from django import forms

from enplan.journey.plan.facts import Way

Choices = list[tuple[str, str]]


class AgreementForm(forms.Form):
    """An informed yes, said in a meeting or written on paper, in the words of the one who says it."""

    answer = forms.ChoiceField(label="Hvad siger hvem ja til?")
    words = forms.CharField(
        label="Borgerens egne ord",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skriv det, som borgeren sagde det.",
        error_messages={"required": "Skriv, hvad borgeren sagde, med borgerens egne ord."},
    )
    way = forms.ChoiceField(
        label="Hvordan?", choices=[(Way.MEETING.value, "På et møde"), (Way.PAPER.value, "På papir")]
    )
    present = forms.CharField(
        label="Hvem var til stede?",
        max_length=500,
        required=False,
        help_text="Skriv navnene, når det blev sagt på et møde.",
    )

    def __init__(self, *args: Any, answers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = forms.ChoiceField(label="Hvad siger hvem ja til?", choices=answers)

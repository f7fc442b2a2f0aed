"""What does a citizen write about a meeting?"""

from typing import Any

from django import forms

from enplan.journey.meetings.queries import MyMeeting


class Answer(forms.Form):
    """Yes, perhaps with somebody at one's side; or another time, and when."""

    answer = forms.ChoiceField(
        label="Kommer du?",
        choices=(("ja", "Ja, jeg kommer"), ("nej", "Foreslå andet tidspunkt")),
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, om du kommer."},
    )
    for_person = forms.ChoiceField(
        label="Hvem svarer du for?",
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvem du svarer for.", "invalid_choice": "Vælg en af dem, der er indkaldt."},
    )
    words = forms.CharField(
        label="Hvornår kan du i stedet?",
        help_text="Kun hvis du ikke kan. Skriv dage og tider, der passer dig.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    brings = forms.CharField(
        label="Tager du nogen med?",
        help_text="Du må altid tage en bisidder med. Skriv et navn, for eksempel din søster.",
        max_length=200,
        required=False,
    )
    field_order = ("answer", "for_person", "words", "brings")

    def __init__(self, seen: MyMeeting, *args: Any, **kwargs: Any) -> None:
        """With one invitation there is nothing to choose."""
        super().__init__(*args, **kwargs)
        field = self.fields["for_person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(each.person_id), each.name) for each in seen.mine]
        if len(seen.mine) == 1:
            field.widget = forms.HiddenInput()
            field.initial = str(seen.mine[0].person_id)

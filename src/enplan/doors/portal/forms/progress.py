"""What does a citizen write about how it goes?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from enplan.doors.parts.reasons import sentence
from enplan.journey.followup.facts import ProgressState
from enplan.journey.followup.queries import ProgressPage
from enplan.journey.outcomes.facts import Scale
from enplan.journey.outcomes.queries import OutcomesPage

TO_SAY = (ProgressState.GOING_WELL, ProgressState.STANDS_STILL, ProgressState.REACHED)
NUMBERS = [(str(number), str(number)) for number in range(11)]


class HowItGoes(forms.Form):
    """A word about one goal or one thing I do."""

    about = forms.ChoiceField(
        label="Hvad vil du skrive om?", error_messages={"required": "Vælg et mål eller en indsats."}
    )
    state = forms.ChoiceField(
        label="Hvordan går det?",
        choices=[(each.value, sentence(f"progress.{each.value}")) for each in TO_SAY],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvordan det går."},
    )
    words = forms.CharField(
        label="Med dine egne ord",
        help_text="Står noget i vejen, så skriv hvad.",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, page: ProgressPage, *args: Any, **kwargs: Any) -> None:
        """Everything in the plan can be chosen."""
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        steps = {row.measure.id: row.measure.title for goal in page.goals for row in goal.measures}
        steps |= {row.measure.id: row.measure.title for row in page.others}
        field.choices = [
            ("Mål", [(f"goal:{row.goal.id}", row.goal.text) for row in page.goals]),
            ("Det, der sker", [(f"measure:{step}", title) for step, title in steps.items()]),
        ]

    def noted(self) -> Mapping[str, Any]:
        """What the command wants, besides the sight and the moment."""
        kind, _, which = self.cleaned_data["about"].partition(":")
        words, state = self.cleaned_data["words"], ProgressState(self.cleaned_data["state"])
        return {f"{kind}_id": UUID(which), "state": state, "words": words}


class WhereIStand(forms.Form):
    """A number between two words, and a word of one's own."""

    person = forms.ChoiceField(label="Hvem handler det om?", error_messages={"required": "Vælg, hvem det handler om."})
    scale = forms.ChoiceField(
        label="Hvad vil du svare på?",
        choices=[(each.value, sentence(f"scale.{each.value}.ask")) for each in Scale],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg et spørgsmål."},
    )
    value = forms.TypedChoiceField(
        label="Dit tal fra 0 til 10",
        help_text="0 er så langt væk, som det kan være. 10 er så godt, som det kan være.",
        choices=NUMBERS,
        coerce=int,
        error_messages={"required": "Vælg et tal fra 0 til 10.", "invalid_choice": "Vælg et tal fra 0 til 10."},
    )
    words = forms.CharField(label="Med dine egne ord", max_length=1000, required=False)

    def __init__(self, page: OutcomesPage, mine: frozenset[UUID], *args: Any, **kwargs: Any) -> None:
        """Myself, and children I decide for."""
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        own = [each.person for each in page.people if each.person.person_id in mine]
        field.choices = [(str(each.person_id), each.name) for each in own]
        if len(own) == 1:
            field.widget = forms.HiddenInput()
            field.initial = str(own[0].person_id)

    def read(self) -> Mapping[str, Any]:
        """What the command wants, besides the sight and the moment."""
        data = self.cleaned_data
        person = UUID(data["person"])
        return {"person_id": person, "scale": Scale(data["scale"]), "value": data["value"], "words": data["words"]}

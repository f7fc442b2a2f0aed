"""What can be typed when one follows up?"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.reasons import sentence
from enplan.journey.followup.facts import ClosureReason, ProgressState
from enplan.journey.followup.queries import ProgressPage
from enplan.journey.outcomes.facts import HIGHEST, LOWEST, Scale
from enplan.journey.outcomes.queries import OutcomesPage

MOST: Final = 2000


class ProgressForm(forms.Form):
    """How it goes with one goal or measure."""

    about = forms.ChoiceField(
        label="Hvad handler det om?", error_messages={"required": "Vælg et mål eller en indsats."}
    )
    state = forms.ChoiceField(
        label="Hvordan går det?",
        choices=[(each.value, sentence(f"progress.{each.value}")) for each in ProgressState],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvordan det går."},
    )
    scale = forms.IntegerField(
        label="Hvor langt er det, fra 0 til 10?",
        help_text="0 er langt væk, 10 er nået.",
        min_value=LOWEST,
        max_value=HIGHEST,
        required=False,
        error_messages={"min_value": "Tallet skal være fra 0 til 10.", "max_value": "Tallet skal være fra 0 til 10."},
    )
    words = forms.CharField(
        label="Med få ord", max_length=MOST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, page: ProgressPage, *args: Any, **kwargs: Any) -> None:
        """Everything in the plan that the viewer sees can be chosen."""
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)
        steps = {row.measure.id: row.measure.title for goal in page.goals for row in goal.measures}
        steps |= {row.measure.id: row.measure.title for row in page.others}
        field.choices = [
            ("Mål", [(f"goal:{row.goal.id}", row.goal.text) for row in page.goals]),
            ("Indsatser", [(f"measure:{step}", title) for step, title in steps.items()]),
        ]

    def noted(self) -> Mapping[str, Any]:
        """What the command wants, besides the sight and the moment."""
        kind, _, which = self.cleaned_data["about"].partition(":")
        return {
            f"{kind}_id": UUID(which),
            "state": ProgressState(self.cleaned_data["state"]),
            "scale": self.cleaned_data["scale"],
            "words": self.cleaned_data["words"],
        }


class ReviewForm(forms.Form):
    """The plan has been gone through."""

    words = forms.CharField(
        label="Hvordan går det med planen?",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv kort, hvordan det går med planen."},
    )
    changed = forms.CharField(
        label="Hvad er anderledes nu?", max_length=MOST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    back_to_draft = forms.BooleanField(
        label="Planen skal ændres: lav et nyt udkast",
        help_text="Den godkendte plan gælder, til borgeren har sagt ja til en ny.",
        required=False,
    )
    next_day = day_field("Næste gennemgang senest", missing="Vælg en dag for næste gennemgang.")


class CloseForm(forms.Form):
    """The one plan ends."""

    reason = forms.ChoiceField(
        label="Hvorfor slutter forløbet?",
        choices=[(each.value, sentence(f"closure.{each.value}")) for each in ClosureReason],
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg en grund."},
    )
    words = forms.CharField(
        label="Skriv til borgeren",
        help_text="Alle i forløbet kan læse det. Nævn ikke sygdom eller andre private forhold.",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv kort, hvorfor forløbet slutter."},
    )


class ReadingForm(forms.Form):
    """Where somebody stands."""

    person = forms.ChoiceField(label="Hvem?", error_messages={"required": "Vælg en person."})
    scale = forms.ChoiceField(
        label="Hvad måles?", choices=[(each.value, sentence(f"scale.{each.value}")) for each in Scale]
    )
    value = forms.IntegerField(
        label="Tal fra 0 til 10",
        min_value=LOWEST,
        max_value=HIGHEST,
        error_messages={
            "required": "Skriv et tal fra 0 til 10.",
            "min_value": "Tallet skal være fra 0 til 10.",
            "max_value": "Tallet skal være fra 0 til 10.",
        },
    )
    words = forms.CharField(label="Personens egne ord", max_length=1000, required=False)

    def __init__(self, page: OutcomesPage, *args: Any, **kwargs: Any) -> None:
        """Those whose plan the viewer sees."""
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(each.person.person_id), each.person.name) for each in page.people]

    def read(self) -> Mapping[str, Any]:
        """What the command wants, besides the sight and the moment."""
        data = self.cleaned_data
        return {
            "person_id": UUID(data["person"]),
            "scale": Scale(data["scale"]),
            "value": data["value"],
            "words": data["words"],
        }

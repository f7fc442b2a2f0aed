"""What does the team write about a finding? A way out chosen or their own, why, and who decided."""

from collections.abc import Sequence
from hashlib import sha256
from itertools import zip_longest
from typing import Any

from django import forms

OWN = "egen"
Choices = list[tuple[str, str]]


def _named(number: int, way: str) -> str:
    """What a way out is called in the form: another one in its place must not be taken for it."""
    return f"{number}-{sha256(way.encode()).hexdigest()[:8]}"


class ResolveForm(forms.Form):
    """One form settles one finding."""

    solution = forms.ChoiceField(
        label="Hvad gør I?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Vælg en vej ud, eller skriv jeres egen.",
            "invalid_choice": "Vejene ud er ændret, mens du skrev. Læs dem igen, og vælg.",
        },
    )
    own = forms.CharField(
        label="Jeres egen løsning",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = forms.CharField(
        label="Hvorfor?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Skriv kort, hvorfor I valgte det."},
    )
    decided_by = forms.MultipleChoiceField(
        label="Hvem har bestemt?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Sæt kryds ved mindst én, der har bestemt."},
    )

    def __init__(
        self, *args: Any, ways: Sequence[str], deciders: Sequence[str], warned: Sequence[str] = (), **kwargs: Any
    ) -> None:
        """`warned` says of each way out what the law has against it, if anything."""
        super().__init__(*args, **kwargs)
        solution, decided_by = self.fields["solution"], self.fields["decided_by"]
        assert isinstance(solution, forms.ChoiceField)
        assert isinstance(decided_by, forms.MultipleChoiceField)
        told = zip_longest(ways, warned, fillvalue="")
        solution.choices = [
            *((_named(number, way), f"{way} {warning}".strip()) for number, (way, warning) in enumerate(told)),
            (OWN, "Vi gør noget andet"),
        ]
        decided_by.choices = [(name, name) for name in deciders]

    def clean(self) -> dict[str, Any]:
        """A solution of their own must be said."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("solution") == OWN and not (given.get("own") or "").strip():
            self.add_error("own", "Skriv, hvad I gør i stedet.")
        return given

    @property
    def choice(self) -> int | None:
        """The number of the way out, or none for their own."""
        return None if self.cleaned_data["solution"] == OWN else int(self.cleaned_data["solution"].partition("-")[0])

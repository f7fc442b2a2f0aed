"""What does one write about what is known? Documents, orders of statements and the answers to them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.words import CATEGORY_WORDS
from enplan.kernel.category import Category
from enplan.kernel.ids import PersonId
from enplan.kernel.sight import Sight
from enplan.law.lawbook import Law
from enplan.registers.cases.facts import CasePerson

OTHER = "andet"


class AboutForm(forms.Form):
    """Whom it is about, and which kind of information it is: only what the sight lets through."""

    person = forms.ChoiceField(label="Hvem handler det om?", error_messages={"required": "Vælg, hvem det handler om."})
    category = forms.ChoiceField(
        label="Hvilken slags oplysning er det?", error_messages={"required": "Vælg, hvilken slags oplysning det er."}
    )

    def __init__(self, people: Sequence[CasePerson], sight: Sight, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        seen = {grant.category for grant in sight.grants}
        kinds = [(each.value, CATEGORY_WORDS[each].capitalize()) for each in Category if each in seen]
        self.fields["person"].choices = [(str(each.person_id), each.name) for each in people]  # type: ignore[attr-defined]  # a choice field
        self.fields["category"].choices = [("", "Vælg"), *kinds]  # type: ignore[attr-defined]  # a choice field

    def about(self) -> dict[str, Any]:
        """Person and category, as a command is told them."""
        person = PersonId(UUID(self.cleaned_data["person"]))
        return {"person_id": person, "category": Category(self.cleaned_data["category"])}


class DocumentForm(AboutForm):
    """Something that is known."""

    title = forms.CharField(
        label="Overskrift", max_length=200, error_messages={"required": "Skriv med få ord, hvad det handler om."}
    )
    text = forms.CharField(
        label="Det, der er vigtigt at vide",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Skriv det, der er vigtigt at vide."},
    )
    source = forms.CharField(
        label="Hvor kommer det fra?",
        max_length=200,
        help_text="For eksempel: Egen læge, borgeren selv, epikrise.",
        error_messages={"required": "Skriv, hvor oplysningen kommer fra."},
    )
    day = day_field("Hvornår er det fra?", missing="", required=False)


class OrderForm(AboutForm):
    """A statement to be ordered."""

    kind = forms.ChoiceField(label="Hvilken erklæring?", error_messages={"required": "Vælg en erklæring."})
    other_kind = forms.CharField(
        label="Hvis det er en anden udtalelse: hvilken?",
        max_length=100,
        required=False,
        help_text="For eksempel: Udtalelse fra skolen.",
    )
    items = forms.MultipleChoiceField(
        label="Hvad skal den handle om?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="For en lægeerklæring kan du lade det stå tomt. Så er det de sædvanlige oplysninger.",
    )
    purpose = forms.CharField(
        label="Hvad skal den bruges til?",
        max_length=500,
        error_messages={"required": "Skriv, hvad den skal bruges til."},
    )
    answer_by = day_field("Hvornår beder I om svar?", missing="", required=False)
    again_because = forms.CharField(
        label="Hvorfor er der brug for én til?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Skriv kun her, hvis der allerede er en erklæring på vej eller en, der gælder.",
    )

    def __init__(self, people: Sequence[CasePerson], sight: Sight, law: Law, data: Any = None) -> None:
        super().__init__(people, sight, data)
        self.law = law
        kinds = [(each.id, f"{each.id} – {each.label}") for each in law.book.statement_kinds.in_force(law.day)]
        items = sorted(((each.id, each.label) for each in law.book.items), key=lambda choice: choice[1].lower())
        self.fields["kind"].choices = [("", "Vælg"), *kinds, (OTHER, "En anden udtalelse")]  # type: ignore[attr-defined]  # a choice field
        self.fields["items"].choices = items  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Another statement needs a name and something to be about."""
        form = self.law.statement_kind(self.cleaned_data.get("kind", ""))
        usual = form.items if form else ()
        if self.cleaned_data.get("kind") == OTHER and not self.cleaned_data.get("other_kind"):
            self.add_error("other_kind", "Skriv, hvilken udtalelse det er.")
        if not self.cleaned_data.get("items"):
            self.cleaned_data["items"] = list(usual)
        if not self.cleaned_data["items"]:
            self.add_error("items", "Vælg mindst én oplysning, som erklæringen skal handle om.")
        return self.cleaned_data

    def order(self) -> dict[str, Any]:
        """What a command is told."""
        cleaned = self.cleaned_data
        kind = cleaned["other_kind"] if cleaned["kind"] == OTHER else cleaned["kind"]
        told = {name: cleaned[name] for name in ("items", "purpose", "answer_by", "again_because")}
        return {**self.about(), **told, "kind": kind}


class ReceiveForm(forms.Form):
    """The answer has come."""

    text = forms.CharField(
        label="Hvad står der?",
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Skriv det vigtigste fra erklæringen."},
    )
    received_day = day_field("Modtaget den", missing="", required=False)
    valid_until = day_field("Gyldig til og med", missing="", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ReuseForm(forms.Form):
    """Use it again."""

    purpose = forms.CharField(
        label="Hvad skal erklæringen også bruges til?",
        max_length=500,
        error_messages={"required": "Skriv, hvad erklæringen skal bruges til."},
    )


class PromiseForm(forms.Form):
    """Whoever is to answer has said when."""

    promised_day = day_field("Svaret er lovet til den", missing="", required=False)
    seen_day = day_field("Borgeren er hos lægen den", missing="", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ChaseForm(forms.Form):
    """The one who is to answer was reminded."""

    words = forms.CharField(
        label="Hvad har du gjort?",
        max_length=500,
        help_text="For eksempel: Ringede til lægehuset. De sender den i morgen.",
        error_messages={"required": "Skriv, hvad du har gjort for at få svaret."},
    )


class CallOffForm(forms.Form):
    """The answer is no longer awaited."""

    because = forms.CharField(
        label="Hvorfor venter I ikke længere på den?",
        max_length=1000,
        help_text="For eksempel: Lægen har ikke tid. Oplysningerne er kommet fra sygehuset.",
        error_messages={"required": "Skriv, hvorfor I ikke længere venter på den."},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

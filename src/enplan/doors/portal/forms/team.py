"""Whom does the citizen choose to stand by them?"""

from collections.abc import Sequence

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.reasons import sentence
from enplan.journey.team.facts import CompanionKind
from enplan.registers.cases.facts import CasePerson

HELP = {
    CompanionKind.COMPANION: "går med til møder",
    CompanionKind.REPRESENTATIVE: "kan tale og svare for dig",
    CompanionKind.OMBUD: "støtter dig, uafhængigt af kommunen",
}
KINDS = [(each.value, f"{sentence(f'companion.{each.value}')} – {HELP[each]}") for each in CompanionKind]


class ChooseCompanion(forms.Form):
    """Somebody the person knows by name and birth day."""

    name = forms.CharField(
        label="Hvad hedder personen?", max_length=200, error_messages={"required": "Skriv personens fulde navn."}
    )
    born = day_field("Hvornår er personen født?", missing="Skriv personens fødselsdag.")
    kind = forms.ChoiceField(
        label="Hvad skal personen være?",
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvad personen skal være."},
    )
    for_person = forms.ChoiceField(
        label="For hvem?", widget=forms.RadioSelect, error_messages={"required": "Vælg, hvem personen skal stå bi."}
    )

    def __init__(self, *args: object, people: Sequence[CasePerson], **kwargs: object) -> None:
        """`people` are those the viewer may choose for."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        field = self.fields["for_person"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(each.person_id), each.name) for each in people]
        if len(people) == 1:
            field.initial = str(people[0].person_id)
            field.widget = forms.HiddenInput()
            self.initial.setdefault("for_person", field.initial)

"""What is written when somebody notes a day that deadlines of the law run from?"""

from typing import Any
from uuid import UUID

from django import forms

from enplan.doors.parts.dates import day_field
from enplan.doors.parts.reasons import sentence
from enplan.journey.followup.facts import Happening
from enplan.journey.followup.queries import NotedPage
from enplan.kernel.ids import PersonId


class NotedDayForm(forms.Form):
    """What happened, to whom, and when."""

    happening = forms.ChoiceField(label="Hvad skete der?", error_messages={"required": "Vælg, hvad der skete."})
    person = forms.ChoiceField(label="Hvem handler det om?", error_messages={"required": "Vælg, hvem det handler om."})
    day = day_field("Hvilken dag?", missing="Skriv, hvilken dag det skete.")

    def __init__(self, page: NotedPage, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        told = [(each.value, sentence(f"happening.{each.value}")) for each in page.happenings]
        people = [(str(each.person_id), each.name) for each in page.people]
        self.fields["happening"].choices = [("", "Vælg"), *told]  # type: ignore[attr-defined]  # a choice field
        self.fields["person"].choices = people  # type: ignore[attr-defined]  # a choice field

    def noted(self) -> dict[str, Any]:
        """What the command wants, besides the sight and the moment."""
        return {
            "happening": Happening(self.cleaned_data["happening"]),
            "person_id": PersonId(UUID(self.cleaned_data["person"])),
            "day": self.cleaned_data["day"],
        }

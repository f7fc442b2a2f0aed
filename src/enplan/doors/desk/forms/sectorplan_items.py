"""What does one write about an appointment, a duty, a question or a statement of a sector plan?"""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from enplan.doors.desk.forms.sectorplan_measures import MeasureForm
from enplan.doors.desk.forms.sectorplans import (
    GoalForm,
    Row,
    RowForm,
    by_label,
    choose,
    choose_some,
    clock_field,
    day_field,
    text_field,
)
from enplan.journey.sectorplans.facts import Duty


class AppointmentForm(RowForm):
    """A booked meeting."""

    places: ClassVar[Mapping[str, str]] = {"start": "day", "with": "attendees"}
    persons = choose_some("For hvem?", [])
    day = day_field("Dag", required=True)
    start = clock_field("Fra kl.", required=True)
    end = clock_field("Til kl.", required=True)
    place = text_field("Sted", 200)
    duty = choose("Hvilken mødepligt opfylder den?", [], required=False)
    attendees = forms.CharField(
        label="Hvem er med?",
        required=False,
        help_text="En på hver linje: navn, stilling.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def add_choices(self) -> None:
        """People and duties."""
        self.fields["persons"].choices = self.people_choices()  # type: ignore[attr-defined]  # a choice field
        self.fields["duty"].choices = [("", "Ingen"), *self.around.names(Duty)]  # type: ignore[attr-defined]  # as above
        self.initial.setdefault("persons", [self.default_person()])

    def from_row(self, row: Row) -> Row:
        """With times and people taken apart."""
        if not row:
            return {}
        lines = [", ".join(filter(None, (each["name"], each.get("role")))) for each in row.get("with", ())]
        times = {"day": row["start"][:10], "start": row["start"][11:], "end": row["end"][11:]}
        return {**row, **times, "attendees": "\n".join(lines)}

    def row(self) -> Row:
        """With times and people put together."""
        row = super().row()
        day, start, end = row.pop("day"), row.pop("start"), row.pop("end")
        row |= {"start": f"{day}T{start:%H:%M}", "end": f"{day}T{end:%H:%M}"}
        lines = [line.strip() for line in row.pop("attendees", "").splitlines() if line.strip()]
        return row | ({"with": [attendee(line) for line in lines]} if lines else {})


def attendee(line: str) -> Row:
    """A name, and after the first comma a role."""
    name, _, role = (part.strip() for part in line.partition(","))
    return {"name": name, **({"role": role} if role else {})}


class DutyForm(RowForm):
    """A meeting the law demands."""

    places: ClassVar[Mapping[str, str]] = {"from": "since"}
    meeting_rule = choose("Hvilket møde kræver loven?", [])
    person = choose("For hvem?", [])
    since = day_field("Regnes fra den", required=True, hint="Den dag, reglen tæller fra.")
    held = forms.IntegerField(
        label="Møder, der er holdt og ikke står i planen", min_value=0, max_value=1000, required=False
    )

    def add_choices(self) -> None:
        """People and rules."""
        law = self.around.law
        self.fields["meeting_rule"].choices = [("", "Vælg"), *by_label(law.book.meeting_rules)]  # type: ignore[attr-defined]  # a choice field
        self.fields["person"].choices = self.people_choices()  # type: ignore[attr-defined]  # as above
        self.initial.setdefault("person", self.default_person())

    def from_row(self, row: Row) -> Row:
        """`from` is no name for a field."""
        return {**row, "since": row["from"]} if row else {}

    def row(self) -> Row:
        """And back."""
        row = super().row()
        row["from"] = row.pop("since")
        return row


class QuestionForm(RowForm):
    """A piece of information somebody was asked for."""

    item = choose("Hvad blev der spurgt om?", [])
    assessment = choose("Til hvilken udredning?", [])
    person = choose("Hvem handler det om?", [])
    asked = day_field("Spurgt den", required=True)
    answered = day_field("Svaret den")

    def add_choices(self) -> None:
        """People, items and assessments."""
        law = self.around.law
        self.fields["item"].choices = [("", "Vælg"), *by_label(law.book.items)]  # type: ignore[attr-defined]  # a choice field
        self.fields["assessment"].choices = [("", "Vælg"), *by_label(law.book.assessments)]  # type: ignore[attr-defined]  # as above
        self.fields["person"].choices = self.people_choices()  # type: ignore[attr-defined]  # as above
        self.initial.setdefault("person", self.default_person())


class StatementForm(RowForm):
    """A statement ordered from a doctor or another expert."""

    kind = text_field("Hvilken erklæring?", 100, required=True, hint="For eksempel LÆ 265.")
    items = choose_some("Hvad handler den om?", [])
    person = choose("Hvem handler den om?", [])
    requested = day_field("Bestilt den", required=True)
    received = day_field("Modtaget den")
    valid_until = day_field("Gyldig til og med")

    def add_choices(self) -> None:
        """People and items."""
        self.fields["items"].choices = by_label(self.around.law.book.items)  # type: ignore[attr-defined]  # a choice field
        self.fields["person"].choices = self.people_choices()  # type: ignore[attr-defined]  # as above
        self.initial.setdefault("person", self.default_person())

    def clean(self) -> dict[str, Any]:
        """A statement is about something."""
        if not self.cleaned_data.get("items") and "items" not in self.errors:
            self.add_error("items", "Vælg mindst én oplysning, som erklæringen handler om.")
        return self.cleaned_data


FORM_OF: Mapping[str, type[RowForm]] = {
    "goals": GoalForm,
    "measures": MeasureForm,
    "appointments": AppointmentForm,
    "duties": DutyForm,
    "questions": QuestionForm,
    "statements": StatementForm,
}

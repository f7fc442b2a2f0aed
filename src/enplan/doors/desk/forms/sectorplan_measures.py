"""What does one write about a measure of a sector plan, and about its times in the calendar?"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from django import forms

from enplan.doors.desk.forms.sectorplans import (
    Row,
    RowForm,
    by_label,
    choose,
    choose_some,
    clock_field,
    contact_of,
    day_field,
    text_field,
    with_chosen,
)
from enplan.doors.desk.plan_items import DEMAND_WORDS
from enplan.doors.parts.http import number_told
from enplan.journey.sectorplans.facts import Goal, Measure

MORE_SESSIONS: Final = 2  # empty lines for times, each time the form is shown
MOST_SESSIONS: Final = 60
NEEDED: Final = {
    "day": "Skriv dagen.",
    "start": "Skriv, hvornår det begynder.",
    "end": "Skriv, hvornår det slutter.",
}
FIELD_OF: Final = {"start": "day", "end": "end", "weekly_until": "until", "place": "place"}


class MeasureForm(RowForm):
    """A measure, with its times."""

    places: ClassVar[Mapping[str, str]] = {"contact": "contact_name", "sessions": "lines"}
    measure_type = choose("Hvilken indsats er det?", [])
    title = text_field("Hvad kaldes den?", 300)
    persons = choose_some("For hvem?", [])
    starts = day_field("Begynder den", required=True)
    ends = day_field("Slutter den", hint="Lad feltet stå tomt, hvis der ikke er en slutdato.")
    demand = forms.ChoiceField(label="Krav", choices=[(key.value, word) for key, word in DEMAND_WORDS.items()])
    protected = forms.BooleanField(label="Må ikke forstyrres af andre indsatser", required=False)
    hours_per_week = forms.DecimalField(
        label="Timer om ugen", min_value=0, max_value=168, required=False, help_text="Når der ikke er faste tider."
    )
    goals = choose_some("Hvilke mål tjener den?", [])
    finished_first = choose_some("Skal være afsluttet først", [])
    started_first = choose_some("Skal være begyndt først", [])
    waits_for = choose_some("Venter på", [])
    contact_name = text_field("Kontaktperson", 200)
    contact_role = text_field("Kontaktpersonens stilling", 200)
    lines = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_SESSIONS)

    def add_choices(self) -> None:
        """People, types, and the items it may refer to."""
        law = self.around.law
        old = self.old.get("measure_type")
        types = with_chosen(by_label(law.book.measure_types.in_force(law.day)), law.measure_type(old) if old else None)
        own = f"{self.around.plan.id}/{self.old.get('id')}" if self.around.plan else ""
        steps = [choice for choice in self.around.names(Measure) if choice[0] != own]
        for name, choices in (
            ("measure_type", [("", "Vælg"), *types]),
            ("persons", self.people_choices()),
            ("goals", self.around.names(Goal)),
            ("finished_first", steps),
            ("started_first", steps),
            ("waits_for", steps),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # choice fields, all of them
        self.initial.setdefault("persons", [self.default_person()])
        self._add_session_fields()

    def _add_session_fields(self) -> None:
        posted = self.data.get("lines", "") if self.is_bound else ""
        count = number_told(posted, otherwise=len(self.old.get("sessions", ())) + MORE_SESSIONS)
        self.line_count = min(count, MOST_SESSIONS)
        self.initial["lines"] = self.line_count
        for number in range(self.line_count):
            for key, field in session_fields().items():
                self.fields[f"session_{number}_{key}"] = field

    def session_lines(self) -> Iterator[tuple[int, list[forms.BoundField]]]:
        """The fields of each time, for the template."""
        for number in range(self.line_count):
            yield number + 1, [self[f"session_{number}_{key}"] for key in session_fields()]

    def plain_fields(self) -> list[forms.BoundField]:
        """All visible fields but those of the times."""
        return [field for field in self.visible_fields() if not field.name.startswith("session_")]

    def from_row(self, row: Row) -> Row:
        """With contact, needs and times taken apart."""
        contact, shown = row.get("contact") or {}, dict(row)
        shown |= {"contact_name": contact.get("name", ""), "contact_role": contact.get("role", "")}
        for state in ("finished", "started"):
            needs = row.get("needs", ())
            shown[f"{state}_first"] = [need["measure"] for need in needs if need["state"] == state]
        for number, session in enumerate(row.get("sessions", ())):
            shown |= {f"session_{number}_{key}": value for key, value in session_shown(session).items()}
        return shown

    def row(self) -> Row:
        """With contact, needs and times put together."""
        flat = super().row()
        row = {key: value for key, value in flat.items() if not key.startswith(("session_", "contact_", "lines"))}
        needs = [{"measure": each, "state": "finished"} for each in row.pop("finished_first", ())]
        needs += [{"measure": each, "state": "started"} for each in row.pop("started_first", ())]
        contact = contact_of(flat.get("contact_name", ""), flat.get("contact_role", ""))
        sessions = [session_row(self.cleaned_data, number) for number in self._filled()]
        extra = {"needs": needs, "contact": contact, "sessions": sessions}
        return {**row, **{key: value for key, value in extra.items() if value}}

    def _filled(self) -> list[int]:
        """The times that say something; the others are empty lines."""
        keys = list(session_fields())
        return [
            number
            for number in range(self.line_count)
            if any(self.cleaned_data.get(f"session_{number}_{key}") for key in keys)
        ]

    def clean(self) -> Row:
        """A time has a day, a beginning and an end."""
        for number in self._filled():
            for key, text in (
                ("day", "Skriv dagen."),
                ("start", "Skriv, hvornår det begynder."),
                ("end", "Skriv, hvornår det slutter."),
            ):
                name = f"session_{number}_{key}"
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, text)
        return self.cleaned_data

    def blame(self, place: str, message: str) -> None:
        """A fault of a time stands at that time."""
        head, _, rest = place.partition(".")
        if head.startswith("sessions["):
            number = self._filled()[int(head[9:-1])]
            key = {"start": "day", "end": "end", "weekly_until": "until", "place": "place"}.get(
                rest.split("[")[0], "off"
            )
            self.add_error(f"session_{number}_{key}", message)
        else:
            super().blame("goals" if head.startswith("goals") else place, message)


def session_fields() -> dict[str, forms.Field]:
    """The fields of one time."""
    return {
        "day": day_field("Dag (den første gang)"),
        "start": clock_field("Fra kl."),
        "end": clock_field("Til kl."),
        "until": day_field("Hver uge til og med", hint="Tomt: kun den ene gang."),
        "place": text_field("Sted", 200),
        "off": text_field("Ikke disse dage", 2500, hint="Skriv datoer som 2026-12-28 med komma imellem."),
    }


def session_shown(session: Row) -> Row:
    """A time of the household file in its fields."""
    return {
        "day": session["start"][:10],
        "start": session["start"][11:],
        "end": session["end"][11:],
        "until": session.get("weekly_until", ""),
        "place": session.get("place", ""),
        "off": ", ".join(session.get("except", ())),
    }


def session_row(cleaned: Mapping[str, Any], number: int) -> Row:
    """The written fields as a time of the household file."""
    day, start, end, until, place, off = (cleaned.get(f"session_{number}_{key}") for key in session_fields())
    row: Row = {"start": f"{day}T{start:%H:%M}", "end": f"{day}T{end:%H:%M}"} if day and start and end else {}
    row |= {"weekly_until": until.isoformat()} if until else {}
    row |= {"place": place} if place else {}
    days_off = [each.strip() for each in (off or "").split(",") if each.strip()]
    return row | ({"except": days_off} if days_off else {})

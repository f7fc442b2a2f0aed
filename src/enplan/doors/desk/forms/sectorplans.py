"""What does one write about a sector plan? Forms whose fields are those of the household file, with Danish words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms

from enplan.doors.desk.plan_items import names_in
from enplan.doors.parts.dates import WAYS, DayField
from enplan.journey.sectorplans.facts import Measure, SectorPlan
from enplan.law.lawbook import Law
from enplan.law.provision import Entry
from enplan.registers.cases.facts import CasePerson

Row = dict[str, Any]
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Around:
    """What the choices of a form are made of: the people, the law of the day, this plan and the others."""

    people: Sequence[CasePerson]
    law: Law
    plan: SectorPlan | None = None
    others: Sequence[SectorPlan] = ()

    def names(self, *kinds: type) -> Choices:
        """Items of these kinds in all plans, by name."""
        found: Choices = []
        for plan in (*([self.plan] if self.plan else []), *self.others):
            words = names_in(plan, self.law)
            found += [(item.name, words[item.name]) for item in plan.items() if isinstance(item, kinds)]
            if Measure in kinds and (self.plan is None or plan.id != self.plan.id):
                found.append((plan.id, words[plan.id]))
        return found


def day_field(label: str, *, required: bool = False, hint: str = "") -> DayField:
    """A day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(label=label, required=required, help_text=hint, widget=widget, input_formats=WAYS)


def clock_field(label: str, *, required: bool = False) -> forms.TimeField:
    """A clock time."""
    return forms.TimeField(
        label=label, required=required, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )


def text_field(label: str, most: int, *, required: bool = False, hint: str = "") -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, max_length=most, required=required, help_text=hint)


def choose(label: str, choices: Choices, *, required: bool = True, hint: str = "") -> forms.ChoiceField:
    """One of several; nothing is chosen in advance."""
    return forms.ChoiceField(label=label, choices=[("", "Vælg"), *choices], required=required, help_text=hint)


def choose_some(label: str, choices: Choices, *, hint: str = "") -> forms.MultipleChoiceField:
    """Any number of several."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, help_text=hint, widget=forms.CheckboxSelectMultiple
    )


def by_label(entries: Iterable[Entry]) -> Choices:
    """Entries of the law data as choices."""
    return sorted(((entry.id, entry.label) for entry in entries), key=lambda choice: choice[1].lower())


def with_chosen(choices: Choices, entry: Entry | None) -> Choices:
    """The choices, with one that is no longer in force but stands in the plan."""
    if entry is None or any(key == entry.id for key, _ in choices):
        return choices
    return [*choices, (entry.id, f"{entry.label} (gælder ikke mere)")]


class SeveralFiles(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each as Django checks one."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file; without any, the kind error."""
        files = data if isinstance(data, list) else [data]
        return [super(FilesField, self).clean(one, initial) for one in files or [None]]


class UploadForm(forms.Form):
    """The files with sector plans."""

    plan_files = FilesField(
        label="Filer med sektorplaner",
        help_text="Vælg en eller flere filer i husstandsformatet (JSON). De må højst fylde 10 MB tilsammen.",
        widget=SeveralFiles(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Vælg mindst én fil."},
        allow_empty_file=True,  # the reader of files says it with the name of the file, beside the faults of the others
    )


class WithdrawForm(forms.Form):
    """Why a plan is withdrawn."""

    reason = forms.CharField(
        label="Hvorfor trækkes planen tilbage?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For eksempel: Planen handler om en anden borger.",
        error_messages={"required": "Skriv, hvorfor planen trækkes tilbage."},
    )


class RowForm(forms.Form):
    """A form that becomes a row of the household file; `places` names the field of each key."""

    places: ClassVar[Mapping[str, str]] = {}

    def __init__(self, around: Around, row: Row | None = None, data: Any = None) -> None:
        self.around, self.old = around, row or {}
        super().__init__(data, initial=self.from_row(self.old), use_required_attribute=False)
        self.add_choices()

    def add_choices(self) -> None:
        """Put in what depends on the case and the law."""

    def from_row(self, row: Row) -> Row:
        """What the fields show."""
        return dict(row)

    def row(self) -> Row:
        """The row of the household file that was written."""
        return {key: written(value) for key, value in self.cleaned_data.items() if value not in (None, "", [], False)}

    def blame(self, place: str, message: str) -> None:
        """Put a fault at the field it is about; `place` is within the row."""
        key = place.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0]
        name = self.places.get(key, key)
        self.add_error(name if name in self.fields else None, message)

    def people_choices(self) -> Choices:
        """The people of the case."""
        return [(each.ref, each.name) for each in self.around.people]

    def default_person(self) -> str:
        """The plan's own person."""
        plan = self.around.plan
        return plan.person if plan else ""


def written(value: Any) -> Any:
    """A cleaned value as the household file writes it."""
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if hasattr(value, "as_tuple") else value


def contact_of(name: str, role: str) -> Row | None:
    """A contact, if one is named."""
    return {"name": name, **({"role": role} if role else {})} if name else None


class HeadForm(RowForm):
    """What stands above the items: the kind of plan, for whom, whose, and when."""

    places: ClassVar[Mapping[str, str]] = {"contact": "contact_name"}
    person = choose("Hvem er planen for?", [])
    plan_type = choose("Hvilken plan er det?", [])
    department = text_field("Forvaltning eller myndighed", 100, required=True, hint="Den, der har lavet planen.")
    made = day_field("Lavet den")
    follow_up = day_field("Skal følges op den")
    contact_name = text_field("Kontaktperson i forvaltningen", 200)
    contact_role = text_field("Kontaktpersonens stilling", 200)

    def add_choices(self) -> None:
        """People and plan types."""
        law = self.around.law
        types = by_label(law.book.plan_types.in_force(law.day))
        old = self.old.get("plan_type")
        self.fields["plan_type"].choices = [  # type: ignore[attr-defined]  # a choice field, made above
            ("", "Vælg"),
            *with_chosen(types, law.plan_type(old) if old else None),
        ]
        self.fields["person"].choices = [("", "Vælg"), *self.people_choices()]  # type: ignore[attr-defined]  # as above
        if self.around.plan is not None:
            del self.fields["person"]  # whom a plan is for cannot be corrected: withdraw it, and write a new one

    def from_row(self, row: Row) -> Row:
        """With the contact taken apart."""
        contact = row.get("contact") or {}
        return {**row, "contact_name": contact.get("name", ""), "contact_role": contact.get("role", "")}

    def row(self) -> Row:
        """With the contact put together."""
        row = super().row()
        contact = contact_of(row.pop("contact_name", ""), row.pop("contact_role", ""))
        return {**row, **({"contact": contact} if contact else {})}


class GoalForm(RowForm):
    """A goal."""

    text = forms.CharField(
        label="Målet med planens egne ord", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    aim = choose("Hvilken retning peger det i?", [])
    person = choose("For hvem?", [])

    def add_choices(self) -> None:
        """People and aims."""
        law = self.around.law
        self.fields["aim"].choices = [("", "Vælg"), *by_label(law.book.aims.in_force(law.day))]  # type: ignore[attr-defined]  # a choice field
        self.fields["person"].choices = self.people_choices()  # type: ignore[attr-defined]  # a choice field
        self.initial.setdefault("person", self.default_person())

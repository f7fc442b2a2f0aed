"""When does a measure take place? One line of fields for each of its times, and one for a new one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from enplan.doors.parts.http import number_told
from enplan.doors.parts.week_form import DAYS, ClockField
from enplan.journey.plan.facts import Times
from enplan.journey.plan.rules.calendar import moved_to

MOST: Final = 30
DATES: Final = ["%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y"]
NOT_A_DAY: Final = {"invalid": "Datoen kan ikke læses. Skriv den som 31-12-2026."}
NOT_A_CLOCK: Final = {"invalid": "Klokkeslættet kan ikke læses. Skriv det som 9 eller 9.30."}
KEYS: Final = ("weekday", "start", "end", "day", "until", "place", "off")


def fields_of(number: int, *, is_new: bool) -> dict[str, forms.Field]:
    """The fields of one time; each label says which time it is."""
    which = "Ny tid" if is_new else f"Tid {number + 1}"

    def day(label: str, hint: str) -> forms.DateField:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(
            label=f"{which}: {label}", required=False, widget=widget, input_formats=DATES, error_messages=NOT_A_DAY,
            help_text=hint,
        )  # fmt: skip

    weekdays = [("", "Vælg"), *((str(number), name) for number, name in enumerate(DAYS))]
    found: dict[str, forms.Field] = {
        "weekday": forms.ChoiceField(label=f"{which}: Ugedag", choices=weekdays, required=False),
        "start": ClockField(label=f"{which}: Fra kl.", required=False, error_messages=NOT_A_CLOCK),
        "end": ClockField(label=f"{which}: Til kl.", required=False, error_messages=NOT_A_CLOCK),
        "day": day("Første gang", "Vælger du en anden ugedag, flytter dagen med."),
        "until": day("Hver uge til og med", "Tomt: kun den ene gang."),
        "place": forms.CharField(label=f"{which}: Sted", max_length=200, required=False),
        "off": forms.CharField(
            label=f"{which}: Ikke disse dage", max_length=2000, required=False,
            help_text="Skriv datoer som 24-12-2026 med komma imellem.",
        ),
        "was": forms.DateField(widget=forms.HiddenInput, required=False, input_formats=DATES),
    }  # fmt: skip
    if not is_new:
        found["gone"] = forms.BooleanField(label=f"{which}: Fjern tiden", required=False)
    return found


class TimesForm(forms.Form):
    """The times of a measure, as a part of the form about it."""

    lines = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST)

    def __init__(self, *args: Any, times: Sequence[Times] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posted = self.data.get("lines", "0") if self.is_bound else ""
        self.line_count = min(number_told(posted, otherwise=len(times) + 1), MOST)
        self.initial["lines"] = self.line_count
        for number in range(self.line_count):
            for key, field in fields_of(number, is_new=number == self.line_count - 1).items():
                self.fields[f"time_{number}_{key}"] = field
        for number, each in enumerate(times[: self.line_count]):
            self.initial.update({f"time_{number}_{key}": value for key, value in _shown(each).items()})

    @property
    def shows_times(self) -> bool:
        """Whether the times stood in the form that was sent."""
        return self.line_count > 0

    @property
    def is_valid_but_late(self) -> bool:
        """Whether nothing is wrong with what was typed, and only somebody else was faster."""
        return self.is_bound and set(self.errors) <= {NON_FIELD_ERRORS}

    def clean(self) -> dict[str, Any]:
        """Each time has a day, a beginning and an end after it, and the days agree."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for number, line in self._filled():
            for key, text in _faults(line):
                name = f"time_{number}_{key}"
                if name not in self.errors:
                    self.add_error(name, text)
        return given

    def times(self) -> tuple[Times, ...]:
        """What was written."""
        return tuple(_time(line) for _, line in self._filled())

    def _filled(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The times that say something and stay."""
        for number in range(self.line_count):
            line = {
                name.removeprefix(f"time_{number}_"): value
                for name, value in self.cleaned_data.items()
                if name.startswith(f"time_{number}_")
            }
            if any(line.get(key) for key in KEYS) and not line.get("gone"):
                yield number, line


def _shown(times: Times) -> dict[str, object]:
    return {
        "weekday": str(times.day.weekday()),
        "start": times.start,
        "end": times.end,
        "day": times.day,
        "until": times.weekly_until,
        "place": times.place,
        "off": ", ".join(f"{day:%d-%m-%Y}" for day in times.except_days),
        "was": times.day,
    }


def _faults(line: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    day, start, end, until = (line.get(key) for key in ("day", "start", "end", "until"))
    if not day:
        yield "day", "Skriv, hvilken dag det er første gang."
    if start is None:
        yield "start", "Skriv, hvornår det begynder."
    if end is None:
        yield "end", "Skriv, hvornår det slutter."
    if start is not None and end is not None and end <= start:
        yield "end", "Sluttiden ligger ikke efter starttiden. Ret en af dem."
    if day and until and until < day:
        yield "until", "Den sidste dag ligger før den første. Ret en af dem."
    if day and day != line.get("was") and _another_weekday(line, day):
        yield "weekday", f"Den {day.day}.{day.month}.{day.year} er en {DAYS[day.weekday()].lower()}. Ret en af dem."
    for typed in _days_typed(line):
        if _read(typed) is None:
            yield "off", f"»{typed}« er ingen dato. Skriv datoer som 24-12-2026 med komma imellem."


def _another_weekday(line: Mapping[str, Any], day: date) -> bool:
    """Whether a weekday has been chosen that is not the day's; one that nobody touched goes along with the day."""
    chosen, was = line.get("weekday"), line.get("was")
    return bool(chosen) and int(chosen or 0) != day.weekday() and (was is None or int(chosen or 0) != was.weekday())


def _time(line: Mapping[str, Any]) -> Times:
    off = sorted(day for typed in _days_typed(line) if (day := _read(typed)) is not None)
    found = Times(line["day"], line["start"], line["end"], line["until"], tuple(off), line.get("place") or "")
    was, weekday = line.get("was"), line.get("weekday")
    moved = was == line["day"] and weekday and int(weekday) != was.weekday()
    return moved_to(found, int(weekday)) if moved and weekday else found


def _days_typed(line: Mapping[str, Any]) -> list[str]:
    return [each.strip() for each in (line.get("off") or "").split(",") if each.strip()]


def _read(typed: str) -> date | None:
    for form in DATES:
        try:
            return datetime.strptime(typed, form).date()
        except ValueError:
            continue
    return None

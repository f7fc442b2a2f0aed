"""In which ways may a day be written in a form?"""

import re
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

WAYS: Final = ["%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m-%Y", "%d/%m/%Y", "%d.%m.%y"]
SOME_DAY: Final = "Dag, måned og år, for eksempel 01-12-2027."
BORN: Final = "Dag, måned og år, for eksempel 12-04-1983."
SHORT_YEAR: Final = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{2}")
LIKE_A_DAY: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")


class DayField(forms.DateField):
    """A day; one that is written as a day but is in no calendar is told apart from one that cannot be read."""

    def to_python(self, value: Any) -> date | None:
        """The day, or nothing when the field is empty.

        Raises:
            ValidationError: it is none.
        """
        try:
            return super().to_python(value)
        except ValidationError:
            if SHORT_YEAR.fullmatch(str(value).strip()):
                raise ValidationError("Skriv årstallet med fire tal, for eksempel 12-04-1983.", "short_year") from None
            if LIKE_A_DAY.fullmatch(str(value).strip()):
                raise ValidationError("Datoen findes ikke. Se efter i kalenderen, og ret den.", "unknown") from None
            raise


def day_field(label: str, *, missing: str, required: bool = True, help_text: str = "", **more: Any) -> DayField:
    """A day, written as Danes write it, with errors that say how."""
    return DayField(
        label=label,
        required=required,
        help_text=help_text or (BORN if "født" in label or "ødselsdag" in label else SOME_DAY),
        input_formats=WAYS,
        error_messages={"required": missing, "invalid": "Datoen kan ikke læses. Skriv den sådan: 12-04-1983."},
        **more,
    )

"""In which ways may a day be written in a form?"""

from typing import Any

from django import forms

WAYS = ["%d-%m-%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m-%Y", "%d/%m/%Y", "%d.%m.%y"]


def day_field(label: str, *, missing: str, required: bool = True, help_text: str = "", **more: Any) -> forms.DateField:
    """A day, written as Danes write it, with errors that say how."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text or "Dag, måned og år, for eksempel 12-04-1983.",
        input_formats=WAYS,
        error_messages={
            "required": missing,
            "invalid": f"{label}: Datoen kan ikke læses. Skriv den sådan: 12-04-1983.",
        },
        **more,
    )

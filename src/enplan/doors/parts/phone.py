"""Can one ring the number that was written in a form?"""

import re
from typing import Final

from django import forms
from django.core.exceptions import ValidationError

FEWEST, MOST = 8, 15  # digits: a Danish number, and the longest there is
SIGNS: Final = re.compile(r"[-+(). /]")


class PhoneField(forms.CharField):
    """A telephone number as people write it; what cannot be rung is told at once, and what was typed is kept."""

    def clean(self, value: object) -> str:
        """The number as it was written.

        Raises:
            ValidationError: it cannot be rung.
        """
        written: str = super().clean(value)
        digits = SIGNS.sub("", written)
        if written and not (digits.isdecimal() and FEWEST <= len(digits) <= MOST):
            raise ValidationError("Nummeret kan ikke ringes op. Skriv otte tal, for eksempel 20 30 40 50.", "unknown")
        return written


def phone_field(label: str = "Telefon", *, help_text: str = "") -> PhoneField:
    """A telephone number that may be left out."""
    return PhoneField(label=label, help_text=help_text, max_length=30, required=False)
